"""The law's words on a page: in the page's language, else in English and marked as English. Never without a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from facewrit.law.model import Names, Period, Provisions, Regime
from facewrit.law.reasons import Fact, Reason
from facewrit.letters.locale import name_in
from facewrit.letters.phrasebook import NoWords, Phrasebook
from facewrit.letters.wording import Wording
from facewrit.request import Problem
from facewrit.web.catalogues import SOURCE

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text. ``language``: BCP 47 tag where it is not that of the page."""

    text: str
    language: str | None = None

    def __bool__(self) -> bool:
        return bool(self.text)


class LawWords:
    """Words for a page in one language, under one regime or none."""

    def __init__(self, phrasebook: Phrasebook, language: str, regime: Regime | None = None) -> None:
        self._phrasebook = phrasebook
        self._wordings: list[Wording] = []
        for code in dict.fromkeys((language, SOURCE)):
            try:
                self._wordings.append(Wording(phrasebook, code, regime))
            except NoWords:
                continue
        self.language = language

    @property
    def complete(self) -> bool:
        """Whether the law's words exist in the page's language at all."""
        return bool(self._wordings) and self._wordings[0].code == self.language

    def reason(self, reason: Reason) -> Told:
        """:raises NoWords: if a reason has words in neither language."""
        return self._first(lambda wording: wording.text(reason))

    def word(self, code: str, **facts: Fact) -> Told:
        """:raises NoWords: if a code has words in neither language."""
        return self._first(lambda wording: wording.word(code, **facts))

    def has(self, code: str) -> bool:
        """Whether a code has words in either language."""
        return any(wording.has(code) for wording in self._wordings)

    def words(self, group: str, codes: Iterable[str]) -> tuple[Told, ...]:
        """Several codes of one group."""
        return tuple(self.word(f"{group}.{code}") for code in codes)

    def citation(self, provisions: Provisions) -> Told:
        """:raises NoWords: if they can be written in neither language."""
        return self._first(lambda wording: wording.citation(provisions)) if provisions else Told(text="")

    def period(self, period: Period) -> Told:
        """A period: its length, or the law's own phrase."""
        return self._first(lambda wording: wording.period(period))

    def name(self, names: Names, *, short: bool = False) -> str:
        """A recorded name, as known in the page's language, else the official one."""
        return name_in(names, self.language, short=short)

    def day(self, day: str | None) -> str:
        """A recorded day; empty if there is none."""
        return self._first(lambda wording: wording.fact("day", day)).text if day else ""

    def list(self, items: Iterable[str]) -> str:
        """Items joined as the language joins them."""
        found = list(items)
        return self._first(lambda wording: wording.language.list(found)).text

    def language_name(self, code: str) -> str:
        """The name of a language."""
        return self._first(lambda wording: wording.language.language(code)).text

    def problem(self, problem: Problem) -> Told:
        """What is wrong in what was given, and what to do."""

        def told(wording: Wording) -> str:
            pattern = self._phrasebook.problem(wording.code, problem.code)
            if pattern is None:
                raise NoWords(problem.code, wording.code)
            return wording.fill(pattern, dict(problem.facts))

        return self._first(told)

    def _first(self, tell: Callable[[Wording], str]) -> Told:
        missing: NoWords | None = None
        for wording in self._wordings:
            try:
                text = tell(wording)
            except NoWords as error:
                missing = error
                continue
            return Told(text=text, language=None if wording.code == self.language else wording.code)
        raise missing or NoWords("any word", self.language)
