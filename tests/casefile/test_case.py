"""The case file: what it keeps of a letter, in and out of JSON, and its form beside that of a request."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from facewrit.answers.schemas import schema
from facewrit.casefile.case import new_case, request_file
from facewrit.casefile.form import Asked, Case, Happened, Person, RequestFile, Seen, Signatory, TypedIn
from facewrit.casefile.history import log_event
from facewrit.casefile.reading import BadCase, decode_case, encode_case, open_case
from facewrit.drafting import Dossier, draft
from facewrit.events import EVENT_KINDS
from facewrit.folders import find_rooms
from facewrit.intake import read_intent
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.request import Intent

TODAY = date(2026, 11, 25)
GIVEN: dict[str, Any] = {
    "residence": "nl",
    "place": "de",
    "controller": {
        "name": "Voorbeeld B.V.",
        "country": "nl",
        "sector": "retail",
        "address": ["Straat 1", "1234 AB Utrecht"],
        "email": "info@example.org",
    },
    "ask": ["access", "erasure"],
    "kind": "request",
    "regime": "gdpr",
    "track": "private",
    "subject": {
        "name": "Jip Janssen",
        "local_name": "Γιπ",
        "address": ["Voorbeeldstraat 1", "1234 AB Utrecht"],
        "email": "jip@example.org",
        "born": "1990-01-31",
        "particulars": {"customer_number": "4711"},
    },
    "representative": {
        "name": "Robin de Raad",
        "organisation": "Kliniek",
        "role": "lawyer",
        "address": ["Gracht 1"],
        "email": "robin@example.org",
        "mandated_on": "2026-11-01",
    },
    "sightings": [
        {"place": "Entrance", "from": "2026-11-01T10:00", "to": "2026-11-01T10:30", "description": "blue coat"},
        {"place": "Exit", "from": "2026-11-02"},
    ],
    "links": ["https://example.org/photo"],
    "grounds": ["unlawful"],
    "confirmed": ["controller.address"],
    "enclosures": ["Copy"],
    "related": ["FW-00000002"],
    "channel": "post",
    "safety": True,
    "minimal": False,
    "remarks": "Once more.",
    "language": "en",
    "reading_language": "nl",
    "layout": "a4-uk-window",
    "date": "2026-11-22",
    "reference": "FW-TEST-0001",
}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    rooms = find_rooms()
    intent = read_intent(GIVEN, today=TODAY)
    words = Phrasebook(*rooms.letter_templates)
    return draft(intent, open_lawbook(rooms), words, today=TODAY, reference="FW-NONE")


@pytest.fixture(scope="module")
def case(dossier: Dossier) -> Case:
    return new_case(dossier)


def test_a_case_holds_one_person_and_a_letter(case: Case) -> None:
    (letter,) = case.letters
    assert case.person.name == "Jip Janssen" and case.person.particulars == {"customer_number": "4711"}
    assert (letter.reference, letter.kind, letter.language) == ("FW-TEST-0001", "request", "en")
    assert (letter.route.regime, letter.route.track, letter.route.territory) == ("gdpr", "private", "nl")
    assert letter.route.authorities == ("nl-ap",)
    assert letter.addressee.name == "Voorbeeld B.V." and letter.addressee.slug is None
    assert case.events == ()


def test_each_right_is_one_claim_with_its_provision_and_clock(case: Case) -> None:
    claims = {claim.right: claim for claim in case.letters[0].claims}
    assert claims.keys() == {"access", "copy", "source", "recipients", "erasure", "notify_recipients"}
    assert claims["erasure"].wishes == ("erasure",) and claims["erasure"].grounds == ("unlawful",)
    assert claims["access"].provisions[0].path == ("15", "1")
    assert [(clock.id, clock.stage) for clock in claims["access"].clocks] == [("answer", "decide")]


def test_the_text_is_kept_with_its_hash_and_no_day_that_is_computed(case: Case) -> None:
    (letter,) = case.letters
    assert "Art. 15(1)" in letter.text
    assert letter.sha256 == hashlib.sha256(letter.text.encode()).hexdigest()
    assert "due" not in encode_case(case).decode()


def test_in_and_out_of_a_file(case: Case) -> None:
    content = encode_case(case)
    assert decode_case(content) == case
    assert encode_case(decode_case(content)) == content
    assert json.loads(content)["format"] == "facewrit-case/1"
    assert content.endswith(b"}\n") and b'\n  "person"' in content


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data | {"format": "facewrit-case/9"}, "format"),
        (lambda data: data | {"letters": data["letters"] * 2}, "stands twice"),
        (lambda data: {**data, "letters": [{**data["letters"][0], "text": "Another"}]}, "letters[1].text"),
        (lambda data: {key: value for key, value in data.items() if key != "person"}, "person"),
        (lambda data: [data], "array"),
        (lambda data: {**data, "letters": [{**data["letters"][0], "date": "2026-02-30"}]}, "letters[1].date"),
        (lambda data: {**data, "events": [{"id": "e1", "on": "2026-13-01", "type": "sent"}]}, "events[1].on"),
        (lambda data: {**data, "letters": [{**data["letters"][0], "follows": "FW-NONE"}]}, "letters[1].follows"),
    ],
)
def test_a_file_that_is_none_is_refused(case: Case, change: Any, told: str) -> None:
    content = json.dumps(change(json.loads(encode_case(case)))).encode()
    with pytest.raises(BadCase) as refused:
        decode_case(content)
    assert told in str(refused.value)


def test_what_a_later_version_wrote_is_kept(case: Case) -> None:
    data = json.loads(encode_case(case)) | {"colour": "red"}
    data["letters"][0]["stamp"] = {"value": 1}
    data["letters"][0]["asked"]["tone"] = "calm"
    data["person"]["pronouns"] = "they"
    opened = open_case(json.dumps(data).encode())
    assert opened.case == case
    longer = log_event(opened.case, {"type": "sent", "on": "2026-11-23"}, today=TODAY)
    written = json.loads(encode_case(longer, opened.said))
    assert (written["colour"], written["person"]["pronouns"]) == ("red", "they")
    assert (written["letters"][0]["stamp"], written["letters"][0]["asked"]["tone"]) == ({"value": 1}, "calm")
    assert [event["type"] for event in written["events"]] == ["sent"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"null", b"[" * 100_000])
def test_broken_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(BadCase):
        decode_case(content)


def test_a_request_comes_out_as_it_went_in(dossier: Dossier) -> None:
    intent = Intent(request=dossier.facts.request)
    written = json.loads(msgspec.json.encode(request_file(intent)))
    assert written == {key: value for key, value in GIVEN.items() if value is not False}
    assert read_intent(written, today=TODAY) == intent


def test_what_happened_comes_out_as_it_went_in() -> None:
    events = [
        {"received": "2026-09-03"},
        {"extension": "2026-09-20", "until": "2026-12-01", "reference": "XY 1"},
        {"fee_demanded": "2026-09-21", "amount": "EUR 5"},
        {"answered_in_part": "2026-10-01", "missing": ["template"]},
        {"refused": "2026-10-02", "grounds": ["crime_prevention", "abuse"]},
    ]
    follows = {
        "kind": "refusal_reply",
        "earlier": {"date": "2026-09-01", "reference": "FW-TEST-0001"},
        "events": events,
    }
    given = {**GIVEN, **follows, "reference": "FW-TEST-0002"}
    intent = read_intent(given, today=TODAY)
    written = json.loads(msgspec.json.encode(request_file(intent)))
    assert written == {key: value for key, value in given.items() if value is not False}
    assert read_intent(written, today=TODAY) == intent


def test_every_kind_of_event_has_a_form() -> None:
    details = {"grounds", "missing", "amount", "until", "reference"}
    assert set(Happened.__struct_encode_fields__) == {*EVENT_KINDS, *details}


def test_every_field_that_is_read_has_a_form() -> None:
    """What intake reads and what the schemas promise are the same."""
    whole = msgspec.convert(GIVEN, RequestFile)
    for form, given in (
        (RequestFile, {*GIVEN, "earlier", "events"}),
        (Person, GIVEN["subject"]),
        (Signatory, GIVEN["representative"]),
        (TypedIn, GIVEN["controller"]),
        (Seen, GIVEN["sightings"][0]),
    ):
        assert set(form.__struct_encode_fields__) == set(given), form.__name__
    assert isinstance(whole, Asked)
    from facewrit.intake import _FIELDS

    assert set(RequestFile.__struct_encode_fields__) == _FIELDS


def test_moments_are_written_as_they_were_given() -> None:
    (first, second) = read_intent(GIVEN, today=TODAY).request.sightings
    assert (first.start, second.start) == (datetime(2026, 11, 1, 10, 0), date(2026, 11, 2))


def test_the_schema_of_a_case_names_its_parts() -> None:
    made = schema("case")
    assert made["$ref"] == "#/$defs/Case"
    assert {"Person", "CaseLetter", "Claim", "CaseEvent", "Asked"} <= made["$defs"].keys()
    assert made["$defs"]["Case"]["required"] == ["person", "letters"]
    assert "additionalProperties" not in made["$defs"]["Case"], "what a later version wrote is kept"
