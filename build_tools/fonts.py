"""Make the font files that every PDF embeds: static, subset, named, with their licences.

Used when a checkout is prepared or a wheel is built, never when the program runs. Sources are variable fonts from two
font packages; what comes out is a function of those files, of this script and of the HarfBuzz version alone.

    python build_tools/fonts.py [TARGET]
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "webapp" / "facewrit" / "formats" / "pdf" / "fonts"
STAMP = "stamp.json"
METRICS = "metrics.json"
UNITS_PER_EM = 1000
WEIGHTS = {"Regular": 400.0, "Bold": 700.0}

# Tables that PDF needs none of: layout (nothing is shaped yet), hinting, vertical setting, what is left of variation.
DROPPED_TABLES = (
    "BASE", "DSIG", "GDEF", "GPOS", "GSUB", "HVAR", "MVAR", "STAT",
    "VORG", "avar", "gasp", "meta", "prep", "vhea", "vmtx",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One variable font and what is taken from it.

    ``package``: import name of the package that carries it; ``font`` and ``licence``: paths inside that package, each
    with its recorded SHA-256; ``proof``: characters that must be there, or the build fails.
    """

    family: str
    package: str
    distribution: str
    font: str
    font_sha256: str
    licence: str
    licence_sha256: str
    axes: dict[str, float]
    proof: str


SOURCES = (
    Source(
        family="Noto Sans",
        package="fontpkg_noto_sans",
        distribution="fontpkg-noto-sans==2.15",
        font="files/NotoSans[wdth,wght].ttf",
        font_sha256="bfb7bb691513f12e734dc346c03a03f784912432d7e3fa8e56efcf906fe86b3d",
        licence="LICENSE",
        licence_sha256="cee9892f9f0cc8fe882c9e9537ee6a89621d86ee7ceaf70b02e2b2b1c25c061a",
        axes={"wdth": 100.0},
        proof="ĄĆĘŁŃÓŚŹŻąćęłńóśźż ĞğİıŞş ẠạẢảẤấỆệỔổỮữỲỳĐđƠơƯư ΑΩαωάώ ЂЙйёЄєЇїҐґ €§–—“”‘’„…•№",
    ),
    Source(
        family="Noto Sans JP",
        package="justmytype_intl_cjk",
        distribution="justmytype-intl-cjk==0.1.0",
        font="fonts/ofl/notosansjp/NotoSansJP[wght].ttf",
        font_sha256="c2f3b4d463500a2ddcd3849cded1fceeb9fd6d1c32e6cbecd568453ba50fc68f",
        licence="fonts/ofl/notosansjp/OFL.txt",
        licence_sha256="1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9",
        axes={},
        proof="髙﨑𠮷德濵邉邊齋齊あゞアヽー々〆、。「」（）〒㈱①Ⅲ㊞～−",
    ),
    Source(
        family="Noto Sans KR",
        package="justmytype_intl_cjk",
        distribution="justmytype-intl-cjk==0.1.0",
        font="fonts/ofl/notosanskr/NotoSansKR[wght].ttf",
        font_sha256="194018e6b2b293a7964f037b25c0249ce1418bc9ab3c971060a03aa57861e252",
        licence="fonts/ofl/notosanskr/OFL.txt",
        licence_sha256="1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9",
        axes={},
        proof="가각뷁힣똠펲洪吉童李朴鄭㈜「」『』·",
    ),
)


class FontSourceError(Exception):
    """A font package is missing or is not the recorded one."""


def make_fonts(target: Path = TARGET) -> None:
    """Write the font files, their metrics and licences into ``target``; do nothing when they are already right.

    Raises :class:`FontSourceError` when a source is missing, is not the recorded file, or lacks a needed character.
    """
    recipe = _recipe()
    if _is_current(target, recipe):
        return
    target.mkdir(parents=True, exist_ok=True)
    outputs: dict[str, bytes] = {}
    metrics: dict[str, Any] = {}
    for source in SOURCES:
        outputs[f"OFL-{_compact(source.family)}.txt"] = _read(source, source.licence, source.licence_sha256)
        variable = _read(source, source.font, source.font_sha256)
        for style, weight in WEIGHTS.items():
            name = f"{_compact(source.family)}-{style}"
            font = _static_font(variable, source, style, weight)
            outputs[f"{name}.ttf"] = font
            metrics[name] = _metrics(font)
    outputs[METRICS] = _json(metrics)
    for name, content in outputs.items():
        _write(target / name, content)
    stamp = {"recipe": recipe, "files": {name: _sha256(content) for name, content in sorted(outputs.items())}}
    _write(target / STAMP, _json(stamp))


def _recipe() -> str:
    return _sha256(Path(__file__).read_bytes())


def _is_current(target: Path, recipe: str) -> bool:
    try:
        stamp = json.loads((target / STAMP).read_bytes())
        return bool(stamp["recipe"] == recipe) and all(
            _sha256((target / name).read_bytes()) == digest for name, digest in stamp["files"].items()
        )
    except (OSError, ValueError, KeyError):
        return False


def _read(source: Source, path: str, sha256: str) -> bytes:
    spec = importlib.util.find_spec(source.package)
    if spec is None or not spec.submodule_search_locations:
        raise FontSourceError(f"{source.family}: package missing. Install {source.distribution}.")
    content = (Path(spec.submodule_search_locations[0]) / path).read_bytes()
    if _sha256(content) != sha256:
        raise FontSourceError(f"{source.family}: {path} is not the recorded file. Install {source.distribution}.")
    return content


def _characters(family: str) -> set[int]:
    """Code points wanted from a family: what letters in its scripts need, and no more."""
    latin = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180))
    if family == "Noto Sans JP":
        # cp932 is what Japanese offices type; JIS X 0213 adds variants that stand in family registers; what neither
        # has but people write (𠮷, ㊞, compatibility forms of names) stands in whole blocks that the font fills thinly.
        blocks = ((0x3200, 0x4DC0), (0xF900, 0xFB00), (0xFF61, 0xFFA0), (0x20000, 0x30000))
        return latin | _double_byte("cp932") | _double_byte("shift_jis_2004") | _in_blocks(blocks)
    if family == "Noto Sans KR":
        return latin | _double_byte("euc_kr") | set(range(0xAC00, 0xD7A4))
    blocks = (
        (0x20, 0x7F), (0xA0, 0x590), (0x1C80, 0x1C90), (0x1D00, 0x2000), (0x2000, 0x200B), (0x2010, 0x2028),
        (0x202F, 0x2060), (0x2070, 0x2C00), (0x2C60, 0x2C80), (0x2DE0, 0x2E80), (0xA640, 0xA6A0), (0xA720, 0xA800),
        (0xAB30, 0xAB70), (0xFB00, 0xFB07),
    )  # fmt: skip
    return _in_blocks(blocks)


def _in_blocks(blocks: tuple[tuple[int, int], ...]) -> set[int]:
    return {code for first, end in blocks for code in range(first, end)}


def _double_byte(codec: str) -> set[int]:
    """Every code point that a double-byte character set can write in two bytes, private use left out."""
    found: set[int] = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(ord(character) for character in text)
    return {code for code in found if code >= 0x20 and not 0x7F <= code < 0xA0 and not 0xE000 <= code < 0xF900}


def _static_font(variable: bytes, source: Source, style: str, weight: float) -> bytes:
    import uharfbuzz as hb

    face = hb.Face(hb.Blob(variable))
    wanted = _characters(source.family) & set(face.unicodes)
    missing = {ord(character) for character in source.proof} - wanted
    if missing:
        raise FontSourceError(f"{source.family}: no glyph for {' '.join(f'U+{code:04X}' for code in sorted(missing))}.")
    subset = hb.SubsetInput()
    subset.unicode_set.update(wanted)
    for axis, value in {**source.axes, "wght": weight}.items():
        subset.pin_axis_location(face, axis, value)
    # Contours of a variable font overlap; the flag tells renderers to fill them as one shape.
    subset.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.SET_OVERLAPS_FLAG
    subset.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in DROPPED_TABLES)
    made = subset.subset(face)
    tables = {tag: bytes(made.reference_table(tag).data) for tag in made.table_tags}
    tables["name"] = _name_table(source, style, {number: face.get_name(number) or "" for number in (0, 5)})
    return _sfnt(tables)


def _name_table(source: Source, style: str, kept: dict[int, str]) -> bytes:
    """A name table of its own for each weight: PDF writers tell fonts apart by their PostScript name."""
    full = f"{source.family} {style}"
    postscript = f"{_compact(source.family)}-{style}"
    names = {
        0: kept[0],
        1: source.family,
        2: style,
        3: f"{kept[5]};{postscript}",
        4: full,
        5: kept[5],
        6: postscript,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://scripts.sil.org/OFL",
    }
    records = b""
    strings = b""
    for number, text in sorted(names.items()):
        encoded = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(encoded), len(strings))
        strings += encoded
    return struct.pack(">3H", 0, len(names), 6 + len(records)) + records + strings


def _sfnt(tables: dict[str, bytes]) -> bytes:
    """Put tables together as one TrueType file, checksums included (OpenType specification, "Font file")."""
    head = tables["head"]
    tables = {**tables, "head": head[:8] + b"\0\0\0\0" + head[12:]}
    power = len(tables).bit_length() - 1
    header = struct.pack(
        ">I4H", 0x00010000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power)
    )  # scaler, count, search range, entry selector, range shift
    offset = len(header) + 16 * len(tables)
    directory = b""
    body = b""
    head_offset = 0
    for tag, content in sorted(tables.items()):
        if tag == "head":
            head_offset = offset + len(body)
        directory += struct.pack(">4s3I", tag.encode(), _checksum(content), offset + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    font = header + directory + body
    adjustment = (0xB1B0AFBA - _checksum(font)) & 0xFFFFFFFF
    return font[: head_offset + 8] + struct.pack(">I", adjustment) + font[head_offset + 12 :]


def _checksum(content: bytes) -> int:
    padded = content + b"\0" * (-len(content) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF


def _metrics(font: bytes) -> dict[str, Any]:
    """Coverage and advance widths as ranges ``[first, count, width]``, in thousandths of an em."""
    import uharfbuzz as hb

    face = hb.Face(hb.Blob(font))
    if face.upem != UNITS_PER_EM:
        raise FontSourceError(f"{UNITS_PER_EM} units per em expected, {face.upem} found.")
    metric_font = hb.Font(face)
    extents = metric_font.get_font_extents("ltr")
    return {
        "ascent": extents.ascender,
        "descent": extents.descender,
        "advances": _ranges(
            (code, metric_font.get_glyph_h_advance(metric_font.get_nominal_glyph(code)))
            for code in sorted(set(face.unicodes))
        ),
    }


def _ranges(advances: Iterable[tuple[int, int]]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for code, width in advances:
        if ranges and code == ranges[-1][0] + ranges[-1][1] and width == ranges[-1][2]:
            ranges[-1][1] += 1
        else:
            ranges.append([code, 1, width])
    return ranges


def _compact(family: str) -> str:
    return family.replace(" ", "")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all: two builds may run at once."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


if __name__ == "__main__":
    make_fonts(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
