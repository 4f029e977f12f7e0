"""The pages of a case: open a file, say what came back, take the next letter; nothing stays."""

from __future__ import annotations

import html
import io
import json
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from facewrit.casefile.case import new_case
from facewrit.casefile.reading import decode_case, encode_case
from facewrit.casefile.sealing import seal
from facewrit.drafting import draft
from facewrit.intake import read_intent
from facewrit.law.lawbook import Lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.web.public import create_app

TODAY = date(2026, 11, 29)
REQUEST = {
    "residence": "ie",
    "controller": "clearview-ai",
    "ask": ["access", "erasure"],
    "language": "en",
    "subject": {"name": "Anna Example", "address": ["Main Street 1", "Dublin"]},
    "date": "2026-09-01",
    "reference": "FW-CASE0001",
}


@pytest.fixture(scope="module")
def client(lawbook: Lawbook, phrasebook: Phrasebook) -> FlaskClient:
    return create_app(lawbook, phrasebook, today=lambda: TODAY, reference=lambda: "FW-NEXT0001").test_client()


@pytest.fixture(scope="module")
def file(lawbook: Lawbook, phrasebook: Phrasebook) -> bytes:
    written = date(2026, 9, 1)
    intent = read_intent(REQUEST, today=written)
    return encode_case(new_case(draft(intent, lawbook, phrasebook, today=written, reference="FW-NONE")))


def carried(page: TestResponse) -> str:
    found = re.search(r'<textarea name="case" hidden>(.*?)</textarea>', page.get_data(as_text=True), re.DOTALL)
    assert found is not None
    return html.unescape(found.group(1))


def post(client: FlaskClient, path: str, data: dict[str, Any]) -> TestResponse:
    return client.post(f"/en/case/{path}", data=data, content_type="multipart/form-data")


def opened(client: FlaskClient, content: bytes) -> TestResponse:
    return post(client, "open", {"file": (io.BytesIO(content), "case.json")})


def test_from_silence_to_the_complaint(client: FlaskClient, file: bytes) -> None:
    page = opened(client, file)
    assert page.status_code == 200 and "not sent yet" in page.get_data(as_text=True)
    page = post(client, "log", {"case": carried(page), "type": "sent", "on": "2026-09-01", "channel": "registered"})
    told = page.get_data(as_text=True)
    assert "overdue" in told and "15 October 2026" in told and ">Reminder<" in told
    shown = post(client, "letter", {"case": carried(page), "kind": "reminder"})
    assert "That period ended on 15 October 2026." not in shown.get_data(as_text=True), "the arrival is only estimated"
    assert "Reminder: my request of 1 September 2026" in shown.get_data(as_text=True)
    cases = re.findall(r'<textarea name="case" hidden>(.*?)</textarea>', shown.get_data(as_text=True), re.DOTALL)
    kept = decode_case(html.unescape(cases[-1]).encode())
    assert [(letter.reference, letter.kind, letter.follows) for letter in kept.letters] == [
        ("FW-CASE0001", "request", None),
        ("FW-NEXT0001", "reminder", "FW-CASE0001"),
    ]
    page = post(
        client,
        "log",
        {
            "case": carried(page),
            "type": "refused",
            "on": "2026-11-05",
            "grounds": ["crime_prevention", "third_parties"],
        },
    )
    told = page.get_data(as_text=True)
    assert "Answer to the refusal" in told and "Complaint to the authority" in told
    letter = post(client, "file/letter.txt", {"case": carried(page), "kind": "complaint", "reference": "FW-NEXT0002"})
    assert letter.status_code == 200 and "Data Protection Commission" in letter.get_data(as_text=True)
    assert letter.headers["Content-Disposition"] == 'attachment; filename="letter-FW-NEXT0002.txt"'
    saved = post(client, "file/case.json", {"case": carried(page)})
    assert [event.type for event in decode_case(saved.get_data()).events] == ["sent", "refused"]


def test_the_days_of_the_case_for_a_calendar(client: FlaskClient, file: bytes) -> None:
    page = post(client, "log", {"case": file.decode(), "type": "sent", "on": "2026-11-20", "channel": "email"})
    assert "Dates for your calendar" in page.get_data(as_text=True)
    days = post(client, "file/dates.ics", {"case": carried(page)})
    assert days.status_code == 200 and days.mimetype == "text/calendar"
    assert days.headers["Content-Disposition"] == 'attachment; filename="dates.ics"'
    content = days.get_data()
    assert b"DTSTART;VALUE=DATE:20261221" in content, "21 November and one month: Monday 21 December"
    assert b"Anna" not in content and b"Clearview" not in content


def test_a_pasted_reply_is_quoted_and_the_person_chooses(client: FlaskClient, file: bytes) -> None:
    page = opened(client, file)
    reply = "Dear Anna, we act as a processor only. <b>Please contact the shop directly.</b>"
    told = post(client, "suggest", {"case": carried(page), "reply": reply}).get_data(as_text=True)
    assert "They say: ask somebody else" in told and '<q dir="auto">Dear Anna, we act as a processor only.</q>' in told
    assert "<b>Please contact" not in told
    assert 'value="sent_elsewhere" checked' in told
    nothing = post(client, "suggest", {"case": carried(page), "reply": "Greetings."}).get_data(as_text=True)
    assert "No typical sentence was found" in nothing


def test_three_dates_will_do(client: FlaskClient) -> None:
    page = client.post(
        "/en/case/typed",
        data={
            "controller": "clearview-ai",
            "residence": "nl",
            "ask": ["access"],
            "name": "Anna Example",
            "written": "2026-09-01",
            "sent": "2026-09-01",
            "received": "2026-09-04",
        },
    )
    assert page.status_code == 200, page.get_data(as_text=True)
    told = page.get_data(as_text=True)
    assert "5 October 2026" in told and "overdue" in told, "one month from 4 September ends on a Sunday"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Choose your case file first."),
        (b"%PDF-1.7", "not a case file"),
        (b'{"format": "facewrit-case/9"}', "Use the version that wrote it"),
        (b"\xff\xfe\x00", "not a case file"),
    ],
)
def test_what_is_no_case_file_is_said(client: FlaskClient, content: bytes, told: str) -> None:
    page = opened(client, content)
    assert page.status_code == 422 and told in page.get_data(as_text=True)


def test_a_sealed_file_is_opened_at_home(client: FlaskClient, file: bytes) -> None:
    page = opened(client, seal(file, "correct horse"))
    assert page.status_code == 422 and "sealed with a passphrase" in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({"type": "", "on": "2026-11-01"}, "Choose what happened."),
        ({"type": "refused", "on": ""}, "This field is needed."),
        ({"type": "refused", "on": "2026-12-24"}, "lies in the future"),
        ({"type": "refused", "on": "2026-08-01"}, "lies before the letter"),
        ({"type": "decided", "on": "2026-11-01"}, "has to come after"),
    ],
)
def test_what_cannot_be_is_said_and_the_case_is_kept(
    client: FlaskClient, file: bytes, event: dict[str, str], told: str
) -> None:
    page = opened(client, file)
    answer = post(client, "log", {"case": carried(page), **event})
    assert answer.status_code == 422 and told in html.unescape(answer.get_data(as_text=True))
    assert json.loads(carried(answer)) == json.loads(carried(page))


def test_the_pages_of_a_case_are_not_stored(client: FlaskClient, file: bytes) -> None:
    page = opened(client, file)
    for answer in (page, post(client, "letter", {"case": carried(page), "kind": "withdrawal"})):
        assert answer.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in answer.headers
