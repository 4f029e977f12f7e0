"""*Today* is the day where the person lives, not the server's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from facewrit.web.clock import latest_day
from facewrit.web.public import create_app

#: At the server it is Wednesday evening, in Tokyo Thursday morning, on the American west coast Wednesday noon.
EVENING = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("residence", "hour", "day"),
    [
        ("jp", 22, date(2026, 11, 26)),
        ("nl", 22, date(2026, 11, 25)),
        ("nl", 23, date(2026, 11, 26)),  # winter time, one hour ahead
        ("us-ca", 3, date(2026, 11, 24)),  # past midnight at the server, still the evening before in all states
        ("us", 5, date(2026, 11, 25)),
        ("ru", 12, date(2026, 11, 26)),  # Kamchatka
        ("", 22, date(2026, 11, 25)),
        ("xx", 22, date(2026, 11, 25)),
    ],
)
def test_the_latest_day_in_a_country(residence: str, hour: int, day: date) -> None:
    assert latest_day(residence, EVENING.replace(hour=hour, minute=30)) == day


@pytest.fixture(scope="module")
def evening(lawbook: Any, phrasebook: Any) -> FlaskClient:
    return create_app(lawbook, phrasebook, now=lambda: EVENING).test_client()


def request_of(residence: str) -> dict[str, Any]:
    return {
        "residence": residence,
        "controller": {"name": "Voorbeeld", "country": residence, "sector": "retail"},
        "ask": ["access"],
        "subject": {"name": "Anna de Vries"},
        "sightings": [{"place": "Ginza", "from": "2026-11-26T07:00"}],
        "language": "en" if residence == "nl" else "ja",
    }


def test_this_morning_in_tokyo_is_not_in_the_future(evening: FlaskClient) -> None:
    answer = evening.post("/api/v1/letter", json=request_of("jp"))
    assert answer.status_code == 200
    assert "2026年11月26日" in answer.get_json()["documents"][0]["text"]
    refused = evening.post("/api/v1/letter", json=request_of("nl"))
    assert refused.status_code == 400
    assert refused.get_json()["problems"][0]["field"] == "sightings[1].from"


def test_the_form_takes_the_day_of_the_residence(evening: FlaskClient, filled: dict[str, str], read: Any) -> None:
    morning = {**filled, "sightings-0-place": "Ginza", "sightings-0-day": "2026-11-26"}
    assert evening.post("/en/letter/preview", data=morning).status_code == 422
    tokyo = {**morning, "residence": "jp", "controller": "clearview-ai"}
    page = evening.post("/en/letter/preview", data=tokyo)
    assert "sightings" not in " ".join(read(page).fault_links)


def test_questions_take_it_too(evening: FlaskClient) -> None:
    found = evening.get("/api/v1/deadline?territory=jp&received=2026-11-26&lang=ja")
    assert found.status_code == 200
