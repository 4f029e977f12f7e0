"""Every page answers, in every language, with the headers of the promise and without a cookie."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from facewrit.law.lawbook import Lawbook
from facewrit.web.catalogues import LANGUAGES, read_catalogues
from facewrit.web.public import create_app
from facewrit.web.public.guard import HEADERS

PLAIN = (
    "",
    "about",
    "privacy",
    "find-out",
    "face-recognition",
    "rights",
    "after-sending",
    "letter/",
    "territories/",
    "regimes/",
    "authorities/",
    "organisations/",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PLAIN)
def test_page_answers_in_its_language(client: FlaskClient, language: str, path: str) -> None:
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 200
    text = response.get_data(as_text=True)
    direction = read_catalogues([language])[language].direction
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert text.count("<h1") == 1
    assert 'href="#main"' in text and 'id="main"' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_has_a_page(client: FlaskClient, lawbook: Lawbook, app: Flask, language: str) -> None:
    paths = [f"territories/{code}" for code in lawbook.ids("territories")]
    paths += [f"regimes/{name}" for name in lawbook.ids("regimes")]
    paths += [f"authorities/{name}" for name in lawbook.ids("authorities")]
    paths += [f"organisations/{record.slug}" for record in app.extensions["facewrit"].organisations]
    assert len(paths) > 100
    statuses = {path: client.get(f"/{language}/{path}").status_code for path in paths}
    assert {path: status for path, status in statuses.items() if status != 200} == {}


def test_lists_are_in_the_order_of_the_alphabet(client: FlaskClient) -> None:
    page = client.get("/de/territories/").get_data(as_text=True)
    assert page.index(">Norwegen<") < page.index(">Österreich<") < page.index(">Polen<")


def test_start_follows_the_browser(client: FlaskClient) -> None:
    asked = {
        "ja-JP,ja;q=0.9,en;q=0.5": "/ja/",
        "ko": "/ko/",
        "de-CH,xx;q=0.5": "/de/",
        "xx,yy;q=0.3": "/en/",
        "": "/en/",
    }
    for header, expected in asked.items():
        response = client.get("/", headers={"Accept-Language": header} if header else {})
        assert (response.status_code, response.location) == (302, expected), header
        assert response.headers["Vary"] == "Accept-Language"


def test_every_answer_has_the_headers_and_no_cookie(client: FlaskClient, filled: dict[str, str]) -> None:
    answers = [
        client.get("/en/"),
        client.get("/en/nowhere"),
        client.get("/static/site.css"),
        client.get("/api/v1/territories"),
        client.post("/en/letter/preview", data=filled),
        client.post("/en/letter/file/letter.pdf", data=filled),
        client.post("/api/v1/letter", json={}),
        client.post("/en/"),
    ]
    for answer in answers:
        for name, value in HEADERS.items():
            assert answer.headers.get(name) == value, (answer.request.path, name)
        assert "Set-Cookie" not in answer.headers
        answer.close()
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_what_is_made_of_personal_data_is_not_stored(client: FlaskClient, filled: dict[str, str]) -> None:
    for path in ("who", "wishes", "about", "preview", "result", "file/letter.pdf", "file/letter.eml", "file/notes.pdf"):
        answer = client.post(f"/en/letter/{path}", data=filled)
        assert answer.status_code == 200, path
        assert answer.headers["Cache-Control"] == "no-store", path


def test_pages_need_nothing_from_elsewhere_and_run_no_inline_script(
    client: FlaskClient, filled: dict[str, str]
) -> None:
    for answer in (client.get("/en/"), client.post("/en/letter/preview", data=filled)):
        text = answer.get_data(as_text=True)
        assert "<style" not in text and " style=" not in text and " onclick" not in text
        assert all(part.startswith('src="/static/') for part in text.split("<script ")[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_page_is_light(client: FlaskClient, language: str) -> None:
    """All that the first page needs, uncompressed: what a phone without any help of a proxy transfers."""
    paths = (f"/{language}/", "/static/site.css", "/static/site.js", "/static/icon.svg")
    weights = {}
    for path in paths:
        answer = client.get(path)
        weights[path] = len(answer.get_data())
        answer.close()
    assert sum(weights.values()) < 60_000, weights


def test_blank_page_says_nothing_and_clears(client: FlaskClient) -> None:
    answer = client.get("/blank")
    assert answer.status_code == 200
    assert "acewrit" not in answer.get_data(as_text=True)
    assert "cache" in answer.headers["Clear-Site-Data"]


def test_health(client: FlaskClient, lawbook: Lawbook) -> None:
    assert client.get("/healthz").json == {"status": "ok", "ruleset": lawbook.ruleset}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/en/nowhere", 404),
        ("GET", "/xx/", 404),
        ("GET", "/en/territories/zz", 404),
        ("GET", "/en/organisations/nobody", 404),
        ("POST", "/en/about", 405),
        ("PUT", "/en/letter/who", 405),
    ],
)
def test_faults_have_a_page_of_ours(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert "<h1>" in answer.get_data(as_text=True)
    assert "Werkzeug" not in answer.get_data(as_text=True)


def test_fault_of_ours_tells_nothing(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Kanarienvogel")

    monkeypatch.setattr("facewrit.web.public.journey.find_offers", broken)
    answer = client.post(
        "/de/letter/wishes",
        data={"happened": "know", "accused": "no", "source": "list", "controller": "clearview-ai", "residence": "nl"},
    )
    assert answer.status_code == 500
    assert "Kanarienvogel" not in answer.get_data(as_text=True) + caplog.text
    assert "RuntimeError" in caplog.text and "journey.py" in caplog.text


def test_log_names_the_route_and_nobody(
    client: FlaskClient, filled: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="facewrit.web"):
        client.post("/en/letter/preview?x=Kanarienvogel", data=filled)
        client.get("/en/organisations/clearview-ai")
    assert "POST /<language:language>/letter/preview 200" in caplog.text
    assert "GET /<language:language>/organisations/<slug> 200" in caplog.text
    for trace in ("Kanarienvogel", "Anna", "clearview-ai", "127.0.0.1"):
        assert trace not in caplog.text


def test_the_world_says_what_one_can_ask_where(client: FlaskClient, lawbook: Lawbook) -> None:
    page = client.get("/en/territories/").get_data(as_text=True)
    rows = {
        row.split("</a>")[0].rpartition(">")[2]: [cell.split("</td>")[0] for cell in row.split("<td")[1:]]
        for row in page.split("<tr>")[2:]
    }
    assert len(rows) == sum(lawbook.territory(code).residence for code in lawbook.ids("territories"))
    said = {name: [cell.partition(">")[2] for cell in cells] for name, cells in rows.items()}
    assert said["Japan"][1:] == ["yes", "yes", "with a reason", "with a reason", "without delay"]
    assert said["South Korea"][1:] == ["yes", "after seeing it", "yes", "after seeing it", "10 days"]
    assert said["Illinois"][1] == "something else"
    assert "No law that we know of" in said["Myanmar (Burma)"][0]


def test_a_record_says_where_it_is_and_how_to_report_a_mistake(lawbook: Lawbook) -> None:
    told = create_app(lawbook, report_to="https://example.org/report").test_client()
    for path, file in (
        ("territories/nl", "territories/nl"),
        ("regimes/gdpr", "regimes/gdpr"),
        ("authorities/nl-ap", "authorities/nl-ap"),
        ("organisations/clearview-ai", "controllers/clearview-ai"),
    ):
        page = told.get(f"/en/{path}").get_data(as_text=True)
        assert f"jurisdictions/{file}.yaml" in page and 'href="https://example.org/report"' in page, path
        assert "example.org" not in create_app(lawbook).test_client().get(f"/en/{path}").get_data(as_text=True)


def test_pages_name_decisions_with_their_standing(client: FlaskClient) -> None:
    for path in ("territories/nl", "organisations/clearview-ai", "regimes/gdpr"):
        page = client.get(f"/en/{path}").get_data(as_text=True)
        assert "Leading decisions" in page and '<span class="basis">final</span>' in page, path


def test_a_law_with_alike_tracks_tells_them_once(client: FlaskClient) -> None:
    page = client.get("/en/regimes/gdpr").get_data(as_text=True)
    assert page.count("<h3>Rights</h3>") == 1
    assert "(companies and other private bodies)" in page
    assert client.get("/en/regimes/jp-appi").get_data(as_text=True).count("<h3>Rights</h3>") > 1
