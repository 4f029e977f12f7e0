"""Check: every provision of every record can be written in every language that has citations."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.checks.walking import Group, groups
from facewrit.law.model import Provision, Regime
from facewrit.letters.phrasebook import NoWords
from facewrit.letters.wording import Wording


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """A finding for each provision that a language cannot write, once for each instrument, form and language."""
    languages = [code for code in rooms.phrasebook.languages if rooms.phrasebook.words_of(code, "citations.yaml")]
    told: set[tuple[str, str]] = set()
    wordings: dict[tuple[str, str], Wording] = {}
    for group in groups(rooms.reading, "regimes", "territories"):
        regime = rooms.reading.records.get(group.merged or "")
        if "instrument" not in group.data or not isinstance(regime, Regime):
            continue
        try:
            provision = msgspec.convert(group.data, Provision, strict=False)
        except msgspec.ValidationError:
            continue  # the check of the forms says so
        if all(instrument.id != provision.instrument for instrument in regime.instruments):
            continue  # the check of the references says so
        for language in languages:
            wording = wordings.setdefault((str(group.merged), language), Wording(rooms.phrasebook, language, regime))
            yield from _written(provision, wording, group, rooms, told)


def _written(
    provision: Provision, wording: Wording, group: Group, rooms: OpenRooms, told: set[tuple[str, str]]
) -> Iterator[Finding]:
    try:
        written = wording.citation((provision,))
    except NoWords as error:
        trouble = f"{error.what}."
    else:
        if "{" not in written and "None" not in written:
            return
        trouble = f"A provision comes out as '{written}'."
    if (wording.code, trouble) not in told:
        told.add((wording.code, trouble))
        where = f"{rooms.shown(group.source.path)}:{group.line()}"
        yield Finding(
            path=rooms.words_file(wording.code, "citations.yaml"),
            line=1,
            trouble=f"{trouble} (used in {where})",
            remedy="Add the style, the unit or the level.",
        )
