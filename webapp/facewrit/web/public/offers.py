"""What a person can ask an organisation for under the law that was found: the second page's facts, put into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from facewrit.drafting import known_organisation, known_routing
from facewrit.law.applicable import Refusal, Route, Routing
from facewrit.law.calendars import WorkingCalendar
from facewrit.law.deadlines import clocks
from facewrit.law.directory import Help
from facewrit.law.lawbook import Lawbook
from facewrit.law.model import CONFIRMED, Instead, Period
from facewrit.law.organisations import Organisation
from facewrit.law.rights import ChosenRight, Granted, choose
from facewrit.letters.phrasebook import Phrasebook
from facewrit.request import WISHES, RightsRequest
from facewrit.web.public.told import LawWords, Told

#: Wishes shown at once, where the law grants them; the others stand under "more". ``erasure`` has a place of its own.
FOREMOST = ("access", "erasure")
#: Wishes that people expect; where the law does not grant one, the page says what there is instead.
EXPECTED = ("access", "erasure", "objection", "stop_use", "stop_disclosure")
#: Of several wishes that are one right under a law, the one that is understood best.
PLAINEST = ("rectification", "stop_use", "no_automated_decision")
#: Can always be asked for, with or without a right.
ALWAYS = "preservation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The organisation, and the laws that reach it. ``ranked``: the routes by strength, whatever was chosen."""

    organisation: Organisation
    routing: Routing
    ranked: tuple[Route, ...]

    @property
    def route(self) -> Route:
        """The law that the letter will rest on."""
        return self.routing.routes[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundOffer:
    """A ground that can be named. ``words`` as they will stand in the letter."""

    id: str
    words: Told
    basis: Told
    supported: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The time in which an answer is due, empty where the law sets none.

    ``numbered``: a length of time, not a phrase such as "without delay".
    """

    time: Told
    numbered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RightOffer:
    """One right that a wish gives."""

    id: str
    kind: Told
    basis: Told
    answer: Answer | None
    limits: tuple[Told, ...]
    first: tuple[Told, ...]
    grounds: tuple[GroundOffer, ...]
    ground_needed: bool
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WishOffer:
    """One wish: the rights that it gives, or what there is instead."""

    wish: str
    rights: tuple[RightOffer, ...]
    instead: tuple[Told, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its rights."""
        return frozenset(right.id for right in self.rights)

    @property
    def bases(self) -> tuple[Told, ...]:
        """The provisions of its rights, each once."""
        return tuple(dict.fromkeys(right.basis for right in self.rights))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The times in which its rights have to be answered, each once."""
        return tuple(dict.fromkeys(right.answer for right in self.rights if right.answer))

    @property
    def limits(self) -> tuple[Told, ...]:
        """The limits of its rights, each once."""
        return tuple(dict.fromkeys(limit for right in self.rights for limit in right.limits))

    @property
    def first(self) -> tuple[Told, ...]:
        """What has to be used before its rights."""
        return tuple(dict.fromkeys(before for right in self.rights for before in right.first))

    @property
    def ground_needed(self) -> bool:
        """Whether one of its rights wants a ground."""
        return any(right.ground_needed for right in self.rights)

    @property
    def confirmed(self) -> bool:
        """Whether somebody has confirmed all its rights."""
        return all(right.confirmed for right in self.rights)

    @property
    def grounds(self) -> tuple[GroundOffer, ...]:
        """All grounds of its rights, each once."""
        return tuple({ground.id: ground for right in self.rights for ground in right.grounds}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteOffer:
    """One law among several."""

    regime: str
    name: str
    strength: Told
    because: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """All that the wishes page shows."""

    words: LawWords
    routes: tuple[RouteOffer, ...]
    warnings: tuple[Told, ...]
    wishes: tuple[WishOffer, ...]
    further: tuple[WishOffer, ...]
    without: tuple[WishOffer, ...]
    preservation: WishOffer


def find_law(request: RightsRequest, lawbook: Lawbook, today: date) -> Law:
    """Which laws reach the organisation of a request.

    :raises BadRequest: if it names something that does not exist.
    """
    organisation = known_organisation(request.controller, lawbook, request.track)
    ranked, chosen = (
        known_routing(
            organisation, lawbook, residence=request.residence, place=request.place, today=today, regime=regime
        )
        for regime in (None, request.regime)
    )
    return Law(organisation=organisation, routing=chosen, ranked=ranked.routes)


def find_offers(law: Law, phrasebook: Phrasebook, language: str, today: date, facts: frozenset[str]) -> Offers:
    """What can be asked for.

    :param facts: codes of facts that the person will be able to tell (``sightings``, ``links``).
    """
    route = law.route
    words = LawWords(phrasebook, language, route.regime)
    granted = choose(WISHES, route.regime, route.track, law.organisation, today=today, facts=facts)
    offers = {found.wish: offer_wish(found, route, today, words) for found in granted}
    given = [offer for offer in offers.values() if offer.rights and offer.wish != ALWAYS]
    return Offers(
        words=words,
        routes=tuple(_routes(law.ranked, phrasebook, language)),
        warnings=tuple(words.reason(told) for told in law.routing.warnings),
        wishes=tuple(offers[wish] for wish in FOREMOST if offers[wish] in given),
        further=tuple(_further(given, offers["access"])),
        without=tuple(offers[wish] for wish in EXPECTED if not offers[wish].rights),
        preservation=offers[ALWAYS],
    )


def refusal_words(refusal: Refusal, phrasebook: Phrasebook, language: str) -> tuple[Told, tuple[Told, ...]]:
    """Why no letter is made, and what remains."""
    words = LawWords(phrasebook, language)
    return words.reason(refusal.reason), tuple(words.reason(told) for told in refusal.instead)


def help_near(lawbook: Lawbook, residence: str) -> tuple[Help, ...]:
    """Free legal help where the person lives."""
    return tuple(found for territory in lawbook.chain(residence) for found in territory.help)


def _further(given: Iterable[WishOffer], access: WishOffer) -> Iterable[WishOffer]:
    """What else there is: no wish whose rights access brings along, and of wishes that are one right the plainest."""
    seen: set[frozenset[str]] = set()
    found = {offer.wish: offer for offer in given if offer.wish not in FOREMOST and not offer.ids <= access.ids}
    for wish in sorted(found, key=lambda wish: (wish not in PLAINEST, WISHES.index(wish))):
        if found[wish].ids not in seen:
            seen.add(found[wish].ids)
            yield found[wish]


def _routes(routes: Iterable[Route], phrasebook: Phrasebook, language: str) -> Iterable[RouteOffer]:
    seen = set()
    for route in routes:
        if route.strength == "none" or route.regime.id in seen:
            continue
        seen.add(route.regime.id)
        words = LawWords(phrasebook, language, route.regime)
        yield RouteOffer(
            regime=route.regime.id,
            name=words.name(route.regime.names),
            strength=words.word(f"strength.{route.strength}"),
            because=tuple(words.reason(told) for told in route.because),
        )


def offer_wish(found: Granted, route: Route, today: date, words: LawWords) -> WishOffer:
    """One wish in words: its rights, or what there is instead."""
    return WishOffer(
        wish=found.wish,
        rights=tuple(_right(chosen, route, today, words) for chosen in found.rights),
        instead=tuple(_instead(item, words) for item in found.instead),
    )


def _right(chosen: ChosenRight, route: Route, today: date, words: LawWords) -> RightOffer:
    right = chosen.right
    calendar = WorkingCalendar.under(route.calendar, route.regime.counting)
    counts = clocks(right, route.regime, received=today, calendar=calendar, today=today)
    answer = next((count for count in counts if count.stage == "decide"), next(iter(counts), None))
    names = {other.id: other.kind for other in route.regime.rights}
    return RightOffer(
        id=right.id,
        kind=words.word(f"kind.{right.kind}"),
        basis=words.citation(right.provisions),
        answer=answer_in(answer.period, words) if answer and answer.confidence in CONFIRMED else None,
        limits=tuple(words.reason(note) for note in chosen.notes),
        first=tuple(words.word(f"kind.{names[name]}") for name in chosen.first if name in names),
        grounds=tuple(
            GroundOffer(
                id=ground.id,
                words=words.word(f"ground.{ground.id}"),
                basis=words.citation(ground.provisions),
                supported=ground in chosen.grounds,
            )
            for ground in right.grounds
        ),
        ground_needed=right.ground_needed,
        confirmed=right.confirmed,
    )


def answer_in(period: Period, words: LawWords) -> Answer:
    """A period in words."""
    return Answer(time=words.period(period), numbered=period.amount is not None)


def _instead(item: Instead, words: LawWords) -> Told:
    told = words.word(f"instead.{item.code}")
    offers = [
        words.word(f"{group}.{code}").text
        for code in item.offers
        for group in ("wish", "rung", "remains", "offer")
        if words.has(f"{group}.{code}")
    ]
    return Told(text=f"{told.text} {words.list(dict.fromkeys(offers))}".strip(), language=told.language)
