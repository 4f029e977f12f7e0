"""A sheet as it was read: rows with the numbers that the spreadsheet shows, what was detected, and what is odd."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from facewrit.request import BadRequest, Problem

#: What can stand in a cell; an empty one holds ``""``. A ``datetime`` is local time of wherever it is about.
Cell: TypeAlias = str | float | bool | date | datetime | time
#: Orders in which days are written with numbers alone.
DAY_ORDERS = ("ymd", "dmy", "mdy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read at most. ``bytes``: of the file; ``unpacked``: of what it unpacks to; ``cells``: of a sheet."""

    bytes: int = 50_000_000
    unpacked: int = 400_000_000
    rows: int = 50_000
    columns: int = 200
    cells: int = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the person says about the file; ``None`` is detected. ``dates``: one of :data:`DAY_ORDERS`."""

    encoding: str | None = None
    delimiter: str | None = None
    table: str | None = None
    dates: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """What the file turned out to be.

    ``form``: ``csv``, ``xlsx``, ``ods`` or ``xls``. ``encoding``, ``delimiter``: of text. ``guessed``: nothing in the
    file says the encoding. ``table``: the sheet that was read, of ``tables``. ``epoch``: day 0 of its serial dates.
    """

    form: str
    encoding: str | None = None
    delimiter: str | None = None
    guessed: bool = False
    table: str | None = None
    tables: tuple[str, ...] = ()
    epoch: date = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``number``: as the spreadsheet shows it, from 1. ``cells``: without empty ones at the end."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """What stands in a column (from 0); nothing where the row is shorter."""
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows that hold anything, in order. ``merged``: first row, first column, last row, last column (rows from 1,
    columns from 0). ``hidden_rows`` by number, ``hidden_columns`` by index. ``faults``: row and column of cells that
    show an error, or a formula that was never worked out. None of these three can be told of XLS.
    """

    name: str
    detected: Detected
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    faults: frozenset[tuple[int, int]] = frozenset()


class UnusableSheet(BadRequest):
    """Nothing can be made of the file; carries why."""


def unusable(code: str, **facts: str | int) -> UnusableSheet:
    """That a file cannot be used, for one reason."""
    told = tuple((name, str(value)) for name, value in facts.items())
    return UnusableSheet([Problem(code=code, where="", facts=told)])
