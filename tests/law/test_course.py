"""What happens on the way: extensions in and out of time, demands that stop the period or do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from facewrit.law.deadlines import ClockCount, effective_due

Count = Callable[..., ClockCount]
Codes = Callable[[ClockCount], list[str]]
Facts = Callable[[ClockCount, str], list[dict[str, object]]]


# --- Extension --------------------------------------------------------------------------------------------------------


def test_an_extension_counts_the_whole_from_the_start(count: Count) -> None:
    counted = count("2026-01-31", "1 month", calendar="NL", extension="2 month")
    assert counted.extended_due == date(2026, 4, 30)  # not 28 April, two months after 28 February
    from_due = count("2026-01-31", "1 month", calendar="NL", extension={"period": "2 month", "total_from": "due"})
    assert from_due.extended_due == date(2026, 5, 4)  # two months after 2 March are a Saturday


def test_an_extension_in_another_measure_follows_the_period(count: Count) -> None:
    counted = count("2026-03-02", "1 month", counting={}, extension="10 calendar_day")
    assert counted.extended_due == date(2026, 4, 12)
    weeks = count("2026-03-02", "10 calendar_day", counting={}, extension={"period": "2 week"})
    assert weeks.extended_due == date(2026, 3, 26)


def test_an_extension_never_ends_before_the_period_itself(count: Count) -> None:
    saturdays_only = {"roll": "next_working_day", "roll_from": ["saturday"]}
    one_day = {"period": "1 calendar_day"}
    counted = count("2026-11-25", "10 calendar_day", counting=saturdays_only, extension=one_day)
    # Saturday 5 December moves to Monday, while the Sunday after it would be left alone
    assert counted.due == counted.extended_due == date(2026, 12, 7)


@pytest.mark.parametrize("told", ["2026-02-01", "2026-03-02"])
def test_an_extension_told_within_the_period_holds(count: Count, told: str, codes: Codes, facts: Facts) -> None:
    counted = count("2026-01-31", "1 month", f"extension={told}", calendar="NL", extension="2 month")
    assert (counted.due, counted.extended_due) == (date(2026, 3, 2), date(2026, 4, 30))
    assert counted.extended
    assert effective_due(counted) == date(2026, 4, 30)
    assert facts(counted, "step.extension_in_time")[0]["told"] == date.fromisoformat(told)
    assert "step.extended_to" in codes(counted)
    assert "step.extension_possible" not in codes(counted)


def test_an_extension_told_too_late_does_not_hold(count: Count, codes: Codes, facts: Facts) -> None:
    counted = count("2026-01-31", "1 month", "extension=2026-03-03", calendar="NL", extension="2 month")
    assert (counted.due, counted.extended_due) == (date(2026, 3, 2), date(2026, 4, 30))
    assert not counted.extended
    assert effective_due(counted) == date(2026, 3, 2)
    assert facts(counted, "step.extension_too_late") == [{"told": date(2026, 3, 3), "due": date(2026, 3, 2)}]
    assert not {"step.extension_possible", "step.extended_to", "step.extension_notice"} & set(codes(counted))


def test_an_extension_that_the_law_does_not_know(count: Count, codes: Codes) -> None:
    counted = count("2026-11-23", "10 calendar_day", "extension=2026-11-30", calendar="KR")
    assert effective_due(counted) == counted.due == date(2026, 12, 3)
    assert "step.extension_not_provided" in codes(counted)


def test_an_extension_without_number_leaves_no_day_to_come_back_on(count: Count) -> None:
    open_extension = {"period": {"phrase": "until_reason_ends"}}
    counted = count("2026-11-23", "10 calendar_day", "extension=2026-11-30", calendar="KR", extension=open_extension)
    assert counted.due == date(2026, 12, 3)
    assert counted.extended
    assert effective_due(counted) is None
    late = count("2026-11-23", "10 calendar_day", "extension=2026-12-04", calendar="KR", extension=open_extension)
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
    count: Count, notice: str, told: str, holds: bool, code: str, codes: Codes
) -> None:
    more = {"period": "30 calendar_day", "notice": notice}
    counted = count("2026-11-24", "30 calendar_day", f"extension={told}", calendar="JP", counting={}, extension=more)
    assert counted.extended is holds
    assert code in codes(counted)


# --- Pauses -----------------------------------------------------------------------------------------------------------


def test_days_of_waiting_do_not_count(count: Count, facts: Facts) -> None:
    told = ("identity_demanded=2026-03-10", "identity_given=2026-03-20")
    counted = count("2026-03-02", "1 month", *told, counting={}, extension="2 month", pauses=["identity suspend"])
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
    counted = count("2026-03-02", "1 month", *told, counting={}, pauses=["clarification suspend included"])
    assert counted.due == date(2026, 4, 13)


def test_a_moved_end_moves_on_to_a_working_day(count: Count) -> None:
    told = ("identity_demanded=2026-03-10", "identity_given=2026-03-20")
    assert count("2026-03-02", "1 month", *told, calendar="NL", pauses=["identity suspend"]).due == date(2026, 4, 13)


def test_while_nothing_is_given_the_clock_stands_still(count: Count, codes: Codes, facts: Facts) -> None:
    counted = count(
        "2026-03-02",
        "1 month",
        "identity_demanded=2026-03-10",
        calendar="NL",
        extension="2 month",
        pauses=["identity suspend"],
    )
    assert (counted.due, counted.extended_due, counted.status) == (None, None, "paused")
    assert effective_due(counted) is None
    assert facts(counted, "step.paused") == [{"event": "identity", "day": date(2026, 3, 10), "provisions": ()}]
    assert not {"step.due", "step.rolled_to"} & set(codes(counted))


def test_a_demand_after_the_end_changes_nothing(count: Count, facts: Facts) -> None:
    told = ("identity_demanded=2026-04-03", "identity_given=2026-04-20")
    for events in (told, told[:1]):
        counted = count("2026-03-02", "1 month", *events, calendar="NL", pauses=["identity suspend"])
        assert counted.due == date(2026, 4, 2)
        assert counted.status == "running"
        assert facts(counted, "step.demand_too_late") == [
            {"event": "identity", "day": date(2026, 4, 3), "due": date(2026, 4, 2)}
        ]
    on_the_last_day = count(
        "2026-03-02", "1 month", "identity_demanded=2026-04-02", calendar="NL", pauses=["identity suspend"]
    )
    assert on_the_last_day.status == "paused"


def test_a_demand_in_the_extension_moves_only_the_extended_end(count: Count) -> None:
    told = ("extension=2026-03-30", "identity_demanded=2026-05-04", "identity_given=2026-05-14")
    counted = count("2026-03-02", "1 month", *told, counting={}, extension="2 month", pauses=["identity suspend"])
    assert (counted.due, counted.extended_due) == (date(2026, 4, 2), date(2026, 6, 12))
    without = count("2026-03-02", "1 month", *told[1:], counting={}, extension="2 month", pauses=["identity suspend"])
    assert (without.due, without.extended_due) == (date(2026, 4, 2), date(2026, 6, 2))
    from_due = {"period": "2 month", "total_from": "due"}
    assert count(
        "2026-03-02", "1 month", *told, counting={}, extension=from_due, pauses=["identity suspend"]
    ).extended_due == date(2026, 6, 12)


def test_a_pause_lengthens_the_time_for_word_of_an_extension(count: Count) -> None:
    told = ("identity_demanded=2026-03-10", "identity_given=2026-03-20", "extension=2026-04-12")
    assert count("2026-03-02", "1 month", *told, counting={}, extension="2 month", pauses=["identity suspend"]).extended
    assert not count(
        "2026-03-02", "1 month", *told[2:], counting={}, extension="2 month", pauses=["identity suspend"]
    ).extended


def test_days_in_two_pauses_count_once(count: Count, facts: Facts) -> None:
    both = ["identity suspend", "clarification suspend"]
    told = (
        "identity_demanded=2026-03-10",
        "clarification_demanded=2026-03-15",
        "identity_given=2026-03-20",
        "clarification_given=2026-03-25",
    )
    counted = count("2026-03-02", "1 month", *told, counting={}, pauses=both)
    assert counted.due == date(2026, 4, 17)
    assert len(facts(counted, "step.suspended")) == 2
    assert facts(counted, "step.pauses_together")[0]["days"] == 15


def test_the_same_demand_twice_is_answered_once(count: Count) -> None:
    told = ("identity_demanded=2026-03-10", "identity_demanded=2026-03-12", "identity_given=2026-03-20")
    assert count("2026-03-02", "1 month", *told, counting={}, pauses=["identity suspend"]).due == date(2026, 4, 12)
    again = (*told, "identity_demanded=2026-03-25", "identity_given=2026-03-26")
    assert count("2026-03-02", "1 month", *again, counting={}, pauses=["identity suspend"]).due == date(2026, 4, 13)


def test_the_relevant_time_of_the_uk_is_the_latest_answer(count: Count, facts: Facts) -> None:
    """DPA 2018 s. 54(3): the latest of request, identity information and fee, whatever was asked for first."""
    told = (
        "identity_demanded=2026-03-05",
        "identity_given=2026-03-20",
        "fee_demanded=2026-03-10",
        "fee_paid=2026-03-12",
    )
    counted = count(
        "2026-03-02",
        "1 month",
        *told,
        calendar="GB-WLS",
        extension="2 month",
        pauses=["identity restart", "fee restart"],
    )
    assert counted.due == date(2026, 4, 20)
    assert counted.extended_due == date(2026, 6, 22)
    assert [fact["answered"] for fact in facts(counted, "step.restarted")] == [date(2026, 3, 20)]
    waiting = count(
        "2026-03-02", "1 month", *told[:1], *told[2:], calendar="GB-WLS", pauses=["identity restart", "fee restart"]
    )
    assert waiting.status == "paused"


def test_a_respite_runs_first_however_soon_the_answer_comes(count: Count, facts: Facts) -> None:
    """Swiss DSV Art. 19(3): the 30 days begin after the ten days in which the person may think about the cost."""
    ten_days = {"amount": 10, "unit": "calendar_day"}
    respite = [{"event": "fee", "effect": "restart", "respite": ten_days, "confidence": "high"}]
    told = ("fee_demanded=2026-03-10", "fee_paid=2026-03-12")
    counted = count("2026-03-02", "30 calendar_day", *told, counting={}, pauses=respite)
    assert counted.due == date(2026, 4, 19)  # 10 and 30 days after 10 March
    assert facts(counted, "step.restarted")[0]["start"] == date(2026, 3, 20)
    waiting = count("2026-03-02", "30 calendar_day", told[0], counting={}, pauses=respite)
    assert waiting.status == "paused"
    assert facts(waiting, "step.paused_with_respite")[0]["by"] == date(2026, 3, 20)
    slow = count("2026-03-02", "30 calendar_day", told[0], "fee_paid=2026-03-25", counting={}, pauses=respite)
    assert slow.due == date(2026, 4, 24)


def test_a_period_that_stands_still_cannot_end(count: Count, codes: Codes, facts: Facts) -> None:
    both = ["identity suspend", "clarification suspend"]
    told = ("identity_demanded=2026-03-10", "clarification_demanded=2026-05-10", "extension=2026-05-20")
    counted = count("2026-03-02", "1 month", *told, counting={}, extension="2 month", pauses=both)
    assert counted.status == "paused"
    assert counted.extended
    assert [fact["event"] for fact in facts(counted, "step.paused")] == ["identity", "clarification"]
    assert not {"step.demand_too_late", "step.extension_too_late"} & set(codes(counted))


def test_days_of_waiting_before_a_new_start_are_not_counted_twice(count: Count) -> None:
    both = ["identity restart", "clarification suspend"]
    told = (
        "clarification_demanded=2026-03-05",
        "clarification_given=2026-03-25",
        "identity_demanded=2026-03-06",
        "identity_given=2026-03-20",
    )
    # the month runs anew from 20 March; of the wait for clarification 21 to 25 March are left
    assert count("2026-03-02", "1 month", *told, counting={}, pauses=both).due == date(2026, 4, 25)


def test_only_working_days_are_made_good_where_working_days_count(count: Count, facts: Facts) -> None:
    told = ("correction_demanded=2026-11-20", "correction_given=2026-11-30")
    counted = count("2026-11-16", "10 working_day", *told, counting={}, pauses=["correction suspend"])
    # 17 to 20 November are four, the six others run from 1 December
    assert counted.due == date(2026, 12, 8)
    assert facts(counted, "step.suspended")[0]["days"] == 6


def test_demands_that_this_law_does_not_wait_for_are_named(count: Count, facts: Facts) -> None:
    told = ("identity_demanded=2026-11-25", "identity_given=2026-12-25")
    counted = count("2026-11-20", "45 calendar_day", *told, calendar="US-CA")
    assert counted.due == date(2027, 1, 4)
    assert facts(counted, "step.demand_does_not_pause") == [{"event": "identity", "day": date(2026, 11, 25)}]


def test_what_nobody_asked_for_and_what_came_before_the_start_changes_nothing(count: Count, codes: Codes) -> None:
    given = count("2026-03-02", "1 month", "identity_given=2026-03-20", counting={}, pauses=["identity suspend"])
    assert given.due == date(2026, 4, 2)
    assert "step.answer_without_demand" in codes(given)
    for effect in ("suspend", "restart"):
        told = ("identity_demanded=2026-02-20", "identity_given=2026-03-01")
        early = count("2026-03-02", "1 month", *told, counting={}, pauses=[f"identity {effect}"])
        assert early.due == date(2026, 4, 2)
        assert "step.answered_before_start" in codes(early)


def test_a_demand_made_before_the_receipt_stops_from_the_receipt(count: Count) -> None:
    told = ("identity_demanded=2026-02-20", "identity_given=2026-03-12")
    for day in ("excluded", "included"):
        counted = count("2026-03-02", "1 month", *told, counting={}, pauses=[f"identity suspend {day}"])
        assert counted.due == date(2026, 4, 12)
