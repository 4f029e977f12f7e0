"""The door to ``letter_templates/``: templates and words by language, looked up in the regime, then in what it extends.

Look-up never leaves a language: what does not exist is said (:class:`NoWords`), and other languages are offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import BaseLoader, StrictUndefined, Template, TemplateNotFound, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from facewrit.letters.locale import Language
from facewrit.letters.marks import Sink

SHARED = "every-regime"
SINK = "_sink"
#: A line of nothing but tags or comments leaves no line behind; a line of text keeps its end even behind a tag.
_TAGS_ALONE = re.compile(r"^[ \t]*((?:(?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})[ \t]*)+)\n", re.MULTILINE)
_REVIEW = re.compile(r"\{#\s*review:\s*(drafted|native speaker|lawyer)\s*#\}")


class NoWords(LookupError):
    """A text or word that does not exist in a language. ``available``: languages that have it."""

    def __init__(self, what: str, language: str, available: tuple[str, ...] = ()) -> None:
        self.what, self.language, self.available = what, language, available
        super().__init__(f"no words for '{what}' in '{language}'")


class Phrasebook:
    """All words of one or more folders, later ones laid over earlier ones file by file. Immutable once read."""

    def __init__(self, *folders: Path) -> None:
        self._files: dict[str, Path] = {}
        for folder in folders:
            for path in sorted(folder.glob("*/*/*")):
                if path.suffix in (".md", ".yaml"):
                    self._files[f"{path.parent.parent.name}/{path.parent.name}/{path.name}"] = path
        self._trees: dict[str, dict[str, Any]] = {}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages that have words at all (a ``language.yaml``), in alphabetical order."""
        return tuple(sorted(key.split("/")[1] for key in self._files if key.endswith("/language.yaml")))

    def language(self, code: str) -> Language:
        """How a language is written.

        :raises NoWords: if the language has no ``language.yaml``.
        """
        tree = self._tree(f"{SHARED}/{code}/language.yaml")
        if not tree:
            raise NoWords("language", code, self.languages)
        return Language.read(code, tree)

    def kinds(self, language: str, chain: tuple[str, ...]) -> frozenset[str]:
        """Kinds of letter that exist in a language for a regime (``chain``: the regime and what it extends)."""
        return frozenset().union(*(self._kinds.get((regime, language), ()) for regime in (*chain, SHARED)))

    @cached_property
    def _kinds(self) -> dict[tuple[str, str], frozenset[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for regime, language, kind in self.templates():
            found.setdefault((regime, language), set()).add(kind)
        return {place: frozenset(kinds) for place, kinds in found.items()}

    def languages_of(self, kind: str, chain: tuple[str, ...]) -> tuple[str, ...]:
        """Languages in which a kind of letter exists for a regime."""
        return tuple(code for code in self.languages if kind in self.kinds(code, chain))

    def word(self, language: str, code: str, chain: tuple[str, ...] = ()) -> str | None:
        """The word for a dotted code (``reach.establishment``) from ``reasons.yaml``, the regime's own first."""
        return self._look_up("reasons.yaml", language, code, chain)

    def demand(self, language: str, code: str, chain: tuple[str, ...] = ()) -> str | None:
        """The words of a face demand from ``demands.yaml``."""
        return self._look_up("demands.yaml", language, code, chain)

    def problem(self, language: str, code: str) -> str | None:
        """The words for a problem code from ``problems.yaml``."""
        return self._look_up("problems.yaml", language, code, ())

    def citation_styles(self, language: str) -> Mapping[str, Any]:
        """The tree of ``citations.yaml``.

        :raises NoWords: if the language has none.
        """
        tree = self._tree(f"{SHARED}/{language}/citations.yaml")
        if not tree:
            raise NoWords("citations", language, self.languages)
        return tree

    def words_of(self, language: str, file: str, regime: str = SHARED) -> Mapping[str, Any]:
        """A whole words file, for checks."""
        return self._tree(f"{regime}/{language}/{file}")

    def template(self, kind: str, language: str, chain: tuple[str, ...]) -> Template:
        """The template of a kind of letter.

        :raises NoWords: if it does not exist in that language.
        """
        for regime in (*chain, SHARED):
            if f"{regime}/{language}/{kind}.md" in self._files:
                return self._environment.get_template(f"{regime}/{language}/{kind}")
        raise NoWords(kind, language, self.languages_of(kind, chain))

    def review(self, kind: str, language: str, chain: tuple[str, ...]) -> str:
        """Who has reviewed a text: ``drafted`` (nobody yet), ``native speaker`` or ``lawyer``."""
        for regime in (*chain, SHARED):
            path = self._files.get(f"{regime}/{language}/{kind}.md")
            if path is not None:
                found = _REVIEW.match(path.read_text(encoding="utf-8"))
                return found.group(1) if found else "drafted"
        return "drafted"

    def templates(self) -> Iterator[tuple[str, str, str]]:
        """Every template as (regime, language, kind)."""
        for key in sorted(self._files):
            regime, language, name = key.split("/")
            if name.endswith(".md"):
                yield regime, language, name.removesuffix(".md")

    def source(self, regime: str, language: str, kind: str) -> str | None:
        """The text of a template file, or ``None``."""
        path = self._files.get(f"{regime}/{language}/{kind}.md")
        return path.read_text(encoding="utf-8") if path else None

    def render(self, kind: str, language: str, chain: tuple[str, ...], words: Mapping[str, object]) -> tuple[str, Sink]:
        """Fill a template in. Values go into the sink, so that nothing that a person typed is ever read as a mark.

        :raises NoWords: if the template does not exist in that language.
        :raises jinja2.UndefinedError: if it uses a word that does not exist.
        """
        sink = Sink()
        return self.template(kind, language, chain).render({**words, SINK: sink}), sink

    def _look_up(self, file: str, language: str, code: str, chain: tuple[str, ...]) -> str | None:
        for regime in (*chain, SHARED):
            tree: Any = self._tree(f"{regime}/{language}/{file}")
            for part in code.split("."):
                tree = tree.get(part) if isinstance(tree, dict) else None
            if isinstance(tree, str):
                return tree
        return None

    def _tree(self, key: str) -> dict[str, Any]:
        found = self._trees.get(key)
        if found is None:
            path = self._files.get(key)
            data: object = {}
            if path is not None:
                from facewrit.law.records import read_yaml

                data = read_yaml(path).data
            found = self._trees[key] = msgspec.convert(data or {}, dict[str, Any])
        return found

    @cached_property
    def _environment(self) -> _Environment:
        return _Environment(self._files)


class _Loader(BaseLoader):
    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files

    def get_source(self, environment: Any, template: str) -> tuple[str, str | None, Any]:
        path = self._files.get(f"{template}.md")
        if path is None:
            raise TemplateNotFound(template)
        return _TAGS_ALONE.sub(r"\1", path.read_text(encoding="utf-8")), str(path), None


class _Done(str):
    """Text that a template has already made, such as that of ``super()``: its words are safe, its marks are ours."""


class _Environment(ImmutableSandboxedEnvironment):
    """``{% extends "every-regime" %}`` means: the shared template of the same kind in the same language."""

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Join what a template or a block of it has made."""
        return _Done("".join(parts))

    def __init__(self, files: Mapping[str, Path]) -> None:
        super().__init__(
            loader=_Loader(files),
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            finalize=_into_sink,
            cache_size=400,
            auto_reload=False,
        )

    def join_path(self, template: str, parent: str) -> str:
        regime, language, kind = parent.split("/")
        return f"{template}/{language}/{kind}"


@pass_context
def _into_sink(context: Context, value: object) -> object:
    if isinstance(value, _Done):
        return value
    return context[SINK].put(value)
