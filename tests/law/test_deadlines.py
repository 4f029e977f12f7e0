"""Worked counts: each law's own trap, the steps that explain the day, extensions and pauses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from facewrit.events import Chronology, Event
from facewrit.folders import find_rooms
from facewrit.law.calendars import WorkingCalendar, YearNotCovered
from facewrit.law.deadlines import (
    ClockCount,
    DatedGap,
    UncountableClock,
    clocks,
    dated_gaps,
    effective_due,
    in_force,
    limit_day,
)
from facewrit.law.lawbook import open_lawbook
from facewrit.law.model import ClockValue, Counting, Limit, Period

Count = Callable[..., ClockCount]

MONTH = {"amount": 1, "unit": "month"}
TWO_MONTHS_MORE = {"period": {"amount": 2, "unit": "month"}}
DAYS_10 = {"amount": 10, "unit": "calendar_day"}
DAYS_30 = {"amount": 30, "unit": "calendar_day"}
DAYS_45 = {"amount": 45, "unit": "calendar_day"}
BUSINESS_DAYS_10 = {"amount": 10, "unit": "working_day"}
JAPAN = {"roll": "next_other_day", "roll_from": ["sunday", "holiday"]}
SOURCED = {"source": "https://example.org/law", "confidence": "high"}


def pause(event: str, effect: str, **more: str) -> dict[str, str]:
    return {"event": event, "effect": effect, **SOURCED, **more}


def codes(count: ClockCount) -> list[str]:
    return [step.reason.code for step in count.steps]


def facts(count: ClockCount, code: str) -> list[dict[str, object]]:
    return [dict(step.reason.facts) for step in count.steps if step.reason.code == code]


# --- Months -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "calendar", "due"),
    [
        ("2026-03-05", "NL", "2026-04-07"),  # 5 April is Easter Sunday, 6 April Easter Monday
        ("2025-03-05", "GB-WLS", "2025-04-07"),  # a Saturday
        ("2024-03-05", "NL", "2024-04-05"),
        ("2026-01-31", "NL", "2026-03-02"),  # 28 February is a Saturday
        ("2025-01-31", "NL", "2025-02-28"),
        ("2024-01-31", "NL", "2024-02-29"),
        ("2024-01-30", "NL", "2024-02-29"),
        ("2026-08-31", "NL", "2026-09-30"),
        ("2025-11-25", "GB-WLS", "2025-12-29"),  # Christmas, Boxing Day, Saturday, Sunday
        ("2026-05-06", "DE-BY", "2026-06-08"),  # 6 June is a Saturday
        ("2026-05-04", "DE-BY", "2026-06-05"),  # Corpus Christi in Bavaria
        ("2026-05-04", "DE-BE", "2026-06-04"),  # not in Berlin
        ("2024-02-29", "NL", "2024-04-02"),  # 29 March is Good Friday; then Saturday, Easter Sunday and Monday
        ("2028-02-29", "NL", "2028-03-29"),
        ("2026-12-31", "NL", "2027-02-01"),  # 31 January is a Sunday
    ],
)
def test_a_month_ends_on_the_same_day_number_or_on_the_next_working_day(
    count: Count, received: str, calendar: str, due: str
) -> None:
    counted = count(received, MONTH, calendar=calendar)
    assert counted.due == date.fromisoformat(due)
    assert counted.status == "running"


def test_every_day_of_the_way_is_explained(count: Count) -> None:
    counted = count("2025-11-25", MONTH, calendar="GB-WLS", extension=TWO_MONTHS_MORE)
    assert [(str(step.on), step.reason.code) for step in counted.steps] == [
        ("2025-11-25", "step.from_receipt"),
        ("2025-12-25", "step.period_ends"),
        ("2025-12-25", "step.rolled"),
        ("2025-12-26", "step.rolled"),
        ("2025-12-27", "step.rolled_rest_day"),
        ("2025-12-28", "step.rolled_rest_day"),
        ("2025-12-29", "step.rolled_to"),
        ("2025-12-29", "step.due"),
        ("2026-02-25", "step.extension_possible"),
        ("2025-12-29", "step.extension_notice"),
    ]
    assert [fact["holiday"] for fact in facts(counted, "step.rolled")] == ["Christmas Day", "Boxing Day"]
    assert facts(counted, "step.period_ends")[0]["period"] == Period(amount=1, unit="month")
    assert counted.confidence == "high"
    assert counted.source == "https://example.org/law"
    assert counted.caveats == ()


def test_a_shorter_month_is_explained(count: Count) -> None:
    assert facts(count("2026-01-31", MONTH), "step.month_shorter") == [{"day": date(2026, 2, 28), "number": 31}]
    assert facts(count("2026-02-28", MONTH), "step.month_shorter") == []


@pytest.mark.parametrize(
    ("received", "period", "due"),
    [
        ("2026-03-05", MONTH, "2026-04-04"),
        ("2026-03-01", MONTH, "2026-03-31"),
        ("2026-01-31", MONTH, "2026-02-28"),
        ("2026-01-29", MONTH, "2026-02-28"),
        ("2026-01-28", MONTH, "2026-02-27"),
        ("2026-11-24", DAYS_30, "2026-12-23"),
        ("2026-11-24", {"amount": 1, "unit": "week"}, "2026-11-30"),
        ("2026-11-24", BUSINESS_DAYS_10, "2026-12-07"),
        ("2026-11-21", BUSINESS_DAYS_10, "2026-12-04"),  # a Saturday cannot be the first business day
        ("2024-02-29", {"amount": 1, "unit": "year"}, "2025-02-28"),
    ],
)
def test_a_period_that_begins_with_the_day(count: Count, received: str, period: dict[str, object], due: str) -> None:
    counted = count(received, period, counting={"first_day": "included"})
    assert counted.due == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("received", "period", "due"),
    [
        ("2023-11-22", {"amount": 3, "unit": "year"}, "2026-11-22"),
        ("2024-02-29", {"amount": 1, "unit": "year"}, "2025-02-28"),
        ("2024-02-29", {"amount": 4, "unit": "year"}, "2028-02-29"),
        ("2026-11-22", {"amount": 6, "unit": "week"}, "2027-01-03"),
    ],
)
def test_years_and_weeks(count: Count, received: str, period: dict[str, object], due: str) -> None:
    assert count(received, period, counting={}).due == date.fromisoformat(due)


# --- Days ---------------------------------------------------------------------------------------------------------


def test_korea_ten_days_and_a_saturday(count: Count) -> None:
    assert count("2026-11-23", DAYS_10, calendar="KR").due == date(2026, 12, 3)
    counted = count("2026-11-25", DAYS_10, calendar="KR")
    assert counted.due == date(2026, 12, 7)
    assert facts(counted, "step.first_day_excluded") == [{"day": date(2026, 11, 25)}]
    assert facts(counted, "step.rolled_to")[0]["day"] == date(2026, 12, 7)


def test_japanese_public_bodies_have_thirty_days_and_thirty_more(count: Count) -> None:
    counted = count("2026-11-24", DAYS_30, calendar="JP", counting=JAPAN, extension={"period": DAYS_30})
    assert counted.due == date(2026, 12, 24)
    assert counted.extended_due == date(2027, 1, 23)  # a Saturday: see the next test


def test_in_japan_a_saturday_ends_a_period_a_sunday_or_holiday_does_not(count: Count) -> None:
    saturday, sunday = date(2026, 12, 5), date(2026, 12, 6)
    assert count("2026-11-25", DAYS_10, calendar="JP", counting=JAPAN).due == saturday
    assert count("2026-11-26", DAYS_10, calendar="JP", counting=JAPAN).due == sunday.replace(day=7)
    # Friday 20 March 2026 is the vernal equinox: the period ends on the next day, which is a Saturday
    assert count("2026-03-10", DAYS_10, calendar="JP", counting=JAPAN).due == date(2026, 3, 21)
    strict = {"roll": "next_working_day", "roll_from": ["sunday", "holiday"]}
    assert count("2026-03-10", DAYS_10, calendar="JP", counting=strict).due == date(2026, 3, 23)


def test_no_number_is_no_day(count: Count) -> None:
    counted = count("2026-11-24", {"phrase": "without_delay"}, "extension=2026-11-30", calendar="JP", counting=JAPAN)
    assert (counted.due, counted.extended_due, counted.status) == (None, None, "none")
    assert effective_due(counted) is None
    assert facts(counted, "step.no_number") == [{"phrase": "without_delay"}]
    assert codes(counted) == ["step.from_receipt", "step.no_number"]


def test_california_forty_five_days_twice_and_ten_business_days(count: Count) -> None:
    more = {"period": DAYS_45, "total_from": "start"}
    counted = count("2026-11-20", DAYS_45, calendar="US-CA", extension=more)
    assert (counted.due, counted.extended_due) == (date(2027, 1, 4), date(2027, 2, 18))
    confirmed = count("2026-11-20", BUSINESS_DAYS_10, calendar="US-CA", stage="acknowledge")
    assert confirmed.due == date(2026, 12, 8)
    assert confirmed.stage == "acknowledge"
    assert [fact["holiday"] for fact in facts(confirmed, "step.holiday_not_counted")] == [
        "Thanksgiving Day",
        "Day After Thanksgiving",
    ]
    assert count("2026-11-20", BUSINESS_DAYS_10, calendar="US").due == date(2026, 12, 7)


def test_switzerland_thirty_days_and_an_extension_without_number(count: Count) -> None:
    open_extension = {"period": {"phrase": "told_within_period"}}
    counted = count("2026-11-24", DAYS_30, calendar="CH-ZH", extension=open_extension)
    assert counted.due == date(2026, 12, 24)
    assert counted.extended_due is None
    assert "step.extension_without_number" in codes(counted)
    # 26 December 2026 is a Saturday and a holiday in Zürich, 27 December a Sunday
    assert count("2026-11-26", DAYS_30, calendar="CH-ZH").due == date(2026, 12, 28)


def test_friday_and_saturday_can_be_the_weekend(count: Count) -> None:
    weekend = {
        "rest_days": ["friday", "saturday"],
        "roll": "next_working_day",
        "roll_from": ["friday", "saturday", "holiday"],
    }
    six = {"amount": 6, "unit": "working_day"}
    assert count("2026-11-19", six, calendar="EG", counting=weekend).due == date(2026, 11, 29)
    assert count("2026-11-17", DAYS_10, calendar="EG", counting=weekend).due == date(2026, 11, 29)  # 27th: Friday


def test_a_working_saturday_still_is_a_saturday(count: Count) -> None:
    # In Hungary work was moved to Saturday 10 January 2026; Reg. 1182/71 Art. 2(2) knows no working Saturdays
    assert count("2025-12-10", MONTH, calendar="HU").due == date(2026, 1, 12)


# --- Extension ----------------------------------------------------------------------------------------------------


def test_an_extension_counts_the_whole_from_the_start(count: Count) -> None:
    counted = count("2026-01-31", MONTH, calendar="NL", extension=TWO_MONTHS_MORE)
    assert counted.extended_due == date(2026, 4, 30)  # not 28 April, two months after 28 February
    from_due = count("2026-01-31", MONTH, calendar="NL", extension={**TWO_MONTHS_MORE, "total_from": "due"})
    assert from_due.extended_due == date(2026, 5, 4)  # two months after 2 March are a Saturday


def test_an_extension_in_another_measure_follows_the_period(count: Count) -> None:
    counted = count("2026-03-02", MONTH, counting={}, extension={"period": DAYS_10})
    assert counted.extended_due == date(2026, 4, 12)
    weeks = count("2026-03-02", DAYS_10, counting={}, extension={"period": {"amount": 2, "unit": "week"}})
    assert weeks.extended_due == date(2026, 3, 26)


@pytest.mark.parametrize("told", ["2026-02-01", "2026-03-02"])
def test_an_extension_told_within_the_period_holds(count: Count, told: str) -> None:
    counted = count("2026-01-31", MONTH, f"extension={told}", calendar="NL", extension=TWO_MONTHS_MORE)
    assert (counted.due, counted.extended_due) == (date(2026, 3, 2), date(2026, 4, 30))
    assert counted.extended
    assert effective_due(counted) == date(2026, 4, 30)
    assert facts(counted, "step.extension_in_time")[0]["told"] == date.fromisoformat(told)
    assert "step.extended_to" in codes(counted)
    assert "step.extension_possible" not in codes(counted)


def test_an_extension_told_too_late_does_not_hold(count: Count) -> None:
    counted = count("2026-01-31", MONTH, "extension=2026-03-03", calendar="NL", extension=TWO_MONTHS_MORE)
    assert (counted.due, counted.extended_due) == (date(2026, 3, 2), date(2026, 4, 30))
    assert not counted.extended
    assert effective_due(counted) == date(2026, 3, 2)
    assert facts(counted, "step.extension_too_late") == [{"told": date(2026, 3, 3), "due": date(2026, 3, 2)}]
    assert not {"step.extension_possible", "step.extended_to", "step.extension_notice"} & set(codes(counted))


def test_an_extension_that_the_law_does_not_know(count: Count) -> None:
    counted = count("2026-11-23", DAYS_10, "extension=2026-11-30", calendar="KR")
    assert effective_due(counted) == counted.due == date(2026, 12, 3)
    assert "step.extension_not_provided" in codes(counted)


def test_an_extension_without_number_leaves_no_day_to_come_back_on(count: Count) -> None:
    open_extension = {"period": {"phrase": "until_reason_ends"}}
    counted = count("2026-11-23", DAYS_10, "extension=2026-11-30", calendar="KR", extension=open_extension)
    assert counted.due == date(2026, 12, 3)
    assert counted.extended
    assert effective_due(counted) is None
    late = count("2026-11-23", DAYS_10, "extension=2026-12-04", calendar="KR", extension=open_extension)
    assert effective_due(late) == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("notice", "told", "holds", "code"),
    [
        ("without_delay", "2026-12-24", True, "step.extension_in_time"),
        ("without_delay", "2026-12-25", True, "step.extension_told_late"),
        ("without_delay", "2027-02-01", False, "step.extension_too_late"),
        ("none", "2026-12-25", True, "step.extension_in_time"),
        ("none", "2027-02-01", False, "step.extension_too_late"),
    ],
)
def test_where_word_of_the_extension_need_not_come_within_the_period(
    count: Count, notice: str, told: str, holds: bool, code: str
) -> None:
    more = {"period": DAYS_30, "notice": notice}
    counted = count("2026-11-24", DAYS_30, f"extension={told}", calendar="JP", counting=JAPAN, extension=more)
    assert counted.extended is holds
    assert code in codes(counted)


# --- Pauses -------------------------------------------------------------------------------------------------------

SUSPENDED = {"pauses": [pause("identity", "suspend")]}


def test_days_of_waiting_do_not_count(count: Count) -> None:
    told = ("identity_demanded=2026-03-10", "identity_given=2026-03-20")
    counted = count("2026-03-02", MONTH, *told, counting={}, extension=TWO_MONTHS_MORE, **SUSPENDED)
    assert counted.due == date(2026, 4, 12)
    assert counted.extended_due == date(2026, 6, 12)
    assert facts(counted, "step.suspended") == [
        {
            "event": "identity",
            "day": date(2026, 3, 10),
            "answered": date(2026, 3, 20),
            "days": 10,
            "provisions": (),
        }
    ]
    assert facts(counted, "step.pauses_together") == [{"days": 10, "day": date(2026, 4, 12)}]


def test_the_uk_does_not_count_the_day_of_the_demand_either(count: Count) -> None:
    """DPA 2018 s. 54(3C)(b): the period beginning with the day of the request for more and ending with its answer."""
    told = ("clarification_demanded=2026-03-10", "clarification_given=2026-03-20")
    counted = count(
        "2026-03-02", MONTH, *told, counting={}, pauses=[pause("clarification", "suspend", demand_day="included")]
    )
    assert counted.due == date(2026, 4, 13)


def test_a_moved_end_moves_on_to_a_working_day(count: Count) -> None:
    told = ("identity_demanded=2026-03-10", "identity_given=2026-03-20")
    assert count("2026-03-02", MONTH, *told, calendar="NL", **SUSPENDED).due == date(2026, 4, 13)


def test_while_nothing_is_given_the_clock_stands_still(count: Count) -> None:
    counted = count(
        "2026-03-02", MONTH, "identity_demanded=2026-03-10", calendar="NL", extension=TWO_MONTHS_MORE, **SUSPENDED
    )
    assert (counted.due, counted.extended_due, counted.status) == (None, None, "paused")
    assert effective_due(counted) is None
    assert facts(counted, "step.paused") == [{"event": "identity", "day": date(2026, 3, 10), "provisions": ()}]
    assert not {"step.due", "step.rolled_to"} & set(codes(counted))


def test_a_demand_after_the_end_changes_nothing(count: Count) -> None:
    told = ("identity_demanded=2026-04-03", "identity_given=2026-04-20")
    for events in (told, told[:1]):
        counted = count("2026-03-02", MONTH, *events, calendar="NL", **SUSPENDED)
        assert counted.due == date(2026, 4, 2)
        assert counted.status == "running"
        assert facts(counted, "step.demand_too_late") == [
            {"event": "identity", "day": date(2026, 4, 3), "due": date(2026, 4, 2)}
        ]
    on_the_last_day = count("2026-03-02", MONTH, "identity_demanded=2026-04-02", calendar="NL", **SUSPENDED)
    assert on_the_last_day.status == "paused"


def test_a_demand_in_the_extension_moves_only_the_extended_end(count: Count) -> None:
    told = ("extension=2026-03-30", "identity_demanded=2026-05-04", "identity_given=2026-05-14")
    counted = count("2026-03-02", MONTH, *told, counting={}, extension=TWO_MONTHS_MORE, **SUSPENDED)
    assert (counted.due, counted.extended_due) == (date(2026, 4, 2), date(2026, 6, 12))
    without = count("2026-03-02", MONTH, *told[1:], counting={}, extension=TWO_MONTHS_MORE, **SUSPENDED)
    assert (without.due, without.extended_due) == (date(2026, 4, 2), date(2026, 6, 2))
    from_due = {**TWO_MONTHS_MORE, "total_from": "due"}
    assert count("2026-03-02", MONTH, *told, counting={}, extension=from_due, **SUSPENDED).extended_due == date(
        2026, 6, 12
    )


def test_a_pause_lengthens_the_time_for_word_of_an_extension(count: Count) -> None:
    told = ("identity_demanded=2026-03-10", "identity_given=2026-03-20", "extension=2026-04-12")
    assert count("2026-03-02", MONTH, *told, counting={}, extension=TWO_MONTHS_MORE, **SUSPENDED).extended
    assert not count("2026-03-02", MONTH, *told[2:], counting={}, extension=TWO_MONTHS_MORE, **SUSPENDED).extended


def test_days_in_two_pauses_count_once(count: Count) -> None:
    both = [pause("identity", "suspend"), pause("clarification", "suspend")]
    told = (
        "identity_demanded=2026-03-10",
        "clarification_demanded=2026-03-15",
        "identity_given=2026-03-20",
        "clarification_given=2026-03-25",
    )
    counted = count("2026-03-02", MONTH, *told, counting={}, pauses=both)
    assert counted.due == date(2026, 4, 17)
    assert len(facts(counted, "step.suspended")) == 2
    assert facts(counted, "step.pauses_together")[0]["days"] == 15


def test_the_same_demand_twice_is_answered_once(count: Count) -> None:
    told = ("identity_demanded=2026-03-10", "identity_demanded=2026-03-12", "identity_given=2026-03-20")
    assert count("2026-03-02", MONTH, *told, counting={}, **SUSPENDED).due == date(2026, 4, 12)
    again = (*told, "identity_demanded=2026-03-25", "identity_given=2026-03-26")
    assert count("2026-03-02", MONTH, *again, counting={}, **SUSPENDED).due == date(2026, 4, 13)


RELEVANT_TIME = {"pauses": [pause("identity", "restart"), pause("fee", "restart")]}


def test_the_relevant_time_of_the_uk_is_the_latest_answer(count: Count) -> None:
    """DPA 2018 s. 54(3): the latest of request, identity information and fee, whatever was asked for first."""
    told = (
        "identity_demanded=2026-03-05",
        "identity_given=2026-03-20",
        "fee_demanded=2026-03-10",
        "fee_paid=2026-03-12",
    )
    counted = count("2026-03-02", MONTH, *told, calendar="GB-WLS", extension=TWO_MONTHS_MORE, **RELEVANT_TIME)
    assert counted.due == date(2026, 4, 20)
    assert counted.extended_due == date(2026, 6, 22)
    assert [fact["answered"] for fact in facts(counted, "step.restarted")] == [date(2026, 3, 20)]
    waiting = count("2026-03-02", MONTH, *told[:1], *told[2:], calendar="GB-WLS", **RELEVANT_TIME)
    assert waiting.status == "paused"


def test_days_of_waiting_before_a_new_start_are_not_counted_twice(count: Count) -> None:
    both = [pause("identity", "restart"), pause("clarification", "suspend")]
    told = (
        "clarification_demanded=2026-03-05",
        "clarification_given=2026-03-25",
        "identity_demanded=2026-03-06",
        "identity_given=2026-03-20",
    )
    # the month runs anew from 20 March; of the wait for clarification 21 to 25 March are left
    assert count("2026-03-02", MONTH, *told, counting={}, pauses=both).due == date(2026, 4, 25)


def test_only_working_days_are_made_good_where_working_days_count(count: Count) -> None:
    told = ("correction_demanded=2026-11-20", "correction_given=2026-11-30")
    counted = count("2026-11-16", BUSINESS_DAYS_10, *told, counting={}, pauses=[pause("correction", "suspend")])
    # 17 to 20 November are four, the six others run from 1 December
    assert counted.due == date(2026, 12, 8)
    assert facts(counted, "step.suspended")[0]["days"] == 6


def test_demands_that_this_law_does_not_wait_for_are_named(count: Count) -> None:
    told = ("identity_demanded=2026-11-25", "identity_given=2026-12-25")
    counted = count("2026-11-20", DAYS_45, *told, calendar="US-CA")
    assert counted.due == date(2027, 1, 4)
    assert facts(counted, "step.demand_does_not_pause") == [{"event": "identity", "day": date(2026, 11, 25)}]


def test_what_nobody_asked_for_and_what_came_before_the_start_changes_nothing(count: Count) -> None:
    given = count("2026-03-02", MONTH, "identity_given=2026-03-20", counting={}, **SUSPENDED)
    assert given.due == date(2026, 4, 2)
    assert "step.answer_without_demand" in codes(given)
    for effect in ("suspend", "restart"):
        told = ("identity_demanded=2026-02-20", "identity_given=2026-03-01")
        early = count("2026-03-02", MONTH, *told, counting={}, pauses=[pause("identity", effect)])
        assert early.due == date(2026, 4, 2)
        assert "step.answered_before_start" in codes(early)


def test_a_demand_made_before_the_receipt_stops_from_the_receipt(count: Count) -> None:
    told = ("identity_demanded=2026-02-20", "identity_given=2026-03-12")
    for day in ("excluded", "included"):
        counted = count("2026-03-02", MONTH, *told, counting={}, pauses=[pause("identity", "suspend", demand_day=day)])
        assert counted.due == date(2026, 4, 12)


# --- From which day, and which value ------------------------------------------------------------------------------


def test_a_period_from_the_request(count: Count) -> None:
    counted = count("2026-03-06", MONTH, counting={}, counted_from="request", requested=date(2026, 3, 2))
    assert counted.due == date(2026, 4, 2)
    assert codes(counted)[0] == "step.from_request"
    assert count("2026-03-06", MONTH, counting={}, counted_from="request").due == date(2026, 4, 6)


@pytest.mark.parametrize(
    ("start", "told", "due"),
    [
        ("last_interaction", ("last_interaction=2025-01-10", "last_interaction=2026-01-10"), "2029-01-10"),
        ("acquisition", ("acquisition=2026-02-01",), "2029-02-01"),
        ("answer", ("refused=2026-03-20",), "2029-03-20"),
        ("answer", ("refused=2026-03-20", "answered=2026-03-12"), "2029-03-12"),
    ],
)
def test_a_period_from_another_event(count: Count, start: str, told: tuple[str, ...], due: str) -> None:
    three_years = {"amount": 3, "unit": "year"}
    counted = count("2026-03-02", three_years, *told, counting={}, counted_from=start)
    assert counted.due == date.fromisoformat(due)
    unknown = count("2026-03-02", three_years, counting={}, counted_from=start)
    assert (unknown.due, unknown.status) == (None, "none")
    assert facts(unknown, "step.start_unknown") == [{"event": start}]


def value(since: str, until: str | None = None, amount: int = 1, **more: object) -> dict[str, object]:
    return {"since": since, "until": until, "period": {"amount": amount, "unit": "month"}, **SOURCED, **more}


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
        MONTH,
        *told,
        counting={},
        values=values,
        requested=date(2026, 3, 1),
        today=date.fromisoformat(today) if today else None,
    )
    assert counted.due == date.fromisoformat(due)


def test_a_rule_that_may_start_never_switches_on_but_is_named_when_it_may_have(count: Count) -> None:
    values = [value("2000-01-01"), value("2026-03-09", amount=2, certainty="not_before")]
    before = count("2026-03-08", MONTH, counting={}, values=values)
    after = count("2026-03-09", MONTH, counting={}, values=values)
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
        ([value("2020-01-01", certainty="not_before")], "step.start_not_settled"),
    ],
)
def test_a_clock_without_a_value_in_force_has_no_day(count: Count, values: list[object], code: str) -> None:
    counted = count("2026-03-02", MONTH, counting={}, values=values)
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


# --- What is less than sure ---------------------------------------------------------------------------------------


def test_what_nobody_confirmed_is_said(count: Count) -> None:
    unsure = {"source": None, "confidence": "memory"}
    counted = count(
        "2026-11-20",
        MONTH,
        "identity_demanded=2026-11-25",
        counting={"roll": "next_working_day", "roll_from": ["saturday", "sunday", "holiday"], **unsure},
        values=[value("2000-01-01", **unsure)],
        pauses=[{**pause("identity", "suspend"), **unsure}],
    )
    assert counted.confidence == "memory"
    assert [caveat.code for caveat in counted.caveats] == [
        "caveat.period_unconfirmed",
        "caveat.counting_unconfirmed",
        "caveat.pause_unconfirmed",
        "caveat.holidays_unknown",
    ]
    assert all(caveat.fact("grade") in ("memory", None) for caveat in counted.caveats)


def test_unknown_holidays_are_said_where_they_matter(count: Count) -> None:
    assert [caveat.code for caveat in count("2026-11-20", BUSINESS_DAYS_10, counting={}).caveats] == [
        "caveat.holidays_unknown"
    ]
    assert count("2026-11-20", MONTH, counting={}).caveats == ()


def test_a_year_without_known_holidays_gives_a_day_and_a_warning(count: Count) -> None:
    counted = count("2026-12-20", MONTH, calendar="LK")  # the library knows Sri Lanka until 2026
    assert counted.due == date(2027, 1, 20)
    assert [(caveat.code, caveat.fact("year")) for caveat in counted.caveats] == [
        ("caveat.holidays_of_year_unknown", 2027)
    ]


@pytest.mark.parametrize("period", [{"amount": 3}, {"amount": 0, "unit": "month"}, {"amount": -1, "unit": "week"}])
def test_a_period_written_by_halves_is_refused(count: Count, period: dict[str, object]) -> None:
    with pytest.raises(UncountableClock, match="belong together"):
        count("2026-11-20", period)


@pytest.mark.parametrize("calendar", [None, "NL"])
@pytest.mark.parametrize("period", [MONTH, DAYS_45, {"amount": 9999, "unit": "year"}])
def test_a_period_that_leaves_the_calendar_is_refused(count: Count, period: object, calendar: str | None) -> None:
    with pytest.raises(UncountableClock, match="leaves the calendar"):
        count("9999-12-20", period, calendar=calendar)


def test_a_right_that_names_no_known_clock_is_refused(count: Count) -> None:
    with pytest.raises(UncountableClock, match=r"there is no clock 'answer'\. Name one of acknowledgement"):
        count("2026-11-20", MONTH, id="acknowledgement")


# --- Limits of the ladder -----------------------------------------------------------------------------------------


def _limit(**written: object) -> date | None:
    counting = msgspec.convert(
        {"roll": "next_working_day", "roll_from": ["saturday", "sunday", "holiday"], **SOURCED}, Counting
    )
    days = {"due": date(2026, 11, 25), "complaint": date(2026, 11, 30)}
    return limit_day(msgspec.convert(written, Limit), days=days, calendar=WorkingCalendar("NL"), counting=counting)


def test_limits_are_counted_like_periods() -> None:
    assert _limit(after="due") == date(2026, 11, 25)
    assert _limit(after="complaint", period={"amount": 3, "unit": "month"}) == date(2027, 3, 1)  # 28 February: Sunday
    assert _limit(after="due", period={"amount": 1, "unit": "month"}) == date(2026, 12, 28)
    assert _limit(after="due", period={"amount": 6, "unit": "week"}) == date(2027, 1, 6)


def test_a_limit_without_a_known_day_has_none() -> None:
    assert _limit(after="answer", period={"amount": 6, "unit": "week"}) is None
    assert _limit(after="any") is None
    assert _limit(after="due", known=False) is None
    assert _limit(after="due", period={"phrase": "reasonable_time"}) is None


def test_a_limit_in_a_year_without_known_holidays_is_not_guessed() -> None:
    counting = Counting(confidence="high", roll="next_working_day", roll_from=("holiday",))
    limit = Limit(after="due", period=Period(amount=1, unit="month"))
    with pytest.raises(YearNotCovered):
        limit_day(limit, days={"due": date(2026, 12, 25)}, calendar=WorkingCalendar("LK"), counting=counting)


# --- The records themselves ---------------------------------------------------------------------------------------


def test_the_gdpr_as_it_is_recorded() -> None:
    regime = open_lawbook(find_rooms()).regime("gdpr")
    rights = {right.id: right for right in regime.rights}
    (answer,) = clocks(
        rights["access"],
        regime,
        received=date(2026, 11, 26),
        calendar=WorkingCalendar("NL", regime.counting.rest_days),
        chronology=Chronology(
            events=(
                Event(kind="identity_given", on=date(2026, 12, 4)),
                Event(kind="identity_demanded", on=date(2026, 12, 1)),
            )
        ),
    )
    assert (answer.due, answer.extended_due) == (date(2026, 12, 29), date(2027, 3, 1))
    assert [(provision.instrument, provision.path) for provision in answer.provisions] == [("gdpr", ("12", "3"))]
    (at_once,) = clocks(rights["withdraw_consent"], regime, received=date(2026, 11, 26), calendar=WorkingCalendar("NL"))
    assert (at_once.due, at_once.status, at_once.stage) == (None, "none", "comply")


def test_every_clock_of_every_recorded_right_can_be_counted() -> None:
    lawbook = open_lawbook(find_rooms())
    counted = 0
    for name in lawbook.ids("regimes"):
        for territory in (None, *lawbook.applied_in(name)):
            regime = lawbook.regime(name, territory)
            calendar = WorkingCalendar(None, regime.counting.rest_days)
            for right in regime.rights:
                for count in clocks(right, regime, received=date(2026, 11, 26), calendar=calendar):
                    assert (count.due is None) == (count.status == "none")
                    assert count.steps
                    counted += 1
            for clock in regime.clocks:
                assert dated_gaps(clock.values) == ()
    assert counted > 10
