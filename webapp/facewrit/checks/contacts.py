"""Check: contacts are well formed: addresses have lines, e-mail addresses, telephone numbers and links their form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.checks.walking import Group, groups

#: Numbers that are dialled as they are, only from within the country (118 in Korea, 188 in Japan).
_SHORT = re.compile(r"\d{3,6}\Z")


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """A finding for each contact that nobody could use as it stands."""
    for group in groups(rooms.reading, "authorities", "controllers", "territories", "regimes"):
        if group.around == "contacts":
            yield from _contact(group)
        elif group.around == "help":
            for field in ("web", "email", "phone"):
                yield from _value(group, field, _FORMS[field])
        elif group.around == "instruments":
            yield from _value(group, "url", _is_link)


def _contact(group: Group) -> Iterator[Finding]:
    kind = str(group.data.get("kind"))
    if kind == "post":
        if not group.texts("lines"):
            yield _finding(group, "kind", "A postal address without lines.", "Write the lines of the address.")
        return
    if not group.data.get("value"):
        yield _finding(group, "kind", f"A contact of kind '{kind}' without a value.", "Write its value.")
    yield from _value(group, "value", _FORMS.get(kind, _is_link))


def _value(group: Group, field: str, well_formed: Callable[[str, str | None], bool]) -> Iterator[Finding]:
    value = group.data.get(field)
    if isinstance(value, str) and not well_formed(value, _country(group)):
        yield _finding(group, field, f"'{value}' cannot be used as it stands.", _REMEDIES[well_formed])


def _country(group: Group) -> str | None:
    """The country in which a number without a country code is dialled."""
    record = group.source.data
    if not isinstance(record, dict):
        return None
    given = next((record[key] for key in ("territory", "country", "code") if record.get(key)), None)
    return str(given).partition("-")[0].upper() if given else None


def _is_email(value: str, country: str | None) -> bool:
    try:
        validate_email(value, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _is_number(value: str, country: str | None) -> bool:
    if _SHORT.match(value):
        return True
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(value, country))
    except phonenumbers.NumberParseException:
        return False


def _is_link(value: str, country: str | None) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not re.search(r"\s", value)


_FORMS: dict[str, Callable[[str, str | None], bool]] = {
    "email": _is_email,
    "phone": _is_number,
    "fax": _is_number,
    "hotline": _is_number,
    "web": _is_link,
}
_REMEDIES: dict[Callable[[str, str | None], bool], str] = {
    _is_email: "Write one e-mail address.",
    _is_number: "Write the number with its country code, as in +31 88 1805 250, or as it is dialled in its country.",
    _is_link: "Write a whole web address, beginning with https://.",
}


def _finding(group: Group, field: str, trouble: str, remedy: str) -> Finding:
    return Finding(path=group.source.path, line=group.line(field), trouble=trouble, remedy=remedy)
