"""The journey from "what happened" to the letter, a page a step, without a memory: each page carries the whole form.

A step's address is that of the page to *show*. It is shown when all steps before it are in order, else the first of
them that is not, with what is wrong. So *Back* and *Continue* are the same thing: a form sent to another address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for

from facewrit.drafting import Refused, letter_language
from facewrit.formats import FORMATS
from facewrit.formats.html import fragment
from facewrit.law.reasons import Reason
from facewrit.letters.document import Card, Document, Timeline
from facewrit.letters.facts import LetterFacts
from facewrit.letters.wording import regime_chain
from facewrit.request import BadRequest
from facewrit.web.public.course import course_of
from facewrit.web.public.disclosure import disclosure_of
from facewrit.web.public.enclosures import PAPERS
from facewrit.web.public.form import STEPS, Fault, LetterForm
from facewrit.web.public.links import form_of_link
from facewrit.web.public.offers import Law, find_offers, help_near, refusal_words
from facewrit.web.public.readiness import Unready, facts_of, law_of, make, require, today_of
from facewrit.web.public.search import find_organisations, names_of
from facewrit.web.public.site import catalogue, page_language, site
from facewrit.web.public.told import LawWords
from facewrit.web.public.ways import ways_of

blueprint = Blueprint("journey", __name__, url_prefix="/<language:language>/letter")


@blueprint.get("/")
def begin(language: str) -> Response:
    """The first page; a link may name organisation, law and wishes (``links``)."""
    form, filled = form_of_link(request.args)
    return _render("happened", form, (), filled=filled)


@blueprint.get("/<any(happened,who,wishes,about,preview,result):step>")
def reloaded(language: str, step: str) -> Response:
    """A step's address without its form: there is nothing to show, since nothing is kept."""
    return make_response(redirect(url_for(".begin", language=language), 303))


@blueprint.post("/happened")
def happened(language: str) -> Response:
    """What happened, and whether the person is at risk."""
    return _page("happened", posted_form())


@blueprint.post("/who")
def who(language: str) -> Response:
    """Who has the face, and where."""
    return _walk("who")


@blueprint.post("/find-out")
def find_out(language: str) -> Response:
    """How to find out who runs a camera; carries the form along."""
    form = posted_form()
    return make_response(render_template("journey/find_out.html", form=form, step="find_out"))


@blueprint.post("/wishes")
def wishes(language: str) -> Response:
    """What can be asked for under the law that applies."""
    return _walk("wishes")


@blueprint.post("/about")
def about(language: str) -> Response:
    """The personal fields."""
    return _walk("about")


@blueprint.post("/preview")
def preview(language: str) -> Response:
    """The letter, to read before it is taken away."""
    return _walk("preview")


@blueprint.post("/result")
def result(language: str) -> Response:
    """Everything to download, and what comes next."""
    return _walk("result")


def posted_form() -> LetterForm:
    """The form that was sent.

    :raises werkzeug.exceptions.UnsupportedMediaType: if what was sent is no form.
    """
    if request.mimetype not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        abort(415)
    return LetterForm(request.form)


def _walk(step: str) -> Response:
    """Show a step, or the first before it that is not in order, or why there is no letter."""
    form = posted_form()
    if step == "about" and form.other_law:
        step = "wishes"
    if step not in ("happened", "who") and form.checked.data != "yes":
        first = _self_check(form)
        if first is not None:
            return first
    try:
        return _page(step, form)
    except Unready as unready:
        return show_unready(unready, form)
    except Refused as refused:
        return show_refusal(refused, form)


def show_unready(unready: Unready, form: LetterForm) -> Response:
    """The first step that is not in order, with what is wrong."""
    first = min((STEPS.index(found.step) for found in unready.faults), default=0)
    faults = [found for found in unready.faults if STEPS.index(found.step) == first]
    faults.sort(key=lambda found: found.place)
    for found in faults:
        form.forget(found.field)
    try:
        response = _page(STEPS[first], form, faults)
    except Unready as earlier:  # the page of the fault cannot be shown without an earlier step
        return show_unready(earlier, form)
    except Refused as refused:
        return show_refusal(refused, form)
    response.status_code = 422
    return response


def _self_check(form: LetterForm) -> Response | None:
    """The questions to oneself before a letter to the police, a border, an airport, an office or an employer."""
    try:
        require(form, "wishes", ())
        law = law_of(form)
    except Unready:
        return None
    kind = law.organisation.sector or ""
    risky = any(sector.risky and sector.id == kind for sector in site().lawbook.catalogue.sectors)
    if law.routing.refusal is not None or not (risky or law.route.track == "police"):
        return None
    near = help_near(site().lawbook, form.residence.data or "")
    return _render("self_check", form, (), law=law, kind=kind, help=near)


def show_refusal(refused: Refused, form: LetterForm) -> Response:
    """Why there is no letter, and what remains."""
    refusal = refused.refusal
    because, instead = refusal_words(refusal, site().phrasebook, page_language())
    near = help_near(site().lawbook, form.residence.data or "")
    return _render("refused", form, (), because=because, instead=instead, help=near)


def _page(step: str, form: LetterForm, faults: Iterable[Fault] = ()) -> Response:
    shown = {
        "happened": _show_happened,
        "who": _show_who,
        "wishes": _show_wishes,
        "about": _show_about,
        "preview": _show_letter,
        "result": _show_letter,
    }[step]
    return shown(step, form, tuple(faults))


def _render(
    step: str, form: LetterForm, faults: tuple[Fault, ...], template: str | None = None, **more: object
) -> Response:
    words = LawWords(site().phrasebook, page_language())
    told = [(found.field, found.problem, words) for found in faults]
    page = render_template(f"journey/{template or step}.html", form=form, step=step, faults=told, words=words, **more)
    return make_response(page)


def _show_happened(step: str, form: LetterForm, faults: tuple[Fault, ...]) -> Response:
    return _render(step, form, faults, filled={})


def _show_who(step: str, form: LetterForm, faults: tuple[Fault, ...]) -> Response:
    require(form, "who", faults)
    language = page_language()
    query = (form.q.data or "").strip()[:100]
    found = find_organisations(site().organisations, query)
    return _render(
        step,
        form,
        faults,
        query=query,
        names_of=names_of,
        organisations=found,
        sectors=[sector.id for sector in site().lawbook.catalogue.sectors],
        countries=site().countries(language),
        residences=site().residences(language),
    )


def _show_wishes(step: str, form: LetterForm, faults: tuple[Fault, ...]) -> Response:
    require(form, "wishes", faults)
    law = _law_of_link(form)
    if law.routing.refusal is not None:
        raise Refused(law.routing.refusal)
    tellable = frozenset({"sightings", "links"})
    offers = find_offers(law, site().phrasebook, page_language(), today_of(form), tellable)
    if not form.ask.data and not form.fate.data and not form.minimal:
        form.ask.data = ["access"]
        form.fate.data = "preservation" if form.happened.data in ("stopped", "camera") else ""
    if not form.law.data and form.fate.data == "erasure" and not {offer.wish for offer in offers.wishes} >= {"access"}:
        form.fate.data = ""  # a link asked for both, and this law gives erasure alone: the person decides
    residence = form.residence.data or ""
    return _render(
        step,
        form,
        faults,
        template="minimal" if form.minimal else None,
        offers=offers,
        law=law,
        help=help_near(site().lawbook, residence),
    )


def _law_of_link(form: LetterForm) -> Law:
    """The law; one that a link names is tried, and forgotten where it does not reach this person."""
    try:
        return law_of(form)
    except Unready as unready:
        if form.law.data or {found.field for found in unready.faults} != {"regime"}:
            raise
        form.regime.data = ""
        return law_of(form)


def _show_about(step: str, form: LetterForm, faults: tuple[Fault, ...]) -> Response:
    require(form, "about", faults)
    facts = facts_of(form)
    phrasebook = site().phrasebook
    chain = regime_chain(facts.route.regime)
    readable = [code for code in phrasebook.languages_of(facts.kind, chain) if "sheet" in phrasebook.kinds(code, chain)]
    if not form.sightings.entries:
        form.sightings.append_entry()
    elif request.form.get("more") == "sightings" and len(form.sightings) < (form.sightings.max_entries or 0):
        form.sightings.append_entry()
    words = LawWords(phrasebook, page_language(), facts.route.regime)
    languages = phrasebook.languages_of(facts.kind, chain)
    best = _best_language(facts)
    if not form.reading.data:
        form.reading.data = page_language() if page_language() in readable else best
    return _render(
        step,
        form,
        faults,
        facts=facts,
        must_state=[words.reason(note) for note in _must_state(facts)],
        unconfirmed=[
            (told.code.partition(".")[2], told.fact("value"), told.fact("source"))
            for told in facts.unconfirmed
            if told.fact("value")
        ],
        letter_languages=[(code, words.language_name(code)) for code in languages],
        papers=[paper for paper in PAPERS if paper != "mandate" or form.for_whom.data == "other"],
        best_language=words.language_name(best) if best else "",
        reading_languages=[(code, words.language_name(code)) for code in readable],
    )


def _must_state(facts: LetterFacts) -> tuple[Reason, ...]:
    """What the law wants the request to say, each once."""
    notes = (note for granted in facts.granted for chosen in granted.rights for note in chosen.notes)
    return tuple(dict.fromkeys(note for note in notes if note.code.startswith("must_state.")))


def _best_language(facts: LetterFacts) -> str | None:
    """The language that the letter takes where none is asked for, if it exists in one that fits."""
    try:
        return letter_language(facts, site().lawbook, site().phrasebook)
    except BadRequest:
        return None


def _show_letter(step: str, form: LetterForm, faults: tuple[Fault, ...]) -> Response:
    require(form, step, faults)
    dossier = make(form)
    words = LawWords(site().phrasebook, page_language(), dossier.facts.route.regime)
    return _render(
        step,
        form,
        faults,
        dossier=dossier,
        erasure_alone=_erasure_alone(dossier.facts),
        law_words=words,
        letter=fragment(dossier.letter),
        reading_copy=fragment(dossier.reading_copy) if dossier.reading_copy else "",
        sheet=fragment(dossier.sheet),
        ways=ways_of(dossier),
        course=course_of(dossier, catalogue().locale),
        disclosure=disclosure_of(dossier, site().territory_name(dossier.facts.request.residence, page_language())),
        formats=FORMATS,
        cards=fragment(_only(dossier.sheet, Card)),
        timeline=fragment(_only(dossier.sheet, Timeline)),
    )


def _erasure_alone(facts: LetterFacts) -> bool:
    """Whether erasure is asked for without access, under a law that gives access."""
    if "erasure" not in facts.request.ask or "access" in facts.request.ask:
        return False
    return any("access" in right.grants and facts.route.track in right.tracks for right in facts.route.regime.rights)


def _only(document: Document, kind: type) -> Document:
    return replace(document, blocks=tuple(block for block in document.blocks if isinstance(block, kind)))
