"""How long: the end of a period, the days on which it stands still, and the move off rest days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from facewrit.law.calendars import ONE_DAY, WEEKDAYS, WorkingCalendar
from facewrit.law.model import ClockValue, Counting, Pause, Period, Unit
from facewrit.law.reasons import Reason, reason

#: Periods of the same measure can be added before they are counted: one month and two are three.
_MEASURES: dict[Unit, tuple[Unit, int]] = {
    "hour": ("hour", 1),
    "calendar_day": ("calendar_day", 1),
    "week": ("calendar_day", 7),
    "working_day": ("working_day", 1),
    "month": ("month", 1),
    "year": ("month", 12),
}


class UncountableClock(ValueError):
    """A clock that cannot be counted: its record is at fault, or its days leave the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a count, on the day that it is about."""

    on: date
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A demand of the controller that the law lets stop a period. ``answered`` ``None``: not yet."""

    pause: Pause
    demanded: date
    answered: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A period on its way.

    ``start``: the day of the event that it is counted from. ``stops``: those that it met before its end,
    ``late_stops``: those that it met only in its extension, ``waiting``: those that are not answered yet.
    """

    value: ClockValue
    counting: Counting
    calendar: WorkingCalendar
    start: date
    stops: tuple[Stop, ...] = ()
    late_stops: tuple[Stop, ...] = ()
    waiting: tuple[Stop, ...] = ()

    def plain_end(self) -> date:
        """The last day if nothing stops the period and no rest day moves it.

        :raises UncountableClock: if the period has no number, or no unit.
        """
        return period_end(self.value.period, self.start, self.counting.first_day, self.calendar)

    def due(self) -> tuple[date, tuple[Step, ...]]:
        """The last day, and the steps of its move off rest days."""
        return self._rolled(self.later(self.plain_end(), self.stops))

    def extended(self) -> tuple[date, tuple[Step, ...]] | None:
        """The last day with the extension and the steps of its move; ``None`` without one of known length."""
        extension = self.value.extension
        if extension is None or extension.period.amount is None:
            return None
        due = self.due()[0]  # a roll that names not all rest days may pass the end of a short extension
        if extension.total_from == "due":
            end = self.later(period_end(extension.period, due, "excluded", self.calendar), self.late_stops)
        else:
            end = self.later(self._whole_end(extension.period), (*self.stops, *self.late_stops))
        return self._rolled(max(end, due))

    def _rolled(self, day: date) -> tuple[date, tuple[Step, ...]]:
        """The day moved off rest days; a period in hours never is (Regulation 1182/71, Art. 3(4), and its like)."""
        return (day, ()) if self.value.period.unit == "hour" else rolled(day, self.counting, self.calendar)

    def _whole_end(self, more: Period) -> date:
        period = self.value.period
        if period.amount and period.unit and more.amount and more.unit:
            (measure, times), (other, other_times) = _MEASURES[period.unit], _MEASURES[more.unit]
            if measure == other:
                whole = Period(amount=period.amount * times + more.amount * other_times, unit=measure)
                return period_end(whole, self.start, self.counting.first_day, self.calendar)
        return period_end(more, self.plain_end(), "excluded", self.calendar)

    def later(self, day: date, stops: tuple[Stop, ...]) -> date:
        """``day``, moved by the days on which these stops let the period stand still."""
        if self.value.period.unit == "working_day":
            return self.calendar.add_working_days(day, self.still(stops))
        return day + timedelta(days=self.still(stops))

    def still(self, stops: tuple[Stop, ...]) -> int:
        """How many days do not count because of these stops; a day that lies in two of them is one day.

        Of a period in working days only working days, of every other period all days of the calendar.
        """
        first = self.start if self.counting.first_day == "included" else self.start + ONE_DAY
        days = {day for stop in stops for day in _days_of(stop) if day >= first}
        return sum(map(self.calendar.is_working, days)) if self.value.period.unit == "working_day" else len(days)


def _days_of(stop: Stop) -> Iterator[date]:
    day = stop.demanded if stop.pause.demand_day == "included" else stop.demanded + ONE_DAY
    while stop.answered is not None and day <= stop.answered:
        yield day
        day += ONE_DAY


def period_end(
    period: Period, start: date, first_day: Literal["excluded", "included"], calendar: WorkingCalendar
) -> date:
    """The last day of a period, before any move off rest days.

    Of a period in hours the last day on which it can end: the time of day of the event is not known.

    :param start: the day of the event; ``first_day`` says whether it is itself the first day of the period.
    :raises UncountableClock: if the period has no number of at least one, or no unit.
    :raises OverflowError: if it ends after the year 9999.
    """
    amount, unit = period.amount, period.unit
    if amount is None or unit is None or amount < 1:
        raise UncountableClock(
            f"period '{amount} {unit}': a number of at least 1 and a unit belong together. Give both."
        )
    included = first_day == "included"
    if unit == "working_day":
        return calendar.add_working_days(start - ONE_DAY if included else start, amount)
    if unit == "hour":
        return start + timedelta(days=-(-amount // 24))
    if unit in ("calendar_day", "week"):
        return start + timedelta(days=amount * (7 if unit == "week" else 1) - included)
    from dateutil.relativedelta import relativedelta

    try:
        end = start + relativedelta(months=amount * (12 if unit == "year" else 1))
    except ValueError as fault:
        raise OverflowError(str(fault)) from fault
    # Whoever counts the first day stops on the eve of the same day number; a month without that number simply ends.
    return end - ONE_DAY if included and end.day == start.day else end


def rolled(day: date, counting: Counting, calendar: WorkingCalendar) -> tuple[date, tuple[Step, ...]]:
    """Move a last day off the days that the law names, with a step for each day that it passes.

    Rule: Regulation 1182/71, Art. 3(4), and its like; ``counting`` says which days and where to.
    """
    if counting.roll == "none" or not _may_not_end_on(day, counting, calendar):
        return day, ()
    steps = []
    at = day
    while _may_not_end_on(at, counting, calendar) or (
        counting.roll == "next_working_day" and not calendar.is_working(at)
    ):
        holiday = None if WEEKDAYS[at.weekday()] in counting.roll_from else calendar.holiday(at)
        named = "step.rolled" if holiday is not None else "step.rolled_rest_day"
        code = "step.rolled_closed" if holiday is None and calendar.is_closed(at) else named
        steps.append(Step(on=at, reason=reason(code, day=at, holiday=holiday)))
        at += ONE_DAY
    steps.append(Step(on=at, reason=reason("step.rolled_to", day=at, provisions=counting.provisions)))
    return at, tuple(steps)


def _may_not_end_on(day: date, counting: Counting, calendar: WorkingCalendar) -> bool:
    if WEEKDAYS[day.weekday()] in counting.roll_from:
        return True
    return "holiday" in counting.roll_from and (calendar.is_closed(day) or calendar.holiday(day) is not None)
