"""Which column holds what: the row of headings, the field of each, and the way back from a field to a column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from facewrit.batch.sheet import Cell, Row, Sheet, unusable
from facewrit.batch.vocabulary import Vocabulary, folded
from facewrit.request import MOST, Problem

#: Rows in which headings are looked for; titles and notes may stand above them.
SEARCHED = 25
#: Without a column for each of these no row can become a letter.
NEEDED = ("residence", "ask", "name")
_CONTROLLER = ("controller", "controller_name")
_FIELD_OF = {
    "controller.name": "controller_name",
    "controller.country": "controller_country",
    "controller.sector": "sector",
    "controller.address": "controller_address",
    "controller.email": "controller_email",
    "earlier.date": "earlier_date",
    "earlier.reference": "earlier_reference",
    "representative": "representative_name",
    "request": "name",
    "body": "remarks",
    "sender": "address",
}
_NUMBERED = re.compile(r"(sightings|events)\[(\d+)\]\.?(.*)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: ``index`` from 0, its ``heading`` as typed, its ``field``, and its ``number`` among repeated ones."""

    index: int
    heading: str
    field: str
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """All columns that are known. ``heading_row``: number of the row of headings; ``width``: of that row.

    ``headings``: all of them, as typed.
    """

    columns: tuple[Column, ...]
    heading_row: int
    width: int
    headings: tuple[str, ...]

    def heading(self, field: str, number: int = 1) -> str:
        """The heading over a field as the sheet has it; the field's own name where it has no column."""
        found = (one for one in self.columns if one.field == field)
        columns = sorted(found, key=lambda one: (one.number != number, one.number))
        return columns[0].heading if columns and columns[0].number in (number, 1) else field

    def of(self, where: str, used: dict[str, list[int]]) -> str:
        """The heading of the column that a problem is about.

        :param where: dotted path in the request, such as ``sightings[2].from``.
        :param used: of each repeated group, the numbers of those that the row fills, in order.
        """
        numbered = _NUMBERED.match(where)
        if numbered:
            group = numbered[1].removesuffix("s")
            numbers = used.get(group, [])
            place = int(numbered[2]) - 1
            number = numbers[place] if place < len(numbers) else 1
            inner = numbered[3].partition("[")[0]
            field = f"{group}_{inner}" if inner else f"{group}_place" if group == "sighting" else group
            known = any(one.field == field for one in self.columns)
            return self.heading(field if known else "event_date" if group == "event" else "sighting_place", number)
        bare = re.sub(r"\[\d+\]", "", where)
        head, _, rest = bare.partition(".")
        if bare in _FIELD_OF:
            return self.heading(_FIELD_OF[bare])
        if head == "subject":
            return self.heading(rest.partition(".")[0] or "name")
        if head == "representative":
            return self.heading(f"representative_{rest}")
        if head == "controller" and not any(one.field == "controller" for one in self.columns):
            return self.heading("controller_name")
        return self.heading({"events": "event", "sightings": "sighting_place"}.get(head, head))


def find_columns(sheet: Sheet, words: Vocabulary) -> tuple[Columns, list[tuple[str | None, Problem]]]:
    """The columns, and what is odd about them, each with the heading that it is about.

    :raises UnusableSheet: if there is no row of headings.
    """
    best = max(
        (row for row in sheet.rows[:SEARCHED]),
        key=lambda row: (words.known(_texts(row)), -row.number),
    )
    if words.known(_texts(best)) < 2:
        examples = ", ".join(("residence", "controller", "ask", "name", "address"))
        raise unusable("sheet_no_headings", count=SEARCHED, available=examples)
    told: list[tuple[str | None, Problem]] = []
    columns: list[Column] = []
    headings = tuple(_texts(best))
    for index, heading in enumerate(headings):
        if not heading:
            continue
        found = words.field_of(heading)
        if found is None:
            if folded(heading) not in words.ours:
                told.append((heading[:60], _problem("sheet_unknown_column", "warning")))
            continue
        field, number = found
        twin = next((one for one in columns if (one.field, one.number) == found), None)
        if twin is not None:
            told.append((heading[:60], _problem("sheet_double_heading", "error", value=twin.heading[:60])))
            continue
        if number > MOST.get(f"{field.partition('_')[0]}s", 1):
            told.append((heading[:60], _problem("sheet_unknown_column", "warning")))
            continue
        columns.append(Column(index=index, heading=heading[:60], field=field, number=number))
        if index in sheet.hidden_columns:
            told.append((heading[:60], _problem("sheet_hidden_column", "warning")))
    fields = {one.field for one in columns}
    wanted = [*NEEDED, *(("controller",) if not fields & set(_CONTROLLER) else ())]
    told += [(None, _problem("sheet_missing_column", "error", value=name)) for name in wanted if name not in fields]
    found_columns = Columns(columns=tuple(columns), heading_row=best.number, width=len(headings), headings=headings)
    return found_columns, told


def body(sheet: Sheet, columns: Columns) -> tuple[tuple[Row, ...], list[tuple[int, str | None, Problem]]]:
    """The rows below the headings; cells merged over several rows are filled into each, and that is said."""
    rows = {row.number: row for row in sheet.rows if row.number > columns.heading_row}
    told: list[tuple[int, str | None, Problem]] = []
    known = {one.index: one for one in columns.columns}
    for first, left, last, _right in sheet.merged[:10_000]:
        if last == first or first <= columns.heading_row or left not in known:
            continue
        value = rows[first].cell(left) if first in rows else ""
        if value == "":
            continue
        for number in range(first + 1, last + 1):
            if number in rows:
                rows[number] = _with(rows[number], left, value)
        told.append((first, known[left].heading, _problem("sheet_merged", "warning")))
    return tuple(rows[number] for number in sorted(rows)), told


def _with(row: Row, index: int, value: Cell) -> Row:
    cells = list(row.cells) + [""] * (index + 1 - len(row.cells))
    cells[index] = value
    return replace(row, cells=tuple(cells))


def _texts(row: Row) -> Iterable[str]:
    return [str(cell).strip() for cell in row.cells]


def _problem(code: str, level: str, **facts: str | int) -> Problem:
    told = tuple((name, str(value)) for name, value in facts.items())
    return Problem(code=code, where="", facts=told, level="error" if level == "error" else "warning")
