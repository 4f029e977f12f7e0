"""The drawing of what to black out: every field named, readable ones apart, accessible, in both directions."""

from __future__ import annotations

from dataclasses import replace

import page as page_validation
import pytest

from facewrit.formats.pdf.drawing import BLACK, Box, Text
from facewrit.formats.pdf.identity import IdentityWords, identity_page
from facewrit.formats.pdf.writer import write
from facewrit.letters.document import Document

from . import samples, scripts

WORDS = IdentityWords(
    title="A copy of your identity document",
    leave="Leave readable",
    cover="Black out",
    across="Copy for my access request of 22 November 2026 only",
    note="Offer it only if they cannot find you otherwise.",
    fields={
        "name": "Your name",
        "born": "Day of birth, if they have it already",
        "portrait": "Your photograph: it is what this is about",
        "number": "Number of the document",
        "address": "Address, unless they know it",
        "signature": "Signature",
        "code": "The lines that machines read, and the chip number",
    },
)


def _sheet(**changes: object) -> Document:
    return replace(samples.sheet(), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_is_accessible_and_archival(profile: str) -> None:
    report = page_validation.validate_pdf_bytes(write(identity_page(WORDS, _sheet())), profile=profile)
    assert [failure.message for failure in report.failures] == []


def test_every_field_is_numbered_and_named_and_what_is_not_needed_is_black() -> None:
    (page,) = identity_page(WORDS, _sheet()).pages
    texts = [item.text for item in page.items if isinstance(item, Text)]
    for name in WORDS.fields.values():
        assert name in texts
    assert [texts.count(str(number)) for number in range(1, 8)] == [2] * 7
    black = [item for item in page.items if isinstance(item, Box) and item.fill == BLACK]
    assert len(black) == len(WORDS.fields) - len(WORDS.visible)


def test_from_right_to_left_it_is_turned() -> None:
    hebrew = replace(scripts.letter("he"), role="sheet")
    words = replace(WORDS, title="צילום תעודה", fields=dict.fromkeys(WORDS.fields, "שם"))
    (page,) = identity_page(words, hebrew).pages
    title = next(item for item in page.items if isinstance(item, Text) and item.text == "צילום תעודה")
    assert title.x > 300
