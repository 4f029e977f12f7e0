"""Sending from a phone without a printer: by e-mail first, nothing personal in an address; else free, else paid."""

from __future__ import annotations

from html import unescape
from typing import Any

from flask.testing import FlaskClient

from facewrit.formats import FORMATS

SHOP = {
    "source": "typed",
    "typed_name": "Hoekwinkel",
    "typed_country": "nl",
    "typed_sector": "retail",
    "typed_address": "Dorpsstraat 1\r\n1234 AB Utrecht",
}


def test_email_comes_first_and_its_link_holds_the_recipient_alone(
    client: FlaskClient, filled: dict[str, str], read: Any
) -> None:
    answer = client.post("/en/letter/result", data=filled)
    page = read(answer)
    assert page.words.index("Send by e-mail") < page.words.index("Or send it in another way")
    assert [link for link in page.links if link.startswith("mailto:")] == ["mailto:legal-requests@clearview.ai"]
    for link in page.links:
        assert "Anna" not in link and "?" not in link.partition("#")[0].replace("?v=", ""), link


def test_the_text_to_copy_is_the_letter(client: FlaskClient, filled: dict[str, str]) -> None:
    data = {**filled, "reference": "FW-TEST-1"}
    page = client.post("/en/letter/result", data=data).get_data(as_text=True)
    body = page.split('id="mail-body"')[1].partition(">\n")[2].partition("</textarea>")[0]
    letter = client.post("/en/letter/file/letter.txt", data=data).get_data(as_text=True)
    assert unescape(body) == letter
    assert 'name="mail' not in page


def test_without_an_address_free_comes_before_paid(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    words = read(client.post("/en/letter/result", data={**filled, **SHOP})).words
    assert "Send by e-mail" not in words and "How to send it" in words
    assert words.index("By hand") < words.index("By registered post") < words.index("By ordinary post")
    for part in ("Aangetekend", "proves that it arrived", "no proof that it arrived", "costs a stamp", "free"):
        assert part in words, part


def test_an_unconfirmed_address_says_so(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    data = {**filled, **SHOP, "typed_email": "info@example.org"}
    words = read(client.post("/en/letter/result", data=data)).words
    assert "Nobody has confirmed this address" not in words, "the sender typed it"


def test_the_notes_stand_apart_from_the_letter(client: FlaskClient, filled: dict[str, str]) -> None:
    text = client.post("/en/letter/result", data={**filled, "reading": "de"}).get_data(as_text=True)
    kept = text[text.index("For you: keep, do not send") : text.index("Before it leaves")]
    for name in ("notes.pdf", "reading-copy.pdf", "dates.ics", "letter.zip"):
        assert f"/file/{name}" in kept, name
        assert text.count(f"/file/{name}") == 1, name


def test_every_registered_format_of_a_letter_can_be_had(client: FlaskClient, filled: dict[str, str]) -> None:
    page = client.post("/en/letter/result", data=filled).get_data(as_text=True)
    for suffix, entry in FORMATS.items():
        assert f'/file/letter.{suffix}"' in page, suffix
        answer = client.post(f"/en/letter/file/letter.{suffix}", data=filled)
        assert answer.status_code == 200 and answer.content_type == entry.media_type, suffix


def test_the_course_is_drawn_and_told(client: FlaskClient, filled: dict[str, str]) -> None:
    page = client.post("/en/letter/result", data=filled).get_data(as_text=True)
    assert "It arrives: Nov 25, 2026; Answer due: Dec 28, 2026; If extended: Feb 25, 2027" in page
    assert page.index('class="course"') < page.index("timeline-points")
