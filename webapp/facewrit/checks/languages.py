"""Check: every right can be claimed in at least one language of the territories that grant it."""

from __future__ import annotations

from collections.abc import Iterator

from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.letters.wording import regime_chain


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """A finding for each regime with rights but without a letter in any language of its territories.

    Territories none of whose languages has any words yet are no finding: there the person is told which there are.
    """
    if rooms.reading.faults:
        return  # the check of the forms says why
    for name in rooms.lawbook.ids("regimes"):
        regime = rooms.lawbook.regime(name)
        spoken = {
            language for code in rooms.lawbook.applied_in(name) for language in rooms.lawbook.territory(code).languages
        }
        written = set(rooms.phrasebook.languages_of("request", regime_chain(regime)))
        begun = spoken & set(rooms.phrasebook.languages)
        if regime.rights and begun and not begun & written:
            source = rooms.reading.sources[f"regimes/{name}"]
            yield Finding(
                path=source.path,
                line=1,
                trouble=f"No letter under this law exists in {' or '.join(sorted(begun))}.",
                remedy="Write one in letter_templates, or ask whoever speaks the language.",
            )
