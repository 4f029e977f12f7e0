"""What the sender wants: a rights request, and the intent to write one kind of letter. Read in ``intake``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from facewrit.events import Chronology
from facewrit.parties import DataSubject, Representative, Sighting, TypedController

WISHES = (
    "access",
    "copy",
    "source",
    "recipients",
    "policy",
    "explanation",
    "rectification",
    "restriction",
    "blocking",
    "objection",
    "stop_use",
    "stop_disclosure",
    "withdraw_consent",
    "opt_out_sale",
    "opt_out_profiling",
    "limit_sensitive",
    "no_automated_decision",
    "portability",
    "erasure",
    "preservation",
)
#: Letters that answer something, and the kind of event that each answers.
REPLIES = {
    "identity_reply": "identity_demanded",
    "cannot_identify_reply": "not_identified",
    "not_applicable_reply": "law_denied",
    "processor_reply": "sent_elsewhere",
    "refusal_reply": "refused",
    "incomplete_reply": "answered_in_part",
    "no_data_reply": "no_data",
    "confirm_erasure": "erased",
    "fee_reply": "fee_demanded",
    "own_form_reply": "form_demanded",
    "extension_reply": "extension",
}
#: Letters that follow an earlier one.
FOLLOWING = ("reminder", *REPLIES, "complaint", "pre_action", "withdrawal")
#: Papers that say who acts for whom; they ask for nothing.
MANDATES = ("mandate", "guardian")
#: Letters that ask for something for the first time.
FIRST = ("request", "preservation")
KINDS = (*FIRST, *FOLLOWING, *MANDATES)
CHANNELS = ("post", "registered", "email", "form")
TRACKS = ("private", "public", "police")
ROLES = ("lawyer", "mandated", "guardian")

LONGEST = {"name": 120, "line": 80, "remarks": 1200, "description": 300, "place": 200, "link": 500, "particular": 200}
MOST = {"address": 7, "sightings": 5, "links": 10, "enclosures": 15, "related": 10, "confirmed": 20, "particulars": 10}
MOST |= {"events": 40, "missing": 30}

Level: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault in what was given. ``where``: dotted path of the field. Words for ``code`` are in ``problems.yaml``."""

    code: str
    where: str
    facts: tuple[tuple[str, str], ...] = ()
    level: Level = "error"


class BadRequest(ValueError):
    """What was given cannot be used; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.where}: {problem.code}" for problem in self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRequest:
    """One person's request to one organisation. See the contract in ``README.md`` for the fields."""

    residence: str
    controller: str | TypedController
    ask: tuple[str, ...]
    subject: DataSubject
    date: date
    place: str | None = None
    regime: str | None = None
    track: str | None = None
    representative: Representative | None = None
    sightings: tuple[Sighting, ...] = ()
    links: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    channel: str | None = None
    safety: bool = False
    minimal: bool = False
    remarks: str | None = None
    language: str | None = None
    reading_language: str | None = None
    layout: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLetter:
    """The letter that another one follows: its date, and its reference if it had one."""

    date: date
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A request, the kind of letter to write, what happened so far, and the letter that this one follows.

    The request is then what the earlier letter asked for; its ``date`` is that of the letter to write.
    """

    request: RightsRequest
    kind: str = "request"
    chronology: Chronology = Chronology()
    earlier: EarlierLetter | None = None

    @property
    def requested(self) -> date:
        """The date of the letter that made the request."""
        return self.earlier.date if self.earlier else self.request.date
