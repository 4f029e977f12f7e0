"""Check: dated values of one rule leave no gap and do not overlap."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.checks.walking import groups
from facewrit.law.model import ClockValue
from facewrit.law.validity import DatedGap, dated_gaps


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """A finding for each fault in the values of each clock, as it is written."""
    for group in groups(rooms.reading, "regimes", "territories"):
        values = group.data.get("values")
        if group.around != "clocks" or not isinstance(values, list):
            continue
        try:
            dated = msgspec.convert(values, tuple[ClockValue, ...], strict=False)
        except msgspec.ValidationError:
            continue  # the check of the forms says so
        for gap in dated_gaps(dated):
            yield Finding(
                path=group.source.path, line=group.line("values"), trouble=_trouble(gap), remedy=_REMEDIES[gap.kind]
            )


def _trouble(gap: DatedGap) -> str:
    until = gap.until or "for ever"
    if gap.kind == "backwards":
        return f"A value ends on {until}, not after the day on which it begins ({gap.since})."
    return f"From {gap.since} to {until} {'no value holds' if gap.kind == 'gap' else 'two values hold'}."


_REMEDIES = {
    "gap": "Let the next value begin on the day on which the one before it ends.",
    "overlap": "End the older value on the day on which the newer one begins.",
    "backwards": "Correct 'since' or 'until'.",
}
