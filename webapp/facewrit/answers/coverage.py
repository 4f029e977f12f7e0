"""The table of the words: under which law, in which language there are which letters, and who has read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from facewrit.law.lawbook import Lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.sheet_words import READ_BEFORE_SENDING
from facewrit.letters.wording import regime_chain
from facewrit.request import KINDS

#: A drafted text of these is not sent unread; it counts as a draft.
DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The letters of one law in one language.

    ``spoken``: whether the language is one of a territory that applies the law. ``letters``: kind to ``draft`` (not to
    be sent unread), ``drafted``, ``native speaker`` or ``lawyer``. ``own``: kinds that this law words for itself.
    """

    regime: str
    language: str
    spoken: bool
    letters: dict[str, str]
    own: tuple[str, ...]


def letter_coverage(
    lawbook: Lawbook, phrasebook: Phrasebook, *, regimes: Collection[str] = (), languages: Collection[str] = ()
) -> Iterator[Covered]:
    """Every law in every language that has letters for it, in alphabetical order.

    :param regimes: ids of regimes; empty: all.
    :param languages: codes of languages; empty: all.
    """
    spoken = _spoken(lawbook)
    own: dict[tuple[str, str], set[str]] = defaultdict(set)
    for folder, language, kind in phrasebook.templates():
        own[folder, language].add(kind)
    for name in lawbook.ids("regimes"):
        if regimes and name not in regimes:
            continue
        regime = lawbook.regime(name)
        chain = regime_chain(regime)
        police = regime.tracks == ("police",)
        for language in phrasebook.languages:
            if languages and language not in languages:
                continue
            there = phrasebook.kinds(language, chain)
            letters = {
                kind: _standing(phrasebook.review(kind, language, chain), kind, police=police)
                for kind in KINDS
                if kind in there
            }
            if letters:
                yield Covered(
                    regime=name,
                    language=language,
                    spoken=language in spoken[name],
                    letters=letters,
                    own=tuple(kind for kind in KINDS if any(kind in own[link, language] for link in chain)),
                )


def _standing(review: str, kind: str, *, police: bool) -> str:
    return DRAFT if review == "drafted" and (police or kind in READ_BEFORE_SENDING) else review


def _spoken(lawbook: Lawbook) -> dict[str, set[str]]:
    """Of each regime, the languages of the territories that apply it."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in lawbook.ids("territories"):
        territory = lawbook.territory(code)
        for application in territory.applies:
            found[application.regime].update(territory.languages)
    return found
