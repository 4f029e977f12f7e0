"""What the templates speak with: the page's language, messages, links to other languages, and marked texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from itertools import groupby
from typing import Any

from babel import Locale
from flask import Flask, request, url_for
from markupsafe import Markup, escape

from facewrit.web.catalogues import LANGUAGES
from facewrit.web.public.site import catalogue, page_language, site
from facewrit.web.public.told import LawWords, Told

#: Languages whose sentences follow each other without a space.
_WITHOUT_SPACES = frozenset({"ja", "zh-Hans", "zh-Hant"})


def install(app: Flask) -> None:
    """Give all templates their words."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: catalogue().gettext(message),
        lambda singular, plural, number: catalogue().ngettext(singular, plural, number),
        newstyle=True,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["groupby_run"] = _runs
    app.jinja_env.filters["territory_name"] = lambda code: site().territory_name(code, page_language())
    app.jinja_env.tests["contains"] = lambda values, value: value in values
    app.jinja_env.globals.update(said=said, problem_words=problem_words)
    stamp = _stamp()

    @app.context_processor
    def _page() -> dict[str, Any]:
        return {
            "page_language": page_language(),
            "direction": catalogue().direction,
            "languages": [(code, _own_name(code)) for code in LANGUAGES],
            "in_language": in_language,
            "gap": "" if page_language() in _WITHOUT_SPACES else " ",
            "comma": "、" if page_language() in _WITHOUT_SPACES else ", ",
            "report_to": site().report_to,
            "static": lambda name: url_for("static", filename=name, v=stamp),
            "territory_name": lambda code: site().territory_name(code, page_language()),
        }


def said(told: Told | str) -> Markup:
    """A text of the law, marked with its language where it is not that of the page."""
    if isinstance(told, str):
        return escape(told)
    if told.language is None:
        return escape(told.text)
    direction = Locale.parse(told.language, sep="-").text_direction
    if direction != catalogue().direction:
        return Markup('<span lang="{}" dir="{}">{}</span>').format(told.language, direction, told.text)
    return Markup('<span lang="{}">{}</span>').format(told.language, told.text)


def in_language(code: str) -> str:
    """The address of the page at hand in another language."""
    if request.endpoint is None or "language" not in (request.view_args or {}):
        return url_for("pages.start", language=code)
    return url_for(request.endpoint, **{**(request.view_args or {}), "language": code})


def problem_words(words: LawWords, problem: Any) -> Told:
    """What is wrong, and what to do."""
    return words.problem(problem)


def _runs(rows: Iterable[tuple[str, ...]], index: int) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Rows that follow each other and agree in one column, together."""
    return [(key, list(found)) for key, found in groupby(rows, key=lambda row: row[index])]


def _own_name(code: str) -> str:
    locale = site().catalogues[code].locale
    return str(locale.get_language_name() or code)


def _stamp() -> str:
    """A mark of the static files, so that a browser never mixes an old style with a new page."""
    mark = hashlib.sha256()
    for path in sorted((files(__package__) / "static").iterdir(), key=lambda path: path.name):
        mark.update(path.read_bytes())
    return mark.hexdigest()[:10]
