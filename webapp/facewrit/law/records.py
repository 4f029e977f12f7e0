"""Reading a record from its YAML file: every scalar is text, every line number is kept, no key stands twice.

Scalars are never guessed (Norway's ``NO`` stays ``NO``, ``010`` stays ``010``); only a bare ``null``, ``~`` or nothing
is ``None``. The record's form then says which text is a number. Imported by the check, by overlays and by the build.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"
Place: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds, and on which line each part begins (1-based). ``lines`` maps a path to its line."""

    path: Path
    data: Data
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a part, or of the nearest part around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class UnreadableRecord(ValueError):
    """A file that is not what it should be, with file, line, trouble and remedy."""

    def __init__(self, path: Path, line: int, trouble: str, remedy: str) -> None:
        self.path, self.line, self.trouble, self.remedy = path, line, trouble, remedy
        super().__init__(f"{path}:{line}: {trouble} {remedy}")


def read_yaml(path: Path, text: str | None = None) -> Source:
    """Read one YAML document.

    :param text: its text, where it does not come from the file (standard input).
    :raises UnreadableRecord: if it is not UTF-8, not YAML, has a key twice, an alias, or a tag.
    """
    if text is None:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableRecord(path, 1, "This file is not UTF-8.", "Save it as UTF-8.") from error
    lines: dict[Place, int] = {}
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        trouble = f"This is not YAML: {getattr(error, 'problem', None) or 'unreadable'}."
        raise UnreadableRecord(path, line, trouble, "Check indentation, colons and quotes near this line.") from error
    data = _value(node, (), lines, path, set()) if node else None
    return Source(path=path, data=data, lines=lines)


def _value(node: yaml.Node, place: Place, lines: dict[Place, int], path: Path, seen: set[int]) -> Data:
    """The value of a node. ``seen``: nodes read so far; an alias is a node that comes again, and few hold a world."""
    line = node.start_mark.line + 1
    lines.setdefault(place, line)
    if len(place) > 30:
        raise UnreadableRecord(path, line, "This file is nested too deep.", "Flatten it.")
    if id(node) in seen:
        raise UnreadableRecord(path, line, "This file refers to a part of itself (*).", "Write that part out.")
    seen.add(id(node))
    if node.tag and not node.tag.startswith("tag:yaml.org,2002:"):
        raise UnreadableRecord(path, line, f"This file has a tag ({node.tag[:40]}).", "Take it away.")
    if isinstance(node, yaml.ScalarNode):
        plain = not node.style  # of a scalar without quotes: None in PyYAML's own reader, empty in LibYAML's
        return None if plain and node.value in ("null", "~", "") else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*place, n), lines, path, seen) for n, item in enumerate(node.value)]
    found: dict[str, Data] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            line = key_node.start_mark.line + 1
            raise UnreadableRecord(path, line, "A key has to be a word.", "Write name: value.")
        key = str(key_node.value)
        if key in found:
            raise UnreadableRecord(path, key_node.start_mark.line + 1, f"The key '{key}' stands twice.", "Remove one.")
        lines[(*place, key)] = key_node.start_mark.line + 1
        found[key] = _value(value_node, (*place, key), lines, path, seen)
    return found
