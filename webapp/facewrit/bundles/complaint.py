"""The complaint with everything that belongs to it: the letter, a numbered list, each enclosure behind its own cover.

What the case file holds is printed as it was sent; what only the person has (a receipt, an answer) has a cover that
says what to put there, and stands in the list as missing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from facewrit.bundles.pack import archive_of
from facewrit.casefile.form import Case, CaseLetter
from facewrit.casefile.history import chronology_of, letters_of_matter
from facewrit.drafting import Dossier
from facewrit.events import ANSWERS
from facewrit.formats import Rendered, render
from facewrit.letters.document import Block, Bullets, Document, Heading, Paragraph, Run, Subject
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import Wording

#: Words of the organisation of which the person has the paper, or should.
_ON_PAPER = (
    *ANSWERS,
    "acknowledged",
    "extension",
    "identity_demanded",
    "fee_demanded",
    "form_demanded",
    "not_identified",
    "sent_elsewhere",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """One enclosure. ``text``: as it was sent, if the case file holds it; else the person has to add it."""

    number: int
    title: str
    text: str | None


def complaint_bundle(case: Case, first: CaseLetter, dossier: Dossier, phrasebook: Phrasebook) -> bytes:
    """A ZIP: ``complaint.pdf``, ``enclosures.pdf``, ``all.pdf`` (both, to print) and ``notes.pdf`` (never to send).

    :param first: the letter that began the matter; ``dossier``: the drafted complaint.
    :raises facewrit.formats.FormatRefusal: if a document cannot be made.
    :raises NoWords: if the list has no words in the language of the complaint.
    """
    letter = render(dossier.letter, "pdf").content
    enclosures = [render(document, "pdf").content for document in documents(case, first, dossier, phrasebook)]
    files = [
        Rendered(name="complaint.pdf", media_type="application/pdf", content=letter),
        Rendered(name="enclosures.pdf", media_type="application/pdf", content=_joined(enclosures)),
        Rendered(name="all.pdf", media_type="application/pdf", content=_joined([letter, *enclosures])),
        Rendered(name="notes.pdf", media_type="application/pdf", content=render(dossier.sheet, "pdf").content),
    ]
    return archive_of(files)


def documents(case: Case, first: CaseLetter, dossier: Dossier, phrasebook: Phrasebook) -> Iterator[Document]:
    """The list of enclosures, then each enclosure behind its cover, in the language of the complaint."""
    wording = Wording(phrasebook, dossier.language, dossier.facts.route.regime)
    found = tuple(enclosures(case, first, wording))
    listed = [f"{_numbered(one, wording)}: {one.title}" for one in found]
    missing = [f"{_numbered(one, wording)}: {one.title}" for one in found if one.text is None]
    blocks: list[Block] = [Subject(text=wording.word("bundle.title")), _list(listed)]
    if missing:
        blocks += [Heading(runs=(Run(text=wording.word("bundle.missing")),), level=1), _list(missing)]
    yield _document(dossier, blocks)
    for one in found:
        head = Subject(text=f"{_numbered(one, wording)}: {one.title}")
        told = _paragraph(wording.word("bundle.to_enclose"))
        yield _document(dossier, [head, *(as_sent(one.text) if one.text is not None else (told,))])


def enclosures(case: Case, first: CaseLetter, wording: Wording) -> Iterator[Enclosure]:
    """The letters of the matter and what came back, in order of time, with the proofs that belong to them."""
    rows: list[tuple[str, str, str | None]] = []
    for letter in letters_of_matter(case, first):
        if letter.kind == "complaint":
            continue
        written = date.fromisoformat(letter.date)
        rows.append((letter.date, wording.word("bundle.own_letter", day=written), letter.text))
    told = {event.type: event for event in case.events if event.letter in (None, first.reference)}
    written = date.fromisoformat(first.date)
    if "sent" in told:
        rows.append((told["sent"].on, wording.word("bundle.proof_of_sending", day=written), None))
    if "received" in told:
        rows.append((told["received"].on, wording.word("bundle.proof_of_arrival", day=written), None))
    for event in chronology_of(case, first):
        if event.kind in _ON_PAPER:
            rows.append((event.on.isoformat(), wording.word("bundle.their_word", day=event.on), None))
    if case.representative is not None:
        rows.append(("", wording.word("bundle.mandate"), None))
    rows.sort(key=lambda row: row[0])
    yield from (
        Enclosure(number=number, title=title, text=text) for number, (_, title, text) in enumerate(rows, start=1)
    )


def as_sent(text: str) -> Iterator[Block]:
    """The text of a letter, as a case file keeps it, in blocks: headings, lists, paragraphs, lines of an address."""
    for part in text.split("\n\n"):
        lines = [line for line in part.splitlines() if line.strip()]
        if not lines:
            continue
        if len(lines) > 1 and set(lines[-1].strip()) in ({"="}, {"-"}):
            heading = " ".join(line.strip() for line in lines[:-1])
            yield Heading(runs=(Run(text=heading),), level=1 if lines[-1].strip()[0] == "=" else 2)
            continue
        items = _items(lines)
        if items:
            yield Bullets(items=tuple((Run(text=item),) for item in items), ordered=lines[0][0].isdigit())
        elif len(lines) > 1 and all(len(line) < _SHORT for line in lines[:-1]):
            yield from (_paragraph(line) for line in lines)
        else:
            yield _paragraph(" ".join(line.strip() for line in lines))


#: Lines that end this early were broken on purpose, as in an address.
_SHORT = 45
_ITEM = re.compile(r"(?:- |\d{1,2}\. )(?=\S)")


def _items(lines: list[str]) -> list[str]:
    """The items of a list whose further lines are set in; empty if it is none."""
    found: list[str] = []
    for line in lines:
        begins = _ITEM.match(line)
        if begins:
            found.append(line[begins.end() :].strip())
        elif found and line.startswith("  "):
            found[-1] += " " + line.strip()
        else:
            return []
    return found


def _paragraph(text: str) -> Paragraph:
    return Paragraph(runs=(Run(text=text),))


def _numbered(one: Enclosure, wording: Wording) -> str:
    return wording.word("bundle.enclosure", number=one.number)


def _list(items: list[str]) -> Bullets:
    return Bullets(items=tuple((Run(text=item),) for item in items))


def _document(dossier: Dossier, blocks: list[Block]) -> Document:
    return replace(dossier.letter, role="cover", blocks=tuple(blocks), form=replace(dossier.sheet.form))


def _joined(files: list[bytes]) -> bytes:
    """Several PDF files as one, in their order; the same files give the same bytes."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for content in files:
        writer.append(PdfReader(io.BytesIO(content)))
    writer.metadata = None
    joined = io.BytesIO()
    writer.write(joined)
    return joined.getvalue()
