"""Check: the ids of laws and authorities are those settled in ``ids.yaml``."""

from __future__ import annotations

from collections.abc import Iterator

from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.law.catalogue import KnownIds

REMEDY = "Take the id from ids.yaml, or add a new one there: ids never change."


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """A finding for each record whose id is not in the list."""
    known = rooms.reading.records.get("ids")
    if not isinstance(known, KnownIds):
        return
    settled = {
        "regimes": {name for names in known.regimes.values() for name in names},
        "authorities": {name for names in known.authorities.values() for name in names},
    }
    for key, source in rooms.reading.sources.items():
        kind, _, name = key.partition("/")
        if kind in settled and name not in settled[kind]:
            yield Finding(
                path=source.path, line=source.line(("id",)), trouble=f"The id '{name}' is not settled.", remedy=REMEDY
            )
