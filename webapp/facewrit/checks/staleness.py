"""Which facts nobody has looked at for long. Not a check: a fact does not become wrong by its age."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from facewrit.law.building import Reading
from facewrit.law.records import Data, Place


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
    for key, source in reading.sources.items():
        if key.startswith("cases/"):
            continue
        for place, group in _groups(source.data, ()):
            checked = group["checked"]
            if isinstance(checked, str) and checked < limit:
                read = group.get("source")
                yield StaleFact(
                    path=source.path,
                    line=source.line((*place, "checked")),
                    checked=checked,
                    source=read if isinstance(read, str) else None,
                )


def _groups(data: Data, place: Place) -> Iterator[tuple[Place, dict[str, Data]]]:
    if isinstance(data, dict):
        if "checked" in data:
            yield place, data
        for key, value in data.items():
            yield from _groups(value, (*place, key))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _groups(item, (*place, number))
