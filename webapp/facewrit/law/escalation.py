"""And then: the steps when nobody answers or the answer is no, with who, on what basis, from when, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from facewrit.law.applicable import Route
from facewrit.law.calendars import WorkingCalendar
from facewrit.law.deadlines import limit_day
from facewrit.law.model import Limit, Rung

#: A day; ``open``: the law sets none; ``unknown``: nobody has found it; ``later``: it hangs on an event still to come.
Bound: TypeAlias = date | Literal["open", "unknown", "later"]


#: To whom a rung may lead that is no authority with a record.
NO_AUTHORITY = frozenset({"controller", "court", "prosecutor", "police", "other_body"})
#: Steps that put the matter before the organisation itself once more.
OBJECTIONS = frozenset({"internal_complaint", "administrative_review", "dpo_complaint", "pre_action", "reminder"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rung as it stands for this letter. ``authorities``: ids, where an authority is the addressee."""

    rung: Rung
    authorities: tuple[str, ...]
    earliest: Bound
    latest: Bound


def ladder(route: Route, days: Mapping[str, date], calendar: WorkingCalendar) -> tuple[Step, ...]:
    """All rungs of the route's track in the order of the record.

    :param days: known days by event, see :func:`facewrit.law.deadlines.known_days`, and what is known of ``due``,
        ``silence``, ``event``, ``objection`` (when the organisation itself was told that it is not good enough);
        ``today`` decides which rungs the law has now, without it all are given.
    :param calendar: for limits that end on working days.
    """
    first = dict(days)
    if "due" in days and "answer" in days:  # whoever has an answer need not wait for the end of the period
        first["due"] = min(days["due"], days["answer"])
    steps = []
    internal = {rung.id for rung in route.regime.ladder if rung.kind == "internal_complaint"}
    for rung in route.regime.ladder:
        if route.track not in rung.tracks or not _there(rung, days.get("today")):
            continue
        before = _after_objection(first) if internal & set(rung.requires_before) else first
        if rung.to == "competent_authority":
            authorities = route.authorities
        else:
            authorities = () if rung.to in NO_AUTHORITY else (rung.to,)
        steps.append(
            Step(
                rung=rung,
                authorities=authorities,
                earliest=_day_after(_bound(rung.not_before, before, route, calendar)),
                latest=_last_day(rung, days, route, calendar),
            )
        )
    return tuple(steps)


def _after_objection(days: Mapping[str, date]) -> dict[str, date]:
    """The days for a step that comes after a complaint to the organisation: that is the complaint meant there."""
    known = {event: day for event, day in days.items() if event != "complaint"}
    return known | ({"complaint": days["objection"]} if "objection" in days else {})


def _day_after(bound: Bound) -> Bound:
    """The first day on which a step is possible that must not come before the end of a limit."""
    return bound + timedelta(days=1) if isinstance(bound, date) else bound


def _last_day(rung: Rung, days: Mapping[str, date], route: Route, calendar: WorkingCalendar) -> Bound:
    """The earliest known end of the limits; ``unknown`` before ``later`` where no day is known."""
    bounds = [_bound(limit, days, route, calendar) for limit in rung.last_limits]
    known = [bound for bound in bounds if isinstance(bound, date)]
    if known:
        return min(known)
    return next((bound for bound in ("unknown", "later") if bound in bounds), "open")


def _there(rung: Rung, today: date | None) -> bool:
    if today is None:
        return True
    day = today.isoformat()
    return (rung.since is None or rung.since <= day) and (rung.until is None or day < rung.until)


def _bound(limit: Limit | None, days: Mapping[str, date], route: Route, calendar: WorkingCalendar) -> Bound:
    if limit is None or (limit.after == "any" and limit.period is None and limit.known):
        return "open"
    if not limit.known:
        return "unknown"
    return limit_day(limit, days=days, calendar=calendar, counting=route.regime.counting) or "later"
