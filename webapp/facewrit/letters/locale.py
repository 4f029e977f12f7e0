"""How a language is written: dates, periods, lists, names, the order of a letter. From ``language.yaml`` and CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Literal, cast

import msgspec
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_currency
from msgspec import Struct

from facewrit.law.directory import Territory
from facewrit.law.model import Names, Period

#: Where CLDR takes a language without a region for that of another country than we do.
_REGION = {"pt": "pt-PT"}
_AS_NUMBER = {"hour", "calendar_day", "working_day", "week", "month", "year"}


class Language(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The contents of a ``language.yaml``. See ``letter_templates/README.md`` for each field."""

    code: str
    direction: Literal["ltr", "rtl"]
    written_date: str = msgspec.field(name="date")
    moment: str
    clock: str = "HH:mm"
    first_of_month: str | None = None
    years_ahead: int = 0
    page: str
    join_lines: Literal["space", "wide"]
    colon: str
    letter_order: tuple[str, ...]
    addressee: str
    sender_first: str = "{line}"
    subject: str = "{text}"
    labels: dict[str, str]
    periods: dict[str, dict[str, str]]

    @classmethod
    def read(cls, code: str, tree: Mapping[str, Any]) -> Language:
        """:raises msgspec.ValidationError: if a field is missing, unknown or of the wrong form."""
        return msgspec.convert({**tree, "code": code}, cls, strict=False)

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale; English where CLDR has none of that name."""
        try:
            return Locale.parse(_REGION.get(self.code, self.code), sep="-")
        except (UnknownLocaleError, ValueError):
            return Locale("en")

    @property
    def wide(self) -> bool:
        """Whether lines join without a space (Chinese and Japanese)."""
        return self.join_lines == "wide"

    def day(self, day: date) -> str:
        """A calendar day as the language writes it in a letter."""
        return format_date(day, self._pattern(self.written_date, day), locale=self.locale)

    def time(self, moment: datetime | date) -> str:
        """A moment (local time of the place, no zone), or a day where no time is known."""
        if isinstance(moment, datetime):
            return format_datetime(moment, self._pattern(self.moment, moment), locale=self.locale)
        return self.day(moment)

    def _pattern(self, pattern: str, day: date) -> str:
        """A pattern with what Babel cannot write: the first of a month as an ordinal (1er mai), another era's year.

        CLDR knows the Buddhist calendar (``years_ahead: 543``); its months and days are those of the Gregorian one.
        """
        if self.years_ahead:
            pattern = pattern.replace("y", f"'{day.year + self.years_ahead}'")
        if day.day != 1 or self.first_of_month is None:
            return pattern
        return pattern.replace("d", f"'{self.first_of_month}'", 1)

    def span(self, start: datetime | date | None, end: datetime | date | None) -> str:
        """A stretch of time; the day is written once where both ends lie on it. Empty if neither is known."""
        if start is None or end is None:
            known = start or end
            return self.time(known) if known else ""
        if isinstance(start, datetime) and isinstance(end, datetime) and start.date() == end.date():
            return f"{self.time(start)}–{format_datetime(end, self.clock, locale=self.locale)}"
        return self.time(start) if start == end else f"{self.time(start)} – {self.time(end)}"

    def period(self, period: Period) -> str | None:
        """The length of a period in words, or ``None`` where the law has no number."""
        if period.amount is None or period.unit is None:
            return None
        forms = self.periods[period.unit]
        form = self.locale.plural_form(period.amount)
        return forms.get(str(period.amount), forms.get(form, forms["other"])).format(n=period.amount)

    def money(self, amount: str, currency: str) -> str:
        """A sum as the language writes it; what is no plain number stays as it is."""
        try:
            return format_currency(Decimal(amount), currency, locale=self.locale)
        except InvalidOperation:
            return f"{amount} {currency}"

    def list(self, items: list[str]) -> str:
        """Items joined with commas and the language's *and*."""
        return format_list(items, style="standard", locale=self.locale) if items else ""

    def territory(self, code: str) -> str:
        """The name of a country by its code; of a part, the code in capitals."""
        name = self.locale.territories.get(code.upper()) if "-" not in code else None
        return str(name) if name else code.upper()

    def language(self, code: str) -> str:
        """The name of a language in this language."""
        return str(self.locale.languages.get(code.replace("-", "_")) or self.locale.languages.get(code[:2]) or code)


def territory_name(territory: Territory, language: str) -> str:
    """The name of a territory in a language: its record's own, else CLDR's, else its code in capitals."""
    if language in territory.names or language.partition("-")[0] in territory.names:
        return name_in(territory.names, language)
    code = territory.code.upper()
    try:
        known = Locale.parse(language, sep="-").territories.get(code)
    except (UnknownLocaleError, ValueError):
        known = None
    if known:
        return str(known)
    return name_in(territory.names, language) if territory.names else code


def name_in(names: Names, language: str, *, short: bool = False, gloss: bool = False) -> str:
    """A name in a language: the one recorded for it, else the official one as it is.

    :param short: prefer the short form. :param gloss: put a gloss after an official name in another language.
    """
    name = names.get(language) or names.get(language.partition("-")[0])
    official = next((candidate for candidate in names.values() if candidate.official), None)
    chosen = name or official or next(iter(names.values()))
    text = (chosen.short or chosen.text) if short else chosen.text
    if gloss and not chosen.official and official is not None and official is not chosen:
        return f"{text} ({official.text})"
    return text


def is_number(period: Period) -> bool:
    """Whether a period has a number of units."""
    return period.amount is not None and cast(str, period.unit) in _AS_NUMBER
