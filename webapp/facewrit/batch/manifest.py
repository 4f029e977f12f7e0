"""The list of all letters of a ZIP, and how it comes back once somebody has filled in what was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from facewrit.batch.reading import read_sheet
from facewrit.batch.sheet import Limits, unusable
from facewrit.batch.vocabulary import folded

#: Columns that are empty until the letters are posted.
TO_FILL_IN = ("sent_on", "channel", "tracking", "received_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One letter, as text. ``row``: of the sheet; ``authority``: several with semicolons; ``period``: in words."""

    row: str
    reference: str
    controller: str
    regime: str
    track: str
    territory: str
    authority: str
    language: str
    letter_file: str
    pages: str
    sha256: str
    period: str
    ruleset: str
    sent_on: str = ""
    channel: str = ""
    tracking: str = ""
    received_on: str = ""

    def cells(self) -> list[str]:
        """The cells of its line, in the order of :data:`COLUMNS`."""
        return [getattr(self, name) for name in COLUMNS]


COLUMNS = tuple(field.name for field in fields(Entry))


def read_manifest(content: bytes, name: str, limits: Limits | None = None) -> list[Entry]:
    """Read a manifest back, in whatever encoding and form a spreadsheet program has saved it.

    Days stay as they were written; whoever logs them reads them.

    :raises UnusableSheet: if it cannot be read, or has no column ``reference``.
    """
    known = {folded(column): column for column in COLUMNS}
    sheet = read_sheet(content, name, known=_counting(known), limits=limits or Limits())
    heading = next((row for row in sheet.rows if folded("reference") in map(folded, map(str, row.cells))), None)
    if heading is None:
        raise unusable("sheet_missing_column", value="reference")
    places = {known[folded(str(cell))]: index for index, cell in enumerate(heading.cells) if folded(str(cell)) in known}
    return [
        Entry(**{column: str(row.cell(places[column])).strip() if column in places else "" for column in COLUMNS})
        for row in sheet.rows
        if row.number > heading.number and str(row.cell(places["reference"])).strip()
    ]


def _counting(known: dict[str, str]) -> Callable[[Iterable[str]], int]:
    return lambda cells: sum(1 for cell in cells if folded(cell) in known)
