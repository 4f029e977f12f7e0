"""Reasons, problems and other codes as JSON: the code with its facts for programs, the text for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from facewrit.formats.refusals import AddressTooLarge, FormatRefusal, UncertifiableText, UnprintableText
from facewrit.law.applicable import Refusal
from facewrit.law.model import Name, Period, Provision
from facewrit.law.reasons import Fact, Reason
from facewrit.letters.phrasebook import NoWords, Phrasebook
from facewrit.letters.wording import Wording
from facewrit.request import BadRequest, Problem

Json = dict[str, Any]


def told(reason: Reason, wording: Wording) -> Json:
    """A reason: ``{"code", "facts", "text"}``.

    :raises NoWords: if it has no words in the language.
    """
    facts = {name: plain_fact(value, wording) for name, value in reason.facts}
    return {"code": reason.code, "facts": facts, "text": wording.text(reason)}


def plain_fact(value: Fact, wording: Wording) -> Any:
    """A fact as JSON: days in ISO form, periods by length, provisions and names as they are written in the language."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Period):
        return plain_period(value)
    if isinstance(value, Provision | tuple | Name | Mapping):
        return wording.fact("", value)
    return value


def plain_period(period: Period) -> Json:
    """A period: ``{"amount", "unit"}``, or ``{"phrase"}`` where the law has no number."""
    if period.amount is not None:
        return {"amount": period.amount, "unit": period.unit}
    return {"phrase": period.phrase}


def refused(refusal: Refusal, wording: Wording) -> Json:
    """That no letter is made: ``{"refused": {"code", "text", "instead": [..]}}``."""
    because = told(refusal.reason, wording)
    return {"refused": {**because, "instead": [told(reason, wording) for reason in refusal.instead]}}


def problems(given: Iterable[Problem], phrasebook: Phrasebook, language: str) -> list[Json]:
    """Problems in what was given: ``[{"field", "code", "level", "message"}]``, in the order they were found.

    :raises NoWords: if the language has no words for them; carries the languages that do.
    """
    wording = Wording(phrasebook, language)
    return [
        {
            "field": problem.where,
            "code": problem.code,
            "level": problem.level,
            "message": _worded(problem, phrasebook, wording),
        }
        for problem in given
    ]


def problem_of(refusal: FormatRefusal) -> Problem | None:
    """What is wrong in the request when the paper refuses a document; ``None`` if it is not the request's fault."""
    if isinstance(refusal, UnprintableText):
        listed = ", ".join(f"U+{ord(character):04X} {character}" for character in refusal.characters[:10])
        return Problem(code="unprintable", where=refusal.where, facts=(("characters", listed),))
    if isinstance(refusal, AddressTooLarge):
        return Problem(code="address_too_large", where="address", facts=(("line", refusal.line),))
    if isinstance(refusal, UncertifiableText):
        return Problem(code=f"uncertifiable_{refusal.fault}", where="layout", facts=(("value", refusal.value),))
    return None


def bad(code: str, where: str, **facts: str) -> BadRequest:
    """A question or request that fails for one reason."""
    return BadRequest([Problem(code=code, where=where, facts=tuple(facts.items()))])


def _worded(problem: Problem, phrasebook: Phrasebook, wording: Wording) -> str:
    pattern = phrasebook.problem(wording.code, problem.code)
    if pattern is None:
        available = tuple(code for code in phrasebook.languages if phrasebook.problem(code, problem.code))
        raise NoWords(f"problem {problem.code}", wording.code, available)
    return wording.fill(pattern, dict(problem.facts))
