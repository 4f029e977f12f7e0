"""What is wrong in a sheet, in words: where, what, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from facewrit.law.applicable import Refusal
from facewrit.law.model import Regime
from facewrit.law.reasons import Reason
from facewrit.letters.phrasebook import NoWords, Phrasebook
from facewrit.letters.wording import Wording
from facewrit.request import Level, Problem

#: The end of the first sentence of a problem's words: what stands before says what is wrong, what follows what to do.
_SENTENCE = re.compile(r"(?<=[\w}”“»’'\")\]][.!?])\s+(?=[^\W\d_a-z]|[\"“„«‘¿¡{])|(?<=[。！？])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, or that the person should look at.

    ``row``: number in the spreadsheet, ``None`` where it is about the whole file. ``column``: its heading, or ``None``.
    """

    row: int | None
    column: str | None
    level: Level
    code: str
    message: str
    remedy: str

    @property
    def text(self) -> str:
        """Message and remedy as one text."""
        between = "" if self.message.endswith(("。", "！", "？")) else " "
        return f"{self.message}{between}{self.remedy}".strip()


class Teller:
    """Puts problems into the words of one language.

    :raises NoWords: from each method, if the language has no words for a problem; carries the languages that do.
    """

    def __init__(self, phrasebook: Phrasebook, language: str) -> None:
        self.phrasebook, self.language = phrasebook, language
        self._wording = Wording(phrasebook, language)

    def problem(self, problem: Problem, row: int | None = None, column: str | None = None) -> Finding:
        """A problem of the request or of the sheet."""
        pattern = self.phrasebook.problem(self.language, problem.code)
        if pattern is None:
            known = (code for code in self.phrasebook.languages if self.phrasebook.problem(code, problem.code))
            raise NoWords(f"problem {problem.code}", self.language, tuple(known))
        message, remedy = split(pattern)
        facts = dict(problem.facts)
        return Finding(
            row=row,
            column=column,
            level=problem.level,
            code=problem.code,
            message=self._wording.fill(message, facts),
            remedy=self._wording.fill(remedy, facts),
        )

    def refusal(self, refusal: Refusal, row: int, column: str | None) -> Finding:
        """That no letter is made of a row, and what there is instead."""
        return Finding(
            row=row,
            column=column,
            level="error",
            code=refusal.reason.code,
            message=self._wording.text(refusal.reason),
            remedy=" ".join(dict.fromkeys(self._wording.text(instead) for instead in refusal.instead)),
        )

    def reason(self, reason: Reason, regime: Regime, row: int, column: str | None) -> Finding:
        """A warning of the law, or a fact that nobody has confirmed."""
        message, remedy = split(Wording(self.phrasebook, self.language, regime).text(reason))
        return Finding(row=row, column=column, level="warning", code=reason.code, message=message, remedy=remedy)


def split(words: str) -> tuple[str, str]:
    """The first sentence, and the rest: what is wrong, and what to do."""
    found = _SENTENCE.search(words)
    return (words[: found.start()].rstrip(), words[found.end() :]) if found else (words, "")
