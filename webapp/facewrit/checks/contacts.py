"""Check: contacts are well formed: addresses have lines, e-mail addresses, telephone numbers and links their form."""

from __future__ import annotations

from collections.abc import Iterator

from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.checks.walking import Group, groups
from facewrit.law.wellformed import form_of, well_formed


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """A finding for each contact that nobody could use as it stands."""
    for group in groups(rooms.reading, "authorities", "controllers", "territories", "regimes"):
        if group.around == "contacts":
            yield from _contact(group)
        elif group.around == "help":
            for field in ("web", "email", "phone"):
                yield from _value(group, field, field)
        elif group.around == "instruments":
            yield from _value(group, "url", "web")


def _contact(group: Group) -> Iterator[Finding]:
    kind = str(group.data.get("kind"))
    if kind == "post":
        if not group.texts("lines"):
            yield _finding(group, "kind", "A postal address without lines.", "Write the lines of the address.")
        return
    if not group.data.get("value"):
        yield _finding(group, "kind", f"A contact of kind '{kind}' without a value.", "Write its value.")
    yield from _value(group, "value", kind)


def _value(group: Group, field: str, kind: str) -> Iterator[Finding]:
    value = group.data.get(field)
    if isinstance(value, str) and not well_formed(kind, value, _country(group)):
        yield _finding(group, field, f"'{value}' cannot be used as it stands.", _REMEDIES[form_of(kind)])


def _country(group: Group) -> str | None:
    """The country in which a number without a country code is dialled."""
    record = group.source.data
    if not isinstance(record, dict):
        return None
    given = next((record[key] for key in ("territory", "country", "code") if record.get(key)), None)
    return str(given).partition("-")[0].upper() if given else None


_REMEDIES = {
    "email": "Write one e-mail address.",
    "number": "Write the number with its country code, as in +31 88 1805 250, or as it is dialled in its country.",
    "link": "Write a whole web address, beginning with https://.",
}


def _finding(group: Group, field: str, trouble: str, remedy: str) -> Finding:
    return Finding(path=group.source.path, line=group.line(field), trouble=trouble, remedy=remedy)
