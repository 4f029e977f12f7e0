"""A whole batch: a sheet is opened and checked, all rows before the first byte of the ZIP; then the ZIP is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from facewrit.batch.across import check_across
from facewrit.batch.archive import GrowingZip
from facewrit.batch.checking import Checked, check_rows
from facewrit.batch.columns import body, find_columns
from facewrit.batch.csv_cells import csv_line
from facewrit.batch.days import day_order
from facewrit.batch.engines import Engine, Lost
from facewrit.batch.findings import Finding, Teller
from facewrit.batch.making import Made, make_rows, own_reference
from facewrit.batch.manifest import COLUMNS, Entry
from facewrit.batch.reading import read_sheet
from facewrit.batch.rows import DAYS
from facewrit.batch.setting import Setting, opened
from facewrit.batch.sheet import Cell, Choices, Limits, Row, Sheet
from facewrit.batch.vocabulary import vocabulary
from facewrit.folders import Rooms
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import Wording
from facewrit.request import Problem

_LONGEST_CELL = 32_767  # characters; the most that a spreadsheet program takes
_NAMED = 20  # references that a calendar entry names

#: Told after each row: how many are done.
Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A sheet that has been opened. ``rows``: below the headings. ``findings``: about the file and its columns."""

    sheet: Sheet
    setting: Setting
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether rows can be checked at all: the columns are there, and each is one field."""
        return not any(finding.level == "error" for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the check of all rows found. ``good``: rows that become letters. ``findings``: by row, the file's first."""

    rows: int
    good: tuple[Row, ...]
    bad: tuple[Row, ...]
    findings: tuple[Finding, ...]
    references: Mapping[int, str | None] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """``{"rows", "good", "problems": [{"row", "column", "level", "code", "message", "remedy"}]}``."""
        problems = [
            {
                "row": one.row,
                "column": one.column,
                "level": one.level,
                "code": one.code,
                "message": one.message,
                "remedy": one.remedy,
            }
            for one in self.findings
        ]
        return {"rows": self.rows, "good": len(self.good), "problems": problems}


def open_batch(
    content: bytes,
    name: str,
    *,
    rooms: Rooms,
    language: str,
    today: date,
    choices: Choices | None = None,
    limits: Limits | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Batch:
    """Read a sheet and find its columns.

    :param language: of texts for people. :param settings: fields that hold for every row that does not fill them.
    :raises facewrit.batch.sheet.UnusableSheet: if nothing can be made of the file.
    :raises NoWords: if the language has no words for what is wrong in a sheet.
    """
    teller = Teller(opened(rooms).phrasebook, language)
    teller.problem(Problem(code="sheet_crashed", where=""))  # a language without words is told now, not after all rows
    words = vocabulary()
    choices = choices or Choices()
    sheet = read_sheet(content, name, known=words.known, choices=choices, limits=limits or Limits())
    columns, about_columns = find_columns(sheet, words)
    rows, about_rows = body(sheet, columns)
    orders = {}
    for column in columns.columns:
        if column.field in DAYS:
            order = choices.dates or day_order(row.cell(column.index) for row in rows)
            if order:
                orders[column.index] = order
    setting = Setting(
        rooms=rooms,
        language=language,
        today=today,
        columns=columns,
        epoch=sheet.detected.epoch,
        orders=orders,
        faults=sheet.faults,
        settings=settings or {},
    )
    findings = [teller.problem(problem) for problem in _about_file(sheet, rows)]
    findings += [teller.problem(problem, columns.heading_row, heading) for heading, problem in about_columns]
    findings += [teller.problem(problem, row, heading) for row, heading, problem in about_rows]
    return Batch(sheet=sheet, setting=setting, rows=rows, findings=tuple(findings))


def _about_file(sheet: Sheet, rows: tuple[Row, ...]) -> Iterator[Problem]:
    detected = sheet.detected
    if detected.guessed:
        yield _problem("sheet_encoding_guessed", "warning", value=str(detected.encoding))
    if len(detected.tables) > 1:
        others = ", ".join(one for one in detected.tables if one != detected.table)
        yield _problem("sheet_several_tables", "warning", value=str(detected.table), available=others[:300])
    if not rows:
        yield _problem("sheet_empty", "error")


def check_batch(batch: Batch, engine: Engine, tick: Tick | None = None) -> Report:
    """Check all rows, each for itself and all together.

    :raises NoWords: if the language for people lacks words.
    """
    if not batch.usable:
        return Report(rows=len(batch.rows), good=(), bad=batch.rows, findings=batch.findings)
    setting = batch.setting
    teller = Teller(opened(setting.rooms).phrasebook, setting.language)
    checked: list[Checked] = []
    for result in engine.run(check_rows, batch.rows, setting):
        checked.append(_lost_check(result, teller) if isinstance(result, Lost) else result)
        if tick:
            tick(1)
    found = [finding for one in checked for finding in one.findings]
    hidden = Problem(code="sheet_hidden_row", where="")
    found += [teller.problem(hidden, row.number) for row in batch.rows if row.number in batch.sheet.hidden_rows]
    found += check_across(checked, setting.columns, teller)
    bad = {finding.row for finding in found if finding.level == "error"}
    findings = sorted((*batch.findings, *found), key=lambda one: one.row or 0)
    return Report(
        rows=len(batch.rows),
        good=tuple(row for row in batch.rows if row.number not in bad),
        bad=tuple(row for row in batch.rows if row.number in bad),
        findings=tuple(findings),
        references={one.row: one.gist.reference if one.gist else None for one in checked},
    )


def _lost_check(lost: Lost[Row], teller: Teller) -> Checked:
    finding = teller.problem(_problem("sheet_crashed", "error", value="process"), lost.item.number)
    return Checked(row=lost.item.number, findings=(finding,))


# --- The ZIP -------------------------------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class Done:
    """What is written so far. ``rows``: numbers of rows that are through, with or without a letter."""

    rows: set[int] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)
    days: dict[tuple[date, str], list[str]] = field(default_factory=dict)
    failed: list[Finding] = field(default_factory=list)

    def take(self, made: Made) -> None:
        """Note what a row became."""
        self.rows.add(made.row)
        if made.finding is not None:
            self.failed.append(made.finding)
        if made.entry is not None:
            self.entries.append(made.entry)
            for code, day in made.days:
                self.days.setdefault((day, code), []).append(made.entry.reference)


def make_zip(
    batch: Batch, report: Report, engine: Engine, *, secret: bytes, growing: GrowingZip, done: Done
) -> Iterator[tuple[bytes, Made | None]]:
    """The ZIP, row by row: its bytes, and the row that they are of; the last bytes hold manifest, days and errors.

    :param secret: references of rows that bring none are made from it.
    :param done: empty, or what an interrupted run has written; it grows.
    """
    setting = batch.setting
    given = _references(report, secret)
    tasks = ((row, given[row.number]) for row in report.good if row.number not in done.rows)
    teller = Teller(opened(setting.rooms).phrasebook, setting.language)
    for result in engine.run(make_rows, tasks, setting):
        made = _lost_make(result, teller) if isinstance(result, Lost) else result
        content = b"".join(growing.add(name, file) for name, file in made.files)
        done.take(made)
        yield content, made
    last = growing.add("manifest.csv", manifest_csv(done.entries))
    last += growing.add("deadlines.ics", calendar_of(done.days, opened(setting.rooms).phrasebook, setting))
    last += growing.add("errors.csv", errors_csv(batch, (*report.findings, *done.failed)))
    yield last + growing.finish(), None


def _lost_make(lost: Lost[tuple[Row, str]], teller: Teller) -> Made:
    row = lost.item[0].number
    return Made(row=row, finding=teller.problem(_problem("sheet_crashed", "error", value="process"), row))


def _references(report: Report, secret: bytes) -> dict[int, str]:
    """A reference for each good row, none twice; rows that bring their own keep it."""
    taken = {given.upper() for given in report.references.values() if given}
    found = {}
    for row in report.good:
        number = row.number
        reference = own_reference(secret, number)
        while reference in taken:
            number += 1_000_000_007
            reference = own_reference(secret, number)
        taken.add(reference)
        found[row.number] = reference
    return found


def manifest_csv(entries: Iterable[Entry]) -> bytes:
    """The manifest, in UTF-8; its cells are ASCII but for the names of organisations that were typed."""
    return "".join([csv_line(COLUMNS), *(csv_line(entry.cells()) for entry in entries)]).encode()


def errors_csv(batch: Batch, findings: Iterable[Finding]) -> bytes:
    """The bad rows as they came, with the messages; in UTF-8 with a mark, by which spreadsheet programs know it."""
    told: dict[int, list[str]] = {}
    for finding in findings:
        if finding.level == "error" and finding.row is not None:
            where = f"{finding.column}: " if finding.column else ""
            told.setdefault(finding.row, []).append(where + finding.text)
    width = max((len(row.cells) for row in batch.rows if row.number in told), default=0)
    headings = list(batch.setting.columns.headings)
    headings += [""] * (width - len(headings))
    lines = [csv_line(["row", *headings, "messages"])]
    for row in batch.rows:
        if row.number in told:
            cells = [as_text(row.cell(index)) for index in range(len(headings))]
            lines.append(csv_line([str(row.number), *cells, " / ".join(told[row.number])]))
    return "\ufeff".encode() + "".join(lines).encode("utf-8", "replace")


def as_text(cell: Cell) -> str:
    """A cell as text, no longer than a spreadsheet program takes."""
    return (cell.isoformat() if isinstance(cell, date | time) else str(cell))[:_LONGEST_CELL]


def calendar_of(days: Mapping[tuple[date, str], list[str]], phrasebook: Phrasebook, setting: Setting) -> bytes:
    """The days to look again: one entry for each day and reason, whatever the number of letters; all estimated."""
    from facewrit.formats.ics import CalendarEntry, calendar

    wording = Wording(phrasebook, setting.language)
    entries = []
    for (day, code), references in sorted(days.items()):
        more = f" +{len(references) - 1}" if len(references) > 1 else ""
        named = ", ".join(references[:_NAMED]) + (f" +{len(references) - _NAMED}" if len(references) > _NAMED else "")
        entries.append(
            CalendarEntry(
                uid=f"{references[0]}-{code}-{day.isoformat()}".lower(),
                day=day,
                title=wording.word(f"calendar.{code}", reference=references[0] + more),
                description=f"{wording.word('calendar.estimated')}\n{named}",
                alarm_days=0,
            )
        )
    return calendar(entries, setting.language, datetime.combine(setting.today, time(), UTC))


def _problem(code: str, level: str, **facts: str) -> Problem:
    return Problem(code=code, where="", facts=tuple(facts.items()), level="error" if level == "error" else "warning")
