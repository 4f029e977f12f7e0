"""``letter`` and ``pack``: from a request file to files that can be sent."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facewrit.cli.files import Given, read_given, write_all
from facewrit.cli.terminal import FINDINGS, UNUSABLE, Rim, Stop, shared, stop_for_problems
from facewrit.request import KINDS, BadRequest

if TYPE_CHECKING:
    from facewrit.drafting import Dossier
    from facewrit.request import Intent

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
    help="Where to write; the suffix says the format (.pdf .docx .txt .html .eml .ics). May be repeated.",
)
@_KIND
@_LANGUAGE
@shared
def letter(
    rim: Rim, request: str, more: tuple[Path, ...], outs: tuple[Path, ...], kind: str | None, language: str | None
) -> None:
    """Write a letter from a request file, or from standard input."""
    given = read_given(request)
    check_suffixes((*outs, *more))
    dossier = draft_request(rim, given, kind, language)
    files = make_files(rim, dossier, (*outs, *more), given.name, given.begin)
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
    dossier = draft_request(rim, given, kind, language)
    content = _made(rim, given.name, given.begin, lambda: pack_letter(dossier, rim.phrasebook))
    write_all({out: content})
    _tell(rim, dossier, {out: content})


def check_suffixes(paths: Iterable[Path]) -> dict[Path, str]:
    """The format of each file by its suffix.

    :raises Stop: if one says no format that there is.
    """
    from facewrit.bundles.pack import SUFFIXES

    formats = {path: path.suffix.lower().lstrip(".") for path in paths}
    for path, suffix in formats.items():
        if suffix not in SUFFIXES:
            known = ", ".join(f".{name}" for name in SUFFIXES)
            text = f"--out: '{path.name}' does not say a format that there is. End its name with one of {known}."
            raise Stop(UNUSABLE, [text], {"error": text})
    return formats


def draft_request(rim: Rim, given: Given, kind: str | None, language: str | None) -> Dossier:
    """From a request file to the dossier.

    :raises Stop: with problems in the words of ``--lang``, or a refusal.
    """
    from facewrit.intake import read_intent

    rim.check_language()
    try:
        data = {**given.data, "kind": kind} if kind and isinstance(given.data, dict) else given.data
        intent = read_intent(data, today=rim.today)
        if language:
            intent = replace(intent, request=replace(intent.request, language=language))
    except BadRequest as error:
        raise stop_for_problems(error, rim, given.begin) from error
    return draft_intent(rim, intent, given.name, given.begin)


def draft_intent(rim: Rim, intent: Intent, name: str, begin: Callable[[str], str] | None = None) -> Dossier:
    """From an intent to the dossier.

    :param name: of the file that it comes from; ``begin`` gives the beginning of a message about a field of it.
    :raises Stop: with problems in the words of ``--lang``, or a refusal.
    """
    from facewrit.answers.wordings import refused
    from facewrit.drafting import Refused, draft, reference_from
    from facewrit.letters.wording import Wording

    rim.check_language()
    try:
        reference = reference_from(secrets.token_bytes(16))
        return draft(intent, rim.lawbook, rim.phrasebook, today=rim.today, reference=reference)
    except BadRequest as error:
        raise stop_for_problems(error, rim, begin or (lambda field: f"{name}: {field}")) from error
    except Refused as error:
        answer = refused(error.refusal, Wording(rim.phrasebook, rim.language))
        told = answer["refused"]
        lines = [f"{name}: {told['text']}", *(f"- {item['text']}" for item in told["instead"])]
        raise Stop(FINDINGS, lines, answer) from error


def make_files(
    rim: Rim, dossier: Dossier, paths: Iterable[Path], name: str, begin: Callable[[str], str] | None = None
) -> dict[Path, bytes]:
    """The letter in the formats that the paths say; nothing is written yet.

    :raises Stop: if a path says no format, or the paper refuses the letter.
    """
    from facewrit.bundles.pack import letter_file

    formats = check_suffixes(paths)
    begin = begin or (lambda field: f"{name}: {field}")
    suffixes = set(formats.values())
    made = _made(rim, name, begin, lambda: {one: letter_file(dossier, one, rim.phrasebook) for one in suffixes})
    return {path: made[suffix].content for path, suffix in formats.items()}


def _made(rim: Rim, name: str, begin: Callable[[str], str], make: Callable[[], _T]) -> _T:
    """Make files; what the paper refuses is told like any other problem of the request."""
    from facewrit.answers.wordings import problem_of
    from facewrit.formats.refusals import FormatRefusal

    try:
        return make()
    except FormatRefusal as refusal:
        problem = problem_of(refusal)
        if problem is not None:
            raise stop_for_problems(BadRequest([problem]), rim, begin) from refusal
        raise Stop(UNUSABLE, [f"{name}: {refusal}"], {"error": str(refusal)}) from refusal


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
