"""The calendar of a case: every day that is still to come, and nothing that says whose case it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from facewrit.bundles.case_calendar import calendar_of_case
from facewrit.casefile.case import new_case
from facewrit.casefile.history import log_event
from facewrit.casefile.position import Position, position
from facewrit.drafting import draft
from facewrit.folders import find_rooms
from facewrit.intake import read_intent
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook

SENT = {"type": "sent", "on": "2026-09-01", "channel": "form"}
REFUSED = {"type": "refused", "on": "2026-09-25", "grounds": "no_reason"}


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return open_lawbook(find_rooms())


@pytest.fixture(scope="module")
def phrasebook() -> Phrasebook:
    return Phrasebook(*find_rooms().letter_templates)


def stand(lawbook: Lawbook, phrasebook: Phrasebook, today: date, *events: dict[str, Any], country: str) -> Position:
    request = {
        "residence": country,
        "controller": {"name": "Geheim Limited", "country": country, "sector": "retail"},
        "ask": ["access"],
        "subject": {"name": "Anna Example"},
        "date": "2026-09-01",
    }
    written = date(2026, 9, 1)
    case = new_case(draft(read_intent(request, today=written), lawbook, phrasebook, today=written, reference="FW-CAL1"))
    for event in events:
        case = log_event(case, event, today=today)
    return position(case, lawbook, today)


def entries(content: bytes) -> dict[str, Any]:
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_the_day_of_the_answer_and_its_longest_end(lawbook: Lawbook, phrasebook: Phrasebook) -> None:
    found = stand(lawbook, phrasebook, date(2026, 9, 10), SENT, country="ie")
    made = entries(calendar_of_case(found, phrasebook, "en"))
    assert {name: event.decoded("dtstart") for name, event in made.items()} == {
        "fw-cal1-due": date(2026, 10, 1),
        "fw-cal1-extended": date(2026, 12, 1),
    }
    assert str(made["fw-cal1-due"]["summary"]) == "Reply due (FW-CAL1)"
    assert "Estimated" in str(made["fw-cal1-due"]["description"])


def test_the_last_day_of_a_step_reminds_a_week_before(lawbook: Lawbook, phrasebook: Phrasebook) -> None:
    """Türkiye: refused on Friday 25 September; thirty days end on Sunday 25 October, so on Monday 26 October."""
    found = stand(lawbook, phrasebook, date(2026, 10, 1), SENT, REFUSED, country="tr")
    (event,) = entries(calendar_of_case(found, phrasebook, "en")).values()
    assert event.decoded("dtstart") == date(2026, 10, 26)
    assert str(event["summary"]) == "Last day for a step (FW-CAL1)"
    assert event.walk("VALARM")[0].decoded("trigger") == timedelta(days=-7)
    soon = stand(lawbook, phrasebook, date(2026, 10, 23), SENT, REFUSED, country="tr")
    (event,) = entries(calendar_of_case(soon, phrasebook, "en")).values()
    assert event.walk("VALARM")[0].decoded("trigger") == timedelta(days=-3), "not in the past"


def test_without_a_day_it_is_looked_at_again(lawbook: Lawbook, phrasebook: Phrasebook) -> None:
    found = stand(lawbook, phrasebook, date(2026, 10, 20), SENT, {"type": "answered", "on": "2026-09-20"}, country="ie")
    (event,) = entries(calendar_of_case(found, phrasebook, "en")).values()
    assert event.decoded("dtstart") == date(2026, 11, 3) and "Look again" in str(event["summary"])


def test_a_closed_case_has_no_days(lawbook: Lawbook, phrasebook: Phrasebook) -> None:
    found = stand(lawbook, phrasebook, date(2026, 9, 20), SENT, {"type": "withdrawn", "on": "2026-09-10"}, country="ie")
    assert entries(calendar_of_case(found, phrasebook, "en")) == {}


@pytest.mark.parametrize("language", ["en", "de", "ja", "ko"])
def test_nothing_in_it_is_about_anybody(lawbook: Lawbook, phrasebook: Phrasebook, language: str) -> None:
    found = stand(lawbook, phrasebook, date(2026, 10, 1), SENT, REFUSED, country="tr")
    content = calendar_of_case(found, phrasebook, language)
    assert content == calendar_of_case(found, phrasebook, language)
    for secret in (b"Anna", b"Example", b"Geheim", b"Limited", b"KVKK"):
        assert secret not in content
