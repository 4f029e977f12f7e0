"""Worked histories: what happened after a letter, and where the case then stands, as a lawyer wrote it down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from facewrit.casefile.case import case_letter, new_case
from facewrit.casefile.form import Case
from facewrit.casefile.history import follow_up, letter_of, log_event, with_letter
from facewrit.casefile.position import Matter, position
from facewrit.casefile.reading import decode_case, encode_case
from facewrit.drafting import draft
from facewrit.folders import find_rooms
from facewrit.intake import read_intent
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.law.records import read_yaml
from facewrit.letters.phrasebook import Phrasebook

FOLDER = Path(__file__).parent / "histories"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
FIELDS = {"about", "request", "events", "letters", "today", "expect"}
EXPECTED = {
    "regime", "track", "state", "received", "estimated", "due", "next", "without_next", "too_late", "reasons",
    "until", "closes",
}  # fmt: skip


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return open_lawbook(find_rooms())


@pytest.fixture(scope="module")
def phrasebook() -> Phrasebook:
    return Phrasebook(*find_rooms().letter_templates)


@pytest.mark.parametrize("name", NAMES)
def test_history(name: str, lawbook: Lawbook, phrasebook: Phrasebook) -> None:
    told: Any = read_yaml(FOLDER / f"{name}.yaml").data
    assert set(told) <= FIELDS and set(told["expect"]) <= EXPECTED and told["expect"]
    today = date.fromisoformat(told["today"])
    case = made(told, lawbook, phrasebook, today)
    assert decode_case(encode_case(case)) == case
    (matter,) = position(case, lawbook, today).matters
    assert list(differences(told["expect"], matter)) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_day_moves_backwards_when_time_passes(name: str, lawbook: Lawbook, phrasebook: Phrasebook) -> None:
    """With no new event the day that matters stays the same, and what is too late stays too late."""
    told: Any = read_yaml(FOLDER / f"{name}.yaml").data
    today = date.fromisoformat(told["today"])
    case = made(told, lawbook, phrasebook, today)
    (before,) = position(case, lawbook, today).matters
    for later in (1, 30, 400):
        (after,) = position(case, lawbook, today + timedelta(days=later)).matters
        assert (after.due, after.received) == (before.due, before.received)
        assert {late.rung for late in before.too_late} <= {late.rung for late in after.too_late}


def test_there_are_histories_of_many_laws(lawbook: Lawbook) -> None:
    told: list[Any] = [read_yaml(FOLDER / f"{name}.yaml").data for name in NAMES]
    assert len(told) >= 40
    assert len({history["expect"].get("regime") for history in told} - {None}) >= 15


def made(told: Any, lawbook: Lawbook, phrasebook: Phrasebook, today: date) -> Case:
    """The case as the history tells it, each thing done on its day."""
    written = date.fromisoformat(told["request"]["date"])
    intent = read_intent({**told["request"], "reference": "FW-TEST0001"}, today=written)
    case = new_case(draft(intent, lawbook, phrasebook, today=written, reference="FW-TEST0001"))
    steps = [(event["on"], "event", event) for event in told.get("events", ())]
    steps += [(letter["on"], "letter", letter) for letter in told.get("letters", ())]
    for number, (day, what, given) in enumerate(
        sorted(steps, key=lambda step: (step[0], step[1] == "letter")), start=2
    ):
        on = date.fromisoformat(day)
        if what == "event":
            case = log_event(case, {"letter": "FW-TEST0001", **given}, today=today, identifier=f"e{number}")
            continue
        reference = f"FW-TEST{number:04}"
        intent = follow_up(case, given["kind"], today=on)
        following = case_letter(draft(intent, lawbook, phrasebook, today=on, reference=reference))
        case = with_letter(case, following, letter_of(case, "FW-TEST0001"))
        sent = {"type": "sent", "on": day, "letter": reference}
        case = log_event(case, sent, today=today, identifier=f"e{number}")
    return case


def differences(expect: Any, matter: Matter) -> Iterator[str]:
    """What differs from the history, in words."""
    steps = [item.kind or item.do for item in matter.next]
    names = [str(item.because.fact("rung") or item.kind or item.do) for item in matter.next]
    found: dict[str, Any] = {
        "regime": matter.route.regime.id,
        "track": matter.route.track,
        "state": matter.state,
        "received": matter.received.isoformat() if matter.received else None,
        "estimated": "true" if matter.estimated else "false",
        "due": matter.due.isoformat() if matter.due else None,
        "next": steps,
        "until": {name: item.until.isoformat() for name, item in zip(names, matter.next, strict=True) if item.until},
        "closes": {name: list(item.closes) for name, item in zip(names, matter.next, strict=True) if item.closes},
        "too_late": [late.rung for late in matter.too_late],
    }
    for field, wanted in expect.items():
        if field == "reasons":
            told = {item.because.code for item in matter.next}
            if missing := set(wanted) - told:
                yield f"reasons: {sorted(missing)} not among {sorted(told)}"
        elif field == "without_next":
            if both := set(wanted) & set(steps):
                yield f"next: {sorted(both)} is there"
        elif found[field] != wanted:
            yield f"{field}: expected {wanted}, found {found[field]}"
