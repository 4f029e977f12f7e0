"""Which facts nobody has looked at for long. Not a check: a fact does not become wrong by its age."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from facewrit.checks.walking import groups
from facewrit.law.building import Reading
from facewrit.law.lawbook import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleFact:
    """A group of facts, the line of its ``checked``, that day, and its source."""

    path: Path
    line: int
    checked: str
    source: str | None


def stale_facts(reading: Reading, *, today: date, months: int) -> Iterator[StaleFact]:
    """Facts last checked more than ``months`` months before today, in the order of the files; worked cases not."""
    from dateutil.relativedelta import relativedelta

    limit = (today - relativedelta(months=months)).isoformat()
    for group in groups(reading, *(kind for kind in KINDS if kind != "cases")):
        checked, read = group.data.get("checked"), group.data.get("source")
        if isinstance(checked, str) and checked < limit:
            yield StaleFact(
                path=group.source.path,
                line=group.line("checked"),
                checked=checked,
                source=read if isinstance(read, str) else None,
            )
