"""The pages that explain: the start, how data are treated, and the empty page that *clear and leave* leads to."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from facewrit.formats.html import stylesheet
from facewrit.web.catalogues import LANGUAGES, SOURCE
from facewrit.web.public.site import site
from facewrit.web.public.told import LawWords, Told

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def choose_language() -> Response:
    """To the start page in the language that the browser asks for."""
    language = request.accept_languages.best_match(LANGUAGES) or SOURCE
    response = make_response(redirect(url_for(".start", language=language), 302))
    response.headers["Vary"] = "Accept-Language"
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/<language:language>/")
def start(language: str) -> str:
    """What this is, and where to begin."""
    return render_template("start.html", organisations=len(site().organisations), territories=len(site().territories))


@blueprint.get("/<language:language>/about")
def about(language: str) -> str:
    """What this is, where the law comes from, who has reviewed the words, how to correct a record."""
    lawbook = site().lawbook
    words = LawWords(site().phrasebook, language)
    days = sorted(day for name in lawbook.ids("regimes") if (day := lawbook.regime(name).checked))
    return render_template(
        "about.html",
        ruleset=lawbook.ruleset,
        reviewed=_reviewed(words),
        oldest=words.day(days[0]),
        newest=words.day(days[-1]),
    )


def _reviewed(words: LawWords) -> list[tuple[Told, list[str]]]:
    """Who has reviewed the first letter, with the languages of which that is true."""
    phrasebook = site().phrasebook
    found: dict[str, dict[str, None]] = {}
    for code in phrasebook.languages:
        if "request" in phrasebook.kinds(code, ()):
            name = words.language_name(code)
            found.setdefault(phrasebook.review("request", code, ()), {})[name] = None
    return [(words.word(f"review.{review.replace(' ', '_')}"), list(names)) for review, names in found.items()]


@blueprint.get("/<language:language>/face-recognition")
def faces(language: str) -> str:
    """What face recognition is, and who does it."""
    return render_template("faces.html")


@blueprint.get("/<language:language>/rights")
def rights(language: str) -> str:
    """Which right helps when."""
    return render_template("rights.html")


@blueprint.get("/<language:language>/after-sending")
def after(language: str) -> str:
    """What happens after sending."""
    return render_template("after.html")


@blueprint.get("/<language:language>/privacy")
def privacy(language: str) -> str:
    """How data are treated here."""
    return render_template("privacy.html")


@blueprint.get("/<language:language>/find-out")
def find_out(language: str) -> str:
    """How to find out who runs a camera."""
    return render_template("find_out.html")


@blueprint.get("/blank")
def blank() -> Response:
    """An empty page. The browser is asked to forget what it cached of this site."""
    response = make_response(render_template("blank.html"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.get("/letter.css")
def letter_style() -> Response:
    """The style of a letter inside a page."""
    response = make_response(stylesheet())
    response.mimetype = "text/css"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@blueprint.get("/healthz")
def healthz() -> Response:
    """Whether the site can answer."""
    return make_response({"status": "ok", "ruleset": site().lawbook.ruleset})
