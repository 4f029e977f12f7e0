"""Text to glyphs (HarfBuzz), and glyphs to the codes that show them in a PDF, kept for the texts to come.

A glyph's code is its number in the shipped face, in every document; so the code of a word is made once in a process.
What comes back when the page is read is exact: a glyph that shows one text only says so in the font (``ToUnicode``),
and any other cluster of glyphs carries its text with it (``ActualText``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, cast

import uharfbuzz as hb

from facewrit.formats.breaking import SPACES
from facewrit.formats.pdf.alphabets import alphabet
from facewrit.formats.pdf.fonts import UNDRAWN, Face, family_of, stretches
from facewrit.formats.refusals import UnprintableText

# Words and paragraphs kept ready; beyond that a store is emptied, so that a long batch does not grow.
_KEPT = 6000
_KEPT_PARAGRAPHS = 1500
_LAM_ALEF = re.compile("\u0644[\u064b-\u0652]*[\u0622\u0623\u0625\u0627\u0671]")
_SPACES = "".join(sorted(SPACES))
_LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


T = TypeVar("T")


class Piece(NamedTuple):
    """A stretch of glyphs in one font of the file, from left to right.

    ``font``: its name on the page; ``code``: what stands between ``[`` and ``]TJ``; ``width``: in ems; ``glyphs``:
    how many; ``extra``: glyphs, with their texts, that the frozen part of the font does not have.
    """

    font: bytes
    code: bytes
    width: float
    glyphs: int
    extra: tuple[tuple[int, str], ...]
    face: Face


class Word(NamedTuple):
    """A word and the spaces after it. ``width`` is without those spaces, ``full`` with them; in ems."""

    text: str
    pieces: tuple[Piece, ...]
    width: float
    full: float


class Base(NamedTuple):
    """The frozen part of a face for one language: its glyphs, and the text that each glyph shows."""

    face: Face
    glyphs: frozenset[int]
    texts: dict[int, str]
    name: bytes
    extra_name: bytes
    space: tuple[int, int]


class Shaper:
    """All that is kept for the documents of one language: frozen fonts, and words and paragraphs ready to be shown.

    In memory alone, and only what two letters have in common: what one letter says by itself, such as a name or a
    remark, is forgotten when the next one begins.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._words: dict[tuple[str, str, bool, bool], Word] = {}
        self._own_words: dict[tuple[str, str, bool, bool], Word] = {}
        self._paragraphs: dict[Hashable, Any] = {}
        self._seen: dict[int, str] = {}
        self._reference = ""
        self._bases: dict[str, Base] = {}

    def begin(self, reference: str) -> None:
        """Say that another letter begins; ``reference`` tells it from others, though not from its own copies."""
        self._own_words = {}
        self._reference = reference

    def paragraph(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives, kept under ``key`` once two letters have asked for it."""
        found = self._paragraphs.get(key)
        if found is None:
            found = make()
            if self._shared(key):
                if len(self._paragraphs) >= _KEPT_PARAGRAPHS:
                    self._paragraphs.clear()
                self._paragraphs[key] = found
        return cast(T, found)

    def _shared(self, key: Hashable) -> bool:
        if len(self._seen) >= 4 * _KEPT:
            self._seen.clear()
        return self._seen.setdefault(hash(key), self._reference) != self._reference

    def word(self, text: str, language: str, strong: bool = False, backwards: bool = False) -> Word:
        """Return a word, all of one direction, as pieces from left to right.

        ``language``: BCP 47 tag; ``strong``: bold; ``backwards``: from right to left. Raises :class:`UnprintableText`
        for a character that no face has.
        """
        key = (text, language, strong, backwards)
        found = self._words.get(key) or self._own_words.get(key)
        if found is None:
            bare = text.rstrip(_SPACES)
            if bare and bare != text:
                word, space = (self.word(part, language, strong, backwards) for part in (bare, text[len(bare) :]))
                found = Word(text, _joined((*word.pieces, *space.pieces)), word.width, word.width + space.full)
            else:
                found = self._shaped(text, language, strong, backwards)
            kept = self._words if self._shared(key) else self._own_words
            if len(kept) >= _KEPT:
                kept.clear()
            kept[key] = found
        return found

    def words(self, texts: list[str], language: str, strong: bool) -> list[Word]:
        """Return words from left to right, as :meth:`word` does each."""
        kept, own = self._words, self._own_words
        made = []
        for text in texts:
            key = (text, language, strong, False)
            found = kept.get(key) or own.get(key) or self.word(text, language, strong)
            made.append(found)
        return made

    def _shaped(self, text: str, language: str, strong: bool, backwards: bool) -> Word:
        pieces: list[Piece] = []
        for stretch, face in stretches(text, language, strong):
            made = self._pieces(stretch, face, language, backwards)
            pieces = made + pieces if backwards else pieces + made
        full = sum(piece.width for piece in pieces)
        return Word(text, tuple(pieces), full if text.strip(_SPACES) else 0.0, full)

    def base(self, face: Face) -> Base:
        """Return the frozen part of a face for this language; empty if another language's face."""
        found = self._bases.get(face.name)
        if found is None:
            found = self._bases[face.name] = _frozen(face, self.language)
        return found

    def _pieces(self, text: str, face: Face, language: str, backwards: bool) -> list[Piece]:
        base = self.base(face)
        made: list[Piece] = []
        current: list[str] = []
        extra: dict[int, str] = {}
        frozen, width, count = True, 0.0, 0
        scale = face.scale / 1000

        def end() -> None:
            if current:
                name = base.name if frozen else base.extra_name
                code = "".join(current).replace("><", "").encode()
                made.append(Piece(name, code, width * scale, count, tuple(extra.items()), face))

        for source, glyphs in clusters(text, face, language, backwards):
            inside = all(glyph.number in base.glyphs for glyph in glyphs)
            if inside != frozen:
                end()
                current, extra, frozen, width, count = [], {}, inside, 0.0, 0
            current.append(_code(source, glyphs, base))
            width += sum(glyph.advance for glyph in glyphs)
            count += len(glyphs)
            if not inside:
                extra.setdefault(base.space[0], " ")
                for glyph in glyphs:
                    # What a cluster shows as a whole stands beside it; its glyphs say nothing by themselves.
                    known = base.texts.get(glyph.number, "")
                    alone = len(glyphs) == 1 and _shows(glyph.number, source, base)
                    extra[glyph.number] = source if alone else extra.get(glyph.number, known)
        end()
        return made


def _joined(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Make one piece of neighbours in the same frozen font."""
    made: list[Piece] = []
    for piece in pieces:
        if made and made[-1].font == piece.font and not made[-1].extra and not piece.extra:
            last = made[-1]
            code = (last.code + piece.code).replace(b"><", b"")
            made[-1] = Piece(last.font, code, last.width + piece.width, last.glyphs + piece.glyphs, (), last.face)
        else:
            made.append(piece)
    return tuple(made)


class Glyph(NamedTuple):
    """One glyph of a cluster: ``number`` in the face, lengths in thousandths of an em; ``width`` is its own advance."""

    number: int
    advance: int
    right: int
    up: int
    width: int


@lru_cache(maxsize=32)
def shaper(language: str) -> Shaper:
    """Return the shaper of a language's documents, the same one for the life of the process."""
    return Shaper(language)


def clusters(text: str, face: Face, language: str, backwards: bool) -> list[tuple[str, list[Glyph]]]:
    """Return, from left to right, each part of ``text`` that cannot be parted, with the glyphs that show it."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    buffer.language = _LANGUAGES.get(language.lower(), language)
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    features: dict[str, bool | list[tuple[int, int, bool]]] = {**face.features}
    if backwards:
        # Readers turn such text around glyph by glyph, and letters that are one glyph come back turned. So only lam
        # with alef, which must be, is written as one.
        spans = [(0, len(text), False), *((*match.span(), True) for match in _LAM_ALEF.finditer(text))]
        features["rlig"] = spans
    hb.shape(face.font, buffer, features)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if not infos:
        return []
    starts = sorted({info.cluster for info in infos})
    ends = {start: end for start, end in zip(starts, [*starts[1:], len(text)], strict=True)}
    # What comes before the first cluster is not drawn; it belongs to the first.
    found: list[tuple[str, list[Glyph]]] = []
    current = -1
    font = face.font
    for info, position in zip(infos, positions, strict=True):
        number = info.codepoint
        if number == 0:
            raise UnprintableText((text[info.cluster],), "Text")
        if info.cluster != current:
            current = info.cluster
            begin = 0 if current == starts[0] else current
            found.append((text[begin : ends[current]], []))
        own = font.get_glyph_h_advance(number)
        found[-1][1].append(Glyph(number, position.x_advance, position.x_offset, position.y_offset, own))
    return found


def _code(source: str, glyphs: list[Glyph], base: Base) -> str:
    """Write a cluster as part of a TJ array, kerning and raised marks included."""
    if len(glyphs) == 1:
        number, advance, right, up, width = glyphs[0]
        if not right and not up and _shows(number, source, base):
            return f"<{number:04x}>" if advance == width else f"<{number:04x}>{width - advance} "
    parts: list[str] = []
    for number, advance, right, up, width in glyphs:
        shift = f"{-right} " if right else ""
        shown = f"{shift}<{number:04x}>"
        if up:
            # The rise is counted in ems: the size of the text stands in its matrix.
            shown = f"]TJ {up * base.face.scale / 1000:.4g} Ts[{shown}]TJ 0 Ts["
        rest = width - advance + right
        parts.append(f"{shown}{rest} " if rest else shown)
    code = "".join(parts)
    if len(glyphs) == 1 and _shows(glyphs[0].number, source, base):
        return code
    # Readers take the place of the text from the first and the last glyph. Where these are marks that hang over, a
    # space, which nobody sees, stands for the edge of the cluster.
    space, room = base.space
    if glyphs[0].right:
        code = f"<{space:04x}>{room} {code}"
    if glyphs[-1].right + glyphs[-1].width != glyphs[-1].advance:
        code = f"{code}{room} <{space:04x}>"
    text = "feff" + source.encode("utf-16-be").hex()
    return f"]TJ/Span<</ActualText<{text}>>>BDC[{code}]TJ EMC["


def _frozen(face: Face, language: str) -> Base:
    texts: dict[int, str] = {}
    glyphs: set[int] = set()
    # Bold Chinese, Japanese and Korean stand in a few headings, the same in all letters of a kind: cut for those alone.
    if face.family == family_of(language) and (face.style == "Regular" or len(alphabet(language)) < 300):
        for word in alphabet(language):
            kept = "".join(character for character in word if ord(character) in face.codes or character in UNDRAWN)
            if not kept:
                continue
            backwards = face.family in ("FacewritArabic", "NotoSansHebrew") and not kept.isascii()
            for source, shown in clusters(kept, face, language, backwards):
                glyphs.update(glyph.number for glyph in shown)
                if len(shown) == 1:
                    texts.setdefault(shown[0].number, _first_text(source, shown[0].number, face))
    name = f"/F{face.number}"
    space = face.font.get_nominal_glyph(32) or 0
    room = face.font.get_glyph_h_advance(space)
    texts.setdefault(space, " ")
    return Base(face, frozenset(glyphs), texts, name.encode(), f"{name}x".encode(), (space, room))


def _first_text(source: str, number: int, face: Face) -> str:
    """Return what a glyph says when it is met with ``source`` first: its own character, if it has one."""
    code = face.shared.get(str(ord(source))) if len(source) == 1 else None
    return chr(code) if code is not None and face.font.get_nominal_glyph(code) == number else source


def _shows(number: int, source: str, base: Base) -> bool:
    """Tell whether a glyph, met in a file, says ``source`` by itself and in every file."""
    known = base.texts.get(number)
    if known is not None:
        return known == source
    if len(source) != 1 or str(ord(source)) in base.face.shared:
        return False
    found: int = base.face.font.get_nominal_glyph(ord(source)) or 0
    return found == number
