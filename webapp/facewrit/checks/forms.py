"""Check: every record fits its form (fields, types, ids equal to file names, what extends and adapts)."""

from __future__ import annotations

from collections.abc import Iterator

from facewrit.checks.rooms import Finding, OpenRooms


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """The faults that reading the records found."""
    for fault in rooms.reading.faults:
        yield Finding(path=fault.path, line=fault.line, trouble=fault.trouble, remedy=fault.remedy)
