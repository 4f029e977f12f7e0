"""Whatever is typed: a clear message at the field, or a correct letter; never a traceback, never a lost word."""

from __future__ import annotations

import io
from html import escape
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

TYPED = {"source": "typed", "typed_name": "Shop", "typed_country": "nl"}
SIGHTING = {"sightings-0-place": "Door", "sightings-0-day": "2026-11-20"}


def test_empty_form(client: FlaskClient, read: Any) -> None:
    for step in ("who", "wishes", "about", "preview", "result", "file/letter.pdf"):
        answer = client.post(f"/en/letter/{step}", data={"source": ""})
        page = read(answer)
        assert answer.status_code == 422, step
        assert page.fault_links == ["f-happened", "f-accused"], step
        assert "Please correct this" in page.words


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"controller": "no-such-organisation"}, "f-controller", "There is no organisation"),
        ({"controller": "<script>"}, "f-controller", "is not the short name"),
        ({"residence": "zz"}, "f-residence", "There is no record for the territory"),
        ({"residence": "eu"}, "f-residence", "not a place where one can live"),
        ({"residence": "nowhere at all"}, "f-residence", "is not a territory code"),
        ({"place": "zz"}, "f-place", "There is no record for the territory"),
        ({"ask": "everything"}, "f-ask", "is not one of the choices"),
        ({"regime": "kr-pipa"}, "f-regime", "does not apply here"),
        ({"name": "x" * 10_000}, "f-name", "too long"),
        ({"name": "Anna\x07"}, "f-name", "cannot be printed"),
        ({"name": "Anna \u202eseirV"}, "f-name", "cannot be printed"),
        ({"name": "  "}, "f-name", "Write your name"),
        ({"name": "Anna \U0001f600"}, "f-name", "cannot be printed"),
        ({"name": "ཨན་ན"}, "f-name", "cannot be printed"),
        ({"address": "\n".join(f"line {n}" for n in range(30))}, "f-address", "too many"),
        ({"email": "anna at example"}, "f-email", "not an e-mail address"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "f-email", "not an e-mail address"),
        ({"born": "2031-01-01"}, "f-born", "lies in the future"),
        ({"born": "yesterday"}, "f-born", "is not a date"),
        ({"links": "javascript:alert(1)"}, "f-links", "is not a web address"),
        ({"links": "https://example.org\nnot a link"}, "f-links", "is not a web address"),
        ({"remarks": "x" * 1201}, "f-remarks", "too long"),
        ({"language": "xx"}, "f-language", "does not exist in the language"),
        ({"language": "<b>"}, "f-language", "is not a language code"),
        ({"reading": "xx"}, "f-reading", "does not exist in the language"),
        ({"sightings-0-place": "Door", "sightings-0-day": "2026-12-24"}, "f-sightings-0-day", "lies in the future"),
        ({"sightings-0-place": "Door", "sightings-0-start": "10:00"}, "f-sightings-0-day", "is not a date"),
        ({"sightings-0-day": "2026-11-20"}, "f-sightings-0-place", "This field is needed"),
        (
            SIGHTING | {"sightings-0-start": "11:00", "sightings-0-end": "10:00"},
            "f-sightings-0-end",
            "The end lies before the start",
        ),
        ({"sightings-3-place": "\U0001f600"}, "f-sightings-0-place", "cannot be printed"),
        ({"for_whom": "other"}, "f-rep_name", "This field is needed"),
        ({"for_whom": "other", "rep_name": "B", "rep_since": "2027-01-01"}, "f-rep_since", "lies in the future"),
        ({"source": "typed"}, "f-typed_name", "Write the name of the organisation"),
        ({"source": "typed", "typed_name": "Shop"}, "f-typed_country", "Choose the country"),
        (TYPED | {"typed_email": "x"}, "f-typed_email", "not an e-mail"),
        (TYPED | {"typed_sector": "zoo"}, "f-typed_sector", "There is no sector"),
    ],
)  # fmt: skip
def test_message_at_the_field(
    client: FlaskClient, filled: dict[str, str], read: Any, change: dict[str, str], field: str, message: str
) -> None:
    answer = client.post("/en/letter/preview", data={**filled, **change})
    page = read(answer)
    assert answer.status_code == 422
    assert field in page.fault_links, page.fault_links
    assert field in page.ids
    assert message in page.words
    typed = answer.get_data(as_text=True)
    for value in change.values():
        for line in value.split("\n"):
            assert escape(line.strip("\r \x07"), quote=False)[:60] in typed.replace("&#34;", '"').replace("&#39;", "'")


def test_words_of_a_message_are_those_of_the_page(client: FlaskClient, filled: dict[str, str], phrasebook: Any) -> None:
    for language in ("ja", "ko", "de"):
        answer = client.post(f"/{language}/letter/preview", data={**filled, "email": "x"})
        assert phrasebook.problem(language, "not_an_email").format(value="x") in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=alert(1)>",
        "Anna & Söhne <b>",
        "{{ 7*7 }}",
        "%(name)s {name}",
        "\"quoted\" 'name'",
        "# Head *x*",
    ],
)
def test_marks_in_a_name_are_text(client: FlaskClient, filled: dict[str, str], name: str) -> None:
    filled["name"] = name
    page = client.post("/en/letter/preview", data=filled).get_data(as_text=True)
    assert escape(name) in page.replace("&#34;", "&quot;").replace("&#39;", "&#x27;")
    assert "<img" not in page
    assert name in client.post("/en/letter/file/letter.txt", data=filled).get_data(as_text=True)
    pdf = PdfReader(io.BytesIO(client.post("/en/letter/file/letter.pdf", data=filled).get_data()))
    assert name.split()[0] in pdf.pages[0].extract_text()


def test_line_ends_in_a_name_become_no_headers(client: FlaskClient, filled: dict[str, str]) -> None:
    filled["name"] = "Anna\r\nBcc: somebody@example.org"
    mail = client.post("/en/letter/file/letter.eml", data=filled).get_data(as_text=True)
    head = mail.split("\r\n\r\n")[0]
    assert "Bcc" not in head
    assert "To: legal-requests@clearview.ai" in head


def test_hostile_fields_break_nothing(client: FlaskClient, filled: dict[str, str]) -> None:
    for name in [
        *filled,
        "sightings-0-day",
        "sightings-99-place",
        "grounds",
        "confirmed",
        "reference",
        "born",
        "q",
        "more",
    ]:
        for value in ("\x00", "\ud7ff\uffff", "../../etc/passwd", "'", "\\", "{" * 50, "sightings", "-1", "\U0010ffff"):
            for step in ("who", "wishes", "about", "result"):
                answer = client.post(f"/en/letter/{step}", data={**filled, name: value})
                assert answer.status_code in (200, 422), (step, name, value)
