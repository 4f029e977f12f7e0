"""The forms of the records of who is where: territories, authorities, controllers, and the layouts of their letters.

Territories say which regimes they apply, and what they say differently; see ``law.model`` for the regimes.
"""

from __future__ import annotations

from typing import Literal

from facewrit.law.model import Day, Names, Part, Provisions, Sourced, Track


class Change(Sourced, frozen=True, kw_only=True):
    """What a territory or a regime says differently from the record it rests on. Items of lists merge by id."""

    set: dict[str, object] = {}
    remove: dict[str, tuple[str, ...]] = {}


class Application(Sourced, frozen=True, kw_only=True):
    """That a territory applies a regime, in which tracks, since when, and what it says differently."""

    regime: str
    tracks: tuple[Track, ...] = ()
    since: Day | None = None
    until: Day | None = None
    adapts: Change | None = None


class Competence(Sourced, frozen=True, kw_only=True):
    """Which authority is competent: for which regimes, tracks and parts of the territory (empty: all)."""

    authority: str
    regimes: tuple[str, ...] = ()
    tracks: tuple[Track, ...] = ("private", "public", "police")
    parts: tuple[str, ...] = ()


class TerritoryPart(Part, frozen=True, kw_only=True):
    """A part of a territory that matters for authorities or holidays (ISO 3166-2)."""

    code: str
    names: Names
    holidays: str | None = None


class Danger(Sourced, frozen=True, kw_only=True):
    """Letters that should not be made (``refuse``) or only after a warning (``warn``)."""

    code: str
    tracks: tuple[Track, ...]
    action: Literal["refuse", "warn"]
    sectors: tuple[str, ...] = ()


class Help(Sourced, frozen=True, kw_only=True):
    """Free legal help for people in the territory."""

    id: str
    names: Names
    web: str | None = None
    phone: str | None = None
    email: str | None = None
    languages: tuple[str, ...] = ()


class Post(Sourced, frozen=True, kw_only=True):
    """A postal product that proves sending or delivery. ``proof``: sending, delivery or content."""

    id: str
    name: str
    proof: Literal["sending", "delivery", "content"]


class Mandate(Sourced, frozen=True, kw_only=True):
    """Who may act for others in the territory, and in which form; ``code``: a sentence to the sender."""

    code: str
    tracks: tuple[Track, ...] = ("private", "public", "police")


class Territory(Sourced, frozen=True, kw_only=True):
    """A country, state, province or union. ``languages``: of letters to organisations there, best first.

    ``calendar``: code of the holiday calendar (``NL``, ``DE``). ``general``: the regime meant when none is named.
    ``remains``: what is left to people who live here where nothing can be enforced; ``remains_for_everybody``: what is
    left of it to people elsewhere, too, who write to an organisation here; ``remains_unless_narrower``: what is left to
    those who named nothing finer than this territory. ``outside_of``: regimes that do not bind organisations here,
    though a territory around this one applies them (free zones).
    """

    code: str
    names: Names = {}
    parent: str | None = None
    languages: tuple[str, ...]
    enforceable: bool
    calendar: str | None = None
    calendar_remark: str | None = None
    parts: tuple[TerritoryPart, ...] = ()
    general: str | None = None
    applies: tuple[Application, ...] = ()
    competences: tuple[Competence, ...] = ()
    dangers: tuple[Danger, ...] = ()
    remains: tuple[str, ...] = ()
    remains_for_everybody: tuple[str, ...] = ()
    remains_unless_narrower: tuple[str, ...] = ()
    outside_of: tuple[str, ...] = ()
    help: tuple[Help, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    post: tuple[Post, ...] = ()
    layout: str = "a4"
    residence: bool = True


class Contact(Sourced, frozen=True, kw_only=True):
    """One way to reach an organisation. ``lines``: a postal address without the organisation's country line doubled.

    ``serves``: territories that this desk is for (empty: all). ``languages``: it works in. ``hours``: free text, local.
    ``fields_asked``: what a form asks of the person, in its order.
    """

    kind: Literal["post", "email", "phone", "fax", "web", "form", "complaint_form", "hotline", "procedure_page"]
    value: str | None = None
    lines: tuple[str, ...] = ()
    language: str | None = None
    entity: str | None = None
    serves: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: str | None = None
    fields_asked: tuple[Literal["name", "born", "phone", "email", "address"], ...] = ()
    role: Literal["desk", "privacy_officer", "representative", "parent_company"] = "desk"
    until: Day | None = None


class Authority(Sourced, frozen=True, kw_only=True):
    """A supervisory authority, or another body that takes complaints. ``channels``: by which a complaint comes in."""

    id: str
    territory: str
    names: Names
    languages: tuple[str, ...]
    contacts: tuple[Contact, ...] = ()
    channels: tuple[str, ...] = ()
    takes_complaints: bool = True
    cautions: tuple[str, ...] = ()


class ReachedBy(Sourced, frozen=True, kw_only=True):
    """Why a regime is known to reach this controller: a code (``own_form``, ``establishment``, ``own_statement``)."""

    regime: str
    code: str


class Fee(Part, frozen=True, kw_only=True):
    """What an organisation charges. ``how``: a code of how it is to be paid."""

    amount: str
    currency: str
    how: str | None = None


class Procedure(Sourced, frozen=True, kw_only=True):
    """What the organisation itself demands of people who ask. ``wishes`` empty: whatever they ask for.

    ``asks``: codes of what it wants done, told to the sender. ``burden``: those of ``asks`` that go further than the
    law allows; the letter objects to them. ``form``: address of the form to use.
    """

    id: str
    wishes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    burden: tuple[str, ...] = ()
    form: str | None = None
    fee: Fee | None = None
    provisions: Provisions = ()


class Controller(Sourced, frozen=True, kw_only=True):
    """An organisation that handles faces. ``country``: of its seat; ``establishments``: other territories.

    ``attach``, ``behaviour``: codes that the sheet puts into words. ``status`` ``unverified`` is never offered.
    ``joint_with``, ``uses``: slugs of those that use the data jointly, and of the vendors of its face system.
    """

    slug: str
    names: Names
    entity: str
    entity_names: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    country: str
    establishments: tuple[str, ...] = ()
    sector: str
    track: Track
    status: Literal["active", "ceased", "unverified"]
    role: Literal["controller", "joint", "processor"]
    languages: tuple[str, ...]
    contacts: tuple[Contact, ...] = ()
    joint_with: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    reached_by: tuple[ReachedBy, ...] = ()
    attach: tuple[str, ...] = ()
    behaviour: tuple[str, ...] = ()


class Layout(Sourced, frozen=True, kw_only=True):
    """A postal layout, millimetres from the top left corner. See ``letters.document.PageForm``."""

    id: str
    paper: Literal["A4", "Letter"] = "A4"
    address: tuple[float, float, float, float] | None = None
    body_top: float | None = None
    margins: tuple[float, float, float, float]
    sender: Literal["left", "right"]
    date: Literal["left", "right"]
    subject: Literal["left", "centre"] = "left"
    closing: Literal["left", "right"] = "left"
    fold_marks: tuple[float, ...] = ()
