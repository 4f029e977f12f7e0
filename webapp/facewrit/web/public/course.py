"""The course of a letter as a picture: the days on one line, as far apart as they are in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date

from facewrit.drafting import Dossier

#: The line of the picture runs between these, in its own units; a label needs so much room beside the next one.
LEFT, RIGHT, _ROOM = 16, 304, 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A day on the line. ``code``: what it is; ``x``: where; ``row``: of its label; ``anchor``: of its text."""

    code: str
    day: str
    x: int
    row: int
    anchor: str


def course_of(dossier: Dossier, locale: Locale) -> tuple[Mark, ...]:
    """The receipt, the day on which the answer is due, and the last one with an extension; none where no day is known.

    The picture repeats what the timeline below it says in full.
    """
    facts = dossier.facts
    count = facts.answering
    if count is None or count.due is None:
        return ()
    days = {"received": facts.received, "due": count.due}
    if count.extended_due and count.extended_due > count.due:
        days["extended"] = count.extended_due
    last = max(days.values())
    span = (last - facts.received).days
    if span <= 0:
        return ()
    return tuple(_marks(days, facts.received, span, locale))


def _marks(days: dict[str, date], first: date, span: int, locale: Locale) -> list[Mark]:
    made: list[Mark] = []
    for code, day in days.items():
        x = LEFT + round((RIGHT - LEFT) * (day - first).days / span)
        crowded = bool(made) and x - made[-1].x < _ROOM and made[-1].row == 0
        anchor = "start" if x < LEFT + _ROOM / 2 else "end" if x > RIGHT - _ROOM / 2 else "middle"
        told = format_date(day, format="medium", locale=locale)
        made.append(Mark(code=code, day=told, x=x, row=int(crowded), anchor=anchor))
    return made
