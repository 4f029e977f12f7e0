"""The public site: stateless, without a cookie, without a database. ``create_app`` makes it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

from facewrit.drafting import reference_from
from facewrit.folders import find_rooms
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.web import clock
from facewrit.web.catalogues import LANGUAGES, read_catalogues
from facewrit.web.memory import BOUNDS, MemoryRequest
from facewrit.web.public import api, cases, downloads, errors, guard, journey, pages, records, speech
from facewrit.web.public.site import Site, attach


def create_app(
    lawbook: Lawbook | None = None,
    phrasebook: Phrasebook | None = None,
    today: Callable[[], date] | None = None,
    reference: Callable[[], str] | None = None,
    now: Callable[[], datetime] = clock.now,
    report_to: str | None = None,
) -> Flask:
    """Make the public site. Without arguments it serves the law and the words that are shipped with it.

    :param today: one calendar day for everybody, asked for with every request; by default each person's own.
    :param reference: makes a letter's reference; by default from fresh random bytes.
    :param report_to: where people report mistakes in the records: the address of a page, or ``mailto:``.
    :param now: this moment with its time zone, from which a person's own day follows.
    """
    if lawbook is None or phrasebook is None:
        rooms = find_rooms()
        lawbook = lawbook or open_lawbook(rooms)
        phrasebook = phrasebook or Phrasebook(*rooms.letter_templates)
    app = Flask(__name__, static_folder="static", static_url_path="/static")
    app.request_class = MemoryRequest
    app.config.update(BOUNDS, SEND_FILE_MAX_AGE_DEFAULT=3600)
    app.url_map.strict_slashes = False
    app.url_map.converters["language"] = _LanguageConverter
    attach(
        app,
        Site(
            lawbook=lawbook,
            phrasebook=phrasebook,
            today_in=(lambda residence: today()) if today else (lambda residence: clock.latest_day(residence, now())),
            reference=reference or (lambda: reference_from(secrets.token_bytes(16))),
            catalogues=read_catalogues(),
            report_to=report_to,
        ),
    )
    guard.install(app)
    errors.install(app)
    speech.install(app)
    for module in (api, cases, downloads, journey, pages, records):
        app.register_blueprint(module.blueprint)
    return app


class _LanguageConverter(BaseConverter):
    """A language of the pages."""

    def to_python(self, value: str) -> str:
        if value not in LANGUAGES:
            raise ValidationError
        return value
