"""Until when: the days of one right as JSON, each with the steps of its count."""

from __future__ import annotations

from datetime import date

from facewrit.answers.questions import DeadlineQuestion
from facewrit.answers.routes import count_json
from facewrit.answers.wordings import Json, bad
from facewrit.law.applicable import applying_territory, holiday_calendar, is_applied
from facewrit.law.calendars import UnknownCalendar, WorkingCalendar
from facewrit.law.deadlines import ClockCount, clocks
from facewrit.law.directory import Territory
from facewrit.law.lawbook import Lawbook, UnknownRecord
from facewrit.law.model import Regime, Right, Track
from facewrit.letters.facts import answering_count
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import Wording


def deadline(
    question: DeadlineQuestion, lawbook: Lawbook, phrasebook: Phrasebook, *, today: date, language: str
) -> Json:
    """Count the clocks of a right; the top level repeats the stage that answers the request.

    :param language: of the texts for people.
    :raises BadRequest: if the question names something that does not exist.
    :raises NoWords: if a step has no words in the language.
    """
    chain = _chain(question.territory, lawbook)
    regime = _regime(question, chain, lawbook)
    track = _track(question, regime)
    right = _right(question, regime, track)
    code = question.calendar or holiday_calendar(lawbook, question.territory, question.territory)
    try:
        calendar = WorkingCalendar.under(code, regime.counting)
    except UnknownCalendar as error:
        raise bad("unknown_calendar", "calendar", value=str(code), trouble=str(error)) from error
    counts = clocks(
        right,
        regime,
        received=question.received,
        chronology=question.chronology,
        calendar=calendar,
        today=today,
    )
    wording = Wording(phrasebook, language, regime)
    count = answering_count(counts)
    if count is None:
        raise bad("no_clock", "right", value=right.id)
    top = count_json(count, wording)
    return {
        "regime": regime.id,
        "track": track,
        "right": right.id,
        "calendar": calendar.code,
        "received": question.received.isoformat(),
        "due": top["due"],
        "extended_due": top["extended_due"],
        "extended": top["extended"],
        "status": top["status"],
        "stages": [count_json(found, wording) for found in counts],
        "steps": top["steps"],
        "caveats": top["caveats"],
        "text": _text(count, wording),
        "source": count.source,
        "checked": count.checked,
        "confidence": count.confidence,
    }


def _text(count: ClockCount, wording: Wording) -> str:
    """One line for people: what is due, and when."""
    day = count.extended_due if count.extended else count.due
    if day is not None:
        when = wording.language.day(day)
    else:
        when = wording.period(count.period) or wording.word(f"status.{count.status}")
        if count.status == "paused":
            when = wording.word("status.paused")
    basis = wording.citation(count.provisions)
    return f"{wording.word(f'stage.{count.stage}')}{wording.language.colon}{when}" + (f" ({basis})" if basis else "")


def _chain(code: str, lawbook: Lawbook) -> tuple[Territory, ...]:
    try:
        return lawbook.chain(code)
    except UnknownRecord as error:
        raise bad("unknown_territory", "territory", value=code, near=", ".join(error.near) or "—") from error


def _regime(question: DeadlineQuestion, chain: tuple[Territory, ...], lawbook: Lawbook) -> Regime:
    """The regime asked for as the territory applies it, else the territory's general one.

    Where the general one is not in force on the day of receipt, the first that is; if none is, the general one still.
    """
    applications = [application for territory in chain for application in territory.applies]
    applied = {application.regime: None for application in applications}
    running = {found.regime: None for found in applications if is_applied(found, question.received)}
    general = next((territory.general for territory in chain if territory.general), None) or next(iter(applied), None)
    name = question.regime or (general if general in running else next(iter(running), general))
    if name is None:
        raise bad("no_law_here", "territory", value=question.territory)
    if name not in applied:
        raise bad("not_a_route", "regime", value=name, available=", ".join(applied) or "—")
    return lawbook.regime(name, applying_territory(lawbook, question.territory, name))


def _track(question: DeadlineQuestion, regime: Regime) -> Track:
    track = question.track or regime.tracks[0]
    if track not in regime.tracks:
        raise bad("not_a_choice", "track", value=track, allowed=", ".join(regime.tracks))
    return track


def _right(question: DeadlineQuestion, regime: Regime, track: Track) -> Right:
    """The right of that id, else the first with a clock that grants the wish; in force on the day of receipt."""
    day = question.received.isoformat()
    usable = [
        right
        for right in regime.rights
        if track in right.tracks
        and right.certainty == "fixed"
        and (right.since is None or right.since <= day)
        and (right.until is None or day < right.until)
    ]
    named = [right for right in usable if right.id == question.right]
    granting = [right for right in usable if question.right in right.grants]
    found = next((right for right in (*named, *granting) if right.clocks), None) or next(
        iter((*named, *granting)), None
    )
    if found is None:
        names = ", ".join(dict.fromkeys(right.id for right in usable)) or "—"
        raise bad("not_a_choice", "right", value=question.right, allowed=names)
    return found
