"""Each face demand stands once, in the list it belongs to, and a wish on a clock of its own says so."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from facewrit.drafting import draft
from facewrit.folders import Rooms, find_rooms
from facewrit.formats import render
from facewrit.intake import read_request
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.request import Intent

TODAY = date(2026, 11, 25)
SOURCED = "source: made up, checked: 2026-11-22, confidence: high"
EQUAL = f"  - {{id: equal_service, granted_by: GRANTS, provisions: [{{instrument: gdpr, path: ['98']}}], {SOURCED}}}\n"
OWN_CLOCK = f"""\
  - id: slow
    stage: decide
    values: [{{since: 2018-05-25, period: {{amount: 77, unit: calendar_day}}, {SOURCED},
      provisions: [{{instrument: gdpr, path: ['97']}}]}}]
"""
#: The languages that letters exist in, with the words for an equal service and the article made up for it.
LANGUAGES = ("de", "en", "fr", "it", "ja", "ko", "nl")


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Lawbook:
    """The law with a changed GDPR."""
    shipped = find_rooms()
    text = (shipped.jurisdictions[0] / "regimes" / "gdpr.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (tmp_path / "regimes").mkdir()
    (tmp_path / "regimes" / "gdpr.yaml").write_text(text, encoding="utf-8")
    rooms = Rooms(jurisdictions=(*shipped.jurisdictions, tmp_path), letter_templates=(), snapshot=None)
    return open_lawbook(rooms)


@pytest.fixture(scope="module")
def equal_by_access(tmp_path_factory: pytest.TempPathFactory) -> Lawbook:
    added = EQUAL.replace("GRANTS", "access")
    return changed(tmp_path_factory.mktemp("equal"), ("\ndemands:\n", f"\ndemands:\n{added}"))


@pytest.fixture(scope="module")
def slow_erasure(tmp_path_factory: pytest.TempPathFactory) -> Lawbook:
    return changed(
        tmp_path_factory.mktemp("slow"),
        ("\nclocks:\n", f"\nclocks:\n{OWN_CLOCK}"),
        (
            '    provisions: [{instrument: gdpr, path: ["17", "1"]}]\n    clocks: [answer]',
            '    provisions: [{instrument: gdpr, path: ["17", "1"]}]\n    clocks: [slow]',
        ),
    )


def letter(lawbook: Lawbook, language: str, ask: list[str], **more: Any) -> str:
    given = {
        "residence": "nl",
        "controller": {"name": "Voorbeeld BV", "country": "nl", "sector": "retail"},
        "ask": ask,
        "subject": {"name": "Anna de Vries"},
        "language": language,
        **more,
    }
    words = Phrasebook(*find_rooms().letter_templates)
    wanted = Intent(request=read_request(given, today=TODAY))
    made = draft(wanted, lawbook, words, today=TODAY, reference="FW-DEMANDS-1")
    return " ".join(render(made.letter, "txt").content.decode().split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ask", [["access"], ["access", "erasure"], ["access", "objection"]], ids="+".join)
def test_a_thing_to_do_that_the_law_grants_stands_once(equal_by_access: Lawbook, language: str, ask: list[str]) -> None:
    words = Phrasebook(*find_rooms().letter_templates)
    demand = words.demand(language, "equal_service", ())
    assert demand is not None
    parts = letter(equal_by_access, language, ask).replace(" ", "").split(demand.replace(" ", ""))
    assert len(parts) == 2
    assert "98" in parts[1][:30]  # the provision follows
    also = words.demand(language, "legal_basis", ())
    assert also is not None and also.replace(" ", "") in parts[1]  # what is asked without a right comes after it
    if language == "en":
        heading = parts[0].rpartition("Erasure-------" if "erasure" in ask else "Pleasealso:-")
        assert heading[1] and "----" not in heading[2]


def test_a_demand_is_not_lost_with_the_wish_that_usually_carries_it(lawbook: Lawbook) -> None:
    text = letter(lawbook, "en", ["rectification"])
    assert "Please also: - tell every recipient of these data" in text
    assert "(Art. 19 GDPR)" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wish_on_its_own_clock_states_its_period(slow_erasure: Lawbook, language: str) -> None:
    together = letter(slow_erasure, language, ["access", "erasure"])
    assert "97" in together and "77" in together
    assert "77" not in letter(slow_erasure, language, ["access"])


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return open_lawbook(find_rooms())


def test_the_first_of_a_month_is_an_ordinal_in_french_and_italian() -> None:
    words = Phrasebook(*find_rooms().letter_templates)
    assert words.language("fr").day(date(2026, 12, 1)) == "1er décembre 2026"
    assert words.language("fr").time(datetime(2026, 12, 1, 9, 5)) == "1er décembre 2026, 09 h 05"


def test_thai_counts_years_from_the_buddha() -> None:
    words = Phrasebook(*find_rooms().letter_templates)
    assert words.language("th").day(date(2026, 11, 29)) == "29 พฤศจิกายน พ.ศ. 2569"
    assert words.language("th").time(datetime(2026, 1, 1, 14, 5)) == "1 มกราคม พ.ศ. 2569 เวลา 14.05 น."
    assert words.language("fr").day(date(2026, 12, 11)) == "11 décembre 2026"
    assert words.language("it").day(date(2026, 5, 1)) == "1º maggio 2026"
    assert words.language("de").day(date(2026, 5, 1)) == "1. Mai 2026"
