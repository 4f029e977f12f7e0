"""From a drafted letter to its case file, and in and out of JSON."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any, TypeVar

from facewrit.casefile.form import (
    Addressee,
    Asked,
    Case,
    CaseLetter,
    CitedPlace,
    Claim,
    ClaimClock,
    EarlierFile,
    Happened,
    Person,
    RequestFile,
    RouteTaken,
    Seen,
    Signatory,
    TypedIn,
)
from facewrit.drafting import Dossier
from facewrit.events import Event
from facewrit.formats.text import text
from facewrit.law.model import Provision
from facewrit.letters.facts import LetterFacts
from facewrit.parties import DataSubject, Representative, TypedController
from facewrit.request import Intent, RightsRequest

_F = TypeVar("_F", bound=Asked)


def new_case(dossier: Dossier) -> Case:
    """A case that holds one letter and no events yet."""
    request = dossier.facts.request
    return Case(
        person=_person(request.subject),
        representative=_signatory(request.representative),
        letters=(case_letter(dossier),),
    )


def case_letter(dossier: Dossier) -> CaseLetter:
    """One letter as a case keeps it, with its text as plain text."""
    facts = dossier.facts
    made = text(dossier.letter)
    route = facts.route
    strength = route.strength
    assert strength != "none"
    return CaseLetter(
        reference=facts.reference,
        kind=facts.kind,
        date=facts.request.date.isoformat(),
        language=dossier.language,
        addressee=Addressee(
            name=facts.organisation.entity,
            country=facts.organisation.country,
            slug=facts.organisation.slug,
            address=facts.address,
        ),
        route=RouteTaken(
            regime=route.regime.id,
            track=route.track,
            territory=route.territory,
            authorities=route.authorities,
            strength=strength,
        ),
        claims=_claims(facts),
        asked=_asked(Intent(request=facts.request, kind=facts.kind), Asked),
        text=made,
        sha256=hashlib.sha256(made.encode()).hexdigest(),
        ruleset=facts.ruleset,
    )


def request_file(intent: Intent) -> RequestFile:
    """The request as a person would have written it; reading it again gives the same request."""
    return _asked(
        intent,
        RequestFile,
        subject=_person(intent.request.subject),
        representative=_signatory(intent.request.representative),
        earlier=_earlier(intent),
        events=tuple(_happened(event) for event in intent.chronology),
    )


def _earlier(intent: Intent) -> EarlierFile | None:
    if intent.earlier is None:
        return None
    return EarlierFile(date=intent.earlier.date.isoformat(), reference=intent.earlier.reference)


def _happened(event: Event) -> Happened:
    return Happened(
        **{event.kind: event.on.isoformat()},
        grounds=event.grounds,
        missing=event.missing,
        amount=event.amount,
        until=event.until.isoformat() if event.until else None,
        reference=event.reference,
    )


def _claims(facts: LetterFacts) -> tuple[Claim, ...]:
    stages = {clock.id: clock.stage for clock in facts.route.regime.clocks}
    wishes: dict[str, list[str]] = {}
    chosen_by_right = {}
    for granted in facts.granted:
        for chosen in granted.rights:
            wishes.setdefault(chosen.right.id, []).append(granted.wish)
            chosen_by_right[chosen.right.id] = chosen
    return tuple(
        Claim(
            right=name,
            wishes=tuple(wishes[name]),
            provisions=tuple(_cited(provision) for provision in chosen.right.provisions),
            grounds=tuple(ground.id for ground in chosen.grounds),
            clocks=tuple(ClaimClock(id=clock, stage=stages[clock]) for clock in chosen.right.clocks),
        )
        for name, chosen in chosen_by_right.items()
    )


def _cited(provision: Provision) -> CitedPlace:
    return CitedPlace(
        instrument=provision.instrument,
        path=provision.path,
        to=provision.to,
        unit=provision.unit,
        literal=provision.literal,
    )


def _asked(intent: Intent, form: type[_F], **more: Any) -> _F:
    request = intent.request
    return form(
        residence=request.residence,
        place=request.place,
        controller=_controller(request),
        ask=request.ask,
        kind=intent.kind,
        regime=request.regime,
        track=request.track,
        sightings=tuple(
            Seen(
                place=sighting.place,
                start=_moment(sighting.start),
                end=_moment(sighting.end),
                description=sighting.description,
            )
            for sighting in request.sightings
        ),
        links=request.links,
        grounds=request.grounds,
        confirmed=request.confirmed,
        enclosures=request.enclosures,
        related=request.related,
        channel=request.channel,
        safety=request.safety,
        minimal=request.minimal,
        remarks=request.remarks,
        language=request.language,
        reading_language=request.reading_language,
        layout=request.layout,
        date=request.date.isoformat(),
        reference=request.reference,
        **more,
    )


def _controller(request: RightsRequest) -> str | TypedIn:
    given = request.controller
    if not isinstance(given, TypedController):
        return given
    return TypedIn(
        name=given.name, country=given.country, sector=given.sector, address=given.address, email=given.email
    )


def _person(subject: DataSubject) -> Person:
    return Person(
        name=subject.name,
        local_name=subject.local_name,
        address=subject.address,
        email=subject.email,
        born=_moment(subject.born),
        particulars=dict(subject.particulars),
    )


def _signatory(representative: Representative | None) -> Signatory | None:
    if representative is None:
        return None
    return Signatory(
        name=representative.name,
        organisation=representative.organisation,
        role=representative.role,
        address=representative.address,
        email=representative.email,
        mandated_on=_moment(representative.mandated_on),
    )


def _moment(moment: datetime | date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes" if not moment.second else "seconds")
    return moment.isoformat() if moment else None
