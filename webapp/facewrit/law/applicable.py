"""Which law: the regimes that bind an organisation towards a person, best first, each with its reasons.

Residence, the place where the face was captured, and the seat of the organisation decide together, by the *reach rules*
that each regime's record states. Nationality never does, unless a rule says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from facewrit.law.directory import Application, Territory
from facewrit.law.lawbook import Lawbook, UnknownRecord
from facewrit.law.model import Decision, ReachRule, Regime, Strength, Track
from facewrit.law.organisations import Organisation
from facewrit.law.reasons import Reason, reason

_RANK: dict[Strength, int] = {"held": 0, "clear": 1, "arguable": 2, "none": 3}
#: Rules that hold because of the seat; no decision on reach is needed for them.
_BY_SEAT = ("within", "itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One law that a letter can rest on.

    ``territory``: code of the territory whose version of the regime applies and whose authority is competent.
    ``calendar``: code of the holiday calendar that its periods are counted with. ``decisions``: final ones that say so.
    """

    regime: Regime
    track: Track
    territory: str
    authorities: tuple[str, ...]
    strength: Strength
    because: tuple[Reason, ...]
    calendar: str | None
    decisions: tuple[Decision, ...] = ()
    rule: ReachRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """That no letter should be made: a code, and codes of what there is instead."""

    reason: Reason
    instead: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """All routes, best first; warnings for the sender; and a refusal where no letter should be made."""

    routes: tuple[Route, ...]
    warnings: tuple[Reason, ...]
    refusal: Refusal | None


def resolve(
    organisation: Organisation,
    lawbook: Lawbook,
    *,
    residence: str,
    place: str | None = None,
    today: date,
    regime: str | None = None,
) -> Routing:
    """Rank the laws that reach the organisation for a person who lives in ``residence``.

    :param place: territory where the face was captured, if known.
    :param today: the day on which rules have to be in force.
    :param regime: the regime that the sender chose; it comes first if it is a route at all.
    :raises UnknownRecord: if residence or place is no known territory.
    """
    around = {"residence": lawbook.chain(residence)}
    if place:
        around["place"] = lawbook.chain(place)
    routes = [
        route
        for name in lawbook.ids("regimes")
        for route in _routes(name, organisation, lawbook, residence, place, today)
    ]
    home = [territory.code for territory in around["residence"]]
    general = [territory.general for territory in around["residence"] if territory.general]
    own = {reached.regime for reached in organisation.record.reached_by} if organisation.record else set()

    def rank(route: Route) -> tuple[object, ...]:
        """Of routes alike in strength: those at home, those the organisation owns up to, the nearest general law."""
        name = route.regime.id
        return (
            name != regime,
            not lawbook.territory(route.territory).enforceable,
            _RANK[route.strength],
            route.territory not in home,
            name not in own,
            general.index(name) if name in general else len(general),
            name,
        )

    routes.sort(key=rank)
    warnings, refusal = _dangers(organisation, lawbook, around["residence"])
    usable = [route for route in routes if route.strength != "none"]
    if refusal is None and not usable:
        refusal = _nothing(organisation, lawbook, around["residence"])
    return Routing(routes=tuple(routes), warnings=(*warnings, *_cautions(organisation, lawbook)), refusal=refusal)


def _routes(
    name: str, organisation: Organisation, lawbook: Lawbook, residence: str, place: str | None, today: date
) -> Iterator[Route]:
    inside = frozenset(lawbook.applied_in(name))

    def within(code: str | None) -> str | None:
        """The territory through which a place lies within the regime, if it does."""
        return next((t.code for t in _chain(lawbook, code) if t.code in inside), None) if code else None

    if any(name in territory.outside_of for code in organisation.seats() for territory in _chain(lawbook, code)):
        return
    seat = next((code for code in organisation.seats() if within(code)), None)
    lives, captured = within(residence), within(place)
    home = (within(seat) if organisation.track != "private" else None) or lives or captured or within(seat)
    if home is None:
        return
    regime = lawbook.regime(name, applying_territory(lawbook, home, name))
    if organisation.track not in regime.tracks or not _in_force(lawbook, home, name, organisation.track, today):
        return
    fitting = [
        rule
        for rule in regime.reach
        if organisation.track in rule.tracks
        and _fits(rule, seat is not None, lives is not None, captured, place, organisation)
        and not _seated_in(rule.except_seats, organisation, lawbook)
        and (rule.controller != "itself" or _applies_itself(name, organisation, lawbook))
    ]
    if not fitting:
        return
    rule = min(fitting, key=lambda rule: _RANK[rule.strength])
    decisions = tuple(
        decision
        for decision in lawbook.decisions()
        if decision.regime == name and organisation.slug and decision.controller == organisation.slug
        and decision.standing == "final" and decision.confirmed and "reach" in decision.settles
    )  # fmt: skip
    strength: Strength = (
        "held" if decisions and rule.strength != "none" and rule.controller not in _BY_SEAT else rule.strength
    )
    because = [reason(f"reach.{rule.id}", provisions=rule.provisions, regime=regime.names)]
    because += [
        reason("decision.reach", body=d.body, date=d.date or "", reference=d.reference or "") for d in decisions
    ]
    record = organisation.record
    for reached in record.reached_by if record else ():
        if reached.regime == name:
            because.append(reason(f"reached.{reached.code}"))
    if rule.asks:
        because.append(reason(f"asks.{rule.asks}"))
    authorities, unsure = _competent(lawbook, home, name, organisation, residence)
    if unsure:
        because.append(reason("authority.depends_on_part"))
    yield Route(
        regime=regime,
        track=organisation.track,
        territory=home,
        authorities=authorities,
        strength=strength,
        because=tuple(because),
        calendar=holiday_calendar(lawbook, seat or (residence if lives else home), home),
        decisions=decisions,
        rule=rule,
    )


def _fits(
    rule: ReachRule, seat: bool, lives: bool, captured: str | None, place: str | None, organisation: Organisation
) -> bool:
    """Whether the facts are those that a rule asks for. A typed organisation without a sector fits every sector."""
    if (rule.controller in ("within", "itself") and not seat) or (rule.controller == "outside" and seat):
        return False
    if rule.subject == "within" and not lives:
        return False
    if rule.place == "within" and not captured:
        return False
    if rule.place == "not_outside" and place and not captured:
        return False
    if organisation.sector is None:
        return True
    return organisation.sector not in rule.except_sectors and (not rule.sectors or organisation.sector in rule.sectors)


def _seated_in(codes: tuple[str, ...], organisation: Organisation, lawbook: Lawbook) -> bool:
    """Whether the organisation sits in one of these territories or parts, or within one."""
    seats = {code for seat in organisation.seats() for code in (seat, *(t.code for t in _chain(lawbook, seat)))}
    return bool(seats.intersection(codes))


def _applies_itself(name: str, organisation: Organisation, lawbook: Lawbook) -> bool:
    """Whether a seat is a territory whose own record applies the regime, and no part or state of one."""
    return any(
        lawbook.has("territories", seat)
        and any(application.regime == name for application in lawbook.territory(seat).applies)
        for seat in organisation.seats()
    )


def _chain(lawbook: Lawbook, code: str) -> tuple[Territory, ...]:
    try:
        return lawbook.chain(code)
    except UnknownRecord:
        return ()


def applying_territory(lawbook: Lawbook, code: str, regime: str) -> str:
    """The territory whose own record says that it applies the regime (``us-ca`` itself, ``nl`` before ``eu``)."""
    return next(
        (t.code for t in lawbook.chain(code) if any(application.regime == regime for application in t.applies)), code
    )


def _applications(lawbook: Lawbook, code: str, regime: str) -> Iterator[Application]:
    for territory in lawbook.chain(code):
        yield from (application for application in territory.applies if application.regime == regime)


def _in_force(lawbook: Lawbook, code: str, regime: str, track: Track, today: date) -> bool:
    return any(
        (not application.tracks or track in application.tracks) and is_applied(application, today)
        for application in _applications(lawbook, code, regime)
    )


def is_applied(application: Application, day: date) -> bool:
    """Whether a territory applies a regime on a day."""
    written = day.isoformat()
    return (application.since is None or application.since <= written) and (
        application.until is None or written < application.until
    )


def _competent(
    lawbook: Lawbook, home: str, regime: str, organisation: Organisation, residence: str
) -> tuple[tuple[str, ...], bool]:
    """Ids of the competent authorities, and whether the part of the territory is needed to tell which."""
    for territory in lawbook.chain(home):
        found = [
            competence
            for competence in territory.competences
            if (not competence.regimes or regime in competence.regimes) and organisation.track in competence.tracks
        ]
        if not found:
            continue
        parts = {part.code for part in territory.parts}
        part = next((code for code in (residence, *organisation.seats()) if code in parts), None)
        if organisation.track != "private":  # a public body answers where it sits
            part = next((code for code in organisation.seats() if code in parts), None)
        exact = [competence for competence in found if part and part in competence.parts]
        whole = [competence for competence in found if not competence.parts]
        chosen = exact or whole or found
        unsure = not exact and not whole
        return tuple(dict.fromkeys(competence.authority for competence in chosen)), unsure
    return (), False


def holiday_calendar(lawbook: Lawbook, seat: str, second: str) -> str | None:
    """The holiday calendar of the place where the controller has to act; a part's own holidays where it has some."""
    for code in (seat, second):
        for territory in _chain(lawbook, code):
            part = next((part for part in territory.parts if part.code == code and part.holidays), None)
            if part and territory.calendar:
                return f"{territory.calendar}-{part.holidays}"
            if territory.calendar:
                return territory.calendar
    return None


def _dangers(
    organisation: Organisation, lawbook: Lawbook, residence: tuple[Territory, ...]
) -> tuple[list[Reason], Refusal | None]:
    """Warnings and refusals that the territory of the organisation's seat states for its track."""
    warnings: list[Reason] = []
    for territory in _chain(lawbook, organisation.country):
        for danger in territory.dangers:
            if organisation.track in danger.tracks and (
                not danger.sectors or organisation.sector in danger.sectors or organisation.sector is None
            ):
                told = reason(f"danger.{danger.code}", territory=territory.code)
                if danger.action == "refuse":
                    return warnings, Refusal(reason=told, instead=_remains(residence, organisation, lawbook))
                warnings.append(told)
    return warnings, None


def _nothing(organisation: Organisation, lawbook: Lawbook, residence: tuple[Territory, ...]) -> Refusal:
    seats = [code for code in organisation.seats() if not _chain(lawbook, code)]
    if seats:
        return Refusal(
            reason=reason("refused.territory_unknown", territory=seats[0]),
            instead=_remains(residence, organisation, lawbook),
        )
    code = "refused.no_police_law" if organisation.track == "police" else "refused.no_enforceable_right"
    told = reason(code, territory=residence[0].code)
    return Refusal(reason=told, instead=_remains(residence, organisation, lawbook))


def _remains(residence: tuple[Territory, ...], organisation: Organisation, lawbook: Lawbook) -> tuple[Reason, ...]:
    """What is left: where the person lives, and at the organisation's seat what is not for its residents alone."""
    codes = [code for territory in residence for code in territory.remains]
    codes += residence[0].remains_unless_narrower
    codes += [code for territory in _chain(lawbook, organisation.country) for code in territory.remains_for_everybody]
    return tuple(reason(f"remains.{code}") for code in dict.fromkeys(codes))


def _cautions(organisation: Organisation, lawbook: Lawbook) -> list[Reason]:
    told: list[Reason] = []
    record = organisation.record
    if record and record.role == "processor":
        told.append(reason("warning.processor"))
    if record and record.status == "ceased":
        told.append(reason("warning.ceased"))
    sector = lawbook.sector(organisation.sector) if organisation.sector else None
    if sector and sector.risky:
        told.append(reason("warning.self_check"))
    return told
