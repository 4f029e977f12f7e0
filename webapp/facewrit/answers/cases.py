"""Where a case stands, as JSON for programs and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facewrit.answers.wordings import Json, told
from facewrit.casefile.position import Matter, Next, Position
from facewrit.law.escalation import Bound, Step
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import Wording


def position_json(found: Position, phrasebook: Phrasebook, language: str) -> Json:
    """``{"today", "matters": [{"reference", "state", "text", "sent", "received", "estimated", "due", "claims": [..],
    "next": [..], "too_late": [..], "steps": [..]}]}``; days in ISO form.

    :raises NoWords: if a state, a reason or a step has no words in the language.
    """
    return {
        "today": found.today.isoformat(),
        "matters": [_matter(matter, _wording(matter, phrasebook, language)) for matter in found.matters],
    }


def position_lines(found: Position, phrasebook: Phrasebook, language: str) -> Iterator[str]:
    """The same for people: a line for each matter, then what to do, then what is too late."""
    for matter in found.matters:
        wording = _wording(matter, phrasebook, language)
        parts = [f"{matter.reference}: {wording.word(f'state.{matter.state}')}"]
        if matter.due is not None and matter.state in ("sent", "awaiting", "extended", "overdue", "very_overdue"):
            parts.append(wording.word("case_told.due", day=matter.due))
        if matter.estimated:
            parts.append(wording.word("case_told.estimated"))
        yield " · ".join(parts)
        for item in matter.next:
            kind = f" [{item.kind}]" if item.kind else ""
            until = f" ({wording.word('bound.until', day=item.until)})" if item.until else ""
            yield f"  - {wording.text(item.because)}{kind}{until}"
        for late in matter.too_late:
            yield f"  - {wording.word('case_told.too_late', step=_rung(late.rung, matter, wording), day=late.since)}"


def _matter(matter: Matter, wording: Wording) -> Json:
    return {
        "reference": matter.reference,
        "state": matter.state,
        "text": wording.word(f"state.{matter.state}"),
        "regime": matter.route.regime.id,
        "track": matter.route.track,
        "sent": _iso(matter.sent),
        "received": _iso(matter.received),
        "estimated": matter.estimated,
        "due": _iso(matter.due),
        "claims": [
            {
                "right": count.right,
                "clock": count.clock,
                "stage": count.stage,
                "due": _iso(count.due),
                "extended_due": _iso(count.extended_due),
                "status": count.status,
                "confidence": count.confidence,
                "steps": [{"date": step.on.isoformat(), "why": wording.text(step.reason)} for step in count.steps],
            }
            for count in matter.counts
        ],
        "next": [_next(item, matter, wording) for item in matter.next],
        "too_late": [
            {"step": late.rung, "text": _rung(late.rung, matter, wording), "since": late.since.isoformat()}
            for late in matter.too_late
        ],
        "steps": [_step(step, matter, wording) for step in matter.ladder],
    }


def _next(item: Next, matter: Matter, wording: Wording) -> Json:
    return {
        "do": item.do,
        "kind": item.kind,
        "because": told(item.because, wording),
        "until": _iso(item.until),
        "closes": [{"step": name, "text": _rung(name, matter, wording)} for name in item.closes],
    }


def _step(step: Step, matter: Matter, wording: Wording) -> Json:
    return {
        "id": step.rung.id,
        "kind": step.rung.kind,
        "text": _rung(step.rung.id, matter, wording),
        "authorities": list(step.authorities),
        "earliest": _bound(step.earliest),
        "latest": _bound(step.latest),
    }


def _rung(name: str, matter: Matter, wording: Wording) -> str:
    """The name of a rung: its own words, else those of its kind."""
    kind = next((rung.kind for rung in matter.route.regime.ladder if rung.id == name), name)
    return wording.word(f"rung.{name}") if wording.has(f"rung.{name}") else wording.word(f"rung.{kind}")


def _wording(matter: Matter, phrasebook: Phrasebook, language: str) -> Wording:
    return Wording(phrasebook, language, matter.route.regime)


def _bound(bound: Bound) -> str:
    return bound.isoformat() if isinstance(bound, date) else bound


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
