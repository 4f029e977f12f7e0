"""Check: every letter and sheet that can be made comes out whole: no unknown word, no mark left over, nothing empty."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from jinja2 import TemplateError

from facewrit.checks.coverage import missing
from facewrit.checks.made_up import EVERYTHING, following, intents, newest_day
from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.drafting import PLAIN_LAYOUT, Refused, find_facts
from facewrit.law.lawbook import Lawbook
from facewrit.letters.compose import compose_letter, compose_sheet
from facewrit.letters.document import Bullets, Checklist, Closing, Document, Heading, block_texts
from facewrit.letters.facts import LetterFacts
from facewrit.letters.marks import BadMarks
from facewrit.letters.phrasebook import SHARED, NoWords, Phrasebook
from facewrit.letters.wording import regime_chain
from facewrit.request import FIRST, BadRequest

#: A regime whose letters are the shared ones.
SHARING = "gdpr"
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\[\[|\]\]|\*\*|[\x02\x03]|\{[a-z_]+\}|^@[a-z_]+|\bNone\b|\( ?\)|（）")
_DOUBLED = re.compile(r"(?<!\.)[,;:、。]\s*[.,;:、。]|;\s*$(?=\n)")
_ENGLISH = frozenset("the of and to you your is are that for with not be this have please from by which".split())
_REMEDY = "Render this letter and correct the text."


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """Each trouble once, at the template it comes from, with a request that shows it."""
    if rooms.reading.faults:
        return  # the check of the forms says why
    today = newest_day(rooms.reading)
    told: set[tuple[Path, str]] = set()
    lacking = {
        (language, code)
        for language in rooms.phrasebook.languages
        for _, codes, _ in missing(rooms, language)
        for code in codes.split(" or ")
    }
    for facts in _all_facts(rooms.lawbook, rooms.phrasebook, today):
        for kind, language, trouble in _troubles(facts, rooms.lawbook, rooms.phrasebook, lacking):
            path = _template(rooms, kind, language, regime_chain(facts.route.regime))
            if (path, trouble) not in told:
                told.add((path, trouble))
                route = facts.route
                shown = f"{route.regime.id}, {route.track}, {route.territory}: {', '.join(facts.request.ask)}"
                yield Finding(path=path, line=1, trouble=f"{trouble} ({shown})", remedy=_REMEDY)


def _all_facts(lawbook: Lawbook, phrasebook: Phrasebook, today: date) -> Iterator[LetterFacts]:
    of_their_own = {regime for regime, _, _ in phrasebook.templates()} | {SHARING}
    for intent in chain(intents(lawbook, today, of_their_own), following(lawbook, today, of_their_own)):
        try:
            yield find_facts(intent, lawbook, today=today, reference="FW-00000000")
        except (BadRequest, Refused):
            continue  # no letter is made here


def _troubles(
    facts: LetterFacts, lawbook: Lawbook, phrasebook: Phrasebook, lacking: set[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """What is wrong in any language, as (kind, language, trouble).

    :param lacking: words that are known to be missing, which another check says: (language, code).
    """
    layout = lawbook.layout(PLAIN_LAYOUT)
    regime = facts.route.regime
    around = regime_chain(regime)
    # A law without a name in the language stands there under its own, which may be English.
    names = {name.text for name in regime.names.values()}
    names |= {name.text for instrument in regime.instruments for name in instrument.names.values()}
    sheets = phrasebook.languages_of("sheet", around)
    whole = facts.request.ask == EVERYTHING or facts.kind not in FIRST
    for language in phrasebook.languages_of(facts.kind, around):
        if language not in sheets and not whole:
            continue  # what a language of letters alone says is tried in letters that ask for all
        # What only a sheet says of a single wish is a word for a code, and another check's matter.
        with_sheet = language in sheets and len(facts.request.ask) > 1
        for kind in (facts.kind, "sheet") if with_sheet else (facts.kind,):
            try:
                if kind == "sheet":
                    document = compose_sheet(facts, phrasebook, language, language, layout)
                else:
                    document = compose_letter(facts, phrasebook, language, layout)
            except NoWords as error:
                if (error.language, error.what.removeprefix("demands.")) in lacking:
                    continue
                yield kind, error.language, f"There are no words for '{error.what}'."
            except (BadMarks, TemplateError, KeyError) as error:
                yield kind, language, f"It cannot be made: {error}."
            else:
                yield from ((kind, language, trouble) for trouble in document_troubles(document, names))


def document_troubles(document: Document, names: Collection[str] = ()) -> Iterator[str]:
    """What is wrong in one document.

    :param names: of laws, that may stand in it in a language of their own.
    """
    for text in document.texts():
        if found := _LEFT_OVER.search(text):
            yield f"'{found.group()}' is left over in '{_around(text, found)}'."
        if found := _DOUBLED.search(text):
            yield f"'{found.group()}' stands in '{_around(text, found)}'."
        if document.language != "en" and document.role == "letter" and (words := _english(_without(text, names))):
            yield f"English stands in a text in another language: '{words}'."
    yield from _empty(document)


def _empty(document: Document) -> Iterator[str]:
    """Headings with nothing under them, and blocks without text."""
    for block, after in zip(document.blocks, (*document.blocks[1:], None), strict=True):
        if isinstance(block, Heading) and (
            after is None or isinstance(after, Closing) or (isinstance(after, Heading) and after.level <= block.level)
        ):
            yield f"Nothing stands under the heading '{''.join(run.text for run in block.runs)}'."
        if isinstance(block, Bullets | Checklist) and any(
            not "".join(r.text for r in item).strip() for item in block.items
        ):
            yield "A list has an empty item."
        if not any(text.strip() for text in block_texts(block)):
            yield f"A {type(block).__name__} is empty."


def _without(text: str, names: Collection[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text


def _english(text: str) -> str:
    """A stretch that is English: three of its smallest words in a row of words."""
    words = re.findall(r"[A-Za-z']+", text)
    if len(_ENGLISH.intersection(map(str.lower, words))) < 4:
        return ""
    for start in range(len(words)):
        stretch = words[start : start + 7]
        if len({word.lower() for word in stretch} & _ENGLISH) >= 4:
            return " ".join(stretch)
    return ""


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 30) : found.end() + 20].strip()


def _template(rooms: OpenRooms, kind: str, language: str, chain: tuple[str, ...]) -> Path:
    for regime in (*chain, SHARED):
        if rooms.phrasebook.source(regime, language, kind) is not None:
            return rooms.words_file(language, f"{kind}.md", regime)
    return rooms.words_file(language, f"{kind}.md")
