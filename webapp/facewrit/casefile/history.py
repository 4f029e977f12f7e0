"""What happened in a case: new events and letters, the past of one letter, and the intent of the next one."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from facewrit.casefile.form import Case, CaseEvent, CaseLetter
from facewrit.events import EVENT_KINDS, Chronology, Event
from facewrit.fields import Fields
from facewrit.intake import follows, read_request
from facewrit.request import FIRST, FOLLOWING, MANDATES, BadRequest, EarlierLetter, Intent, Problem

#: Of two events of one kind and day both are true; an event that has to come after another one, and that other one.
AFTER = {
    "received": "sent",
    "bounced": "sent",
    "identity_given": "identity_demanded",
    "clarification_given": "clarification_demanded",
    "correction_given": "correction_demanded",
    "fee_paid": "fee_demanded",
    "decided": "complained",
}


def first_letters(case: Case) -> tuple[CaseLetter, ...]:
    """The letters that began a matter, in the order of the file."""
    return tuple(letter for letter in case.letters if letter.follows is None and letter.kind in FIRST)


def letter_of(case: Case, reference: str | None) -> CaseLetter:
    """The letter of a reference; without one the only first letter.

    :raises BadRequest: if there is none, or several and none is named.
    """
    found = first_letters(case)
    if reference is None:
        if len(found) == 1:
            return found[0]
        raise _problem("letter_needed", "letter", available=", ".join(letter.reference for letter in found))
    for letter in case.letters:
        if letter.reference == reference:
            return letter if letter.follows is None else letter_of(case, letter.follows)
    raise _problem("no_such_letter", "letter", value=reference, available=", ".join(one.reference for one in found))


def letters_of_matter(case: Case, first: CaseLetter) -> tuple[CaseLetter, ...]:
    """The first letter of a matter and all that follow it."""
    return tuple(one for one in case.letters if first.reference in (one.reference, one.follows))


def chronology_of(case: Case, first: CaseLetter) -> Chronology:
    """What happened in a matter; an event that names no letter belongs to every one.

    That follow-up letters of it were sent counts as what they are: a reminder, a demand, a complaint, a withdrawal.
    """
    references = {letter.reference: letter for letter in letters_of_matter(case, first)}
    events = []
    for event in case.events:
        if event.letter is not None and event.letter not in references:
            continue
        letter = references.get(event.letter or first.reference, first)
        kind = event.type
        if letter.follows is not None and kind in ("sent", "received", "bounced"):
            if kind != "sent" or letter.kind not in _SENT_AS:
                continue
            kind = _SENT_AS[letter.kind]
        events.append(_event(event, kind))
    return Chronology(events=tuple(events))


_SENT_AS = {"reminder": "reminded", "pre_action": "demanded", "complaint": "complained", "withdrawal": "withdrawn"}


def log_event(case: Case, given: Mapping[str, object], *, today: date, identifier: str | None = None) -> Case:
    """The case with one more event: ``{type, on, letter, claims, channel, grounds, missing, amount, until, …}``.

    :param identifier: of the event; by default a fresh random one.
    :raises BadRequest: with every problem found: an unknown kind, a day before the letter or in the future, an event
        that presupposes another one.
    """
    reader = Fields(today)
    names = {"type", "on", "letter", "claims", "channel", "grounds", "missing", "amount", "until", "reference", "note"}
    reader.mapping(given, "", names)
    kind = reader.choice(given, "type", EVENT_KINDS)
    if kind is None and not reader.problems:
        reader.bad("missing", "type")
    on = reader.day(given, "on")
    if on is None and given.get("on") in (None, ""):
        reader.bad("missing", "on")
    until = reader.later_day(given, "until")
    reader.finish()
    assert kind is not None and on is not None
    first = letter_of(case, _text(given.get("letter")))
    letter = _text(given.get("letter")) or first.reference
    written = next(one for one in case.letters if one.reference == letter)
    problems = list(_order(kind, on, written, case, first))
    if problems:
        raise BadRequest(problems)
    data = {key: value for key, value in given.items() if value not in (None, "", [], ())}
    data |= {"id": identifier or secrets.token_hex(6), "on": on.isoformat(), "letter": letter, "type": kind}
    data |= {"until": until.isoformat()} if until else {}
    data |= {name: _listed(data[name]) for name in ("claims", "grounds", "missing") if name in data}
    try:
        event = msgspec.convert(data, CaseEvent, strict=False)
    except msgspec.ValidationError as error:
        raise _problem("unreadable", "event", value=str(error)) from error
    return msgspec.structs.replace(case, events=(*case.events, event))


def follow_up(case: Case, kind: str, *, letter: str | None = None, today: date, **more: Any) -> Intent:
    """The intent of the next letter in a matter: what the first one asked, what happened, and the kind to write.

    :param letter: a reference in the matter; may be left out where there is only one. :param more: fields of the
        request to change (``language``, ``remarks``, ``enclosures`` …).
    :raises BadRequest: if there is no such letter or kind, or what the kind answers has not been logged.
    """
    if kind not in (*FOLLOWING, *MANDATES):
        raise _problem("not_a_choice", "kind", value=kind, allowed=", ".join((*FOLLOWING, *MANDATES)))
    first = letter_of(case, letter)
    asked = msgspec.to_builtins(first.asked)
    for gone in ("kind", "reference", "date", "confirmed"):
        asked.pop(gone, None)
    person = msgspec.to_builtins(case.person)
    given = {**asked, "subject": person, "confirmed": list(first.asked.confirmed), "date": today.isoformat(), **more}
    if case.representative is not None:
        given["representative"] = msgspec.to_builtins(case.representative)
    given["regime"] = first.route.regime
    request = read_request(given, today=today)
    intent = Intent(
        request=request,
        kind=kind,
        chronology=chronology_of(case, first),
        earlier=EarlierLetter(date=date.fromisoformat(first.date), reference=first.reference),
    )
    problems = follows(intent)
    if problems:
        raise BadRequest(problems)
    return intent


def with_letter(case: Case, letter: CaseLetter, first: CaseLetter) -> Case:
    """The case with one more letter, that follows ``first``."""
    following = msgspec.structs.replace(letter, follows=first.reference)
    return msgspec.structs.replace(case, letters=(*case.letters, following))


def _order(kind: str, on: date, letter: CaseLetter, case: Case, first: CaseLetter) -> Iterable[Problem]:
    """What speaks against an event on that day."""
    if on < date.fromisoformat(letter.date):
        facts = (("value", on.isoformat()), ("earlier", letter.date))
        yield Problem(code="before_the_letter", where="on", facts=facts)
    before = AFTER.get(kind)
    if before is not None and kind not in ("received", "bounced"):
        happened = [event.on for event in chronology_of(case, first) if event.kind == before]
        if not happened:
            yield Problem(code="comes_after", where="type", facts=(("event", kind), ("before", before)))
        elif on < min(happened):
            yield _too_early(kind, before, min(happened))
    sent = [event.on for event in case.events if event.type == "sent" and event.letter in (None, letter.reference)]
    days = [date.fromisoformat(day) for day in sent]
    if kind in ("received", "bounced") and days and on < min(days):
        yield _too_early(kind, "sent", min(days))


def _too_early(kind: str, before: str, day: date) -> Problem:
    facts = (("event", kind), ("before", before), ("day", day.isoformat()))
    return Problem(code="earlier_than", where="on", facts=facts)


def _event(event: CaseEvent, kind: str) -> Event:
    return Event(
        kind=kind,
        on=date.fromisoformat(event.on),
        grounds=event.grounds,
        missing=event.missing,
        amount=event.amount,
        until=date.fromisoformat(event.until) if event.until else None,
        reference=event.reference,
    )


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [part for part in value.replace(",", " ").replace(";", " ").split() if part]
    return [str(item) for item in value] if isinstance(value, list | tuple) else []


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _problem(code: str, where: str, **facts: str) -> BadRequest:
    return BadRequest([Problem(code=code, where=where, facts=tuple(facts.items()))])
