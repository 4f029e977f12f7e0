"""``facewrit case``: the file goes on from the letter to its days."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from icalendar import Calendar

Run = Callable[..., Any]
REQUEST = """\
residence: nl
controller: clearview-ai
ask: [access]
subject: {name: Jip Janssen}
date: 2026-11-22
reference: FW-TEST-0001
"""


def test_the_days_of_a_case_as_a_calendar(run: Run) -> None:
    assert run("case", "new", "-", "--out", "case.json", given=REQUEST).status == 0
    assert run("case", "log", "case.json", "sent", "--on", "2026-11-22", "--set", "channel=email").status == 0
    done = run("case", "calendar", "case.json", "--out", "days.ics")
    assert done.status == 0 and done.out.strip() == "days.ics", done.err
    content = Path("days.ics").read_bytes()
    days = [event.decoded("dtstart").isoformat() for event in Calendar.from_ical(content).walk("VEVENT")]
    assert days == ["2026-12-23", "2027-02-23"], "an e-mail of 22 November arrives on the 23rd; one month, or three"
    assert b"Jip" not in content and b"learview" not in content


def test_a_calendar_ends_in_ics(run: Run) -> None:
    run("case", "new", "-", "--out", "case.json", given=REQUEST)
    done = run("case", "calendar", "case.json", "--out", "days.pdf")
    assert done.status == 2 and "a calendar ends in .ics" in done.err
