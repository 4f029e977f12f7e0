"""Where a form comes from, how much of it is read, and that it is read in memory."""

from __future__ import annotations

import io
import tempfile

import pytest
from flask.testing import FlaskClient

from facewrit.web.memory import LARGEST_BODY, MOST_FIELDS


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "http://localhost.elsewhere.example"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_forms_of_other_sites_are_not_read(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    answer = client.post("/en/letter/happened", data={"happened": "know"}, headers=headers)
    assert answer.status_code == status
    answer = client.post("/api/v1/letter", json={}, headers=headers)
    assert answer.status_code == (400 if status == 200 else 403)


def test_too_much_is_refused_with_a_page(client: FlaskClient) -> None:
    answer = client.post("/en/letter/preview", data={"remarks": "x" * LARGEST_BODY})
    assert answer.status_code == 413
    assert "too large" in answer.get_data(as_text=True)


def test_too_many_fields_are_refused(client: FlaskClient) -> None:
    fields = {f"field{number}": (io.BytesIO(b"x"), "x.txt") for number in range(MOST_FIELDS + 1)}
    assert client.post("/en/letter/preview", data=fields).status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/json", ""])
def test_only_forms_are_read(client: FlaskClient, kind: str) -> None:
    assert client.post("/en/letter/who", data=b"happened=know", content_type=kind).status_code == 415


def test_uploads_stay_in_memory(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    upload = {"upload": (io.BytesIO(b"x" * (LARGEST_BODY - 2000)), "x.bin")}
    assert client.post("/en/letter/happened", data=upload).status_code == 200


def test_broken_multipart_is_no_fault_of_ours(client: FlaskClient) -> None:
    answer = client.post("/en/letter/who", data=b"--x\r\nbroken", content_type="multipart/form-data; boundary=x")
    assert answer.status_code in (400, 422)
