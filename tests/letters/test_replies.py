"""Pasted replies: what they probably say, with the sentence that says so."""

from __future__ import annotations

import pytest

from facewrit.folders import find_rooms
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.replies import suggest

WORDS = Phrasebook(*find_rooms().letter_templates)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("Before we can answer we must verify your identity.", "identity_demanded"),
        ("We hereby extend the period by additional two months because of the complexity.", "extension"),
        ("Clearview AI is not subject to the GDPR and has no establishment in the EU.", "law_denied"),
        ("We act as a processor only; please contact the shop directly.", "sent_elsewhere"),
        ("We searched and do not hold any information about you.", "no_data"),
        ("All images have been deleted.", "erased"),
        ("Your request is denied.", "refused"),
        ("Without prejudice, we offer you a goodwill payment.", "offered"),
    ],
)  # fmt: skip
def test_a_reply_is_recognised_and_quoted(reply: str, kind: str) -> None:
    first = suggest(reply, WORDS)[0]
    assert first.kind == kind
    assert first.sentence in reply


def test_grounds_are_found_with_their_sentences() -> None:
    reply = "Thank you. We cannot comply: the data serve the prevention of crime. Other individuals are visible, too."
    first = suggest(reply, WORDS)[0]
    assert first.kind == "refused"
    assert [ground for ground, _ in first.grounds] == ["crime_prevention", "third_parties"]
    assert all(sentence in reply for _, sentence in first.grounds)


def test_what_matches_nothing_suggests_nothing() -> None:
    assert suggest("Kind regards from the seaside.", WORDS) == ()
    assert suggest("", WORDS) == ()
