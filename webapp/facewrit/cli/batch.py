"""``batch``: from a spreadsheet to a ZIP of letters."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facewrit.cli.files import read_given, write_all
from facewrit.cli.progress import progress
from facewrit.cli.terminal import FINDINGS, UNUSABLE, Rim, Stop, fail, shared

if TYPE_CHECKING:
    from facewrit.batch.engines import Engine
    from facewrit.batch.findings import Finding
    from facewrit.batch.run import Batch, Report

_MOST_SHOWN = 200  # lines of findings for people; the annotated file and --json have all
_SHEET = click.argument("sheet", metavar="SHEET|-")
_READING = (
    click.option("--encoding", metavar="NAME", help="Encoding of a text file, such as cp932 (default: detected)."),
    click.option("--delimiter", metavar="SIGN", help="What separates the cells of a text file (default: detected)."),
    click.option(
        "--table", metavar="NAME", help="Which sheet of a workbook to read (default: the first that is filled)."
    ),
    click.option("--dates", type=click.Choice(("ymd", "dmy", "mdy")), help="Order of days such as 03/04/2026."),
    click.option("--settings", metavar="FILE", help="The clinic's own fields, for rows that do not fill them."),
    click.option(
        "--workers", type=click.IntRange(1, 64), default=1, metavar="N", help="Processes that work (default: 1)."
    ),
    click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler whose workers work, such as tls://host:8786."),
    click.option(
        "--cluster-keys",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Folder with ca.pem, cert.pem and key.pem for the cluster.",
    ),
    click.option(
        "--annotated",
        type=click.Path(path_type=Path),
        metavar="FILE.xlsx",
        help="Write the sheet with all messages in it.",
    ),
)
_SETTINGS = ("representative", "channel", "language", "reading_language", "enclosures", "track", "safety")


@click.group()
def batch() -> None:
    """Make many letters from one spreadsheet: check it, then make the ZIP."""


def _reading(command: Callable[..., Any]) -> Callable[..., Any]:
    for decorate in reversed(_READING):
        command = decorate(command)
    return command


@batch.command()
@_SHEET
@_reading
@shared
def check(rim: Rim, sheet: str, **given: Any) -> int:
    """Check every row of a sheet; nothing is made."""
    with _engine(rim, given) as engine:
        opened, report, _ = _checked(rim, sheet, given, engine)
    _tell(rim, opened, report, {})
    return UNUSABLE if not opened.usable else FINDINGS if report.bad else 0


@batch.command()
@_SHEET
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE.zip", help="Where to write the ZIP."
)
@click.option("--only-good-rows", is_flag=True, help="Make the letters of the good rows though others are bad.")
@click.option(
    "--seed",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A secret file from which references are made, the same each time.",
)
@click.option("--continue", "go_on", is_flag=True, help="Go on with an interrupted run.")
@_reading
@shared
def make(rim: Rim, sheet: str, out: Path, only_good_rows: bool, seed: Path | None, go_on: bool, **given: Any) -> int:
    """Make the ZIP: letters, sheets for the senders, case files, manifest, deadlines, and the bad rows."""
    if not out.parent.is_dir():
        fail(f"{out}: the folder {out.parent} does not exist. Make it, or choose another.")
    if out.is_dir():
        fail(f"{out}: this is a folder. Give the name of a file.")
    secret = _secret(seed)
    with _engine(rim, given) as engine:
        opened, report, content = _checked(rim, sheet, given, engine)
        if not opened.usable or not report.good or (report.bad and not only_good_rows):
            _tell(rim, opened, report, {"written": False})
            if opened.usable and report.bad:
                hint = " Mend the rows, or say --only-good-rows." if report.good else " Mend the rows."
                rim.warn(f"{out}: nothing was written, since {len(report.bad)} of {report.rows} rows are bad.{hint}")
            return FINDINGS if opened.usable else UNUSABLE
        from facewrit.cli.batch_files import write_zip

        written = write_zip(rim, opened, report, engine, content, out, secret=secret, go_on=go_on)
    for finding in written.failed:
        rim.warn(_line(opened, finding))
    _tell(rim, opened, report, {"written": True, **written.json()})
    return FINDINGS if report.bad or written.failed else 0


@batch.command()
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Where to write (.csv, .xlsx)."
)
@shared
def example(rim: Rim, out: Path) -> None:
    """Write an example sheet with headings in the language of --lang."""
    from facewrit.batch.examples import SUFFIXES, example_sheet
    from facewrit.batch.vocabulary import vocabulary

    if out.suffix.lower() not in SUFFIXES:
        fail(
            f"--out: '{out.name}' does not say a format that there is. End its name with one of {', '.join(SUFFIXES)}."
        )
    known = vocabulary().languages
    if rim.language not in known:
        fail(f"--lang: there is no example in '{rim.language}'. Use one of these: {', '.join(known)}.")
    write_all({out: example_sheet(rim.language, out.suffix.lower())})
    rim.answer({"path": str(out)}, [str(out)])


@batch.command("print")
@click.argument("letters", type=click.Path(path_type=Path, dir_okay=False), metavar="LETTERS.zip")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf", help="Where to write the PDF."
)
@click.option("--duplex", is_flag=True, help="Begin each letter on a fresh leaf, for printing on both sides.")
@shared
def print_letters(rim: Rim, letters: Path, out: Path, duplex: bool) -> None:
    """Put all letters of a ZIP into one PDF to be printed; the sheets for the senders never."""
    from facewrit.batch.printing import NotOurs, print_file

    try:
        with letters.open("rb") as file:
            content, count = print_file(file, duplex=duplex)
    except NotOurs:
        fail(f"{letters}: this is not a whole ZIP of letters. Give one that 'facewrit batch make' has written.")
    write_all({out: content})
    rim.answer({"path": str(out), "letters": count}, [f"{out} ({count})"])


# --- Checking ------------------------------------------------------------------------------------------------------


def _checked(rim: Rim, sheet: str, given: dict[str, Any], engine: Engine) -> tuple[Batch, Report, bytes]:
    """The sheet, opened and checked, and its bytes.

    :raises Stop: if the file cannot be used at all.
    """
    from facewrit.batch.findings import Teller
    from facewrit.batch.run import check_batch, open_batch
    from facewrit.batch.sheet import Choices, Limits, UnusableSheet

    rim.check_language()
    content = _read(sheet, Limits().bytes)
    name = "standard input" if sheet == "-" else sheet
    delimiter = {"\\t": "\t", "tab": "\t"}.get(given["delimiter"] or "", given["delimiter"])
    if delimiter is not None and len(delimiter) != 1:
        fail(f"--delimiter: '{delimiter}' is not one sign. Give one, such as ';', or 'tab'.")
    choices = Choices(encoding=given["encoding"], delimiter=delimiter, table=given["table"], dates=given["dates"])
    try:
        opened = open_batch(
            content,
            name,
            rooms=rim.rooms,
            language=rim.language,
            today=rim.today,
            choices=choices,
            settings=_settings(given["settings"]),
        )
    except UnusableSheet as error:
        told = [Teller(rim.phrasebook, rim.language).problem(problem) for problem in error.problems]
        problems = [
            {
                "row": None,
                "column": None,
                "level": one.level,
                "code": one.code,
                "message": one.message,
                "remedy": one.remedy,
            }
            for one in told
        ]
        lines = [f"{name}: {one.text}" for one in told]
        raise Stop(UNUSABLE, lines, {"rows": 0, "good": 0, "problems": problems}) from error
    with progress(rim, len(opened.rows), "check") as tick:
        report = check_batch(opened, engine, tick)
    if given["annotated"] is not None:
        from facewrit.batch.examples import annotated_sheet

        write_all({given["annotated"]: annotated_sheet(opened, report)})
    return opened, report, content


def _read(sheet: str, most: int) -> bytes:
    """The file, or standard input for ``-``; one byte more than is allowed tells that it is too large."""
    if sheet == "-":
        return sys.stdin.buffer.read(most + 1)
    with Path(sheet).open("rb") as file:
        return file.read(most + 1)


def _settings(path: str | None) -> dict[str, Any]:
    """The clinic's own fields, in the form of the request file."""
    if path is None:
        return {}
    given = read_given(path)
    if not isinstance(given.data, dict):
        fail(f"{path}:1: this file has to hold named fields. Write one a line, name: value.")
    for name in given.data:
        if name not in _SETTINGS:
            fail(f"{given.begin(str(name))}: this cannot hold for all rows. Use these alone: {', '.join(_SETTINGS)}.")
    return dict(given.data)


def _secret(path: Path | None) -> bytes:
    if path is None:
        return secrets.token_bytes(32)
    with path.open("rb") as file:
        content = file.read(4097)
    if not 16 <= len(content.strip()) <= 4096:
        fail(f"{path}: a secret has 16 to 4096 bytes. Make one with: openssl rand -hex 32")
    return content.strip()


@contextmanager
def _engine(rim: Rim, given: dict[str, Any]) -> Iterator[Engine]:
    from facewrit.batch.engines import OneProcess, Processes

    found: Engine
    if given["cluster"]:
        from facewrit.batch.cluster import Cluster, UnfitCluster

        try:
            found = Cluster(given["cluster"], given["cluster_keys"], rim.lawbook.ruleset)
        except UnfitCluster as error:
            fail(f"--cluster: {error}")
    else:
        found = Processes(given["workers"]) if given["workers"] > 1 else OneProcess()
    try:
        yield found
    finally:
        found.close()


# --- Telling -------------------------------------------------------------------------------------------------------


def _tell(rim: Rim, opened: Batch, report: Report, more: dict[str, Any]) -> None:
    """Findings go to standard error, one a line; what was read and how it stands to standard output."""
    detected = opened.sheet.detected
    read_as = [
        detected.form,
        detected.encoding,
        detected.table,
        _NAMES.get(detected.delimiter or "", detected.delimiter),
    ]
    told = ", ".join(str(one) for one in read_as if one)
    answer = report.json()
    answer["read_as"] = {
        "form": detected.form,
        "encoding": detected.encoding,
        "delimiter": detected.delimiter,
        "table": detected.table,
        "headings_in_row": opened.setting.columns.heading_row,
    }
    answer |= more
    if not rim.as_json:
        lines = [_line(opened, finding) for finding in _grouped(report.findings)]
        for line in lines[:_MOST_SHOWN]:
            rim.warn(line)
        if len(lines) > _MOST_SHOWN:
            rim.warn(f"… and {len(lines) - _MOST_SHOWN} more; --json or --annotated FILE.xlsx has all.")
    bad = len(report.bad)
    lines = [f"Read as {told}; headings in row {opened.setting.columns.heading_row}."]
    good = "all good" if report.good and not bad else f"{len(report.good)} good, {bad} bad"
    lines.append(f"{report.rows} rows: {good}.")
    if more.get("written"):
        lines.append(f"{more['path']} ({more['letters']} letters, {more['bytes']} bytes)")
    rim.answer(answer, lines)


_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def _grouped(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Errors one by one; a warning that stands in many rows once, with its first row."""
    seen: dict[tuple[str | None, str], int] = {}
    for finding in findings:
        key = (finding.column, finding.text)
        if finding.level == "warning":
            seen[key] = seen.get(key, 0) + 1
            if seen[key] > 1:
                continue
        yield finding


def _line(opened: Batch, finding: Finding) -> str:
    """``file:row:column: what is wrong. What to do.``"""
    where = [opened.sheet.name, *(str(one) for one in (finding.row, finding.column) if one is not None)]
    level = "warning: " if finding.level == "warning" else ""
    return f"{':'.join(where)}: {level}{finding.text}"
