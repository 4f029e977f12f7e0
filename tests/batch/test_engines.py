"""Several processes: a worker that dies costs no letter, a row that kills workers or crashes names itself."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from facewrit.batch.checking import check_rows
from facewrit.batch.engines import Lost, OneProcess, Processes
from facewrit.batch.run import check_batch

from .conftest import HEAD, OTHER, ROW, opened


def double(items: Sequence[Any], _setting: Any) -> list[Any]:
    return [item * 2 for item in items]


def deadly(items: Sequence[Any], setting: Any) -> list[Any]:
    """Thirteen kills whoever works on it; the first time seven does, too."""
    for item in items:
        if item == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        if item == 7 and not Path(setting).exists():
            Path(setting).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.002)
    return [item * 2 for item in items]


@pytest.fixture
def two() -> Iterator[Processes]:
    engine = Processes(2)
    engine.CHUNK = 4
    yield engine
    engine.close()


def test_results_come_in_the_order_of_the_items(two: Processes) -> None:
    items = list(range(50))
    assert list(two.run(double, items, None)) == [item * 2 for item in items]  # type: ignore[arg-type]


def test_a_worker_that_dies_costs_nothing_and_what_kills_is_named(two: Processes, tmp_path: Path) -> None:
    items = list(range(30))
    found = list(two.run(deadly, items, str(tmp_path / "died")))  # type: ignore[arg-type]
    assert found == [Lost(item) if item == 13 else item * 2 for item in items]
    assert (tmp_path / "died").exists()


def test_a_row_that_crashes_names_itself_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from facewrit.batch import checking

    whole = checking.draft_row

    def failing(intent: Any, *given: Any) -> Any:
        if intent.request.subject.name.startswith("Anna"):
            raise ZeroDivisionError("Anna de Vries")
        return whole(intent, *given)

    monkeypatch.setattr(checking, "draft_row", failing)
    report = check_batch(opened(f"{HEAD}\n{ROW}\n{OTHER}\n"), OneProcess())
    (finding,) = report.findings
    assert (finding.row, finding.code, len(report.good)) == (3, "sheet_crashed", 1)
    assert "ZeroDivisionError" in finding.message and "Anna" not in finding.text


def test_the_check_is_the_same_for_any_number_of_workers(two: Processes) -> None:
    batch = opened("\n".join([HEAD, ROW, OTHER, ROW.replace("access", "x"), ROW]))
    assert list(two.run(check_rows, batch.rows, batch.setting)) == check_rows(batch.rows, batch.setting)
