"""Company records of the open Datenanfragen format (JSON, CC0) as records of organisations.

The form: ``schema.json`` of github.com/datenanfragen/data. Its ``quality`` becomes the grade: what a person has checked
(``tested``, ``verified``) is at most *medium* here, since nobody of us has seen it, the rest is low.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import msgspec

from facewrit.law.directory import Contact, Controller
from facewrit.law.model import Grade, Name
from facewrit.law.wellformed import well_formed

GRADES: dict[str, Grade] = {"tested": "medium", "verified": "medium", "imported": "low", "scraped": "low"}
#: Sector by category, where the two mean the same; every other category is ``other``.
SECTORS = {
    "public body": "government",
    "health": "health",
    "school": "school",
    "social media": "social",
    "finance": "bank",
    "commerce": "retail",
}
#: Contact kinds by field, in the order of a record.
_CONTACTS = {"email": "email", "phone": "phone", "fax": "fax", "webform": "form", "web": "web"}
_FIELDS = frozenset(
    {
        "slug", "relevant-countries", "categories", "name", "runs", "address", "phone", "fax", "email", "webform",
        "pgp-fingerprint", "pgp-url", "web", "sources", "required-elements", "request-language",
        "custom-access-template", "custom-erasure-template", "custom-rectification-template",
        "custom-objection-template", "needs-id-document", "suggested-transport-medium", "comments", "quality",
        "facet-group", "nsfw",
    }
)  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2}\Z")
_LONGEST_LINE, _MOST_LINES = 120, 9
#: Names of countries that people write and CLDR does not have.
_ALSO = {
    "usa": "us",
    "unitedstatesofamerica": "us",
    "uk": "gb",
    "greatbritain": "gb",
    "england": "gb",
    "scotland": "gb",
    "wales": "gb",
    "northernireland": "gb",
    "thenetherlands": "nl",
    "czechrepublic": "cz",
    "uae": "ae",
    "southkorea": "kr",
    "hongkong": "hk",
    "prchina": "cn",
    "turkey": "tr",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A company record as a record of ours. ``left_out``: contacts that nobody could use, each with the reason."""

    controller: Controller
    left_out: tuple[str, ...]


class BadCompany(ValueError):
    """A company record that cannot be used; says what is wrong and what to do."""


def read_company(content: bytes, *, name: str, sectors: frozenset[str], today: date) -> Converted:
    """Turn the JSON text of one company record into a record of an organisation.

    :param name: of the file, without its ending; it has to be the slug. :param sectors: those of the catalogue.
    :param today: the day on which the record was read; it becomes ``checked``.
    :raises BadCompany: if it is no such record, or lacks what a letter needs.
    """
    given = _mapping(content)
    unknown = sorted(set(given) - _FIELDS)
    if unknown:
        raise BadCompany(f"'{unknown[0]}' is no field of a company record. Take it away.")
    slug, company = _text(given, "slug"), _text(given, "name")
    if not _SLUG.match(slug):
        raise BadCompany(f"slug '{slug[:60]}' is not made of small letters, digits and single hyphens. Correct it.")
    if slug != name:
        raise BadCompany(f"The slug is '{slug}' but the file is '{name}.json'. Make both the same.")
    quality = given.get("quality", "verified")
    if quality not in GRADES:
        raise BadCompany(f"quality '{quality}' is none of {', '.join(GRADES)}. Use one of them.")
    lines = _address(given)
    country = country_of(lines[-1])
    if country is None:
        raise BadCompany(
            f"The last line of the address, '{lines[-1]}', is no country that we know. Name it in English."
        )
    sources = _texts(given, "sources")
    if not sources:
        raise BadCompany("It has no sources. Say where the contact was read.")
    source = f"Datenanfragen.de company record {slug} (CC0), quality: {quality}; its source: {sources[0]}"
    proof: dict[str, Any] = {"confidence": GRADES[quality], "source": source, "checked": today.isoformat()}
    contacts = [Contact(kind="post", lines=lines, **proof)]
    left_out = []
    for field, kind in _CONTACTS.items():
        value = " ".join(str(given.get(field) or "").split())
        if not value:
            continue
        if value.isprintable() and well_formed(kind, value):
            contacts.append(Contact(kind=kind, value=value, **proof))  # type: ignore[arg-type]
        else:
            left_out.append(f"{field} '{value[:60]}' cannot be used as it stands, and was left out.")
    language = given.get("request-language")
    language = language if isinstance(language, str) and _LANGUAGE.match(language) else None
    sector = next((SECTORS[name] for name in _texts(given, "categories") if SECTORS.get(name) in sectors), "other")
    controller = Controller(
        slug=slug,
        names={language or "en": Name(text=company, official=True)},
        entity=company,
        aliases=tuple(dict.fromkeys(_texts(given, "runs"))),
        country=country,
        sector=sector,
        track="public" if sector == "government" else "private",
        status="active",
        role="controller",
        languages=(language,) if language else (),
        contacts=tuple(contacts),
        **proof,
    )
    return Converted(controller=controller, left_out=tuple(left_out))


def record_yaml(controller: Controller) -> str:
    """A record as the text of its YAML file; it reads back as the same record."""
    import yaml

    class Plain(yaml.CSafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    head = "# Made by `facewrit law import-controllers`: a change made here is kept, but not if it is imported anew.\n"
    return head + yaml.dump(
        msgspec.to_builtins(controller), Dumper=Plain, allow_unicode=True, sort_keys=False, width=120
    )


def country_of(line: str) -> str | None:
    """The country that a line names in English or in a language of its own, as an ISO 3166-1 code in small letters."""
    return _countries().get(_folded(line))


@cache
def _countries() -> dict[str, str]:
    from babel import Locale, UnknownLocaleError
    from babel.languages import get_official_languages

    found: dict[str, str] = {}
    names = {str(code): str(name) for code, name in Locale("en").territories.items()}
    english = {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}
    for code in english:
        for language in get_official_languages(code, de_facto=True):
            try:
                found.setdefault(_folded(str(Locale.parse(language).territories.get(code, ""))), code.lower())
            except (UnknownLocaleError, ValueError):
                continue
    found |= {_folded(name): code.lower() for code, name in english.items()}
    found.pop("", None)
    return found | _ALSO


def _folded(text: str) -> str:
    letters = "".join(char for char in text.casefold() if char.isalpha())
    return letters.removeprefix("republicof") or letters


def _mapping(content: bytes) -> Mapping[str, Any]:
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadCompany("It is not UTF-8. Save it as UTF-8.") from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise BadCompany(f"It is not JSON (line {line}). Check commas, quotes and brackets near this line.") from error
    except RecursionError as error:
        raise BadCompany("It is nested too deep. Give one company record.") from error
    if not isinstance(given, dict):
        raise BadCompany("It is not one company record. Give one JSON object in each file.")
    return given


def _text(given: Mapping[str, Any], field: str) -> str:
    value = given.get(field)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or not text.isprintable():
        raise BadCompany(f"'{field}' is missing, or no text on one line. Write it.")
    if len(text) > 500:
        raise BadCompany(f"'{field}' is too long ({len(text)} characters). Shorten it.")
    return text


def _texts(given: Mapping[str, Any], field: str) -> tuple[str, ...]:
    values = given.get(field) or ()
    if not isinstance(values, list | tuple):
        raise BadCompany(f"'{field}' is no list. Write it as [\"…\"].")
    return tuple(" ".join(value.split())[:300] for value in values if isinstance(value, str) and value.strip())


def _address(given: Mapping[str, Any]) -> tuple[str, ...]:
    value = given.get("address")
    lines = [" ".join(line.split()) for line in value.splitlines()] if isinstance(value, str) else []
    lines = [line for line in lines if line]
    if len(lines) < 2:
        raise BadCompany("The address has no lines, or no country in its last line. Write both, with line breaks.")
    if len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE or not all(map(str.isprintable, lines)):
        raise BadCompany(f"The address is not one for an envelope. Give at most {_MOST_LINES} short lines.")
    return tuple(lines)
