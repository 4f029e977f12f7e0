"""The command line, run in this process: what it prints, and the status it ends with."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from facewrit.cli import main

TODAY = "2026-11-25"
REQUEST = """\
residence: nl
controller: clearview-ai
ask: [access, erasure]
subject:
  name: Jip Janssen
  address: [Voorbeeldstraat 1, 1234 AB Utrecht]
  email: jip.janssen@example.org
links: ["https://example.org/photo"]
language: en
date: 2026-11-22
reference: FW-TEST-0001
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A command that has ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run ``facewrit`` on 25 November 2026 in an empty folder; ``given`` is its standard input."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str, given: str | bytes | None = None, today: str | None = TODAY) -> Done:
        content = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content or b"")))
        with pytest.raises(SystemExit) as ended:
            main([*arguments, *(["--today", today] if today else [])])
        told = capsys.readouterr()
        code = ended.value.code
        return Done(status=code if isinstance(code, int) else int(bool(code)), out=told.out, err=told.err)

    return command


@pytest.fixture
def request_file(tmp_path: Path) -> Path:
    """A request as a person would write it."""
    path = tmp_path / "request.yaml"
    path.write_text(REQUEST, encoding="utf-8")
    return path
