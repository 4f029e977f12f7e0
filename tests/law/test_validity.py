"""Which of the dated values of a record holds, and which faults a row of them has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from facewrit.law.deadlines import ClockCount
from facewrit.law.model import ClockValue, Period
from facewrit.law.validity import DatedGap, dated_gaps, in_force

Count = Callable[..., ClockCount]
Codes = Callable[[ClockCount], list[str]]
Facts = Callable[[ClockCount, str], list[dict[str, object]]]


def value(since: str, until: str | None = None, amount: int = 1, **more: object) -> dict[str, object]:
    return {"since": since, "until": until, "period": {"amount": amount, "unit": "month"}, "confidence": "high", **more}


@pytest.mark.parametrize(
    ("decided_by", "told", "today", "due"),
    [
        ("receipt", (), None, "2026-05-02"),  # received on the day on which the new value starts
        ("request", (), None, "2026-04-02"),  # asked for the day before
        ("complaint", ("complained=2026-02-01",), None, "2026-04-02"),
        ("complaint", (), None, "2026-05-02"),
        ("answer", ("answered=2026-03-20",), None, "2026-05-02"),
        ("today", (), "2026-03-01", "2026-04-02"),
        ("today", (), "2026-03-02", "2026-05-02"),
    ],
)
def test_the_record_says_which_day_decides_between_old_and_new(
    count: Count, decided_by: str, told: tuple[str, ...], today: str | None, due: str
) -> None:
    values = [
        value("2000-01-01", "2026-03-02", decided_by=decided_by),
        value("2026-03-02", amount=2, decided_by=decided_by),
    ]
    counted = count(
        "2026-03-02",
        "1 month",
        *told,
        counting={},
        values=values,
        requested=date(2026, 3, 1),
        today=date.fromisoformat(today) if today else None,
    )
    assert counted.due == date.fromisoformat(due)


def test_a_rule_that_may_start_never_switches_on_but_is_named_when_it_may_have(count: Count) -> None:
    values = [value("2000-01-01"), value("2026-03-09", amount=2, certainty="not_before")]
    before = count("2026-03-08", "1 month", counting={}, values=values)
    after = count("2026-03-09", "1 month", counting={}, values=values)
    assert (before.due, after.due) == (date(2026, 4, 8), date(2026, 4, 9))
    assert before.caveats == ()
    assert [(caveat.code, caveat.facts) for caveat in after.caveats] == [
        ("caveat.newer_rule_possible", (("since", date(2026, 3, 9)),))
    ]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([value("2027-05-01"), value("2028-05-01")], "step.not_yet_in_force"),
        ([value("2000-01-01", "2020-01-01")], "step.no_longer_in_force"),
        ([value("2000-01-01", "2026-03-02")], "step.no_longer_in_force"),  # the first day on which it no longer holds
        ([value("2020-01-01", certainty="not_before")], "step.start_not_settled"),
    ],
)
def test_a_clock_without_a_value_in_force_has_no_day(
    count: Count, values: list[object], code: str, codes: Codes
) -> None:
    counted = count("2026-03-02", "1 month", counting={}, values=values)
    assert (counted.due, counted.status, counted.period) == (None, "none", Period())
    assert codes(counted) == [code]


def _values(*written: dict[str, object]) -> tuple[ClockValue, ...]:
    return msgspec.convert(written, tuple[ClockValue, ...])


def test_the_value_in_force_is_the_one_that_started_last() -> None:
    old, new, doubtful = values = _values(
        value("2000-01-01"), value("2026-01-01"), value("2026-02-01", certainty="not_before")
    )
    assert in_force(values, {"receipt": date(2026, 3, 1)}) == new
    assert in_force(values, {"receipt": date(2025, 12, 31)}) == old
    assert in_force((doubtful,), {"receipt": date(2026, 3, 1)}) is None


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ([value("2018-05-25", "2026-02-05"), value("2026-02-05")], []),
        ([value("2026-02-05"), value("2018-05-25", "2026-02-05")], []),
        (
            [value("2018-05-25", "2026-02-04"), value("2026-02-05")],
            [DatedGap(kind="gap", since="2026-02-04", until="2026-02-05")],
        ),
        (
            [value("2018-05-25", "2026-02-07"), value("2026-02-05")],
            [DatedGap(kind="overlap", since="2026-02-05", until="2026-02-07")],
        ),
        (
            [value("2018-05-25"), value("2026-02-05", "2027-01-01")],
            [DatedGap(kind="overlap", since="2026-02-05", until="2027-01-01")],
        ),
        (
            [value("2018-05-25"), value("2026-02-05")],
            [DatedGap(kind="overlap", since="2026-02-05", until=None)],
        ),
        (
            [value("2018-05-25", "2018-05-25")],
            [DatedGap(kind="backwards", since="2018-05-25", until="2018-05-25")],
        ),
        ([value("2018-05-25"), value("2027-03-09", certainty="not_before")], []),
        ([], []),
    ],
)
def test_gaps_and_overlaps_of_dated_values_are_found(values: list[dict[str, object]], faults: list[DatedGap]) -> None:
    assert list(dated_gaps(_values(*values))) == faults
