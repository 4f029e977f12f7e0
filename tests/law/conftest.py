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


def _period(written: str | Mapping[str, Any]) -> Mapping[str, Any]:
    """A period as it is spoken: ``1 month``."""
    if not isinstance(written, str):
        return written
    amount, unit = written.split()
    return {"amount": int(amount), "unit": unit}


def _pause(written: str | Mapping[str, Any]) -> Mapping[str, Any]:
    """A pause as it is spoken: ``identity suspend``, ``clarification suspend included``."""
    if not isinstance(written, str):
        return written
    return dict(zip(("event", "effect", "demand_day"), written.split(), strict=False)) | dict(SOURCE)


def _extension(written: str | Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    if written is None or isinstance(written, str):
        return {"period": _period(written)} if written else None
    return dict(written) | {"period": _period(written["period"])}


def make_regime(period: str | Mapping[str, Any], counting: Mapping[str, Any] = EU_COUNTING, **clock: Any) -> Regime:
    """A regime with one right and one clock of this period; ``clock`` overrides parts of the clock."""
    extension = _extension(clock.pop("extension", None))
    value = {"since": "2000-01-01", "period": _period(period), "extension": extension, **SOURCE}
    clock["pauses"] = [_pause(written) for written in clock.get("pauses", ())]
    record = {
        "id": "test-law",
        "names": {"en": {"text": "Test law"}},
        "instruments": [],
        "tracks": ["private"],
        "reach": [],
        "counting": dict(SOURCE) | dict(counting),
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
    """Count one clock: ``count("2026-01-31", "1 month", *events, calendar="NL", pauses=["identity suspend"], …)``."""

    def count_one(
        received: str | date,
        period: str | Mapping[str, Any],
        *events: str,
        calendar: str | None = None,
        counting: Mapping[str, Any] = EU_COUNTING,
        requested: date | None = None,
        today: date | None = None,
        **clock: Any,
    ) -> ClockCount:
        regime = make_regime(period, counting, **clock)
        (counted,) = clocks(
            regime.rights[0],
            regime,
            received=date.fromisoformat(received) if isinstance(received, str) else received,
            requested=requested,
            chronology=chronology(*events),
            calendar=WorkingCalendar.under(calendar, regime.counting),
            today=today,
        )
        return counted

    return count_one


@pytest.fixture(scope="session")
def codes() -> Callable[[ClockCount], list[str]]:
    """The codes of a count's steps, in order."""
    return lambda counted: [step.reason.code for step in counted.steps]


@pytest.fixture(scope="session")
def facts() -> Callable[[ClockCount, str], list[dict[str, Any]]]:
    """The facts of a count's steps of one code, in order."""
    return lambda counted, code: [dict(step.reason.facts) for step in counted.steps if step.reason.code == code]
