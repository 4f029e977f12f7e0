"""All facts that one letter is made of: the request, the law found for it, and the ways to send it. No words yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from facewrit.events import Event
from facewrit.law.applicable import Route, Routing
from facewrit.law.calendars import WorkingCalendar
from facewrit.law.catalogue import FaceDemand
from facewrit.law.deadlines import ClockCount
from facewrit.law.directory import Authority, Contact, Help, Mandate, Post, Procedure
from facewrit.law.escalation import Step
from facewrit.law.model import DemandBasis, Names, Period
from facewrit.law.organisations import Organisation
from facewrit.law.reasons import Reason
from facewrit.law.rights import Granted
from facewrit.request import RightsRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to send the letter. ``kind``: registered, post, email, form. ``confirmed`` false: check it first."""

    kind: str
    contact: Contact | None
    value: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a letter that follows another one looks back on.

    ``sent``: the date of the earlier letter. ``received``: the day on which it arrived, if that is known; only then
    ``due`` is the day on which the period for the answer ended or will end, with an extension that was told in time.
    ``answers``: the event that the letter answers.
    """

    sent: date
    reference: str | None
    received: date | None
    due: date | None
    events: tuple[Event, ...]
    answers: Event | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What steps one to four of the road found for one request.

    ``received``: the day that deadlines are counted from; ``assumed``: nobody knows yet that it was received then.
    ``address``: lines of the address block after the addressee's name; empty if unconfirmed. ``written_to``: those of
    the desk of the organisation that serves this sender. ``ruleset``: its hash.
    ``calendar``: the working days that the counts were made with. ``look_again``: the day to come back where neither
    the law nor the letter names one, counted from the letter's date; ``patience``: that time.
    ``history``: of a letter that follows another. ``recipient``: the authority that a complaint goes to.
    ``named``: names of the residence and of the organisation's seat, where a record has them, by code.
    ``linked``: others to write to in the same matter, as ``joint`` users or ``vendor``; ``mandates``: who may act for
    others, where somebody does.
    """

    kind: str
    request: RightsRequest
    reference: str
    organisation: Organisation
    routing: Routing
    route: Route
    granted: tuple[Granted, ...]
    counts: tuple[ClockCount, ...]
    calendar: WorkingCalendar
    look_again: date
    patience: Period
    ladder: tuple[Step, ...]
    authorities: tuple[Authority, ...]
    demands: tuple[tuple[FaceDemand, DemandBasis | None], ...]
    joint: tuple[Names, ...]
    history: History | None
    recipient: Authority | None
    named: Mapping[str, Names]
    linked: tuple[tuple[str, Names], ...]
    mandates: tuple[Mandate, ...]
    address: tuple[str, ...]
    written_to: tuple[str, ...]
    channels: tuple[Channel, ...]
    unconfirmed: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    help: tuple[Help, ...]
    post: tuple[Post, ...]
    received: date
    assumed: bool
    today: date
    ruleset: str

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """What the organisation itself demands of people who ask, as far as it concerns the wishes of the request."""
        record = self.organisation.record
        found = record.procedures if record else ()
        return tuple(one for one in found if not one.wishes or set(one.wishes) & set(self.request.ask))

    @property
    def answering(self) -> ClockCount | None:
        """The count of the stage that answers the request, see :func:`answering_count`."""
        return answering_count(self.counts)


def answering_count(counts: Iterable[ClockCount]) -> ClockCount | None:
    """Of several counts the one that answers a request: the first of stage *decide*, else of *comply*, else any."""
    found = tuple(counts)
    for stage in ("decide", "comply"):
        for count in found:
            if count.stage == stage:
                return count
    return found[0] if found else None
