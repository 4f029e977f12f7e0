"""Where a case stands: computed from its letters, its events and the law, and never kept.

``position`` is a pure function: the same case, law and day give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec

from facewrit.casefile.form import Case, CaseLetter
from facewrit.casefile.history import chronology_of, first_letters, letters_of_matter
from facewrit.casefile.moves import next_moves
from facewrit.casefile.standing import Matter, Next, Position, State, TooLate
from facewrit.drafting import find_law
from facewrit.events import ANSWERS, Chronology, Event
from facewrit.intake import read_request
from facewrit.law.calendars import ONE_DAY, WorkingCalendar
from facewrit.law.deadlines import ClockCount, effective_due, known_days
from facewrit.law.escalation import Step, ladder
from facewrit.law.lawbook import Lawbook
from facewrit.law.periods import period_end
from facewrit.letters.facts import answering_count
from facewrit.letters.gathering import count_all

__all__ = ["Matter", "Next", "Position", "State", "TooLate", "position"]

#: Words of the organisation that refuse; after them a complaint is open even if the period still runs.
_REFUSING = ("refused", "law_denied", "sent_elsewhere")
#: Words of the organisation: with the first of them the letter has arrived.
_WORDS = (
    "acknowledged",
    "extension",
    "identity_demanded",
    "clarification_demanded",
    "correction_demanded",
    "fee_demanded",
    "form_demanded",
    "not_identified",
    "sent_elsewhere",
    *ANSWERS,
    "phoned",
    "offered",
)
#: Letters after the first one that tell the organisation that its answer, or its silence, is not good enough.
_OBJECTING = (
    "reminder",
    "pre_action",
    "refusal_reply",
    "incomplete_reply",
    "no_data_reply",
    "not_applicable_reply",
    "processor_reply",
)


def position(case: Case, lawbook: Lawbook, today: date) -> Position:
    """Compute where a case stands.

    :param today: the person's calendar day.
    :raises BadRequest: if a letter names a territory, an organisation or a law that these records do not have.
    :raises Refused: if the law that a letter rests on no longer reaches the organisation.
    """
    matters = tuple(_matter(case, first, lawbook, today) for first in first_letters(case))
    return Position(today=today, matters=matters)


def _matter(case: Case, first: CaseLetter, lawbook: Lawbook, today: date) -> Matter:
    written = date.fromisoformat(first.date)
    request = read_request(_given(case, first), today=max(today, written))
    found = find_law(request, lawbook, today=written)
    route, calendar = found.route, WorkingCalendar.under(found.route.calendar, found.route.regime.counting)
    chronology = chronology_of(case, first)
    sent, known = _since_it_came_back(chronology)
    received = known or _arrival(case, first, sent, chronology, lawbook)
    counts = count_all(found.granted, route, received or written, written, chronology, calendar) if received else ()
    count = deciding_count(counts)
    due = effective_due(count, chronology) if count is not None else None
    look = _look(count, due, received, lawbook, calendar)
    days = known_days(received or written, written, chronology, today)
    objected = _objected(case, first)
    if due is not None:
        days["due"] = due
        if "answer" not in days:
            days["silence"] = due
    if objected is not None:
        days["objection"] = objected
    captured = [one.start for one in request.sightings if one.start is not None]
    if captured:
        days["event"] = min(one.date() if isinstance(one, datetime) else one for one in captured)
    steps = ladder(route, days, calendar)
    matter = Matter(
        reference=first.reference,
        state=_state(chronology, count, due, sent, received, today, lawbook, calendar),
        route=route,
        sent=sent,
        received=received,
        estimated=known is None and received is not None,
        due=due,
        look=look,
        objected=objected,
        counts=counts,
        ladder=steps,
        next=(),
        too_late=tuple(_too_late(steps, chronology, today)),
        chronology=chronology,
    )
    return replace(matter, next=tuple(next_moves(matter, case, first, lawbook, today)))


def _given(case: Case, first: CaseLetter) -> dict[str, object]:
    asked = msgspec.to_builtins(first.asked)
    asked.pop("kind", None)
    person = msgspec.to_builtins(case.person)
    return {**asked, "subject": person, "date": first.date, "regime": first.route.regime, "track": first.route.track}


def _since_it_came_back(chronology: Chronology) -> tuple[date | None, date | None]:
    """The days on which the letter was sent and arrived; what came before it last came back no longer counts."""
    sent: date | None = None
    received: date | None = None
    for event in chronology:
        if event.kind == "bounced":
            sent = received = None
        elif event.kind == "sent":
            sent = sent or event.on
        elif event.kind == "received":
            received = received or event.on
    return sent, received


def _arrival(case: Case, first: CaseLetter, sent: date | None, chronology: Chronology, lawbook: Lawbook) -> date | None:
    """The day on which a letter has probably arrived: our estimate, see ``catalogue.yaml``.

    Whoever answers has the letter, so the first word of the organisation is the latest day.
    """
    word = chronology.first(*_WORDS)
    if sent is None:
        return word
    event = next(
        (
            one
            for one in case.events
            if one.type == "sent" and one.on == sent.isoformat() and one.letter in (None, first.reference)
        ),
        None,
    )
    channel = event.channel if event and event.channel else first.asked.channel or "post"
    abroad = first.addressee.country.partition("-")[0] != first.asked.residence.partition("-")[0]
    fitting = (
        estimate.days
        for estimate in lawbook.catalogue.arrivals
        if estimate.channel == channel and estimate.abroad in (None, abroad)
    )
    arrived = sent + timedelta(days=next(fitting, 0))
    return min(arrived, word) if word is not None and word >= sent else arrived


def deciding_count(counts: tuple[ClockCount, ...]) -> ClockCount | None:
    """The count that answers the request: of those that name a day, or would if they did not stand still."""
    decisive = [count for count in counts if count.stage == "decide" and count.status != "none"]
    return answering_count(decisive or counts)


def _look(
    count: ClockCount | None, due: date | None, received: date | None, lawbook: Lawbook, calendar: WorkingCalendar
) -> date | None:
    """Where the law names no day: the one by which the letter asked for an answer, or on which to look again."""
    if received is None or due is not None or (count is not None and (count.extended or count.status == "paused")):
        return None
    asked = count.asks if count is not None and count.asks is not None and count.asks.amount else None
    return period_end(asked or lawbook.catalogue.look_again, received, "excluded", calendar)


def _objected(case: Case, first: CaseLetter) -> date | None:
    """When the person first told the organisation that its answer, or its silence, is not good enough."""
    following = {one.reference: one.kind for one in letters_of_matter(case, first) if one.follows is not None}
    days = [
        event.on
        for event in case.events
        if (event.type == "sent" and following.get(event.letter or "") in _OBJECTING)
        or (event.type in ("reminded", "demanded") and event.letter in (None, first.reference, *following))
    ]
    return date.fromisoformat(min(days)) if days else None


def _too_late(steps: Iterable[Step], chronology: Chronology, today: date) -> Iterator[TooLate]:
    """Steps whose last day is over, but for those that were taken."""
    complained = chronology.first("complained")
    for step in steps:
        if not isinstance(step.latest, date) or step.latest >= today:
            continue
        if complained is not None and step.rung.kind.startswith("regulator_") and complained <= step.latest:
            continue
        yield TooLate(rung=step.rung.id, since=step.latest + ONE_DAY)


def _state(
    chronology: Chronology,
    count: ClockCount | None,
    due: date | None,
    sent: date | None,
    received: date | None,
    today: date,
    lawbook: Lawbook,
    calendar: WorkingCalendar,
) -> State:
    if chronology.first("withdrawn"):
        return "closed"
    if chronology.first("decided"):
        return "decided"
    if chronology.first("complained"):
        return "complained"
    answer = last_answer(chronology)
    if answer is not None:
        return "refused" if answer.kind in _REFUSING else "answered"
    if received is None:
        return "sent" if chronology.first("sent") else "drafted"
    if today < received:
        return "sent" if sent else "drafted"
    if count is not None and count.status == "paused":
        return "paused"
    if due is None:
        return "extended" if count is not None and count.extended else "received"
    if today <= due:
        return "extended" if count is not None and count.extended else "awaiting"
    late = period_end(lawbook.catalogue.very_overdue, due, "excluded", calendar)
    return "very_overdue" if today > late else "overdue"


def last_answer(chronology: Chronology) -> Event | None:
    """The organisation's latest word on the request itself."""
    return chronology.last(*ANSWERS, "sent_elsewhere")
