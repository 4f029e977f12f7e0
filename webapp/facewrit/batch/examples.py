"""Sheets that we write: an example to fill in, and a person's own sheet with all messages where they belong."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from xlsxwriter import Workbook

from facewrit.batch.csv_cells import csv_line
from facewrit.batch.findings import Finding
from facewrit.batch.run import Batch, Report, as_text
from facewrit.batch.vocabulary import vocabulary
from facewrit.law.records import read_yaml

_FILE = Path(__file__).with_name("examples.yaml")
SUFFIXES = (".csv", ".xlsx")
#: Columns of the example, in its order; the sheet may have any others that the vocabulary knows.
_EXAMPLE = (
    "residence", "name", "address", "email", "born", "controller", "controller_name", "controller_country", "sector",
    "controller_address", "ask", "place", "sighting_place", "sighting_from", "sighting_to", "links",
    "representative_name", "representative_organisation", "representative_role", "representative_address",
    "representative_mandated_on", "language", "reading_language", "date", "reference",
)  # fmt: skip
_NO_TIME = datetime(1980, 1, 1)
_WIDEST = 40


def example_sheet(language: str, suffix: str) -> bytes:
    """The example in a language of the vocabulary: ``.csv`` in UTF-8 with a mark, or ``.xlsx``.

    :raises KeyError: if there is none in that language.
    """
    words = vocabulary()
    headings = [words.first[field, language] for field in _EXAMPLE]
    rows = [[row.get(field, "") for field in _EXAMPLE] for row in _examples()[language]]
    if suffix == ".csv":
        return "\ufeff".encode() + "".join(csv_line(line) for line in [headings, *rows]).encode()
    content, book = _workbook()
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(headings):
        cells = [row[column].replace(" | ", "\n") for row in rows]
        width = max(map(len, (heading, *(line for cell in cells for line in cell.split("\n")))))
        sheet.set_column(column, column, min(width * 1.3 + 2, _WIDEST), plain)
        sheet.write_string(0, column, heading, bold)
        for number, cell in enumerate(cells, start=1):
            sheet.write_string(number, column, cell, plain)
    book.close()
    return content.getvalue()


def annotated_sheet(batch: Batch, report: Report) -> bytes:
    """The sheet as it came, as XLSX, each message as a note at its cell and in a column at the end.

    Cells are text: nothing in it is ever a formula. It can be mended and read again.
    """
    content, book = _workbook()
    colours = {
        "error": book.add_format({"bg_color": "#F8D0CC", "text_wrap": True, "valign": "top"}),
        "warning": book.add_format({"bg_color": "#FFF1C4", "text_wrap": True, "valign": "top"}),
    }
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet()
    columns = batch.setting.columns
    places = {one.heading: one.index for one in columns.columns}
    last = max([len(columns.headings), *(len(row.cells) for row in batch.rows)])
    for column, heading in enumerate(columns.headings):
        sheet.write_string(0, column, heading, bold)
    sheet.write_string(0, last, "messages", bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, last - 1, 18)
    sheet.set_column(last, last, 60)
    told: dict[int | None, list[Finding]] = {}
    for finding in report.findings:
        told.setdefault(finding.row, []).append(finding)
    for line, row in enumerate(batch.rows, start=1):
        about = _by_place(told.get(row.number, []), places)
        for column, cell in enumerate(row.cells):
            found = about.get(column, [])
            style = colours[_worst(found)] if found else plain
            sheet.write_string(line, column, as_text(cell), style)
        for place, found in about.items():
            if place is not None:
                if place >= len(row.cells):
                    sheet.write_blank(line, place, None, colours[_worst(found)])
                sheet.write_comment(line, place, "\n".join(one.text for one in found)[:2000])
        whole = [f"{one.column}: {one.text}" if one.column else one.text for one in told.get(row.number, [])]
        if whole:
            sheet.write_string(line, last, "\n".join(whole)[:30_000], colours[_worst(told[row.number])])
    book.close()
    return content.getvalue()


def _by_place(found: list[Finding], places: Mapping[str, int]) -> dict[int | None, list[Finding]]:
    about: dict[int | None, list[Finding]] = {}
    for finding in found:
        about.setdefault(places.get(finding.column or ""), []).append(finding)
    return about


def _worst(found: list[Finding]) -> str:
    return "error" if any(one.level == "error" for one in found) else "warning"


def _workbook() -> tuple[io.BytesIO, Any]:
    """A workbook that is made in memory alone, and holds no time and no formula."""
    content = io.BytesIO()
    given = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = Workbook(content, given)
    book.set_properties({"created": _NO_TIME})
    return content, book


@lru_cache(maxsize=1)
def _examples() -> dict[str, list[dict[str, str]]]:
    return cast(dict[str, list[dict[str, str]]], read_yaml(_FILE).data)
