"""A page for every territory, law, authority and organisation: what is recorded, from where, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from flask import Blueprint, abort, render_template

from facewrit.law.lawbook import UnknownRecord
from facewrit.law.model import Regime, Right, Track
from facewrit.web.public.offers import Answer, answer_in
from facewrit.web.public.search import folded
from facewrit.web.public.site import page_language, site
from facewrit.web.public.told import LawWords

_T = TypeVar("_T")

blueprint = Blueprint("records", __name__, url_prefix="/<language:language>")


@blueprint.get("/territories/")
def territories(language: str) -> str:
    """All territories."""
    rows = [(found.code, site().territory_name(found.code, language)) for found in site().territories]
    return _list("territories", ".territory", rows)


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
    """One territory: its laws, authorities, help and post."""
    lawbook = site().lawbook
    found = _found(lambda: lawbook.territory(code))
    chain = lawbook.chain(found.code)
    applied = {application.regime: application for place in chain for application in place.applies}
    competent = dict.fromkeys(c.authority for place in chain[:1] for c in place.competences)
    return render_template(
        "records/territory.html",
        record=found,
        name=site().territory_name(found.code, language),
        words=_words(),
        laws=[(application, lawbook.regime(name)) for name, application in applied.items()],
        authorities=[lawbook.authority(name) for name in competent if lawbook.has("authorities", name)],
    )


@blueprint.get("/regimes/<code>")
def regime(language: str, code: str) -> str:
    """One law: its rights, periods and steps."""
    found = _found(lambda: site().lawbook.regime(code))
    return render_template(
        "records/regime.html",
        record=found,
        words=_words(found),
        applied_in=[(place, site().territory_name(place, language)) for place in site().lawbook.applied_in(found.id)],
        periods=_periods(found, _words(found)),
        tracks=found.tracks,
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
        country=site().territory_name(found.country, language),
    )


def _list(kind: str, endpoint: str, rows: Iterable[tuple[str, str]]) -> str:
    ordered = sorted(rows, key=lambda row: folded(row[1]))
    return render_template("records/list.html", kind=kind, endpoint=f"records{endpoint}", rows=ordered)


def _words(found: Regime | None = None) -> LawWords:
    return LawWords(site().phrasebook, page_language(), found)


def _found(look_up: Callable[[], _T]) -> _T:
    try:
        return look_up()
    except UnknownRecord:
        abort(404)


def _rights_of(record: Regime, track: Track) -> tuple[Right, ...]:
    return tuple(right for right in record.rights if track in right.tracks)


def _periods(record: Regime, words: LawWords) -> dict[str, tuple[Answer, ...]]:
    """The confirmed periods of each clock in words."""
    return {
        clock.id: tuple(answer_in(value.period, words) for value in clock.values if value.confirmed)
        for clock in record.clocks
    }
