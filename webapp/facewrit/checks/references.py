"""Check: what a record names exists: laws, clocks, rights, rungs, authorities, organisations, sectors, calendars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.checks.walking import Group, groups
from facewrit.law.calendars import UnknownCalendar, WorkingCalendar
from facewrit.law.catalogue import Catalogue
from facewrit.law.directory import Territory
from facewrit.law.escalation import NO_AUTHORITY
from facewrit.law.model import Period, Regime
from facewrit.request import WISHES

#: To whom a rung may lead besides an authority.
ADDRESSEES = NO_AUTHORITY | {"competent_authority"}
#: Facts of a request that a ground or a face demand may ask for, besides wishes.
FACTS = frozenset({"sightings", "links", "always", "ceased"})


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """A finding for each name that leads nowhere."""
    known = _Known(rooms)
    for group in groups(
        rooms.reading, "regimes", "territories", "authorities", "controllers", "decisions", "catalogue"
    ):
        for field, kind in known.named_in(group):
            for name in group.texts(field):
                if name not in known.names(kind, group):
                    yield _lost(group, field, f"There is no {kind} '{name}'.", known.names(kind, group), name)
        if group.around == "ladder" and group.data.get("to") == "other_body" and not group.data.get("names"):
            yield Finding(
                path=group.source.path,
                line=group.line("to"),
                trouble="A step leads to another body that has no name.",
                remedy="Name it under 'names'.",
            )
    yield from _calendars(rooms)
    yield from _general(rooms)


#: Fields and what they name: by the list that the item is in, or ``""`` for the record itself; ``*``: anywhere.
NAMED: dict[tuple[str, str], str] = {
    ("*", "instrument"): "instrument",
    ("*", "sectors"): "sector",
    ("*", "except_sectors"): "sector",
    ("rights", "clocks"): "clock",
    ("rights", "requires"): "right",
    ("rights", "grants"): "wish",
    ("grounds", "fits"): "fact",
    ("instead", "wish"): "wish",
    ("demands", "granted_by"): "right",
    ("demands", "wishes"): "wish",
    ("demands", "facts"): "fact",
    ("ladder", "to"): "addressee",
    ("ladder", "requires_before"): "rung",
    ("ladder", "closes"): "rung",
    ("ladder", "after"): "rung",
    ("applies", "regime"): "regime",
    ("competences", "authority"): "authority",
    ("competences", "regimes"): "regime",
    ("competences", "parts"): "part",
    ("reached_by", "regime"): "regime",
    ("", "joint_with"): "controller",
    ("", "uses"): "controller",
    ("procedures", "wishes"): "wish",
    ("", "sector"): "sector",
    ("", "layout"): "layout",
    ("", "parent"): "territory",
    ("", "outside_of"): "regime",
    ("reach", "except_seats"): "territory or part",
    ("", "authority"): "authority",
    ("", "controller"): "controller",
    ("", "regime"): "regime",
    ("", "territory"): "territory or part",
}


class _Known:
    """All names that there are, by kind, and for the parts of a regime by the merged record they end up in."""

    def __init__(self, rooms: OpenRooms) -> None:
        self._records = rooms.reading.records
        catalogue = self._records.get("catalogue/catalogue") or self._records.get("catalogue")
        self._catalogue = (
            catalogue
            if isinstance(catalogue, Catalogue)
            else Catalogue(look_again=Period(), very_overdue=Period(), arrivals=(), sectors=(), demands=())
        )
        parts = {
            part.code for record in self._records.values() if isinstance(record, Territory) for part in record.parts
        }
        territories = self._ids("territories")
        self._everywhere: dict[str, frozenset[str]] = {
            "wish": frozenset(WISHES),
            "fact": FACTS | frozenset(WISHES),
            "sector": frozenset(sector.id for sector in self._catalogue.sectors),
            "face demand": frozenset(demand.id for demand in self._catalogue.demands),
            "regime": self._ids("regimes"),
            "authority": self._ids("authorities"),
            "addressee": ADDRESSEES | self._ids("authorities"),
            "controller": self._ids("controllers"),
            "layout": self._ids("layouts"),
            "territory": territories,
            "territory or part": territories | parts,
        }

    def named_in(self, group: Group) -> Iterator[tuple[str, str]]:
        """The fields of a group that name something, with the kind of what they name."""
        for field in group.data:
            kind = NAMED.get((group.around, field)) or NAMED.get(("*", field))
            if kind is not None and not (group.around == "demands" and group.key == "catalogue" and kind == "right"):
                yield field, kind
        if group.around == "demands" and group.regime is not None:
            yield "id", "face demand"

    def names(self, kind: str, group: Group) -> frozenset[str]:
        """All names of a kind that may be used in a group."""
        if kind in self._everywhere:
            return self._everywhere[kind]
        if kind == "part":
            record = self._records.get(group.key)
            return frozenset(part.code for part in record.parts) if isinstance(record, Territory) else frozenset()
        regime = self._records.get(group.merged or "")
        if not isinstance(regime, Regime):
            return frozenset(group.texts(kind))
        return frozenset(_LISTS[kind](regime))

    def _ids(self, kind: str) -> frozenset[str]:
        return frozenset(key.partition("/")[2] for key in self._records if key.startswith(f"{kind}/"))


_LISTS: dict[str, Callable[[Regime], Iterable[str]]] = {
    "instrument": lambda regime: (instrument.id for instrument in regime.instruments),
    "clock": lambda regime: (clock.id for clock in regime.clocks),
    "right": lambda regime: (right.id for right in regime.rights),
    "rung": lambda regime: (rung.id for rung in regime.ladder),
}


def _lost(group: Group, field: str, trouble: str, names: Iterable[str], name: str) -> Finding:
    import difflib

    alike = difflib.get_close_matches(name, sorted(names), 3, 0.5)
    remedy = f"Did you mean {', '.join(alike)}?" if alike else "Write its record first, or correct the name."
    return Finding(path=group.source.path, line=group.line(field), trouble=trouble, remedy=remedy)


def _calendars(rooms: OpenRooms) -> Iterator[Finding]:
    """Holiday calendars of territories and of their parts exist in the library."""
    for group in groups(rooms.reading, "territories"):
        if group.around == "parts":
            country, code = group.source.data, group.data.get("holidays")
            around = country.get("calendar") if isinstance(country, dict) else None
            given, field = (f"{around}-{code}" if code and around else None), "holidays"
        else:
            calendar = group.data.get("calendar") if not group.place else None
            given, field = (str(calendar) if calendar else None), "calendar"
        if given is None:
            continue
        try:
            WorkingCalendar(given)
        except UnknownCalendar as error:
            yield Finding(path=group.source.path, line=group.line(field), trouble=f"{error}", remedy="See its names.")


def _general(rooms: OpenRooms) -> Iterator[Finding]:
    """The regime that a territory calls its general one is one that it, or what it lies in, applies."""
    territories = {key: record for key, record in rooms.reading.records.items() if isinstance(record, Territory)}
    for key, territory in territories.items():
        applied: set[str] = set()
        around: Territory | None = territory
        while around is not None:
            applied |= {application.regime for application in around.applies}
            around = territories.get(f"territories/{around.parent}") if around.parent else None
        if territory.general and territory.general not in applied:
            source = rooms.reading.sources[key]
            yield Finding(
                path=source.path,
                line=source.line(("general",)),
                trouble=f"'{territory.general}' is called the general law, but it is not applied here.",
                remedy=f"Name one of {', '.join(sorted(applied)) or 'those that you list under applies'}.",
            )
