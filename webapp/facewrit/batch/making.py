"""From a checked row to its files. Runs in workers: rows, references and a setting go in, files come out."""

from __future__ import annotations

import hashlib
import hmac
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from pypdf import PdfReader

from facewrit.batch.checking import crashed, draft_row, paper_for
from facewrit.batch.findings import Finding, Teller
from facewrit.batch.manifest import Entry
from facewrit.batch.rows import read_row
from facewrit.batch.setting import Opened, Setting, opened
from facewrit.batch.sheet import Row
from facewrit.bundles.pack import days_of
from facewrit.casefile.case import new_case
from facewrit.casefile.reading import encode_case
from facewrit.drafting import Dossier, reference_from
from facewrit.formats import FormatRefusal, render
from facewrit.intake import read_intent
from facewrit.letters.document import Document
from facewrit.letters.phrasebook import NoWords
from facewrit.letters.wording import Wording, regime_chain
from facewrit.parties import TypedController
from facewrit.request import BadRequest, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of a row, by their names in the ZIP; its line of the manifest; days to look again, with their codes.

    ``finding``: why nothing was made after all; then the rest is empty.
    """

    row: int
    files: tuple[tuple[str, bytes], ...] = ()
    entry: Entry | None = None
    days: tuple[tuple[str, date], ...] = ()
    finding: Finding | None = None


def own_reference(secret: bytes, row: int) -> str:
    """The reference of a row that brings none: the same for the same secret and row, and telling nothing of either."""
    return reference_from(hmac.digest(secret, str(row).encode(), "sha256"))


def make_rows(tasks: Iterable[tuple[Row, str]], setting: Setting) -> list[Made]:
    """Make the files of rows, each with the reference that stands in where it brings none."""
    rooms = opened(setting.rooms)
    teller = Teller(rooms.phrasebook, setting.language)
    made = []
    for row, reference in tasks:
        try:
            made.append(_made(row, reference, setting, rooms))
        except Exception as error:
            made.append(Made(row=row.number, finding=crashed(row.number, error, teller)))
    return made


def _made(row: Row, reference: str, setting: Setting, rooms: Opened) -> Made:
    read = read_row(row, rooms.reader(setting))
    intent = read_intent(read.mapping, today=setting.today)
    dossier = draft_row(intent, setting, rooms, reference)
    # Never from what was typed: a reference of the clinic's own may be a client's name, or one that a system reserves.
    own = reference_from(intent.request.reference.encode()) if intent.request.reference else reference
    stem = f"{row.number:05}-{own}"
    letter = render(dossier.letter, "pdf").content
    files = [(f"letters/{stem}-letter.pdf", letter)]
    for name, document in _for_the_sender(intent, dossier, setting, rooms):
        files.append(
            (
                f"{name}/{stem}-{document.role.replace('_', '-') if name == 'sheets' else 'mandate'}.pdf",
                render(document, "pdf").content,
            )
        )
    files.append((f"cases/{stem}.json", encode_case(new_case(dossier))))
    return Made(
        row=row.number,
        files=tuple(files),
        entry=_entry(
            row.number,
            dossier,
            files[0][0],
            letter,
            Wording(rooms.phrasebook, setting.language, dossier.facts.route.regime),
        ),
        days=tuple(days_of(dossier)),
    )


def _for_the_sender(
    intent: Intent, dossier: Dossier, setting: Setting, rooms: Opened
) -> Iterator[tuple[str, Document]]:
    yield "sheets", dossier.sheet
    if dossier.reading_copy is not None:
        yield "sheets", dossier.reading_copy
    mandate = mandate_of(intent, dossier, setting, rooms)
    if mandate is not None:
        yield "mandates", mandate


def mandate_of(intent: Intent, dossier: Dossier, setting: Setting, rooms: Opened) -> Document | None:
    """The paper by which the person lets somebody act, where somebody does, in the language of the letter.

    ``None`` where nobody acts, for a letter that follows another, or where the paper does not exist in that language.
    """
    kind = paper_for(intent)
    if kind is None or kind not in rooms.phrasebook.kinds(dossier.language, regime_chain(dossier.facts.route.regime)):
        return None
    asked = replace(intent.request, language=dossier.language, reading_language=dossier.reading_language)
    try:
        made = draft_row(replace(intent, kind=kind, request=asked), setting, rooms, dossier.facts.reference).letter
        render(made, "pdf")
    except (BadRequest, NoWords, FormatRefusal):
        return None
    return made


def _entry(row: int, dossier: Dossier, name: str, letter: bytes, wording: Wording) -> Entry:
    facts = dossier.facts
    given = facts.request.controller
    count = facts.answering
    return Entry(
        row=str(row),
        reference=facts.reference,
        controller=given.name if isinstance(given, TypedController) else given,
        regime=facts.route.regime.id,
        track=facts.route.track,
        territory=facts.route.territory,
        authority=";".join(facts.route.authorities),
        language=dossier.language,
        letter_file=name,
        pages=str(len(PdfReader(io.BytesIO(letter)).pages)),
        sha256=hashlib.sha256(letter).hexdigest(),
        period=wording.period(count.period) if count is not None else "",
        ruleset=facts.ruleset,
    )
