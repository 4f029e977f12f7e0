"""Codes and facts into words of one language: reasons, citations, periods, names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from string import Formatter
from typing import Any

from facewrit.law.model import Name, Period, Provision, Provisions, Regime
from facewrit.law.reasons import Fact, Reason
from facewrit.letters.citations import Citations
from facewrit.letters.locale import Language, name_in
from facewrit.letters.phrasebook import NoWords, Phrasebook


def regime_chain(regime: Regime | None) -> tuple[str, ...]:
    """The ids under which the words of a regime are looked up, its own first."""
    return () if regime is None else tuple(name for name in (regime.id, regime.extends) if name)


#: What brackets around a fact that is not there leave behind.
_EMPTY = re.compile(r" ?\(\)|（）")


class Wording:
    """Words of one language, for one regime (or none). Raises :class:`NoWords` for every code without words."""

    def __init__(self, phrasebook: Phrasebook, code: str, regime: Regime | None = None) -> None:
        self.phrasebook = phrasebook
        self.code = code
        self.regime = regime
        self.chain = regime_chain(regime)
        self.language: Language = phrasebook.language(code)
        self._citations = Citations(phrasebook.citation_styles(code), regime, code) if regime else None

    def has(self, code: str) -> bool:
        """Whether a code has words in this language."""
        return self.phrasebook.word(self.code, code, self.chain) is not None

    def word(self, code: str, **facts: Fact) -> str:
        """The words of a dotted code, with its facts in place.

        :raises NoWords: if there are none.
        """
        pattern = self.phrasebook.word(self.code, code, self.chain)
        if pattern is None:
            raise NoWords(code, self.code)
        return self.fill(pattern, facts)

    def text(self, reason: Reason) -> str:
        """A reason in words."""
        return self.word(reason.code, **dict(reason.facts))

    def fill(self, pattern: str, facts: Mapping[str, Fact]) -> str:
        """Put facts into a pattern; a fact that is a code of a group of its own name becomes its words."""
        worded = {name: self.fact(name, value) for name, value in facts.items()}
        return _EMPTY.sub("", _Filling().vformat(pattern, (), worded))

    def fact(self, name: str, value: Fact) -> str:
        """One fact in words: days, periods, provisions, names, codes."""
        if isinstance(value, date):
            return self.language.day(value)
        if isinstance(value, Period):
            return self.period(value)
        if isinstance(value, Provision):
            return self.citation((value,))
        if isinstance(value, Name):
            return value.text
        if isinstance(value, Mapping):
            return name_in(value, self.code)
        if isinstance(value, tuple):
            return self.citation(value)
        if name == "territory":
            return self.language.territory(str(value))
        if name in ("letter", "notes"):
            return self.language.language(str(value))
        if name in ("date", "day", "since") and isinstance(value, str) and value:
            return self.language.day(date.fromisoformat(value))
        known = self.phrasebook.word(self.code, f"{name}.{value}", self.chain)
        return known if known is not None else str(value)

    def period(self, period: Period) -> str:
        """A period in words: its length, or the law's own phrase."""
        length = self.language.period(period)
        if length is not None:
            return length
        return self.word(f"phrase.{period.phrase}") if period.phrase else ""

    def citation(self, provisions: Provisions) -> str:
        """Provisions of the regime, joined.

        :raises NoWords: if the style or the instrument is not known in this language.
        """
        if self._citations is None:
            raise NoWords("citation", self.code)
        try:
            return self._citations.many(provisions)
        except KeyError as error:
            raise NoWords(f"citation of {provisions[0].instrument}: {error}", self.code) from error


class _Filling(Formatter):
    """Plain ``{name}`` fields only: no attributes, no indexing, no format language. A missing fact is empty."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(field_name, ""), field_name
