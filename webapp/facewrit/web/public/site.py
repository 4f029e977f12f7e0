"""What the pages are made from: law, words and catalogues, opened once, and the language of the page at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast

from babel import Locale
from flask import current_app, g, request

from facewrit.answers.open_data import open_data
from facewrit.answers.table import Row, law_table
from facewrit.law.directory import Controller, Territory
from facewrit.law.lawbook import Lawbook
from facewrit.letters.locale import name_in
from facewrit.letters.phrasebook import Phrasebook
from facewrit.web.catalogues import LANGUAGES, SOURCE, Catalogue
from facewrit.web.public.search import folded

_KEY = "facewrit"
#: Kinds of contact that a letter can be sent to.
SENDABLE = frozenset({"post", "email", "form"})


@dataclass(frozen=True, kw_only=True)
class Site:
    """``today_in``: the calendar day in a residence, or at the server without one.

    ``reference``: makes a fresh one that says nothing about a person. ``report_to``: where mistakes in the records are
    reported, an address of a page or ``mailto:``.
    """

    lawbook: Lawbook
    phrasebook: Phrasebook
    today_in: Callable[[str], date]
    reference: Callable[[], str]
    catalogues: Mapping[str, Catalogue]
    report_to: str | None = None
    _table: dict[date, dict[str, Row]] = field(default_factory=dict)
    _residences: dict[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)

    def today(self, residence: object = None) -> date:
        """The calendar day where a person lives; what was given may be missing, or no territory at all."""
        return self.today_in(residence.strip() if isinstance(residence, str) else "")

    @cached_property
    def organisations(self) -> tuple[Controller, ...]:
        """Organisations that are offered: confirmed to exist, and with a way to send them a letter."""
        found = (self.lawbook.controller(slug) for slug in self.lawbook.ids("controllers"))
        return tuple(
            record
            for record in found
            if record.status != "unverified" and any(contact.kind in SENDABLE for contact in record.contacts)
        )

    @cached_property
    def open_data(self) -> bytes:
        """All records as one JSON document, made once."""
        return b"".join(open_data(self.lawbook))

    def table(self, today: date) -> Mapping[str, Row]:
        """The table of the law of the world on a day, by territory; made once a day."""
        known = self._table.get(today)
        if known is None:
            known = {row.territory.code: row for row in law_table(self.lawbook, self.phrasebook, today=today)}
            self._table.clear()
            self._table[today] = known
        return known

    @cached_property
    def territories(self) -> tuple[Territory, ...]:
        """All territories with a record."""
        return tuple(self.lawbook.territory(code) for code in self.lawbook.ids("territories"))

    def territory_name(self, code: str, language: str) -> str:
        """The name of a territory or of a part of one."""
        plain = Locale.parse(language, sep="-").territories.get(code.upper())
        if plain:
            return str(plain)
        if self.lawbook.has("territories", code):
            names = self.lawbook.territory(code).names
            return name_in(names, language) if names else code.upper()
        around, _, _ = code.partition("-")
        if self.lawbook.has("territories", around):
            for part in self.lawbook.territory(around).parts:
                if part.code == code:
                    return name_in(part.names, language)
        return code.upper()

    def residences(self, language: str) -> tuple[tuple[str, str, str], ...]:
        """Places to live in as (code, name, name of the country around it or empty), sorted by name.

        A country comes before its parts; a state with a record of its own is a part of its country here.
        """
        known = self._residences.get(language)
        if known is None:
            known = self._residences[language] = tuple(self._find_residences(language))
        return known

    def _find_residences(self, language: str) -> list[tuple[str, str, str]]:
        inner: dict[str, set[str]] = {}
        for territory in self.territories:
            if not territory.residence:
                continue
            country = territory.code.partition("-")[0]
            codes = inner.setdefault(country, set())
            codes |= {part.code for part in territory.parts}
            if territory.code != country:
                codes.add(territory.code)
        rows = []
        for country in sorted(inner, key=lambda code: folded(self.territory_name(code, language))):
            name = self.territory_name(country, language)
            own = self.lawbook.has("territories", country) and self.lawbook.territory(country).residence
            around = name if inner[country] else ""
            if own:
                rows.append((country, name, around))
            named = [(code, self.territory_name(code, language)) for code in inner[country]]
            rows += [(code, part, around) for code, part in sorted(named, key=lambda row: folded(row[1]))]
        return rows

    def countries(self, language: str) -> tuple[tuple[str, str], ...]:
        """All countries of ISO 3166-1 by name, for the seat of an organisation that is typed in."""
        names = Locale.parse(language, sep="-").territories.items()
        found = [(code.lower(), str(name)) for code, name in names if _is_country(code)]
        return tuple(sorted(found, key=lambda row: folded(row[1])))


#: CLDR codes of two letters that are no country: groups, test codes, and parts that it lists beside countries.
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY


def attach(app: object, site: Site) -> None:
    """Give the app its site."""
    app.extensions[_KEY] = site  # type: ignore[attr-defined]


def site() -> Site:
    """The site of the app at hand."""
    return cast(Site, current_app.extensions[_KEY])


def page_language() -> str:
    """The language of the page at hand: that of the URL, else the best that the browser asks for."""
    known = g.get("language")
    if known is None:
        wanted = (request.view_args or {}).get("language") or request.path.split("/", 2)[1]
        if wanted not in LANGUAGES:
            wanted = request.accept_languages.best_match(LANGUAGES) or SOURCE
        known = g.language = str(wanted)
    return str(known)


def catalogue() -> Catalogue:
    """The words of the page at hand."""
    return site().catalogues[page_language()]
