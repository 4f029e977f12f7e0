"""What is said of where a case stands: states, things to do, things that are too late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from facewrit.events import Chronology
from facewrit.law.applicable import Route
from facewrit.law.deadlines import ClockCount
from facewrit.law.escalation import Step
from facewrit.law.reasons import Reason

State: TypeAlias = Literal[
    "drafted",
    "sent",
    "received",
    "awaiting",
    "paused",
    "extended",
    "overdue",
    "very_overdue",
    "answered",
    "refused",
    "complained",
    "decided",
    "closed",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Something sensible to do now. ``kind``: of the letter to write, ``None`` where there is none to write.

    ``until``: the last day on which it can be done, if the law sets one that is known. ``closes``: ids of rungs that
    are lost by doing it.
    """

    do: str
    kind: str | None
    because: Reason
    until: date | None = None
    closes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLate:
    """A step of the ladder that can no longer be taken, and since which day: the first on which it was too late."""

    rung: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Where one first letter and all that follows it stand.

    ``received``: known, or (``estimated``) counted from the day and the way of sending. ``due``: the day that matters
    now; ``None`` where there is none. ``look``: where the law names no day, the one by which the letter asked for an
    answer, or on which to look again. ``objected``: when the person first complained to the organisation itself.
    ``counts``: every claim's clocks with the steps of their count.
    """

    reference: str
    state: State
    route: Route
    sent: date | None
    received: date | None
    estimated: bool
    due: date | None
    look: date | None
    objected: date | None
    counts: tuple[ClockCount, ...]
    ladder: tuple[Step, ...]
    next: tuple[Next, ...]
    too_late: tuple[TooLate, ...]
    chronology: Chronology


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where each matter of a case stands on a day, in the order of the file."""

    today: date
    matters: tuple[Matter, ...]
