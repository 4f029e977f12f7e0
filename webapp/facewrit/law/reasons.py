"""Reasons as codes with facts. The wording of every code stands in ``reasons.yaml`` of each language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from facewrit.law.model import Name, Names, Period, Provision

#: What a reason may carry: the words put names, provisions, periods and days into the reader's language.
Fact: TypeAlias = str | int | date | Period | Provision | tuple[Provision, ...] | Name | Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is so. ``code``: ``group.name`` (``reach.establishment``, ``step.rolled``); ``facts`` by name."""

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def fact(self, name: str) -> Fact | None:
        """One fact, or ``None``."""
        return dict(self.facts).get(name)


def reason(code: str, **facts: Fact | None) -> Reason:
    """Make a reason; facts that are ``None`` are left out."""
    return Reason(code=code, facts=tuple((name, value) for name, value in facts.items() if value is not None))
