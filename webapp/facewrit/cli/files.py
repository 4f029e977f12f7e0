"""Reading what a person gives, and writing files that are whole or not there."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from facewrit.cli.terminal import fail
from facewrit.law.records import Data, Place, UnreadableRecord, read_yaml

LARGEST = 1_000_000  # bytes of a request or case file


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file as read: ``name`` for messages, its ``data``, and the lines on which its fields begin (may be unknown)."""

    name: str
    data: object
    lines: Mapping[Place, int]

    def begin(self, field: str) -> str:
        """The beginning of a message about a field: ``file:row:field``."""
        place: list[str | int] = []
        for part in field.split("."):
            name, _, number = part.partition("[")
            place += [name, int(number.rstrip("]")) - 1] if number else [name]
        while place and tuple(place) not in self.lines:
            place.pop()
        return f"{self.name}:{self.lines.get(tuple(place), 1)}:{field}"


def read_given(path: str) -> Given:
    """Read a YAML or JSON file, or standard input for ``-``.

    :raises Stop: if it is not there, too large, or neither YAML nor JSON; says where.
    """
    name = "standard input" if path == "-" else path
    if path == "-":
        content = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        fail(f"{name}: this file is too large. Give a request file of at most {LARGEST} bytes.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        fail(f"{name}:1: this file is not UTF-8. Save it as UTF-8.")
    if text.lstrip()[:1] == "{":
        try:
            data: Data = json.loads(text)
        except (ValueError, RecursionError):
            pass  # a YAML mapping may begin with a brace, too; and YAML says where the trouble is
        else:
            return Given(name=name, data=data, lines=_lines(text, name))
    try:
        source = read_yaml(Path(name), text)
    except UnreadableRecord as error:
        fail(f"{name}:{error.line}: {error.trouble} {error.remedy}")
    return Given(name=name, data=source.data, lines=source.lines)


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files so that each is whole or not there: into a file beside it first, which then takes its place.

    :raises Stop: if a folder does not exist.
    """
    for path in files:
        if not path.parent.is_dir():
            fail(f"{path}: the folder {path.parent} does not exist. Make it, or choose another.")
        if path.is_dir():
            fail(f"{path}: this is a folder. Give the name of a file.")
    for path, content in files.items():
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _lines(text: str, name: str) -> Mapping[Place, int]:
    """Lines of a JSON text, where it also reads as YAML."""
    try:
        return read_yaml(Path(name), text).lines
    except UnreadableRecord:
        return {}
