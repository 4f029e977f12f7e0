"""Faces, what they cover, and which of them sets which stretch of text. Knows no PDF library.

The faces and their metrics are made by ``build_tools/fonts.py`` and lie beside this module. A text is set in the first
face of its language's chain that has all of a stretch; so a Polish name keeps one look in a Korean letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from facewrit.formats.characters import printable
from facewrit.formats.refusals import FormatUnavailable, UnprintableText
from facewrit.letters.document import Document, block_texts

LATIN = "NotoSans"
JAPANESE = "NotoSansJP"
KOREAN = "NotoSansKR"

_CHAINS = {"ja": (JAPANESE, LATIN, KOREAN), "ko": (KOREAN, LATIN, JAPANESE)}
_DEFAULT_CHAIN = (LATIN, JAPANESE, KOREAN)

# A stretch of Latin, Greek or Cyrillic words: letters with what stands between them in names and addresses.
_LETTER = (
    "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u0373\u0376-\u058f"
    "\u1c80-\u1c8f\u1d00-\u1fff\ua640-\ua69f"
)
_WORDS = re.compile(f"[{_LETTER}](?:[{_LETTER}0-9 '’.,/&@+\\-]*[{_LETTER}0-9.])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font file. ``name``: PostScript name; ``advances``: width of each character in thousandths of an em."""

    name: str
    advances: Mapping[str, int]

    def covers(self, text: str) -> bool:
        """Tell whether every character of ``text`` has a glyph."""
        return self.advances.keys() >= set(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text in one face."""

    text: str
    face: Face


def font_bytes(name: str) -> bytes:
    """Return the TrueType file of the face with that PostScript name."""
    return (files(__package__) / "fonts" / f"{name}.ttf").read_bytes()


@lru_cache(maxsize=1)
def faces() -> Mapping[str, Face]:
    """Return all faces by name. Raises :class:`FormatUnavailable` where the fonts have not been made."""
    try:
        metrics = json.loads((files(__package__) / "fonts" / "metrics.json").read_bytes())
    except OSError:
        raise FormatUnavailable("PDF: the fonts are missing. Run: python build_tools/fonts.py") from None
    return MappingProxyType(
        {
            name: Face(
                name=name,
                advances={
                    chr(code): width
                    for first, count, width in measured["advances"]
                    for code in range(first, first + count)
                },
            )
            for name, measured in metrics.items()
        }
    )


@lru_cache(maxsize=64)
def chain(language: str, strong: bool = False) -> tuple[Face, ...]:
    """Return the faces for a language (BCP 47 tag), first choice first; ``strong``: the bold ones."""
    style = "Bold" if strong else "Regular"
    families = _CHAINS.get(language.partition("-")[0], _DEFAULT_CHAIN)
    return tuple(faces()[f"{family}-{style}"] for family in families)


def spans(text: str, language: str, strong: bool = False) -> Iterator[Span]:
    """Yield ``text`` (already :func:`printable`) in stretches of one face each.

    Raises :class:`UnprintableText` for a character that no face has; line breaks and zero-width spaces need none.
    """
    choices = chain(language, strong)
    start, current = 0, choices[0]
    for position, face in _changes(text, choices):
        if face is not current:
            if position > start:
                yield Span(text=text[start:position], face=current)
            start, current = position, face
    if start < len(text):
        yield Span(text=text[start:], face=current)


def _changes(text: str, choices: tuple[Face, ...]) -> Iterator[tuple[int, Face]]:
    """Yield ``(position, face)``: words are set as wholes, other characters one by one."""
    position = 0
    previous = choices[0]
    while position < len(text):
        words = _WORDS.match(text, position)
        face = _face_for_words(words.group(), choices) if words else None
        if words and face:
            end = words.end()
        else:
            end, face = position + 1, _face_for_character(text[position], choices, previous)
        yield position, face
        position, previous = end, face


def _face_for_words(words: str, choices: tuple[Face, ...]) -> Face | None:
    # Fonts for Japanese and Korean draw accented letters, Greek, Cyrillic and curved apostrophes an em wide or not
    # at all: words with any of them go to the Latin face as a whole.
    ranked = choices if words.isascii() else sorted(choices, key=lambda face: not face.name.startswith(f"{LATIN}-"))
    return next((face for face in ranked if face.covers(words)), None)


def _face_for_character(character: str, choices: tuple[Face, ...], previous: Face) -> Face:
    if character in "\n\u200b" or (character == " " and previous.covers(character)):
        return previous
    for face in choices:
        if face.covers(character):
            return face
    raise UnprintableText((character,), "Text")


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of ``text`` that no face has, each once, in order of appearance."""
    clean = printable(text)
    missing = set(clean) - _covered()
    return tuple(dict.fromkeys(character for character in clean if character in missing)) if missing else ()


@lru_cache(maxsize=1)
def _covered() -> frozenset[str]:
    """Every character that some face has, and those that need no glyph."""
    return frozenset("\n\u200b").union(*(face.advances for face in faces().values()))


def check_printable(document: Document) -> None:
    """Raise :class:`UnprintableText` for the first block with characters that no face has."""
    for block in document.blocks:
        for number, text in enumerate(block_texts(block), 1):
            missing = unprintable(text)
            if missing:
                raise UnprintableText(missing, f"{type(block).__name__}, text {number}")
    for where, text in (("Reference", document.reference), ("Page words", document.page_words)):
        missing = unprintable(text)
        if missing:
            raise UnprintableText(missing, where)
