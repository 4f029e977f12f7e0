"""What all commands share at the rim: options, the day, the rooms, and how troubles are told."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import click

from facewrit.folders import RoomMissing, Rooms, find_rooms
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.request import BadRequest

FINDINGS, UNUSABLE = 1, 2


class Day(click.ParamType[date]):
    """A calendar day written as 2026-01-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or say how it is written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date. Write it as 2026-01-31.", param, ctx)


class Stop(Exception):
    """The command cannot go on; carries the exit status, lines for people, and the same for programs."""

    def __init__(self, status: int, lines: Iterable[str], answer: dict[str, Any]) -> None:
        self.status, self.lines, self.answer = status, tuple(lines), answer
        super().__init__(status)


@dataclass(frozen=True, kw_only=True)
class Rim:
    """The world as one command sees it: the day, the language for people, the rooms, and whether it speaks JSON.

    ``given_today``: the day that ``--today`` names.
    """

    given_today: date | None
    language: str
    as_json: bool
    rooms: Rooms

    @cached_property
    def today(self) -> date:
        """The day that ``--today`` names, else that of the clock."""
        return self.given_today or date.today()

    @cached_property
    def lawbook(self) -> Lawbook:
        """The records of the law."""
        return open_lawbook(self.rooms)

    @cached_property
    def phrasebook(self) -> Any:
        """The words: a :class:`facewrit.letters.phrasebook.Phrasebook`."""
        from facewrit.letters.phrasebook import Phrasebook

        return Phrasebook(*self.rooms.letter_templates)

    def answer(self, answer: dict[str, Any], lines: Iterable[str]) -> None:
        """Print an answer: as JSON, or the lines for people."""
        if self.as_json:
            click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            for line in lines:
                click.echo(line)

    def warn(self, text: str) -> None:
        """Print a warning to standard error."""
        click.echo(text, err=True)

    def check_language(self) -> None:
        """:raises Stop: if nothing can be said in the language of ``--lang``; names those there are."""
        if self.language not in self.phrasebook.languages:
            raise _unknown_language(self.language, self.phrasebook.languages)


def shared(command: Callable[..., int | None]) -> Callable[..., None]:
    """Give a command the options that all have, hand it a :class:`Rim` first, and tell its troubles."""
    for decorate in reversed(_OPTIONS):
        command = decorate(command)

    @functools.wraps(command)
    def run(
        as_json: bool,
        today: date | None,
        lang: str,
        jurisdictions: Path | None,
        letter_templates: Path | None,
        **given: Any,
    ) -> None:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8")
        try:
            rooms = find_rooms(jurisdictions, letter_templates)
            rim = Rim(given_today=today, language=lang, as_json=as_json, rooms=rooms)
            status = _told(rim, command, given)
        except RoomMissing as error:
            status = _tell(as_json, Stop(UNUSABLE, [str(error)], {"error": str(error)}))
        sys.exit(status or 0)

    return run


_OPTIONS = (
    click.option("--json", "as_json", is_flag=True, help="Answer in JSON."),
    click.option("--today", type=Day(), metavar="DATE", help="Take this day for today."),
    click.option("--lang", default="en", metavar="LANGUAGE", help="Language of texts for people (default: en)."),
    click.option(
        "--jurisdictions",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Lay these records over the shipped ones.",
    ),
    click.option(
        "--letter-templates",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Lay these words over the shipped ones.",
    ),
)


def _told(rim: Rim, command: Callable[..., int | None], given: dict[str, Any]) -> int | None:
    """Run a command; a trouble becomes a message and an exit status, never a traceback."""
    try:
        return command(rim, **given)
    except Stop as stop:
        return _tell(rim.as_json, stop)
    except BadRequest as error:
        return _tell(rim.as_json, stop_for_problems(error, rim))
    except BrokenPipeError:
        raise
    except OSError as error:
        text = f"{error.filename or 'file'}: {error.strerror or error}."
        return _tell(rim.as_json, Stop(UNUSABLE, [text], {"error": text}))
    except Exception as error:
        return _tell(rim.as_json, _stop_for(error))


def _tell(as_json: bool, stop: Stop) -> int:
    if as_json:
        click.echo(json.dumps(stop.answer, ensure_ascii=False, indent=2))
    for line in stop.lines:
        click.echo(line, err=True)
    return stop.status


def stop_for_problems(error: BadRequest, rim: Rim, prefix: Callable[[str], str] | None = None) -> Stop:
    """Put problems into words: ``file:row:field: what is wrong. What to do.``

    :param prefix: gives the beginning of a line from the field; without it the field is an option of the command.
    """
    from facewrit.answers.wordings import problems
    from facewrit.letters.phrasebook import NoWords

    try:
        told = problems(error.problems, rim.phrasebook, rim.language)
    except NoWords as missing:
        return _stop_for(missing)
    begin = prefix or option_of
    return Stop(UNUSABLE, [f"{begin(problem['field'])}: {problem['message']}" for problem in told], {"problems": told})


def option_of(field: str) -> str:
    """The option of the command line that a field of a question came from."""
    name = field.partition("[")[0].replace("_", "-")
    return "--" + {"controller.country": "controller-country", "controller.sector": "sector"}.get(name, name)


def _unknown_language(language: str, available: Iterable[str]) -> Stop:
    text = f"--lang: there are no words in '{language}'. Use one of these: {', '.join(available)}."
    return Stop(UNUSABLE, [text], {"error": text})


def _stop_for(error: Exception) -> Stop:
    """Troubles of the rooms themselves, and faults of the program: told without the values of the person."""
    from facewrit.law.building import FaultyRecords
    from facewrit.letters.phrasebook import NoWords

    if isinstance(error, FaultyRecords):
        lines = [f"{fault.path}:{fault.line}: {fault.trouble} {fault.remedy}" for fault in error.faults]
        return Stop(UNUSABLE, lines, {"error": "\n".join(lines)})
    if isinstance(error, NoWords):
        if error.what == "language" or not error.available:
            text = f"letter_templates: there are no words for {error.what} in '{error.language}'."
            text += (
                f" Use one of these languages: {', '.join(error.available)}." if error.available else " Use another."
            )
        else:
            text = (
                f"letter_templates: '{error.language}' lacks {error.what}."
                f" Use one of these languages: {', '.join(error.available)}."
            )
        return Stop(UNUSABLE, [text], {"error": text})
    where = _where(error)
    text = (
        f"facewrit: a fault in the program ({type(error).__name__} at {where})."
        " Please report it with the command that you ran, but without personal data."
    )
    return Stop(UNUSABLE, [text], {"error": text})


def _where(error: BaseException) -> str:
    """Module and line of a fault: enough to find it, and no value of a person."""
    trace, where = error.__traceback__, "?"
    while trace is not None:
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where


def fail(text: str) -> NoReturn:
    """:raises Stop: with one message, as unusable input."""
    raise Stop(UNUSABLE, [text], {"error": text})
