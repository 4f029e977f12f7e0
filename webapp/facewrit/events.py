"""What happened after a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

#: Kinds of event that the organisation's word on the request is: with them an answer is there.
ANSWERS = ("answered", "answered_in_part", "refused", "no_data", "erased", "law_denied")
#: All kinds of event, in the order in which a case usually meets them.
EVENT_KINDS = (
    "sent",
    "bounced",
    "received",
    "acknowledged",
    "extension",
    "identity_demanded",
    "identity_given",
    "clarification_demanded",
    "clarification_given",
    "correction_demanded",
    "correction_given",
    "fee_demanded",
    "fee_paid",
    "form_demanded",
    "not_identified",
    "sent_elsewhere",
    *ANSWERS,
    "phoned",
    "offered",
    "reminded",
    "demanded",
    "withdrawn",
    "complained",
    "decided",
)
#: Why an organisation refuses, in its own words to be answered: words are in the group ``refusal``.
REFUSALS = (
    "crime_prevention",
    "not_personal_data",
    "overwritten",
    "not_retained",
    "trade_secret",
    "disproportionate",
    "third_parties",
    "abuse",
    "no_reason",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, on a calendar day at the sender's place.

    ``grounds``: those of a refusal (``REFUSALS``). ``missing``: ids of face demands that an answer left out.
    ``amount``: money that was asked for, as written. ``until``: the day that an extension runs to.
    ``reference``: the organisation's own.
    """

    kind: str
    on: date
    grounds: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    amount: str | None = None
    until: date | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """Events in order of time; events of one day stay in the order they were told."""

    events: tuple[Event, ...] = ()

    def __iter__(self) -> Iterator[Event]:
        return iter(sorted(self.events, key=lambda event: event.on))

    def first(self, *kinds: str) -> date | None:
        """The day of the earliest event of some kinds, or ``None``."""
        return next((event.on for event in self if event.kind in kinds), None)

    def last(self, *kinds: str) -> Event | None:
        """The latest event of some kinds, or ``None``."""
        return next((event for event in reversed(list(self)) if event.kind in kinds), None)
