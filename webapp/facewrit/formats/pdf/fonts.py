"""Faces, what they cover, and which of them sets which stretch of text. Knows no PDF library.

The faces are made by ``build_tools/fonts.py`` and lie beside this module; they are mapped into memory, never parsed in
Python. A text is set in the first face of its language's chain that has all of a stretch; so a Polish name keeps one
look in a Korean letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import as_file, files

import uharfbuzz as hb

from facewrit.formats.characters import printable
from facewrit.formats.refusals import FormatUnavailable, UnprintableText
from facewrit.letters.document import Document, block_texts

LATIN = "NotoSans"
_FAMILIES = (
    LATIN, "NotoSansJP", "NotoSansSC", "NotoSansTC", "NotoSansKR", "NotoSansThai", "NotoSansMyanmar",
    "NotoSansDevanagari", "FacewritArabic", "Amiri", "NotoSansHebrew",
)  # fmt: skip
# The families that a language tries first; all others follow in the order above.
_FIRST = {
    "ja": ("NotoSansJP",),
    "ko": ("NotoSansKR",),
    "zh": ("NotoSansSC", "NotoSansTC"),
    "zh-hant": ("NotoSansTC", "NotoSansJP"),
    "th": ("NotoSansThai",),
    "my": ("NotoSansMyanmar",),
    "hi": ("NotoSansDevanagari",),
    "mr": ("NotoSansDevanagari",),
    "ne": ("NotoSansDevanagari",),
    "ar": ("FacewritArabic",),
    "fa": ("FacewritArabic",),
    "ur": ("FacewritArabic",),
    "he": ("NotoSansHebrew",),
}
_TRADITIONAL = frozenset(("zh-hant", "zh-tw", "zh-hk", "zh-mo"))
# Arabic letters are drawn small in their em; this makes them stand as tall as the Latin beside them.
_SCALES = {"FacewritArabic": 1.08, "Amiri": 1.18}
# Ligatures are for looks alone in these; without them every letter comes back from the file as itself. Those that a
# script demands, such as lam with alef, are another feature and stay.
_PLAIN = frozenset((LATIN, "NotoSansHebrew", "FacewritArabic"))
# Their Latin letters are of another design than those of all other families: Latin words go to the Latin face.
_NO_LATIN = frozenset(("FacewritArabic", "Amiri"))

# A stretch of Latin, Greek or Cyrillic words: letters with what stands between them in names and addresses.
_LETTER = (
    "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u0373\u0376-\u058f"
    "\u1c80-\u1c8f\u1d00-\u1fff\ua640-\ua69f"
)
_WORDS = re.compile(f"[{_LETTER}](?:[{_LETTER}0-9 '’.,/&@+\\-]*[{_LETTER}0-9.])?")
_HAN = re.compile("[\u3005\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_NAMES = re.compile(f"{_WORDS.pattern}|{_HAN.pattern}")
# What a fast look must find none of before a whole text goes to the first face of a language.
_MIXED = re.compile("[\u00aa-\u058f\u1c80-\u1fff\u2018-\u201f\ua640-\ua69f]")
# Not drawn, need no glyph: line break, zero-width space, joiners, marks and isolates of direction.
UNDRAWN = frozenset("\n\u200b\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
_UNDRAWN = re.compile(f"[{''.join(sorted(UNDRAWN))}]+")


class Face:
    """One font file, kept for the life of the process.

    ``name``: PostScript name; ``scale``: how much larger than its em it is set; ``font``: HarfBuzz's view of it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.family, _, self.style = name.partition("-")
        self.scale = _SCALES.get(self.family, 1.0)
        self.number = 2 * _FAMILIES.index(self.family) + (self.style == "Bold")
        with as_file(files(__package__) / "fonts" / f"{name}.ttf") as path:
            if not path.exists():
                raise FormatUnavailable("PDF: the fonts are missing. Run: python -m build_tools.fonts")
            self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self.face)
        self.features = {"liga": False, "clig": False} if self.family in _PLAIN else {}

    @cached_property
    def shared(self) -> dict[str, int]:
        """Code points, as text, whose glyph shows another code point first, and which."""
        return _shared()[self.name]

    @cached_property
    def codes(self) -> hb.Set:
        """The code points that have a glyph."""
        return self.face.unicodes

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that have a glyph, and those that need none."""
        return UNDRAWN.union(map(chr, self.codes))

    def covers(self, text: str) -> bool:
        """Tell whether every character of ``text`` has a glyph or needs none."""
        codes = self.codes
        return all(ord(character) in codes or character in UNDRAWN for character in text)


@lru_cache(maxsize=1)
def _shared() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = json.loads((files(__package__) / "fonts" / "shared.json").read_bytes())
    return found


@lru_cache(maxsize=64)
def face(name: str) -> Face:
    """Return the face of that PostScript name. Raises :class:`FormatUnavailable` where the fonts have not been made."""
    return Face(name)


def family_of(language: str) -> str:
    """Return the family that a language (BCP 47 tag) is set in."""
    return _families(language)[0]


@lru_cache(maxsize=64)
def _families(language: str) -> tuple[str, ...]:
    tag = language.lower()
    short = tag.partition("-")[0]
    if any(tag.startswith(one) for one in _TRADITIONAL):
        short = "zh-hant"
    first = (*_FIRST.get(short, ()), LATIN)
    return (*first, *(family for family in _FAMILIES if family not in first))


def chain(language: str, strong: bool = False) -> Iterator[Face]:
    """Yield the faces for a language (BCP 47 tag), first choice first; ``strong``: the bold ones, then the regular."""
    for style in ("Bold", "Regular") if strong else ("Regular",):
        for family in _families(language):
            yield face(f"{family}-{style}")


def stretches(text: str, language: str, strong: bool = False) -> list[tuple[str, Face]]:
    """Return ``text`` (already :func:`printable`) in stretches of one face each.

    Raises :class:`UnprintableText` for a character that no face has.
    """
    first = next(chain(language, strong))
    if first.characters.issuperset(text) and (first.family == LATIN or not _MIXED.search(text)):
        if first.family not in _NO_LATIN or not _WORDS.search(text):
            return [(text, first)] if text else []
    found: list[tuple[str, Face]] = []
    start, current = 0, first
    for position, chosen in _changes(text, language, strong, first):
        if chosen is not current:
            if position > start:
                found.append((text[start:position], current))
            start, current = position, chosen
    if start < len(text):
        found.append((text[start:], current))
    return found


def tongues(text: str, language: str) -> list[tuple[str, str]]:
    """Return ``text`` (already :func:`printable`) in parts, each with the language whose faces set it.

    Names keep one look: Latin words with a letter that the language's own face lacks, and words in Han characters, go
    as wholes to a face that has all of them.
    """
    first = next(chain(language))
    mixed = _WORDS if first.family in _NO_LATIN else _MIXED
    if first.characters.issuperset(text) and (first.family == LATIN or not mixed.search(text)):
        return [(text, language)]
    parts: list[tuple[str, str]] = []
    position = 0
    for match in _NAMES.finditer(text):
        found = match.group()
        if found[0] >= "\u3005":
            own = next((one for one in (language, "ja", "zh", "zh-Hant", "ko") if _first_covers(one, found)), language)
        else:
            foreign = first.family in _NO_LATIN or (first.family != LATIN and not found.isascii())
            own = "en" if foreign else language
        if own != language:
            parts += [(text[position : match.start()], language), (found, own)]
            position = match.end()
    return [part for part in (*parts, (text[position:], language)) if part[0]]


def _first_covers(language: str, text: str) -> bool:
    return next(chain(language)).covers(text)


def _changes(text: str, language: str, strong: bool, first: Face) -> Iterator[tuple[int, Face]]:
    """Yield ``(position, face)``: words are set as wholes, other characters one by one."""
    position = 0
    previous = first
    while position < len(text):
        chosen: Face | None = None
        if match := _UNDRAWN.match(text, position):
            chosen = previous
        elif match := _WORDS.match(text, position):
            chosen = _for_words(match.group(), language, strong)
        elif match := _HAN.match(text, position):
            chosen = next((face for face in chain(language, strong) if face.covers(match.group())), None)
        if match and chosen:
            end = match.end()
        else:
            end, chosen = position + 1, _for_character(text[position], language, strong, previous)
        yield position, chosen
        position, previous = end, chosen


def _for_words(words: str, language: str, strong: bool) -> Face | None:
    # Fonts for other scripts draw accented letters, Greek, Cyrillic and curved apostrophes an em wide or not at all,
    # and Naskh has letters of another kind: words with any of them go to the Latin face as a whole.
    plain = words.isascii() and family_of(language) not in _NO_LATIN
    ranked = chain(language, strong) if plain else (face(f"{LATIN}-{'Bold' if strong else 'Regular'}"),)
    found = next((face for face in ranked if face.covers(words)), None)
    return found or next((face for face in chain(language, strong) if face.covers(words)), None)


def _for_character(character: str, language: str, strong: bool, previous: Face) -> Face:
    code = ord(character)
    if character == " " and code in previous.codes:
        return previous
    for candidate in chain(language, strong):
        if code in candidate.codes:
            return candidate
    raise UnprintableText((character,), "Text")


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of ``text`` that no face has, each once, in order of appearance."""
    clean = dict.fromkeys(printable(text))
    return tuple(character for character in clean if character not in UNDRAWN and not _drawable(character))


@lru_cache(maxsize=16384)
def _drawable(character: str) -> bool:
    return any(ord(character) in face(f"{family}-Regular").codes for family in _FAMILIES)


def check_printable(document: Document) -> None:
    """Raise :class:`UnprintableText` for the first block with characters that no face has."""
    first = next(chain(document.language)).characters
    for block in document.blocks:
        for number, text in enumerate(block_texts(block), 1):
            missing = () if first.issuperset(text) else unprintable(text)
            if missing:
                raise UnprintableText(missing, f"{type(block).__name__}, text {number}")
    for where, text in (("Reference", document.reference), ("Page words", document.page_words)):
        missing = unprintable(text)
        if missing:
            raise UnprintableText(missing, where)
