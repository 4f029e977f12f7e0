"""What every row of a batch is made with, as one value that can be handed to other processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from facewrit.batch.columns import Columns
from facewrit.batch.rows import Reader
from facewrit.batch.vocabulary import folded, vocabulary
from facewrit.folders import Rooms
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.request import WISHES


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """``language``: of texts for people. ``orders``, ``epoch``, ``faults``: see :class:`facewrit.batch.rows.Reader`.

    ``settings``: the clinic's own fields, in the form of the request file. ``secret``: references are made from it.
    ``taken``: references that rows of the sheet bring themselves.
    """

    rooms: Rooms
    language: str
    today: date
    columns: Columns
    epoch: date
    orders: Mapping[int, str]
    faults: frozenset[tuple[int, int]]
    settings: Mapping[str, Any] = field(default_factory=dict)
    secret: bytes = b""
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Both lawyers' rooms, opened once in each process; names of organisations and wishes by their folded words."""

    lawbook: Lawbook
    phrasebook: Phrasebook
    organisations: Mapping[str, str]
    wishes: Mapping[str, str]

    def reader(self, setting: Setting) -> Reader:
        """How the rows of the sheet are read."""
        return Reader(
            columns=setting.columns,
            words=vocabulary(),
            orders=setting.orders,
            epoch=setting.epoch,
            faults=setting.faults,
            organisations=self.organisations,
            wishes=self.wishes,
            settings=setting.settings,
        )


@lru_cache(maxsize=2)
def opened(rooms: Rooms) -> Opened:
    """Open the rooms.

    :raises facewrit.law.building.FaultyRecords: if records that are read from YAML do not fit their form.
    """
    lawbook, phrasebook = open_lawbook(rooms), Phrasebook(*rooms.letter_templates)
    return Opened(
        lawbook=lawbook,
        phrasebook=phrasebook,
        organisations=_organisations(lawbook),
        wishes=_wishes(phrasebook),
    )


def _organisations(lawbook: Lawbook) -> dict[str, str]:
    """Every name that only one organisation has, folded, to its slug; those without a source are not offered."""
    found: dict[str, set[str]] = {}
    for slug in lawbook.ids("controllers"):
        record = lawbook.controller(slug)
        if record.status == "unverified":
            continue
        named = [name.text for name in record.names.values()]
        for name in (slug, *named, record.entity, *record.entity_names.values(), *record.aliases):
            found.setdefault(folded(name), set()).add(slug)
    return {name: next(iter(slugs)) for name, slugs in found.items() if len(slugs) == 1 and name}


def _wishes(phrasebook: Phrasebook) -> dict[str, str]:
    """The words that letters have for each wish, in every language, where they mean one wish alone."""
    found: dict[str, set[str]] = {}
    for language in phrasebook.languages:
        for wish in WISHES:
            word = phrasebook.word(language, f"wish.{wish}")
            if word:
                found.setdefault(folded(word), set()).add(wish)
    return {word: next(iter(wishes)) for word, wishes in found.items() if len(wishes) == 1 and word}
