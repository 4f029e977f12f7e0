"""Working days and holidays: the right place, the right language, no silence about what is not known."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from facewrit.folders import find_rooms
from facewrit.law import calendars
from facewrit.law.calendars import UnknownCalendar, WorkingCalendar, YearNotCovered
from facewrit.law.opening import open_lawbook

CHRISTMAS = date(2025, 12, 25)


def test_holidays_are_named_in_the_language_of_the_place_whatever_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "th")
    calendars._year.cache_clear()  # what other tests looked up was not looked up in Thai
    assert WorkingCalendar("NL").holiday(CHRISTMAS) == "Eerste kerstdag"
    assert WorkingCalendar("JP").holiday(date(2026, 11, 23)) == "勤労感謝の日"
    assert WorkingCalendar("KR").holiday(date(2027, 10, 9)) == "한글날"
    assert WorkingCalendar("US").holiday(date(2026, 11, 26)) == "Thanksgiving Day"


@pytest.mark.parametrize("code", ["de-by", "DE-BY", " De-bY ", "de-bayern"])
def test_codes_are_read_in_either_case_and_by_the_local_name_of_the_part(code: str) -> None:
    assert WorkingCalendar(code).holiday(date(2026, 6, 4)) == "Fronleichnam"


def test_parts_differ() -> None:
    assert WorkingCalendar("DE-BE").holiday(date(2026, 6, 4)) is None
    boxing_monday = date(2026, 12, 28)
    assert WorkingCalendar("GB-WLS").holiday(boxing_monday)
    st_andrew = date(2026, 11, 30)
    assert WorkingCalendar("GB-SCT").holiday(st_andrew)
    assert WorkingCalendar("GB-WLS").holiday(st_andrew) is None
    day_after_thanksgiving = date(2026, 11, 27)
    assert WorkingCalendar("US-CA").holiday(day_after_thanksgiving)
    assert WorkingCalendar("US").holiday(day_after_thanksgiving) is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("XX", "no such country"),
        ("", "not a code"),
        ("Germany", "not a code"),
        ("ECB", "not a code"),
        ("DE-", "not a code"),
        ("DE-XY", "Give DE or one of DE-"),
        ("CZ-10", "Give CZ."),
    ],
)
def test_an_unknown_place_is_refused_with_a_remedy(code: str, said: str) -> None:
    with pytest.raises(UnknownCalendar, match="^calendar '.*': ") as caught:
        WorkingCalendar(code)
    assert said in str(caught.value)
    assert "Give" in str(caught.value) or "Leave" in str(caught.value)


def test_a_year_that_the_library_does_not_cover_is_no_year_without_holidays() -> None:
    calendar = WorkingCalendar("NL")
    for day in (date(1900, 12, 25), date(2150, 12, 25)):
        for asked in (calendar.holiday, calendar.is_working, calendar.next_working):
            with pytest.raises(YearNotCovered, match="calendar NL: the holidays of .* 1966 to 2100"):
                asked(day)
    with pytest.raises(YearNotCovered):
        calendar.add_working_days(date(2100, 12, 30), 5)


def test_without_a_calendar_only_rest_days_rest() -> None:
    calendar = WorkingCalendar(None)
    assert calendar.holiday(CHRISTMAS) is None
    assert calendar.is_working(CHRISTMAS)
    assert calendar.next_working(date(2150, 12, 26)) == date(2150, 12, 28)


def test_the_next_working_day_passes_holidays_and_rest_days() -> None:
    calendar = WorkingCalendar("GB-WLS")
    assert calendar.next_working(CHRISTMAS) == date(2025, 12, 29)
    assert calendar.next_working(date(2025, 12, 24)) == date(2025, 12, 24)


def test_working_days_are_counted_from_the_day_after() -> None:
    calendar = WorkingCalendar("US-CA")
    assert calendar.add_working_days(date(2026, 11, 20), 0) == date(2026, 11, 20)
    assert calendar.add_working_days(date(2026, 11, 20), 1) == date(2026, 11, 23)
    # 23, 24, 25, 30 November, 1, 2, 3, 4, 7, 8 December: Thanksgiving and the Friday after it are no business days
    assert calendar.add_working_days(date(2026, 11, 20), 10) == date(2026, 12, 8)
    with pytest.raises(ValueError, match="cannot be negative"):
        calendar.add_working_days(date(2026, 11, 20), -1)


def test_a_weekend_of_friday_and_saturday() -> None:
    egypt = WorkingCalendar("EG", ("friday", "saturday"))
    thursday, sunday = date(2026, 11, 19), date(2026, 11, 22)
    assert [egypt.is_rest(date(2026, 11, day)) for day in range(19, 24)] == [False, True, True, False, False]
    assert egypt.next_working(date(2026, 11, 20)) == sunday
    assert egypt.add_working_days(thursday, 6) == date(2026, 11, 29)


def test_work_moved_to_a_weekend_is_work() -> None:
    china = WorkingCalendar("CN")
    moved = date(2026, 2, 14)
    assert china.is_rest(moved)
    assert china.is_working(moved)
    assert not WorkingCalendar(None).is_working(moved)


def test_a_holiday_observed_in_the_year_before() -> None:
    assert WorkingCalendar("US").holiday(date(2021, 12, 31)) == "New Year's Day (observed)"


@pytest.mark.parametrize("rest_days", [("caturday",), ("Saturday",)])
def test_a_rest_day_has_the_name_of_a_weekday(rest_days: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="is no day of the week"):
        WorkingCalendar("NL", rest_days)


def test_somebody_has_to_work_some_day() -> None:
    week = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    with pytest.raises(ValueError, match="no working day is left"):
        WorkingCalendar(None, week)


def test_every_calendar_that_the_records_name_is_known() -> None:
    lawbook = open_lawbook(find_rooms())
    named = []
    for code in lawbook.ids("territories"):
        territory = lawbook.territory(code)
        if territory.calendar is not None:
            named.append(territory.calendar)
            named += [f"{territory.calendar}-{part.holidays}" for part in territory.parts if part.holidays]
    for name in named:
        assert WorkingCalendar(name).next_working(date(2026, 12, 25)) >= date(2026, 12, 25)
    assert named


def test_importing_the_counting_loads_no_calendar() -> None:
    seen = "import sys, facewrit.law.deadlines; print([m for m in ('holidays', 'dateutil') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-W", "error", "-c", seen], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
