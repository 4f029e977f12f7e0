"""What happened after a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

#: Kinds of event that move a deadline or a step. More kinds come with the case file.
EVENT_KINDS = (
    "sent",
    "received",
    "extension",
    "identity_demanded",
    "identity_given",
    "clarification_demanded",
    "clarification_given",
    "correction_demanded",
    "correction_given",
    "fee_demanded",
    "fee_paid",
    "answered",
    "refused",
    "complained",
    "decided",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, on a calendar day at the sender's place."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """Events in order of time; events of one day stay in the order they were told."""

    events: tuple[Event, ...] = ()

    def __iter__(self) -> Iterator[Event]:
        return iter(sorted(self.events, key=lambda event: event.on))

    def first(self, kind: str) -> date | None:
        """The day of the earliest event of a kind, or ``None``."""
        return next((event.on for event in self if event.kind == kind), None)
