"""The closed list of words that a letter or a sheet may use. Anything else in a template is an error.

``letter_templates/README.md`` prints this list; a check keeps both equal. Every statement of fact in a letter comes
from one of these words, and each of them from a field that the sender filled or from a sourced record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields

from facewrit.letters.document import Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWords:
    """``name``, ``local_name``, ``born`` (worded day), ``email``, ``address`` (one line); missing ones are empty."""

    name: str
    local_name: str = ""
    born: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeWords:
    """``name``, ``organisation``, ``role`` (lawyer, mandated, guardian), ``address`` (one line).

    ``mandated_on``: worded day.
    """

    name: str
    role: str
    organisation: str = ""
    address: str = ""
    mandated_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawWords:
    """``name`` and ``short`` of the regime in the letter's language; ``id`` and ``track`` for conditions.

    ``reach``: where it says whom it binds, as far as that is confirmed.
    ``wants_purpose``: under this law a letter does well to state the purpose that the law gives the right.
    """

    id: str
    name: str
    short: str
    track: str
    reach: str = ""
    wants_purpose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ControllerWords:
    """``name`` (the legal entity), ``address`` (one line), ``sector``, ``country`` (worded).

    ``joint``: names of joint users, joined.
    """

    name: str
    address: str = ""
    sector: str = ""
    country: str = ""
    joint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingWords:
    """``place``, ``time`` (worded, may be empty), ``description`` (may be empty)."""

    place: str
    time: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandWords:
    """``id``, ``text`` and, where the regime grants it, ``citation``.

    ``withheld``: the law forbids handing it over; ``text`` is then a whole sentence that asks for a
    description. ``act``: something to do ("erase …") rather than to tell.
    """

    id: str
    text: str
    citation: str = ""
    withheld: bool = False
    act: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundWords:
    """``id``, ``text``, ``citation``; ``named``: the sender chose it."""

    id: str
    text: str
    citation: str
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RightWords:
    """``id``, ``kind``, ``citation``; ``asks_ground``: the law wants a ground and the sender has not chosen one."""

    id: str
    kind: str
    citation: str
    asks_ground: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWords:
    """``body``, ``date``, ``reference`` (may be empty) of a final decision."""

    body: str
    date: str
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodWords:
    """The period for the answer. ``numbered``: the law has a number; then ``length``, ``start`` and ``citation``.

    Else ``phrase``: the law's own words (may be empty); ``silent``: the law says nothing about the time.
    ``extension``: worded length, may be empty. ``asked``: the sender's own wish where the law has no number.
    ``acknowledge``: worded period for a confirmation of receipt.
    """

    numbered: bool
    length: str = ""
    start: str = ""
    citation: str = ""
    phrase: str = ""
    silent: bool = False
    extension: str = ""
    asked: str = ""
    acknowledge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairWords:
    """``label`` and ``value``."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryWords:
    """What a letter that follows another one looks back on; days are worded, what is not known is empty.

    ``sent``: the date of the earlier letter, ``reference``: its reference · ``received``: when it arrived · ``due``:
    when the period for the answer ends or ended; ``overdue``: whether it has · ``on``: the day of what this letter
    answers · ``their_reference``: the organisation's own · ``grounds``: ids of the grounds of a refusal ·
    ``missing``: what an answer left out · ``amount``: money asked for · ``until``: the day an extension runs to;
    ``too_late``: it was told
    when the period had ended · ``reminded``: the day of the reminder · ``answered``: the day of the answer ·
    ``kind``: the kind of event that this letter answers or complains of, the latest word of the organisation ·
    ``events``: all that happened, as day (label) and what (value).
    """

    kind: str = ""
    sent: str = ""
    reference: str = ""
    received: str = ""
    due: str = ""
    overdue: bool = False
    on: str = ""
    their_reference: str = ""
    grounds: tuple[str, ...] = ()
    missing: tuple[DemandWords, ...] = ()
    amount: str = ""
    until: str = ""
    too_late: bool = False
    reminded: str = ""
    answered: str = ""
    events: tuple[PairWords, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityWords:
    """The authority that a complaint goes to, or can go to: ``name``, ``short``, ``citation`` of the right to complain.

    All are empty where the law knows no such authority.
    """

    name: str = ""
    short: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWords:
    """What only the sender's sheet uses; everything is worded.

    ``send``: ways to send, best first (label, value) · ``attach``: what to enclose · ``unconfirmed``: facts to check
    before sending · ``cautions``: what to mind · ``limits``: when they may refuse · ``must_state``: what the
    law wants in the letter · ``formalities``: form, fee and proof of identity of each right ·
    ``mandates``: who may act for others · ``procedure``: what the organisation itself asks of people who write ·
    ``linked``: others to write to as well, and why · ``grounds_asked``:
    rights whose ground the sender has not chosen · ``instead``: what there is where a wish has no right ·
    ``come_back``: worded day or event · ``help``: free legal help · ``review``: who reviewed the letter's text ·
    ``law_as_of``: worded day · ``strength``, ``because``: how sure the route is, and why · ``first``: rights to use
    first.
    """

    send: tuple[PairWords, ...] = ()
    attach: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    must_state: tuple[str, ...] = ()
    formalities: tuple[PairWords, ...] = ()
    mandates: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    linked: tuple[PairWords, ...] = ()
    grounds_asked: tuple[str, ...] = ()
    instead: tuple[PairWords, ...] = ()
    come_back: str = ""
    help: tuple[PairWords, ...] = ()
    review: str = ""
    law_as_of: str = ""
    strength: str = ""
    because: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """All words of one text. The functions take the id of a wish (``access``, ``erasure`` …).

    ``asks(wish)``: the sender asked for it · ``granted(wish)``: the law grants it · ``rights(wish)``: the rights that
    do · ``basis(wish)``: their citations joined · ``demands(wish)``: face demands with a basis in this law, each under
    one wish · ``grounds(wish)``: grounds named · ``wish_name(wish)``, ``wish_heading(wish)``, ``wish_sentence(wish)``:
    the wish in words.
    ``own_period(wish)``: its period where it runs on another clock than the answer ·
    ``acts``: things to do with a basis in this law that stand under no wish ·
    ``also_tell``, ``also_do``: face demands without a basis here, things to tell and things to do ·
    ``withheld``: face demands that the law forbids to hand over (ask for a description) · ``pleas``:
    sentences on identity, photos and fees ·
    ``resident_of``: where the sender lives, if the law holds for residents · ``asked_for``: all wishes, joined ·
    ``reply_within``: the time in which the sender hopes for a reply ·
    ``fee_rule``: what the law says on fees · ``court``: the way to a court · ``complaint_to_you``: that
    the letter is also the complaint that the law wants made to the controller first ·
    ``history``: of a letter that follows another one · ``authority``: that takes a complaint · ``duty(id)``: where the
    law bids a controller do something in answering, empty where it does not · ``refusal(id)``: a ground of refusal as a
    noun · ``minimal``: a letter without narrative · ``preserving``: the letter also asks that data be kept.
    """

    subject: PersonWords
    representative: RepresentativeWords | None
    controller: ControllerWords
    law: LawWords
    wishes: tuple[str, ...]
    decisions: tuple[DecisionWords, ...]
    sightings: tuple[SightingWords, ...]
    links: tuple[str, ...]
    particulars: tuple[PairWords, ...]
    remarks: str
    enclosures: tuple[str, ...]
    acts: tuple[DemandWords, ...]
    also_tell: tuple[DemandWords, ...]
    also_do: tuple[DemandWords, ...]
    withheld: tuple[DemandWords, ...]
    period: PeriodWords
    pleas: tuple[str, ...]
    today: str
    reference: str
    related: tuple[str, ...]
    minimal: bool
    preserving: bool
    sheet: SheetWords
    history: HistoryWords
    authority: AuthorityWords
    court: AuthorityWords
    complaint_to_you: str
    resident_of: str
    asked_for: str
    reply_within: str
    fee_rule: str
    asks: Callable[[str], bool]
    granted: Callable[[str], bool]
    rights: Callable[[str], tuple[RightWords, ...]]
    basis: Callable[[str], str]
    demands: Callable[[str], tuple[DemandWords, ...]]
    grounds: Callable[[str], tuple[GroundWords, ...]]
    wish_name: Callable[[str], str]
    own_period: Callable[[str], PeriodWords]
    wish_heading: Callable[[str], str]
    wish_sentence: Callable[[str], str]
    duty: Callable[[str], str]
    refusal: Callable[[str], str]

    def context(self) -> dict[str, object]:
        """The words by name, for a template."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inserts:
    """Blocks that a sheet places with ``[[name]]``: worded rows for cards, timelines and checklists."""

    regulator: tuple[tuple[str, tuple[tuple[str, Runs], ...]], ...] = ()
    timeline: tuple[tuple[str, str, str, bool], ...] = ()
    checklist: tuple[Runs, ...] = ()
    sources: tuple[Runs, ...] = field(default=())
