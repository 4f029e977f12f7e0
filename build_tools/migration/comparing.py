"""Finding each fact of a dossier again in the records, and saying where a grade went up without a new source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import msgspec
from build_tools.migration.dossier import GRADES, Fact

from facewrit.law.lawbook import Lawbook

#: What the dossier calls a right or a step, and the kinds of record that may hold it.
KINDS = {
    "private_policy": ("policy",),
    "check": ("indirect_check", "access"),
    "rectification_erasure_restriction": ("rectification", "erasure", "restriction"),
    "objection": ("objection", "opt_out", "stop_use", "suspension"),
    "explanation": ("explanation", "no_automated_decision", "information"),
    "copy": ("copy", "access"),
    "stop_use": (
        "stop_use",
        "stop_or_erase_violation",
        "stop_or_erase_no_violation",
        "suspension",
        "restriction",
        "objection",
    ),
    "erasure": ("erasure", "stop_or_erase_violation", "stop_or_erase_no_violation", "blocking"),
    "restriction": ("restriction", "blocking", "suspension", "stop_use"),
}
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a fact. ``found``: in a field of a record (``record``), in a remark (``remark``), or empty.

    ``raised``: the record's grade is higher than the dossier's and rests on a source that the dossier knew.
    ``looked_up``: it rests on a source that the dossier does not name, or was read after the dossier was made.
    """

    fact: Fact
    found: str
    raised: bool = False
    looked_up: bool = False
    grade: str | None = None


class Records:
    """What the records hold for one place: all of its own, and of the laws that are its own."""

    def __init__(self, place: str, lawbook: Lawbook, made_on: date) -> None:
        self.place, self.lawbook, self.made_on = place, lawbook, made_on

    def compare(self, facts: Iterable[Fact]) -> Iterator[Outcome]:
        """Each fact with what became of it."""
        known = {source for fact in facts for source in fact.sources}
        for fact in facts:
            groups = list(self._holding(fact))
            if groups:
                best = max(groups, key=lambda group: GRADES.index(group["confidence"]))
                yield self._judged(fact, best, known)
            else:
                yield Outcome(fact=fact, found="remark" if self._in_a_remark(fact) else "")

    def _judged(self, fact: Fact, group: Mapping[str, Any], known: set[str]) -> Outcome:
        grade, source, checked = group["confidence"], group.get("source"), group.get("checked")
        new = bool(source) and not any(source in old or old in source for old in known)
        looked_up = new or (checked is not None and date.fromisoformat(checked) > self.made_on)
        higher = fact.grade is not None and GRADES.index(grade) > GRADES.index(fact.grade)
        return Outcome(fact=fact, found="record", raised=higher and not looked_up, looked_up=looked_up, grade=grade)

    def _holding(self, fact: Fact) -> Iterator[Mapping[str, Any]]:
        """The sourced groups that hold the fact."""
        value = fact.value
        if fact.kind == "law":
            yield from self._laws(value)
        elif fact.kind == "right":
            yield from self._rights(value)
        elif fact.kind == "step":
            yield from self._steps(value)
        elif fact.kind == "contact":
            wanted = _plain(value["field"], value["text"])
            for group in self._contacts:
                text = "\n".join(group.get("lines", ())) or group.get("value", "")
                if wanted and wanted <= _plain(value["field"], text) | _words(text):
                    yield group
        elif fact.kind == "decision":
            yield from self._decisions(value)
        elif fact.kind == "organisation":
            record = self._controller
            if record is not None and record["country"].startswith(value["country"].replace("xx", "")):
                yield record

    def _laws(self, value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        own = {_name(f"{self.place}-{value['id']}"), _name(value["id"])}
        for regime in self._regimes:
            if regime["id"] in own:
                yield regime
            for instrument in regime["instruments"]:
                said = {name["text"] for name in instrument["names"].values()}
                if instrument["id"] in own or said & set(value["names"]):
                    yield instrument

    def _rights(self, value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        kinds = {value["kind"], *KINDS.get(value["kind"], ())}
        lengths = [length for length in (value["period"], value["extension"]) if length]
        for regime in self._regimes:
            clocks = {clock["id"]: clock for clock in regime.get("clocks", ())}
            for right in regime.get("rights", ()):
                if not kinds & {right["kind"], right["id"], *right["grants"]}:
                    continue
                named = [clocks[name] for name in right.get("clocks", ()) if name in clocks]
                if all(_has_length(named, length) for length in lengths):
                    yield right
            if not lengths:
                yield from (item for item in regime.get("instead", ()) if item["wish"] in kinds)
                yield from (rung for rung in regime.get("ladder", ()) if rung["kind"] in kinds or rung["id"] in kinds)

    def _steps(self, value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        kind, to = value["kind"], value["to"]
        same = {
            "regulator_complaint": (
                "regulator_complaint",
                "regulator_report",
                "regulator_procedure",
                "regulator_mediation",
                "consumer_complaint",
                "administrative_review",
            ),
            "court": ("court", "court_review", "damages", "tribunal", "administrative_review", "pre_action"),
            "internal_complaint": ("internal_complaint", "dpo_complaint", "administrative_review", "notice_of_default"),
            "criminal": ("criminal", "criminal_complaint"),
            "regulator_silence": ("regulator_silence", "court_review", "court"),
            "internal_review": ("internal_review", "administrative_review", "internal_complaint"),
        }.get(kind, (kind,))
        for regime in self._regimes:
            for rung in regime.get("ladder", ()):
                if rung["kind"] in same or rung["id"] in (kind, *same):
                    yield rung
                elif kind in ("other", "mediation") and rung["kind"] not in ("reminder", "regulator_complaint"):
                    yield rung
                elif to == "none" and kind == "court":
                    yield regime

    def _decisions(self, value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        told = _DAY.search(str(value["date"] or ""))
        day = told[0] if told else ""
        reference = _letters(value["reference"])
        for decision in self._own_decisions:
            if day and day in (decision.get("date"), decision.get("published")):
                yield decision
            elif reference and reference in _letters(decision.get("reference")) + _letters(decision.get("remark")):
                yield decision
            elif day and len(day) < 10 and str(decision.get("date", "")).startswith(day):
                yield decision

    def _in_a_remark(self, fact: Fact) -> bool:
        value = fact.value
        remarks = " ".join(self._remarks)
        if fact.kind == "law":
            short = [value["id"].replace("_", "-"), *value["names"]]
            return any(_letters(text) in _letters(remarks) for text in short if len(text) > 2)
        if fact.kind == "contact":
            wanted = _plain(value["field"], value["text"])
            return bool(wanted) and all(part in _letters(remarks) for part in map(_letters, wanted))
        if fact.kind == "decision":
            said = [text for text in (value["date"], value["reference"], value["respondent"]) if text]
            return any(_letters(text) in _letters(remarks) for text in said if len(text) > 5)
        return False

    # -- what the place has -----------------------------------------------------------------------------------------

    @cached_property
    def _chain(self) -> tuple[str, ...]:
        if not self.lawbook.has("territories", self.place):
            return ()
        return tuple(territory.code for territory in self.lawbook.chain(self.place))

    @cached_property
    def _regimes(self) -> list[dict[str, Any]]:
        names = dict.fromkeys(
            application.regime for code in self._chain for application in self.lawbook.territory(code).applies
        )
        return [_builtins(self.lawbook.regime(name, self.place)) for name in names]

    @cached_property
    def _contacts(self) -> list[dict[str, Any]]:
        owners = [
            _builtins(self.lawbook.authority(name))
            for name in self.lawbook.ids("authorities")
            if self.lawbook.authority(name).territory in (self.place, *self._chain)
        ]
        if self._controller is not None:
            owners.append(self._controller)
            owners += [{"contacts": self._controller.get("procedures", ())}]
        return [contact for owner in owners for contact in owner.get("contacts", ())]

    @cached_property
    def _controller(self) -> dict[str, Any] | None:
        found = self.lawbook.has("controllers", self.place)
        return _builtins(self.lawbook.controller(self.place)) if found else None

    @cached_property
    def _own_decisions(self) -> list[dict[str, Any]]:
        # The dossier of a union tells again what its members decided.
        union = bool(self._chain) and not self.lawbook.territory(self.place).residence
        return [_builtins(one) for one in self.lawbook.decisions() if union or one.territory in self._chain]

    @cached_property
    def _remarks(self) -> list[str]:
        records: list[Any] = [*self._regimes, *self._own_decisions]
        records += [_builtins(self.lawbook.territory(code)) for code in self._chain[:1]]
        records += [
            _builtins(self.lawbook.authority(name))
            for name in self.lawbook.ids("authorities")
            if self.lawbook.authority(name).territory == self.place
        ]
        records += [self._controller] if self._controller else []
        return list(_all_remarks(records))


def _builtins(record: object) -> dict[str, Any]:
    found = msgspec.to_builtins(record)
    assert isinstance(found, dict)
    return found


def _all_remarks(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("remark", "calendar_remark", "citation", "url") and isinstance(value, str):
                yield value
            else:
                yield from _all_remarks(value)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from _all_remarks(item)


def _has_length(clocks: Iterable[Mapping[str, Any]], length: tuple[int, str]) -> bool:
    for clock in clocks:
        for value in clock["values"]:
            periods = [value["period"], value.get("extension", {}).get("period", {})]
            if any(_same_length((period.get("amount"), period.get("unit")), length) for period in periods):
                return True
    return False


def _same_length(one: tuple[object, object], other: tuple[int, str]) -> bool:
    weeks = {(14, "calendar_day"): (2, "week"), (28, "calendar_day"): (4, "week"), (7, "calendar_day"): (1, "week")}
    days = {(24, "hour"): (1, "calendar_day"), (72, "hour"): (3, "calendar_day"), (12, "month"): (1, "year")}
    alike = {**weeks, **days}
    return one == other or alike.get(one) == other or alike.get(other) == one  # type: ignore[call-overload]


def _plain(field: str, text: str) -> frozenset[str]:
    """What of a contact has to be found again, whatever the way of writing."""
    if field in ("phone", "fax"):
        digits = re.findall(r"\d[\d\s()./-]{5,}", text) or re.findall(r"\d+", text)
        return frozenset(re.sub(r"\D", "", found).lstrip("0")[-8:] for found in digits[:1])
    if field in ("web", "complaint_url", "webform", "self_service"):
        found = re.findall(r"https?://[^\s;,]+", text)[:1] or [text]
        return frozenset(re.sub(r"^https?://(www\.)?", "", address).rstrip("/").lower() for address in found)
    if field in ("email", "dpo_email"):
        return frozenset(address.lower() for address in re.findall(r"[^\s;,<>()]+@[^\s;,<>()]+", text)[:1])
    numbers = frozenset(re.findall(r"\d+", text))
    return numbers or _words("\n".join(text.splitlines()[1:]))  # the first line of an address is the organisation


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in re.findall(r"\w+", text))


def _letters(text: object) -> str:
    return re.sub(r"\W+", "", str(text or "")).lower()


def _name(text: str) -> str:
    return text.replace("_", "-").lower()
