"""Where a case stands: computed from its letters, its events and the law, and never kept.

``position`` is a pure function: the same case, law and day give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from facewrit.casefile.form import Case, CaseLetter
from facewrit.casefile.history import chronology_of, first_letters, letters_of_matter
from facewrit.drafting import find_law
from facewrit.events import ANSWERS, Chronology, Event
from facewrit.intake import read_request
from facewrit.law.applicable import Route
from facewrit.law.calendars import WorkingCalendar
from facewrit.law.deadlines import ClockCount, effective_due, known_days
from facewrit.law.escalation import Step, ladder
from facewrit.law.lawbook import Lawbook
from facewrit.law.periods import period_end
from facewrit.law.reasons import Reason, reason
from facewrit.letters.facts import answering_count
from facewrit.letters.gathering import complaint_to, count_all
from facewrit.request import REPLIES

State: TypeAlias = Literal[
    "drafted",
    "sent",
    "received",
    "awaiting",
    "paused",
    "extended",
    "overdue",
    "very_overdue",
    "answered",
    "refused",
    "complained",
    "decided",
    "closed",
]
#: Words of the organisation that refuse; after them a complaint is open even if the period still runs.
_REFUSING = ("refused", "law_denied", "sent_elsewhere")
_OPEN = ("awaiting", "received", "sent", "extended", "paused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Something sensible to do now. ``kind``: of the letter to write, ``None`` where there is none to write.

    ``until``: the last day on which it can be done, if the law sets one that is known. ``closes``: ids of rungs that
    are lost by doing it.
    """

    do: str
    kind: str | None
    because: Reason
    until: date | None = None
    closes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLate:
    """A step of the ladder that can no longer be taken, and since which day."""

    rung: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Where one first letter and all that follows it stand.

    ``received``: known, or (``estimated``) counted from the day and the way of sending. ``due``: the day that matters
    now; ``None`` where there is none. ``counts``: every claim's clocks with the steps of their count.
    """

    reference: str
    state: State
    route: Route
    sent: date | None
    received: date | None
    estimated: bool
    due: date | None
    counts: tuple[ClockCount, ...]
    ladder: tuple[Step, ...]
    next: tuple[Next, ...]
    too_late: tuple[TooLate, ...]
    chronology: Chronology


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where each matter of a case stands on a day, in the order of the file."""

    today: date
    matters: tuple[Matter, ...]


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
    sent = chronology.first("sent")
    known = chronology.first("received")
    received = known or _arrival(case, first, sent, lawbook)
    counts = count_all(found.granted, route, received or written, written, chronology, calendar) if received else ()
    count = answering_count(counts)
    due = effective_due(count, chronology) if count is not None else None
    days = known_days(received or written, written, chronology, today)
    if due is not None:
        days["due"] = due
        if "answer" not in days:
            days["silence"] = due
    steps = ladder(route, days, calendar)
    state = _state(chronology, count, due, sent, received, today, lawbook, calendar)
    matter = Matter(
        reference=first.reference,
        state=state,
        route=route,
        sent=sent,
        received=received,
        estimated=known is None and received is not None,
        due=due,
        counts=counts,
        ladder=steps,
        next=(),
        too_late=tuple(
            TooLate(rung=step.rung.id, since=step.latest)
            for step in steps
            if isinstance(step.latest, date) and step.latest < today
        ),
        chronology=chronology,
    )
    return _with_next(matter, case, first, lawbook, today)


def _given(case: Case, first: CaseLetter) -> dict[str, object]:
    import msgspec

    asked = msgspec.to_builtins(first.asked)
    asked.pop("kind", None)
    person = msgspec.to_builtins(case.person)
    return {**asked, "subject": person, "date": first.date, "regime": first.route.regime, "track": first.route.track}


def _arrival(case: Case, first: CaseLetter, sent: date | None, lawbook: Lawbook) -> date | None:
    """The day on which a letter that was sent has probably arrived: our estimate, see ``catalogue.yaml``."""
    if sent is None:
        return None
    event = next(
        (one for one in case.events if one.type == "sent" and one.letter in (None, first.reference)),
        None,
    )
    channel = event.channel if event and event.channel else first.asked.channel or "post"
    abroad = first.addressee.country.partition("-")[0] != first.asked.residence.partition("-")[0]
    for estimate in lawbook.catalogue.arrivals:
        if estimate.channel == channel and estimate.abroad in (None, abroad):
            return sent + timedelta(days=estimate.days)
    return sent


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
    answer = chronology.last(*ANSWERS, "sent_elsewhere")
    if answer is not None:
        return "refused" if answer.kind in _REFUSING else "answered"
    if received is None:
        return "drafted"
    if today < received:
        return "sent" if sent else "drafted"
    if count is not None and count.status == "paused":
        return "paused"
    if due is None:
        return "received"
    if today <= due:
        return "extended" if count is not None and count.extended else "awaiting"
    late = period_end(lawbook.catalogue.very_overdue, due, "excluded", calendar)
    return "very_overdue" if today > late else "overdue"


def _with_next(matter: Matter, case: Case, first: CaseLetter, lawbook: Lawbook, today: date) -> Matter:
    from dataclasses import replace

    return replace(matter, next=tuple(_next(matter, case, first, lawbook, today)))


def _next(matter: Matter, case: Case, first: CaseLetter, lawbook: Lawbook, today: date) -> Iterator[Next]:
    """What to do, the most urgent first."""
    events = list(matter.chronology)
    last = events[-1] if events else None
    if matter.state == "closed":
        return
    if last is not None and last.kind == "bounced":
        yield Next(do="send_again", kind=None, because=reason("next.bounced", day=last.on))
        return
    for kind in ("phoned", "offered"):
        event = matter.chronology.last(kind)
        if event is not None and event is last:
            yield Next(do="get_advice", kind=None, because=reason(f"next.{kind}", day=event.on))
    if matter.state == "drafted":
        yield Next(do="send", kind=None, because=reason("next.send"))
        return
    yield from _replies(matter, case, first)
    yield from _escalation(matter, case, first, lawbook, today)
    if matter.state in _OPEN:
        because = reason("next.wait_until", day=matter.due) if matter.due else reason("next.wait_no_day")
        yield Next(do="wait", kind=None, because=because)
    elif matter.state in ("complained", "decided"):
        yield Next(do="wait", kind=None, because=reason(f"next.{matter.state}"))


def _replies(matter: Matter, case: Case, first: CaseLetter) -> Iterator[Next]:
    """A letter for each thing that the organisation said and that nobody has answered yet; the newest first."""
    written = {(one.kind, one.date) for one in letters_of_matter(case, first)}
    done = {"identity_demanded": "identity_given", "fee_demanded": "fee_paid"}
    for kind, answered in sorted(REPLIES.items(), key=lambda pair: _day(matter.chronology.last(pair[1])), reverse=True):
        event = matter.chronology.last(answered)
        if event is None or any(one == kind and day >= event.on.isoformat() for one, day in written):
            continue
        after = matter.chronology.last(done.get(answered, ""))
        if after is not None and after.on >= event.on:
            continue
        if matter.state == "complained" and answered not in ANSWERS:
            continue
        yield Next(do="write", kind=kind, because=reason(f"next.{kind}", day=event.on))


def _escalation(matter: Matter, case: Case, first: CaseLetter, lawbook: Lawbook, today: date) -> Iterator[Next]:
    """Reminder, complaint and formal demand, as far as the law lets one take them today."""
    if matter.state in ("complained", "decided", "drafted", "sent"):
        return
    late = matter.state in ("overdue", "very_overdue")
    refused = matter.state == "refused" or matter.chronology.last("answered_in_part", "no_data") is not None
    if late and matter.chronology.first("reminded") is None and matter.due is not None:
        yield Next(do="write", kind="reminder", because=reason("next.reminder", day=matter.due))
    if not late and not refused:
        return
    complaint = next((step for step in matter.ladder if step.rung.kind == "regulator_complaint"), None)
    authority = complaint_to(matter.route, lawbook)
    if complaint is not None and authority is not None and _possible(complaint, today):
        code = "next.complaint_silence" if late else "next.complaint_answer"
        by_phone = "phone_only" in authority.channels
        yield Next(
            do="call" if by_phone else "write",
            kind=None if by_phone else "complaint",
            because=reason(code, day=matter.due, authority=authority.names),
            until=complaint.latest if isinstance(complaint.latest, date) else None,
            closes=complaint.rung.closes,
        )
    court = next((step for step in matter.ladder if step.rung.kind in ("court", "pre_action")), None)
    if court is not None and _possible(court, today) and matter.chronology.first("demanded") is None:
        if refused or matter.chronology.first("reminded") is not None:
            yield Next(
                do="write",
                kind="pre_action",
                because=reason("next.pre_action"),
                until=court.latest if isinstance(court.latest, date) else None,
                closes=court.rung.closes,
            )


def _possible(step: Step, today: date) -> bool:
    """Whether a step can be taken today, as far as anybody knows."""
    if isinstance(step.latest, date) and step.latest < today:
        return False
    return not isinstance(step.earliest, date) or step.earliest <= today


def _day(event: Event | None) -> date:
    return event.on if event else date.min
