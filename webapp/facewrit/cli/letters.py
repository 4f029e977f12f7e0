"""``letter`` and ``pack``: from a request file to files that can be sent."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facewrit.cli.files import Given, read_given, write_all
from facewrit.cli.terminal import FINDINGS, UNUSABLE, Rim, Stop, shared, stop_for_problems
from facewrit.request import KINDS, BadRequest

if TYPE_CHECKING:
    from facewrit.drafting import Dossier

_T = TypeVar("_T")
_KIND = click.option("--kind", type=click.Choice(KINDS), help="Kind of letter (default: request).")
_LANGUAGE = click.option("--language", metavar="LANGUAGE", help="Language of the letter.")


@click.command()
@click.argument("request", metavar="REQUEST|-")
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE …]")
@click.option(
    "--out",
    "outs",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write; the suffix says the format (.pdf .txt .html .eml .ics). May be repeated.",
)
@_KIND
@_LANGUAGE
@shared
def letter(
    rim: Rim, request: str, more: tuple[Path, ...], outs: tuple[Path, ...], kind: str | None, language: str | None
) -> None:
    """Write a letter from a request file, or from standard input."""
    from facewrit.bundles.pack import SUFFIXES, letter_file

    formats = {path: path.suffix.lower().lstrip(".") for path in (*outs, *more)}
    for path, suffix in formats.items():
        if suffix not in SUFFIXES:
            known = ", ".join(f".{name}" for name in SUFFIXES)
            text = f"--out: '{path.name}' does not say a format that there is. End its name with one of {known}."
            raise Stop(UNUSABLE, [text], {"error": text})
    given = read_given(request)
    dossier = _draft(rim, given, kind, language)
    made = _made(
        rim, given, lambda: {suffix: letter_file(dossier, suffix, rim.phrasebook) for suffix in formats.values()}
    )
    files = {path: made[suffix].content for path, suffix in formats.items()}
    write_all(files)
    _tell(rim, dossier, files)


@click.command()
@click.argument("request", metavar="REQUEST|-")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE.zip", help="Where to write the ZIP."
)
@_KIND
@_LANGUAGE
@shared
def pack(rim: Rim, request: str, out: Path, kind: str | None, language: str | None) -> None:
    """Write a ZIP: the letter in all formats, the sender's sheet, a reading copy, the deadlines, and the case file."""
    from facewrit.bundles.pack import pack_letter

    given = read_given(request)
    dossier = _draft(rim, given, kind, language)
    content = _made(rim, given, lambda: pack_letter(dossier, rim.phrasebook))
    write_all({out: content})
    _tell(rim, dossier, {out: content})


def _draft(rim: Rim, given: Given, kind: str | None, language: str | None) -> Dossier:
    """From the file to the dossier.

    :raises Stop: with problems in the words of ``--lang``, or a refusal.
    """
    from facewrit.answers.wordings import refused
    from facewrit.drafting import Refused, draft, reference_from
    from facewrit.intake import read_intent
    from facewrit.letters.wording import Wording

    rim.check_language()
    try:
        intent = read_intent(given.data, today=rim.today)
        if kind:
            intent = replace(intent, kind=kind)
        if language:
            intent = replace(intent, request=replace(intent.request, language=language))
        reference = reference_from(secrets.token_bytes(16))
        return draft(intent, rim.lawbook, rim.phrasebook, today=rim.today, reference=reference)
    except BadRequest as error:
        raise stop_for_problems(error, rim, given.begin) from error
    except Refused as error:
        answer = refused(error.refusal, Wording(rim.phrasebook, rim.language))
        told = answer["refused"]
        lines = [f"{given.name}: {told['text']}", *(f"- {item['text']}" for item in told["instead"])]
        raise Stop(FINDINGS, lines, answer) from error


def _made(rim: Rim, given: Given, make: Callable[[], _T]) -> _T:
    """Make files; what the paper refuses is told like any other problem of the request."""
    from facewrit.answers.wordings import problem_of
    from facewrit.formats.refusals import FormatRefusal

    try:
        return make()
    except FormatRefusal as refusal:
        problem = problem_of(refusal)
        if problem is not None:
            raise stop_for_problems(BadRequest([problem]), rim, given.begin) from refusal
        raise Stop(UNUSABLE, [f"{given.name}: {refusal}"], {"error": str(refusal)}) from refusal


def _tell(rim: Rim, dossier: Dossier, files: dict[Path, bytes]) -> None:
    """Say what was written; warnings go to standard error."""
    from facewrit.answers.letters import letter_answer

    answer = letter_answer(dossier, rim.phrasebook, rim.language)
    answer["files"] = [_file(path, content) for path, content in files.items()]
    for warning in (*answer["unconfirmed"], *answer["warnings"]):
        rim.warn(warning["text"])
    rim.answer(answer, (f"{path} ({dossier.facts.reference})" for path in files))


def _file(path: Path, content: bytes) -> dict[str, Any]:
    import hashlib

    return {"path": str(path), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
