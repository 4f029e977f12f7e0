"""The registry of checks over both lawyers' rooms: one check a module, each with ``check(rooms)`` giving findings."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from facewrit.checks.rooms import Finding, OpenRooms

#: In the order in which their findings help: a record that does not fit its form comes before all that hangs on it.
CHECKS = (
    "forms",
    "identifiers",
    "references",
    "provenance",
    "validity",
    "contacts",
    "coverage",
    "templates",
    "citations",
    "languages",
    "renderings",
)


def findings(rooms: OpenRooms, names: tuple[str, ...] = CHECKS) -> Iterator[tuple[str, Finding]]:
    """All findings of the checks named, as (check, finding)."""
    for name in names:
        check = importlib.import_module(f"facewrit.checks.{name}").check
        for finding in check(rooms):
            yield name, finding
