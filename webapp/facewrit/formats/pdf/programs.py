"""The fonts of a file: a frozen part for each language, made once in a process, and what a letter needs besides.

Each is a composite font (Type0, Identity-H) whose codes are the glyph numbers of the shipped face (ISO 32000-1, 9.7).
Gives the bytes of PDF objects and knows no PDF library.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from facewrit.formats.pdf.fonts import Face
from facewrit.formats.pdf.shaping import Base, Shaper

# Layout is done, names are ours, and codes are glyph numbers: a PDF needs outlines and widths alone (ISO 32000-1, 9.9).
_DROPPED = ("BASE", "GDEF", "GPOS", "GSUB", "OS/2", "cmap", "name", "post")
# A face that has been cut this often is worth preparing: later cuts cost a twentieth, for some megabytes of memory.
_PREPARE_AFTER = 4
_FIXED_ASCENT, _FIXED_DESCENT, _CAP_HEIGHT = 1069, -293, 714


class FontProgram(NamedTuple):
    """One font of a file as objects: each is bytes in which ``%d`` stands for the number of the object before it."""

    name: bytes
    file: bytes
    descriptor: bytes
    unicode: bytes
    font: bytes


_cuts: dict[str, int] = {}
_prepared: dict[str, hb.Face] = {}


@lru_cache(maxsize=64)
def frozen_program(shaper: Shaper, face: Face) -> FontProgram:
    """Return the frozen part of a face for the language of ``shaper``."""
    base = shaper.base(face)
    return _program(face, base.name, base.glyphs, base.texts, level=9)


def extra_program(base: Base, glyphs: Mapping[int, str]) -> FontProgram:
    """Return the glyphs of a face that a letter needs besides, with the texts they show."""
    return _extra(base.face, base.extra_name, tuple(sorted(glyphs.items())))


@lru_cache(maxsize=64)
def _extra(face: Face, name: bytes, glyphs: tuple[tuple[int, str], ...]) -> FontProgram:
    texts = dict(glyphs)
    return _program(face, name, texts.keys(), texts, level=6)


def _program(face: Face, name: bytes, glyphs: Iterable[int], texts: Mapping[int, str], level: int) -> FontProgram:
    numbers = sorted(glyphs)
    content = _cut(face, numbers)
    packed = zlib.compress(content, level)
    tag = "".join(chr(65 + digit % 26) for digit in hashlib.sha256(repr(numbers).encode()).digest()[:6])
    title = f"{tag}+{face.name}"
    file = b"<</Filter/FlateDecode/Length %d/Length1 %d>>stream\n%s\nendstream" % (len(packed), len(content), packed)
    stem = 140 if face.style == "Bold" else 80
    descriptor = (
        f"<</Type/FontDescriptor/FontName/{title}/Flags 4/FontBBox[-1000 -500 3000 1500]/ItalicAngle 0"
        f"/Ascent {_FIXED_ASCENT}/Descent {_FIXED_DESCENT}/CapHeight {_CAP_HEIGHT}/StemV {stem}/FontFile2 %d 0 R>>"
    )
    cmap = zlib.compress(_unicode_map(numbers, texts), level)
    unicode = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(cmap), cmap)
    font = (
        f"<</Type/Font/Subtype/Type0/BaseFont/{title}/Encoding/Identity-H/ToUnicode %d 0 R/DescendantFonts[<</Type/Font"
        f"/Subtype/CIDFontType2/BaseFont/{title}/CIDToGIDMap/Identity/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/DW 1000/W[{_widths(face, numbers)}]/FontDescriptor %d 0 R>>]>>"
    )
    return FontProgram(name, file, descriptor.encode(), unicode, font.encode())


def _cut(face: Face, numbers: list[int]) -> bytes:
    """Cut a face down to some glyphs, which keep their numbers."""
    count = _cuts[face.name] = _cuts.get(face.name, 0) + 1
    source = _prepared.get(face.name) or face.face
    if count == _PREPARE_AFTER:
        source = _prepared[face.name] = hb.subset_preprocess(face.face)
    wanted = hb.SubsetInput()
    wanted.glyph_set.update((0, *numbers))
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(_TAGS)
    return bytes(wanted.subset(source).blob.data)


_TAGS = tuple(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)


def _widths(face: Face, numbers: list[int]) -> str:
    font = face.font
    parts: list[str] = []
    previous = -2
    for number in numbers:
        if number != previous + 1:
            parts.append(f"]{number}[" if parts else f"{number}[")
        else:
            parts.append(" ")
        parts.append(str(font.get_glyph_h_advance(number)))
        previous = number
    return "".join(parts) + ("]" if parts else "")


def _unicode_map(numbers: list[int], texts: Mapping[int, str]) -> bytes:
    """Write the ToUnicode map (ISO 32000-1, 9.10.3); a glyph that is only ever part of a cluster shows nothing."""
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def", "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def", "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
    ]  # fmt: skip
    for start in range(0, len(numbers), 100):
        part = numbers[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        for number in part:
            text = texts.get(number) or "\u200b"
            lines.append(f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>")
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode()
