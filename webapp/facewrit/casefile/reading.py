"""Case files in and out of JSON: versions, and keys that this version does not know, which are kept as they came."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from msgspec.inspect import StructType, Type, UnionType, VarTupleType, type_info

from facewrit.casefile.form import FORMAT, Case

#: How a file of an older format becomes one of the next; by the older format's name. There is no older one yet.
UPGRADES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {}
_KEYS = {"letters": "reference", "events": "id"}
_FORM = type_info(Case)


class BadCase(ValueError):
    """A file that is no case file of this format. The message says where, and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A case file as read: the case, and all that the file said, so that unknown keys are written back."""

    case: Case
    said: Mapping[str, Any]


def encode_case(case: Case, said: Mapping[str, Any] | None = None) -> bytes:
    """The case file: indented JSON in UTF-8, keys in the order of the form. The same case gives the same bytes.

    :param said: what the file said when it was opened (:class:`Opened`); its unknown keys come last, as they were.
    """
    data = msgspec.to_builtins(case)
    if said:
        data = _with_unknown(data, said, _FORM)
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def decode_case(content: bytes) -> Case:
    """Read a case file, without what this version does not know.

    :raises BadCase: see :func:`open_case`.
    """
    return open_case(content).case


def open_case(content: bytes) -> Opened:
    """Read a case file.

    :raises BadCase: if it is not JSON, of another format, or a letter's text is not the text that was made.
    """
    try:
        said = msgspec.json.decode(content, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadCase(f"This is not a case file of this format: {error}. Give the file as it was saved.") from error
    said = _upgraded(said)
    try:
        case = msgspec.convert(_known(said, _FORM), Case)
    except msgspec.ValidationError as error:
        raise BadCase(f"This is not a case file of this format: {error}. Give the file as it was saved.") from error
    for number, letter in enumerate(case.letters, start=1):
        if hashlib.sha256(letter.text.encode()).hexdigest() != letter.sha256:
            raise BadCase(f"letters[{number}].text: the text was changed after it was made. Take an unchanged copy.")
    for where, day in _days(case):
        if not _is_day(day):
            raise BadCase(f"{where}: '{day}' is no day of the calendar. Write the day as YYYY-MM-DD.")
    first = {letter.reference for letter in case.letters if letter.follows is None}
    for number, letter in enumerate(case.letters, start=1):
        if letter.follows is not None and letter.follows not in first:
            raise BadCase(f"letters[{number}].follows: '{letter.follows}' is no first letter of this file. Name one.")
    for name, key in _KEYS.items():
        ids = [getattr(item, key) for item in getattr(case, name)]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        if twice is not None:
            raise BadCase(f"{name}: '{twice}' stands twice. Give the file as it was saved.")
    return Opened(case=case, said=said)


def _days(case: Case) -> Iterator[tuple[str, str]]:
    """Every day that the computation reads, and where it stands."""
    for number, letter in enumerate(case.letters, start=1):
        yield f"letters[{number}].date", letter.date
    for number, event in enumerate(case.events, start=1):
        yield f"events[{number}].on", event.on
        if event.until is not None:
            yield f"events[{number}].until", event.until


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _upgraded(said: dict[str, Any]) -> dict[str, Any]:
    """The file in the newest format.

    :raises BadCase: if it is of a format that this version cannot read.
    """
    found = said.get("format")
    while isinstance(found, str) and found in UPGRADES:
        said = UPGRADES[found](said)
        found = said.get("format")
    if found != FORMAT:
        told = f"'{found}'" if isinstance(found, str) else "no format"
        raise BadCase(
            f"format: this is not a case file of this format ({told}, not '{FORMAT}'). Use the version that wrote it."
        )
    return said


def _known(said: Any, form: Type) -> Any:
    """Only the keys that this version knows, at every depth."""
    form = _struct_of(form)
    if isinstance(form, StructType) and isinstance(said, dict):
        return {
            field.encode_name: _known(said[field.encode_name], field.type)
            for field in form.fields
            if field.encode_name in said
        }
    if isinstance(form, VarTupleType) and isinstance(said, list):
        return [_known(item, form.item_type) for item in said]
    return said


def _with_unknown(data: Any, said: Any, form: Type) -> Any:
    """``data`` with the keys of ``said`` that this version does not know, at every depth."""
    form = _struct_of(form)
    if isinstance(form, StructType) and isinstance(data, dict) and isinstance(said, dict):
        names = {field.encode_name: field.type for field in form.fields}
        kept = {
            key: _with_unknown(value, said[key], names[key]) if key in said else value for key, value in data.items()
        }
        return kept | {key: value for key, value in said.items() if key not in names}
    if isinstance(form, VarTupleType) and isinstance(data, list | tuple) and isinstance(said, list):
        old = {_key(item, number): item for number, item in enumerate(said)}
        return [_with_unknown(item, old.get(_key(item, number)), form.item_type) for number, item in enumerate(data)]
    return data


def _struct_of(form: Type) -> Type:
    """Of a form that may be missing, or text, the one with fields."""
    if isinstance(form, UnionType):
        return next((one for one in form.types if isinstance(one, StructType | VarTupleType)), form)
    return form


def _key(item: object, number: int) -> object:
    """What an item of a list is known by: its reference or id, else its place."""
    if isinstance(item, dict):
        return next((item[name] for name in ("reference", "id") if isinstance(item.get(name), str)), number)
    return number
