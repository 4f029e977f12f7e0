"""Which codes need words: those that records use, found by the field they stand in, and those of the program itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facewrit.law.building import Reading
from facewrit.law.records import Data, Place
from facewrit.request import CHANNELS, WISHES

#: Fields that hold codes wherever they stand, and the group of words that the codes belong to.
FIELDS = {
    "limits": "limit",
    "must_state": "must_state",
    "identity": "identity",
    "form": "form",
    "fee": "fee",
    "how": "how",
    "needs": "need",
    "cautions": "caution",
    "attach": "attach",
    "behaviour": "behaviour",
    "biometric": "biometric",
    "phrase": "phrase",
    "condition": "condition",
    "remains": "remains",
    "asks": "asks",
    "channels": "authority_channel",
    "counted_from": "start",
    "stage": "stage",
    "grants": "wish",
}
#: Fields that hold codes in the items of one list only: (list, field) to group.
ITEMS = {
    ("rights", "kind"): "kind",
    ("ladder", "kind"): "rung",
    ("contacts", "kind"): "contact",
    ("dangers", "code"): "danger",
    ("instead", "code"): "instead",
    ("instead", "wish"): "wish",
    ("reached_by", "code"): "reached",
    ("reach", "id"): "reach",
    ("grounds", "id"): "ground",
    ("pauses", "event"): "event",
}
#: Codes of the program that are put together from fixed lists and stand nowhere in full.
PROGRAM = {
    "wish": WISHES,
    "wish_sentence": tuple(wish for wish in WISHES if wish not in (
        "access", "copy", "source", "recipients", "policy", "explanation", "erasure", "preservation"
    )),
    "channel": CHANNELS,
    "title": ("letter", "reading_copy", "sheet"),
    "strength": ("held", "clear", "arguable", "none"),
    "status": ("running", "paused", "none"),
    "grade": ("high", "medium", "low", "memory"),
    "review": ("drafted", "native_speaker", "lawyer"),
    "bound": ("open", "unknown"),
    "unconfirmed": ("email", "form"),
    "event": ("identity", "clarification", "correction", "fee"),
}  # fmt: skip
#: Where an offer of the record looks for its words, in this order.
OFFERS = ("wish", "rung", "remains", "offer")
_RUNG_IDS = ("requires_before", "closes")
_KINDS = ("regimes", "territories", "authorities", "controllers")
_DOTTED = re.compile(r"[a-z_]+\.[a-z0-9_]+\Z")
_SPEAKING = ("law", "letters", "answers", "bundles", "drafting.py")
_PROBLEMS = frozenset({"bad", "_problem"})
_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A code that needs words. ``codes``: any of these dotted codes will do; ``chain``: regimes whose own words count.

    ``path`` and ``line``: where it is used.
    """

    codes: tuple[str, ...]
    chain: tuple[str, ...]
    path: Path
    line: int


def codes_of_records(reading: Reading) -> Iterator[Use]:
    """Every code of every record, with the file and line where it stands."""
    kinds = _rung_kinds(reading)
    for key, source in reading.sources.items():
        kind, _, name = key.partition("/")
        if kind not in _KINDS:
            continue
        chain = _chain(name, reading) if kind == "regimes" else ()
        for codes, place, regime in _walk(source.data, ()):
            if place[-1] in _RUNG_IDS:
                codes += tuple(f"rung.{found}" for found in kinds.get(codes[0].removeprefix("rung."), ()))
            chained = _chain(regime, reading) if regime else chain
            yield Use(codes=codes, chain=chained, path=source.path, line=source.line(place))


def codes_of_program() -> Iterator[Use]:
    """Every code that the program itself uses: dotted strings in its source, and those of :data:`PROGRAM`."""
    for group, names in PROGRAM.items():
        for name in names:
            yield Use(codes=(f"{group}.{name}",), chain=(), path=Path(__file__), line=1)
    groups = {"step", "caveat", "warning", "refused", "decision", "authority", *PROGRAM, *FIELDS.values()}
    groups |= {"timeline", "check", "come_back", "source", "rung_note", "particular", "bound", "contact", "calendar"}
    for path, tree in _sources():
        pieces = {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _DOTTED.match(node.value):
                if node.value.partition(".")[0] in groups and id(node) not in pieces:
                    yield Use(codes=(node.value,), chain=(), path=path, line=node.lineno)


def problems_of_program() -> Iterator[Use]:
    """Every code of a problem in what was given (words in ``problems.yaml``)."""
    for path, tree in _sources("intake.py"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                for code in _problem_codes(node):
                    yield Use(codes=(code,), chain=(), path=path, line=node.lineno)
            elif isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == "_PATTERN_NAMES" for target in node.targets
            ):
                values = node.value.values if isinstance(node.value, ast.Dict) else []
                for name in (*(str(ast.literal_eval(value)) for value in values), "code"):
                    yield Use(codes=(f"not_a_{name}",), chain=(), path=path, line=node.lineno)


def _problem_codes(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
    given = call.args[:1] if name in _PROBLEMS else []
    given += [keyword.value for keyword in call.keywords if keyword.arg == "code" and name == "Problem"]
    for argument in given:
        for node in (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _sources(*more: str) -> Iterator[tuple[Path, ast.Module]]:
    for name in (*_SPEAKING, *more):
        found = _PACKAGE / name
        for path in sorted(found.rglob("*.py")) if found.is_dir() else [found]:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def _chain(regime: str, reading: Reading) -> tuple[str, ...]:
    source = reading.sources.get(f"regimes/{regime}")
    parent = source.data.get("extends") if source and isinstance(source.data, dict) else None
    return (regime, *((str(parent),) if parent else ()))


def _rung_kinds(reading: Reading) -> dict[str, tuple[str, ...]]:
    """Kinds of rungs by the rungs' ids, whose words stand in where an id has none of its own."""
    found: dict[str, set[str]] = {}

    def collect(data: Data, around: str) -> None:
        if isinstance(data, list):
            for item in data:
                collect(item, around)
        elif isinstance(data, dict):
            if around == "ladder" and "kind" in data:
                found.setdefault(str(data.get("id")), set()).add(str(data["kind"]))
            for key, value in data.items():
                collect(value, key)

    for key, source in reading.sources.items():
        if key.startswith(("regimes/", "territories/")):
            collect(source.data, "")
    return {name: tuple(sorted(kinds)) for name, kinds in found.items()}


def _walk(data: Data, place: Place, regime: str | None = None) -> Iterator[tuple[tuple[str, ...], Place, str | None]]:
    """Codes below a part of a record, with their place and the regime that a territory's change is about."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from _walk(item, (*place, number), regime)
        return
    if not isinstance(data, dict):
        return
    if "adapts" in data and isinstance(data.get("regime"), str):
        regime = str(data["regime"])
    around = next((part for part in reversed(place) if isinstance(part, str)), "")
    for key, value in data.items():
        here = (*place, key)
        group = FIELDS.get(key) or ITEMS.get((around, key))
        if group is not None:
            yield from (((f"{group}.{code}",), here, regime) for code in _texts(value))
        elif key == "offers":
            yield from ((tuple(f"{name}.{code}" for name in OFFERS), here, regime) for code in _texts(value))
        elif key in _RUNG_IDS:
            yield from (((f"rung.{code}",), here, regime) for code in _texts(value))
        elif key in ("not_before", "not_after", "starts_clock"):
            yield from _limit(key, value, here, regime)
        yield from _walk(value, here, regime)


def _limit(
    key: str, value: Data, place: Place, regime: str | None
) -> Iterator[tuple[tuple[str, ...], Place, str | None]]:
    after = value.get("after") if isinstance(value, dict) else None
    if not isinstance(after, str) or after == "any":
        return
    if key == "not_before":
        yield (f"bound.after_{after}",), place, regime
    yield (f"event.{after}",), place, regime


def _texts(value: Data) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
