"""The words: from facts to a document of blocks, one for each role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from facewrit.law.directory import Authority, Layout
from facewrit.letters.document import (
    Addressee,
    Banner,
    Block,
    Bullets,
    Card,
    Checklist,
    Closing,
    DateLine,
    Document,
    Enclosures,
    Heading,
    PageForm,
    Paragraph,
    Reference,
    Role,
    Run,
    Salutation,
    Sender,
    Signature,
    Subject,
    Timeline,
    TimelinePoint,
)
from facewrit.letters.facts import LetterFacts
from facewrit.letters.letter_words import letter_words
from facewrit.letters.locale import name_in
from facewrit.letters.marks import BadMarks, Insert, Sink, blocks, one_line, sections
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.sheet_words import sheet_inserts, sheet_words
from facewrit.letters.wording import Wording
from facewrit.parties import DataSubject, Representative
from facewrit.request import MANDATES

#: What else stands for a country at the end of an address than its names in CLDR.
_OTHER_NAMES = {"us": ("United States of America", "USA", "U.S.A."), "gb": ("Great Britain", "UK")}
LETTER_SECTIONS = frozenset({"subject", "salutation", "body", "closing"})
SHEET_SECTIONS = frozenset({"title", "body"})
INSERTS = frozenset({"regulator", "timeline", "checklist", "sources", "script"})


def compose_letter(
    facts: LetterFacts, phrasebook: Phrasebook, language: str, layout: Layout, *, copy_of: str | None = None
) -> Document:
    """The letter, or a reading copy of it.

    :param language: of the text.
    :param copy_of: the letter's language, if this is a reading copy; it then carries a banner on every page.
    :raises NoWords: if the letter, or a word of it, does not exist in that language.
    :raises BadMarks: if the template is not made of the sections of a letter.
    """
    wording = Wording(phrasebook, language, facts.route.regime)
    words = letter_words(facts, wording)
    text, sink = phrasebook.render(facts.kind, language, wording.chain, words.context())
    parts = sections(text)
    if parts.keys() != LETTER_SECTIONS:
        raise BadMarks(f"{facts.kind} in {language}: a letter has the sections {', '.join(sorted(LETTER_SECTIONS))}")
    wide = wording.language.wide
    subject = wording.language.subject.format(text=one_line(parts["subject"], sink, wide))
    salutation = one_line(parts["salutation"], sink, wide)
    flow = tuple(block for block in blocks(parts["body"], sink, wide) if not isinstance(block, Insert))
    enclosures = facts.request.enclosures
    placed: dict[str, tuple[Block, ...]] = {
        "sender": (Sender(lines=_sender(facts, wording)),),
        "addressee": (Addressee(lines=_addressee(facts, wording)),) if facts.kind not in MANDATES else (),
        "date": (DateLine(text=words.today),),
        "reference": (Reference(label=wording.language.labels["reference"], text=facts.reference),),
        "subject": (Subject(text=subject), *((Salutation(text=salutation),) if salutation else ())),
        "subject_after_salutation": (*((Salutation(text=salutation),) if salutation else ()), Subject(text=subject)),
        "body": flow,
        "closing": (Closing(text=closing),) if (closing := one_line(parts["closing"], sink, wide)) else (),
        "signature": (_signature(facts, wording),),
        "enclosures": (Enclosures(label=wording.language.labels["enclosures"], items=enclosures),)
        if enclosures
        else (),
    }
    found: list[Block] = []
    if copy_of is not None:
        told = wording.language.labels["copy"].format(language=wording.language.language(copy_of))
        found.append(Banner(text=told))
    for name in wording.language.letter_order:
        found += placed[name]
    return _document("letter" if copy_of is None else "reading_copy", found, facts, wording, subject, _form(layout))


def compose_sheet(
    facts: LetterFacts, phrasebook: Phrasebook, language: str, letter_language: str, paper: Layout
) -> Document:
    """The sender's sheet: for the sender, never for the addressee, in the language that the sender reads.

    :raises NoWords: if the sheet, or a word of it, does not exist in that language.
    """
    wording = Wording(phrasebook, language, facts.route.regime)
    review = phrasebook.review(facts.kind, letter_language, wording.chain)
    words = letter_words(facts, wording, sheet_words(facts, wording, review))
    text, sink = phrasebook.render("sheet", language, wording.chain, words.context())
    parts = sections(text)
    if parts.keys() != SHEET_SECTIONS:
        raise BadMarks(f"sheet in {language}: it has the sections {', '.join(sorted(SHEET_SECTIONS))}")
    title = one_line(parts["title"], sink, wording.language.wide)
    inserts = sheet_inserts(facts, wording)
    placed: Mapping[str, tuple[Block, ...]] = {
        "regulator": tuple(Card(title=name, rows=rows) for name, rows in inserts.regulator),
        "timeline": (
            Timeline(
                title=wording.word("timeline.title"),
                points=tuple(
                    TimelinePoint(when=when, label=label, text=told, estimated=estimated)
                    for when, label, told, estimated in inserts.timeline
                ),
            ),
        ),
        "checklist": (Checklist(title=wording.word("check.title"), items=inserts.checklist),),
        "sources": (Bullets(items=inserts.sources),) if inserts.sources else (),
        "script": call_script(facts, phrasebook),
    }
    found: list[Block] = [Banner(text=wording.language.labels["sheet"]), Subject(text=title)]
    for block in blocks(parts["body"], sink, wording.language.wide):
        found += placed[block.name] if isinstance(block, Insert) else (block,)
    return _document("sheet", _without_bare_headings(found), facts, wording, title, _form(paper))


def _without_bare_headings(found: list[Block]) -> list[Block]:
    """Without headings that nothing stands under, because what was to be inserted is empty here."""
    kept: list[Block] = []
    for block in reversed(found):
        follows = kept[-1] if kept else None
        if isinstance(block, Heading) and (
            follows is None or (isinstance(follows, Heading) and follows.level <= block.level)
        ):
            continue
        kept.append(block)
    return kept[::-1]


def call_script(facts: LetterFacts, phrasebook: Phrasebook) -> tuple[Block, ...]:
    """What to say where the authority only takes telephone calls, in the language it works in; else nothing."""
    authority = next((found for found in facts.authorities if "phone_only" in found.channels), None)
    if authority is None:
        return ()
    language = authority.languages[0]
    wording = Wording(phrasebook, language, facts.route.regime)
    words = letter_words(facts, wording)
    text, sink = phrasebook.render("call_script", language, wording.chain, words.context())
    parts = sections(text)
    title = one_line(parts["title"], sink, wording.language.wide)
    return (
        Heading(runs=(Run(text=title, lang=language),), level=2),
        *(
            _spoken(block, language)
            for block in blocks(parts["body"], sink, wording.language.wide)
            if not isinstance(block, Insert)
        ),
    )


def rendered(kind: str, facts: LetterFacts, phrasebook: Phrasebook, language: str) -> tuple[str, Sink]:
    """The text of a template as rendered, before its marks are read (for checks)."""
    wording = Wording(phrasebook, language, facts.route.regime)
    return phrasebook.render(kind, language, wording.chain, letter_words(facts, wording).context())


def _spoken(block: Heading | Paragraph | Bullets, language: str) -> Block:
    """A block of the call script, marked as being in another language than the sheet."""
    if isinstance(block, Bullets):
        return replace(block, items=tuple(tuple(replace(run, lang=language) for run in item) for item in block.items))
    return replace(block, runs=tuple(replace(run, lang=language) for run in block.runs))


def _sender(facts: LetterFacts, wording: Wording) -> tuple[str, ...]:
    """Who writes: the representative if there is one, else the data subject.

    In safety mode the postal address stays out where an e-mail address lets the addressee answer.
    """
    request = facts.request
    party = _signs(facts)
    organisation = getattr(party, "organisation", None)
    address = () if request.safety and party.email else party.address
    lines = [party.name, *([organisation] if organisation else []), *address]
    if party.email:
        lines.append(party.email)
    lines[0] = wording.language.sender_first.format(line=lines[0])
    return tuple(lines)


def _signs(facts: LetterFacts) -> DataSubject | Representative:
    """Who signs: whoever acts for the data subject, but never the mandate that allows it."""
    if facts.kind == "mandate":
        return facts.request.subject
    return facts.request.representative or facts.request.subject


def _addressee(facts: LetterFacts, wording: Wording) -> tuple[str, ...]:
    if facts.recipient is not None:
        name = _on_the_envelope(facts.recipient)
        lines = _without_own_country(facts.address, facts.recipient.territory, facts, wording)
        return (wording.language.addressee.format(entity=name), *lines)
    organisation = facts.organisation
    record = organisation.record
    entity = record.entity_names.get(wording.code, organisation.entity) if record else organisation.entity
    lines = _without_own_country(facts.address, organisation.country, facts, wording)
    return (wording.language.addressee.format(entity=entity), *lines)


def _on_the_envelope(authority: Authority) -> str:
    """The authority's own name, in the language of its address: a post office knows no translation of it."""
    posts = (contact.language for contact in authority.contacts if contact.kind == "post" and contact.language)
    for code in (*posts, *authority.languages):
        if code in authority.names and authority.names[code].official:
            return authority.names[code].text
    own = next((name.text for name in authority.names.values() if name.official), None)
    return own or name_in(authority.names, authority.languages[0])


def _without_own_country(lines: tuple[str, ...], country: str, facts: LetterFacts, wording: Wording) -> tuple[str, ...]:
    """An address block without its country where the letter stays in it, as posts ask (S42 of the UPU)."""
    code = country.partition("-")[0]
    if len(lines) < 2 or code != facts.request.residence.partition("-")[0]:
        return lines
    names = {str(wording.phrasebook.language(one).territory(code)) for one in wording.phrasebook.languages}
    known = {name.casefold() for name in (*names, *_OTHER_NAMES.get(code, ()))}
    return lines[:-1] if lines[-1].casefold() in known else lines


def _signature(facts: LetterFacts, wording: Wording) -> Signature:
    party = _signs(facts)
    return Signature(name=party.name, note=wording.language.labels.get("signature") or None)


def _form(layout: Layout) -> PageForm:
    top, right, bottom, left = layout.margins
    return PageForm(
        id=layout.id,
        paper=layout.paper,
        address=layout.address,
        body_top=layout.body_top,
        margins=(top, right, bottom, left),
        sender=layout.sender,
        date=layout.date,
        subject=layout.subject,
        closing=layout.closing,
        fold_marks=layout.fold_marks,
    )


def _document(
    role: Role, found: list[Block], facts: LetterFacts, wording: Wording, title: str, form: PageForm
) -> Document:
    return Document(
        role=role,
        blocks=tuple(found),
        language=wording.code,
        direction=wording.language.direction,
        title=wording.word(f"title.{role}"),
        reference=facts.reference,
        form=form,
        page_words=wording.language.page,
        neutral=facts.request.safety,
    )
