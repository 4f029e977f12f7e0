"""Who a letter is from, who it is about, and who it goes to. Value objects without behaviour beyond their own truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSubject:
    """The person whose face it is. ``particulars``: identity details that a right's record demands, by code."""

    name: str
    local_name: str | None = None
    address: tuple[str, ...] = ()
    email: str | None = None
    born: date | None = None
    particulars: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """Who signs for the data subject: a lawyer, a mandated person or organisation, or a guardian."""

    name: str
    role: Literal["lawyer", "mandated", "guardian"]
    organisation: str | None = None
    address: tuple[str, ...] = ()
    email: str | None = None
    mandated_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where and when the face may have been captured. Local time of the place; ``end`` not before ``start``."""

    place: str
    start: datetime | date | None = None
    end: datetime | date | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedController:
    """An organisation that the sender typed in by hand. ``country``: territory code of its seat."""

    name: str
    country: str
    sector: str | None = None
    address: tuple[str, ...] = ()
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """The lines of an address block, first the organisation. ``confirmed`` false: it must not go on the letter."""

    lines: tuple[str, ...] = field(default=())
    confirmed: bool = False
