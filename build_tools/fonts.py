"""Make the font files that every PDF embeds: static, subset, named, with their licences.

Used when a checkout is prepared or a wheel is built, never when the program runs. Sources are the fonts of a few
font packages; what comes out is a function of those files, of these scripts and of the HarfBuzz version alone.

    python -m build_tools.fonts [TARGET]
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import struct
import sys
from pathlib import Path

from build_tools.font_sources import SOURCES, WEIGHTS, Source, characters

TARGET = Path(__file__).resolve().parent.parent / "webapp" / "facewrit" / "formats" / "pdf" / "fonts"
STAMP = "stamp.json"
SHARED = "shared.json"
UNITS_PER_EM = 1000

# Tables that nobody reads who sets type sideways: hinting, vertical setting, what is left of variation.
DROPPED_TABLES = (
    "BASE", "DSIG", "FFTM", "HVAR", "MVAR", "STAT", "VORG", "avar", "cvt ", "fpgm", "gasp", "meta", "prep", "vhea",
    "vmtx",
)  # fmt: skip
# How letters join and where marks stand. Fonts for Chinese, Japanese and Korean are set square by square without.
LAYOUT_TABLES = ("GDEF", "GPOS", "GSUB")


class FontSourceError(Exception):
    """A font package is missing or is not the recorded one."""


def make_fonts(target: Path = TARGET) -> None:
    """Write the font files and their licences into ``target``; do nothing when they are already right.

    Raises :class:`FontSourceError` when a source is missing, is not the recorded file, or lacks a needed character.
    """
    recipe = _recipe()
    if _is_current(target, recipe):
        return
    target.mkdir(parents=True, exist_ok=True)
    outputs: dict[str, bytes] = {}
    shared: dict[str, dict[str, int]] = {}
    for source in SOURCES:
        outputs[f"OFL-{_compact(source.family)}.txt"] = _read(source, *source.licence)
        for style, font in source.fonts.items():
            name = f"{_compact(source.family)}-{style}"
            outputs[f"{name}.ttf"] = made = _static_font(_read(source, *font), source, style)
            shared[name] = _shared_glyphs(made)
    outputs[SHARED] = _json(shared)
    for name, content in outputs.items():
        _write(target / name, content)
    for path in target.iterdir():
        # What an older recipe made would go into the wheel.
        if path.name not in outputs and path.name != STAMP and path.suffix in (".ttf", ".txt", ".json"):
            path.unlink()
    stamp = {"recipe": recipe, "files": {name: _sha256(content) for name, content in sorted(outputs.items())}}
    _write(target / STAMP, _json(stamp))


def _recipe() -> str:
    return _sha256(Path(__file__).read_bytes() + Path(__file__).with_name("font_sources.py").read_bytes())


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


def _static_font(content: bytes, source: Source, style: str) -> bytes:
    import uharfbuzz as hb

    face = hb.Face(hb.Blob(content))
    if face.upem != UNITS_PER_EM:
        raise FontSourceError(f"{source.family}: {UNITS_PER_EM} units per em expected, {face.upem} found.")
    wanted = characters(source.family, style) & set(face.unicodes)
    missing = {ord(character) for character in source.proof} - wanted
    if missing:
        raise FontSourceError(f"{source.family}: no glyph for {' '.join(f'U+{code:04X}' for code in sorted(missing))}.")
    subset = hb.SubsetInput()
    subset.unicode_set.update(wanted)
    if source.axes is not None:
        for axis, value in {**source.axes, "wght": WEIGHTS[style]}.items():
            subset.pin_axis_location(face, axis, value)
    # Contours of a variable font overlap; the flag tells renderers to fill them as one shape.
    subset.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.SET_OVERLAPS_FLAG
    dropped = DROPPED_TABLES if source.shaped else (*DROPPED_TABLES, *LAYOUT_TABLES)
    subset.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in dropped)
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


def _shared_glyphs(font: bytes) -> dict[str, int]:
    """Return the code points whose glyph is also that of a smaller one, with that one: a glyph shows one text only."""
    import uharfbuzz as hb

    face = hb.Face(hb.Blob(font))
    asked = hb.Font(face)
    first: dict[int, int] = {}
    return {
        str(code): first[glyph]
        for code in sorted(face.unicodes)
        if first.setdefault(glyph := asked.get_nominal_glyph(code), code) != code
    }


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
