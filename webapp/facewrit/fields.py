"""Single values of a mapping, read strictly: every fault is noted as a code with facts, and reading goes on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar

from facewrit.request import LONGEST, MOST, BadRequest, Problem

_T = TypeVar("_T")

TERRITORY = re.compile(r"[a-z]{2}(-[a-z0-9]{1,4})?\Z")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-zA-Z]{2,4})?\Z")
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{2,39}\Z")
_PATTERN_NAMES = {TERRITORY: "territory", SLUG: "slug", LANGUAGE: "language", REFERENCE: "reference"}


class Fields:
    """Reads the fields of mappings and collects their problems. For one use.

    :param today: the sender's calendar day; no day that has happened may lie after it.
    """

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
        folded = word.lower() if pattern in (TERRITORY, SLUG) else word
        if not pattern.match(folded):
            self.bad("not_a_" + _PATTERN_NAMES.get(pattern, "code"), prefix + key, value=word[:60])
            return None
        return folded

    def territory(
        self, fields: Mapping[str, object], key: str, prefix: str = "", *, needed: bool = False
    ) -> str | None:
        return self.matching(fields, key, TERRITORY, prefix, needed=needed)

    def slug(self, fields: Mapping[str, object], key: str) -> str | None:
        return self.matching(fields, key, SLUG)

    def choice(self, fields: Mapping[str, object], key: str, allowed: tuple[str, ...], prefix: str = "") -> str | None:
        word = self.text(fields, key, 60, prefix)
        if word is not None and word not in allowed:
            self.bad("not_a_choice", prefix + key, value=word, allowed=", ".join(allowed))
            return None
        return word

    def choices(
        self, fields: Mapping[str, object], key: str, allowed: tuple[str, ...], prefix: str = ""
    ) -> tuple[str, ...]:
        given = fields.get(key)
        if isinstance(given, str):
            given = [part for part in re.split(r"[;,\s]+", given) if part]
        words = self.many({key: given}, key, lambda value, where: self.word(value, where, 60), prefix)
        for word in words:
            if word not in allowed:
                self.bad("not_a_choice", prefix + key, value=word, allowed=", ".join(allowed))
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

    def later_day(self, fields: Mapping[str, object], key: str, prefix: str = "") -> date | None:
        """A day that may lie in the future."""
        known, self.today = self.today, date.max
        try:
            return self.day(fields, key, prefix)
        finally:
            self.today = known

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
