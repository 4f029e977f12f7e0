"""The forms of what all regimes share: kinds of organisation, things to ask for about a face, and the settled ids."""

from __future__ import annotations

from facewrit.law.model import Part, Period, Track


class Sector(Part, frozen=True, kw_only=True):
    """A kind of organisation, and the track that letters to it run in."""

    id: str
    track: Track
    online: bool = False
    risky: bool = False


class FaceDemand(Part, frozen=True, kw_only=True):
    """A thing to ask for about one's face. Chosen by wishes, sectors and facts; its words are in ``demands.yaml``.

    ``wishes``: any of them calls for it. ``sectors`` / ``facts`` empty: always. ``place``: the order in the letter.
    ``act``: something to do ("erase …") rather than something to tell; the words are written accordingly.
    """

    id: str
    wishes: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    except_sectors: tuple[str, ...] = ()
    tracks: tuple[Track, ...] = ("private", "public", "police")
    facts: tuple[str, ...] = ()
    act: bool = False
    place: int


class Arrival(Part, frozen=True, kw_only=True):
    """Our estimate of the days from sending to arrival, where nobody knows the day. ``abroad`` ``None``: either way."""

    channel: str
    abroad: bool | None = None
    days: int


class Catalogue(Part, frozen=True, kw_only=True):
    """``jurisdictions/catalogue.yaml``: sectors and face demands, shared by all regimes.

    ``look_again``: our suggestion, after sending, where neither the law nor the letter names a day. ``arrivals``: the
    first that fits counts. ``very_overdue``: how long after the end of a period nothing more is to be expected.
    """

    look_again: Period
    very_overdue: Period
    arrivals: tuple[Arrival, ...]
    sectors: tuple[Sector, ...]
    demands: tuple[FaceDemand, ...]


class KnownIds(Part, frozen=True, kw_only=True):
    """``jurisdictions/ids.yaml``: the ids of all regimes and authorities, settled once. Territory code → ids."""

    exceptions: dict[str, str]
    regimes: dict[str, tuple[str, ...]]
    authorities: dict[str, tuple[str, ...]]
