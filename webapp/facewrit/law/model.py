"""The forms of the records in ``jurisdictions/``: what a lawyer may write, and what the program then holds.

One model serves reading, checking, the JSON Schemas and the snapshot. All records are frozen and refuse unknown keys.
Every group of facts is *sourced*: where it was read, when, and how sure we are. See ``jurisdictions/README.md``.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Grade: TypeAlias = Literal["high", "medium", "low", "memory"]
Track: TypeAlias = Literal["private", "public", "police"]
Stage: TypeAlias = Literal["acknowledge", "decide", "comply"]
Strength: TypeAlias = Literal["held", "clear", "arguable", "none"]
Unit: TypeAlias = Literal["hour", "calendar_day", "working_day", "week", "month", "year"]
Start: TypeAlias = Literal["receipt", "request", "answer", "acquisition", "last_interaction"]
Day: TypeAlias = str  # ISO 8601 calendar date, YYYY-MM-DD

CONFIRMED: frozenset[str] = frozenset({"high", "medium"})


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A piece of a record that carries no source of its own."""


class Sourced(Part, frozen=True, kw_only=True):
    """A group of facts with where it was read, on which day, and how sure we are.

    ``remark`` is for editors and is never printed.
    """

    confidence: Grade
    source: str | None = None
    checked: Day | None = None
    remark: str | None = None

    @property
    def confirmed(self) -> bool:
        """Whether somebody has confirmed the fact (grade high or medium)."""
        return self.confidence in CONFIRMED


class Name(Part, frozen=True, kw_only=True):
    """A name in one language. ``official``: the owner of the name uses it in that language; else it is a gloss."""

    text: str
    short: str | None = None
    official: bool = False


Names: TypeAlias = dict[str, Name]


class Provision(Part, frozen=True, kw_only=True):
    """A place in an instrument: ``{instrument: gdpr, path: ["15", "1", "g"]}``.

    ``to``: the last place of a range of the same depth. ``unit``: what the first number counts. ``literal``: the
    statute's own way of writing, where it has one (``§ 1798.105``); then ``path`` is left out.
    """

    instrument: str
    path: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    unit: Literal["article", "section", "paragraph", "rule", "regulation", "schedule", "part", "title"] = "article"
    literal: str | None = None


Provisions: TypeAlias = tuple[Provision, ...]


class Instrument(Sourced, frozen=True, kw_only=True):
    """A statute, regulation or order. ``style``: how its provisions are written, a key of ``citations.yaml``."""

    id: str
    names: Names
    style: str
    citation: str | None = None
    url: str | None = None


class Period(Part, frozen=True, kw_only=True):
    """A length of time, or the law's words where it has no number (``amount`` null, ``phrase`` a word code)."""

    amount: int | None = None
    unit: Unit | None = None
    phrase: str | None = None


class Dated(Sourced, frozen=True, kw_only=True):
    """Valid from ``since`` (inclusive) to ``until`` (exclusive), judged by the day named in ``decided_by``.

    ``certainty`` ``not_before`` marks a day on which a rule *may* start: it never switches on by itself.
    """

    since: Day
    until: Day | None = None
    decided_by: Literal["request", "receipt", "answer", "complaint", "today"] = "receipt"
    certainty: Literal["fixed", "not_before"] = "fixed"


class Extension(Part, frozen=True, kw_only=True):
    """How a period may be made longer. ``total_from``: the day that the whole period is then counted from.

    ``confidence``: where it is another than that of its value. ``known`` false: nobody has found how long.
    """

    period: Period
    total_from: Literal["start", "due"] = "start"
    notice: Literal["within_period", "without_delay", "none"] = "within_period"
    provisions: Provisions = ()
    condition: str | None = None
    confidence: Grade | None = None
    known: bool = True

    @property
    def confirmed(self) -> bool:
        """Whether nobody doubts it more than the period itself."""
        return self.confidence is None or self.confidence in CONFIRMED


class ClockValue(Dated, frozen=True, kw_only=True):
    """The length of a period from a given day on.

    ``asks``: where the law has no number, the time that the letter asks for as the sender's own wish.
    """

    period: Period
    asks: Period | None = None
    provisions: Provisions = ()
    extension: Extension | None = None


class Pause(Sourced, frozen=True, kw_only=True):
    """What stops a running period. ``suspend``: the days between do not count. ``restart``: it runs anew.

    ``demand_day``: whether the day of the demand is one of the days that do not count, as the day of the answer is.
    ``respite``: of a restart, the time after the demand that the person has for the answer and that runs first anyway.
    ``since`` (inclusive), ``until`` (exclusive): the days on which a demand has this effect, where the law changed.
    """

    event: Literal["identity", "clarification", "correction", "fee"]
    effect: Literal["suspend", "restart"]
    demand_day: Literal["excluded", "included"] = "excluded"
    respite: Period | None = None
    since: Day | None = None
    until: Day | None = None
    provisions: Provisions = ()


class Clock(Part, frozen=True, kw_only=True):
    """A period that the controller has to keep."""

    id: str
    stage: Stage
    counted_from: Start = "receipt"
    values: tuple[ClockValue, ...]
    pauses: tuple[Pause, ...] = ()


class Counting(Sourced, frozen=True, kw_only=True):
    """How days are counted under this law.

    ``first_day``: whether the day of the event counts. ``roll``: what happens when the last day falls on one of
    ``roll_from``; ``next_other_day`` is the next day that is none of these, even where it is no working day (a Saturday
    in Japan). Months end on the same day number, or on the last day of a shorter month. ``closed``: ranges of days of
    each year that are no working days under this law (``12-25..01-15``: New Zealand, Privacy Act 2020, s. 7).
    """

    first_day: Literal["excluded", "included"] = "excluded"
    roll: Literal["next_working_day", "next_other_day", "none"] = "none"
    roll_from: tuple[Literal["friday", "saturday", "sunday", "holiday"], ...] = ()
    rest_days: tuple[Literal["friday", "saturday", "sunday"], ...] = ("saturday", "sunday")
    closed: tuple[str, ...] = ()
    provisions: Provisions = ()


class Ground(Sourced, frozen=True, kw_only=True):
    """A ground that the data subject names. ``fits``: facts of the request that support it."""

    id: str
    provisions: Provisions
    fits: tuple[str, ...] = ()


class Right(Sourced, frozen=True, kw_only=True):
    """A right of the data subject.

    ``grants``: the wishes that it answers. ``requires``: ids of rights that must be used first. ``must_state``: codes
    of what the request has to contain. ``limits``: codes of its limits, told to the sender. ``except_sectors``: where
    it cannot be used.
    """

    id: str
    kind: str
    grants: tuple[str, ...]
    tracks: tuple[Track, ...] = ("private", "public")
    provisions: Provisions
    clocks: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    ground_needed: bool = False
    requires: tuple[str, ...] = ()
    must_state: tuple[str, ...] = ()
    identity: str | None = None
    form: str | None = None
    fee: str | None = None
    limits: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    except_sectors: tuple[str, ...] = ()
    since: Day | None = None
    until: Day | None = None
    certainty: Literal["fixed", "not_before"] = "fixed"


class Instead(Sourced, frozen=True, kw_only=True):
    """What there is where the law gives no right to a wish. ``code``: why; ``offers``: other wishes or remedies."""

    wish: str
    code: str
    tracks: tuple[Track, ...] = ("private", "public")
    offers: tuple[str, ...] = ()
    provisions: Provisions = ()


class DemandBasis(Sourced, frozen=True, kw_only=True):
    """Which right of this regime grants a face demand, and where. ``withheld``: the law forbids to hand it over."""

    id: str
    granted_by: str | None = None
    provisions: Provisions = ()
    withheld: bool = False
    tracks: tuple[Track, ...] = ("private", "public", "police")


class Duty(Sourced, frozen=True, kw_only=True):
    """What this law bids a controller do in answering, for letters to cite; nobody asks for it in a request.

    ``id``: ``identity`` (ask for no more than needed), ``assistance`` (help people use their rights), ``form`` (no form
    of its own may be demanded), ``fee`` (when money may be asked), ``reasons`` (say why it refuses, and where to
    complain), ``extension`` (tell it in time, with reasons), ``proof`` (it has to show that it may refuse),
    ``personal_data`` (what they are), ``third_parties`` (others in a picture), ``processor`` (pass the request on),
    ``preservation`` (keep what was asked for), ``minors`` (who acts for a child), ``mandate`` (others may act).
    """

    id: Literal[
        "identity",
        "assistance",
        "form",
        "fee",
        "reasons",
        "extension",
        "proof",
        "personal_data",
        "third_parties",
        "processor",
        "preservation",
        "minors",
        "mandate",
    ]
    tracks: tuple[Track, ...] = ("private", "public", "police")
    provisions: Provisions


class ReachRule(Sourced, frozen=True, kw_only=True):
    """When the law binds a controller. ``within``: in a territory that applies the regime.

    ``itself``: in a territory whose own record applies it, not in a part of one (bodies of a federation, not of its
    states). ``subject`` is where the person is, ``place`` where the face was captured. ``sectors`` empty: any, but
    never one of ``except_sectors``. ``except_seats``: not where the controller sits in one of these.
    """

    id: str
    strength: Strength
    controller: Literal["within", "itself", "outside", "any"] = "any"
    subject: Literal["within", "any"] = "any"
    place: Literal["within", "not_outside", "any"] = "any"
    tracks: tuple[Track, ...] = ("private", "public", "police")
    sectors: tuple[str, ...] = ()
    except_sectors: tuple[str, ...] = ()
    except_seats: tuple[str, ...] = ()
    provisions: Provisions = ()
    asks: str | None = None


class Limit(Part, frozen=True, kw_only=True):
    """A limit in time of a step: so long after an event. ``known`` false: nobody has found the limit.

    ``decision``: that on a complaint or objection; ``answer``: that of the controller; ``event``: the sighting;
    ``silence``: the end of the period if nobody has answered.
    """

    after: Literal[
        "request", "receipt", "due", "answer", "silence", "complaint", "decision", "event", "knowledge", "any"
    ] = "any"
    period: Period | None = None
    known: bool = True


class Rung(Sourced, frozen=True, kw_only=True):
    """One step when nobody answers, or the answer is no.

    ``to``: ``controller``, ``competent_authority``, ``court``, ``prosecutor``, ``police``, an authority's id, or
    ``other_body``: one without a record, that ``names`` names.
    ``not_after``: of several limits the earliest known day counts. ``requires_before``, ``closes``: ids of rungs.
    ``how``: codes of the ways in. ``needs``: codes of what to enclose.
    ``since`` (inclusive), ``until`` (exclusive): the days on which the step can be taken, where the law changed.
    """

    id: str
    kind: str
    to: str
    names: Names = {}
    tracks: tuple[Track, ...] = ("private", "public")
    provisions: Provisions = ()
    not_before: Limit | None = None
    not_after: Limit | tuple[Limit, ...] | None = None
    requires_before: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    starts_clock: Limit | None = None
    how: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    fee: str | None = None
    after: str | None = None
    since: Day | None = None
    until: Day | None = None

    @property
    def last_limits(self) -> tuple[Limit, ...]:
        """The limits after which the step is lost; none where the record names none."""
        limits = self.not_after
        return limits if isinstance(limits, tuple) else (limits,) if limits is not None else ()


class Regime(Sourced, frozen=True, kw_only=True):
    """One body of law that a letter can rest on. Territories say that they apply it."""

    id: str
    names: Names
    extends: str | None = None
    instruments: tuple[Instrument, ...]
    tracks: tuple[Track, ...]
    reach: tuple[ReachRule, ...]
    biometric: tuple[str, ...] = ()
    biometric_provisions: Provisions = ()
    counting: Counting
    clocks: tuple[Clock, ...] = ()
    rights: tuple[Right, ...] = ()
    instead: tuple[Instead, ...] = ()
    demands: tuple[DemandBasis, ...] = ()
    duties: tuple[Duty, ...] = ()
    ladder: tuple[Rung, ...] = ()
    cautions: tuple[str, ...] = ()


class Decision(Sourced, frozen=True, kw_only=True):
    """A leading decision. Letters cite only ``final`` ones. ``settles``: codes of what it holds (``reach`` …)."""

    id: str
    body: Names
    authority: str | None = None
    territory: str
    regime: str
    controller: str | None = None
    date: Day | None = None
    published: Day | None = None
    reference: str | None = None
    standing: Literal["final", "appealed", "annulled", "settled", "pending", "unknown"]
    standing_checked: Day | None = None
    settles: tuple[str, ...] = ()
