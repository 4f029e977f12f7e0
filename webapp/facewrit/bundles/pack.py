"""Everything for one letter in one ZIP: the letter in all formats, the sender's sheet, a reading copy, days, case."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from facewrit.casefile.case import new_case
from facewrit.casefile.reading import encode_case
from facewrit.drafting import Dossier
from facewrit.formats import FORMATS, FormatUnavailable, Rendered, file_name, render
from facewrit.law.periods import period_end
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import Wording

CALENDAR = "ics"
#: Formats of a letter by suffix, the calendar among them.
SUFFIXES = (*FORMATS, CALENDAR)
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # of files in a ZIP: the earliest that there is, so that the bytes tell no day
_FOR_ITS_OWNER = 0o600 << 16


def pack_letter(dossier: Dossier, phrasebook: Phrasebook) -> bytes:
    """The ZIP. Names of files say nothing about the person; the same dossier gives the same bytes.

    :raises facewrit.formats.FormatRefusal: if a document cannot be made, such as a name in a script without a font.
    :raises NoWords: if a calendar entry has no words in the reading language.
    """
    return archive_of(_files(dossier, phrasebook))


def archive_of(files: Iterable[Rendered]) -> bytes:
    """Files as one ZIP, for its owner alone; the same files give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _FOR_ITS_OWNER
            archive.writestr(entry, file.content)
    return content.getvalue()


def letter_file(dossier: Dossier, suffix: str, phrasebook: Phrasebook) -> Rendered:
    """The letter in one format: a suffix of :data:`SUFFIXES`. An e-mail is addressed where its address is confirmed.

    :raises facewrit.formats.FormatRefusal: if there is no such format, or the letter cannot be made in it.
    """
    if suffix == CALENDAR:
        name = f"deadlines-{dossier.facts.reference}.{CALENDAR}"
        return Rendered(name=name, media_type="text/calendar; charset=utf-8", content=calendar_of(dossier, phrasebook))
    if suffix == "eml":
        from facewrit.formats import eml  # brings the paper with it, which a letter as text does not need

        content = eml.render(dossier.letter, _recipient(dossier))
        name = file_name(dossier.letter, suffix)
        return Rendered(name=name, media_type=FORMATS[suffix].media_type, content=content)
    return render(dossier.letter, suffix)


def calendar_of(dossier: Dossier, phrasebook: Phrasebook) -> bytes:
    """The days on which to look again, as a calendar in the reading language: neutral titles, no law, no names.

    Days that are counted from an assumed receipt say so. Where the law names no day, the day that the letter itself
    asks for stands in.
    """
    from facewrit.formats.ics import CalendarEntry, calendar  # brings a library that other formats do not need

    facts = dossier.facts
    wording = Wording(phrasebook, dossier.reading_language, facts.route.regime)
    note = wording.word("calendar.estimated") if facts.assumed else ""
    entries = [
        CalendarEntry(
            uid=f"{facts.reference}-{code}-{number}".lower(),
            day=day,
            title=wording.word(f"calendar.{code}", reference=facts.reference),
            description=note,
            alarm_days=0,
        )
        for number, (code, day) in enumerate(days_of(dossier), start=1)
    ]
    stamp = datetime.combine(facts.request.date, time(), UTC)
    return calendar(entries, dossier.reading_language, stamp)


def days_of(dossier: Dossier) -> Iterator[tuple[str, date]]:
    """Each day once, with the code of its title: ends of periods, then their longest ends, or one to look again."""
    facts = dossier.facts
    days: dict[tuple[str, date], None] = {}
    for count in facts.counts:
        if count.due is not None:
            days[count.stage, count.due] = None
        if count.extended_due is not None and count.extended_due != count.due:
            days["extended", count.extended_due] = None
    if not days:
        asked = next((count.asks for count in facts.counts if count.asks and count.asks.amount), None)
        if asked is not None:
            days["step", period_end(asked, facts.received, "excluded", facts.calendar)] = None
    if not days:
        days["step", facts.look_again] = None
    yield from sorted(days, key=lambda found: found[1])


def _files(dossier: Dossier, phrasebook: Phrasebook) -> Iterator[Rendered]:
    for suffix in FORMATS:
        try:
            yield letter_file(dossier, suffix, phrasebook)
        except FormatUnavailable:
            continue  # not on this installation; the other formats are the same letter
    if dossier.reading_copy is not None:
        yield render(dossier.reading_copy, "pdf")
    yield render(dossier.sheet, "pdf")
    yield Rendered(name="deadlines.ics", media_type="text/calendar", content=calendar_of(dossier, phrasebook))
    yield Rendered(name="case.json", media_type="application/json", content=encode_case(new_case(dossier)))


def _recipient(dossier: Dossier) -> str | None:
    """The e-mail address of the organisation, if somebody has confirmed it."""
    ways = (way.value for way in dossier.facts.channels if way.kind == "email" and way.confirmed)
    return next(ways, None)
