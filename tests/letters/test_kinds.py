"""Letters that follow another one: each says what happened, what is asked now, and nothing that nobody said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from facewrit.drafting import Dossier, Refused, draft
from facewrit.folders import find_rooms
from facewrit.formats.text import text
from facewrit.intake import read_intent
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.request import FOLLOWING, MANDATES, REPLIES, BadRequest

TODAY = date(2026, 11, 29)
ROOMS = find_rooms()
LAWBOOK, WORDS = open_lawbook(ROOMS), Phrasebook(*ROOMS.letter_templates)


def made(kind: str, *events: dict[str, Any], **more: Any) -> Dossier:
    given = {
        "kind": kind,
        "residence": "ie",
        "controller": "clearview-ai",
        "ask": ["access", "erasure"],
        "language": "en",
        "subject": {"name": "Anna de Vries", "address": ["Main Street 1", "Dublin"]},
        "earlier": {"date": "2026-09-01", "reference": "FW-ABCD1234"},
        "events": list(events),
    }
    intent = read_intent({**given, **more}, today=TODAY)
    return draft(intent, LAWBOOK, WORDS, today=TODAY, reference="FW-TEST")


def letter(kind: str, *events: dict[str, Any], **more: Any) -> str:
    return " ".join(text(made(kind, *events, **more).letter).split())


def problems(kind: str, *events: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(BadRequest) as raised:
        made(kind, *events, **more)
    return [(problem.code, problem.where) for problem in raised.value.problems]


@pytest.mark.parametrize("kind", [*FOLLOWING, *MANDATES])
def test_every_kind_can_be_made_with_the_least_that_is_known(kind: str) -> None:
    events = [{REPLIES[kind]: "2026-10-01"}] if kind in REPLIES else []
    acting = {"representative": {"name": "Quinn Zyx", "role": "guardian"}} if kind in MANDATES else {}
    said = letter(kind, *events, **acting)
    assert "Anna de Vries" in said and "None" not in said


def test_a_reminder_says_that_the_period_has_ended_only_if_it_has() -> None:
    """Received on 5 September 2026: the month ends on Monday 5 October."""
    late = letter("reminder", {"received": "2026-09-05"})
    assert "That period ended on 5 October 2026." in late
    running = letter("reminder", {"received": "2026-11-05"}, earlier={"date": "2026-11-01"})
    assert "ended on" not in running and "The law gives you one month from receipt of my letter" in running
    unknown = letter("reminder")
    assert "ended on" not in unknown and "It reached you" not in unknown


def test_a_refusal_is_answered_ground_by_ground_and_no_other() -> None:
    said = letter("refusal_reply", {"refused": "2026-10-01", "grounds": ["crime_prevention", "third_parties"]})
    assert "Prevention of crime." in said and "Other people in the picture." in said
    assert "Art. 12(4) GDPR" in said and "Art. 15(4) GDPR" in said
    for other in ("hash", "overwritten.", "Trade secrets", "Too much effort", "Abusive", "No reason given"):
        assert other not in said, other


def test_an_incomplete_answer_is_compared_point_by_point() -> None:
    said = letter("incomplete_reply", {"answered_in_part": "2026-10-01", "missing": ["source_images", "match_log"]})
    assert said.count("(Art. 15") == 2 and "Please erase nothing before the answer is complete." in said
    assert "What is still missing" not in letter("incomplete_reply", {"answered_in_part": "2026-10-01"})


def test_an_extension_that_came_too_late_is_rejected() -> None:
    late = letter("extension_reply", {"received": "2026-09-05"}, {"extension": "2026-10-20"})
    assert "had already ended" in late and "answer at once" in late
    held = letter("extension_reply", {"received": "2026-09-05"}, {"extension": "2026-10-01"})
    assert "By my count the extended period ends on 7 December 2026." in held


def test_a_complaint_goes_to_the_authority_with_what_happened() -> None:
    found = made("complaint", {"received": "2026-09-05"}, {"refused": "2026-10-01", "grounds": ["not_personal_data"]})
    said = " ".join(text(found.letter).split())
    assert "Data Protection Commission" in said.partition("29 November")[0] and "Clearview AI, Inc." in said
    assert "1 October 2026: The request was refused" in said and "Art. 77(1) GDPR" in said
    assert [channel.kind for channel in found.facts.channels][:1] == ["form"]
    assert "Have it read before you send it." in " ".join(text(found.sheet).split())


def test_a_complaint_names_the_address_that_was_written_to() -> None:
    """Of several desks the one that serves the sender, as on the request itself."""
    request = " ".join(text(made("reminder").letter).split())
    assert "99 Wall Street #5730" in request and "418 Broadway" not in request
    assert "99 Wall Street #5730" in letter("complaint") and "418 Broadway" not in letter("complaint")


def test_a_letter_is_the_complaint_to_them_where_the_law_wants_that_first() -> None:
    """DPA 2018 s. 164A: about silence, too. Va. Code § 59.1-577(C): an appeal against an answer only. GDPR: none."""
    home = {"controller": {"name": "Shop", "country": "gb", "sector": "retail"}, "residence": "gb", "ask": ["access"]}
    assert "also a complaint (appeal) to you (section 164A DPA 2018)" in letter("reminder", **home)
    refused = {"refused": "2026-10-01", "grounds": ["crime_prevention"]}
    assert "also a complaint" in letter("refusal_reply", refused, **home)
    virginia = {**home, "controller": {"name": "Shop", "country": "us-va", "sector": "retail"}, "residence": "us-va"}
    assert "also a complaint" not in letter("reminder", **virginia)
    assert "also a complaint" in letter("refusal_reply", refused, **virginia)
    assert "also a complaint" not in letter("reminder") + letter("refusal_reply", refused)


def test_a_refusal_must_give_reasons_only_where_its_law_says_so() -> None:
    refused = {"refused": "2026-10-01", "grounds": ["crime_prevention"]}
    assert "A refusal has to say which part" in letter("refusal_reply", refused)
    quiet = {"controller": {"name": "Shop", "country": "th", "sector": "retail"}, "residence": "th"}
    said = letter("refusal_reply", refused, **quiet)
    assert "It is for you to show that the conditions" not in said and "Please show that the conditions" in said


def test_a_complaint_is_written_in_a_language_of_the_authority() -> None:
    found = made("complaint", language=None, controller="mercadona")
    assert found.facts.recipient is not None and found.language in found.facts.recipient.languages


def test_where_no_authority_takes_complaints_none_is_made() -> None:
    shop = {"name": "Example", "country": "us-il", "sector": "police"}
    with pytest.raises(Refused) as refused:
        made("complaint", residence="ch", controller={**shop, "country": "ch"}, regime="us-il-foia", track="police")
    assert refused.value.refusal.reason.code


def test_a_mandate_is_signed_by_the_data_subject_and_goes_to_nobody() -> None:
    said = letter("mandate", representative={"name": "Quinn Zyx", "organisation": "Clinic", "role": "lawyer"})
    assert said.startswith("Anna de Vries") and said.rstrip().endswith("Anna de Vries")
    assert "Dear" not in said and "99 Wall Street" not in said


def test_what_a_letter_lacks_is_said() -> None:
    assert problems("reminder", earlier=None) == [("earlier_needed", "earlier.date")]
    assert problems("fee_reply") == [("event_needed", "events")]
    assert problems("mandate") == [("representative_needed", "representative")]
    early = problems("fee_reply", {"fee_demanded": "2026-08-01"})
    assert early == [("before_the_letter", "events.fee_demanded")]
    assert problems("reminder", {"received": "2026-09-05", "refused": "2026-09-06"}) == [("not_one_event", "events[1]")]
    assert problems("refusal_reply", {"refused": "2026-10-01", "grounds": ["rude"]})[0][0] == "not_a_choice"
    assert problems("reminder", {"received": "2027-01-01"}) == [("in_the_future", "events[1].received")]


def test_a_korean_report_goes_to_the_centre_and_its_form_is_filled_in_on_the_sheet() -> None:
    """PIPA Art. 62(1) with Decree Art. 59: reports go to the centre at KISA; its form asks four things."""
    shop = {"name": "Shop", "country": "kr", "sector": "retail"}
    born = {"name": "홍길동", "born": "1990-01-31"}
    found = made("complaint", residence="kr", controller=shop, language=None, reading_language="en", subject=born)
    assert found.facts.recipient is not None and found.facts.recipient.id == "kr-kisa118"
    sheet = " ".join(text(found.sheet).split())
    assert "Name: 홍길동 · Date of birth: 31 January 1990 · Telephone: (fill this in yourself)" in sheet
