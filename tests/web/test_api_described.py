"""The API keeps the word of ``openapi.json``: schemathesis asks the running server what it describes, well and badly.

The examples are found from a fixed seed, so that the same run always asks the same.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
DESCRIBED = json.loads((files("facewrit.web.public") / "openapi.json").read_text(encoding="utf-8"))["paths"]
#: Every operation asked well, and badly where it takes anything that could be bad.
ASKED = [
    (path, method, mode)
    for path, methods in DESCRIBED.items()
    for method, operation in methods.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or "parameters" in operation or "requestBody" in operation
]
OPEN = ("territories", "regimes", "authorities", "controllers", "open-data.json", "openapi.json")


@pytest.fixture(scope="session")
def description(served: str) -> Any:
    return schemathesis.openapi.from_url(f"{served}/api/v1/openapi.json")


@pytest.mark.parametrize(("path", "method", "mode"), ASKED)
def test_every_answer_is_as_described(description: Any, path: str, method: str, mode: GenerationMode) -> None:
    """Without schemathesis' own plugin for pytest, which does not know this pytest yet."""

    @settings(
        max_examples=50,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=description[path][method].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()


@pytest.mark.parametrize("name", OPEN)
def test_pages_of_other_sites_may_read_the_records(client: FlaskClient, name: str) -> None:
    assert client.get(f"/api/v1/{name}").headers["Access-Control-Allow-Origin"] == "*"


def test_what_is_asked_about_a_person_stays_with_this_site(client: FlaskClient, filled: dict[str, str]) -> None:
    answers = [
        client.get("/api/v1/route?residence=nl&controller=clearview-ai"),
        client.get("/api/v1/deadline?territory=nl&received=2026-01-31"),
        client.post("/api/v1/letter", json={}),
        client.get("/en/"),
        client.post("/en/letter/preview", data=filled),
    ]
    for answer in answers:
        assert "Access-Control-Allow-Origin" not in answer.headers, answer.request.path
