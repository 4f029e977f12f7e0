"""The journal of a run, by which an interrupted one goes on: one line a row, written after the row's files.

It lies beside the unfinished ZIP, says no more than the manifest will, and goes when the ZIP is whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from msgspec import Struct

from facewrit.batch.making import Made
from facewrit.batch.manifest import COLUMNS, Entry
from facewrit.batch.run import Batch, Done, Report
from facewrit.batch.setting import opened
from facewrit.request import Problem


class Head(Struct, frozen=True, kw_only=True):
    """The first line: which run it is, and the secret that its references come from."""

    run: str
    secret: bytes


class Line(Struct, frozen=True, kw_only=True):
    """One row. ``size``: bytes of the ZIP once its files were written. ``failed``: no letter was made of it."""

    row: int
    size: int
    entry: tuple[str, ...] | None = None
    days: tuple[tuple[str, date], ...] = ()
    failed: str | None = None


def run_of(batch: Batch, report: Report, content: bytes) -> str:
    """A mark of all that decides the bytes of a ZIP: file, rows, day, language, law, settings."""
    setting = batch.setting
    told = (
        content,
        repr([row.number for row in report.good]).encode(),
        repr(
            (setting.today, setting.language, sorted(setting.settings.items()), sorted(setting.orders.items()))
        ).encode(),
        opened(setting.rooms).lawbook.ruleset.encode(),
    )
    mark = hashlib.sha256()
    for part in told:
        mark.update(hashlib.sha256(part).digest())
    return mark.hexdigest()


def head(run: str, secret: bytes) -> bytes:
    """The first line of a journal."""
    return msgspec.json.encode(Head(run=run, secret=secret)) + b"\n"


def line(made: Made, size: int) -> bytes:
    """The line of a row whose files are written."""
    entry = tuple(made.entry.cells()) if made.entry else None
    failed = made.finding.code if made.finding else None
    return msgspec.json.encode(Line(row=made.row, size=size, entry=entry, days=made.days, failed=failed)) + b"\n"


class Unfit(ValueError):
    """A journal that cannot be gone on with: of another run, or not readable."""


def go_on_with(journal: bytes, run: str, size: int, batch: Batch) -> tuple[bytes, int, Done]:
    """The secret, the bytes of the ZIP that count, and what is done.

    :param size: bytes of the unfinished ZIP as it lies there; rows whose files are not all in them are done again.
    :raises Unfit: if the journal is of another run.
    """
    lines = iter(journal.splitlines(keepends=True))
    try:
        first = msgspec.json.decode(next(lines, b""), type=Head)
    except msgspec.DecodeError as error:
        raise Unfit from error
    if first.run != run:
        raise Unfit
    done = Done()
    good = 0
    for found in _whole(lines):
        if found.size > size:
            break
        good = found.size
        done.take(_made(found, batch))
    return first.secret, good, done


def _whole(lines: Iterable[bytes]) -> Iterator[Line]:
    """Lines up to the first that was not written to its end."""
    for found in lines:
        try:
            if not found.endswith(b"\n"):
                return
            yield msgspec.json.decode(found, type=Line)
        except msgspec.DecodeError:
            return


def _made(found: Line, batch: Batch) -> Made:
    from facewrit.batch.findings import Teller

    entry = Entry(**dict(zip(COLUMNS, found.entry, strict=True))) if found.entry else None
    finding = None
    if found.failed:
        setting = batch.setting
        teller = Teller(opened(setting.rooms).phrasebook, setting.language)
        problem = Problem(code="sheet_crashed", where="", facts=(("value", "—"),))
        finding = teller.problem(problem, found.row)
    return Made(row=found.row, entry=entry, days=found.days, finding=finding)
