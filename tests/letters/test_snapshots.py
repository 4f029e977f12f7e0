"""Whole letters, sheets and reading copies as text: the witness that a reviewer reads in a diff (``make letters``)."""

from __future__ import annotations

from pathlib import Path

import pytest
from build_tools.letters import REQUESTS, SNAPSHOTS, letters

_REQUESTS = sorted(REQUESTS.glob("*.yaml"))


@pytest.mark.parametrize("request_file", _REQUESTS, ids=lambda path: path.stem)
def test_letter_is_as_reviewed(request_file: Path) -> None:
    made = dict(letters(request_file))
    kept = {path.name: path.read_text(encoding="utf-8") for path in SNAPSHOTS.glob(f"{request_file.stem}.*.txt")}
    assert made == kept, "The words or the law have changed. Read the difference, then run: make letters"


def test_no_snapshot_is_left_over() -> None:
    stems = {path.stem for path in _REQUESTS}
    assert {path.name.partition(".")[0] for path in SNAPSHOTS.glob("*.txt")} <= stems
