"""The API answers as the command line does, and says what is wrong in the form of RFC 9457."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from facewrit.cli.commands import facewrit as command_line

REQUEST: dict[str, Any] = {
    "residence": "nl",
    "controller": "clearview-ai",
    "ask": ["access", "erasure"],
    "subject": {"name": "Anna de Vries", "email": "anna@example.org"},
    "links": ["https://example.org/anna"],
    "language": "en",
    "reference": "FW-MINE-1",
}


def from_command_line(*arguments: str) -> Any:
    done = CliRunner().invoke(command_line, [*arguments, "--json", "--today", "2026-11-25"])
    assert done.exit_code in (0, 1), done.output
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("territories", ["law", "list"]),
        ("territories?lang=ja", ["law", "list", "--lang", "ja"]),
        ("route?residence=nl&controller=clearview-ai", ["route", "--residence", "nl", "--controller", "clearview-ai"]),
        (
            "route?residence=jp&controller_country=jp&sector=retail&ask=access&ask=erasure&lang=ja",
            ["route", "--residence", "jp", "--controller-country", "jp", "--sector", "retail"]
            + ["--ask", "access", "--ask", "erasure", "--lang", "ja"],
        ),
        (
            "route?residence=by&controller_country=by&sector=police",
            ["route", "--residence", "by", "--controller-country", "by", "--sector", "police"],
        ),
        (
            "deadline?territory=nl&received=2026-01-31&event=extension=2026-02-20",
            ["deadline", "--territory", "nl", "--received", "2026-01-31", "--event", "extension=2026-02-20"],
        ),
        ("deadline?territory=kr&received=2026-09-17", ["deadline", "--territory", "kr", "--received", "2026-09-17"]),
    ],
)
def test_api_and_command_line_answer_alike(client: FlaskClient, path: str, arguments: list[str]) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert answer.json == from_command_line(*arguments)


def test_lists(client: FlaskClient) -> None:
    for kind in ("territories", "regimes", "authorities", "controllers"):
        answer = client.get(f"/api/v1/{kind}")
        assert answer.status_code == 200 and len(answer.get_json()[kind]) > 5, kind
    found = client.get("/api/v1/controllers?q=ジュンク").get_json()["controllers"]
    assert [record["slug"] for record in found] == ["maruzen-junkudo"]
    assert {contact["confidence"] for contact in found[0]["contacts"]} == {"low", "medium"}
    assert client.get("/api/v1/controllers?q=nobody at all").get_json() == {"controllers": []}


def test_letter_as_json(client: FlaskClient, letters: Any) -> None:
    answer = client.post("/api/v1/letter", json={**REQUEST, "reading_language": "de"})
    assert answer.status_code == 200
    told = answer.get_json()
    assert (told["regime"], told["track"], told["reference"]) == ("gdpr", "private", "FW-MINE-1")
    assert [document["role"] for document in told["documents"]] == ["letter", "reading_copy", "sheet"]
    assert told["documents"][0]["text"] == letters.text(REQUEST)


@pytest.mark.parametrize(
    ("suffix", "accepted", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("txt", "text/plain", b"Anna de Vries"),
        ("html", "text/html", b"<!DOCTYPE html>"),
        ("eml", "message/rfc822", b"Subject:"),
        ("ics", "text/calendar", b"BEGIN:VCALENDAR"),
    ],
)
def test_letter_in_every_format(client: FlaskClient, suffix: str, accepted: str, begins: bytes) -> None:
    by_query = client.post(f"/api/v1/letter?format={suffix}", json=REQUEST)
    by_header = client.post("/api/v1/letter", json=REQUEST, headers={"Accept": accepted})
    for answer in (by_query, by_header):
        assert answer.status_code == 200
        assert answer.mimetype == accepted
        assert answer.get_data().startswith(begins)
        assert re.fullmatch(r'attachment; filename="[a-z]+-FW-MINE-1\.\w+"', answer.headers["Content-Disposition"])
    assert by_query.get_data() == by_header.get_data()


def test_pack(client: FlaskClient) -> None:
    answer = client.post("/api/v1/pack", json=REQUEST)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        assert archive.testzip() is None
        suffixes = {name.rpartition(".")[2] for name in archive.namelist()}
    assert {"pdf", "txt", "html", "eml", "ics", "json"} <= suffixes


def test_yaml_is_read_too(client: FlaskClient, letters: Any) -> None:
    text = "residence: nl\ncontroller: clearview-ai\nask: [access]\nsubject: {name: Anna}\nreference: FW-MINE-1\n"
    answer = client.post("/api/v1/letter?format=txt", data=text, content_type="application/yaml")
    request = {"residence": "nl", "controller": "clearview-ai", "ask": ["access"], "subject": {"name": "Anna"}}
    assert answer.get_data(as_text=True) == letters.text({**request, "reference": "FW-MINE-1"})


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"residence": "zz"}, "residence", "unknown_territory"),
        ({"controller": "nobody"}, "controller", "unknown_controller"),
        ({"subject": {"name": "x" * 10_000}}, "subject.name", "too_long"),
        ({"subject": {"name": "\U0001f600"}}, "subject.name", "unprintable"),
        ({"subject": {"name": "ok", "born": "2030-01-01"}}, "subject.born", "in_the_future"),
        ({"ask": ["erasure", "preservation"]}, "ask", "erasure_with_preservation"),
        ({"kind": "novel"}, "kind", "not_a_choice"),
        ({"unknown": 1}, "unknown", "unknown_field"),
        ({"language": "xx"}, "language", "language_unavailable"),
    ],
)
def test_what_cannot_be_used_is_said_field_by_field(
    client: FlaskClient, change: dict[str, Any], field: str, code: str
) -> None:
    wanted = "pdf" if code == "unprintable" else "json"
    answer = client.post(f"/api/v1/letter?format={wanted}", json={**REQUEST, **change})
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    told = answer.get_json()
    assert (told["type"], told["status"]) == ("about:blank", 400)
    assert code in {problem["code"] for problem in told["problems"]}
    if code != "unprintable":
        assert (field, code) in {(problem["field"], problem["code"]) for problem in told["problems"]}


def test_messages_come_in_the_language_asked_for(client: FlaskClient, phrasebook: Any) -> None:
    answer = client.post("/api/v1/letter?lang=ja", json={**REQUEST, "ask": []})
    assert answer.get_json()["problems"][0]["message"] == phrasebook.problem("ja", "nothing_asked")
    answer = client.post("/api/v1/letter?lang=xx", json={**REQUEST, "ask": []})
    assert answer.get_json()["problems"][0]["message"] == phrasebook.problem("en", "nothing_asked")


def test_no_letter_where_it_would_be_dangerous(client: FlaskClient, phrasebook: Any) -> None:
    police = {"name": "Police", "country": "by", "sector": "police"}
    for path in ("letter", "letter?format=pdf", "pack"):
        answer = client.post(f"/api/v1/{path}", json={**REQUEST, "residence": "by", "controller": police})
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
        told = answer.get_json()
        assert told["refused"]["code"] == "danger.letter_to_police_dangerous"
        assert told["detail"] == told["refused"]["text"]
        assert told["refused"]["instead"]


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'"\xff"', "application/json", 400),
        (b"[" * 50_000, "application/json", 400),
        (b"a: b: c:\n  - d", "application/yaml", 400),
        (b"&a [*a, *a]", "application/yaml", 400),
        (b"residence=nl", "application/x-www-form-urlencoded", 415),
        (b"", "", 415),
        (b" " * 300_000, "application/json", 413),
    ],
)
def test_unreadable_bodies(client: FlaskClient, data: bytes, kind: str, status: int) -> None:
    for path in ("letter", "pack"):
        answer = client.post(f"/api/v1/{path}", data=data, content_type=kind)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.get_data()


def test_faults_of_the_way_in_are_problem_details(client: FlaskClient) -> None:
    assert client.post("/api/v1/letter?format=odt", json=REQUEST).status_code == 400
    assert client.post("/api/v1/letter", json=REQUEST, headers={"Accept": "image/png"}).status_code == 406
    for answer, status in ((client.get("/api/v1/nothing"), 404), (client.get("/api/v1/letter"), 405)):
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    answer = client.get("/api/v1/route?residence=nl")
    assert answer.status_code == 400
    assert {problem["field"] for problem in answer.get_json()["problems"]} == {"controller_country"}


def test_every_route_is_described(client: FlaskClient, app: Flask) -> None:
    described = client.get("/api/v1/openapi.json").get_json()
    assert described["openapi"].startswith("3.1")
    routes = {
        (rule.rule, method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == {(path, method) for path, methods in described["paths"].items() for method in methods}


def test_every_reference_of_the_description_leads_somewhere(client: FlaskClient) -> None:
    text = client.get("/api/v1/openapi.json").get_data(as_text=True)
    schemas = json.loads(text)["components"]["schemas"]
    used = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert used == set(schemas)


def test_described_fields_of_a_request_are_those_that_are_read(client: FlaskClient) -> None:
    schema = client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]["Request"]
    answer = client.post("/api/v1/letter", json=dict.fromkeys(schema["properties"]))
    unknown = {p["field"] for p in answer.get_json()["problems"] if p["code"] == "unknown_field"}
    assert unknown == set()
    assert set(REQUEST) <= set(schema["properties"])
    answer = client.post("/api/v1/letter", json={**REQUEST, "no_such_field": 1})
    assert "unknown_field" in {p["code"] for p in answer.get_json()["problems"]}
