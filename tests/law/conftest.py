"""What the tests of the law share: records in a few words, and counts of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import settings

from facewrit.events import Chronology, Event
from facewrit.law.calendars import WorkingCalendar
from facewrit.law.deadlines import ClockCount, clocks
from facewrit.law.model import Regime

# The first count for a place reads its calendar, which takes as long as it takes.
settings.register_profile("law", deadline=None)
settings.load_profile("law")

SOURCE = {"source": "https://example.org/law", "checked": "2026-11-22", "confidence": "high"}
EU_COUNTING = {"roll": "next_working_day", "roll_from": ["saturday", "sunday", "holiday"]}

Count = Callable[..., ClockCount]


def make_regime(period: Mapping[str, Any], counting: Mapping[str, Any] = EU_COUNTING, **clock: Any) -> Regime:
    """A regime with one right and one clock of this period; ``clock`` overrides parts of the clock."""
    value = {"since": "2000-01-01", "period": period, "extension": clock.pop("extension", None), **SOURCE}
    record = {
        "id": "test-law",
        "names": {"en": {"text": "Test law"}},
        "instruments": [],
        "tracks": ["private"],
        "reach": [],
        "counting": {**SOURCE, **counting},
        "clocks": [{"id": "answer", "stage": "decide", "values": [value], **clock}],
        "rights": [
            {"id": "access", "kind": "access", "grants": ["access"], "provisions": [], "clocks": ["answer"], **SOURCE}
        ],
        **SOURCE,
    }
    return msgspec.convert(record, Regime)


def chronology(*told: str) -> Chronology:
    """Events written as on the command line: ``extension=2026-11-22``."""
    pairs = (event.split("=") for event in told)
    return Chronology(events=tuple(Event(kind=kind, on=date.fromisoformat(day)) for kind, day in pairs))


@pytest.fixture(scope="session")
def count() -> Count:
    """Count one clock: ``count("2026-01-31", {"amount": 1, "unit": "month"}, *events, calendar="NL", …)``."""

    def count_one(
        received: str | date,
        period: Mapping[str, Any],
        *events: str,
        calendar: str | None = None,
        counting: Mapping[str, Any] = EU_COUNTING,
        requested: date | None = None,
        today: date | None = None,
        **clock: Any,
    ) -> ClockCount:
        regime = make_regime(period, counting, **clock)
        rest_days = tuple(regime.counting.rest_days)
        (counted,) = clocks(
            regime.rights[0],
            regime,
            received=date.fromisoformat(received) if isinstance(received, str) else received,
            requested=requested,
            chronology=chronology(*events),
            calendar=WorkingCalendar(calendar, rest_days),
            today=today,
        )
        return counted

    return count_one
