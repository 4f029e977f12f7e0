"""The days of a case as a calendar: when an answer is due, when to look again, until when a step is possible.

Titles are neutral and name only the reference of the letter: no law, no organisation, no person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from facewrit.casefile.position import Matter, Position
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import Wording

#: How long before the last day of a step the calendar reminds, and when to look again where no day is known.
_AHEAD = timedelta(weeks=1)
_LOOK_AGAIN = timedelta(weeks=2)
_WAITING = ("sent", "received", "awaiting", "extended", "paused", "overdue", "very_overdue")


def calendar_of_case(position: Position, phrasebook: Phrasebook, language: str) -> bytes:
    """All days of a case that are still to come, in the iCalendar format; the same case and day give the same bytes.

    An entry keeps its name when the case goes on, so that a calendar moves it and does not double it. A matter that is
    not closed and has no day of its own is looked at again in two weeks.

    :raises NoWords: if the language has no titles for the entries.
    """
    from facewrit.formats.ics import CalendarEntry, calendar  # brings a library that other formats do not need

    entries = []
    for matter in position.matters:
        wording = Wording(phrasebook, language, matter.route.regime)
        note = wording.word("calendar.estimated") if matter.estimated else ""
        for name, code, day in days_of_matter(matter, position.today):
            ahead = min(_AHEAD, day - position.today) if code == "limit" else timedelta()
            known = code if wording.has(f"calendar.{code}") else "step"
            entries.append(
                CalendarEntry(
                    uid=f"{matter.reference}-{name}".lower(),
                    day=day,
                    title=wording.word(f"calendar.{known}", reference=matter.reference),
                    description=note,
                    alarm_days=ahead.days,
                )
            )
    stamp = datetime.combine(position.today, time(), UTC)
    return calendar(entries, language, stamp)


def days_of_matter(matter: Matter, today: date) -> Iterator[tuple[str, str, date]]:
    """Each day from today on: the name of its entry, the code of its title, and the day; in order of time."""
    if matter.state == "closed":
        return
    found = sorted((day, name, code) for name, code, day in _days(matter) if day >= today)
    seen: set[tuple[date, str]] = set()
    for day, name, code in found:
        if (day, code) not in seen:
            seen.add((day, code))
            yield name, code, day
    if not found:
        yield "again", "step", today + _LOOK_AGAIN


def _days(matter: Matter) -> Iterator[tuple[str, str, date]]:
    """The days of a matter, past ones too."""
    if matter.state in _WAITING:
        if matter.due is not None:
            yield "due", "decide", matter.due
        if matter.look is not None:
            yield "look", "step", matter.look
        for count in matter.counts:
            possible = count.extended_due if count.due == matter.due and not count.extended else None
            if possible is not None and possible != matter.due:
                yield "extended", "extended", possible
                break
    for item in matter.next:
        day = item.because.fact("day")
        if item.because.code == "next.wait_for_them" and isinstance(day, date):
            yield "open", "step", day + timedelta(days=1)
    if matter.state != "drafted":
        for number, step in enumerate(matter.ladder, start=1):
            taken = matter.state in ("complained", "decided") and step.rung.kind == "regulator_complaint"
            if isinstance(step.latest, date) and not taken:
                yield f"limit-{number}", "limit", step.latest
