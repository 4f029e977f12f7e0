"""What a reply probably says: rules that quote the sentence they matched. They suggest; the person decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from facewrit.events import EVENT_KINDS, REFUSALS
from facewrit.letters.phrasebook import Phrasebook

FILE = "replies.yaml"
_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]?")
#: Kinds that say more than others come first where several match.
_ORDER = (
    "offered",
    "extension",
    "identity_demanded",
    "fee_demanded",
    "form_demanded",
    "not_identified",
    "law_denied",
    "sent_elsewhere",
    "refused",
    "erased",
    "no_data",
    "clarification_demanded",
    "answered",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A kind of event that a reply may be, with the sentence that says so. ``grounds``: of a refusal, each with its."""

    kind: str
    sentence: str
    grounds: tuple[tuple[str, str], ...] = ()


def suggest(reply: str, phrasebook: Phrasebook) -> tuple[Suggestion, ...]:
    """What a reply may be, the likeliest first; empty if no rule matches.

    :param reply: the text as it was pasted, in any of the languages that have rules; nothing of it is kept.
    """
    sentences = [found.group().strip() for found in _SENTENCE.finditer(reply) if found.group().strip()]
    folded = [_folded(sentence) for sentence in sentences]
    matched: dict[str, str] = {}
    for code, pattern in _rules(phrasebook):
        if code not in matched:
            hit = next((number for number, text in enumerate(folded) if pattern.search(text)), None)
            if hit is not None:
                matched[code] = sentences[hit][:300]
    grounds = tuple((code, matched[code]) for code in REFUSALS if code in matched)
    kinds = [code for code in _ORDER if code in matched]
    if grounds and "refused" not in kinds:
        kinds.insert(0, "refused")
    return tuple(
        Suggestion(
            kind=kind,
            sentence=matched.get(kind) or grounds[0][1],
            grounds=grounds if kind == "refused" else (),
        )
        for kind in kinds
    )


def _rules(phrasebook: Phrasebook) -> Iterator[tuple[str, re.Pattern[str]]]:
    known = {*EVENT_KINDS, *REFUSALS}
    for language in phrasebook.languages:
        for code, phrases in phrasebook.words_of(language, FILE).items():
            if code in known and isinstance(phrases, list):
                for phrase in phrases:
                    parts = [re.escape(_folded(part.strip())) for part in str(phrase).split("…")]
                    yield code, re.compile(r".{0,40}?".join(parts))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())
