"""Safety mode: no postal address where an e-mail address will do, and no tool's name in the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facewrit import formats
from facewrit.drafting import Dossier, draft
from facewrit.folders import find_rooms
from facewrit.intake import read_request
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.request import Intent

TODAY = date(2026, 11, 25)
STREET = "Prinsengracht 1"


def made(**changes: Any) -> Dossier:
    subject = {"name": "Anna de Vries", "address": [STREET, "1015 DV Amsterdam"], "email": "anna@example.org"}
    given = {"residence": "nl", "controller": "clearview-ai", "ask": ["access"], "subject": subject, **changes}
    rooms = find_rooms()
    wanted = Intent(request=read_request(given, today=TODAY))
    return draft(wanted, open_lawbook(rooms), Phrasebook(*rooms.letter_templates), today=TODAY, reference="FW-SAFETY-1")


def test_the_address_stays_out_where_an_email_address_will_do() -> None:
    assert any(STREET in text for text in made().letter.texts())
    safe = made(safety=True).letter
    assert not any(STREET in text for text in safe.texts())
    assert any("anna@example.org" in text for text in safe.texts())


def test_the_address_stays_where_nothing_else_lets_them_answer() -> None:
    subject = {"name": "Anna de Vries", "address": [STREET, "1015 DV Amsterdam"]}
    assert any(STREET in text for text in made(safety=True, subject=subject).letter.texts())


@pytest.mark.parametrize("suffix", ["pdf", "html", "txt"])
def test_no_tool_names_itself_in_the_file(suffix: str, tmp_path: Path) -> None:
    content = formats.render(made(safety=True).letter, suffix).content.lower()
    assert b"facewrit" not in content and b"reportlab" not in content
