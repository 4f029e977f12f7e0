"""The form of a request file, and of a case file ``facewrit-case/1``; both JSON Schemas are made from it.

A request file is read in :mod:`facewrit.intake`, which is stricter than any schema; here it is written. A case file is
the only state there is, and the person keeps it: one person, the letters, and what happened after them.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from facewrit.events import EVENT_KINDS, REFUSALS
from facewrit.request import CHANNELS, KINDS, LONGEST, MOST, ROLES, TRACKS, WISHES

FORMAT = "facewrit-case/1"

Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=LONGEST["name"])]
Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=LONGEST["line"])]
Lines: TypeAlias = Annotated[tuple[Line, ...], Meta(max_length=MOST["address"])]
Email: TypeAlias = Annotated[str, Meta(max_length=254, extra_json_schema={"format": "email"})]
Day: TypeAlias = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", extra_json_schema={"format": "date"})]
Moment: TypeAlias = Annotated[
    str,
    Meta(pattern=r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$", description="A day, or a day and a local time."),
]
Territory: TypeAlias = Annotated[
    str, Meta(pattern=r"^[A-Za-z]{2}(-[A-Za-z0-9]{1,4})?$", description="ISO 3166-1 alpha-2 or ISO 3166-2.")
]
Slug: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Language: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[a-zA-Z]{2,4})?$", description="BCP 47.")]
Reference: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{2,39}$")]
Wish: TypeAlias = Annotated[str, Meta(extra_json_schema={"enum": list(WISHES)})]
Track: TypeAlias = Annotated[str, Meta(extra_json_schema={"enum": list(TRACKS)})]
Kind: TypeAlias = Annotated[str, Meta(extra_json_schema={"enum": list(KINDS)})]
Refusal: TypeAlias = Annotated[str, Meta(extra_json_schema={"enum": list(REFUSALS)})]
Place: TypeAlias = Annotated[str, Meta(min_length=1, max_length=LONGEST["place"])]


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a file: unknown keys are refused, what is not given is left out."""


class Person(Form, frozen=True, kw_only=True):
    """The person whose face it is."""

    name: Name
    local_name: Name | None = None
    address: Lines = ()
    email: Email | None = None
    born: Day | None = None
    particulars: Annotated[
        dict[str, Annotated[str, Meta(max_length=LONGEST["particular"])]], Meta(max_length=MOST["particulars"])
    ] = {}


class Signatory(Form, frozen=True, kw_only=True):
    """Who signs for the person, if it is somebody else."""

    name: Name
    organisation: Name | None = None
    role: Annotated[str, Meta(extra_json_schema={"enum": list(ROLES)})] = "mandated"
    address: Lines = ()
    email: Email | None = None
    mandated_on: Day | None = None


class TypedIn(Form, frozen=True, kw_only=True):
    """An organisation without a record."""

    name: Name
    country: Territory
    sector: Annotated[str, Meta(pattern=r"^[a-z_]{2,30}$")] | None = None
    address: Lines = ()
    email: Email | None = None


class Seen(Form, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """Where and when the face may have been captured."""

    place: Place
    start: Moment | None = None
    end: Moment | None = None
    description: Annotated[str, Meta(max_length=LONGEST["description"])] | None = None


class Asked(Form, frozen=True, kw_only=True):
    """What one letter asks, of whom, and with which facts."""

    residence: Territory
    place: Territory | None = None
    controller: Slug | TypedIn
    ask: Annotated[tuple[Wish, ...], Meta(min_length=1)]
    kind: Kind | None = None
    regime: Slug | None = None
    track: Track | None = None
    sightings: Annotated[tuple[Seen, ...], Meta(max_length=MOST["sightings"])] = ()
    links: Annotated[
        tuple[Annotated[str, Meta(max_length=LONGEST["link"], extra_json_schema={"format": "uri"})], ...],
        Meta(max_length=MOST["links"]),
    ] = ()
    grounds: tuple[str, ...] = ()
    confirmed: Annotated[tuple[str, ...], Meta(max_length=MOST["confirmed"])] = ()
    enclosures: Annotated[tuple[Place, ...], Meta(max_length=MOST["enclosures"])] = ()
    related: Annotated[tuple[Reference, ...], Meta(max_length=MOST["related"])] = ()
    channel: Annotated[str, Meta(extra_json_schema={"enum": list(CHANNELS)})] | None = None
    safety: bool = False
    minimal: bool = False
    remarks: Annotated[str, Meta(max_length=LONGEST["remarks"])] | None = None
    language: Language | None = None
    reading_language: Language | None = None
    layout: Slug | None = None
    date: Day | None = None
    reference: Reference | None = None


class Happened(Form, frozen=True, kw_only=True):
    """One thing that happened, its kind with its day, and what belongs to it: ``{refused: 2026-12-10, grounds: […]}``.

    One kind in each entry.
    """

    sent: Day | None = None
    bounced: Day | None = None
    received: Day | None = None
    acknowledged: Day | None = None
    extension: Day | None = None
    identity_demanded: Day | None = None
    identity_given: Day | None = None
    clarification_demanded: Day | None = None
    clarification_given: Day | None = None
    correction_demanded: Day | None = None
    correction_given: Day | None = None
    fee_demanded: Day | None = None
    fee_paid: Day | None = None
    form_demanded: Day | None = None
    not_identified: Day | None = None
    sent_elsewhere: Day | None = None
    answered: Day | None = None
    answered_in_part: Day | None = None
    refused: Day | None = None
    no_data: Day | None = None
    erased: Day | None = None
    law_denied: Day | None = None
    phoned: Day | None = None
    offered: Day | None = None
    reminded: Day | None = None
    demanded: Day | None = None
    withdrawn: Day | None = None
    complained: Day | None = None
    decided: Day | None = None
    grounds: Annotated[tuple[Refusal, ...], Meta(max_length=len(REFUSALS))] = ()
    missing: Annotated[tuple[str, ...], Meta(max_length=MOST["missing"])] = ()
    amount: Line | None = None
    until: Day | None = None
    reference: Line | None = None


class EarlierFile(Form, frozen=True, kw_only=True):
    """The letter that another one follows."""

    date: Day
    reference: Reference | None = None


class RequestFile(Asked, frozen=True, kw_only=True):
    """A request as a person writes it: YAML, JSON, or the body of ``POST /api/v1/letter``."""

    subject: Person
    representative: Signatory | None = None
    earlier: EarlierFile | None = None
    events: Annotated[tuple[Happened, ...], Meta(max_length=MOST["events"])] = ()


class Addressee(Form, frozen=True, kw_only=True):
    """The organisation as the envelope names it. ``slug``: of its record, if it has one."""

    name: str
    country: Territory
    slug: Slug | None = None
    address: tuple[str, ...] = ()


class RouteTaken(Form, frozen=True, kw_only=True):
    """The law that the letter rests on."""

    regime: Slug
    track: Track
    territory: Territory
    authorities: tuple[Slug, ...] = ()
    strength: Literal["held", "clear", "arguable"]


class ClaimClock(Form, frozen=True, kw_only=True):
    """A period that the claim sets running. Its days are never kept: they are computed from the events."""

    id: str
    stage: Literal["acknowledge", "decide", "comply"]


class CitedPlace(Form, frozen=True, kw_only=True):
    """A place in an instrument, as in the records of the law."""

    instrument: str
    path: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    unit: str = "article"
    literal: str | None = None


class Claim(Form, frozen=True, kw_only=True):
    """One right that the letter claims. ``wishes``: what it was asked for; ``grounds``: ids of those named."""

    right: str
    wishes: tuple[Wish, ...]
    provisions: tuple[CitedPlace, ...] = ()
    grounds: tuple[str, ...] = ()
    clocks: tuple[ClaimClock, ...] = ()


class CaseLetter(Form, frozen=True, kw_only=True):
    """One letter: what was asked, of whom, on which law, and the text as made. ``sha256``: of the text in UTF-8.

    ``follows``: the reference of the first letter of its matter; without it this is one.
    """

    reference: Reference
    follows: Reference | None = None
    kind: Kind
    date: Day
    language: Language
    addressee: Addressee
    route: RouteTaken
    claims: tuple[Claim, ...] = ()
    asked: Asked
    text: str
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    ruleset: str


class CaseEvent(Form, frozen=True, kw_only=True):
    """One thing that happened. ``letter``: the reference of a letter; ``claims``: ids of rights (none: all of them).

    ``channel``: how a letter was sent. ``grounds``, ``missing``, ``amount``, ``until``, ``reference``: see
    :class:`facewrit.events.Event`. ``note``: the person's own, printed nowhere.
    """

    id: str
    on: Day
    type: Annotated[str, Meta(extra_json_schema={"enum": list(EVENT_KINDS)})]
    letter: Reference | None = None
    claims: tuple[str, ...] = ()
    channel: Annotated[str, Meta(extra_json_schema={"enum": list(CHANNELS)})] | None = None
    grounds: Annotated[tuple[Refusal, ...], Meta(max_length=len(REFUSALS))] = ()
    missing: Annotated[tuple[str, ...], Meta(max_length=MOST["missing"])] = ()
    amount: Line | None = None
    until: Day | None = None
    reference: Line | None = None
    note: Annotated[str, Meta(max_length=LONGEST["remarks"])] | None = None


class Case(Form, frozen=True, kw_only=True, omit_defaults=False):
    """A case file. Where it stands is never kept: it is computed from the letters, the events and the law."""

    format: Literal["facewrit-case/1"] = "facewrit-case/1"
    person: Person
    representative: Signatory | None = None
    letters: tuple[CaseLetter, ...]
    events: tuple[CaseEvent, ...] = ()
