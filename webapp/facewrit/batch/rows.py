"""From a row of a sheet to the mapping that ``intake`` reads. Nothing is added that is in neither row nor settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from facewrit.batch.columns import Column, Columns
from facewrit.batch.days import TwoDays, read_day
from facewrit.batch.sheet import Cell, Row
from facewrit.batch.vocabulary import Vocabulary, country_code, folded
from facewrit.fields import SLUG, TERRITORY
from facewrit.request import Level, Problem

DAYS = (
    "born", "date", "sighting_from", "sighting_to", "representative_mandated_on", "earlier_date", "event_date",
    "event_until",
)  # fmt: skip
_TERRITORIES = ("residence", "place", "controller_country")
_LINES = ("address", "controller_address", "representative_address")
_LISTS = ("ask", "grounds", "confirmed", "enclosures", "related", "links", "event_grounds", "event_missing")
#: Lists of codes, whose words hold no comma; the others are split at semicolons and line breaks alone.
_CODES = ("ask", "grounds", "confirmed", "related", "event_grounds", "event_missing")
_CHOICES = ("kind", "track", "channel", "representative_role", "event", "sector", "regime", "language",
            "reading_language", "layout")  # fmt: skip
_FLAGS = ("safety", "minimal")
#: Longest text of a cell that is looked at; what is longer is refused by the length of its field.
_LONGEST = 20_000
_ERROR = re.compile(r"#(REF|N/A|NAME|VALUE|DIV/0|NUM|NULL|SPILL|CALC)[!?]?\Z|(Err|錯誤):\d{3}\Z", re.IGNORECASE)
_SPLIT = re.compile(r"[;；\r\n]+")
_SPLIT_CODES = re.compile(r"[;；,，、\r\n]+")
_PAIR = re.compile(r"\s*([^:=：＝]{1,60}?)\s*[:=：＝]\s*(.+)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How the rows of one sheet are read.

    ``orders``: by index of a column, in which order it writes days. ``epoch``: day 0 of serial dates. ``faults``: cells
    that show an error. ``organisations``: folded name to slug. ``wishes``: folded words of wishes to their codes.
    ``settings``: fields that hold for every row that does not fill them.
    """

    columns: Columns
    words: Vocabulary
    orders: Mapping[int, str]
    epoch: date
    faults: frozenset[tuple[int, int]]
    organisations: Mapping[str, str]
    wishes: Mapping[str, str]
    settings: Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Read:
    """A row as a mapping. ``problems``: each with its heading; ``used``: numbers of repeated groups."""

    mapping: dict[str, Any]
    problems: list[tuple[str | None, Problem]] = field(default_factory=list)
    used: dict[str, list[int]] = field(default_factory=dict)


def read_row(row: Row, reader: Reader) -> Read:
    """Read one row."""
    read = Read(mapping={})
    values: dict[tuple[str, int], Any] = {}
    if len(row.cells) > reader.columns.width:
        extra = str(row.cells[reader.columns.width])[:40] or str(row.cells[-1])[:40]
        read.problems.append((None, _problem("sheet_surplus_cells", value=extra)))
    for column in reader.columns.columns:
        value = _value(row, column, reader, read)
        if value not in (None, "", []):
            values[column.field, column.number] = value
    mapping = _mapping(values, read)
    for name, held in reader.settings.items():
        if name not in mapping:
            mapping[name] = held
    read.mapping = mapping
    return read


def _value(row: Row, column: Column, reader: Reader, read: Read) -> Any:
    """What a cell holds, in the form of the request file."""
    cell = row.cell(column.index)

    def told(code: str, level: Level = "error", **facts: str | int) -> None:
        read.problems.append((column.heading, _problem(code, level, **facts)))

    name = column.field
    if (row.number, column.index) in reader.faults:
        told("sheet_formula_error", value=str(cell)[:20] or "=")
        return None
    if isinstance(cell, str):
        if len(cell) > _LONGEST:
            told("too_long", length=len(cell), longest=_LONGEST)
            return None
        if cell.count("\n") > 40:
            told("sheet_open_quote")
            return None
        cell = cell.strip()
        if _ERROR.match(cell):
            told("sheet_formula_error", value=cell)
            return None
    if cell == "":
        return None
    if name in DAYS:
        try:
            day, number = read_day(cell, reader.orders.get(column.index), reader.epoch)
        except TwoDays:
            told("sheet_two_days", value=str(cell)[:40])
            return None
        if number and isinstance(day, date):
            told("sheet_taken_as", "warning", value=str(cell)[:20], taken=day.isoformat())
        return day
    if name in _FLAGS:
        return cell if isinstance(cell, bool) else _known(str(cell), reader.words.values["flag"])
    text = _text(cell)
    return _from_text(name, text, reader, told)


def _from_text(name: str, text: str, reader: Reader, told: Callable[..., None]) -> Any:
    if name in _TERRITORIES:
        if TERRITORY.match(text.lower()):
            return {"uk": "gb"}.get(text.lower(), text)
        code = country_code(text)
        if code is not None:
            told("sheet_taken_as", "warning", value=text[:40], taken=code)
        return code or text
    if name == "controller":
        return _controller(text, reader, told)
    if name in _LINES:
        return [line for line in re.split(r"\r\n|\r|\n|\s\|\s", text) if line.strip()]
    if name in _LISTS:
        parts = [part.strip() for part in _SPLIT.split(text) if part.strip()]
        if name not in _CODES:
            return parts
        known = {**reader.words.values.get(name, {}), **(reader.wishes if name == "ask" else {})}
        return [code for part in parts for code in _codes(part, known)]
    if name == "particulars":
        pairs = [_PAIR.match(part) for part in _SPLIT.split(text) if part.strip()]
        return {pair[1]: pair[2].strip() for pair in pairs if pair} if all(pairs) else text
    if name in _CHOICES:
        return _known(text, reader.words.values.get(name, {}))
    return text


def _codes(part: str, known: Mapping[str, str]) -> Iterable[str]:
    """The codes in a part of a list: the whole of it as one word, else each word between commas."""
    if folded(part) in known:
        return [known[folded(part)]]
    words = [word.strip() for word in _SPLIT_CODES.split(part) if word.strip()]
    return [known.get(folded(word), word) for word in words]


def _controller(text: str, reader: Reader, told: Callable[..., None]) -> str:
    """A slug as it stands; a name that one record alone has as its slug, which is said; else the text."""
    if SLUG.match(text.lower()) and text.lower() in reader.organisations.values():
        return text.lower()
    slug = reader.organisations.get(folded(text))
    if slug is None:
        return text
    told("sheet_taken_as", "warning", value=text[:60], taken=slug)
    return slug


def _known(text: str, known: Mapping[str, str]) -> str:
    return known.get(folded(text), text)


def _text(cell: Cell) -> str:
    return str(cell) if not isinstance(cell, bool) else ("true" if cell else "false")


def _mapping(values: Mapping[tuple[str, int], Any], read: Read) -> dict[str, Any]:
    """Flat fields into the nested ones of the request file."""
    found: dict[str, Any] = {}
    subject: dict[str, Any] = {}
    typed: dict[str, Any] = {}
    acting: dict[str, Any] = {}
    earlier: dict[str, Any] = {}
    for (name, number), value in values.items():
        if name in ("name", "local_name", "address", "email", "born", "particulars"):
            subject[name] = value
        elif name == "sector" or (name.startswith("controller_") and number == 1):
            typed[name.removeprefix("controller_")] = value
        elif name.startswith("representative_"):
            acting[name.removeprefix("representative_")] = value
        elif name.startswith("earlier_"):
            earlier[name.removeprefix("earlier_")] = value
        elif not name.startswith(("sighting_", "event")):
            found[name] = value
    found["subject"] = subject
    if acting:
        found["representative"] = acting
    if earlier:
        found["earlier"] = earlier
    _put_controller(found, typed, read)
    _put_repeated(found, values, read)
    return found


def _put_controller(found: dict[str, Any], typed: dict[str, Any], read: Read) -> None:
    """The organisation: a record's slug, or what was typed; both at once contradict each other."""
    given = found.get("controller")
    if given is None:
        if typed:
            found["controller"] = typed
    elif typed and SLUG.match(str(given)):
        for name in typed:
            if name != "sector":
                read.problems.append((f"controller_{name}", _problem("not_with_controller")))
    elif typed:
        found["controller"] = {"name": given, **typed}


def _put_repeated(found: dict[str, Any], values: Mapping[tuple[str, int], Any], read: Read) -> None:
    sightings: dict[int, dict[str, Any]] = {}
    events: dict[int, dict[str, Any]] = {}
    for (name, number), value in values.items():
        if name.startswith("sighting_"):
            sightings.setdefault(number, {})[name.removeprefix("sighting_")] = value
        elif name.startswith("event"):
            events.setdefault(number, {})[name.removeprefix("event").lstrip("_")] = value
    if sightings:
        read.used["sighting"] = sorted(sightings)
        found["sightings"] = [sightings[number] for number in sorted(sightings)]
    if events:
        read.used["event"] = sorted(events)
        found["events"] = [_event(events[number]) for number in sorted(events)]


def _event(given: dict[str, Any]) -> dict[str, Any]:
    kind, day = given.pop("", None), given.pop("date", None)
    return {**({str(kind): day} if kind else {}), **given}


def _problem(code: str, level: Level = "error", **facts: str | int) -> Problem:
    return Problem(code=code, where="", facts=tuple((name, str(value)) for name, value in facts.items()), level=level)
