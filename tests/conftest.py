"""What all tests share: a fixed day, and the rule that nothing is skipped in the automatic run."""

from __future__ import annotations

import os
from collections.abc import Generator
from datetime import date

import pytest


@pytest.fixture
def today() -> date:
    """The day on which every test happens, unless it says otherwise: a Sunday, so that rest days matter."""
    return date(2026, 11, 22)


def _in_automatic_run() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """A skipped test proves nothing; on a person's machine it may be all that is possible, in the automatic run not."""
    if _in_automatic_run() and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: skipped in the automatic run, which counts as failed. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report
