"""What holds for every case: no course of events crashes, no day runs backwards, nothing that was told is changed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facewrit.casefile.case import case_letter, new_case
from facewrit.casefile.form import Case, CaseEvent
from facewrit.casefile.history import follow_up, letter_of, log_event, with_letter
from facewrit.casefile.position import Matter, position
from facewrit.casefile.reading import decode_case, encode_case
from facewrit.drafting import draft
from facewrit.events import EVENT_KINDS, REFUSALS
from facewrit.folders import find_rooms
from facewrit.intake import read_intent
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.request import CHANNELS, FOLLOWING, BadRequest

WRITTEN = date(2026, 9, 1)
LAST = WRITTEN + timedelta(days=200)
#: A place for each way in which the law goes on: silence, an own complaint first, no number, pauses, limits, no court.
PLACES = ("ie", "nl", "it", "gb", "ch", "jp", "kr", "us-ca", "us-va", "ca-qc", "ca-bc", "br", "mx", "tr", "au", "nz")
CALM = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

days = st.integers(0, 200).map(lambda number: WRITTEN + timedelta(days=number))


def optional(of: st.SearchStrategy[Any], default: Any) -> st.SearchStrategy[Any]:
    return st.just(default) | of


events = st.builds(
    lambda kind, on, channel, grounds, until, number: CaseEvent(
        id=f"e{number}", on=on.isoformat(), type=kind, channel=channel, grounds=grounds, until=until
    ),
    st.sampled_from(EVENT_KINDS),
    days,
    optional(st.sampled_from(CHANNELS), None),
    optional(st.sampled_from(REFUSALS).map(lambda one: (one,)), ()),
    optional(days.map(date.isoformat), None),
    st.integers(0, 10**6),
)
courses = st.lists(events, max_size=10, unique_by=lambda event: event.id)


class Cases(dict[str, Case]):
    """Cases by place; a failing example does not print them."""

    def __repr__(self) -> str:
        return "cases"


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return open_lawbook(find_rooms())


@pytest.fixture(scope="module")
def phrasebook() -> Phrasebook:
    return Phrasebook(*find_rooms().letter_templates)


@pytest.fixture(scope="module")
def cases(lawbook: Lawbook, phrasebook: Phrasebook) -> Cases:
    """A case for each place: a shop there, asked for access on 1 September 2026."""
    found = Cases()
    for place in PLACES:
        request = {
            "residence": place,
            "controller": {"name": "Example Shop", "country": place, "sector": "retail"},
            "ask": ["access"],
            "subject": {"name": "Anna Example"},
            "date": WRITTEN.isoformat(),
        }
        intent = read_intent(request, today=WRITTEN)
        found[place] = new_case(draft(intent, lawbook, phrasebook, today=WRITTEN, reference=f"FW-{place.upper()}-1"))
    return found


def stands(case: Case, lawbook: Lawbook, today: date) -> Matter:
    (matter,) = position(case, lawbook, today).matters
    return matter


@CALM
@given(place=st.sampled_from(PLACES), course=courses, today=days)
def test_no_course_of_events_crashes_and_the_answer_is_always_the_same(
    place: str, course: list[CaseEvent], today: date, cases: Cases, lawbook: Lawbook
) -> None:
    """Events in any order, even those that could not be logged so: the file may come from elsewhere."""
    case = msgspec.structs.replace(cases[place], events=tuple(course))
    before = encode_case(case)
    found = position(case, lawbook, today)
    assert found == position(case, lawbook, today), "pure"
    assert encode_case(case) == before, "the case is as it was"
    assert decode_case(before) == case
    (matter,) = found.matters
    assert not (matter.state == "closed" and matter.next)
    written = [item.kind for item in matter.next if item.kind]
    assert len(written) == len(set(written)), "no letter twice"
    assert all(kind in FOLLOWING for kind in written)
    for item in matter.next:
        assert item.until is None or item.until >= today, "nothing is offered whose last day is over"
    for late in matter.too_late:
        assert late.since <= today
    lost = {late.rung for late in matter.too_late}
    assert not any(step.rung.id in lost and step.latest in ("open", "unknown", "later") for step in matter.ladder)


@CALM
@given(place=st.sampled_from(PLACES), course=courses, today=days, later=st.integers(1, 500))
def test_no_day_runs_backwards_when_time_passes(
    place: str, course: list[CaseEvent], today: date, later: int, cases: Cases, lawbook: Lawbook
) -> None:
    """With no new event every computed day stays, and what is too late stays too late, since the same day."""
    case = msgspec.structs.replace(cases[place], events=tuple(course))
    before, after = stands(case, lawbook, today), stands(case, lawbook, today + timedelta(days=later))
    assert (after.received, after.due, after.look) == (before.received, before.due, before.look)
    assert [(one.due, one.extended_due) for one in after.counts] == [
        (one.due, one.extended_due) for one in before.counts
    ]
    assert {(late.rung, late.since) for late in before.too_late} <= {(late.rung, late.since) for late in after.too_late}
    early = {"drafted": 0, "sent": 1, "received": 2, "awaiting": 2, "extended": 2, "overdue": 3, "very_overdue": 4}
    if before.state in early and after.state in early:
        assert early[before.state] <= early[after.state]
    else:
        assert before.state == after.state


@CALM
@given(place=st.sampled_from(PLACES), told=st.lists(st.tuples(st.sampled_from(EVENT_KINDS), days), max_size=10))
def test_what_was_logged_stays_as_it_was_told(
    place: str, told: list[tuple[str, date]], cases: Cases, lawbook: Lawbook
) -> None:
    """Each event is taken or refused with words; those before it do not change, and the file reads back the same."""
    case = cases[place]
    for number, (kind, on) in enumerate(told):
        try:
            more = log_event(case, {"type": kind, "on": on.isoformat()}, today=LAST, identifier=f"e{number}")
        except BadRequest as refused:
            assert refused.problems
            continue
        assert more.events[:-1] == case.events and more.letters == case.letters and more.person == case.person
        assert (more.events[-1].type, more.events[-1].on) == (kind, on.isoformat())
        case = more
        stands(case, lawbook, on)
    assert decode_case(encode_case(case)) == case
    stands(case, lawbook, LAST)


@settings(CALM, max_examples=25)
@given(
    place=st.sampled_from(PLACES), told=st.lists(st.tuples(st.sampled_from(EVENT_KINDS), days), max_size=6), today=days
)
def test_every_letter_that_is_offered_can_be_written(
    place: str,
    told: list[tuple[str, date]],
    today: date,
    cases: Cases,
    lawbook: Lawbook,
    phrasebook: Phrasebook,
) -> None:
    """What the case offers as a letter is drafted without a fault, and is not offered again once it is in the file."""
    case = cases[place]
    for number, (kind, on) in enumerate(sorted(told, key=lambda one: one[1])):
        try:
            case = log_event(case, {"type": kind, "on": on.isoformat()}, today=today, identifier=f"e{number}")
        except BadRequest:
            continue
    for item in stands(case, lawbook, today).next:
        if item.kind is None:
            continue
        intent = follow_up(case, item.kind, today=today, language="en")
        made = draft(intent, lawbook, phrasebook, today=today, reference="FW-NEXT-2")
        kept = with_letter(case, case_letter(made), letter_of(case, None))
        kept = log_event(kept, {"type": "sent", "on": today.isoformat(), "letter": "FW-NEXT-2"}, today=today)
        assert item.kind not in [other.kind for other in stands(kept, lawbook, today).next]
