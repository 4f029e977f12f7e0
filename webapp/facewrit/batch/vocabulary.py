"""Words of sheets: headings and short words in cells, from ``headings.yaml``; names of countries from CLDR."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from babel import Locale

from facewrit.law.records import read_yaml

_FILE = Path(__file__).with_name("headings.yaml")
#: Names that are those of two places; who writes one of them has to write a code.
_TWO_PLACES = frozenset(
    {"georgia", "georgien", "georgie", "congo", "kongo", "korea", "corea", "coree", "コンゴ", "콩고"}
)
_OTHER_CODES = {"uk": "gb"}
#: Groups of columns that may come several times, with a number after the heading.
REPEATED = ("sighting", "event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """``headings``: folded heading to field. ``values``: by field, folded word to code. ``first``: by field and
    language, the heading of the example file. ``ours``: folded headings of columns that we wrote ourselves.
    ``checks``: numbers that checks go by.
    """

    languages: tuple[str, ...]
    headings: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    first: Mapping[tuple[str, str], str]
    ours: frozenset[str]
    checks: Mapping[str, int]

    def field_of(self, heading: str) -> tuple[str, int] | None:
        """The field that a heading names, and its number (``sighting place 2``); ``None`` for an unknown one."""
        bare = folded(heading)
        if bare in self.headings:
            return self.headings[bare], 1
        stem = bare.rstrip("0123456789")
        field, number = self.headings.get(stem), bare[len(stem) :]
        if field is not None and field.startswith(REPEATED) and 0 < len(number) < 3 and number[0] != "0":
            return field, int(number)
        return None

    def known(self, cells: Iterable[str]) -> int:
        """How many cells are headings that we know."""
        return len({found for cell in cells if len(cell) < 80 and (found := self.field_of(cell)) is not None})


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words as they stand in ``headings.yaml``."""
    tree = cast(dict[str, Any], read_yaml(_FILE).data)
    headings: dict[str, str] = {}
    first: dict[tuple[str, str], str] = {}
    for field, by_language in tree["fields"].items():
        headings[folded(field)] = field
        for language, words in by_language.items():
            first[field, language] = words[0]
    for field, by_language in tree["fields"].items():
        for word in (word for words in by_language.values() for word in words):
            headings.setdefault(folded(word), field)
    headings |= {folded(name): field for name, field in _ALIASES.items()}
    values = {
        field: {folded(code): code for code in codes}
        | {folded(word): code for code, words in codes.items() for found in words.values() for word in found}
        for field, codes in tree["values"].items()
    }
    return Vocabulary(
        languages=tuple(tree["languages"]),
        headings=headings,
        values=values,
        first=first,
        ours=frozenset(folded(name) for name in tree["ours"]),
        checks={name: int(number) for name, number in tree["checks"].items()},
    )


#: Other spellings of the request file's own names.
_ALIASES = {"controller_sector": "sector", "subject_name": "name", "event_on": "event_date", "wish": "ask"}


def folded(text: str) -> str:
    """Text without case, width, accents, spaces and marks, for telling whether two spellings are one word."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def country_code(name: str) -> str | None:
    """The code of a country by its name in a language of the headings; ``None`` for an unknown or ambiguous name."""
    bare = folded(name)
    if bare in _OTHER_CODES:
        return _OTHER_CODES[bare]
    return None if bare in {folded(one) for one in _TWO_PLACES} else _countries().get(bare)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for language in vocabulary().languages:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("ZZ", "EU", "UN", "EZ"):
                found.setdefault(folded(name), set()).add(code.lower())
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
