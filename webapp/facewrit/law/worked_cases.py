"""The form of a worked case: a request, and what the law is expected to make of it."""

from __future__ import annotations

from facewrit.law.model import Day, Part, Sourced, Strength, Track


class Expectation(Part, frozen=True, kw_only=True):
    """What a worked case expects; only what is given is compared.

    ``last_day``: until when a step of the ladder is possible: a day, ``open``, ``unknown`` or ``later``.
    """

    regime: str | None = None
    track: Track | None = None
    territory: str | None = None
    strength: Strength | None = None
    authorities: tuple[str, ...] | None = None
    rights: dict[str, tuple[str, ...]] | None = None
    without_right: tuple[str, ...] = ()
    provisions: dict[str, tuple[str, ...]] | None = None
    due: dict[str, Day | None] | None = None
    extended_due: dict[str, Day | None] | None = None
    status: dict[str, str] | None = None
    reasons: tuple[str, ...] = ()
    without_reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    ladder: tuple[str, ...] | None = None
    last_day: dict[str, str] | None = None
    refused: str | None = None
    no_route: tuple[str, ...] = ()


class Case(Sourced, frozen=True, kw_only=True):
    """A worked case: a request and what the law makes of it. ``events``: what happened after it was received."""

    id: str
    about: str
    today: Day
    received: Day | None = None
    request: dict[str, object]
    events: tuple[dict[str, Day], ...] = ()
    expect: Expectation
