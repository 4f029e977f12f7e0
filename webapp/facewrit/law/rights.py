"""Which rights: for each wish the rights of the regime that grant it, with their grounds, or what there is instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facewrit.law.model import Ground, Instead, Regime, Right, Track
from facewrit.law.organisations import Organisation
from facewrit.law.reasons import Reason, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenRight:
    """A right that grants a wish. ``grounds``: those named in the letter; ``named``: whether the sender chose them.

    ``first``: ids of rights that must be used before it. ``notes``: codes of limits and of what the request must state.
    """

    right: Right
    grounds: tuple[Ground, ...]
    named: bool
    first: tuple[str, ...]
    notes: tuple[Reason, ...]

    @property
    def asks_ground(self) -> bool:
        """Whether the law wants a ground and the sender has not chosen one."""
        return self.right.ground_needed and not self.named


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """One wish: the rights that grant it, or what there is instead."""

    wish: str
    rights: tuple[ChosenRight, ...]
    instead: tuple[Instead, ...]


def choose(
    wishes: tuple[str, ...],
    regime: Regime,
    track: Track,
    organisation: Organisation,
    *,
    today: date,
    grounds: tuple[str, ...] = (),
    facts: frozenset[str] = frozenset(),
) -> tuple[Granted, ...]:
    """Find the rights for each wish.

    :param grounds: ids of grounds that the sender chose.
    :param facts: codes of facts that the request holds (``sightings``, ``links``); wishes and ``ceased`` are added.
    """
    known = facts | frozenset(wishes) | {"always"}
    if organisation.record is not None and organisation.record.status == "ceased":
        known |= {"ceased"}
    granted = []
    for wish in wishes:
        usable = [
            right for right in regime.rights if wish in right.grants and is_open(right, track, organisation, today)
        ]
        with_ground = [right for right in usable if any(ground.id in grounds for ground in right.grounds)]
        if with_ground:  # the sender chose: rights that rest on another ground stay out, rights without grounds stay in
            usable = [right for right in usable if right in with_ground or not right.ground_needed]
        rights = tuple(_chosen(right, grounds, known) for right in usable)
        instead = tuple(item for item in regime.instead if item.wish == wish and track in item.tracks)
        if not rights and not instead:
            instead = (Instead(wish=wish, code="no_such_right", confidence=regime.confidence, source=regime.source),)
        granted.append(Granted(wish=wish, rights=rights, instead=() if rights else instead))
    return tuple(granted)


def is_open(right: Right, track: Track, organisation: Organisation, today: date) -> bool:
    """Whether a right can be used on this track, in this sector, today. ``not_before`` rights never switch on."""
    day = today.isoformat()
    return (
        track in right.tracks
        and right.certainty == "fixed"
        and (right.since is None or right.since <= day)
        and (right.until is None or day < right.until)
        and (not right.sectors or organisation.sector is None or organisation.sector in right.sectors)
        and organisation.sector not in right.except_sectors
    )


def _chosen(right: Right, named: tuple[str, ...], facts: frozenset[str]) -> ChosenRight:
    chosen = tuple(ground for ground in right.grounds if ground.id in named)
    supported = tuple(ground for ground in right.grounds if ground.fits and facts.issuperset(ground.fits))
    notes = [reason(f"limit.{code}") for code in right.limits]
    notes += [reason(f"must_state.{code}") for code in right.must_state]
    return ChosenRight(
        right=right,
        grounds=chosen or supported,
        named=bool(chosen),
        first=right.requires,
        notes=tuple(notes),
    )
