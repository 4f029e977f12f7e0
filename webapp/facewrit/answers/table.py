"""The table of the law of the world: what the road finds for a resident everywhere, and why where it finds nothing.

Every row is walked, none is written: a person who lives there asks a shop there for access and erasure. No words yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facewrit.answers.questions import SOMEBODY
from facewrit.drafting import Refused, find_law, letter_language
from facewrit.law.deadlines import ClockCount
from facewrit.law.directory import Territory
from facewrit.law.lawbook import Lawbook, UnknownRecord
from facewrit.law.model import Grade
from facewrit.law.reasons import Reason, reason
from facewrit.law.rights import Granted, choose
from facewrit.law.worked_cases import Case
from facewrit.letters.facts import LetterFacts, answering_count
from facewrit.letters.gathering import gather_facts
from facewrit.letters.phrasebook import Phrasebook
from facewrit.parties import DataSubject, TypedController
from facewrit.request import WISHES, BadRequest, Intent, RightsRequest

ASKED = ("access", "erasure")
SECTOR = "retail"
COLUMNS = ("route", *ASKED, "deadline", "authority", "ladder", "language", "case", "confidence")
_GRADES: tuple[Grade, ...] = ("high", "medium", "low", "memory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Ids or codes that stand in one place of the table; where there is none, the law's reasons for that."""

    values: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()

    @property
    def unexplained(self) -> bool:
        """Whether nothing stands here, and nobody says why."""
        return not self.values and not self.because


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One jurisdiction. ``cells`` by :data:`COLUMNS`; ``facts`` are those of the letter, ``None`` where there is none.

    ``granted``: every wish under the law of the letter; ``count``: of the period for the answer.
    """

    territory: Territory
    cells: dict[str, Cell]
    facts: LetterFacts | None = None
    granted: tuple[Granted, ...] = ()
    count: ClockCount | None = None

    @property
    def unexplained(self) -> tuple[str, ...]:
        """The columns where nothing stands and nobody says why."""
        return tuple(name for name, cell in self.cells.items() if cell.unexplained)


def law_table(lawbook: Lawbook, phrasebook: Phrasebook, *, today: date) -> tuple[Row, ...]:
    """A row for every territory where people live, by code.

    :param today: the day of the made-up requests.
    """
    cases = tuple(lawbook.cases())
    return tuple(
        _row(lawbook.territory(code), lawbook, phrasebook, cases, today)
        for code in lawbook.ids("territories")
        if lawbook.territory(code).residence
    )


def _row(territory: Territory, lawbook: Lawbook, phrasebook: Phrasebook, cases: tuple[Case, ...], today: date) -> Row:
    request = RightsRequest(
        residence=territory.code,
        controller=TypedController(name=SOMEBODY, country=territory.code, sector=SECTOR),
        ask=ASKED,
        subject=DataSubject(name=SOMEBODY),
        date=today,
    )
    tried = tuple(case.id for case in cases if territory.code in _places_of(case, lawbook))
    try:
        found = find_law(request, lawbook, today=today)
    except Refused as refused:
        # A refusal explains the holes only where the record itself says that nothing can be enforced, or what remains.
        said = refused.refusal.instead or not territory.enforceable
        none = Cell(because=(refused.refusal.reason,) if said else ())
        own = {
            "route": Cell(because=(*none.because, *refused.refusal.instead)),
            "case": Cell(values=tried),
            "confidence": Cell(values=(territory.confidence,)),
        }
        return Row(territory=territory, cells={name: own.get(name, none) for name in COLUMNS})
    facts = gather_facts(found, Intent(request=request), lawbook, today=today, reference=SOMEBODY)
    route = facts.route
    asked = {granted.wish: granted for granted in facts.granted}
    rights = [chosen.right for granted in facts.granted for chosen in granted.rights]
    count = answering_count(one for one in facts.counts if one.right == rights[0].id) if rights else None
    grades = [territory.confidence, route.regime.confidence, *(right.confidence for right in rights)]
    grades += [count.confidence] if count else []
    cells = {
        "route": Cell(values=(route.regime.id,)),
        **{wish: _rights(asked[wish]) for wish in ASKED},
        "deadline": _deadline(count) if rights else _rights(asked[ASKED[0]]),
        "authority": _authority(facts),
        "ladder": Cell(values=tuple(step.rung.id for step in facts.ladder)),
        "language": _language(facts, lawbook, phrasebook),
        "case": _case(tried, route.regime.id, cases),
        "confidence": Cell(values=(max(grades, key=_GRADES.index),)),
    }
    granted = choose(WISHES, route.regime, route.track, facts.organisation, today=today)
    return Row(territory=territory, cells=cells, facts=facts, granted=granted, count=count)


def _rights(granted: Granted) -> Cell:
    """The rights, or what the record says there is instead; that no such right is known explains nothing."""
    if granted.rights:
        return Cell(values=tuple(chosen.right.id for chosen in granted.rights))
    said = (item for item in granted.instead if item.code != "no_such_right" or item.offers)
    return Cell(because=tuple(reason(f"instead.{item.code}") for item in said))


def _deadline(count: ClockCount | None) -> Cell:
    if count is None:
        return Cell()
    if count.period.amount is not None:
        return Cell(values=(f"{count.period.amount} {count.period.unit}",))
    if count.period.phrase:
        return Cell(values=(count.period.phrase,))
    return Cell(because=tuple(step.reason for step in count.steps if step.reason.code != "step.from_receipt"))


def _authority(facts: LetterFacts) -> Cell:
    """The authorities; a law without one explains itself where its ladder leads to a court and to no authority."""
    ids = tuple(authority.id for authority in facts.authorities)
    to = {step.rung.to for step in facts.ladder}
    if not ids and to & {"court", "prosecutor"} and "competent_authority" not in to:
        return Cell(because=(reason("hole.court_decides"),))
    return Cell(values=ids)


def _language(facts: LetterFacts, lawbook: Lawbook, phrasebook: Phrasebook) -> Cell:
    try:
        return Cell(values=(letter_language(facts, lawbook, phrasebook),))
    except BadRequest:
        return Cell(because=(reason("hole.no_letter_language"),))


def _case(tried: tuple[str, ...], regime: str, cases: tuple[Case, ...]) -> Cell:
    """Worked cases of this place; a law is proven by a case of another place that applies it, too."""
    elsewhere = any(case.expect.regime == regime for case in cases)
    return Cell(values=tried, because=(reason("hole.case_elsewhere"),) if not tried and elsewhere else ())


def _places_of(case: Case, lawbook: Lawbook) -> frozenset[str | None]:
    """Where the person of a worked case lives (a part counts as what it is a part of), and whose law decides."""
    try:
        residence = lawbook.territory(str(case.request.get("residence"))).code
    except UnknownRecord:
        residence = None
    return frozenset({residence, case.expect.territory})
