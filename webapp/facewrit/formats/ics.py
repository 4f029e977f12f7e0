"""Deadlines as calendar entries (iCalendar, RFC 5545). Whoever calls decides the words; nothing personal is added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from facewrit.formats.characters import one_line, without_controls

_PRODUCT = "-//Facewrit//Deadlines//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One all-day entry. ``uid``: stable across exports, so that a calendar replaces the entry and does not double it.

    ``alarm_days``: how many days before ``day`` the calendar reminds; ``None`` for no reminder, 0 for the day itself.
    """

    uid: str
    day: date
    title: str
    description: str
    alarm_days: int | None = None


def calendar(entries: Iterable[CalendarEntry], language: str, stamp: datetime) -> bytes:
    """Return the entries as one calendar in UTF-8, lines folded and ending in CRLF.

    ``language``: BCP 47 tag of the words. ``stamp``: when the calendar was made (with a time zone), written as
    ``DTSTAMP``; it is passed in, so that the same entries give the same bytes.
    """
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for entry in entries:
        made.add_component(_event(entry, language, stamp.astimezone(UTC).replace(microsecond=0)))
    content: bytes = made.to_ical()
    return content


def _event(entry: CalendarEntry, language: str, stamp: datetime) -> Event:
    event = Event()
    title = one_line(entry.title)
    words = {"language": one_line(language)}
    event.add("uid", one_line(entry.uid))
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", title, parameters=words)
    if entry.description:
        event.add("description", without_controls(entry.description), parameters=words)
    event.add("transp", "TRANSPARENT")
    # Shared calendars show such entries as "busy", without their words.
    event.add("class", "PRIVATE")
    if entry.alarm_days is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -timedelta(days=entry.alarm_days))
        event.add_component(alarm)
    return event
