"""What is recorded: the list of territories, and single records, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from facewrit.folders import Rooms
from facewrit.law.directory import Territory
from facewrit.law.lawbook import KINDS, Lawbook
from facewrit.law.model import Part
from facewrit.letters.locale import territory_name

#: Kinds of record that can be shown by their id, in the order in which an id is looked up.
SHOWN = ("territories", "regimes", "authorities", "controllers", "decisions", "layouts", "cases")


def territories(lawbook: Lawbook, language: str) -> dict[str, Any]:
    """All territories: ``{"territories": [{"code", "name", "regimes", "authorities", "languages", "confidence",
    "enforceable"}]}``, by code."""
    return {
        "territories": [_territory(lawbook.territory(code), lawbook, language) for code in lawbook.ids("territories")]
    }


def records(lawbook: Lawbook, name: str) -> Iterator[tuple[str, str, Part]]:
    """Every record of an id, as (kind, key, record); for a territory also each regime as it applies it."""
    for kind in SHOWN:
        if lawbook.has(kind, name):
            yield kind, f"{kind}/{name}", lawbook.record(kind, name)
            if kind == "territories":
                for regime in lawbook.adapted_by(name):
                    yield "regimes", f"applied/{name}/{regime}", lawbook.regime(regime, name)


def near(lawbook: Lawbook, name: str) -> tuple[str, ...]:
    """Ids of any kind that look like a name."""
    import difflib

    known = [found for kind in KINDS for found in lawbook.ids(kind)]
    return tuple(dict.fromkeys(difflib.get_close_matches(name, known, 5, 0.6)))


def record_json(record: Part) -> dict[str, Any]:
    """A record with all its fields, as its file would hold them."""
    data = msgspec.to_builtins(record)
    assert isinstance(data, dict)
    return data


def _territory(territory: Territory, lawbook: Lawbook, language: str) -> dict[str, Any]:
    chain = lawbook.chain(territory.code)
    competent = next((found.competences for found in chain if found.competences), ())
    return {
        "code": territory.code,
        "name": territory_name(territory, language),
        "regimes": list(dict.fromkeys(applied.regime for found in chain for applied in found.applies)),
        "authorities": list(dict.fromkeys(competence.authority for competence in competent)),
        "languages": list(territory.languages),
        "confidence": territory.confidence,
        "enforceable": territory.enforceable,
    }


def explained(rooms: Rooms, key: str) -> dict[str, str]:
    """Where each part of a merged record comes from: place to record, for all that is not the record's own.

    :param key: as given by :func:`records`.
    """
    from facewrit.law.building import read_room  # reads all files anew: only this question needs where things come from

    origins = read_room(*rooms.jurisdictions).origins.get(key, {})
    return {".".join(str(part) for part in place): origin for place, origin in origins.items()}
