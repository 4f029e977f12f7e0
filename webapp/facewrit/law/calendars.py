"""Working days and public holidays of a place, from the ``holidays`` library (imported when first needed)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from facewrit.law.model import Counting

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ONE_DAY = timedelta(days=1)
_RANGE = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\.\.(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_CODE = re.compile(r"(?P<country>[A-Z]{2})(-(?P<part>.+))?")


class UnknownCalendar(ValueError):
    """There is no holiday calendar of that code."""


class YearNotCovered(ValueError):
    """The holidays of ``year`` are not known in the calendar ``code``, only those of ``first`` to ``last``."""

    def __init__(self, code: str, year: int, first: int, last: int) -> None:
        self.code, self.year, self.first, self.last = code, year, first, last
        super().__init__(
            f"calendar {code}: the holidays of {year} are not known. Use a day in the years {first} to {last}."
        )


class _Place(NamedTuple):
    country: str
    part: str | None
    first_year: int
    last_year: int
    language: str | None


class _Year(NamedTuple):
    holidays: Mapping[date, str]
    moved_workdays: frozenset[date]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of a place.

    :param code: ``NL``, ``DE-BY``, ``GB-WLS``: ISO 3166-1 code, or that and a part known to the ``holidays`` library
        (either case). ``None``: no holidays are known there, and only ``rest_days`` rest.
    :param rest_days: English names of the weekly rest days.
    :param closed: ranges of days of each year on which nobody works (``12-25..01-15``), both ends included.
    :raises UnknownCalendar: if the library has no such country or part. A part that it does not know is *not* silently
        taken for the whole country: a date that only looks exact is worse than a question.
    :raises ValueError: if ``rest_days`` names no weekday, or leaves no working day, or a range of ``closed`` is none.
    """

    code: str | None
    rest_days: tuple[str, ...] = ("saturday", "sunday")
    closed: tuple[str, ...] = ()

    @classmethod
    def under(cls, code: str | None, counting: Counting) -> WorkingCalendar:
        """The working days of a place as a law counts them.

        :raises UnknownCalendar: if the library has no such country or part.
        """
        return cls(code, counting.rest_days, counting.closed)

    def __post_init__(self) -> None:
        unknown = sorted(set(self.rest_days) - set(WEEKDAYS))
        if unknown or len(set(self.rest_days)) == len(WEEKDAYS):
            trouble = f"'{unknown[0]}' is no day of the week" if unknown else "no working day is left"
            raise ValueError(f"rest days: {trouble}. Give some of {', '.join(WEEKDAYS)}.")
        for around in self.closed:
            if not _RANGE.fullmatch(around):
                raise ValueError(f"closed days '{around}': not a range. Write it as 12-25..01-15.")
        if self.code is not None:
            object.__setattr__(self, "code", self.code.strip().upper())
            _place(self.code)

    def holiday(self, day: date) -> str | None:
        """The name of the public holiday on that day in the calendar's own language, or ``None``.

        :raises YearNotCovered: if the library does not know the holidays of that year.
        """
        return self._year(day).holidays.get(day)

    def is_rest(self, day: date) -> bool:
        """Whether it is a weekly rest day."""
        return WEEKDAYS[day.weekday()] in self.rest_days

    def is_closed(self, day: date) -> bool:
        """Whether it lies in a time of the year that the law itself takes out of the working days."""
        at = day.strftime("%m-%d")
        for around in self.closed:
            first, last = around.split("..")
            if first <= at <= last if first <= last else at >= first or at <= last:
                return True
        return False

    def is_working(self, day: date) -> bool:
        """Whether people work on that day: no holiday, no closed time, no rest day unless work was moved to it.

        :raises YearNotCovered: if the library does not know the holidays of that year.
        """
        if self.is_closed(day):
            return False
        year = self._year(day)
        return day not in year.holidays and (not self.is_rest(day) or day in year.moved_workdays)

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, else the first working day after it.

        :raises YearNotCovered: if the library does not know the holidays of a year on the way.
        """
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, number: int) -> date:
        """The ``number``-th working day after ``day``, which is itself not counted; for 0 the day itself.

        :raises ValueError: if ``number`` is negative.
        :raises YearNotCovered: if the library does not know the holidays of a year on the way.
        """
        if number < 0:
            raise ValueError(f"{number} working days: a count cannot be negative. Give 0 or more.")
        for _ in range(number):
            day = self.next_working(day + ONE_DAY)
        return day

    def _year(self, day: date) -> _Year:
        return _NO_HOLIDAYS if self.code is None else _year(self.code, day.year)


_NO_HOLIDAYS = _Year(MappingProxyType({}), frozenset())


@lru_cache(maxsize=256)
def _place(code: str) -> _Place:
    import holidays

    fits = _CODE.fullmatch(code)
    if not fits:
        raise UnknownCalendar(
            f"calendar '{code}': not a code. Give a country (NL), or a country and a part of it (DE-BY)."
        )
    country, part = fits["country"], fits["part"]
    try:
        known = holidays.country_holidays(country)
    except NotImplementedError:
        raise UnknownCalendar(f"calendar '{code}': no such country is known. Leave the calendar out.") from None
    spellings = {name.upper(): name for name in known.subdivisions}
    spellings |= {alias.upper(): name for alias, name in known.subdivisions_aliases.items()}
    if part is not None and part not in spellings:
        parts = ", ".join(f"{country}-{name}" for name in sorted(known.subdivisions))
        remedy = f"Give {country} or one of {parts}." if parts else f"Give {country}."
        raise UnknownCalendar(f"calendar '{code}': no holidays are known for that part. {remedy}")
    return _Place(country, spellings[part] if part else None, known.start_year, known.end_year, known.default_language)


@lru_cache(maxsize=1024)
def _year(code: str, year: int) -> _Year:
    import holidays

    place = _place(code)
    if not place.first_year <= year <= place.last_year:
        raise YearNotCovered(code, year, place.first_year, place.last_year)
    # The language is given because the library would otherwise take it from the environment of the process.
    known = holidays.country_holidays(place.country, subdiv=place.part, years=year, language=place.language)
    return _Year(MappingProxyType(dict(known)), frozenset(known.weekend_workdays))
