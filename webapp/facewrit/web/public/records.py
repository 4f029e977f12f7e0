"""A page for every territory, law, authority and organisation: what is recorded, from where, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from flask import Blueprint, abort, render_template

from facewrit.law.directory import Controller
from facewrit.law.lawbook import UnknownRecord
from facewrit.law.model import Regime, Right, Track
from facewrit.web.public.offers import Answer, answer_in
from facewrit.web.public.search import folded
from facewrit.web.public.site import page_language, site
from facewrit.web.public.told import LawWords
from facewrit.web.public.world import decisions_about, place, steps, wishes_of

_T = TypeVar("_T")

blueprint = Blueprint("records", __name__, url_prefix="/<language:language>")


@blueprint.get("/territories/")
def territories(language: str) -> str:
    """All territories: what one can ask where."""
    table = site().table(site().today())
    names = {found.code: site().territory_name(found.code, language) for found in site().territories}
    rows = [place(row, names[code], site().phrasebook, language) for code, row in table.items()]
    others = sorted((folded(names[code]), code, names[code]) for code in names if code not in table)
    return render_template(
        "records/world.html",
        rows=sorted(rows, key=lambda row: folded(row.name)),
        others=[(code, name) for _, code, name in others],
        words=_words(),
    )


@blueprint.get("/regimes/")
def regimes(language: str) -> str:
    """All laws."""
    words = _words()
    rows = [(name, words.name(site().lawbook.regime(name).names)) for name in site().lawbook.ids("regimes")]
    return _list("regimes", ".regime", rows)


@blueprint.get("/authorities/")
def authorities(language: str) -> str:
    """All authorities."""
    words = _words()
    rows = [(name, words.name(site().lawbook.authority(name).names)) for name in site().lawbook.ids("authorities")]
    return _list("authorities", ".authority", rows)


@blueprint.get("/organisations/")
def organisations(language: str) -> str:
    """All organisations that a letter can be written to."""
    words = _words()
    rows = [(record.slug, words.name(record.names)) for record in site().organisations]
    return _list("organisations", ".organisation", rows)


@blueprint.get("/territories/<code>")
def territory(language: str, code: str) -> str:
    """One territory: its laws, what one can ask there, authorities, decisions, help and post."""
    lawbook, today = site().lawbook, site().today()
    found = _found(lambda: lawbook.territory(code))
    chain = lawbook.chain(found.code)
    applied = {application.regime: application for place in chain for application in place.applies}
    row = site().table(today).get(found.code)
    route = row.facts.route if row is not None and row.facts is not None else None
    law_words = _words(route.regime) if route else _words()
    competent = dict.fromkeys(c.authority for place in chain[:1] for c in place.competences)
    return render_template(
        "records/territory.html",
        record=found,
        name=site().territory_name(found.code, language),
        words=law_words,
        route=route,
        wishes=wishes_of(row, site().phrasebook, language, today) if row is not None else (),
        steps=steps(route.regime, (route.track,), law_words) if route else (),
        decisions=decisions_about(lawbook, territory=found.code),
        organisations=[one for one in site().organisations if one.country == found.code],
        laws=[(application, lawbook.regime(name)) for name, application in applied.items()],
        authorities=[lawbook.authority(name) for name in competent if lawbook.has("authorities", name)],
    )


@blueprint.get("/regimes/<code>")
def regime(language: str, code: str) -> str:
    """One law: its rights, periods, steps and decisions."""
    found = _found(lambda: site().lawbook.regime(code))
    words = _words(found)
    return render_template(
        "records/regime.html",
        record=found,
        words=words,
        applied_in=[(place, site().territory_name(place, language)) for place in site().lawbook.applied_in(found.id)],
        periods=_periods(found, words),
        steps=lambda tracks: steps(found, tracks, words),
        decisions=decisions_about(site().lawbook, regime=found.id),
        alike=_tracks_alike(found),
        rights_of=_rights_of,
    )


@blueprint.get("/authorities/<code>")
def authority(language: str, code: str) -> str:
    """One authority: its contacts."""
    found = _found(lambda: site().lawbook.authority(code))
    return render_template(
        "records/authority.html",
        record=found,
        words=_words(),
        territory=site().territory_name(found.territory, language),
        competent_for=_competent_for(found.id),
    )


@blueprint.get("/organisations/<slug>")
def organisation(language: str, slug: str) -> str:
    """One organisation: its contacts, and what is known of how it answers."""
    found = next((record for record in site().organisations if record.slug == slug), None)
    if found is None:
        abort(404)
    return render_template(
        "records/organisation.html",
        record=found,
        words=_words(),
        others=[(role, other) for role, other in _others(found) if other in site().organisations],
        decisions=decisions_about(site().lawbook, controller=found.slug),
        country=site().territory_name(found.country, language),
    )


def _list(kind: str, endpoint: str, rows: Iterable[tuple[str, str]]) -> str:
    ordered = sorted(rows, key=lambda row: folded(row[1]))
    return render_template("records/list.html", kind=kind, endpoint=f"records{endpoint}", rows=ordered)


def _competent_for(name: str) -> list[Regime]:
    """The laws that an authority is competent for somewhere."""
    lawbook = site().lawbook
    named: dict[str, None] = {}
    for territory in site().territories:
        for competence in territory.competences:
            if competence.authority == name:
                chain = lawbook.chain(territory.code)
                applied = [application.regime for around in chain for application in around.applies]
                named |= dict.fromkeys(competence.regimes or applied)
    return [lawbook.regime(code) for code in named if lawbook.has("regimes", code)]


def _others(record: Controller) -> Iterator[tuple[str, Controller]]:
    """Those that use the data jointly, and the vendors of the face system."""
    lawbook = site().lawbook
    for role, slugs in (("joint", record.joint_with), ("vendor", record.uses)):
        yield from ((role, lawbook.controller(slug)) for slug in slugs if lawbook.has("controllers", slug))


def _words(found: Regime | None = None) -> LawWords:
    return LawWords(site().phrasebook, page_language(), found)


def _found(look_up: Callable[[], _T]) -> _T:
    try:
        return look_up()
    except UnknownRecord:
        abort(404)


def _rights_of(record: Regime, tracks: tuple[Track, ...]) -> tuple[Right, ...]:
    return tuple(right for right in record.rights if set(tracks) & set(right.tracks))


def _tracks_alike(record: Regime) -> list[tuple[Track, ...]]:
    """The tracks of a law; those that share most of their rights together."""
    found: list[tuple[Track, ...]] = []
    for track in record.tracks:
        rights = {right.id for right in _rights_of(record, (track,))}
        for number, others in enumerate(found):
            known = {right.id for right in _rights_of(record, others)}
            if 2 * len(rights & known) > len(rights | known):
                found[number] = (*others, track)
                break
        else:
            found.append((track,))
    return found


def _periods(record: Regime, words: LawWords) -> dict[str, tuple[Answer, ...]]:
    """The confirmed periods of each clock in words."""
    return {
        clock.id: tuple(answer_in(value.period, words) for value in clock.values if value.confirmed)
        for clock in record.clocks
    }
