"""Finding an organisation by any of its names: native, translated, former, and what people call it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from facewrit.law.directory import Controller


def find_organisations(records: Iterable[Controller], query: str) -> tuple[Controller, ...]:
    """All records where every word of the query stands in some name; best first, all of them for an empty query."""
    words = [folded(word) for word in query.split()]
    if not words:
        return tuple(records)
    whole = "".join(words)
    found = []
    for record in records:
        names = [folded(name) for name in names_of(record)]
        if all(any(word in name for name in names) for word in words):
            place = 0 if whole in names else 1 if any(name.startswith(whole) for name in names) else 2
            found.append((place, record.slug, record))
    return tuple(record for _, _, record in sorted(found, key=lambda row: row[:2]))


def names_of(record: Controller) -> tuple[str, ...]:
    """Every name of an organisation, each once."""
    names = (*(name.text for name in record.names.values()), *(n.short for n in record.names.values() if n.short))
    return tuple(dict.fromkeys((*names, record.entity, *record.entity_names.values(), *record.aliases)))


def folded(text: str) -> str:
    """Text without case, width, accents, spaces and marks, for telling whether two spellings are one name."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())
