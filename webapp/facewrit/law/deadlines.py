"""Until when: the days of every clock of a right, each with the steps of its count.

The rules themselves (length, first day, what moves, what stops) are facts of the records; here is only how to count.
Models of the counting: Regulation (EEC, Euratom) No 1182/71, Art. 3, and the civil codes that say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from facewrit.events import ANSWERS, Chronology
from facewrit.law.calendars import ONE_DAY, WorkingCalendar, YearNotCovered
from facewrit.law.course import follow
from facewrit.law.model import (
    Clock,
    ClockValue,
    Counting,
    Day,
    Extension,
    Grade,
    Limit,
    Period,
    Provisions,
    Regime,
    Right,
    Start,
)
from facewrit.law.periods import Run, Step, UncountableClock, period_end, rolled
from facewrit.law.reasons import Reason, reason
from facewrit.law.validity import DatedGap, dated_gaps, deciding_day, holds, in_force

__all__ = [
    "ClockCount",
    "DatedGap",
    "Step",
    "UncountableClock",
    "clocks",
    "dated_gaps",
    "effective_due",
    "in_force",
    "limit_day",
]


_BEGINNINGS: dict[Start, str] = {
    "receipt": "step.from_receipt",
    "request": "step.from_request",
    "answer": "step.from_answer",
    "acquisition": "step.from_acquisition",
    "last_interaction": "step.from_last_interaction",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockCount:
    """One clock of one right, counted.

    ``due``: the end of the period without extension. ``extended_due``: the latest end that the law allows with one.
    ``extended``: whether the controller has extended in time. ``status``: ``paused`` while the controller waits for
    something that it may wait for, ``none`` where no day can be named. ``steps``: how the days came about, in the order
    of the count. ``caveats``: what makes a day less than sure.
    """

    right: str
    clock: str
    stage: str
    period: Period
    extension: Extension | None
    due: date | None
    extended_due: date | None
    extended: bool = False
    status: Literal["running", "paused", "none"]
    steps: tuple[Step, ...]
    counted_from: Start
    asks: Period | None
    provisions: Provisions
    source: str | None
    checked: Day | None
    confidence: Grade
    caveats: tuple[Reason, ...] = ()


def clocks(
    right: Right,
    regime: Regime,
    *,
    received: date,
    requested: date | None = None,
    chronology: Chronology | None = None,
    calendar: WorkingCalendar,
    today: date | None = None,
) -> tuple[ClockCount, ...]:
    """Count all clocks of a right, in the order of the record.

    :param received: the day on which the request reached the controller, or is taken to have.
    :param requested: the day on which it was made; without it ``received`` stands for it.
    :param chronology: what happened since: extension, demands and answers, ``answered``; in any order.
    :param calendar: working days at the place whose holidays count.
    :param today: only for values that the record lets today decide.
    :raises UncountableClock: if the right names a clock that the regime has not, or a period is written by halves.
    """
    known = {clock.id: clock for clock in regime.clocks}
    missing = next((name for name in right.clocks if name not in known), None)
    if missing is not None:
        raise UncountableClock(
            f"regime '{regime.id}', right '{right.id}': there is no clock '{missing}'. Name one of {', '.join(known)}."
        )
    events = chronology or Chronology()
    days = known_days(received, requested, events, today)
    counts = []
    for name in right.clocks:
        try:
            counts.append(_count_as_known(right, known[name], regime.counting, days, events, calendar))
        except OverflowError as fault:
            raise UncountableClock(f"regime '{regime.id}', clock '{name}': the period leaves the calendar.") from fault
    return tuple(counts)


def effective_due(count: ClockCount, events: Chronology | None = None) -> date | None:
    """The day that matters now: the extended end if the controller extended in time, else the end of the period.

    :param events: where the controller named a day for its extension that comes sooner, that day holds, as it does
        where the law leaves the length of the extension open.

    ``None`` where there is no day: no number in the law, a pause, or an extension of no known length.
    """
    if not count.extended:
        return count.due
    told = events.last("extension") if events else None
    if told is None or told.until is None:
        return count.extended_due
    return min(told.until, count.extended_due or told.until)


def limit_day(limit: Limit, *, days: Mapping[str, date], calendar: WorkingCalendar, counting: Counting) -> date | None:
    """The last day of a limit in time: so long after an event, or the event's own day if it has no period.

    So a step that is possible *not before* the limit is possible from the day after, one *not after* it until that day.

    :param days: known days by event, see :func:`known_days`, and what is known of ``due``, ``silence``, ``event``.
    :returns: ``None`` if the law sets no day, nobody has found it, or its event has not happened.
    :raises YearNotCovered: if the day falls in a year whose holidays are not known.
    """
    event = days.get(limit.after)
    if event is None or not limit.known or (limit.period is not None and limit.period.amount is None):
        return None
    if limit.period is None:
        return event
    end = period_end(limit.period, event, counting.first_day, calendar)
    return end if limit.period.unit == "hour" else rolled(end, counting, calendar)[0]


# --- Which value, from which day ----------------------------------------------------------------------------------


def known_days(received: date, requested: date | None, events: Chronology, today: date | None) -> dict[str, date]:
    """The days that are known, by the names that the records have for their events.

    Always ``request`` and ``receipt``, and of ``answer``, ``complaint``, ``decision``, ``acquisition``,
    ``last_interaction`` and ``today`` those that have happened.
    """
    interactions = [event.on for event in events if event.kind == "last_interaction"]
    days = {
        "receipt": received,
        "request": requested or received,
        "answer": events.first(*ANSWERS),
        "complaint": events.first("complained"),
        "decision": events.first("decided"),
        "acquisition": events.first("acquisition"),
        "last_interaction": max(interactions, default=None),
        "today": today,
    }
    return {event: day for event, day in days.items() if day is not None}


def _not_in_force(clock: Clock, days: Mapping[str, date]) -> Step:
    """Why a clock has no value: it does not run yet, or no longer."""
    received = days["receipt"]
    fixed = [value for value in clock.values if value.certainty == "fixed"]
    coming = [value.since for value in fixed if value.since > deciding_day(value, days).isoformat()]
    if coming:
        return Step(on=received, reason=reason("step.not_yet_in_force", since=date.fromisoformat(min(coming))))
    gone = [value.until for value in fixed if value.until is not None]
    if gone:
        return Step(on=received, reason=reason("step.no_longer_in_force", until=date.fromisoformat(max(gone))))
    return Step(on=received, reason=reason("step.start_not_settled"))


# --- The count of one clock ---------------------------------------------------------------------------------------


def _count_as_known(
    right: Right,
    clock: Clock,
    counting: Counting,
    days: Mapping[str, date],
    events: Chronology,
    calendar: WorkingCalendar,
) -> ClockCount:
    """Count a clock; where the holidays of a year are not known, by rest days alone and with a caveat that says so."""
    try:
        return _count(right, clock, counting, days, events, calendar)
    except YearNotCovered as fault:
        count = _count(right, clock, counting, days, events, replace(calendar, code=None))
        kept = tuple(caveat for caveat in count.caveats if caveat.code != "caveat.holidays_unknown")
        return replace(count, caveats=(*kept, reason("caveat.holidays_of_year_unknown", year=fault.year)))


def _count(
    right: Right,
    clock: Clock,
    counting: Counting,
    days: Mapping[str, date],
    events: Chronology,
    calendar: WorkingCalendar,
) -> ClockCount:
    value = in_force(clock.values, days)
    uncounted = ClockCount(
        right=right.id,
        clock=clock.id,
        stage=clock.stage,
        period=value.period if value else Period(),
        extension=value.extension if value else None,
        due=None,
        extended_due=None,
        status="none",
        steps=(),
        counted_from=clock.counted_from,
        asks=value.asks if value else None,
        provisions=value.provisions if value else (),
        source=value.source if value else None,
        checked=value.checked if value else None,
        confidence=value.confidence if value else "memory",
        caveats=_caveats(clock, value, days),
    )
    if value is None:
        return replace(uncounted, steps=(_not_in_force(clock, days),))
    if clock.counted_from not in days:
        unknown = Step(on=days["receipt"], reason=reason("step.start_unknown", event=clock.counted_from))
        no_number = (_no_number(value, days),) if value.period.amount is None else ()
        return replace(uncounted, steps=(unknown, *no_number))
    start = days[clock.counted_from]
    begun = Step(on=start, reason=reason(_BEGINNINGS[clock.counted_from], day=start))
    if value.period.amount is None:
        return replace(uncounted, steps=(begun, _no_number(value, days)))
    run = Run(value=value, counting=counting, calendar=calendar, start=start)
    run, extended, course = follow(run, clock, events)
    caveats = uncounted.caveats + _counting_caveats(run)
    if run.waiting:
        steps = (begun, *_length_steps(run), *course)
        return replace(uncounted, status="paused", extended=extended, steps=steps, caveats=caveats)
    due, moves = run.due()
    extension = run.extended()
    return replace(
        uncounted,
        due=due,
        extended_due=extension[0] if extension else None,
        extended=extended,
        status="running",
        steps=(
            begun,
            *_length_steps(run),
            *course,
            *moves,
            Step(on=due, reason=reason("step.due", day=due)),
            *_extension_steps(run, due, extended, told=events.first("extension")),
        ),
        caveats=caveats,
    )


def _no_number(value: ClockValue, days: Mapping[str, date]) -> Step:
    code = "step.no_number" if value.period.phrase else "step.no_period"
    return Step(on=days["receipt"], reason=reason(code, phrase=value.period.phrase))


def _length_steps(run: Run) -> Iterator[Step]:
    """Where the plain count ends, and what it met on the way."""
    period, start, end = run.value.period, run.start, run.plain_end()
    months = period.unit in ("month", "year")
    if period.unit == "hour":
        yield Step(on=start, reason=reason("step.hours_counted_as_days", day=start))
    elif not months:
        included = run.counting.first_day == "included"
        code = "step.first_day_included" if included else "step.first_day_excluded"
        yield Step(on=start, reason=reason(code, day=start))
    if period.unit == "working_day":
        closed: list[date] = []
        for day in (start + timedelta(days=number) for number in range((end - start).days)):
            if run.calendar.is_closed(day):
                closed.append(day)
                continue
            holiday = run.calendar.holiday(day)
            if holiday is not None and not run.calendar.is_rest(day):
                yield Step(on=day, reason=reason("step.holiday_not_counted", day=day, holiday=holiday))
        if closed:
            yield Step(on=closed[0], reason=reason("step.closed_not_counted", day=closed[0], until=closed[-1]))
    yield Step(on=end, reason=reason("step.period_ends", period=period, start=start, day=end))
    if months and end.day < start.day and (end + ONE_DAY).day == 1:
        yield Step(on=end, reason=reason("step.month_shorter", day=end, number=start.day))


def _extension_steps(run: Run, due: date, extended: bool, told: date | None) -> Iterator[Step]:
    """What the extension makes of the day: in force, possible, or (told too late) neither."""
    allowed, extension = run.value.extension, run.extended()
    if allowed is None or (told is not None and not extended):
        return
    if extension is None:
        yield Step(on=due, reason=reason("step.extension_without_number", provisions=allowed.provisions))
    else:
        day, moves = extension
        code = "step.extended_to" if extended else "step.extension_possible"
        yield Step(on=day, reason=reason(code, period=allowed.period, day=day, provisions=allowed.provisions))
        yield from moves
    if extended:
        return
    if allowed.condition is not None:
        yield Step(on=due, reason=reason("step.extension_condition", condition=allowed.condition))
    if allowed.notice == "within_period":
        yield Step(on=due, reason=reason("step.extension_notice", day=due))


# --- What makes a day less than sure ------------------------------------------------------------------------------


def _caveats(clock: Clock, value: ClockValue | None, days: Mapping[str, date]) -> tuple[Reason, ...]:
    caveats = []
    if value is not None and not value.confirmed:
        caveats.append(reason("caveat.period_unconfirmed", grade=value.confidence))
    for other in clock.values:
        if other.certainty == "not_before" and holds(other, days):
            caveats.append(reason("caveat.newer_rule_possible", since=date.fromisoformat(other.since)))
    return tuple(caveats)


def _counting_caveats(run: Run) -> tuple[Reason, ...]:
    caveats = []
    if not run.counting.confirmed:
        caveats.append(reason("caveat.counting_unconfirmed", grade=run.counting.confidence))
    for stop in (*run.stops, *run.late_stops, *run.waiting):
        if not stop.pause.confirmed:
            caveats.append(reason("caveat.pause_unconfirmed", event=stop.pause.event, grade=stop.pause.confidence))
    unit = run.value.period.unit
    holidays_matter = unit == "working_day" or (unit != "hour" and run.counting.roll != "none")
    if run.calendar.code is None and holidays_matter:
        caveats.append(reason("caveat.holidays_unknown"))
    return tuple(caveats)
