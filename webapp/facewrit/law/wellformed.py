"""Whether a contact is written so that it can be used: e-mail addresses, telephone numbers, web addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: Numbers that are dialled as they are, only from within the country (118 in Korea, 188 in Japan).
_SHORT = re.compile(r"\d{3,6}\Z")
_NUMBERS = frozenset({"phone", "fax", "hotline"})


def form_of(kind: str) -> str:
    """What the value of a contact of a kind is: ``email``, ``number`` or ``link``."""
    return "email" if kind == "email" else "number" if kind in _NUMBERS else "link"


def well_formed(kind: str, value: str, country: str | None = None) -> bool:
    """Whether a value can be used as it stands.

    :param kind: of the contact. :param country: ISO 3166-1 code in capitals, in which a number without a country code
        is dialled.
    """
    form = form_of(kind)
    return {"email": _is_email, "number": _is_number, "link": _is_link}[form](value, country)


def _is_email(value: str, country: str | None) -> bool:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(value, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _is_number(value: str, country: str | None) -> bool:
    import phonenumbers

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
