"""Which law: routes, rights and days as JSON, alike for the command line and the API."""

from __future__ import annotations

from datetime import date

from facewrit.answers.questions import RouteQuestion
from facewrit.answers.wordings import Json, plain_period, refused, told
from facewrit.drafting import known_organisation, known_routing
from facewrit.law.applicable import Route
from facewrit.law.calendars import WorkingCalendar
from facewrit.law.deadlines import ClockCount, clocks
from facewrit.law.lawbook import Lawbook
from facewrit.law.model import Instead
from facewrit.law.organisations import Organisation
from facewrit.law.rights import ChosenRight, Granted, choose
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import Wording


def routes(question: RouteQuestion, lawbook: Lawbook, phrasebook: Phrasebook, *, today: date, language: str) -> Json:
    """All routes, best first, each with the wishes and the rights that grant them.

    :param language: of the texts for people.
    :returns: ``{"routes", "warnings", "assumed_receipt"}``, and ``refused`` where no letter would be made.
    :raises BadRequest: if the question names something that does not exist.
    :raises NoWords: if a reason has no words in the language.
    """
    organisation = known_organisation(question.controller, lawbook, question.track)
    routing = known_routing(
        organisation,
        lawbook,
        residence=question.residence,
        place=question.place,
        today=today,
        regime=question.regime,
    )
    plain = Wording(phrasebook, language)
    answer: Json = {
        "routes": [
            _route(route, organisation, question, today, Wording(phrasebook, language, route.regime))
            for route in routing.routes
        ],
        "warnings": [told(warning, plain) for warning in routing.warnings],
        "assumed_receipt": question.received is None,
    }
    if routing.refusal is not None:
        answer |= refused(routing.refusal, plain)
    return answer


def count_json(count: ClockCount, wording: Wording) -> Json:
    """One counted clock; ``steps``: ``[{"date", "why"}]``."""
    return {
        "clock": count.clock,
        "stage": count.stage,
        "period": plain_period(count.period),
        "due": _iso(count.due),
        "extended_due": _iso(count.extended_due),
        "extended": count.extended,
        "status": count.status,
        "provision": wording.citation(count.provisions),
        "steps": [{"date": step.on.isoformat(), "why": wording.text(step.reason)} for step in count.steps],
        "caveats": [told(caveat, wording) for caveat in count.caveats],
        "source": count.source,
        "checked": count.checked,
        "confidence": count.confidence,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _route(route: Route, organisation: Organisation, question: RouteQuestion, today: date, wording: Wording) -> Json:
    granted = choose(question.ask, route.regime, route.track, organisation, today=today)
    received = question.received or today
    calendar = WorkingCalendar.under(route.calendar, route.regime.counting)

    def right(chosen: ChosenRight) -> Json:
        counts = clocks(chosen.right, route.regime, received=received, calendar=calendar, today=today)
        return {
            "id": chosen.right.id,
            "kind": chosen.right.kind,
            "provision": wording.citation(chosen.right.provisions),
            "grounds": [
                {
                    "id": ground.id,
                    "text": wording.word(f"ground.{ground.id}"),
                    "provision": wording.citation(ground.provisions),
                    "supported": ground in chosen.grounds,
                }
                for ground in chosen.right.grounds
            ],
            "ground_needed": chosen.right.ground_needed,
            "clocks": [count_json(count, wording) for count in counts],
            "confidence": chosen.right.confidence,
            "source": chosen.right.source,
        }

    return {
        "regime": route.regime.id,
        "track": route.track,
        "territory": route.territory,
        "authorities": list(route.authorities),
        "strength": route.strength,
        "because": [told(reason, wording) for reason in route.because],
        "wishes": [_wish(found, [right(chosen) for chosen in found.rights], wording) for found in granted],
    }


def _wish(found: Granted, rights: list[Json], wording: Wording) -> Json:
    return {"wish": found.wish, "rights": rights, "instead": [_instead(item, wording) for item in found.instead]}


def _instead(item: Instead, wording: Wording) -> Json:
    return {
        "code": item.code,
        "text": wording.word(f"instead.{item.code}"),
        "offers": list(item.offers),
        "provision": wording.citation(item.provisions),
    }
