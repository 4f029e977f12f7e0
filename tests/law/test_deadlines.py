"""Worked counts: each law's own trap, and the steps that explain the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from facewrit.events import Chronology, Event
from facewrit.folders import find_rooms
from facewrit.law.calendars import WorkingCalendar, YearNotCovered
from facewrit.law.deadlines import ClockCount, UncountableClock, clocks, dated_gaps, effective_due, limit_day
from facewrit.law.model import Counting, Limit, Period
from facewrit.law.opening import open_lawbook

Count = Callable[..., ClockCount]
Codes = Callable[[ClockCount], list[str]]
Facts = Callable[[ClockCount, str], list[dict[str, object]]]

JAPAN = {"roll": "next_other_day", "roll_from": ["sunday", "holiday"]}


# --- Months -----------------------------------------------------------------------------------------------------------


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
    counted = count(received, "1 month", calendar=calendar)
    assert counted.due == date.fromisoformat(due)
    assert counted.status == "running"


def test_every_day_of_the_way_is_explained(count: Count, facts: Facts) -> None:
    counted = count("2025-11-25", "1 month", calendar="GB-WLS", extension="2 month")
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


def test_a_shorter_month_is_explained(count: Count, facts: Facts) -> None:
    assert facts(count("2026-01-31", "1 month"), "step.month_shorter") == [{"day": date(2026, 2, 28), "number": 31}]
    assert facts(count("2026-02-28", "1 month"), "step.month_shorter") == []


@pytest.mark.parametrize(
    ("received", "period", "due"),
    [
        ("2026-03-05", "1 month", "2026-04-04"),
        ("2026-03-01", "1 month", "2026-03-31"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2026-01-29", "1 month", "2026-02-28"),
        ("2026-01-28", "1 month", "2026-02-27"),
        ("2026-11-24", "30 calendar_day", "2026-12-23"),
        ("2026-11-24", "1 week", "2026-11-30"),
        ("2026-11-24", "10 working_day", "2026-12-07"),
        ("2026-11-21", "10 working_day", "2026-12-04"),  # a Saturday cannot be the first business day
        ("2024-02-29", "1 year", "2025-02-28"),
    ],
)
def test_a_period_that_begins_with_the_day(count: Count, received: str, period: dict[str, object], due: str) -> None:
    counted = count(received, period, counting={"first_day": "included"})
    assert counted.due == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("received", "period", "due"),
    [
        ("2023-11-22", "3 year", "2026-11-22"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 year", "2028-02-29"),
        ("2026-11-22", "6 week", "2027-01-03"),
    ],
)
def test_years_and_weeks(count: Count, received: str, period: dict[str, object], due: str) -> None:
    assert count(received, period, counting={}).due == date.fromisoformat(due)


# --- Days -------------------------------------------------------------------------------------------------------------


def test_korea_ten_days_and_a_saturday(count: Count, facts: Facts) -> None:
    assert count("2026-11-23", "10 calendar_day", calendar="KR").due == date(2026, 12, 3)
    counted = count("2026-11-25", "10 calendar_day", calendar="KR")
    assert counted.due == date(2026, 12, 7)
    assert facts(counted, "step.first_day_excluded") == [{"day": date(2026, 11, 25)}]
    assert facts(counted, "step.rolled_to")[0]["day"] == date(2026, 12, 7)


def test_japanese_public_bodies_have_thirty_days_and_thirty_more(count: Count) -> None:
    counted = count("2026-11-24", "30 calendar_day", calendar="JP", counting=JAPAN, extension="30 calendar_day")
    assert counted.due == date(2026, 12, 24)
    assert counted.extended_due == date(2027, 1, 23)  # a Saturday: see the next test


def test_in_japan_a_saturday_ends_a_period_a_sunday_or_holiday_does_not(count: Count) -> None:
    saturday, sunday = date(2026, 12, 5), date(2026, 12, 6)
    assert count("2026-11-25", "10 calendar_day", calendar="JP", counting=JAPAN).due == saturday
    assert count("2026-11-26", "10 calendar_day", calendar="JP", counting=JAPAN).due == sunday.replace(day=7)
    # Friday 20 March 2026 is the vernal equinox: the period ends on the next day, which is a Saturday
    assert count("2026-03-10", "10 calendar_day", calendar="JP", counting=JAPAN).due == date(2026, 3, 21)
    strict = {"roll": "next_working_day", "roll_from": ["sunday", "holiday"]}
    assert count("2026-03-10", "10 calendar_day", calendar="JP", counting=strict).due == date(2026, 3, 23)


def test_no_number_is_no_day(count: Count, codes: Codes, facts: Facts) -> None:
    counted = count("2026-11-24", {"phrase": "without_delay"}, "extension=2026-11-30", calendar="JP", counting=JAPAN)
    assert (counted.due, counted.extended_due, counted.status) == (None, None, "none")
    assert effective_due(counted) is None
    assert facts(counted, "step.no_number") == [{"phrase": "without_delay"}]
    assert codes(counted) == ["step.from_receipt", "step.no_number"]


def test_california_forty_five_days_twice_and_ten_business_days(count: Count, facts: Facts) -> None:
    more = "45 calendar_day"
    counted = count("2026-11-20", "45 calendar_day", calendar="US-CA", extension=more)
    assert (counted.due, counted.extended_due) == (date(2027, 1, 4), date(2027, 2, 18))
    confirmed = count("2026-11-20", "10 working_day", calendar="US-CA", stage="acknowledge")
    assert confirmed.due == date(2026, 12, 8)
    assert confirmed.stage == "acknowledge"
    assert [fact["holiday"] for fact in facts(confirmed, "step.holiday_not_counted")] == [
        "Thanksgiving Day",
        "Day After Thanksgiving",
    ]
    assert count("2026-11-20", "10 working_day", calendar="US").due == date(2026, 12, 7)


def test_switzerland_thirty_days_and_an_extension_without_number(count: Count, codes: Codes) -> None:
    open_extension = {"period": {"phrase": "told_within_period"}}
    counted = count("2026-11-24", "30 calendar_day", calendar="CH-ZH", extension=open_extension)
    assert counted.due == date(2026, 12, 24)
    assert counted.extended_due is None
    assert "step.extension_without_number" in codes(counted)
    # 26 December 2026 is a Saturday and a holiday in Zürich, 27 December a Sunday
    assert count("2026-11-26", "30 calendar_day", calendar="CH-ZH").due == date(2026, 12, 28)


def test_friday_and_saturday_can_be_the_weekend(count: Count) -> None:
    weekend = {
        "rest_days": ["friday", "saturday"],
        "roll": "next_working_day",
        "roll_from": ["friday", "saturday", "holiday"],
    }
    six = "6 working_day"
    assert count("2026-11-19", six, calendar="EG", counting=weekend).due == date(2026, 11, 29)
    assert count("2026-11-17", "10 calendar_day", calendar="EG", counting=weekend).due == date(
        2026, 11, 29
    )  # 27th: Friday


def test_a_working_saturday_still_is_a_saturday(count: Count) -> None:
    # In Hungary work was moved to Saturday 10 January 2026; Reg. 1182/71 Art. 2(2) knows no working Saturdays
    assert count("2025-12-10", "1 month", calendar="HU").due == date(2026, 1, 12)


# --- From which day ---------------------------------------------------------------------------------------------------


def test_a_period_from_the_request(count: Count, codes: Codes) -> None:
    counted = count("2026-03-06", "1 month", counting={}, counted_from="request", requested=date(2026, 3, 2))
    assert counted.due == date(2026, 4, 2)
    assert codes(counted)[0] == "step.from_request"
    assert count("2026-03-06", "1 month", counting={}, counted_from="request").due == date(2026, 4, 6)


@pytest.mark.parametrize(
    ("start", "told", "due"),
    [
        ("last_interaction", ("last_interaction=2025-01-10", "last_interaction=2026-01-10"), "2029-01-10"),
        ("acquisition", ("acquisition=2026-02-01",), "2029-02-01"),
        ("answer", ("refused=2026-03-20",), "2029-03-20"),
        ("answer", ("refused=2026-03-20", "answered=2026-03-12"), "2029-03-12"),
    ],
)
def test_a_period_from_another_event(count: Count, start: str, told: tuple[str, ...], due: str, facts: Facts) -> None:
    three_years = "3 year"
    counted = count("2026-03-02", three_years, *told, counting={}, counted_from=start)
    assert counted.due == date.fromisoformat(due)
    unknown = count("2026-03-02", three_years, counting={}, counted_from=start)
    assert (unknown.due, unknown.status) == (None, "none")
    assert facts(unknown, "step.start_unknown") == [{"event": start}]


# --- What is less than sure -------------------------------------------------------------------------------------------


def test_what_nobody_confirmed_is_said(count: Count) -> None:
    unsure = {"source": None, "confidence": "memory"}
    counted = count(
        "2026-11-20",
        "1 month",
        "identity_demanded=2026-11-25",
        counting={"roll": "next_working_day", "roll_from": ["saturday", "sunday", "holiday"], **unsure},
        values=[{"since": "2000-01-01", "period": {"amount": 1, "unit": "month"}, **unsure}],
        pauses=[{"event": "identity", "effect": "suspend", **unsure}],
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
    assert [caveat.code for caveat in count("2026-11-20", "10 working_day", counting={}).caveats] == [
        "caveat.holidays_unknown"
    ]
    assert count("2026-11-20", "1 month", counting={}).caveats == ()


def test_a_year_without_known_holidays_gives_a_day_and_a_warning(count: Count) -> None:
    counted = count("2026-12-20", "1 month", calendar="LK")  # the library knows Sri Lanka until 2026
    assert counted.due == date(2027, 1, 20)
    assert [(caveat.code, caveat.fact("year")) for caveat in counted.caveats] == [
        ("caveat.holidays_of_year_unknown", 2027)
    ]


@pytest.mark.parametrize("period", [{"amount": 3}, "0 month", {"amount": -1, "unit": "week"}])
def test_a_period_written_by_halves_is_refused(count: Count, period: dict[str, object]) -> None:
    with pytest.raises(UncountableClock, match="belong together"):
        count("2026-11-20", period)


@pytest.mark.parametrize("calendar", [None, "NL"])
@pytest.mark.parametrize("period", ["1 month", "45 calendar_day", "9999 year"])
def test_a_period_that_leaves_the_calendar_is_refused(count: Count, period: object, calendar: str | None) -> None:
    with pytest.raises(UncountableClock, match="leaves the calendar"):
        count("9999-12-20", period, calendar=calendar)


def test_a_right_that_names_no_known_clock_is_refused(count: Count) -> None:
    with pytest.raises(UncountableClock, match=r"there is no clock 'answer'\. Name one of acknowledgement"):
        count("2026-11-20", "1 month", id="acknowledgement")


# --- Limits of the ladder ---------------------------------------------------------------------------------------------


def _limit(after: str, period: Period | None = None, known: bool = True) -> date | None:
    counting = msgspec.convert(
        {"roll": "next_working_day", "roll_from": ["saturday", "sunday", "holiday"], "confidence": "high"}, Counting
    )
    days = {"due": date(2026, 11, 25), "complaint": date(2026, 11, 30)}
    limit = msgspec.convert({"after": after, "period": period, "known": known}, Limit, from_attributes=True)
    return limit_day(limit, days=days, calendar=WorkingCalendar("NL"), counting=counting)


def test_limits_are_counted_like_periods() -> None:
    assert _limit(after="due") == date(2026, 11, 25)
    assert _limit(after="complaint", period=Period(amount=3, unit="month")) == date(2027, 3, 1)  # 28 February: Sunday
    assert _limit(after="due", period=Period(amount=1, unit="month")) == date(2026, 12, 28)
    assert _limit(after="due", period=Period(amount=6, unit="week")) == date(2027, 1, 6)


def test_a_limit_without_a_known_day_has_none() -> None:
    assert _limit(after="answer", period=Period(amount=6, unit="week")) is None
    assert _limit(after="any") is None
    assert _limit(after="due", known=False) is None
    assert _limit(after="due", period=Period(phrase="reasonable_time")) is None


def test_a_limit_in_a_year_without_known_holidays_is_not_guessed() -> None:
    counting = Counting(confidence="high", roll="next_working_day", roll_from=("holiday",))
    limit = Limit(after="due", period=Period(amount=1, unit="month"))
    with pytest.raises(YearNotCovered):
        limit_day(limit, days={"due": date(2026, 12, 25)}, calendar=WorkingCalendar("LK"), counting=counting)


# --- The records themselves -------------------------------------------------------------------------------------------


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
