"""``case``: a case file from its first letter to the regulator. Personal data never stands on the command line."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facewrit.cli.files import LARGEST, read_given, write_all
from facewrit.cli.letters import draft_intent, draft_request, make_files
from facewrit.cli.terminal import Day, Rim, fail, shared
from facewrit.events import EVENT_KINDS
from facewrit.request import FOLLOWING, MANDATES

if TYPE_CHECKING:
    from facewrit.casefile.form import Case
    from facewrit.casefile.reading import Opened

_CASE = click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
_PASSPHRASE = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read the passphrase of a sealed case from this file; without it you are asked.",
)
_LETTER = click.option("--letter", metavar="REFERENCE", help="The letter that it is about, if there are several.")
#: What ``--set`` may give: nothing that says who somebody is.
_DETAILS = ("grounds", "missing", "amount", "until", "reference", "channel", "claims")


@click.group()
def case() -> None:
    """Keep a case: log what happened, see what comes next, write the next letter, seal the file."""


@case.command()
@click.argument("request", metavar="REQUEST|-")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="CASE", help="The case file to write.")
@shared
def new(rim: Rim, request: str, out: Path) -> None:
    """Begin a case file with the letter of a request."""
    from facewrit.casefile.case import new_case
    from facewrit.casefile.reading import encode_case

    if out.exists():
        fail(f"{out}: there is such a file already. Choose another name; a case is never overwritten.")
    dossier = draft_request(rim, read_given(request), None, None)
    write_all({out: encode_case(new_case(dossier))})
    reference = dossier.facts.reference
    rim.answer({"case": str(out), "letters": [reference]}, [f"{out} ({reference})"])


@case.command()
@_CASE
@click.argument("event", type=click.Choice(EVENT_KINDS), metavar="EVENT")
@click.option("--on", required=True, type=Day(), metavar="DATE", help="The day on which it happened.")
@click.option("--set", "details", multiple=True, metavar="KEY=VALUE", help=f"One of {', '.join(_DETAILS)}.")
@click.option("--from", "source", metavar="FILE|-", help="Read the details from a YAML or JSON file.")
@_LETTER
@_PASSPHRASE
@shared
def log(
    rim: Rim,
    path: Path,
    event: str,
    on: date,
    details: tuple[str, ...],
    source: str | None,
    letter: str | None,
    passphrase_file: Path | None,
) -> None:
    """Log what happened."""
    from facewrit.casefile.history import log_event

    given: dict[str, Any] = {}
    if source is not None:
        read = read_given(source)
        if not isinstance(read.data, dict):
            fail(f"{read.name}:1: this has to be a set of named fields. Write one field a line, name: value.")
        given |= read.data
    for detail in details:
        key, equals, value = detail.partition("=")
        if not equals or key not in _DETAILS:
            fail(f"--set: '{key}' cannot be set. Write KEY=VALUE with one of {', '.join(_DETAILS)}.")
        given[key] = value
    given |= {"type": event, "on": on.isoformat()} | ({"letter": letter} if letter else {})
    file = _CaseFile(path, passphrase_file)
    file.write(log_event(file.opened.case, given, today=rim.today))
    rim.answer({"case": str(path), "events": len(file.opened.case.events)}, [f"{path}: {event} {on.isoformat()}"])


@case.command("next")
@_CASE
@_PASSPHRASE
@shared
def next_(rim: Rim, path: Path, passphrase_file: Path | None) -> None:
    """Say where the case stands, and what comes next."""
    from facewrit.answers.cases import position_json, position_lines
    from facewrit.casefile.position import position

    rim.check_language()
    found = position(_CaseFile(path, passphrase_file).opened.case, rim.lawbook, rim.today)
    answer = position_json(found, rim.phrasebook, rim.language)
    rim.answer(answer, position_lines(found, rim.phrasebook, rim.language))


@case.command()
@_CASE
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE.ics", help="The calendar to write."
)
@_PASSPHRASE
@shared
def calendar(rim: Rim, path: Path, out: Path, passphrase_file: Path | None) -> None:
    """Write the days of the case as a calendar: due dates, reminders, last days of steps; no personal data."""
    from facewrit.bundles.case_calendar import calendar_of_case
    from facewrit.casefile.position import position

    if out.suffix.lower() != ".ics":
        fail(f"--out: '{out.name}': a calendar ends in .ics. Give such a name.")
    rim.check_language()
    found = position(_CaseFile(path, passphrase_file).opened.case, rim.lawbook, rim.today)
    write_all({out: calendar_of_case(found, rim.phrasebook, rim.language)})
    rim.answer({"case": str(path), "files": [str(out)]}, [str(out)])


@case.command("letter")
@_CASE
@click.option("--kind", required=True, type=click.Choice((*FOLLOWING, *MANDATES)), help="Kind of letter.")
@click.option("--out", "outs", multiple=True, required=True, type=click.Path(path_type=Path), metavar="FILE")
@click.option("--language", metavar="LANGUAGE", help="Language of the letter.")
@click.option("--from", "source", metavar="FILE|-", help="Fields to add (enclosures, remarks, representative …).")
@_LETTER
@_PASSPHRASE
@shared
def letter_(
    rim: Rim,
    path: Path,
    kind: str,
    outs: tuple[Path, ...],
    language: str | None,
    source: str | None,
    letter: str | None,
    passphrase_file: Path | None,
) -> None:
    """Write the next letter, and keep it in the case file. A complaint as .zip brings its enclosures."""
    from facewrit.casefile.case import case_letter
    from facewrit.casefile.history import follow_up, letter_of, with_letter

    file = _CaseFile(path, passphrase_file)
    given = read_given(source).data if source else {}
    if not isinstance(given, dict):
        fail(f"{source}:1: this has to be a set of named fields. Write one field a line, name: value.")
    more = given | ({"language": language} if language else {})
    intent = follow_up(file.opened.case, kind, letter=letter, today=rim.today, **more)
    dossier = draft_intent(rim, intent, str(path))
    bundles = [out for out in outs if out.suffix.lower() == ".zip"]
    if bundles and kind != "complaint":
        fail(f"--out: '{bundles[0].name}': only a complaint is bundled. Give another format.")
    files = make_files(rim, dossier, [out for out in outs if out not in bundles], str(path))
    if bundles:
        from facewrit.bundles.complaint import complaint_bundle

        first = letter_of(file.opened.case, letter)
        content = complaint_bundle(file.opened.case, first, dossier, rim.phrasebook)
        files |= dict.fromkeys(bundles, content)
    kept = with_letter(file.opened.case, case_letter(dossier), letter_of(file.opened.case, letter))
    write_all(files)
    file.write(kept)
    rim.answer(
        {"reference": dossier.facts.reference, "kind": kind, "files": [str(out) for out in files]},
        (f"{out} ({dossier.facts.reference})" for out in files),
    )


@case.command()
@_CASE
@_PASSPHRASE
@shared
def seal(rim: Rim, path: Path, passphrase_file: Path | None) -> None:
    """Seal the case file with a passphrase (age format; the age command opens it, too)."""
    from facewrit.casefile import sealing

    content = _read(path)
    if sealing.is_sealed(content):
        fail(f"{path}: this file is sealed already.")
    passphrase = _passphrase(passphrase_file, twice=True)
    write_all({path: sealing.seal(content, passphrase)})
    rim.answer({"case": str(path), "sealed": True}, [f"{path}: sealed. Without the passphrase nobody can open it."])


@case.command("open")
@_CASE
@_PASSPHRASE
@shared
def open_(rim: Rim, path: Path, passphrase_file: Path | None) -> None:
    """Open a sealed case file."""
    from facewrit.casefile import sealing

    content = _unsealed(_read(path), path, _passphrase(passphrase_file))
    assert not sealing.is_sealed(content)
    write_all({path: content})
    rim.answer({"case": str(path), "sealed": False}, [f"{path}: open."])


class _CaseFile:
    """A case file on disk, open or sealed; it is written back as it was found."""

    def __init__(self, path: Path, passphrase_file: Path | None) -> None:
        from facewrit.casefile import sealing
        from facewrit.casefile.reading import BadCase, open_case

        self.path = path
        content = _read(path)
        self.passphrase = _passphrase(passphrase_file) if sealing.is_sealed(content) else None
        if self.passphrase is not None:
            content = _unsealed(content, path, self.passphrase)
        try:
            self.opened: Opened = open_case(content)
        except BadCase as error:
            fail(f"{path}: {error}")

    def write(self, changed: Case) -> None:
        """Write the changed case over the file, sealed if it was sealed."""
        from facewrit.casefile import sealing
        from facewrit.casefile.reading import encode_case, open_case

        content = encode_case(changed, self.opened.said)
        self.opened = open_case(content)
        write_all({self.path: sealing.seal(content, self.passphrase) if self.passphrase else content})


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(LARGEST * 5 + 1)
    if len(content) > LARGEST * 5:
        fail(f"{path}: this file is too large for a case file.")
    return content


def _unsealed(content: bytes, path: Path, passphrase: str) -> bytes:
    from facewrit.casefile import sealing

    try:
        return sealing.unseal(content, passphrase)
    except sealing.SealBroken as error:
        fail(f"{path}: {error}")


def _passphrase(source: Path | None, *, twice: bool = False) -> str:
    """The passphrase: the first line of a file, or asked for where there is a terminal."""
    if source is not None:
        word = source.read_text(encoding="utf-8").splitlines()[:1]
        if not word or not word[0]:
            fail(f"{source}: the first line has to be the passphrase; it is empty.")
        return word[0]
    if not sys.stdin.isatty():
        fail("--passphrase-file: this case is sealed, and there is no terminal to ask at. Name a file.")
    asked: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)
    return asked
