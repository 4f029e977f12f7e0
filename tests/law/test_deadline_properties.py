"""What holds for every count, whatever the day, the law and the course of events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from facewrit.law.calendars import WorkingCalendar
from facewrit.law.deadlines import ClockCount, effective_due

Count = Callable[..., ClockCount]

CALENDARS = (None, "NL", "DE-BY", "GB-WLS", "JP", "KR", "US-CA", "CH-ZH", "CN", "HU", "EG", "NZ")
REST_DAYS = (["saturday", "sunday"], ["friday", "saturday"], ["sunday"])

days = st.dates(date(2018, 1, 1), date(2035, 12, 31))
calendars = st.sampled_from(CALENDARS)
units = st.sampled_from(("calendar_day", "working_day", "week", "month", "year"))


def periods(of: st.SearchStrategy[str] = units, most: int = 60) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda unit, amount: {"unit": unit, "amount": 1 + amount % (3 if unit == "year" else most)},
        of,
        st.integers(0, most - 1),
    )


countings = st.builds(
    lambda first_day, roll, roll_from, rest_days: {
        "first_day": first_day,
        "roll": roll,
        "roll_from": sorted(roll_from),
        "rest_days": rest_days,
    },
    st.sampled_from(("excluded", "included")),
    st.sampled_from(("next_working_day", "next_other_day", "none")),
    st.sets(st.sampled_from(("friday", "saturday", "sunday", "holiday"))),
    st.sampled_from(REST_DAYS),
)


def coherent(counting: dict[str, Any]) -> dict[str, Any]:
    """A law that moves to working days names all that are none; else a Sunday could end before the Saturday."""
    if counting["roll"] != "next_working_day":
        return counting
    return {**counting, "roll_from": sorted({*counting["roll_from"], *counting["rest_days"], "holiday"})}


extensions = st.none() | st.builds(
    lambda period, total_from, notice: {"period": period, "total_from": total_from, "notice": notice},
    periods(most=20) | st.just({"phrase": "until_reason_ends"}),
    st.sampled_from(("start", "due")),
    st.sampled_from(("within_period", "without_delay", "none")),
)
pauses = st.lists(
    st.builds(
        lambda event, effect, day, respite: {
            "event": event,
            "effect": effect,
            "demand_day": day,
            "respite": respite if effect == "restart" else None,
            "confidence": "high",
        },
        st.sampled_from(("identity", "clarification", "correction", "fee")),
        st.sampled_from(("suspend", "restart")),
        st.sampled_from(("excluded", "included")),
        st.none() | periods(st.sampled_from(("calendar_day", "working_day")), most=15),
    ),
    max_size=4,
    unique_by=lambda pause: pause["event"],
)
KINDS = (
    "sent",
    "extension",
    "identity_demanded",
    "identity_given",
    "clarification_demanded",
    "clarification_given",
    "correction_demanded",
    "correction_given",
    "fee_demanded",
    "fee_paid",
    "answered",
)


def courses(received: date) -> st.SearchStrategy[list[str]]:
    after = st.integers(-5, 120).map(lambda number: received + timedelta(days=number))
    return st.lists(st.builds(lambda kind, day: f"{kind}={day}", st.sampled_from(KINDS), after), max_size=8)


@st.composite
def situations(draw: st.DrawFn) -> tuple[date, dict[str, Any], list[str], dict[str, Any]]:
    """A day of receipt, a period, events and the rest of a record."""
    received = draw(days)
    rest = {
        "calendar": draw(calendars),
        "counting": draw(countings),
        "extension": draw(extensions),
        "pauses": draw(pauses),
    }
    return received, draw(periods()), draw(courses(received)), rest


def on_demand(events: list[str], kind: str) -> list[str]:
    """The events without those that belong to a pause (or only them)."""
    return [event for event in events if ("_" in event.split("=")[0]) == (kind == "pauses")]


@given(situation=situations())
@settings(max_examples=400)
def test_every_count_is_sound(count: Count, situation: tuple[date, dict[str, Any], list[str], dict[str, Any]]) -> None:
    received, period, events, rest = situation
    counted = count(received, period, *events, **rest)
    assert (counted.due is not None) == (counted.status == "running")
    assert counted.steps
    if counted.due is None:
        assert counted.extended_due is None
        return
    first_possible = received if rest["counting"]["first_day"] == "included" else received + timedelta(days=1)
    assert counted.due >= first_possible
    if counted.extended_due is not None:
        assert counted.extended_due >= counted.due
    if not counted.extended:
        assert effective_due(counted) == counted.due


@given(situation=situations(), data=st.data())
def test_the_order_in_which_events_are_told_does_not_matter(
    count: Count, situation: tuple[date, dict[str, Any], list[str], dict[str, Any]], data: st.DataObject
) -> None:
    received, period, events, rest = situation
    shuffled = data.draw(st.permutations(events))
    assert count(received, period, *events, **rest) == count(received, period, *shuffled, **rest)


@given(situation=situations())
def test_a_pause_never_shortens(
    count: Count, situation: tuple[date, dict[str, Any], list[str], dict[str, Any]]
) -> None:
    received, period, events, rest = situation
    without = count(received, period, *on_demand(events, "others"), **rest)
    paused = count(received, period, *events, **rest)
    assert without.due is not None
    if paused.status == "paused":
        return
    assert paused.due is not None
    assert paused.due >= without.due
    if without.extended_due is not None:
        assert paused.extended_due is not None
        assert paused.extended_due >= without.extended_due
    assert paused.extended or not without.extended


@given(
    day=days,
    later=st.integers(0, 40),
    period=periods(),
    calendar=calendars,
    counting=countings.map(coherent),
    more=extensions,
)
@example(
    day=date(2026, 1, 28),
    later=3,
    period={"unit": "month", "amount": 1},
    calendar="NL",
    counting={"first_day": "included"},
    more=None,
)
def test_who_receives_later_never_answers_earlier(
    count: Count,
    day: date,
    later: int,
    period: dict[str, Any],
    calendar: str | None,
    counting: dict[str, Any],
    more: dict[str, Any] | None,
) -> None:
    earlier = count(day, period, calendar=calendar, counting=counting, extension=more)
    after = count(day + timedelta(days=later), period, calendar=calendar, counting=counting, extension=more)
    assert earlier.due is not None and after.due is not None
    assert earlier.due <= after.due
    if earlier.extended_due is not None and after.extended_due is not None:
        assert earlier.extended_due <= after.extended_due


@given(day=days, period=periods(), calendar=calendars, rest_days=st.sampled_from(REST_DAYS), more=extensions)
def test_no_day_is_due_on_a_day_of_rest(
    count: Count,
    day: date,
    period: dict[str, Any],
    calendar: str | None,
    rest_days: list[str],
    more: dict[str, Any] | None,
) -> None:
    counting = {"roll": "next_working_day", "roll_from": [*rest_days, "holiday"], "rest_days": rest_days}
    counted = count(day, period, calendar=calendar, counting=counting, extension=more)
    working = WorkingCalendar(calendar, tuple(rest_days))
    for end in (counted.due, counted.extended_due):
        assert end is None or working.is_working(end)
    if (moved := [step for step in counted.steps if step.reason.code == "step.rolled_to"]) and more is None:
        (ends,) = [step.on for step in counted.steps if step.reason.code == "step.period_ends"]
        passed = [step.on for step in counted.steps if step.reason.code in ("step.rolled", "step.rolled_rest_day")]
        assert passed == [ends + timedelta(days=number) for number in range((moved[0].on - ends).days)]
        assert counted.due == moved[0].on


@given(day=days, calendar=calendars, number=st.integers(0, 60), rest_days=st.sampled_from(REST_DAYS))
def test_working_days_are_as_many_as_were_asked_for(
    day: date, calendar: str | None, number: int, rest_days: list[str]
) -> None:
    working = WorkingCalendar(calendar, tuple(rest_days))
    end = working.add_working_days(day, number)
    between = [day + timedelta(days=ahead) for ahead in range(1, (end - day).days + 1)]
    assert sum(map(working.is_working, between)) == number
    assert number == 0 or working.is_working(end)


@given(day=days)
def test_a_month_ends_in_the_next_month_on_the_same_day_number_or_its_last_day(count: Count, day: date) -> None:
    due = count(day, {"unit": "month", "amount": 1}, counting={}).due
    assert due is not None
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == 1
    assert due.day == day.day or (due.day < day.day and (due + timedelta(days=1)).day == 1)
    included = count(day, {"unit": "month", "amount": 1}, counting={"first_day": "included"}).due
    assert included is not None
    assert included in (due, due - timedelta(days=1))


@given(day=days, waiting=st.integers(0, 60), asked=st.integers(0, 29), period=periods(st.just("calendar_day"), 30))
def test_waiting_moves_the_day_by_exactly_the_days_of_waiting(
    count: Count, day: date, waiting: int, asked: int, period: dict[str, Any]
) -> None:
    demanded = day + timedelta(days=asked % (period["amount"] + 1))
    told = (f"identity_demanded={demanded}", f"identity_given={demanded + timedelta(days=waiting)}")
    pause = [{"event": "identity", "effect": "suspend", "confidence": "high"}]
    plain = count(day, period, counting={}).due
    assert plain is not None
    assert count(day, period, *told, counting={}, pauses=pause).due == plain + timedelta(days=waiting)
