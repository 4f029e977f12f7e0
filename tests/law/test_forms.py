"""What the form of the records can say, each by a law made up for it where no shipped one says it yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facewrit.answers.deadlines import deadline
from facewrit.answers.questions import read_deadline_question
from facewrit.checks import references
from facewrit.checks.rooms import OpenRooms
from facewrit.drafting import draft, find_facts
from facewrit.events import Chronology, Event
from facewrit.folders import Rooms, find_rooms
from facewrit.formats import render
from facewrit.intake import read_request
from facewrit.law.calendars import WorkingCalendar
from facewrit.law.deadlines import ClockCount, known_days, limit_day
from facewrit.law.lawbook import Lawbook
from facewrit.law.model import Counting, Limit, Period
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.request import Intent

Count = Callable[..., ClockCount]
Codes = Callable[[ClockCount], list[str]]
TODAY = date(2026, 11, 25)
SHIPPED = find_rooms()


def rooms_with(folder: Path, name: str, *changes: tuple[str, str]) -> Rooms:
    text = (SHIPPED.jurisdictions[0] / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return Rooms(
        jurisdictions=(*SHIPPED.jurisdictions, folder), letter_templates=SHIPPED.letter_templates, snapshot=None
    )


def request_of(sector: str, country: str) -> Intent:
    given = {
        "residence": country,
        "controller": {"name": "Example", "country": country, "sector": sector},
        "ask": ["access", "erasure"],
        "subject": {"name": "Anna Example"},
    }
    return Intent(request=read_request(given, today=TODAY))


# --- Hours ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "due"),
    [(1, "2026-12-25"), (24, "2026-12-25"), (25, "2026-12-26"), (48, "2026-12-26"), (72, "2026-12-27")],
)
def test_hours_end_on_the_last_day_on_which_they_can_and_no_rest_day_moves_them(
    count: Count, codes: Codes, hours: int, due: str
) -> None:
    counted = count("2026-12-24", f"{hours} hour", calendar="NL")  # Christmas, Boxing Day, Sunday
    assert counted.due == date.fromisoformat(due)
    assert codes(counted) == ["step.from_receipt", "step.hours_counted_as_days", "step.period_ends", "step.due"]


def test_hours_are_added_before_they_are_counted(count: Count) -> None:
    assert count("2026-12-24", "12 hour", extension="12 hour").extended_due == date(2026, 12, 25)
    assert count("2026-12-24", "72 hour", extension="1 working_day", calendar="NL").extended_due == date(2026, 12, 28)


def test_hours_of_a_step_are_not_moved_either() -> None:
    limit = Limit(after="answer", period=Period(amount=48, unit="hour"))
    counting = msgspec.convert(
        {"roll": "next_working_day", "roll_from": ["saturday", "sunday"], "confidence": "memory"}, Counting
    )
    days = {"answer": date(2026, 12, 24)}
    assert limit_day(limit, days=days, calendar=WorkingCalendar("NL"), counting=counting) == date(2026, 12, 26)


def test_hours_have_words_in_every_language() -> None:
    words = Phrasebook(*SHIPPED.letter_templates)
    told = {code: words.language(code).period(Period(amount=72, unit="hour")) for code in words.languages}
    assert told["de"] == "72 Stunden" and told["ja"] == "72時間" and all(told.values())


# --- Pauses with days of their own ------------------------------------------------------------------------------------


def test_a_pause_holds_for_demands_of_its_time(count: Count, codes: Codes) -> None:
    dated = {
        "event": "clarification", "effect": "suspend", "since": "2026-02-05", "until": "2026-07-01",
        "source": "made up", "checked": "2026-11-22", "confidence": "high",
    }  # fmt: skip
    for day, answered, due in (
        ("2026-02-04", "2026-02-10", "2026-03-01"),
        ("2026-02-05", "2026-02-10", "2026-03-06"),
    ):
        events = (f"clarification_demanded={day}", f"clarification_given={answered}")
        counted = count("2026-02-01", "1 month", *events, counting={}, pauses=[dated])
        assert counted.due == date.fromisoformat(due), day
    late = count("2026-06-15", "1 month", "clarification_demanded=2026-07-01", counting={}, pauses=[dated])
    assert late.status == "running" and "step.demand_does_not_pause" in codes(late)


def test_of_two_pauses_for_one_demand_the_one_of_the_day_holds(count: Count) -> None:
    proof = {"source": "made up", "checked": "2026-11-22", "confidence": "high"}
    pauses = [
        {"event": "identity", "effect": "suspend", "until": "2026-06-01", **proof},
        {"event": "identity", "effect": "restart", "since": "2026-06-01", **proof},
    ]
    before = count("2026-05-01", "1 month", "identity_demanded=2026-05-10", "identity_given=2026-05-12",
                   counting={}, pauses=pauses)  # fmt: skip
    after = count("2026-06-01", "1 month", "identity_demanded=2026-06-10", "identity_given=2026-06-12",
                  counting={}, pauses=pauses)  # fmt: skip
    assert (before.due, after.due) == (date(2026, 6, 3), date(2026, 7, 12))


# --- The ladder -------------------------------------------------------------------------------------------------------


def test_the_decision_is_a_day_of_its_own() -> None:
    from facewrit.events import Chronology, Event

    told = Chronology(events=(Event(kind="decided", on=date(2026, 11, 3)), Event(kind="answered", on=TODAY)))
    days = known_days(date(2026, 9, 1), None, told, TODAY)
    assert (days["decision"], days["answer"]) == (date(2026, 11, 3), TODAY)


OTHER = ("    to: court\n    provisions: [{instrument: gdpr, path: [\"82\"]}]\n",
         "    to: other_body\n    names: {nl: {text: Consumentenbond, official: true}}\n"
         "    provisions: [{instrument: gdpr, path: [\"82\"]}]\n")  # fmt: skip


def test_a_step_can_lead_to_a_body_without_a_record(tmp_path: Path) -> None:
    rooms = rooms_with(tmp_path, "regimes/gdpr.yaml", OTHER)
    lawbook, words = open_lawbook(rooms), Phrasebook(*rooms.letter_templates)
    made = draft(request_of("retail", "nl"), lawbook, words, today=TODAY, reference="FW-FORMS-1")
    step = next(step for step in made.facts.ladder if step.rung.id == "damages")
    assert (step.rung.to, step.authorities) == ("other_body", ())
    assert "Consumentenbond" in render(made.sheet, "txt").content.decode()
    assert list(references.check(OpenRooms(rooms))) == []


def test_such_a_body_needs_a_name(tmp_path: Path) -> None:
    nameless = (OTHER[0], OTHER[1].replace("    names: {nl: {text: Consumentenbond, official: true}}\n", ""))
    (finding,) = references.check(OpenRooms(rooms_with(tmp_path, "regimes/gdpr.yaml", nameless)))
    assert finding.trouble == "A step leads to another body that has no name."


# --- Whom a law reaches -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sector", "reached"), [("retail", True), ("other", True), ("bank", False)])
def test_a_reach_rule_can_leave_sectors_out(sector: str, reached: bool) -> None:
    from facewrit.drafting import known_organisation, known_routing
    from facewrit.parties import TypedController

    lawbook = open_lawbook(SHIPPED)
    organisation = known_organisation(TypedController(name="X", country="us-il", sector=sector), lawbook, None)
    routing = known_routing(organisation, lawbook, residence="us-il", place="us-il", today=TODAY)
    assert ("us-il-bipa" in {route.regime.id for route in routing.routes}) is reached


# --- A general law that changes on a day ------------------------------------------------------------------------------


def general(lawbook: Lawbook, received: str, **more: Any) -> str:
    question = read_deadline_question({"territory": "by", "received": received, **more})
    words = Phrasebook(*SHIPPED.letter_templates)
    regime: str = deadline(question, lawbook, words, today=TODAY, language="en")["regime"]
    return regime


def test_the_general_law_is_the_one_in_force_on_the_day_of_receipt(tmp_path: Path) -> None:
    applies = "{regime: by-z99, tracks: [private, public], since: 2021-11-15,"
    older = applies.replace("by-z99", "gdpr").replace("since: 2021-11-15", "until: 2021-11-15")
    rest = " confidence: memory}\n  - "
    rooms = rooms_with(tmp_path, "territories/by.yaml", (f"  - {applies}", f"  - {older}{rest}{applies}"))
    lawbook = open_lawbook(rooms)
    assert general(lawbook, "2021-11-14") == "gdpr"
    assert general(lawbook, "2021-11-15") == "by-z99"
    assert general(lawbook, "2021-11-14", regime="by-z99") == "by-z99"
    assert (
        general(open_lawbook(SHIPPED), "2021-11-14") == "by-z99"
    )  # there is no other: the answer says what is missing


def test_the_facts_of_a_letter_know_silence_and_decision() -> None:
    facts = find_facts(request_of("retail", "nl"), open_lawbook(SHIPPED), today=TODAY, reference="FW-FORMS-2")
    latest = {step.rung.id: step.latest for step in facts.ladder}
    assert latest["court"] == "later"  # six weeks from an answer that has not come


# --- Closed times of the year, several limits of one step -------------------------------------------------------------


def test_a_time_of_the_year_that_the_law_leaves_out_is_not_counted(count: Count) -> None:
    """New Zealand, Privacy Act 2020: no working day from 25 December to 15 January; 20 working days from 10 December.

    Counted by hand: 11 December is the first, 24 December the tenth; the eleventh is 18 January, the 20th 29 January.
    """
    result = count("2026-12-10", "20 working_day", counting={"closed": ["12-25..01-15"]})
    assert result.due == date(2027, 1, 29)
    assert "step.closed_not_counted" in [step.reason.code for step in result.steps]


@pytest.mark.parametrize(
    ("day", "closed"), [("2026-12-24", False), ("2026-12-25", True), ("2027-01-15", True), ("2027-01-16", False)]
)
def test_a_closed_time_may_pass_the_end_of_the_year(day: str, closed: bool) -> None:
    assert WorkingCalendar(None, closed=("12-25..01-15",)).is_closed(date.fromisoformat(day)) is closed


def test_a_last_day_in_a_closed_time_moves_behind_it(count: Count) -> None:
    moved = {"closed": ["12-29..01-03"], "roll": "next_working_day", "roll_from": ["saturday", "sunday", "holiday"]}
    result = count("2026-11-30", "1 month", counting=moved)
    assert result.due == date(2027, 1, 4)
    assert "step.rolled_closed" in [step.reason.code for step in result.steps]


def test_a_range_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"12-25\.\.01-15"):
        WorkingCalendar(None, closed=("Christmas",))


def test_of_several_limits_the_earliest_known_day_counts(tmp_path: Path) -> None:
    """Three years from 25 November 2026 end on a Sunday, so on Monday 26; six weeks from 1 December on 12 January."""
    rooms = rooms_with(
        tmp_path,
        "territories/nl.yaml",
        (
            "            not_after: {after: answer, period: {amount: 6, unit: week}}\n            how: [",
            "            not_after: [{after: request, period: {amount: 3, unit: year}},\n"
            "                        {after: answer, period: {amount: 6, unit: week}}]\n            how: [",
        ),
    )
    lawbook = open_lawbook(rooms)
    answered = Chronology(events=(Event(kind="answered", on=date(2026, 12, 1)),))
    for chronology, latest in ((Chronology(), "2029-11-26"), (answered, "2027-01-12")):
        intent = request_of("retail", "nl")
        facts = find_facts(replace(intent, chronology=chronology), lawbook, today=TODAY, reference="FW-TEST")
        assert str(next(step for step in facts.ladder if step.rung.id == "court").latest) == latest


# --- What an organisation asks, whom else to write to, who may act for others -----------------------------------------


SHOP = """
slug: test-shop
names: {en: {text: Test Shop, official: true}}
entity: Test Shop Ltd
country: gb
sector: retail
track: private
status: active
role: controller
languages: [en]
contacts:
  - {kind: email, value: privacy@example.org, source: "https://example.org", checked: 2026-11-29, confidence: high}
uses: [nec]
procedures:
  - {id: disclosure, wishes: [access], asks: [test_stick], burden: [test_stick], form: "https://example.org/form",
     fee: {amount: "8", currency: GBP}, source: "https://example.org", checked: 2026-11-29, confidence: high}
source: "https://example.org"
checked: 2026-11-29
confidence: high
"""


def test_a_procedure_is_told_to_the_sender_and_its_burden_to_the_organisation(tmp_path: Path) -> None:
    (tmp_path / "controllers").mkdir()
    (tmp_path / "controllers" / "test-shop.yaml").write_text(SHOP, encoding="utf-8")
    rooms = Rooms(
        jurisdictions=(*SHIPPED.jurisdictions, tmp_path), letter_templates=SHIPPED.letter_templates, snapshot=None
    )
    words = tmp_path / "words" / "every-regime" / "en"
    words.mkdir(parents=True)
    shipped = SHIPPED.letter_templates[0] / "every-regime" / "en"
    for name in ("reasons.yaml", "language.yaml", "citations.yaml", "demands.yaml", "request.md", "sheet.md"):
        (words / name).write_text((shipped / name).read_text(encoding="utf-8"), encoding="utf-8")
    reasons = words / "reasons.yaml"
    written = reasons.read_text(encoding="utf-8")
    for group, said in (("procedure", "Send a stick."), ("burden", "I send no stick.")):
        assert written.count(f"\n{group}:\n") == 1
        written = written.replace(f"\n{group}:\n", f"\n{group}:\n  test_stick: {said}\n")
    reasons.write_text(written, encoding="utf-8")
    lawbook, phrasebook = open_lawbook(rooms), Phrasebook(*SHIPPED.letter_templates, tmp_path / "words")

    def texts(ask: str) -> dict[str, str]:
        given = {
            "residence": "gb",
            "controller": "test-shop",
            "ask": [ask],
            "subject": {"name": "Anna Example"},
            "language": "en",
            "reading_language": "en",
        }
        intent = Intent(request=read_request(given, today=TODAY))
        dossier = draft(intent, lawbook, phrasebook, today=TODAY, reference="FW-TEST")
        return {one.role: " ".join(render(one, "txt").content.decode().split()) for one in dossier.documents}

    asked = texts("access")
    assert "Send a stick." in asked["sheet"] and "https://example.org/form" in asked["sheet"] and "£8" in asked["sheet"]
    assert "supplies the face recognition system" in asked["sheet"]
    assert "I send no stick." in asked["letter"] and "Send a stick." not in asked["letter"]
    other = texts("rectification")
    assert "Send a stick." not in other["sheet"] and "I send no stick." not in other["letter"]


def test_the_other_letters_of_one_matter_are_named() -> None:
    given = {
        "residence": "nl",
        "controller": "clearview-ai",
        "ask": ["access"],
        "subject": {"name": "Anna Example"},
        "related": ["FW-AAAA1111", "FW-BBBB2222"],
    }
    rooms = find_rooms()
    intent = Intent(request=read_request(given, today=TODAY))
    dossier = draft(intent, open_lawbook(rooms), Phrasebook(*rooms.letter_templates), today=TODAY, reference="FW-TEST")
    letter = next(document for document in dossier.documents if document.role == "letter")
    assert "these references as well: FW-AAAA1111, FW-BBBB2222." in " ".join(
        render(letter, "txt").content.decode().split()
    )
