"""The door to ``jurisdictions/``: all records of one ruleset, each decoded when it is first asked for.

An installed wheel carries a snapshot of validated records with a content hash (the *ruleset*). A checkout, or an
overlay of a clinic, is read from YAML; a checkout keeps its snapshot beside the package and rebuilds it when a file
changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

import msgspec

from facewrit.law.catalogue import Catalogue, FaceDemand, KnownIds, Sector
from facewrit.law.directory import Authority, Controller, Layout, Territory
from facewrit.law.model import Decision, Part, Regime
from facewrit.law.worked_cases import Case

KINDS: dict[str, type[Part]] = {
    "regimes": Regime,
    "territories": Territory,
    "authorities": Authority,
    "controllers": Controller,
    "decisions": Decision,
    "layouts": Layout,
    "cases": Case,
}
_T = TypeVar("_T", bound=Part)
_Snapshot = dict[str, msgspec.Raw]


class UnknownRecord(KeyError):
    """There is no record of that kind and id. ``near``: ids that look alike."""

    def __init__(self, kind: str, name: str, near: Iterable[str] = ()) -> None:
        self.kind, self.name, self.near = kind, name, tuple(near)
        super().__init__(f"no {kind} record '{name}'")


class Lawbook:
    """All records of one ruleset. Immutable; safe to share between threads and requests.

    ``ruleset``: the content hash, for manifests and case files.
    """

    def __init__(self, snapshot: bytes) -> None:
        records: _Snapshot = msgspec.msgpack.decode(snapshot, type=_Snapshot)
        self.ruleset = msgspec.msgpack.decode(records.pop("ruleset"), type=str)
        self._raw = records
        self._decoded: dict[str, Part] = {}

    def _get(self, kind: str, name: str, form: type[_T], key: str | None = None) -> _T:
        key = key or f"{kind}/{name}"
        found = self._decoded.get(key)
        if found is None:
            raw = self._raw.get(key)
            if raw is None:
                import difflib

                raise UnknownRecord(kind, name, difflib.get_close_matches(name, self.ids(kind), 5, 0.5))
            found = self._decoded[key] = msgspec.msgpack.decode(raw, type=form)
        assert isinstance(found, form)
        return found

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of all records of a kind (a folder name of ``jurisdictions/``), in alphabetical order."""
        return self._ids.get(kind, ())

    @cached_property
    def _ids(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for key in self._raw:
            kind, _, name = key.partition("/")
            found.setdefault(kind, []).append(name)
        return {kind: tuple(sorted(names)) for kind, names in found.items()}

    def has(self, kind: str, name: str) -> bool:
        """Whether there is such a record."""
        return f"{kind}/{name}" in self._raw

    def record(self, kind: str, name: str) -> Part:
        """Any record by its kind and id.

        :raises UnknownRecord: if there is none.
        """
        return self._get(kind, name, KINDS[kind])

    def adapted_by(self, territory: str) -> tuple[str, ...]:
        """Ids of the regimes that a territory says something differently about."""
        around = f"applied/{territory}/"
        return tuple(sorted(key.removeprefix(around) for key in self._raw if key.startswith(around)))

    def regime(self, name: str, territory: str | None = None) -> Regime:
        """A regime, as ``territory`` applies it if one is given.

        :raises UnknownRecord: if there is no such regime.
        """
        if territory:
            key = f"applied/{territory}/{name}"
            if key in self._raw:
                return self._get("regimes", name, Regime, key)
        return self._get("regimes", name, Regime)

    def territory(self, code: str) -> Territory:
        """A territory by its code; a part (``de-by``) gives the territory that it is a part of.

        :raises UnknownRecord: if neither has a record.
        """
        if not self.has("territories", code) and "-" in code:
            around = code.partition("-")[0]
            if self.has("territories", around):
                found = self._get("territories", around, Territory)
                if any(part.code == code for part in found.parts):
                    return found
        return self._get("territories", code, Territory)

    def chain(self, code: str) -> tuple[Territory, ...]:
        """The territory, its parent, and so on outwards (``us-ca``, ``us``)."""
        found = [self.territory(code)]
        while (parent := found[-1].parent) is not None:
            found.append(self.territory(parent))
        return tuple(found)

    def authority(self, name: str) -> Authority:
        """:raises UnknownRecord: if there is no such authority."""
        return self._get("authorities", name, Authority)

    def controller(self, slug: str) -> Controller:
        """:raises UnknownRecord: if there is no such controller."""
        return self._get("controllers", slug, Controller)

    def layout(self, name: str) -> Layout:
        """:raises UnknownRecord: if there is no such layout."""
        return self._get("layouts", name, Layout)

    def decisions(self) -> Iterator[Decision]:
        """All leading decisions, by id."""
        return (self._get("decisions", name, Decision) for name in self.ids("decisions"))

    def cases(self) -> Iterator[Case]:
        """All worked cases, by id."""
        return (self._get("cases", name, Case) for name in self.ids("cases"))

    @cached_property
    def catalogue(self) -> Catalogue:
        """Sectors and face demands."""
        return self._get("catalogue", "catalogue", Catalogue, "catalogue")

    @cached_property
    def known_ids(self) -> KnownIds:
        """The ids of all regimes and authorities, settled once."""
        return self._get("ids", "ids", KnownIds, "ids")

    def sector(self, name: str) -> Sector | None:
        """A sector by its id, or ``None``."""
        return next((sector for sector in self.catalogue.sectors if sector.id == name), None)

    def demands(self) -> tuple[FaceDemand, ...]:
        """All face demands in the order of a letter."""
        return tuple(sorted(self.catalogue.demands, key=lambda demand: demand.place))

    def applied_in(self, regime: str) -> tuple[str, ...]:
        """Codes of all territories that apply a regime themselves or through a parent."""
        return self._applied_in.get(regime, ())

    @cached_property
    def _applied_in(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for code in self.ids("territories"):
            for territory in self.chain(code):
                for application in territory.applies:
                    codes = found.setdefault(application.regime, [])
                    if code not in codes:
                        codes.append(code)
        return {regime: tuple(codes) for regime, codes in found.items()}
