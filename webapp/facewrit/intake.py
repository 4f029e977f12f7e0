"""Reading a rights request strictly from a mapping (parsed YAML or JSON, a form, a row of a sheet).

Reading never stops at the first fault: all problems are collected as codes with facts, and worded by whoever shows
them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal, TypeVar, cast
from urllib.parse import urlsplit

from facewrit.parties import DataSubject, Representative, Sighting, TypedController
from facewrit.request import (
    CHANNELS,
    KINDS,
    LONGEST,
    MOST,
    ROLES,
    TRACKS,
    WISHES,
    BadRequest,
    Intent,
    Problem,
    RightsRequest,
)

_T = TypeVar("_T")

_TERRITORY = re.compile(r"[a-z]{2}(-[a-z0-9]{1,4})?\Z")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-zA-Z]{2,4})?\Z")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{2,39}\Z")
_FIELDS = {
    "residence", "place", "controller", "ask", "regime", "track", "subject", "representative", "sightings", "links",
    "grounds", "confirmed", "enclosures", "related", "channel", "safety", "minimal", "remarks", "language",
    "reading_language", "date", "reference", "kind",
}  # fmt: skip


def read_request(given: object, *, today: date) -> RightsRequest:
    """Read a request from a mapping (parsed YAML or JSON, or a form).

    :param given: the mapping; keys as in the contract. Dates may be ISO strings or ``date`` values.
    :param today: the sender's calendar day; no date may lie after it, and a letter without a date gets it.
    :raises BadRequest: with every problem found.
    """
    reader = FieldReader(today)
    request = reader.request(given)
    reader.finish()
    assert request is not None
    return request


def read_intent(given: object, *, today: date) -> Intent:
    """Read a request with the kind of letter that it names (``kind``; without it a request).

    :raises BadRequest: with every problem found.
    """
    kind = FieldReader(today)
    named = kind.choice(given, "kind", KINDS) if isinstance(given, Mapping) else None
    try:
        request = read_request(given, today=today)
    except BadRequest as error:
        raise BadRequest([*error.problems, *kind.problems]) from error
    kind.finish()
    return Intent(request=request, kind=named or KINDS[0])


class FieldReader:
    """Reads one mapping field by field and collects its problems. For one use."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.problems: list[Problem] = []

    def finish(self) -> None:
        """:raises BadRequest: with every problem found, if there is one."""
        errors = [problem for problem in self.problems if problem.level == "error"]
        if errors:
            raise BadRequest(errors)

    def bad(self, code: str, where: str, **facts: str | int) -> None:
        """Note a problem."""
        self.problems.append(Problem(code=code, where=where, facts=tuple((k, str(v)) for k, v in facts.items())))

    def request(self, given: object) -> RightsRequest | None:
        if not isinstance(given, Mapping):
            self.bad("not_a_mapping", "request")
            return None
        for key in given:
            if key not in _FIELDS:
                self.bad("unknown_field", str(key)[:60])
        ask = tuple(dict.fromkeys(self.choices(given, "ask", WISHES)))
        if not ask and not any(problem.where.startswith("ask") for problem in self.problems):
            self.bad("nothing_asked", "ask")
        if "erasure" in ask and "preservation" in ask:
            self.bad("erasure_with_preservation", "ask")
        letter_date = self.day(given, "date") or self.today
        subject = self.subject(given.get("subject"))
        return RightsRequest(
            residence=self.territory(given, "residence", needed=True) or "",
            place=self.territory(given, "place"),
            controller=self.controller(given.get("controller")),
            ask=ask,
            regime=self.slug(given, "regime"),
            track=self.choice(given, "track", TRACKS),
            subject=subject,
            representative=self.representative(given.get("representative")),
            sightings=self.many(given, "sightings", self.sighting),
            links=self.many(given, "links", self.link),
            grounds=self.many(given, "grounds", lambda value, where: self.word(value, where, LONGEST["name"])),
            confirmed=self.many(given, "confirmed", lambda value, where: self.word(value, where, LONGEST["name"])),
            enclosures=self.many(given, "enclosures", lambda value, where: self.word(value, where, LONGEST["place"])),
            related=self.many(given, "related", self.related_reference),
            channel=self.choice(given, "channel", CHANNELS),
            safety=self.flag(given, "safety"),
            minimal=self.flag(given, "minimal"),
            remarks=self.text(given, "remarks", LONGEST["remarks"]),
            language=self.matching(given, "language", _LANGUAGE),
            reading_language=self.matching(given, "reading_language", _LANGUAGE),
            reference=self.matching(given, "reference", _REFERENCE),
            date=letter_date,
        )

    def subject(self, given: object) -> DataSubject:
        fields = self.mapping(given, "subject", {"name", "local_name", "address", "email", "born", "particulars"})
        particulars = fields.get("particulars") or {}
        if not isinstance(particulars, Mapping):
            self.bad("not_a_mapping", "subject.particulars")
            particulars = {}
        pairs = []
        for key, value in list(particulars.items())[: MOST["particulars"]]:
            word = self.word(value, f"subject.particulars.{str(key)[:40]}", LONGEST["particular"])
            if word is not None:
                pairs.append((str(key), word))
        return DataSubject(
            name=self.text(fields, "name", LONGEST["name"], "subject.", needed=True) or "",
            local_name=self.text(fields, "local_name", LONGEST["name"], "subject."),
            address=self.lines(fields, "address", "subject."),
            email=self.email(fields, "email", "subject."),
            born=self.day(fields, "born", "subject."),
            particulars=tuple(pairs),
        )

    def representative(self, given: object) -> Representative | None:
        if given in (None, {}):
            return None
        fields = self.mapping(
            given, "representative", {"name", "organisation", "role", "address", "email", "mandated_on"}
        )
        role = self.choice(fields, "role", ROLES, "representative.") or "mandated"
        return Representative(
            name=self.text(fields, "name", LONGEST["name"], "representative.", needed=True) or "",
            role=cast(Literal["lawyer", "mandated", "guardian"], role),
            organisation=self.text(fields, "organisation", LONGEST["name"], "representative."),
            address=self.lines(fields, "address", "representative."),
            email=self.email(fields, "email", "representative."),
            mandated_on=self.day(fields, "mandated_on", "representative."),
        )

    def controller(self, given: object) -> str | TypedController:
        if isinstance(given, str) and given.strip():
            slug = given.strip().lower()
            if not _SLUG.match(slug):
                self.bad("not_a_slug", "controller", value=given[:60])
            return slug
        if given is None or given == "" or given == {}:
            self.bad("missing", "controller")
            return ""
        fields = self.mapping(given, "controller", {"name", "country", "sector", "address", "email"})
        return TypedController(
            name=self.text(fields, "name", LONGEST["name"], "controller.", needed=True) or "",
            country=self.territory(fields, "country", "controller.", needed=True) or "",
            sector=self.matching(fields, "sector", re.compile(r"[a-z_]{2,30}\Z"), "controller."),
            address=self.lines(fields, "address", "controller."),
            email=self.email(fields, "email", "controller."),
        )

    def sighting(self, given: object, where: str) -> Sighting | None:
        fields = self.mapping(given, where, {"place", "from", "to", "description"})
        prefix = where + "."
        start, end = self.moment(fields, "from", prefix), self.moment(fields, "to", prefix)
        if start and end and _as_datetime(end) < _as_datetime(start):
            self.bad("ends_before_start", prefix + "to")
        return Sighting(
            place=self.text(fields, "place", LONGEST["place"], prefix, needed=True) or "",
            start=start,
            end=end,
            description=self.text(fields, "description", LONGEST["description"], prefix),
        )

    def link(self, given: object, where: str) -> str | None:
        word = self.word(given, where, LONGEST["link"])
        if word is None:
            return None
        try:
            parts = urlsplit(word)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            usable = False
        if not usable or " " in word:
            self.bad("not_a_link", where, value=word[:60])
            return None
        return word

    def related_reference(self, given: object, where: str) -> str | None:
        return self.matching({"": given}, "", _REFERENCE, where)

    # -- single values ------------------------------------------------------------------------------------------

    def mapping(self, given: object, where: str, keys: set[str]) -> Mapping[str, object]:
        if given is None:
            return {}
        if not isinstance(given, Mapping):
            self.bad("not_a_mapping", where)
            return {}
        for key in given:
            if key not in keys:
                self.bad("unknown_field", f"{where}.{str(key)[:60]}".lstrip("."))
        return given

    def word(self, given: object, where: str, longest: int) -> str | None:
        """One line of text: normalised, trimmed, without control characters."""
        if given is None:
            return None
        if isinstance(given, bool) or not isinstance(given, str | int | float | date):
            self.bad("not_text", where)
            return None
        word = " ".join(unicodedata.normalize("NFC", str(given)).split())
        bad = sorted({f"U+{ord(char):04X}" for char in word if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs")})
        if bad:
            self.bad("control_characters", where, characters=", ".join(bad[:5]))
            return None
        if len(word) > longest:
            self.bad("too_long", where, longest=longest, length=len(word))
            return None
        return word or None

    def text(
        self, fields: Mapping[str, object], key: str, longest: int, prefix: str = "", *, needed: bool = False
    ) -> str | None:
        faults = len(self.problems)
        word = self.word(fields.get(key), prefix + key, longest)
        if word is None and needed and len(self.problems) == faults:
            self.bad("missing", prefix + key)
        return word

    def lines(self, fields: Mapping[str, object], key: str, prefix: str) -> tuple[str, ...]:
        given = fields.get(key)
        if given is None:
            return ()
        if isinstance(given, str):
            given = re.split(r"\r\n|\r|\n| \| ", given)
        return self.many({key: given}, key, lambda value, where: self.word(value, where, LONGEST["line"]), prefix)

    def email(self, fields: Mapping[str, object], key: str, prefix: str) -> str | None:
        word = self.word(fields.get(key), prefix + key, 254)
        if word is None:
            return None
        from email_validator import EmailNotValidError, validate_email  # only requests with an address pay for it

        try:
            return validate_email(word, check_deliverability=False, test_environment=True).normalized
        except EmailNotValidError:
            self.bad("not_an_email", prefix + key, value=word[:60])
            return None

    def matching(
        self,
        fields: Mapping[str, object],
        key: str,
        pattern: re.Pattern[str],
        prefix: str = "",
        *,
        needed: bool = False,
    ) -> str | None:
        word = self.text(fields, key, 200, prefix, needed=needed)
        if word is None:
            return None
        folded = word.lower() if pattern in (_TERRITORY, _SLUG) else word
        if not pattern.match(folded):
            self.bad("not_a_" + _PATTERN_NAMES.get(pattern, "code"), prefix + key, value=word[:60])
            return None
        return folded

    def territory(
        self, fields: Mapping[str, object], key: str, prefix: str = "", *, needed: bool = False
    ) -> str | None:
        return self.matching(fields, key, _TERRITORY, prefix, needed=needed)

    def slug(self, fields: Mapping[str, object], key: str) -> str | None:
        return self.matching(fields, key, _SLUG)

    def choice(self, fields: Mapping[str, object], key: str, allowed: tuple[str, ...], prefix: str = "") -> str | None:
        word = self.text(fields, key, 60, prefix)
        if word is not None and word not in allowed:
            self.bad("not_a_choice", prefix + key, value=word, allowed=", ".join(allowed))
            return None
        return word

    def choices(self, fields: Mapping[str, object], key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        given = fields.get(key)
        if isinstance(given, str):
            given = [part for part in re.split(r"[;,\s]+", given) if part]
        words = self.many({key: given}, key, lambda value, where: self.word(value, where, 60))
        for word in words:
            if word not in allowed:
                self.bad("not_a_choice", key, value=word, allowed=", ".join(allowed))
        return tuple(word for word in words if word in allowed)

    def flag(self, fields: Mapping[str, object], key: str) -> bool:
        value = fields.get(key)
        if value in (None, False, "false", ""):
            return False
        if value in (True, "true"):
            return True
        self.bad("not_true_or_false", key)
        return False

    def many(
        self, fields: Mapping[str, object], key: str, read: Callable[[object, str], _T | None], prefix: str = ""
    ) -> tuple[_T, ...]:
        given = fields.get(key)
        if given in (None, ""):
            return ()
        if isinstance(given, str) or not isinstance(given, list | tuple):
            given = [given]
        most = MOST.get(key, 30)
        if len(given) > most:
            self.bad("too_many", prefix + key, most=most, count=len(given))
            given = given[:most]
        values = (read(item, f"{prefix}{key}[{number}]") for number, item in enumerate(given, start=1))
        return tuple(value for value in values if value is not None)

    def day(self, fields: Mapping[str, object], key: str, prefix: str = "") -> date | None:
        moment = self.moment(fields, key, prefix, day_only=True)
        return moment.date() if isinstance(moment, datetime) else moment

    def moment(
        self, fields: Mapping[str, object], key: str, prefix: str, *, day_only: bool = False
    ) -> datetime | date | None:
        given = fields.get(key)
        if given in (None, ""):
            return None
        where = prefix + key
        value: datetime | date | None = given if isinstance(given, date) else None
        if value is None:
            word = self.word(given, where, 40) or ""
            try:
                value = date.fromisoformat(word) if len(word) <= 10 else datetime.fromisoformat(word)
            except ValueError:
                self.bad("not_a_date", where, value=word[:40])
                return None
        if day_only and isinstance(value, datetime):
            value = value.date()
        day = value.date() if isinstance(value, datetime) else value
        if day > self.today:
            self.bad("in_the_future", where, value=day.isoformat(), today=self.today.isoformat())
            return None
        if day.year < 1900:
            self.bad("too_long_ago", where, value=day.isoformat())
            return None
        return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _as_datetime(value: datetime | date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)


_PATTERN_NAMES = {_TERRITORY: "territory", _SLUG: "slug", _LANGUAGE: "language", _REFERENCE: "reference"}
