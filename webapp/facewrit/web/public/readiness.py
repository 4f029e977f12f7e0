"""Whether the form is in order up to a step, and the letter that a complete form gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from facewrit.answers.wordings import problem_of
from facewrit.drafting import Dossier, draft, find_facts, letter_language
from facewrit.formats import FormatRefusal, UnprintableText, render
from facewrit.intake import read_request
from facewrit.letters.facts import LetterFacts
from facewrit.letters.phrasebook import NoWords
from facewrit.request import BadRequest, Intent, Problem
from facewrit.web.public.enclosures import clauses, has_clauses, wanted_papers
from facewrit.web.public.form import HAPPENED, STEP_OF, STEPS, Fault, LetterForm, fault, request_mapping
from facewrit.web.public.guard import LOG
from facewrit.web.public.offers import Law, find_law
from facewrit.web.public.site import site


class Unready(Exception):
    """A step before the one asked for is not in order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__()


def today_of(form: LetterForm) -> date:
    """The calendar day where the person of the form lives."""
    return site().today(form.residence.data)


def make(form: LetterForm) -> Dossier:
    """The letter of a complete form.

    :raises Unready: with what is wrong. :raises Refused: if no letter should be made.
    """
    faults = [*_own_faults(form, STEPS)]
    if not form.reference.data:
        form.reference.data = site().reference()
    try:
        read = read_request(_complete_mapping(form), today=today_of(form))
    except BadRequest as error:
        raise Unready([*faults, *(fault(problem, form) for problem in error.problems)]) from error
    if faults:
        raise Unready(faults)
    try:
        dossier = draft(
            Intent(request=read),
            site().lawbook,
            site().phrasebook,
            today=today_of(form),
            reference=form.reference.data,
        )
        render(dossier.letter, "pdf")
    except BadRequest as error:
        raise Unready(fault(problem, form) for problem in error.problems) from error
    except FormatRefusal as error:
        raise Unready([_paper_fault(error, form)]) from error
    except NoWords as error:
        LOG.error("no words for %s in %s", error.what, error.language)
        others = ", ".join(code for code in site().phrasebook.languages if code != error.language)
        facts = (("value", error.language), ("available", others))
        missing = Problem(code="language_unavailable", where="language", facts=facts)
        raise Unready([fault(missing, form)]) from error
    return dossier


def _complete_mapping(form: LetterForm) -> dict[str, Any]:
    """The whole form as a mapping, with the papers to enclose named in the language of the letter.

    :raises Unready: if that language has no words for them. :raises Refused: if no letter should be made.
    """
    mapping = request_mapping(form)
    if wanted_papers(form):
        facts = facts_of(form)
        language = form.language.data or letter_language(facts, site().lawbook, site().phrasebook)
        if not has_clauses(language):
            missing = Problem(code="missing", where="enclose")
            raise Unready([Fault(problem=missing, field="enclose", step=STEP_OF["enclose"])])
        mapping["enclosures"] = clauses(form, language)
    return mapping


def require(form: LetterForm, step: str, shown: tuple[Fault, ...]) -> None:
    """All steps before this one are in order.

    :raises Unready: if not; unless this very step is shown because of its faults.
    """
    if shown:
        return
    before = STEPS[: STEPS.index(step)]
    faults = [*_own_faults(form, before)]
    try:
        draft_only = "about" not in before
        read_request(request_mapping(form, draft=draft_only), today=today_of(form))
    except BadRequest as error:
        faults += [fault(problem, form) for problem in error.problems]
    faults = [found for found in faults if found.step in before]
    if faults:
        raise Unready(faults)


def _own_faults(form: LetterForm, steps: Iterable[str]) -> Iterable[Fault]:
    """What only the pages demand."""
    needed = {
        "happened": form.happened.data in HAPPENED,
        "accused": form.accused.data in ("yes", "no"),
        "own_face": form.own_face.data == "yes",
    }
    for field, given in needed.items():
        if not given and STEP_OF[field] in steps:
            yield Fault(problem=Problem(code="missing", where=field), field=field, step=STEP_OF[field])


def law_of(form: LetterForm) -> Law:
    """:raises Unready: if the organisation or a place does not exist."""
    try:
        read = read_request(request_mapping(form, draft=True), today=today_of(form))
        return find_law(read, site().lawbook, today_of(form))
    except BadRequest as error:
        raise Unready(fault(problem, form) for problem in error.problems) from error


def facts_of(form: LetterForm) -> LetterFacts:
    """:raises Unready: if something does not exist. :raises Refused: if no letter should be made."""
    mapping = request_mapping(form, draft=True)
    mapping.pop("confirmed", None)  # the page asks for all confirmations, given ones too
    try:
        read = read_request(mapping, today=today_of(form))
        return find_facts(Intent(request=read), site().lawbook, today=today_of(form), reference="—")
    except BadRequest as error:
        raise Unready(fault(problem, form) for problem in error.problems) from error


def _paper_fault(error: FormatRefusal, form: LetterForm) -> Fault:
    """What the paper cannot hold, at the field that it stands in."""
    problem = problem_of(error) or Problem(code="unreadable", where="subject.name", facts=(("value", str(error)),))
    if not isinstance(error, UnprintableText):
        return replace(fault(problem, form), field="typed_address" if form.source.data == "typed" else "address")
    wanted = set(error.characters)
    typed = [name for name in STEP_OF if _text_of(form, name) & wanted]
    field = typed[0] if typed else "name"
    if field == "sightings":
        entry = next(entry for entry in form.sightings if _text_of(entry.form, None) & wanted)
        field = f"{entry.name}-place" if set(entry.form.place.data or "") & wanted else f"{entry.name}-description"
    return Fault(problem=problem, field=field, step=STEP_OF[field.partition("-")[0]])


def _text_of(form: LetterForm, name: str | None) -> set[str]:
    """All characters that were typed into a field, or into all fields."""
    fields = form if name is None else [form[name]]
    return {char for field in fields for char in str(field.data or "")}
