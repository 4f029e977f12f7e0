"""The facts of a dossier that a record has to hold, each with where it stands and how sure the dossier is of it.

A dossier is two folders of YAML: ``law/<code>.yaml`` and ``organisations/<country>.yaml``. Its prose is free; what is
compared are its hard facts: laws, rights with their periods, steps, contacts, decisions, and organisations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

GRADES = ("memory", "low", "medium", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One hard fact. ``place``: the jurisdiction's code or the organisation's slug; ``key``: where in its entry.

    ``kind``: law, right, step, contact, decision or organisation. ``value``: what has to be found again, with its own
    keys by kind. ``grade``: the dossier's; ``None`` where it gives none. ``sources``: all it names for it.
    """

    place: str
    kind: str
    key: str
    value: Mapping[str, Any]
    grade: str | None
    sources: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the fact is called in the list of explanations: ``ca-qc/right/3-access``."""
        return f"{self.place}/{self.kind}/{self.key}"


def read_law(folder: Path) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """The facts of every jurisdiction, by its code in small letters.

    :raises FileNotFoundError: if there is no dossier.
    """
    for path in _files(folder / "law"):
        entry = _load(path)
        code = str(entry["code"]).lower()
        yield code, tuple(_law_facts(code, entry))


def read_organisations(folder: Path) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """The facts of every organisation, by its slug.

    :raises FileNotFoundError: if there is no dossier.
    """
    for path in _files(folder / "organisations"):
        for entry in _load(path):
            yield str(entry["slug"]), tuple(_organisation_facts(entry))


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.yaml"))
    if not found:
        raise FileNotFoundError(f"{folder}: no dossier. Give the folder that holds 'law' and 'organisations'.")
    return found


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def _law_facts(code: str, entry: Mapping[str, Any]) -> Iterator[Fact]:
    for law in entry.get("laws", ()):
        yield _fact(code, "law", law["id"], law, {"id": law["id"], "names": _texts(law.get("name"))})
    for number, right in enumerate(entry.get("rights", ()), start=1):
        period = right.get("deadline")
        period = period if isinstance(period, dict) else {}
        extension = period.get("extension")
        value = {
            "law": right["law"],
            "kind": right["kind"],
            "period": _length(period),
            "extension": _length(extension) if isinstance(extension, dict) else None,
        }
        yield _fact(code, "right", f"{number}-{right['kind']}", right, value)
    for number, step in enumerate(entry.get("escalation", ()), start=1):
        yield _fact(code, "step", f"{number}-{step['step']}", step, {"kind": step["step"], "to": step["to"]})
    for authority in entry.get("regulators", ()):
        yield from _contacts(code, f"{authority['id']}", authority)
    for number, decision in enumerate(entry.get("face_recognition", ()), start=1):
        if isinstance(decision, dict):
            value = {name: decision.get(name) for name in ("body", "date", "reference", "respondent", "outcome")}
            yield _fact(code, "decision", f"{number}-{decision.get('date') or 'undated'}", decision, value)


def _contacts(place: str, owner: str, entry: Mapping[str, Any]) -> Iterator[Fact]:
    for field in ("email", "dpo_email", "phone", "fax", "web", "complaint_url", "webform", "self_service"):
        value = entry.get(field)
        if isinstance(value, str) and value not in ("", "null"):
            yield _fact(place, "contact", f"{owner}-{field}", entry, {"field": field, "text": value})
    address = entry.get("address")
    lines = [address] if isinstance(address, str) else list(address or ())
    lines = [line for line in lines if line not in ("", "null")]
    if lines:
        yield _fact(place, "contact", f"{owner}-address", entry, {"field": "address", "text": "\n".join(lines)})


def _organisation_facts(entry: Mapping[str, Any]) -> Iterator[Fact]:
    slug = entry["slug"]
    value = {"status": entry["status"], "country": str(entry["country"]).lower()}
    yield _fact(slug, "organisation", "record", entry, value)
    yield from _contacts(slug, "own", entry)


def _fact(place: str, kind: str, key: str, entry: Mapping[str, Any], value: Mapping[str, Any]) -> Fact:
    grade = entry.get("confidence")
    sources = [
        str(entry[name]) for name in ("source", "url", "deadline_source", "confirm_at", "text_url") if name in entry
    ]
    sources += [str(source) for source in entry.get("sources", ())]
    sources += [str(source) for source in dict(entry.get("contact_provenance") or {}).values()]
    return Fact(
        place=place,
        kind=kind,
        key=key,
        value=value,
        grade=grade if grade in GRADES else None,
        sources=tuple(source for source in sources if source != "null"),
    )


def _length(period: Mapping[str, Any]) -> tuple[int, str] | None:
    amount, unit = str(period.get("amount")), str(period.get("unit"))
    return (int(amount), unit) if amount.isdigit() and unit != "none" else None


def _texts(names: object) -> tuple[str, ...]:
    return tuple(str(text) for text in names.values() if text) if isinstance(names, dict) else ()
