"""The pack: same bytes, neutral names, and the days of the law or of the letter."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from facewrit.bundles.pack import SUFFIXES, calendar_of, letter_file, pack_letter
from facewrit.casefile.reading import decode_case
from facewrit.drafting import Dossier, draft
from facewrit.events import Chronology, Event
from facewrit.folders import find_rooms
from facewrit.formats import FormatUnavailable, UnprintableText
from facewrit.intake import read_intent
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook

TODAY = date(2026, 11, 25)
NETHERLANDS: dict[str, Any] = {
    "residence": "nl",
    "controller": "clearview-ai",
    "ask": ["access", "erasure"],
    "subject": {"name": "Jip Janssen", "address": ["Voorbeeldstraat 1"], "email": "jip@example.org"},
    "date": "2026-11-22",
    "reference": "FW-TEST-0001",
}
JAPAN: dict[str, Any] = {
    "residence": "jp",
    "controller": "maruzen-junkudo",
    "ask": ["access"],
    "subject": {"name": "山田 花子"},
    "date": "2026-11-22",
    "reference": "FW-TEST-0002",
}


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return open_lawbook(find_rooms())


@pytest.fixture(scope="module")
def words() -> Phrasebook:
    return Phrasebook(*find_rooms().letter_templates)


def make(lawbook: Lawbook, words: Phrasebook, given: dict[str, Any], *events: Event) -> Dossier:
    intent = replace(read_intent(given, today=TODAY), chronology=Chronology(events=events))
    return draft(intent, lawbook, words, today=TODAY, reference="FW-NONE")


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def events(content: bytes) -> list[tuple[str, date, str]]:
    calendar = Calendar.from_ical(content)
    return [
        (str(event["summary"]), event["dtstart"].dt, str(event.get("description", ""))) for event in calendar.events
    ]


def test_the_same_letter_gives_the_same_bytes(lawbook: Lawbook, words: Phrasebook) -> None:
    first = pack_letter(make(lawbook, words, NETHERLANDS), words)
    again = pack_letter(
        make(open_lawbook(find_rooms()), Phrasebook(*find_rooms().letter_templates), NETHERLANDS), words
    )
    assert first == again


def test_a_reading_copy_only_where_the_reader_needs_one(lawbook: Lawbook, words: Phrasebook) -> None:
    assert "reading-copy-FW-TEST-0001.pdf" not in names(pack_letter(make(lawbook, words, NETHERLANDS), words))
    copied = make(lawbook, words, NETHERLANDS | {"reading_language": "ko"})
    assert "reading-copy-FW-TEST-0001.pdf" in names(pack_letter(copied, words))


def test_names_and_entries_say_nothing_about_the_person(lawbook: Lawbook, words: Phrasebook) -> None:
    dossier = make(lawbook, words, NETHERLANDS)
    content = pack_letter(dossier, words)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.external_attr >> 16 == 0o600
        calendar = archive.read("deadlines.ics")
    for told in (b"Janssen", b"Clearview", b"GDPR", b"face"):
        assert told not in calendar
        assert told.decode() not in " ".join(names(content))


def test_the_case_in_the_pack_is_a_case(lawbook: Lawbook, words: Phrasebook) -> None:
    with zipfile.ZipFile(io.BytesIO(pack_letter(make(lawbook, words, NETHERLANDS), words))) as archive:
        case = decode_case(archive.read("case.json"))
        assert case.letters[0].text.encode() == archive.read("letter-FW-TEST-0001.txt")


def test_the_calendar_holds_the_end_and_the_longest_end(lawbook: Lawbook, words: Phrasebook) -> None:
    found = events(calendar_of(make(lawbook, words, NETHERLANDS), words))
    assert [day for _, day, _ in found] == [date(2026, 12, 22), date(2027, 2, 22)]
    assert all("Estimated" in note for _, _, note in found)


def test_a_receipt_that_is_known_is_no_estimate(lawbook: Lawbook, words: Phrasebook) -> None:
    received = Event(kind="received", on=date(2026, 11, 24))
    found = events(calendar_of(make(lawbook, words, NETHERLANDS, received), words))
    assert [(day, note) for _, day, note in found] == [(date(2026, 12, 24), ""), (date(2027, 2, 24), "")]


def test_where_the_law_names_no_day_the_day_that_the_letter_asks_for_stands_in(
    lawbook: Lawbook, words: Phrasebook
) -> None:
    found = events(calendar_of(make(lawbook, words, JAPAN), words))
    assert [day for _, day, _ in found] == [date(2026, 12, 6)]  # fourteen days of the sender's own wish


def test_where_nobody_names_a_day_there_is_one_to_look_again(lawbook: Lawbook, words: Phrasebook) -> None:
    shop = {"name": "서울상점", "country": "kr", "sector": "retail"}
    korea = make(lawbook, words, NETHERLANDS | {"residence": "kr", "controller": shop, "ask": ["preservation"]})
    found = events(calendar_of(korea, words))
    assert [day for _, day, _ in found] == [date(2026, 12, 6)]


def test_a_letter_in_each_format(lawbook: Lawbook, words: Phrasebook) -> None:
    dossier = make(lawbook, words, NETHERLANDS)
    for suffix in SUFFIXES:
        made = letter_file(dossier, suffix, words)
        assert made.content and made.name.endswith(f"FW-TEST-0001.{suffix}")
    with pytest.raises(FormatUnavailable):
        letter_file(dossier, "doc", words)


def test_an_email_is_addressed_only_where_somebody_confirmed_it(lawbook: Lawbook, words: Phrasebook) -> None:
    assert b"\nTo: legal-requests@clearview.ai" in letter_file(make(lawbook, words, NETHERLANDS), "eml", words).content
    assert b"\nTo:" not in letter_file(make(lawbook, words, JAPAN), "eml", words).content


def test_a_name_that_cannot_be_printed_makes_no_pack(lawbook: Lawbook, words: Phrasebook) -> None:
    dossier = make(lawbook, words, NETHERLANDS | {"subject": {"name": "Jip 𓀀"}})
    with pytest.raises(UnprintableText):
        pack_letter(dossier, words)
