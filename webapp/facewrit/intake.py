"""Reading a rights request strictly from a mapping (parsed YAML or JSON, a form, a row of a sheet).

Reading never stops at the first fault: all problems are collected as codes with facts, and worded by whoever shows
them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, TypeVar, cast
from urllib.parse import urlsplit

from facewrit.events import EVENT_KINDS, REFUSALS, Chronology, Event
from facewrit.fields import LANGUAGE, REFERENCE, SLUG, Fields
from facewrit.parties import DataSubject, Representative, Sighting, TypedController
from facewrit.request import (
    CHANNELS,
    FOLLOWING,
    KINDS,
    LONGEST,
    MANDATES,
    MOST,
    REPLIES,
    ROLES,
    TRACKS,
    WISHES,
    BadRequest,
    EarlierLetter,
    Intent,
    Problem,
    RightsRequest,
)

_T = TypeVar("_T")

_FIELDS = {
    "residence", "place", "controller", "ask", "regime", "track", "subject", "representative", "sightings", "links",
    "grounds", "confirmed", "enclosures", "related", "channel", "safety", "minimal", "remarks", "language",
    "reading_language", "layout", "date", "reference", "kind", "earlier", "events",
}  # fmt: skip


def read_request(given: object, *, today: date) -> RightsRequest:
    """Read a request from a mapping (parsed YAML or JSON, or a form).

    :param given: the mapping; keys as in the contract. Dates may be ISO strings or ``date`` values.
    :param today: the sender's calendar day; no date may lie after it, and a letter without a date gets it.
    :raises BadRequest: with every problem found.
    """
    reader = FieldReader(today)
    request = reader.request(given)
    reader.finish()
    assert request is not None
    return request


def read_intent(given: object, *, today: date) -> Intent:
    """Read a request with the kind of letter that it names (``kind``; without it a request), and what happened before.

    :raises BadRequest: with every problem found.
    """
    told = FieldReader(today)
    fields = given if isinstance(given, Mapping) else {}
    kind = told.choice(fields, "kind", KINDS) or KINDS[0]
    earlier = told.earlier(fields.get("earlier"))
    chronology = Chronology(events=told.many(fields, "events", told.event))
    try:
        request = read_request(given, today=today)
    except BadRequest as error:
        raise BadRequest([*error.problems, *told.problems]) from error
    intent = Intent(request=request, kind=kind, chronology=chronology, earlier=earlier)
    if not told.problems:
        told.problems += follows(intent)
    told.finish()
    return intent


def follows(intent: Intent) -> list[Problem]:
    """What a letter that follows another one lacks: that letter, the event that it answers, the order of the days."""
    found = []
    if intent.kind in FOLLOWING and intent.earlier is None:
        found.append(Problem(code="earlier_needed", where="earlier.date"))
    if intent.kind in MANDATES and intent.request.representative is None:
        found.append(Problem(code="representative_needed", where="representative"))
    answered = REPLIES.get(intent.kind)
    if answered and intent.chronology.last(answered) is None:
        found.append(Problem(code="event_needed", where="events", facts=(("event", answered),)))
    for event in intent.chronology if intent.earlier else ():
        if event.on < intent.requested:
            days = (("value", event.on.isoformat()), ("earlier", intent.requested.isoformat()))
            found.append(Problem(code="before_the_letter", where=f"events.{event.kind}", facts=days))
    return found


class FieldReader(Fields):
    """Reads one mapping field by field and collects its problems. For one use."""

    def request(self, given: object) -> RightsRequest | None:
        if not isinstance(given, Mapping):
            self.bad("not_a_mapping", "request")
            return None
        for key in given:
            if key not in _FIELDS:
                self.bad("unknown_field", str(key)[:60])
        ask = tuple(dict.fromkeys(self.choices(given, "ask", WISHES)))
        if not ask and not any(problem.where.startswith("ask") for problem in self.problems):
            self.bad("nothing_asked", "ask")
        if "erasure" in ask and "preservation" in ask:
            self.bad("erasure_with_preservation", "ask")
        letter_date = self.day(given, "date") or self.today
        subject = self.subject(given.get("subject"))
        return RightsRequest(
            residence=self.territory(given, "residence", needed=True) or "",
            place=self.territory(given, "place"),
            controller=self.controller(given.get("controller")),
            ask=ask,
            regime=self.slug(given, "regime"),
            track=self.choice(given, "track", TRACKS),
            subject=subject,
            representative=self.representative(given.get("representative")),
            sightings=self.many(given, "sightings", self.sighting),
            links=self.many(given, "links", self.link),
            grounds=self.many(given, "grounds", lambda value, where: self.word(value, where, LONGEST["name"])),
            confirmed=self.many(given, "confirmed", lambda value, where: self.word(value, where, LONGEST["name"])),
            enclosures=self.many(given, "enclosures", lambda value, where: self.word(value, where, LONGEST["place"])),
            related=self.many(given, "related", self.related_reference),
            channel=self.choice(given, "channel", CHANNELS),
            safety=self.flag(given, "safety"),
            minimal=self.flag(given, "minimal"),
            remarks=self.text(given, "remarks", LONGEST["remarks"]),
            language=self.matching(given, "language", LANGUAGE),
            reading_language=self.matching(given, "reading_language", LANGUAGE),
            layout=self.slug(given, "layout"),
            reference=self.matching(given, "reference", REFERENCE),
            date=letter_date,
        )

    def subject(self, given: object) -> DataSubject:
        fields = self.mapping(given, "subject", {"name", "local_name", "address", "email", "born", "particulars"})
        particulars = fields.get("particulars") or {}
        if not isinstance(particulars, Mapping):
            self.bad("not_a_mapping", "subject.particulars")
            particulars = {}
        pairs = []
        for key, value in list(particulars.items())[: MOST["particulars"]]:
            word = self.word(value, f"subject.particulars.{str(key)[:40]}", LONGEST["particular"])
            if word is not None:
                pairs.append((str(key), word))
        return DataSubject(
            name=self.text(fields, "name", LONGEST["name"], "subject.", needed=True) or "",
            local_name=self.text(fields, "local_name", LONGEST["name"], "subject."),
            address=self.lines(fields, "address", "subject."),
            email=self.email(fields, "email", "subject."),
            born=self.day(fields, "born", "subject."),
            particulars=tuple(pairs),
        )

    def representative(self, given: object) -> Representative | None:
        if given in (None, {}):
            return None
        fields = self.mapping(
            given, "representative", {"name", "organisation", "role", "address", "email", "mandated_on"}
        )
        role = self.choice(fields, "role", ROLES, "representative.") or "mandated"
        return Representative(
            name=self.text(fields, "name", LONGEST["name"], "representative.", needed=True) or "",
            role=cast(Literal["lawyer", "mandated", "guardian"], role),
            organisation=self.text(fields, "organisation", LONGEST["name"], "representative."),
            address=self.lines(fields, "address", "representative."),
            email=self.email(fields, "email", "representative."),
            mandated_on=self.day(fields, "mandated_on", "representative."),
        )

    def controller(self, given: object) -> str | TypedController:
        if isinstance(given, str) and given.strip():
            slug = given.strip().lower()
            if not SLUG.match(slug):
                self.bad("not_a_slug", "controller", value=given[:60])
            return slug
        if given is None or given == "" or given == {}:
            self.bad("missing", "controller")
            return ""
        fields = self.mapping(given, "controller", {"name", "country", "sector", "address", "email"})
        return TypedController(
            name=self.text(fields, "name", LONGEST["name"], "controller.", needed=True) or "",
            country=self.territory(fields, "country", "controller.", needed=True) or "",
            sector=self.matching(fields, "sector", re.compile(r"[a-z_]{2,30}\Z"), "controller."),
            address=self.lines(fields, "address", "controller."),
            email=self.email(fields, "email", "controller."),
        )

    def sighting(self, given: object, where: str) -> Sighting | None:
        fields = self.mapping(given, where, {"place", "from", "to", "description"})
        prefix = where + "."
        start, end = self.moment(fields, "from", prefix), self.moment(fields, "to", prefix)
        if start and end and _as_datetime(end) < _as_datetime(start):
            self.bad("ends_before_start", prefix + "to")
        return Sighting(
            place=self.text(fields, "place", LONGEST["place"], prefix, needed=True) or "",
            start=start,
            end=end,
            description=self.text(fields, "description", LONGEST["description"], prefix),
        )

    def earlier(self, given: object) -> EarlierLetter | None:
        if given in (None, {}):
            return None
        fields = self.mapping(given, "earlier", {"date", "reference"})
        day = self.day(fields, "date", "earlier.")
        if day is None:
            if fields.get("date") in (None, ""):
                self.bad("missing", "earlier.date")
            return None
        return EarlierLetter(date=day, reference=self.matching(fields, "reference", REFERENCE, "earlier."))

    def event(self, given: object, where: str) -> Event | None:
        """One thing that happened: ``{refused: 2026-12-10, grounds: [crime_prevention]}``."""
        fields = self.mapping(given, where, {*EVENT_KINDS, "grounds", "missing", "amount", "until", "reference"})
        prefix = where + "."
        kinds = [kind for kind in EVENT_KINDS if kind in fields]
        if len(kinds) != 1:
            self.bad("not_one_event", where, allowed=", ".join(EVENT_KINDS))
            return None
        on = self.day(fields, kinds[0], prefix)
        if on is None:
            if fields.get(kinds[0]) in (None, ""):
                self.bad("missing", prefix + kinds[0])
            return None
        return Event(
            kind=kinds[0],
            on=on,
            grounds=self.choices(fields, "grounds", REFUSALS, prefix),
            missing=self.many(fields, "missing", lambda value, at: self.word(value, at, LONGEST["name"]), prefix),
            amount=self.text(fields, "amount", LONGEST["line"], prefix),
            until=self.later_day(fields, "until", prefix),
            reference=self.text(fields, "reference", LONGEST["line"], prefix),
        )

    def link(self, given: object, where: str) -> str | None:
        word = self.word(given, where, LONGEST["link"])
        if word is None:
            return None
        try:
            parts = urlsplit(word)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            usable = False
        if not usable or " " in word:
            self.bad("not_a_link", where, value=word[:60])
            return None
        return word

    def related_reference(self, given: object, where: str) -> str | None:
        return self.matching({"": given}, "", REFERENCE, where)


def _as_datetime(value: datetime | date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
