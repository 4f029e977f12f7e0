"""Walking through records as they are written, so that every finding can name its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facewrit.law.building import Reading
from facewrit.law.records import Data, Place, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A mapping somewhere in a record. ``around``: the nearest key around it (``rights`` for an item of that list).

    ``regime``: id of the regime that it is a part of, if it is: the file's own, or the one that a territory adapts.
    """

    key: str
    source: Source
    place: Place
    around: str
    regime: str | None
    data: dict[str, Data]

    def line(self, *more: str | int) -> int:
        """The line on which the group, or a field of it, begins."""
        return self.source.line((*self.place, *more))

    def texts(self, field: str) -> tuple[str, ...]:
        """The text, or all texts, of a field."""
        value = self.data.get(field)
        if isinstance(value, str):
            return (value,)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    @property
    def merged(self) -> str | None:
        """Key of the merged record that the group ends up in (``regimes/gdpr``, ``applied/nl/gdpr``)."""
        if self.regime is None:
            return None
        kind, _, name = self.key.partition("/")
        return f"applied/{name}/{self.regime}" if kind == "territories" else f"regimes/{self.regime}"


def groups(reading: Reading, *kinds: str) -> Iterator[Group]:
    """Every mapping in the records of some kinds (folder names, or ``catalogue``), from the outside in."""
    for key, source in reading.sources.items():
        kind, _, name = key.partition("/")
        if kind in kinds:
            yield from _within(key, source, (), source.data, name if kind == "regimes" else None)


def _within(key: str, source: Source, place: Place, data: Data, regime: str | None) -> Iterator[Group]:
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from _within(key, source, (*place, number), item, regime)
    elif isinstance(data, dict):
        around = next((part for part in reversed(place) if isinstance(part, str)), "")
        yield Group(key=key, source=source, place=place, around=around, regime=regime, data=data)
        for name, value in data.items():
            adapted = str(data["regime"]) if name == "adapts" and "regime" in data else regime
            yield from _within(key, source, (*place, name), value, adapted)
