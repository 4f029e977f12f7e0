"""The plain marks of a template, read into blocks.

``@name`` begins a section · ``# `` and ``## `` headings · ``- `` and ``1. `` lists · ``[[name]]`` an insert ·
``**strong**``. Values never stand in the text while it is read: the sink keeps them and the text holds their number, so
that a name such as ``**A** [[x]]`` comes out as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from facewrit.letters.document import Bullets, Heading, Paragraph, Run, Runs

_TOKEN = re.compile("\x02(\\d+)\x03")
_SECTION = re.compile(r"@([a-z_]+)\s*\Z")
_INSERT = re.compile(r"\[\[([a-z_]+)\]\]\Z")
_HEADING = re.compile(r"(#{1,2}) +(\S.*)\Z")
_BULLET = re.compile(r"- +(\S.*)\Z")
_NUMBER = re.compile(r"\d+\. +(\S.*)\Z")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


@dataclass(slots=True)
class Sink:
    """Values of one rendering, in the order in which they were written."""

    values: list[str] = field(default_factory=list)

    def put(self, value: object) -> str:
        """Keep a value and return the token that stands for it; a value that holds tokens keeps them."""
        text = str(value)
        if not text:
            return ""
        if "\x02" in text:  # already made of tokens: a block or macro inside the template
            return text
        self.values.append(text)
        return f"\x02{len(self.values) - 1}\x03"

    def fill(self, text: str) -> str:
        """Put the values back."""
        return _TOKEN.sub(lambda found: self.values[int(found.group(1))], text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """A place where ``compose`` puts blocks of its own (``[[timeline]]``)."""

    name: str


class BadMarks(ValueError):
    """A template whose marks cannot be read."""


def sections(text: str) -> dict[str, str]:
    """Split rendered text at its ``@name`` lines.

    :raises BadMarks: if there is text before the first section, or a section stands twice.
    """
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        begins = _SECTION.match(line)
        if begins:
            if begins.group(1) in found:
                raise BadMarks(f"section @{begins.group(1)} stands twice")
            current = found[begins.group(1)] = []
        elif current is not None:
            current.append(line)
        elif line.strip():
            raise BadMarks(f"text before the first section: {line.strip()[:60]}")
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def one_line(text: str, sink: Sink, wide: bool) -> str:
    """A section that is one line (subject, salutation, closing). ``wide``: lines join without a space."""
    return sink.fill(_join([line.strip() for line in text.splitlines() if line.strip()], wide))


def blocks(text: str, sink: Sink, wide: bool) -> tuple[Heading | Paragraph | Bullets | Insert, ...]:
    """Read the flow of a section into blocks. List items one after the other, even with blank lines, are one list."""
    found: list[Heading | Paragraph | Bullets | Insert] = []
    for group in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in group.splitlines() if line.strip()]
        pending: list[str] = []
        for line in lines:
            mark = _INSERT.match(line) or _HEADING.match(line) or _BULLET.match(line) or _NUMBER.match(line)
            if mark is None:
                pending.append(line)
                continue
            _flush(found, pending, sink, wide)
            pending = []
            if mark.re is _INSERT:
                found.append(Insert(name=mark.group(1)))
            elif mark.re is _HEADING:
                found.append(Heading(runs=_runs(mark.group(2), sink), level=len(mark.group(1))))
            else:
                pending = [line]
        _flush(found, pending, sink, wide)
    return tuple(found)


def _flush(found: list[Heading | Paragraph | Bullets | Insert], lines: list[str], sink: Sink, wide: bool) -> None:
    if not lines:
        return
    text = _join(lines, wide)
    bullet, number = _BULLET.match(text), _NUMBER.match(text)
    if bullet is None and number is None:
        found.append(Paragraph(runs=_runs(text, sink)))
        return
    item = _runs((bullet or number).group(1), sink)  # type: ignore[union-attr]
    last = found[-1] if found else None
    if isinstance(last, Bullets) and last.ordered == (number is not None):
        found[-1] = Bullets(items=(*last.items, item), ordered=last.ordered)
    else:
        found.append(Bullets(items=(item,), ordered=number is not None))


def _runs(text: str, sink: Sink) -> Runs:
    runs: list[Run] = []
    at = 0
    for strong in _STRONG.finditer(text):
        if strong.start() > at:
            runs.append(Run(text=sink.fill(text[at : strong.start()])))
        runs.append(Run(text=sink.fill(strong.group(1)), strong=True))
        at = strong.end()
    if at < len(text):
        runs.append(Run(text=sink.fill(text[at:])))
    return tuple(run for run in runs if run.text)


def _join(lines: list[str], wide: bool) -> str:
    """Join broken lines: with a space, but without one between two wide characters where the language is wide."""
    joined = ""
    for line in lines:
        gap = "" if not joined or (wide and (_is_wide(joined[-1]) or _is_wide(line[0]))) else " "
        joined += gap + line
    return joined


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")
