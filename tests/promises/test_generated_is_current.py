"""Promise: what is generated is never edited. ``make schema`` writes it; here it is compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facewrit.answers.schemas import FORMS, schema

RECORDS = sorted(FORMS.keys() - {"request", "case"})


@pytest.mark.parametrize("name", RECORDS)
def test_an_editor_is_told_what_the_check_demands(name: str, checkout: Path) -> None:
    kept = checkout / "jurisdictions" / "schema" / f"{name}.json"
    made = json.loads(json.dumps(schema(name)))
    assert json.loads(kept.read_text(encoding="utf-8")) == made, "The records' form has changed: make schema"


def test_no_schema_is_left_over(checkout: Path) -> None:
    assert sorted(path.stem for path in (checkout / "jurisdictions" / "schema").iterdir()) == RECORDS
