"""Days as offices write them, put into the form of the request file. What can be two days is said, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from facewrit.batch.sheet import Cell

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./年년]\s*(\d{1,2})\s*[-./月월]\s*(\d{1,2})\s*[.日일]?\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\Z")
_EITHER = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})\Z")
_EIGHT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})\Z")
_TIME = re.compile(r"\s*[T ,]\s*(\d{1,2})[:h時시]\s?(\d{2})(?:[:分분]\s?(\d{2})?)?\s*\Z", re.IGNORECASE)
_ERA = re.compile(r"(令和|平成|昭和|大正|R|H|S|T)\s*(元|\d{1,2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\Z")
#: The year before the first of each Japanese era.
_BEFORE = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "R": 2018, "H": 1988, "S": 1925, "T": 1911}
_LAST_SERIAL = 2_958_465  # 9999-12-31


class TwoDays(ValueError):
    """What was written can be two days, and nothing in its column says which."""


def day_order(cells: Iterable[Cell]) -> str | None:
    """In which order a column writes days such as 03/04/2026: ``dmy`` or ``mdy`` if one shows it, else ``None``."""
    shown = set()
    for cell in cells:
        found = _EITHER.match(_plain(cell).partition(" ")[0]) if isinstance(cell, str) else None
        if found:
            first, second = int(found[1]), int(found[3])
            shown |= {"dmy"} if first > 12 >= second else {"mdy"} if second > 12 >= first else set()
    return shown.pop() if len(shown) == 1 else None


def read_day(cell: Cell, order: str | None, epoch: date) -> tuple[Cell, bool]:
    """A day or moment of a cell, and whether it had been a bare number; what is no day stays as it was.

    :param order: how the column writes days, see :func:`day_order`.
    :param epoch: day 0 of serial dates in this file.
    :raises TwoDays: if it can be two days.
    """
    if isinstance(cell, bool | date | time):
        return cell, False
    text = _plain(cell)
    if re.fullmatch(r"\d{1,7}(\.\d+)?", text) and len(text) > 3:
        return _serial(float(text), epoch) if 366 < float(text) <= _LAST_SERIAL else cell, True
    clock = _TIME.search(text)
    day = _day(text[: clock.start()] if clock else text, order)
    if day is None:
        return cell, False
    if clock is None:
        return day, False
    try:
        return datetime.combine(day, time(int(clock[1]), int(clock[2]), int(clock[3] or 0))), False
    except ValueError:
        return cell, False


def _plain(cell: object) -> str:
    return unicodedata.normalize("NFKC", str(cell)).strip()


def _serial(number: float, epoch: date) -> date:
    whole = epoch + timedelta(days=int(number))
    seconds = round((number % 1) * 86_400)
    return datetime.combine(whole, time()) + timedelta(seconds=seconds) if seconds else whole


def _day(text: str, order: str | None) -> date | None:
    text = text.strip()
    try:
        if found := _YEAR_FIRST.match(text) or _EIGHT.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.match(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ERA.match(text):
            year = 1 if found[2] == "元" else int(found[2])
            return date(_BEFORE[found[1]] + year, int(found[3]), int(found[4]))
        if found := _EITHER.match(text):
            first, second, year = int(found[1]), int(found[3]), int(found[4])
            if order == "mdy" or second > 12:
                return date(year, first, second)
            if order == "dmy" or first > 12 or first == second:
                return date(year, second, first)
            raise TwoDays(text)
    except ValueError as error:
        if isinstance(error, TwoDays):
            raise
    return None
