"""``law``: what is recorded, where it is from, whether it holds together, and what has not been looked at for long."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facewrit.cli.companies import import_controllers
from facewrit.cli.terminal import FINDINGS, UNUSABLE, Day, Rim, Stop, shared

if TYPE_CHECKING:
    from facewrit.answers.coverage import Covered

GRADES = ("high", "medium", "low", "memory")
_REVIEW_MARKS = {"draft": "D", "drafted": "d", "native speaker": "N", "lawyer": "L"}


@click.group()
def law() -> None:
    """List, show and check the records of the law."""


law.add_command(import_controllers)


@law.command("list")
@shared
def list_territories(rim: Rim) -> None:
    """List all territories with their laws, authorities and languages."""
    from facewrit.answers.laws import territories

    answer = territories(rim.lawbook, rim.language)
    rim.answer(answer, (_territory_line(found) for found in answer["territories"]))


@law.command()
@click.argument("code")
@click.option("--explain", is_flag=True, help="Say for each part which file it comes from.")
@shared
def show(rim: Rim, code: str, explain: bool) -> None:
    """Show every record of an id: a territory, a law, an authority, an organisation, a decision."""
    from facewrit.answers.laws import explained, near, record_json, records

    found = list(records(rim.lawbook, code))
    if not found:
        alike = ", ".join(near(rim.lawbook, code)) or "facewrit law list"
        text = f"CODE: there is no record '{code}'. Did you mean: {alike}?"
        raise Stop(UNUSABLE, [text], {"error": text})
    shown = [{"kind": kind, "record": record_json(record)} for kind, _, record in found]
    if explain:
        for entry, (_, key, _) in zip(shown, found, strict=True):
            entry["origins"] = explained(rim.rooms, key)
    rim.answer({"records": shown}, _record_lines(shown))


@law.command()
@shared
def check(rim: Rim) -> int:
    """Check the facts and the words of the law: file, line, what is wrong, what to do."""
    from facewrit.checks import findings
    from facewrit.checks.rooms import OpenRooms

    rooms = OpenRooms(rim.rooms)
    told = [
        {
            "check": name,
            "file": rooms.shown(finding.path),
            "line": finding.line,
            "trouble": finding.trouble,
            "remedy": finding.remedy,
        }
        for name, finding in findings(rooms)
    ]
    lines = [f"{found['file']}:{found['line']}: {found['trouble']} {found['remedy']}" for found in told]
    rim.answer({"findings": told}, lines or ["No findings."])
    return FINDINGS if told else 0


@law.command()
@click.option("--months", default=12, show_default=True, type=click.IntRange(1, 1200), help="Older than this.")
@shared
def stale(rim: Rim, months: int) -> int:
    """List facts that nobody has checked for so many months."""
    from facewrit.checks.rooms import OpenRooms
    from facewrit.checks.staleness import stale_facts

    rooms = OpenRooms(rim.rooms)
    told = [
        {"file": rooms.shown(fact.path), "line": fact.line, "checked": fact.checked, "source": fact.source}
        for fact in stale_facts(rooms.reading, today=rim.today, months=months)
    ]
    lines = (f"{found['file']}:{found['line']}: {found['checked']} {found['source'] or ''}".rstrip() for found in told)
    rim.answer({"stale": told}, lines)
    return FINDINGS if told else 0


@law.command()
@shared
def table(rim: Rim) -> int:
    """Walk the road in every jurisdiction: what a resident gets from a shop there, and why where there is nothing."""
    from facewrit.answers.table import COLUMNS, law_table
    from facewrit.answers.table_words import row_json, row_line

    rim.check_language()
    rows = law_table(rim.lawbook, rim.phrasebook, today=rim.today)
    told = [row_json(row, rim.phrasebook, rim.language) for row in rows]
    unexplained = sum(len(row.unexplained) for row in rows)
    lines = [
        f"| place | {' | '.join(COLUMNS)} |",
        f"|{' --- |' * (len(COLUMNS) + 1)}",
        *(row_line(row, rim.phrasebook, rim.language) for row in rows),
    ]
    rim.answer({"columns": list(COLUMNS), "jurisdictions": told, "unexplained": unexplained}, lines)
    return FINDINGS if unexplained else 0


@law.command()
@click.option("--regime", "regimes", multiple=True, metavar="REGIME", help="Only this law; may be given again.")
@click.option("--language", "languages", multiple=True, metavar="LANGUAGE", help="Only this language; again too.")
@shared
def letters(rim: Rim, regimes: tuple[str, ...], languages: tuple[str, ...]) -> None:
    """Say which letters there are under which law in which language, and who has read them."""
    from facewrit.answers.coverage import letter_coverage
    from facewrit.request import KINDS

    for option, given, known in (
        ("--regime", regimes, rim.lawbook.ids("regimes")),
        ("--language", languages, rim.phrasebook.languages),
    ):
        for code in given:
            if code not in known:
                text = f"{option}: there is no '{code}'. There are: {', '.join(known)}."
                raise Stop(UNUSABLE, [text], {"error": text})
    rows = list(letter_coverage(rim.lawbook, rim.phrasebook, regimes=regimes, languages=languages))
    rim.answer(
        {"kinds": list(KINDS), "letters": [asdict(row) for row in rows]},
        [
            f"| law | language | {' | '.join(KINDS)} |",
            f"|{' --- |' * (len(KINDS) + 2)}",
            *map(_letters_line, rows),
            "",
            "D: a draft that nobody has reviewed, not to be sent unread; d: drafted, nobody has reviewed it;",
            "N: read by a native speaker; L: by a lawyer; ·: there is none. +: in words of this law's own.",
            "*: a language of a place where the law applies.",
        ],
    )


@law.command()
@click.option("--since", type=Day(), metavar="DATE", help="Count the facts confirmed on this day or later.")
@shared
def memory(rim: Rim, since: date | None) -> None:
    """List the facts that stand from memory, by jurisdiction, and how many stand at each grade."""
    from facewrit.checks.grades import standings
    from facewrit.checks.rooms import OpenRooms

    rooms = OpenRooms(rim.rooms)
    found = standings(rooms.reading, since=since)
    told = {
        code: {
            **{grade: standing.grades[grade] for grade in GRADES},
            **({"confirmed_since": standing.since} if since else {}),
            "facts": [
                {"file": rooms.shown(fact.path), "line": fact.line, "place": fact.place} for fact in standing.memory
            ],
        }
        for code, standing in found.items()
    }
    total = {grade: sum(standing.grades[grade] for standing in found.values()) for grade in GRADES}
    answer: dict[str, Any] = {"jurisdictions": told, "total": total}
    if since:
        answer["since"] = since.isoformat()
        answer["total"]["confirmed_since"] = sum(standing.since for standing in found.values())
    rim.answer(answer, _memory_lines(answer))


@law.command()
@click.option("--out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="The JSON file to write.")
@shared
def export(rim: Rim, out: Path) -> None:
    """Write all records with their sources as one JSON file that anybody may use (CC0)."""
    from facewrit.answers.open_data import LICENCE, open_data
    from facewrit.cli.files import write_all

    content = b"".join(open_data(rim.lawbook))
    write_all({out: content})
    answer = {"file": str(out), "bytes": len(content), "ruleset": rim.lawbook.ruleset, "licence": LICENCE}
    rim.answer(answer, [f"{out}: {len(content)} bytes, ruleset {rim.lawbook.ruleset}, {LICENCE}."])


def _memory_lines(answer: dict[str, Any]) -> Iterator[str]:
    """Each jurisdiction with its counts, and its facts from memory below; the sum at the end."""

    def counts(numbers: dict[str, Any]) -> str:
        told = ", ".join(f"{numbers[grade]} {grade}" for grade in GRADES)
        return told + (f"; {numbers['confirmed_since']} confirmed since {answer['since']}" if "since" in answer else "")

    for code, standing in answer["jurisdictions"].items():
        yield f"{code}: {counts(standing)}"
        yield from (f"  {fact['file']}:{fact['line']}: {fact['place'] or 'the record'}" for fact in standing["facts"])
    yield f"in all: {counts(answer['total'])}"


def _letters_line(row: Covered) -> str:
    """A row of a Markdown table."""
    from facewrit.request import KINDS

    def mark(kind: str) -> str:
        return _REVIEW_MARKS[row.letters[kind]] + "+" * (kind in row.own) if kind in row.letters else "·"

    return f"| {row.regime} | {row.language}{'*' * row.spoken} | {' | '.join(map(mark, KINDS))} |"


def _territory_line(found: dict[str, Any]) -> str:
    law = ", ".join(found["regimes"]) or "—"
    return f"{found['code']:7} {found['name']}: {law} ({', '.join(found['authorities']) or '—'}; {found['confidence']})"


def _record_lines(shown: list[dict[str, Any]]) -> Iterator[str]:
    for entry in shown:
        yield f"# {entry['kind']}"
        yield json.dumps(entry["record"], ensure_ascii=False, indent=2)
        yield from (f"{place}: {origin}" for place, origin in entry.get("origins", {}).items())
