"""Questions about the law, read strictly: which routes there are, and until when an answer is due.

A question names no person. Its fields have the same names on the command line and in the query of the API.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from facewrit.events import EVENT_KINDS, Chronology, Event
from facewrit.intake import FieldReader
from facewrit.parties import TypedController
from facewrit.request import TRACKS, WISHES

_CALENDAR = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,4})?\Z")
_RIGHT = re.compile(r"[a-z0-9_]{2,60}\Z")
_SECTOR = re.compile(r"[a-z_]{2,30}\Z")
#: Stands for the name of an organisation that the question knows only by its country.
SOMEBODY = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteQuestion:
    """Which laws reach an organisation for a person who lives in ``residence``.

    ``received``: the day from which periods are counted; ``None``: nobody knows yet, and today is assumed.
    """

    residence: str
    controller: str | TypedController
    place: str | None = None
    ask: tuple[str, ...] = WISHES
    track: str | None = None
    regime: str | None = None
    received: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineQuestion:
    """Until when a request that was received on a day has to be answered. ``right``: id of a right, or a wish."""

    territory: str
    received: date
    regime: str | None = None
    track: str | None = None
    right: str = "access"
    calendar: str | None = None
    chronology: Chronology = Chronology()


def read_route_question(given: Mapping[str, object]) -> RouteQuestion:
    """Read a question for routes: ``residence``, ``controller`` or ``controller_country`` and ``sector``, ``place``,
    ``ask``, ``track``, ``regime``, ``received``.

    :raises BadRequest: with every problem found.
    """
    reader = FieldReader(date.max)
    reader.mapping(
        given,
        "",
        {"residence", "controller", "controller_country", "sector", "place", "ask", "track", "regime", "received"},
    )
    controller: str | TypedController
    if given.get("controller"):
        controller = reader.controller(given["controller"])
        for field in ("controller_country", "sector"):
            if given.get(field):
                reader.bad("not_with_controller", field)
    else:
        controller = TypedController(
            name=SOMEBODY,
            country=reader.territory(given, "controller_country", needed=True) or "",
            sector=reader.matching(given, "sector", _SECTOR),
        )
    question = RouteQuestion(
        residence=reader.territory(given, "residence", needed=True) or "",
        controller=controller,
        place=reader.territory(given, "place"),
        ask=reader.choices(given, "ask", WISHES) or WISHES,
        track=reader.choice(given, "track", TRACKS),
        regime=reader.slug(given, "regime"),
        received=reader.day(given, "received"),
    )
    reader.finish()
    return question


def read_deadline_question(given: Mapping[str, object]) -> DeadlineQuestion:
    """Read a question for a deadline: ``territory``, ``received``, ``regime``, ``track``, ``right``, ``calendar``, and
    ``event``: several of ``KIND=DATE``.

    :raises BadRequest: with every problem found.
    """
    reader = FieldReader(date.max)
    reader.mapping(given, "", {"territory", "received", "regime", "track", "right", "calendar", "event"})
    received = reader.day(given, "received")
    if received is None and not any(problem.where == "received" for problem in reader.problems):
        reader.bad("missing", "received")
    question = DeadlineQuestion(
        territory=reader.territory(given, "territory", needed=True) or "",
        received=received or date.max,
        regime=reader.slug(given, "regime"),
        track=reader.choice(given, "track", TRACKS),
        right=reader.matching(given, "right", _RIGHT) or "access",
        calendar=reader.matching(given, "calendar", _CALENDAR),
        chronology=Chronology(events=reader.many(given, "event", lambda told, where: _event(told, where, reader))),
    )
    reader.finish()
    return question


def _event(told: object, where: str, reader: FieldReader) -> Event | None:
    kind, _, day = str(told).partition("=")
    if kind not in EVENT_KINDS:
        reader.bad("not_an_event", where, value=str(told)[:60], allowed=", ".join(EVENT_KINDS))
        return None
    on = reader.day({where: day}, where)
    if on is None:
        if not day:
            reader.bad("not_an_event", where, value=str(told)[:60], allowed=", ".join(EVENT_KINDS))
        return None
    return Event(kind=kind, on=on)
