"""Gathering the facts of a letter once its law is found: the days, the ladder, the ways to send it, the past."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from facewrit.events import ANSWERS, Chronology
from facewrit.law.applicable import Route, Routing
from facewrit.law.calendars import WorkingCalendar
from facewrit.law.deadlines import ClockCount, clocks, effective_due, known_days
from facewrit.law.directory import Authority, Mandate
from facewrit.law.escalation import ladder
from facewrit.law.lawbook import Lawbook
from facewrit.law.model import Names
from facewrit.law.organisations import Organisation
from facewrit.law.periods import period_end
from facewrit.law.reasons import Reason, reason
from facewrit.law.rights import Granted
from facewrit.letters.facts import History, LetterFacts, answering_count
from facewrit.letters.sending import sending, sending_to_authority
from facewrit.request import REPLIES, Intent, RightsRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLaw:
    """What the law makes of a request: all routes, the one that the letter takes, and the rights that it grants."""

    organisation: Organisation
    routing: Routing
    route: Route
    granted: tuple[Granted, ...]


def gather_facts(found: FoundLaw, intent: Intent, lawbook: Lawbook, *, today: date, reference: str) -> LetterFacts:
    """Steps three and four: the days and the ladder of the law that was found, and all else that the letter needs."""
    request, organisation, route, granted = intent.request, found.organisation, found.route, found.granted
    received = intent.chronology.first("received") or intent.requested
    calendar = WorkingCalendar.under(route.calendar, route.regime.counting)
    counts = count_all(granted, route, received, intent.requested, intent.chronology, calendar)
    days = known_days(received, intent.requested, intent.chronology, today)
    starts = [start.date() if isinstance(start, datetime) else start for start in _starts(request)]
    if starts:
        days["event"] = min(starts)
    dues = [due for count in counts if count.stage == "decide" and (due := effective_due(count, intent.chronology))]
    if dues:
        days["due"] = max(dues)
        if "answer" not in days:
            days["silence"] = days["due"]
    home = tuple(territory.code for territory in lawbook.chain(request.residence))
    recipient = complaint_to(route, lawbook) if intent.kind == "complaint" else None
    channels, address, unconfirmed = sending(request, organisation, (request.residence, *home))
    written_to = address
    if recipient is not None:
        channels, address, unconfirmed = sending_to_authority(request, recipient)
    return LetterFacts(
        kind="preservation" if request.ask == ("preservation",) else intent.kind,
        request=request,
        reference=request.reference or reference,
        organisation=organisation,
        routing=found.routing,
        route=route,
        granted=granted,
        counts=counts,
        calendar=calendar,
        look_again=period_end(lawbook.catalogue.look_again, request.date, "excluded", calendar),
        patience=lawbook.catalogue.look_again,
        ladder=ladder(route, days, calendar),
        authorities=_authorities(route, lawbook),
        demands=_demands(request, route, organisation, lawbook, granted),
        history=looking_back(intent, counts),
        recipient=recipient,
        named=_named((request.residence, organisation.country), lawbook),
        joint=_joint(organisation, lawbook),
        linked=_linked(organisation, lawbook),
        mandates=_mandates(request, route, lawbook),
        address=address,
        written_to=written_to,
        channels=channels,
        unconfirmed=unconfirmed,
        warnings=(*found.routing.warnings, *_request_warnings(request)),
        help=tuple(found for territory in lawbook.chain(request.residence) for found in territory.help),
        post=tuple(found for territory in lawbook.chain(request.residence)[:1] for found in territory.post),
        received=received,
        assumed=intent.chronology.first("received") is None,
        today=today,
        ruleset=lawbook.ruleset,
    )


def count_all(
    granted: Iterable[Granted],
    route: Route,
    received: date,
    requested: date,
    chronology: Chronology,
    calendar: WorkingCalendar,
) -> tuple[ClockCount, ...]:
    """The counts of all chosen rights, each right once."""
    seen: dict[str, tuple[ClockCount, ...]] = {}
    for wish in granted:
        for chosen in wish.rights:
            if chosen.right.id not in seen:
                seen[chosen.right.id] = clocks(
                    chosen.right,
                    route.regime,
                    received=received,
                    requested=requested,
                    chronology=chronology,
                    calendar=calendar,
                )
    return tuple(count for counts in seen.values() for count in counts)


def request_facts(request: RightsRequest) -> frozenset[str]:
    """Codes of the facts that a request holds, for grounds and face demands."""
    held = {"sightings": request.sightings, "links": request.links}
    return frozenset(name for name, values in held.items() if values)


def looking_back(intent: Intent, counts: tuple[ClockCount, ...]) -> History | None:
    """What a letter that follows another one looks back on; ``None`` where it follows none."""
    if intent.earlier is None:
        return None
    received = intent.chronology.first("received")
    count = answering_count(counts)
    answered = REPLIES.get(intent.kind)
    answering = (answered,) if answered else tuple(dict.fromkeys((*REPLIES.values(), *ANSWERS)))
    return History(
        sent=intent.earlier.date,
        reference=intent.earlier.reference,
        received=received,
        due=effective_due(count, intent.chronology) if count is not None and received is not None else None,
        events=tuple(intent.chronology),
        answers=intent.chronology.last(*answering),
    )


def complaint_to(route: Route, lawbook: Lawbook) -> Authority | None:
    """The authority that takes a complaint on this route: the one that its ladder names, else the competent one.

    A law may have complaints taken by another body than the one that is competent (Korea: PIPA Decree Art. 59).
    """
    rungs = (rung for rung in route.regime.ladder if rung.kind == "regulator_complaint" and route.track in rung.tracks)
    for name in (*(rung.to for rung in rungs), *route.authorities):
        if lawbook.has("authorities", name) and lawbook.authority(name).takes_complaints:
            return lawbook.authority(name)
    return None


def _demands(
    request: RightsRequest, route: Route, organisation: Organisation, lawbook: Lawbook, granted: tuple[Granted, ...]
) -> tuple:  # type: ignore[type-arg]
    """Face demands that the wishes, the sector and the facts call for, with the basis that the regime gives them."""
    facts = request_facts(request)
    open_rights = {chosen.right.id for wish in granted for chosen in wish.rights}
    found = []
    for demand in lawbook.demands():
        if not set(demand.wishes) & set(request.ask) or route.track not in demand.tracks:
            continue
        sector = organisation.sector
        if (demand.sectors and sector is not None and sector not in demand.sectors) or sector in demand.except_sectors:
            continue
        if not facts.issuperset(demand.facts):
            continue
        bases = (b for b in route.regime.demands if b.id == demand.id and route.track in b.tracks)
        found.append((demand, next((b for b in bases if b.withheld or b.granted_by in open_rights), None)))
    return tuple(found)


def _named(codes: Iterable[str], lawbook: Lawbook) -> dict[str, Names]:
    """The names of territories and parts that a record gives; countries have theirs from CLDR."""
    found: dict[str, Names] = {}
    for code in codes:
        if not lawbook.has("territories", code.partition("-")[0]) and not lawbook.has("territories", code):
            continue
        territory = lawbook.territory(code)
        part = next((part.names for part in territory.parts if part.code == code), None)
        names = part or (territory.names if territory.code == code else {})
        if names:
            found[code] = names
    return found


def _joint(organisation: Organisation, lawbook: Lawbook) -> tuple[Names, ...]:
    slugs = organisation.record.joint_with if organisation.record else ()
    return tuple(lawbook.controller(slug).names for slug in slugs if lawbook.has("controllers", slug))


def _linked(organisation: Organisation, lawbook: Lawbook) -> tuple[tuple[str, Names], ...]:
    """Those that one had better write to as well: joint users and vendors with a record that is offered."""
    record = organisation.record
    if record is None:
        return ()
    found = [("joint", slug) for slug in record.joint_with] + [("vendor", slug) for slug in record.uses]
    records = [(role, lawbook.controller(slug)) for role, slug in found if lawbook.has("controllers", slug)]
    return tuple((role, other.names) for role, other in records if other.status != "unverified")


def _mandates(request: RightsRequest, route: Route, lawbook: Lawbook) -> tuple[Mandate, ...]:
    """Who may act for others at the place of the law, if somebody acts for the data subject."""
    if request.representative is None:
        return ()
    chain = lawbook.chain(route.territory)
    return tuple(mandate for place in chain for mandate in place.mandates if route.track in mandate.tracks)


def _authorities(route: Route, lawbook: Lawbook) -> tuple[Authority, ...]:
    named = [
        rung.to for rung in route.regime.ladder if route.track in rung.tracks and lawbook.has("authorities", rung.to)
    ]
    return tuple(lawbook.authority(name) for name in dict.fromkeys((*route.authorities, *named)))


def _request_warnings(request: RightsRequest) -> tuple[Reason, ...]:
    told = []
    if request.minimal:
        told.append(reason("warning.say_nothing_more"))
    if request.sightings and "preservation" not in request.ask and "erasure" not in request.ask:
        told.append(reason("warning.footage_is_overwritten"))
    return tuple(told)


def _starts(request: RightsRequest) -> tuple[datetime | date, ...]:
    return tuple(sighting.start for sighting in request.sightings if sighting.start is not None)
