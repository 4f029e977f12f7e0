"""Promise: the wheel alone is enough, from any folder, with nothing but its libraries."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from facewrit.formats import FORMATS


def test_the_program_is_that_of_the_wheel(installed: Any) -> None:
    """Or all below would prove nothing: an editable install of the checkout must not come first."""
    command = [*installed.command()[:-1], "import facewrit; print(facewrit.__path__[0])"]
    done = subprocess.run(
        command, capture_output=True, text=True, env=installed.environment(), cwd=installed.home, check=True
    )
    assert Path(done.stdout.strip()) == installed.site / "facewrit"


def test_law_list(installed: Any) -> None:
    done = installed.run("law", "list", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    territories = {territory["code"]: territory for territory in json.loads(done.stdout)["territories"]}
    assert "gdpr" in territories["nl"]["regimes"]
    assert territories["nl"]["authorities"] == ["nl-ap"]


def test_route(installed: Any) -> None:
    done = installed.run(
        "route", "--residence", "nl", "--controller", "clearview-ai", "--json", "--today", "2026-11-22"
    )
    assert done.returncode == 0, done.stderr
    routes = json.loads(done.stdout)["routes"]
    assert (routes[0]["regime"], routes[0]["territory"]) == ("gdpr", "nl")
    assert "nl-ap" in routes[0]["authorities"]


BEGINNINGS = {
    "pdf": b"%PDF-1.",
    "docx": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
    "html": b"<!doctype html>",
    "ics": b"BEGIN:VCALENDAR",
}


@pytest.mark.parametrize("suffix", sorted({*FORMATS, "ics"}))
def test_letter(installed: Any, request_file: str, suffix: str) -> None:
    out = installed.home / f"letter.{suffix}"
    done = installed.run("letter", "-", "--out", out.name, "--today", "2026-11-22", given=request_file)
    assert done.returncode == 0, done.stderr
    letter = out.read_bytes()
    out.unlink()
    if suffix in BEGINNINGS:
        assert letter.lower().startswith(BEGINNINGS[suffix].lower())
    else:
        assert "Janssen" in letter.decode("utf-8")
    assert list(installed.home.iterdir()) == [], "it wrote what it was not asked for"
