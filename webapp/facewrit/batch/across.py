"""Checks across rows: the same letter twice, a reference twice, many letters to one organisation, copied remarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from facewrit.batch.checking import Checked, Gist
from facewrit.batch.columns import Columns
from facewrit.batch.findings import Finding, Teller
from facewrit.batch.vocabulary import vocabulary
from facewrit.request import Level, Problem


def check_across(rows: Iterable[Checked], columns: Columns, teller: Teller) -> Iterator[Finding]:
    """Findings that no row shows alone, those about the whole file last."""
    letters: Counter[str] = Counter()
    names: dict[str, str] = {}
    remarks: dict[tuple[str, str], list[int]] = {}
    references: dict[str, int] = {}
    persons: dict[tuple[str, str], list[tuple[int, Gist]]] = {}
    for checked in rows:
        gist = checked.gist
        if gist is None:
            continue
        letters[gist.controller] += 1
        names.setdefault(gist.controller, gist.addressee)
        if gist.remarks:
            remarks.setdefault((gist.controller, gist.remarks), []).append(checked.row)
        if gist.reference:
            first = references.setdefault(gist.reference.lower(), checked.row)
            if first != checked.row:
                problem = _problem("sheet_reference_twice", value=gist.reference, row=first)
                yield teller.problem(problem, checked.row, columns.heading("reference"))
        known = persons.setdefault((gist.person, gist.controller), [])
        twin = next(((row, level) for row, other in known if (level := _twice(gist, other))), None)
        if twin is not None:
            problem = _problem("sheet_twice", twin[1], row=twin[0])
            yield teller.problem(problem, checked.row, columns.heading("name"))
        known.append((checked.row, gist))
    numbers = vocabulary().checks
    for controller, count in letters.items():
        if count > numbers["many_letters"]:
            yield teller.problem(_problem("sheet_many_letters", "warning", count=count, value=names[controller]))
    for (controller, _), found in remarks.items():
        if len(found) >= numbers["same_remarks"]:
            problem = _problem("sheet_same_remarks", "warning", count=len(found), value=names[controller])
            yield teller.problem(problem, found[0], columns.heading("remarks"))


def _twice(one: Gist, other: Gist) -> Level | None:
    """Whether two rows of one name and one organisation ask for the same: surely, perhaps, or not."""
    if one.kind != other.kind or not set(one.ask) & set(other.ask):
        return None
    pairs = [(mine, theirs) for mine, theirs in zip(one.marks, other.marks, strict=True) if mine and theirs]
    same = any(mine == theirs for mine, theirs in pairs)
    differs = any(mine != theirs for mine, theirs in pairs)
    if differs:
        return "warning" if same else None
    return "error" if same else "warning"


def _problem(code: str, level: Level = "error", **facts: str | int) -> Problem:
    return Problem(code=code, where="", facts=tuple((name, str(value)) for name, value in facts.items()), level=level)
