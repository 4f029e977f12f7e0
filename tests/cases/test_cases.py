"""The worked cases of ``jurisdictions/cases``: what the law makes of a request, as a lawyer wrote it down.

A case proves its records: every field that it expects is compared, and nothing else. Each case is one test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from facewrit.drafting import Refused, find_facts, find_law
from facewrit.events import EVENT_KINDS, Chronology, Event
from facewrit.folders import find_rooms
from facewrit.intake import read_intent
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.law.records import read_yaml
from facewrit.law.worked_cases import Case, Expectation
from facewrit.letters.facts import LetterFacts, answering_count
from facewrit.letters.gathering import gather_facts
from facewrit.request import Intent

FOLDER = Path(__file__).resolve().parents[2] / "jurisdictions" / "cases"


@pytest.fixture(scope="session")
def lawbook() -> Lawbook:
    return open_lawbook(find_rooms())


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_case(name: str, lawbook: Lawbook) -> None:
    case = msgspec.convert(read_yaml(FOLDER / f"{name}.yaml").data, Case, strict=False)
    assert case.id == name
    intent = _intent(case)
    try:
        facts = _facts(case, intent, lawbook)
    except Refused as refused:
        assert case.expect.refused == refused.refusal.reason.code
        _compare_refused(case.expect, refused)
        return
    assert case.expect.refused is None, "a letter was made"
    assert list(_differences(case.expect, facts)) == []


def _facts(case: Case, intent: Intent, lawbook: Lawbook) -> LetterFacts:
    """What the law makes of it; of a wish without a right also where no letter would be made for that reason."""
    today = date.fromisoformat(case.today)
    if case.expect.refused is not None:
        return find_facts(intent, lawbook, today=today, reference="FW-CASE")
    found = find_law(intent.request, lawbook, today=today)
    return gather_facts(found, intent, lawbook, today=today, reference="FW-CASE")


def test_there_are_cases_and_each_says_something() -> None:
    names = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    assert len(names) >= 20
    for name in names:
        case = msgspec.convert(read_yaml(FOLDER / f"{name}.yaml").data, Case, strict=False)
        assert case.expect != Expectation(), f"{name} expects nothing"


def _intent(case: Case) -> Intent:
    """The request with its events; a case that names no day of receipt counts from the day of the letter."""
    given = {"subject": {"name": "Alex Example"}, **case.request}
    intent = read_intent(given, today=date.fromisoformat(case.today))
    events = [Event(kind="received", on=date.fromisoformat(case.received))] if case.received else []
    for happened in case.events:
        for kind, day in happened.items():
            assert kind in EVENT_KINDS, f"'{kind}' is no kind of event"
            events.append(Event(kind=kind, on=date.fromisoformat(day)))
    return Intent(request=intent.request, kind=intent.kind, chronology=Chronology(events=tuple(events)))


def _compare_refused(expect: Expectation, refused: Refused) -> None:
    """Of a refusal only the code and what there is instead can be expected."""
    told = {reason.code for reason in refused.refusal.instead}
    assert set(expect.reasons) <= told
    assert not set(expect.without_reasons) & told
    only = msgspec.structs.replace(
        expect, refused=None, reasons=(), without_reasons=(), regime=None, no_route=(), warnings=()
    )
    assert only == Expectation(), "a refused case expects more than a refusal can show"


def _differences(expect: Expectation, facts: LetterFacts) -> Iterator[str]:
    route = facts.route
    yield from _unlike("regime", expect.regime, route.regime.id)
    yield from _unlike("track", expect.track, route.track)
    yield from _unlike("territory", expect.territory, route.territory)
    yield from _unlike("strength", expect.strength, route.strength)
    yield from _unlike("authorities", expect.authorities, route.authorities)
    found = {granted.wish: {chosen.right.id for chosen in granted.rights} for granted in facts.granted}
    for wish, rights in (expect.rights or {}).items():
        yield from _unlike(f"rights.{wish}", set(rights), found.get(wish))
    for wish in expect.without_right:
        yield from _unlike(f"without_right.{wish}", set(), found.get(wish))
    yield from _provisions(expect, facts)
    yield from _days(expect, facts)
    if expect.ladder is not None:
        yield from _unlike("ladder", expect.ladder, tuple(step.rung.id for step in facts.ladder))
    last = {step.rung.id: str(step.latest) for step in facts.ladder}
    for name, day in (expect.last_day or {}).items():
        yield from _unlike(f"last_day.{name}", day, last.get(name, "no such step"))
    yield from _absent("reasons", expect.reasons, _reasons(facts))
    for code in set(expect.without_reasons) & _reasons(facts):
        yield f"without_reasons: {code} is there"
    yield from _absent("warnings", expect.warnings, {warning.code for warning in facts.warnings})
    usable = {found.regime.id for found in facts.routing.routes if found.strength != "none"}
    for regime in expect.no_route:
        if regime in usable:
            yield f"no_route: {regime} is a route"


def _provisions(expect: Expectation, facts: LetterFacts) -> Iterator[str]:
    """Provisions are expected as their path after the instrument: ``gdpr 15 1 g``, or ``us-ca … § 1798.105``."""
    rights = {chosen.right.id: chosen.right for granted in facts.granted for chosen in granted.rights}
    for name, expected in (expect.provisions or {}).items():
        written = {
            " ".join((one.instrument, *((one.literal,) if one.literal else one.path)))
            for one in rights[name].provisions
        }
        yield from _unlike(f"provisions.{name}", set(expected), written)


def _days(expect: Expectation, facts: LetterFacts) -> Iterator[str]:
    counts = {
        name: answering_count(count for count in facts.counts if count.right == name)
        for name in {count.right for count in facts.counts}
    }
    for name, day in (expect.due or {}).items():
        yield from _unlike(f"due.{name}", day, _iso(counts[name].due) if name in counts else "no such count")
    for name, day in (expect.extended_due or {}).items():
        found = _iso(counts[name].extended_due) if name in counts else "no such count"
        yield from _unlike(f"extended_due.{name}", day, found)
    for name, status in (expect.status or {}).items():
        yield from _unlike(f"status.{name}", status, counts[name].status if name in counts else "no such count")


def _reasons(facts: LetterFacts) -> set[str]:
    reasons = {reason.code for reason in facts.route.because}
    reasons |= {note.code for granted in facts.granted for chosen in granted.rights for note in chosen.notes}
    reasons |= {f"instead.{item.code}" for granted in facts.granted for item in granted.instead}
    for count in facts.counts:
        reasons |= {step.reason.code for step in count.steps} | {caveat.code for caveat in count.caveats}
    return reasons


def _unlike(what: str, expected: object, found: object) -> Iterator[str]:
    if expected is None and not what.startswith(("due.", "extended_due.")):
        return
    if expected != found:
        yield f"{what}: expected {expected}, found {found}"


def _absent(what: str, expected: Iterable[str], found: set[str]) -> Iterator[str]:
    yield from (f"{what}: {code} is not among {', '.join(sorted(found))}" for code in expected if code not in found)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
