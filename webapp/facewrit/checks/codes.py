"""Which codes need words: those that records use, found by the field they stand in, and those of the program itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from facewrit.casefile.position import State
from facewrit.checks.walking import Group, groups
from facewrit.events import EVENT_KINDS, REFUSALS
from facewrit.law.building import Reading
from facewrit.request import CHANNELS, REPLIES, WISHES

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
    "remains_for_everybody": "remains",
    "remains_unless_narrower": "remains",
    "asks": "asks",
    "fields_asked": "form_field",
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
    ("mandates", "code"): "mandate",
    ("procedures", "asks"): "procedure",
    ("procedures", "burden"): "burden",
    ("fee", "how"): "fee_by",
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
    "start_earlier": ("receipt", "request", "answer", "acquisition", "last_interaction"),
    "event_told": EVENT_KINDS,
    "refusal": REFUSALS,
    "next": (*REPLIES, "phoned", "offered", "complained", "decided"),
    "state": get_args(State),
    "unconfirmed": ("email", "form"),
    "event": ("identity", "clarification", "correction", "fee"),
}  # fmt: skip
#: Where an offer of the record looks for its words, in this order.
OFFERS = ("wish", "rung", "remains", "offer")
_LIMITS = ("not_before", "not_after", "starts_clock")
_KINDS = ("regimes", "territories", "authorities", "controllers")
_DOTTED = re.compile(r"[a-z_]+\.[a-z0-9_]+\Z")
_SPEAKING = ("law", "letters", "answers", "batch", "bundles", "casefile", "drafting.py")
_PROBLEMS = frozenset({"bad", "_problem", "told", "unusable"})
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
    for group in groups(reading, *_KINDS):
        chain = _chain(group.regime, reading) if group.regime else ()
        for field in group.data:
            for codes in _codes(group, field, kinds):
                yield Use(codes=codes, chain=chain, path=group.source.path, line=group.line(field))


def codes_of_program() -> Iterator[Use]:
    """Every code that the program itself uses: dotted strings in its source, and those of :data:`PROGRAM`."""
    for group, names in PROGRAM.items():
        for name in names:
            yield Use(codes=(f"{group}.{name}",), chain=(), path=Path(__file__), line=1)
    named = {"step", "caveat", "warning", "refused", "hole", "decision", "authority", *PROGRAM, *FIELDS.values()}
    named |= {
        "timeline",
        "check",
        "come_back",
        "source",
        "rung_note",
        "procedure_note",
        "particular",
        "bound",
        "contact",
        "calendar",
        "case_told",
        "event_told",
        "next",
    }
    for path, tree in _sources():
        pieces = {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _DOTTED.match(node.value):
                if node.value.partition(".")[0] in named and id(node) not in pieces:
                    yield Use(codes=(node.value,), chain=(), path=path, line=node.lineno)


def problems_of_program() -> Iterator[Use]:
    """Every code of a problem in what was given (words in ``problems.yaml``)."""
    for path, tree in _sources("intake.py", "fields.py"):
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


@cache
def _sources(*more: str) -> tuple[tuple[Path, ast.Module], ...]:
    """The program's own modules that speak through codes, parsed."""
    found = [_PACKAGE / name for name in (*_SPEAKING, *more)]
    paths = [path for place in found for path in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def _chain(regime: str, reading: Reading) -> tuple[str, ...]:
    source = reading.sources.get(f"regimes/{regime}")
    parent = source.data.get("extends") if source and isinstance(source.data, dict) else None
    return (regime, *((str(parent),) if parent else ()))


def _rung_kinds(reading: Reading) -> dict[str, tuple[str, ...]]:
    """Kinds of rungs by the rungs' ids, whose words stand in where an id has none of its own."""
    found: dict[str, set[str]] = {}
    for group in groups(reading, "regimes", "territories"):
        if group.around == "ladder" and "kind" in group.data:
            found.setdefault(str(group.data.get("id")), set()).add(str(group.data["kind"]))
    return {name: tuple(sorted(kinds)) for name, kinds in found.items()}


def _codes(group: Group, field: str, kinds: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The codes in one field: each as the dotted codes of which any will do."""
    named = ITEMS.get((group.around, field)) or FIELDS.get(field)
    if group.around == "procedures" and field in ("form", "fee"):  # an address and an amount, no codes
        return
    if named is not None:
        yield from ((f"{named}.{code}",) for code in group.texts(field))
    elif field == "offers":
        yield from (tuple(f"{name}.{code}" for name in OFFERS) for code in group.texts(field))
    elif field in ("requires_before", "closes"):
        for code in group.texts(field):
            yield (f"rung.{code}", *(f"rung.{kind}" for kind in kinds.get(code, ())))
    elif field == "after" and group.around in _LIMITS and group.data[field] != "any":
        yield (f"event.{group.data[field]}",)
        if group.around == "not_before":
            yield (f"bound.after_{group.data[field]}",)
