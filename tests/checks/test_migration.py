"""The comparison of a dossier with the records: what is there is found, what is missing or raised is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from build_tools.migration.comparing import Outcome, Records
from build_tools.migration.dossier import read_law, read_organisations

from facewrit.folders import find_rooms
from facewrit.law.opening import open_lawbook

LAW = """
code: NL
laws:
  - {id: wpg, name: {en: Police Data Act}, source: "https://wetten.overheid.nl/BWBR0022463", confidence: high}
  - {id: lost, name: {en: A law that nobody wrote down}, source: null, confidence: memory}
rights:
  - {kind: access, law: gdpr, deadline: {amount: 1, unit: month}, source: null, confidence: high}
  - {kind: access, law: gdpr, deadline: {amount: 17, unit: working_day}, source: null, confidence: high}
escalation:
  - {step: court, to: rechtbank, source: null, confidence: memory}
regulators:
  - {id: nlap, email: null, address: ["Postbus 93374", "2509 AJ Den Haag"],
     web: "https://autoriteitpersoonsgegevens.nl",
     phone: "+31 88 000 0000", source: null, confidence: high}
face_recognition:
  - {body: AP, date: "2024-09-03 (publication)", reference: fine, respondent: Clearview AI, url: null, confidence: high}
  - {body: AP, date: "1999-01-01", reference: nothing of the kind, respondent: Nobody, url: null, confidence: high}
"""
ORGANISATIONS = """
- slug: clearview-ai
  status: active
  country: US
  email: nobody@example.org
  address: []
  confidence: high
- {slug: never-heard-of, status: active, country: NL, email: null, address: [], confidence: high}
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    for folder, name, text in (("law", "nl", LAW), ("organisations", "us", ORGANISATIONS)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def compared(dossier: Path) -> dict[str, Outcome]:
    lawbook = open_lawbook(find_rooms())
    facts = [*read_law(dossier), *read_organisations(dossier)]
    outcomes = [one for place, found in facts for one in Records(place, lawbook, date(2026, 11, 22)).compare(found)]
    return {outcome.fact.name: outcome for outcome in outcomes}


def test_what_the_records_hold_is_found_and_what_they_lack_is_not(dossier: Path) -> None:
    found = {name: outcome.found for name, outcome in compared(dossier).items()}
    assert found == {
        "nl/law/wpg": "record",
        "nl/law/lost": "",
        "nl/right/1-access": "record",
        "nl/right/2-access": "",
        "nl/step/1-court": "record",
        "nl/contact/nlap-web": "record",
        "nl/contact/nlap-address": "record",
        "nl/contact/nlap-phone": "",
        "nl/decision/1-2024-09-03 (publication)": "record",
        "nl/decision/2-1999-01-01": "",
        "clearview-ai/organisation/record": "record",
        "clearview-ai/contact/own-email": "",
        "never-heard-of/organisation/record": "",
    }


def test_a_grade_that_went_up_with_a_source_of_its_own_was_looked_up(dossier: Path) -> None:
    court = compared(dossier)["nl/step/1-court"]
    assert (court.raised, court.looked_up) == (False, True)


def test_a_grade_that_went_up_without_one_is_named(dossier: Path) -> None:
    path = dossier / "law" / "nl.yaml"
    text = path.read_text(encoding="utf-8")
    old = "{step: court, to: rechtbank, source: null, confidence: memory}"
    assert old in text
    known = old.replace("source: null", 'source: "https://wetten.overheid.nl/BWBR0040940"')
    path.write_text(text.replace(old, known), encoding="utf-8")
    assert compared(dossier)["nl/step/1-court"].raised


def test_an_empty_folder_is_no_dossier(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no dossier"):
        list(read_law(tmp_path))
