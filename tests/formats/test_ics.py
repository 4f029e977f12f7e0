"""The calendar: all-day entries that any calendar reads, folded and escaped, the same bytes twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from facewrit.formats.ics import CalendarEntry, calendar

STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def _entry(**values: object) -> CalendarEntry:
    return CalendarEntry(
        **{"uid": "FW-1-answer@facewrit", "day": date(2027, 1, 4), "title": "Answer due", "description": "", **values}  # type: ignore[arg-type]
    )


def test_an_entry_is_an_all_day_event() -> None:
    made = calendar([_entry(alarm_days=3)], "en", STAMP)
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert event.decoded("dtstart") == date(2027, 1, 4)
    assert event.decoded("dtend") == date(2027, 1, 5)
    assert event.decoded("dtstamp") == STAMP
    assert event["uid"] == "FW-1-answer@facewrit"
    assert event["transp"] == "TRANSPARENT"
    assert event["class"] == "PRIVATE"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-3)
    assert b"TRIGGER:-P3D\r\n" in made


def test_an_alarm_on_the_day_and_no_alarm() -> None:
    made = Calendar.from_ical(calendar([_entry(alarm_days=0), _entry(uid="b")], "en", STAMP))
    first, second = made.walk("VEVENT")
    assert first.walk("VALARM")[0].decoded("trigger") == timedelta(0)
    assert second.walk("VALARM") == []


@pytest.mark.parametrize("text", ["a;b,c\\d", "one\ntwo", "Fällig – 期限 – 마감 " * 20, "x" * 500])
def test_words_come_back_and_lines_are_folded(text: str) -> None:
    made = calendar([_entry(title=text.replace("\n", " ").strip(), description=text)], "ja", STAMP)
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert str(event["description"]) == text
    assert str(event["summary"]) == text.replace("\n", " ").strip()
    assert event["summary"].params["LANGUAGE"] == "ja"
    lines = made.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()


@pytest.mark.parametrize("field", ["uid", "title", "description"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_line_breaks_make_no_properties(field: str, end: str) -> None:
    evil = f"x{end}ATTENDEE:mailto:evil@example.org{end}END:VEVENT"
    made = calendar([_entry(**{field: evil})], "en", STAMP)
    events = Calendar.from_ical(made).walk("VEVENT")
    assert len(events) == 1
    assert "ATTENDEE" not in events[0]
    assert made.count(b"\r\nEND:VEVENT\r\n") == 1


def test_a_language_cannot_leave_its_parameter() -> None:
    (event,) = Calendar.from_ical(calendar([_entry()], 'en";X=1\r\nATTENDEE:x', STAMP)).walk("VEVENT")
    assert "ATTENDEE" not in event


def test_the_same_entries_give_the_same_bytes() -> None:
    entries = [_entry(), _entry(uid="b", alarm_days=1)]
    assert calendar(entries, "en", STAMP) == calendar(list(entries), "en", STAMP)
    elsewhere = STAMP.astimezone(timezone(timedelta(hours=9)))
    assert calendar(entries, "en", STAMP) == calendar(entries, "en", elsewhere)


def test_nothing_is_added_to_the_words() -> None:
    made = calendar([_entry()], "en", STAMP).decode()
    assert "ORGANIZER" not in made
    assert "DESCRIPTION" not in made
