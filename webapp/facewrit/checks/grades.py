"""How sure we are: the facts that nobody has confirmed, and how many stand at each grade. Not a check: no faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from facewrit.checks.walking import Group, groups
from facewrit.law.building import Reading
from facewrit.law.catalogue import KnownIds
from facewrit.law.lawbook import KINDS
from facewrit.law.model import CONFIRMED
from facewrit.law.records import Data

#: What names an item of a list, in this order.
_NAMING = ("id", "code", "regime", "authority", "instrument", "kind", "event", "wish", "since")
#: Records that belong to no place: layouts, and what nobody has given one.
NOWHERE = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryFact:
    """A group of facts at grade ``memory``: its file, the line of the grade, and where in the record it stands."""

    path: Path
    line: int
    place: str


@dataclass(slots=True)
class Standing:
    """How the facts of one jurisdiction stand. ``grades``: number by grade; ``since``: confirmed since the day."""

    grades: Counter[str] = field(default_factory=Counter)
    since: int = 0
    memory: list[MemoryFact] = field(default_factory=list)


def standings(reading: Reading, *, since: date | None = None) -> dict[str, Standing]:
    """The standing of every jurisdiction by its code, in alphabetical order; worked cases not.

    :param since: count the facts that were confirmed (grade high or medium) on this day or later.
    """
    homes = _homes(reading)
    found: dict[str, Standing] = {}
    for group in groups(reading, *(kind for kind in KINDS if kind != "cases")):
        grade = group.data.get("confidence")
        if not isinstance(grade, str):
            continue
        standing = found.setdefault(_jurisdiction(group, homes), Standing())
        standing.grades[grade] += 1
        checked = group.data.get("checked")
        if since is not None and grade in CONFIRMED and isinstance(checked, str) and checked >= since.isoformat():
            standing.since += 1
        if grade == "memory":
            fact = MemoryFact(path=group.source.path, line=group.line("confidence"), place=".".join(_named(group)))
            standing.memory.append(fact)
    return dict(sorted(found.items()))


def _homes(reading: Reading) -> dict[str, str]:
    """The territory of each regime, by its id."""
    ids = reading.records.get("ids/ids") or reading.records.get("ids")
    known = ids.regimes if isinstance(ids, KnownIds) else {}
    return {regime: territory for territory, regimes in known.items() for regime in regimes}


def _jurisdiction(group: Group, homes: dict[str, str]) -> str:
    kind, _, name = group.key.partition("/")
    data = group.source.data
    if kind == "territories":
        return name
    if kind == "regimes":
        return homes.get(name, NOWHERE)
    around = {"authorities": "territory", "decisions": "territory", "controllers": "country"}.get(kind)
    value = data.get(around) if around and isinstance(data, dict) else None
    return value if isinstance(value, str) else NOWHERE


def _named(group: Group) -> Iterator[str]:
    """The place of a group with items named as their record names them: ``rights``, ``access``."""
    at: Data = group.source.data
    for step in group.place:
        if isinstance(at, list) and isinstance(step, int):
            at = at[step]
            names = (at[key] for key in _NAMING if isinstance(at, dict) and isinstance(at.get(key), str))
            yield str(next(names, step))
        elif isinstance(at, dict):
            at = at.get(str(step))
            yield str(step)
