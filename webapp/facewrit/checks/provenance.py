"""Check: what is called confirmed says where and when it was read, and days are days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.checks.walking import Group, groups
from facewrit.law.lawbook import KINDS
from facewrit.law.model import CONFIRMED

DAYS = ("checked", "since", "until", "published", "standing_checked", "today", "received")


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """A finding for each group that is graded high or medium without source or day, and for each day that is none."""
    for group in groups(rooms.reading, *KINDS):
        if group.place and group.place[0] == "request":
            continue  # of a worked case: what a person wrote, faults and all
        grade = group.data.get("confidence")
        if grade in CONFIRMED:
            for field in ("source", "checked"):
                if not group.data.get(field):
                    yield _finding(group, "confidence", f"Grade {grade} without '{field}'.", _REMEDIES[field])
            if group.data.get("standing") == "final" and not group.data.get("standing_checked"):
                yield _finding(group, "standing", "A final decision without 'standing_checked'.", _REMEDIES["checked"])
        for field in (*DAYS, "date") if group.key.startswith("decisions/") else DAYS:
            value = group.data.get(field)
            if isinstance(value, str) and not _is_day(value):
                yield _finding(group, field, f"'{value}' is not a date.", "Write it as 2026-01-31.")


_REMEDIES = {
    "source": "Say where it was read, or grade it low or memory.",
    "checked": "Say on which day it was read.",
}


def _finding(group: Group, field: str, trouble: str, remedy: str) -> Finding:
    return Finding(path=group.source.path, line=group.line(field), trouble=trouble, remedy=remedy)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
