"""Open data: all records, with sources, byte by byte the same from the site and from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from facewrit.cli.commands import facewrit as command_line
from facewrit.law.lawbook import KINDS

PATH = "/api/v1/open-data.json"


@pytest.fixture
def document(client: FlaskClient) -> Any:
    return client.get(PATH).get_json()


def test_all_records_are_there_with_their_sources(document: Any, lawbook: Any) -> None:
    assert document["ruleset"] == lawbook.ruleset
    assert document["licence"] == "CC0-1.0" and "public domain" in document["notice"]
    assert {kind: sorted(records) for kind, records in document["records"].items()} == {
        kind: list(lawbook.ids(kind)) for kind in KINDS
    }
    for kind in KINDS:
        for name, record in document["records"][kind].items():
            if record["confidence"] in ("high", "medium"):
                assert record["source"] and record["checked"], name
    right = next(right for right in document["records"]["regimes"]["gdpr"]["rights"] if right["id"] == "access")
    assert right["source"].startswith("https://eur-lex.europa.eu/") and right["checked"]


def test_regimes_stand_as_a_territory_applies_them(document: Any, lawbook: Any) -> None:
    assert {code: sorted(regimes) for code, regimes in document["adapted"].items()} == {
        code: list(lawbook.adapted_by(code)) for code in lawbook.ids("territories") if lawbook.adapted_by(code)
    }
    ladder = [rung["id"] for rung in document["adapted"]["nl"]["gdpr"]["ladder"]]
    assert "mediation" in ladder
    assert "mediation" not in [rung["id"] for rung in document["records"]["regimes"]["gdpr"]["ladder"]]


def test_what_is_unchanged_is_not_sent_again(client: FlaskClient, lawbook: Any) -> None:
    first = client.get(PATH)
    assert first.headers["ETag"] == f'"{lawbook.ruleset}"' and "max-age" in first.headers["Cache-Control"]
    again = client.get(PATH, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(PATH, headers={"If-None-Match": '"0123456789abcdef"'})
    assert (other.status_code, other.data) == (200, first.data)
    head = client.head(PATH)
    assert head.status_code == 200 and head.headers["Content-Length"] == str(len(first.data)) and not head.data


def test_the_command_line_writes_the_same(client: FlaskClient, tmp_path: Path) -> None:
    out = tmp_path / "open-data.json"
    done = CliRunner().invoke(command_line, ["law", "export", "--out", str(out), "--json"])
    assert done.exit_code == 0, done.output
    assert out.read_bytes() == client.get(PATH).data
    told = json.loads(done.stdout)
    assert told["bytes"] == out.stat().st_size and told["ruleset"] == json.loads(out.read_bytes())["ruleset"]
    refused = CliRunner().invoke(command_line, ["law", "export", "--out", str(tmp_path / "gone" / "x.json")])
    assert refused.exit_code == 2 and "does not exist" in refused.stderr
