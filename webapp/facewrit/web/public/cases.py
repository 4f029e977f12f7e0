"""What happened? A case file, opened for one page: where it stands, what came back, the next letter. Nothing is kept.

Every page carries the whole case as its own hidden field; what a person takes away is the file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, abort, make_response, render_template, request

from facewrit.answers.wordings import problem_of
from facewrit.bundles.case_calendar import calendar_of_case
from facewrit.bundles.complaint import complaint_bundle
from facewrit.bundles.pack import SUFFIXES, letter_file
from facewrit.casefile.case import case_letter, new_case
from facewrit.casefile.form import Case
from facewrit.casefile.history import follow_up, letter_of, log_event, with_letter
from facewrit.casefile.position import deciding_count, position
from facewrit.casefile.reading import BadCase, Opened, encode_case, open_case
from facewrit.casefile.sealing import is_sealed
from facewrit.casefile.standing import Matter
from facewrit.drafting import Dossier, Refused, draft
from facewrit.events import REFUSALS
from facewrit.formats import FormatRefusal, Rendered, file_name, render
from facewrit.formats.html import fragment
from facewrit.intake import read_intent
from facewrit.law.deadlines import ClockCount
from facewrit.law.model import Regime
from facewrit.letters.phrasebook import NoWords
from facewrit.letters.replies import suggest
from facewrit.request import FOLLOWING, BadRequest, Problem
from facewrit.web.public.downloads import attachment
from facewrit.web.public.offers import refusal_words
from facewrit.web.public.site import page_language, site
from facewrit.web.public.told import LawWords, Told

blueprint = Blueprint("cases", __name__, url_prefix="/<language:language>/case")
#: What can have come back, in the order of the page; the words stand in the template.
CAME_BACK = (
    "sent",
    "received",
    "bounced",
    "identity_demanded",
    "identity_given",
    "law_denied",
    "sent_elsewhere",
    "refused",
    "answered_in_part",
    "not_identified",
    "fee_demanded",
    "form_demanded",
    "extension",
    "no_data",
    "erased",
    "answered",
    "phoned",
    "offered",
    "complained",
    "decided",
    "withdrawn",
)
_ASKED = ("access", "erasure", "rectification", "objection")
_FILES = ("pdf", "txt", "eml", "html", "docx")


class Unfit(Exception):
    """What was sent cannot be used; carries what to tell."""

    def __init__(self, *told: Told) -> None:
        self.told = told
        super().__init__()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A face demand that an answer may have left out: its id, and its words."""

    id: str
    words: Told


@blueprint.get("/")
def begin(language: str) -> Response:
    """Open a case file, or type what is known."""
    return _begin()


@blueprint.post("/open")
def opened(language: str) -> Response:
    """Where the case of an uploaded file stands."""

    def show() -> Response:
        file = request.files.get("file")
        content = file.read() if file is not None else b""
        if not content:
            raise Unfit(_told("nothing_chosen"))
        if is_sealed(content):
            raise Unfit(_told("sealed"))
        return _show(_read(content))

    return _guarded(show)


@blueprint.post("/typed")
def typed(language: str) -> Response:
    """Where a letter stands that was written elsewhere: who, to whom, and three dates."""

    def show() -> Response:
        form = request.form
        controller: object = form.get("controller") or {
            "name": form.get("typed_name", ""),
            "country": form.get("typed_country", ""),
            "sector": form.get("typed_sector") or None,
        }
        given = {
            "residence": form.get("residence", ""),
            "controller": controller,
            "ask": form.getlist("ask") or ["access"],
            "subject": {"name": form.get("name", "")},
            "date": form.get("written", ""),
        }
        today = site().today(form.get("residence"))
        intent = read_intent(given, today=today)
        made = draft(intent, site().lawbook, site().phrasebook, today=today, reference=site().reference())
        case = new_case(made)
        for kind in ("sent", "received"):
            if form.get(kind):
                case = log_event(case, {"type": kind, "on": form[kind]}, today=today)
        return _show(Opened(case=case, said={}))

    return _guarded(show, _begin)


@blueprint.post("/carried")
def carried(language: str) -> Response:
    """Where the case stands that a page carried along."""
    return _guarded(lambda: _show(_carried()))


@blueprint.post("/suggest")
def suggested(language: str) -> Response:
    """What a pasted reply probably says; the person chooses."""

    def show() -> Response:
        reply = request.form.get("reply", "")[:40_000]
        return _show(_carried(), suggestions=suggest(reply, site().phrasebook), looked=True)

    return _guarded(show)


@blueprint.post("/log")
def logged(language: str) -> Response:
    """The case with one more event."""

    def show() -> Response:
        opened = _carried()
        today = _today(opened.case)
        form = request.form
        kind = form.get("type", "")
        if kind not in CAME_BACK:
            raise Unfit(_told("choose_event"))
        given: dict[str, object] = {"type": kind, "on": form.get("on", ""), "letter": form.get("letter", "")}
        wanted = {
            "refused": ("grounds",),
            "answered_in_part": ("missing",),
            "fee_demanded": ("amount",),
            "extension": ("until",),
            "sent": ("channel",),
        }
        for field in (*wanted.get(kind, ()), "reference"):
            given[field] = form.getlist(field) if field in ("grounds", "missing") else form.get(field, "")
        case = log_event(opened.case, given, today=today)
        return _show(Opened(case=case, said=opened.said), done=True)

    return _guarded(show, lambda: _show(_carried()))


@blueprint.post("/letter")
def letter(language: str) -> Response:
    """The next letter, to read before it is taken away."""

    def show() -> Response:
        opened = _carried()
        dossier = _next_letter(opened.case)
        case = with_letter(opened.case, case_letter(dossier), letter_of(opened.case, request.form.get("letter")))
        words = LawWords(site().phrasebook, page_language(), dossier.facts.route.regime)
        page = render_template(
            "case/letter.html",
            case=_compact(case, opened),
            before=_compact(opened.case, opened),
            kind=dossier.facts.kind,
            reference=dossier.facts.reference,
            matter=request.form.get("letter", ""),
            dossier=dossier,
            words=words,
            letter=fragment(dossier.letter),
            sheet=fragment(dossier.sheet),
            files=[suffix for suffix in _FILES if suffix in SUFFIXES],
        )
        return make_response(page)

    return _guarded(show, lambda: _show(_carried()))


@blueprint.post("/file/<name>")
def file(language: str, name: str) -> Response:
    """A file: the case, its days as a calendar, or the next letter in one format."""

    def serve() -> Response:
        opened = _carried()
        if name == "case.json":
            content = encode_case(opened.case, opened.said)
            return attachment(Rendered(name="case.json", media_type="application/json", content=content))
        if name == "dates.ics":
            found = position(opened.case, site().lawbook, _today(opened.case))
            content = calendar_of_case(found, site().phrasebook, page_language())
            return attachment(Rendered(name=name, media_type="text/calendar; charset=utf-8", content=content))
        dossier = _next_letter(opened.case)
        if name == "notes.pdf":
            return attachment(render(dossier.sheet, "pdf"))
        if name == "complaint.zip" and dossier.facts.kind == "complaint":
            first = letter_of(opened.case, request.form.get("letter") or None)
            content = complaint_bundle(opened.case, first, dossier, site().phrasebook)
            name_of = file_name(dossier.letter, "zip")
            return attachment(Rendered(name=name_of, media_type="application/zip", content=content))
        stem, _, suffix = name.partition(".")
        if stem != "letter" or suffix not in SUFFIXES:
            abort(404)
        return attachment(letter_file(dossier, suffix, site().phrasebook))

    return _guarded(serve, lambda: _show(_carried()))


def _begin(faults: tuple[Told, ...] = ()) -> Response:
    language = page_language()
    page = render_template(
        "case/begin.html",
        faults=faults,
        words=_words(),
        form=request.form,
        organisations=sorted(
            ((one.slug, _words().name(one.names)) for one in site().organisations), key=lambda r: r[1]
        ),
        sectors=[sector.id for sector in site().lawbook.catalogue.sectors],
        countries=site().countries(language),
        residences=site().residences(language),
        asked=_ASKED,
    )
    return make_response(page, 422 if faults else 200)


def _show(
    opened: Opened, faults: tuple[Told, ...] = (), suggestions: object = (), looked: bool = False, done: bool = False
) -> Response:
    """Where the case stands, what to do, and the question what came back."""
    today = _today(opened.case)
    found = position(opened.case, site().lawbook, today)
    rows = []
    for matter in found.matters:
        words = LawWords(site().phrasebook, page_language(), matter.route.regime)
        late = [
            (_step(item.rung, matter.route.regime, words), words.day(item.since.isoformat()))
            for item in matter.too_late
        ]
        rows.append((matter, words, late))
    letters = [
        {"reference": one.reference, "kind": one.kind, "day": _words().day(one.date)} for one in opened.case.letters
    ]
    page = render_template(
        "case/position.html",
        case=_compact(opened.case, opened),
        rows=rows,
        letters=letters,
        waiting=_unsent(opened.case),
        counts_told=_counts_told,
        today=today.isoformat(),
        words=_words(),
        faults=faults,
        suggestions=suggestions,
        looked=looked,
        done=done,
        came_back=CAME_BACK,
        refusals=REFUSALS,
        demands=_demands(),
        form=request.form,
    )
    return make_response(page, 422 if faults else 200)


def _unsent(case: Case) -> str:
    """The newest letter that nobody has noted as sent; else the first: what happens next is most likely about it."""
    sent = {event.letter or case.letters[0].reference for event in case.events if event.type == "sent"}
    return next(
        (one.reference for one in reversed(case.letters) if one.reference not in sent), case.letters[0].reference
    )


def _counts_told(matter: Matter) -> tuple[ClockCount, ...]:
    """The count of the day that is told, not that of a mere acknowledgement."""
    told = deciding_count(matter.counts)
    return () if told is None else (told,)


def _guarded(show: Callable[[], Response], again: Callable[..., Response] | None = None) -> Response:
    """Show a page, or what is wrong and the page before it."""
    try:
        return show()
    except Unfit as unfit:
        told = unfit.told
    except BadCase as error:
        return _begin((Told(text=str(error), language="en" if page_language() != "en" else None),))
    except BadRequest as error:
        told = tuple(_words().problem(problem) for problem in error.problems)
    except FormatRefusal as error:
        problem = problem_of(error) or Problem(code="unreadable", where="case", facts=(("value", str(error)),))
        told = (_words().problem(problem),)
    except NoWords as error:
        told = (_words().problem(_unavailable(error)),)
    except Refused as refused:
        because, instead = refusal_words(refused.refusal, site().phrasebook, page_language())
        told = (because, *instead)
    try:
        if request.form.get("case"):
            return _show(_carried(), faults=told)
    except (BadCase, BadRequest, Refused):
        pass
    return _begin(told)


def _unavailable(error: NoWords) -> Problem:
    available = ", ".join(site().phrasebook.languages)
    return Problem(
        code="language_unavailable", where="language", facts=(("value", error.language), ("available", available))
    )


def _read(content: bytes) -> Opened:
    opened = open_case(content)
    if not opened.case.letters:
        raise BadCase("letters: there is no letter in this file. Give the file as it was saved.")
    return opened


def _carried() -> Opened:
    """The case that the page carried along."""
    return _read(request.form.get("case", "").encode())


def _next_letter(case: Case) -> Dossier:
    """The letter of the kind that was chosen; made anew for every file, with the same reference."""
    form = request.form
    kind = form.get("kind", "")
    if kind not in FOLLOWING:
        raise Unfit(_told("choose_letter"))
    more = {"language": form["language"]} if form.get("language") else {}
    today = _today(case)
    intent = follow_up(case, kind, letter=form.get("letter") or None, today=today, **more)
    reference = form.get("reference") or site().reference()
    return draft(intent, site().lawbook, site().phrasebook, today=today, reference=reference)


def _today(case: Case) -> date:
    return site().today(case.letters[0].asked.residence)


def _compact(case: Case, opened: Opened) -> str:
    return encode_case(case, opened.said).decode()


def _demands() -> list[Choice]:
    """Face demands to choose from, as far as the page's language has words for them."""
    phrasebook, language = site().phrasebook, page_language()
    found = []
    for demand in site().lawbook.demands():
        if not demand.act:
            own = phrasebook.demand(language, demand.id)
            text = own or phrasebook.demand("en", demand.id) or demand.id
            found.append(Choice(id=demand.id, words=Told(text=text, language=None if own else "en")))
    return found


def _step(rung: str, regime: Regime, words: LawWords) -> Told:
    kinds = {one.id: one.kind for one in regime.ladder}
    return words.word(f"rung.{rung}") if words.has(f"rung.{rung}") else words.word(f"rung.{kinds.get(rung, rung)}")


def _words() -> LawWords:
    return LawWords(site().phrasebook, page_language())


def _told(code: str) -> Told:
    """A message of the pages by its code; the words stand in the template, which knows the language."""
    return Told(text=f"case:{code}")
