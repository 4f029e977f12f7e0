"""Checks of single rows: everything that the form checks, by making the letter up to the paper, and what a sheet adds.

Runs in workers: rows and a setting go in, values that can be sent back come out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta

from facewrit.answers.wordings import problem_of
from facewrit.batch.findings import Finding, Teller
from facewrit.batch.rows import Read, read_row
from facewrit.batch.setting import Opened, Setting, opened
from facewrit.batch.sheet import Row
from facewrit.batch.vocabulary import folded, vocabulary
from facewrit.drafting import Dossier, Refused, draft
from facewrit.formats import FormatRefusal, render
from facewrit.intake import read_intent
from facewrit.letters.phrasebook import NoWords
from facewrit.letters.wording import regime_chain
from facewrit.parties import TypedController
from facewrit.request import FIRST, BadRequest, Intent, Problem

#: Stands in for the reference while nothing is made yet.
NO_REFERENCE = "FW-00000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What checks across rows need of one. ``person`` and ``controller``: folded, for telling whether two are one.

    ``marks``: date of birth, address and e-mail address, where given. ``addressee``: name for messages.
    """

    person: str
    marks: tuple[str | None, str | None, str | None]
    controller: str
    addressee: str
    kind: str
    ask: tuple[str, ...]
    reference: str | None
    remarks: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A row with what was found in it. ``gist``: ``None`` where it could not be read."""

    row: int
    findings: tuple[Finding, ...] = field(default=())
    gist: Gist | None = None

    @property
    def good(self) -> bool:
        """Whether a letter can be made of it."""
        return not any(finding.level == "error" for finding in self.findings)


def check_rows(rows: Iterable[Row], setting: Setting) -> list[Checked]:
    """Check rows, each for itself. A row at which the program fails is named, and the others go on."""
    rooms = opened(setting.rooms)
    teller = Teller(rooms.phrasebook, setting.language)
    return [check_row(row, setting, rooms, teller) for row in rows]


def check_row(row: Row, setting: Setting, rooms: Opened, teller: Teller) -> Checked:
    """Check one row, see :func:`check_rows`."""
    try:
        return _checked(row, setting, rooms, teller)
    except NoWords as error:
        if error.what.startswith("problem "):
            raise  # the language for people lacks words: that is no fault of the row
        return Checked(row=row.number, findings=(crashed(row.number, error, teller),))
    except Exception as error:
        return Checked(row=row.number, findings=(crashed(row.number, error, teller),))


def crashed(row: int, error: BaseException, teller: Teller) -> Finding:
    """That the program failed at a row; tells no value of it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f":{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""
    facts = (("value", type(error).__name__ + where),)
    return teller.problem(Problem(code="sheet_crashed", where="", facts=facts), row)


def _checked(row: Row, setting: Setting, rooms: Opened, teller: Teller) -> Checked:
    read = read_row(row, rooms.reader(setting))
    findings = [teller.problem(problem, row.number, column) for column, problem in read.problems]
    try:
        intent = read_intent(read.mapping, today=setting.today)
    except BadRequest as error:
        findings += _told(error.problems, row, read, setting, teller)
        return Checked(row=row.number, findings=tuple(findings))
    gist = _gist(intent)
    findings += _told(_own_checks(intent, setting.today), row, read, setting, teller)
    try:
        dossier = draft_row(intent, setting, rooms, NO_REFERENCE)
        findings += _warnings(dossier, row, setting, teller)
        findings += _told(_lacking_paper(intent, dossier, rooms), row, read, setting, teller)
        for document in (dossier.letter, dossier.reading_copy):
            if document is not None:
                render(document, "pdf")
    except BadRequest as error:
        findings += _told(error.problems, row, read, setting, teller)
    except Refused as error:
        column = setting.columns.of("controller", read.used)
        findings.append(teller.refusal(error.refusal, row.number, column))
    except FormatRefusal as error:
        problem = problem_of(error) or Problem(code="sheet_crashed", where="", facts=(("value", str(error)[:80]),))
        findings += _told([problem], row, read, setting, teller)
    except NoWords as error:
        if error.what.startswith("problem "):
            raise
        facts = (("value", error.language), ("available", ", ".join(error.available) or "—"))
        findings += _told(
            [Problem(code="language_unavailable", where="language", facts=facts)], row, read, setting, teller
        )
    return Checked(row=row.number, findings=tuple(findings), gist=gist)


def draft_row(intent: Intent, setting: Setting, rooms: Opened, reference: str) -> Dossier:
    """The dossier of a row; raises what :func:`facewrit.drafting.draft` raises."""
    return draft(intent, rooms.lawbook, rooms.phrasebook, today=setting.today, reference=reference)


def _told(problems: Iterable[Problem], row: Row, read: Read, setting: Setting, teller: Teller) -> Iterator[Finding]:
    """Problems of the request at the columns that they are about, each once."""
    seen = set()
    faulty = {column for column, problem in read.problems if problem.level == "error"}
    for problem in problems:
        column: str | None = setting.columns.of(problem.where, read.used)
        if problem.code == "unprintable":
            column = _column_with(dict(problem.facts).get("characters", ""), row, setting)
        if problem.code in ("missing", "nothing_asked") and column in faulty:
            continue  # what stands there is refused already
        if (problem.code, column) not in seen:
            seen.add((problem.code, column))
            yield teller.problem(problem, row.number, column)


def _column_with(listed: str, row: Row, setting: Setting) -> str | None:
    """The heading of the first cell that holds one of the characters of a message (``U+13000 𓀀, …``)."""
    characters = {chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]{4,6})", listed)}
    found = (one for one in setting.columns.columns if characters & set(str(row.cell(one.index))))
    return next((one.heading for one in found), None)


def _own_checks(intent: Intent, today: date) -> Iterator[Problem]:
    """What only a clinic can get wrong."""
    request = intent.request
    acting = request.representative
    numbers = vocabulary().checks
    guarded = acting is not None and acting.role == "guardian"
    born = request.subject.born
    if born is not None and not guarded:
        if born > today - relativedelta(years=numbers["child_below"]):
            yield Problem(code="sheet_child", where="subject.born")
        elif born > today - relativedelta(years=numbers["minor_below"]):
            yield Problem(code="sheet_minor", where="subject.born", level="warning")
    if acting is not None and acting.role != "guardian" and acting.mandated_on is None and not request.enclosures:
        yield Problem(code="sheet_no_mandate", where="representative.mandated_on", level="warning")
    if "erasure" in request.ask and "access" not in request.ask and intent.kind in FIRST:
        yield Problem(code="sheet_erasure_alone", where="ask", level="warning")


def paper_for(intent: Intent) -> str | None:
    """The kind of paper by which somebody may act for the person, where somebody does, with a first letter."""
    acting = intent.request.representative
    if acting is None or intent.kind not in FIRST:
        return None
    return "guardian" if acting.role == "guardian" else "mandate"


def _lacking_paper(intent: Intent, dossier: Dossier, rooms: Opened) -> Iterator[Problem]:
    """That this paper does not exist in the language of the letter, so that none comes with it."""
    kind = paper_for(intent)
    if kind is None:
        return
    available = rooms.phrasebook.languages_of(kind, regime_chain(dossier.facts.route.regime))
    if dossier.language not in available:
        facts = (("value", dossier.language), ("available", ", ".join(available)))
        yield Problem(code="sheet_no_paper", where="representative", facts=facts, level="warning")


def _warnings(dossier: Dossier, row: Row, setting: Setting, teller: Teller) -> Iterator[Finding]:
    facts = dossier.facts
    regime = facts.route.regime
    for fact in facts.unconfirmed:
        yield teller.reason(fact, regime, row.number, setting.columns.of("controller", {}))
    for warning in facts.warnings:
        yield teller.reason(warning, regime, row.number, None)


def _gist(intent: Intent) -> Gist:
    request = intent.request
    subject = request.subject
    given = request.controller
    typed = isinstance(given, TypedController)
    name = given.name if isinstance(given, TypedController) else given
    return Gist(
        person=folded(subject.name),
        marks=(
            subject.born.isoformat() if subject.born else None,
            folded("".join(subject.address)) or None,
            (subject.email or "").lower() or None,
        ),
        controller=f"{folded(name)}/{given.country}" if isinstance(given, TypedController) else f"={name}",
        addressee=name if typed else str(given),
        kind=intent.kind,
        ask=request.ask,
        reference=request.reference,
        remarks=folded(request.remarks or "") or None,
    )
