"""The complaint with its enclosures: what the case holds is printed, what is missing is said."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from facewrit.bundles.complaint import as_sent, complaint_bundle, enclosures
from facewrit.casefile.case import case_letter, new_case
from facewrit.casefile.form import Case
from facewrit.casefile.history import follow_up, letter_of, log_event, with_letter
from facewrit.drafting import Dossier, draft
from facewrit.folders import find_rooms
from facewrit.intake import read_intent
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import Wording

TODAY = date(2026, 11, 29)
LAWBOOK, WORDS = open_lawbook(find_rooms()), Phrasebook(*find_rooms().letter_templates)


@pytest.fixture(scope="module")
def case() -> Case:
    written = date(2026, 9, 1)
    given: dict[str, Any] = {
        "residence": "de-be",
        "controller": "clearview-ai",
        "ask": ["access", "erasure"],
        "language": "en",
        "subject": {"name": "Anna Example"},
        "date": "2026-09-01",
        "reference": "FW-BUND0001",
    }
    made = new_case(draft(read_intent(given, today=written), LAWBOOK, WORDS, today=written, reference="FW-NONE"))
    for number, event in enumerate(
        (
            {"type": "sent", "on": "2026-09-01", "channel": "registered"},
            {"type": "received", "on": "2026-09-08"},
            {"type": "refused", "on": "2026-10-02", "grounds": ["not_personal_data"]},
        )
    ):
        made = log_event(made, event, today=TODAY, identifier=f"e{number}")
    reply = draft(follow_up(made, "refusal_reply", today=TODAY), LAWBOOK, WORDS, today=TODAY, reference="FW-BUND0002")
    return with_letter(made, case_letter(reply), letter_of(made, None))


@pytest.fixture(scope="module")
def complaint(case: Case) -> Dossier:
    intent = follow_up(case, "complaint", today=TODAY, language="de")
    return draft(intent, LAWBOOK, WORDS, today=TODAY, reference="FW-BUND0003")


def test_enclosures_stand_in_order_of_time(case: Case, complaint: Dossier) -> None:
    wording = Wording(WORDS, "de", complaint.facts.route.regime)
    found = list(enclosures(case, letter_of(case, None), wording))
    assert [(one.number, one.text is not None) for one in found] == [
        (1, True),
        (2, False),
        (3, False),
        (4, False),
        (5, True),
    ]
    assert [one.title for one in found] == [
        "Schreiben vom 1. September 2026",
        "Nachweis der Absendung des Schreibens vom 1. September 2026",
        "Nachweis des Tages, an dem das Schreiben vom 1. September 2026 ankam",
        "Was am 2. Oktober 2026 von der Stelle kam",
        "Schreiben vom 29. November 2026",
    ]


def test_the_bundle_holds_all_and_never_the_notes_in_one_file(case: Case, complaint: Dossier) -> None:
    content = complaint_bundle(case, letter_of(case, None), complaint, WORDS)
    assert content == complaint_bundle(case, letter_of(case, None), complaint, WORDS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["complaint.pdf", "enclosures.pdf", "all.pdf", "notes.pdf"]
        pages = {name: len(PdfReader(io.BytesIO(archive.read(name))).pages) for name in archive.namelist()}
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(archive.read("all.pdf"))).pages)
    assert pages["all.pdf"] == pages["complaint.pdf"] + pages["enclosures.pdf"]
    assert "Von Hand beizufügen" in text and "Anlage 4" in text and "Hier dieses Dokument einlegen." in text
    assert "bitte nicht absenden" not in text.lower() and "Nicht absenden" not in text


def test_a_kept_text_gets_its_shape_back(complaint: Dossier) -> None:
    parts = ("Anna Example\nStreet 1", "Access\n------", "1. one that\n   goes on;\n2. two.", "A sentence\nends.\n")
    text = "\n\n".join(parts)
    kinds = [type(block).__name__ for block in as_sent(text)]
    assert kinds == ["Paragraph", "Paragraph", "Heading", "Bullets", "Paragraph", "Paragraph"]
    long = "A sentence that is long enough to have been broken by the width of a page, and\ngoes on."
    (paragraph,) = as_sent(long)
    assert type(paragraph).__name__ == "Paragraph"
