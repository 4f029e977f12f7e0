"""Since when and until when: which of the dated values of a record holds on a day, and faults in a row of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from facewrit.law.model import Dated, Day

_D = TypeVar("_D", bound=Dated)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedGap:
    """A fault in a row of dated values: from ``since`` to ``until`` none holds (``gap``) or two do (``overlap``).

    ``backwards``: a value ends on or before the day it starts. ``until`` ``None``: without end.
    """

    kind: Literal["gap", "overlap", "backwards"]
    since: Day
    until: Day | None


def in_force(values: Sequence[_D], days: Mapping[str, date]) -> _D | None:
    """The dated value in force: each is judged by the day that it is ``decided_by``; ``not_before`` is never in force.

    :param days: known days by event, see :func:`deciding_day`.
    :returns: the value, of several the one that started last, or ``None``.
    """
    holding = [value for value in values if value.certainty == "fixed" and holds(value, days)]
    return max(holding, key=lambda value: value.since, default=None)


def dated_gaps(values: Sequence[Dated]) -> tuple[DatedGap, ...]:
    """All gaps and overlaps among the fixed values of one rule, in order of time (used by the check of the records)."""
    faults = []
    covered: Day | None = ""
    for value in sorted((value for value in values if value.certainty == "fixed"), key=lambda value: value.since):
        if value.until is not None and value.until <= value.since:
            faults.append(DatedGap(kind="backwards", since=value.since, until=value.until))
            continue
        if covered is None or value.since < covered:
            ends = [day for day in (covered, value.until) if day is not None]
            faults.append(DatedGap(kind="overlap", since=value.since, until=min(ends, default=None)))
        elif covered and covered < value.since:
            faults.append(DatedGap(kind="gap", since=covered, until=value.since))
        covered = None if covered is None or value.until is None else max(covered, value.until)
    return tuple(faults)


def holds(value: Dated, days: Mapping[str, date]) -> bool:
    """Whether the day that decides lies within the value's time, whatever its certainty."""
    day = deciding_day(value, days).isoformat()
    return value.since <= day and (value.until is None or day < value.until)


def deciding_day(value: Dated, days: Mapping[str, date]) -> date:
    """The day by which a value is judged.

    :param days: known days by event: ``receipt`` always, and what is known of ``request``, ``answer``, ``complaint``,
        ``today``. For an event that has not happened ``today`` stands, and without it ``receipt``.
    """
    return days.get(value.decided_by) or days.get("today") or days["receipt"]
