"""The shelf of odd sheets: each folder under ``sheets/`` is named for what is odd, and says what the check has to say.

``EXPECT=write pytest tests/batch/test_sheets.py`` writes the expectations anew, for the reviewer to read in the diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from facewrit.batch.findings import Finding, Teller
from facewrit.batch.setting import opened as rooms_opened
from facewrit.batch.sheet import UnusableSheet

from .conftest import ROOMS, SHEETS, checked

ODDITIES = sorted(path.name for path in SHEETS.iterdir() if path.is_dir())


def told(oddity: str) -> dict[str, Any]:
    sheet = next(path for path in (SHEETS / oddity).iterdir() if path.stem == "sheet")
    try:
        batch, report = checked(sheet.read_bytes())
    except UnusableSheet as error:
        teller = Teller(rooms_opened(ROOMS).phrasebook, "en")
        return {"unusable": [teller.problem(problem).text for problem in error.problems]}
    detected = batch.sheet.detected
    read_as = [detected.form, detected.encoding, detected.delimiter, detected.table]
    return {
        "read_as": ", ".join(repr(one).strip("'") for one in read_as if one),
        "rows": str(report.rows),
        "good": str(len(report.good)),
        "problems": [_line(finding) for finding in report.findings],
    }


def _line(finding: Finding) -> str:
    """Where, what level and what code; the words too where they are about the sheet and not about law."""
    words = f": {finding.text}" if finding.code.startswith("sheet_") else ""
    return f"{finding.row}:{finding.column}: {finding.level} {finding.code}{words}"


@pytest.mark.parametrize("oddity", ODDITIES)
def test_an_odd_sheet_is_told_as_it_is(oddity: str) -> None:
    place = SHEETS / oddity / "expect.yaml"
    found = told(oddity)
    if os.environ.get("EXPECT") == "write":
        place.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    assert found == yaml.load(place.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def test_the_shelf_is_long() -> None:
    assert len(ODDITIES) >= 30
    assert {path.parent for path in SHEETS.rglob("sheet.*")} == {SHEETS / name for name in ODDITIES}


def test_a_sheet_is_read_by_what_it_is_and_not_by_its_name() -> None:
    content = (Path(SHEETS) / "plain_ods" / "sheet.ods").read_bytes()
    batch, _ = checked(content)
    assert batch.sheet.detected.form == "ods"
