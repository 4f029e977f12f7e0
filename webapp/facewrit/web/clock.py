"""The calendar day where a person lives: in Tokyo this morning is still yesterday evening at a server in Europe."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global


def now() -> datetime:
    """This moment, with its time zone."""
    return datetime.now(UTC)


def latest_day(residence: str, moment: datetime) -> date:
    """The latest calendar day at a moment anywhere in the country of a residence.

    A part of a country counts as the country: a day that has begun somewhere in it is no day of the future. Which zones
    lie in which country: CLDR ``zone_territories``.

    :param residence: code of a territory, ISO 3166-1 or -2; an unknown or empty one gives the day of ``moment``.
    :param moment: with its time zone.
    """
    return max((moment.astimezone(zone).date() for zone in _zones(residence[:2].upper())), default=moment.date())


@lru_cache(maxsize=300)
def _zones(country: str) -> tuple[ZoneInfo, ...]:
    found = []
    for name, territory in get_global("zone_territories").items():
        if territory == country:
            try:
                found.append(ZoneInfo(str(name)))
            except ZoneInfoNotFoundError:  # newer in CLDR than in the time zone database of this machine
                continue
    return tuple(found)
