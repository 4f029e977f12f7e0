"""The law of the world on one page, and all that is known of one place: what a resident can ask a shop there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from facewrit.answers.table import Row
from facewrit.law.lawbook import Lawbook
from facewrit.law.model import CONFIRMED, Decision, Regime, Rung, Track
from facewrit.law.rights import Granted
from facewrit.letters.phrasebook import Phrasebook
from facewrit.request import WISHES
from facewrit.web.public.offers import Answer, WishOffer, answer_in, offer_wish
from facewrit.web.public.told import LawWords, Told

#: Columns of the table, each with the wishes of which one is enough.
COLUMNS: dict[str, tuple[str, ...]] = {
    "access": ("access",),
    "rectification": ("rectification",),
    "stop": ("objection", "stop_use", "restriction", "blocking"),
    "erasure": ("erasure",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row of the table. ``states``: ``yes``, ``ground``, ``after``, ``instead`` or ``no`` by column.

    ``refused``: why there is no letter; then nothing else stands in the row. ``time``: empty where nobody has confirmed
    the period.
    """

    code: str
    name: str
    law: Regime | None = None
    law_name: str = ""
    states: dict[str, str]
    time: Answer | None = None
    confirmed: bool = True
    refused: Told | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a ladder in words. ``details``: when, how, what it costs, what it needs and rules out."""

    name: Told
    basis: Told
    details: tuple[Told, ...]
    confirmed: bool


def place(row: Row, name: str, phrasebook: Phrasebook, language: str) -> Place:
    """A row of the table in words."""
    if row.facts is None:
        words = LawWords(phrasebook, language)
        why = next((reason for cell in row.cells.values() for reason in cell.because), None)
        return Place(
            code=row.territory.code,
            name=name,
            states={},
            refused=words.reason(why) if why else Told(text=""),
        )
    route = row.facts.route
    words = LawWords(phrasebook, language, route.regime)
    granted = {found.wish: found for found in row.granted}
    count = row.count if row.count is not None and row.count.confidence in CONFIRMED else None
    return Place(
        code=row.territory.code,
        name=name,
        law=route.regime,
        law_name=words.name(route.regime.names, short=True),
        states={
            column: _best(_state(granted[wish]) for wish in wishes if wish in granted)
            for column, wishes in COLUMNS.items()
        },
        time=answer_in(count.period, words) if count else None,
        confirmed=row.cells["confidence"].values[0] in CONFIRMED,
    )


def wishes_of(row: Row, phrasebook: Phrasebook, language: str, today: date) -> tuple[WishOffer, ...]:
    """What a resident can ask a shop there, wish by wish, in the order of wishes; with what there is instead."""
    if row.facts is None:
        return ()
    words = LawWords(phrasebook, language, row.facts.route.regime)
    found = {granted.wish: granted for granted in row.granted}
    offers = [offer_wish(found[wish], row.facts.route, today, words) for wish in WISHES if wish in found]
    return tuple(offer for offer in offers if offer.rights or offer.instead)


def steps(regime: Regime, tracks: tuple[Track, ...], words: LawWords) -> tuple[Step, ...]:
    """The ladder of some tracks in words; a step that not all of them have names those that do."""
    return tuple(_step(rung, regime, tracks, words) for rung in regime.ladder if set(tracks) & set(rung.tracks))


def decisions_about(
    lawbook: Lawbook, *, regime: str | None = None, controller: str | None = None, territory: str | None = None
) -> tuple[Decision, ...]:
    """Leading decisions on a law, an organisation, or of a territory; the newest first."""
    found = [
        decision
        for decision in lawbook.decisions()
        if (regime is None or decision.regime == regime)
        and (controller is None or decision.controller == controller)
        and (territory is None or decision.territory == territory)
    ]
    return tuple(sorted(found, key=lambda decision: decision.date or "", reverse=True))


def _state(granted: Granted) -> str:
    own = [chosen for chosen in granted.rights if chosen.right.kind != "notify_recipients"]
    rights = own or granted.rights  # word to the recipients follows from erasure; alone it is none
    if any(not chosen.right.ground_needed and not chosen.first for chosen in rights):
        return "yes"
    if any(not chosen.first for chosen in rights):
        return "ground"
    if rights:
        return "after"
    return "instead" if any(item.offers for item in granted.instead) else "no"


_ORDER = ("yes", "ground", "after", "instead", "no")


def _best(states: Iterator[str]) -> str:
    return min(states, key=_ORDER.index, default="no")


def _step(rung: Rung, regime: Regime, tracks: tuple[Track, ...], words: LawWords) -> Step:
    kinds = {other.id: other.kind for other in regime.ladder}

    def name_of(name: str) -> Told:
        kind = kinds.get(name, name)
        return words.word(f"rung.{name}") if words.has(f"rung.{name}") else words.word(f"rung.{kind}")

    def named(names: tuple[str, ...]) -> str:
        return words.list(dict.fromkeys(name_of(name).text for name in names))

    details = list(words.words("track", rung.tracks)) if set(tracks) - set(rung.tracks) else []
    details += [Told(text=words.name(rung.names))] if rung.names else []
    begins = rung.not_before
    if begins is not None and begins.known and begins.after != "any":
        details.append(words.word(f"bound.after_{begins.after}"))
    details += list(_ends(rung, words))
    details += words.words("how", rung.how)
    details += [words.word(f"fee.{rung.fee}")] if rung.fee else []
    if rung.requires_before:
        details.append(words.word("rung_note.requires", steps=named(rung.requires_before)))
    if rung.closes:
        details.append(words.word("rung_note.closes", steps=named(rung.closes)))
    if rung.starts_clock is not None and rung.starts_clock.period is not None:
        details.append(words.word("rung_note.then", length=rung.starts_clock.period))
    return Step(
        name=name_of(rung.id),
        basis=words.citation(rung.provisions),
        details=tuple(details),
        confirmed=rung.confirmed,
    )


def _ends(rung: Rung, words: LawWords) -> Iterator[Told]:
    for limit in rung.last_limits:
        if not limit.known:
            yield words.word("bound.limit_unknown")
        elif limit.period is not None and limit.period.amount is not None:
            yield words.word("bound.within", length=limit.period, event=limit.after)
