"""What a packed spreadsheet (XLSX, ODS) may hold, found out before anything that trusts it opens it.

A small file can unpack to gigabytes, a single cell can claim to stand in row 1,048,576, and XML can name entities that
grow. All parts are unpacked here once, piece by piece, and thrown away; what is beyond the limits is refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.parsers import expat

from facewrit.batch.sheet import Limits, unusable

_PIECE = 1 << 16
_CELL_NAME = re.compile(r"([A-Z]{1,7})([0-9]{1,9})\Z")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Extent:
    """How far the cells of one sheet reach; hidden rows (from 1) and columns (from 0); cells that show an error."""

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    faults: set[tuple[int, int]] = field(default_factory=set)


@dataclass(slots=True)
class Looked:
    """What was found in a packed spreadsheet: its sheets by name, and day 0 of its serial dates."""

    sheets: dict[str, Extent] = field(default_factory=dict)
    epoch: date = date(1899, 12, 30)


def look_into(content: bytes, limits: Limits) -> Looked:
    """Unpack every part of an XLSX or ODS file and measure its sheets.

    :raises UnusableSheet: if it is damaged, protected, too large unpacked, or declares a document type in its XML.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {part.filename: part for part in archive.infolist() if not part.is_dir()}
    except (zipfile.BadZipFile, struct.error, LookupError, ValueError, OSError, NotImplementedError) as error:
        raise unusable("sheet_damaged") from error
    if any(part.flag_bits & 1 for part in parts.values()) or "EncryptedPackage" in parts:
        raise unusable("sheet_protected")
    budget = _Budget(limits)
    if "content.xml" in parts:
        return _look_into_ods(content, parts, budget)
    return _look_into_xlsx(content, parts, budget)


class _Budget:
    """What may still be unpacked."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.unpacked

    def spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise unusable("sheet_too_large", most=self.limits.unpacked)


def _unpacked(content: bytes, part: zipfile.ZipInfo, budget: _Budget) -> Iterator[bytes]:
    """The pieces of a part as they really unpack, whatever size its header claims."""
    start = part.header_offset
    if content[start : start + 4] != b"PK\x03\x04":
        raise unusable("sheet_damaged")
    name_length, extra_length = struct.unpack("<HH", content[start + 26 : start + 30])
    begin = start + 30 + name_length + extra_length
    packed = memoryview(content)[begin : begin + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        budget.spend(len(packed))
        yield bytes(packed)
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise unusable("sheet_damaged")
    machine = zlib.decompressobj(-15)
    try:
        for at in range(0, len(packed), _PIECE):
            piece = machine.decompress(packed[at : at + _PIECE], _PIECE * 16)
            while piece:
                budget.spend(len(piece))
                yield piece
                piece = machine.decompress(machine.unconsumed_tail, _PIECE * 16)
    except zlib.error as error:
        raise unusable("sheet_damaged") from error


def _parse(
    content: bytes, part: zipfile.ZipInfo, budget: _Budget, start: Any = None, end: Any = None, text: Any = None
) -> None:
    """Read an XML part and tell its elements; a document type is refused, since entities can only be declared there."""

    def refuse(*_declared: object) -> None:
        raise unusable("sheet_hostile")

    reader = expat.ParserCreate(namespace_separator="}")
    reader.StartDoctypeDeclHandler = refuse
    reader.EntityDeclHandler = refuse
    reader.buffer_text = False
    if start is not None:
        reader.StartElementHandler = start
    if end is not None:
        reader.EndElementHandler = end
    if text is not None:
        reader.CharacterDataHandler = text
    try:
        for piece in _unpacked(content, part, budget):
            reader.Parse(piece, False)
        reader.Parse(b"", True)
    except expat.ExpatError as error:
        raise unusable("sheet_damaged") from error


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _look_into_xlsx(content: bytes, parts: dict[str, zipfile.ZipInfo], budget: _Budget) -> Looked:
    looked = Looked()
    targets: dict[str, str] = {}
    named: list[tuple[str, str]] = []

    def relation(tag: str, given: dict[str, str]) -> None:
        if tag.endswith("}Relationship"):
            target = given.get("Target", "")
            targets[given.get("Id", "")] = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            )

    def book(tag: str, given: dict[str, str]) -> None:
        if tag.endswith("}sheet"):
            named.append((given.get("name", ""), next((given[key] for key in given if key.endswith("}id")), "")))
        elif tag.endswith("}workbookPr") and given.get("date1904", "0").lower() in ("1", "true", "on"):
            looked.epoch = date(1904, 1, 1)

    read = set()
    for name, start in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", book)):
        if name in parts:
            _parse(content, parts[name], budget, start)
            read.add(name)
    if "xl/workbook.xml" not in parts and not any(name.endswith("workbook.bin") for name in parts):
        raise unusable("sheet_not_a_sheet")
    for name, identifier in named:
        place = targets.get(identifier, "")
        extent = looked.sheets[name] = Extent()
        if place in parts and place not in read:
            cells = _Cells(extent, budget.limits)
            _parse(content, parts[place], budget, cells.start, cells.end, cells.text)
            read.add(place)
    for name, part in parts.items():
        if name not in read:
            if _is_xml(name):
                _parse(content, part, budget)
            else:
                for _piece in _unpacked(content, part, budget):
                    pass
    return looked


class _Cells:
    """Follows the cells of an XLSX sheet."""

    def __init__(self, extent: Extent, limits: Limits) -> None:
        self.extent, self.limits = extent, limits
        self.row = self.column = 0
        self.formula = self.value = self.inside = False

    def text(self, _text: str) -> None:
        """Text in an element: the value of a cell that has one."""
        self.value = self.value or self.inside

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag.endswith(("}v", "}is")):
            self.inside = False
        elif tag.endswith("}c") and self.formula and not self.value:
            self.extent.faults.add((self.row, self.column - 1))

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins."""
        extent = self.extent
        if tag.endswith("}c"):
            named = _CELL_NAME.match(given.get("r", ""))
            if named:
                self.row, self.column = int(named[2]), _index(named[1]) + 1
            else:
                self.column += 1
            extent.rows, extent.columns = max(extent.rows, self.row), max(extent.columns, self.column)
            _within(extent, self.limits)
            self.formula = self.value = False
            if given.get("t") == "e":
                extent.faults.add((self.row, self.column - 1))
        elif tag.endswith("}f"):
            self.formula = True
        elif tag.endswith(("}v", "}is")):
            self.inside = True
        elif tag.endswith("}row"):
            number = given.get("r", "")
            self.row = int(number) if number.isdecimal() and len(number) < 10 else self.row + 1
            self.column = 0
            if given.get("hidden", "0").lower() in ("1", "true"):
                extent.hidden_rows.add(self.row)
        elif tag.endswith("}col") and given.get("hidden", "0").lower() in ("1", "true"):
            first, last = given.get("min", ""), given.get("max", "")
            if first.isdecimal() and last.isdecimal():
                extent.hidden_columns |= set(range(int(first) - 1, min(int(last), self.limits.columns)))


def _index(letters: str) -> int:
    """Column letters as an index from 0: A is 0, AA is 26."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1


def _within(extent: Extent, limits: Limits) -> None:
    if extent.rows > limits.rows:
        raise unusable("sheet_too_long", most=limits.rows)
    if extent.columns > limits.columns:
        raise unusable("sheet_too_wide", most=limits.columns)
    if extent.rows * extent.columns > limits.cells:
        raise unusable("sheet_too_long", most=limits.cells // max(extent.columns, 1))


def _look_into_ods(content: bytes, parts: dict[str, zipfile.ZipInfo], budget: _Budget) -> Looked:
    looked = Looked()
    protected = []

    def manifest(tag: str, _given: dict[str, str]) -> None:
        if tag.endswith("}encryption-data"):
            protected.append(tag)

    if "META-INF/manifest.xml" in parts:
        _parse(content, parts["META-INF/manifest.xml"], budget, manifest)
    if protected:
        raise unusable("sheet_protected")
    table = _Table(looked, budget.limits)
    _parse(content, parts["content.xml"], budget, table.start, table.end)
    for name, part in parts.items():
        if name in ("content.xml", "META-INF/manifest.xml"):
            continue
        if _is_xml(name):
            _parse(content, part, budget)
        else:
            for _piece in _unpacked(content, part, budget):
                pass
    return looked


class _Table:
    """Follows the rows and cells of an ODS file. Empty cells may repeat for ever; those that hold something may not."""

    def __init__(self, looked: Looked, limits: Limits) -> None:
        self.looked, self.limits = looked, limits
        self.extent = Extent()
        self.row = self.column = self.rows = self.filled = self.columns = 0
        self.span = 1

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2]
        told = {key.rpartition("}")[2]: value for key, value in given.items()}
        if name == "table":
            self.extent = self.looked.sheets.setdefault(told.get("name", ""), Extent())
            self.row = self.columns = 0
        elif name == "table-column":
            times = _times(told, "number-columns-repeated")
            if told.get("visibility", "visible") != "visible":
                self.extent.hidden_columns |= set(range(self.columns, min(self.columns + times, self.limits.columns)))
            self.columns += times
        elif name == "table-row":
            self.rows = _times(told, "number-rows-repeated")
            self.column = self.filled = 0
            if told.get("visibility", "visible") != "visible":
                self.extent.hidden_rows |= set(range(self.row + 1, self.row + min(self.rows, self.limits.rows) + 1))
        elif name in ("table-cell", "covered-table-cell"):
            self.span = _times(told, "number-columns-repeated")
            self.column += self.span
            if "value-type" in told:
                self.filled = self.column
        elif name == "p":
            self.filled = self.column

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag.rpartition("}")[2] == "table-row":
            self.row += self.rows
            if self.filled:
                self.extent.rows, self.extent.columns = self.row, max(self.extent.columns, self.filled)
                _within(self.extent, self.limits)


def _times(told: dict[str, str], name: str) -> int:
    given = told.get(name, "1")
    return int(given) if given.isdecimal() and len(given) < 12 else 1
