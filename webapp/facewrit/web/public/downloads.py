"""The files of a finished letter. Each is made anew from the form that is sent along; nothing is fetched twice."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, make_response

from facewrit.bundles.pack import calendar_of, pack_letter
from facewrit.drafting import Dossier, Refused
from facewrit.formats import FORMATS, eml, file_name, render
from facewrit.letters.document import Document
from facewrit.web.public.journey import posted_form, show_refusal, show_unready
from facewrit.web.public.readiness import Unready, make
from facewrit.web.public.site import site

blueprint = Blueprint("downloads", __name__, url_prefix="/<language:language>/letter/file")


def _document(document: Document | None, suffix: str) -> Response:
    if document is None:
        return make_response("", 404)
    rendered = render(document, suffix)
    return _file(rendered.content, rendered.media_type, rendered.name)


def _draft_mail(dossier: Dossier) -> Response:
    """The e-mail, addressed where a confirmed address is known."""
    to = next((way.value for way in dossier.facts.channels if way.kind == "email" and way.confirmed), None)
    content = eml.render(dossier.letter, to)
    return _file(content, FORMATS["eml"].media_type, file_name(dossier.letter, "eml"))


def _calendar(dossier: Dossier) -> Response:
    return _file(calendar_of(dossier, site().phrasebook), "text/calendar; charset=utf-8", "dates.ics")


def _pack(dossier: Dossier) -> Response:
    return _file(pack_letter(dossier, site().phrasebook), "application/zip", "letter.zip")


#: Last part of the address, and what it gives.
FILES: dict[str, Callable[[Dossier], Response]] = {
    "letter.pdf": lambda dossier: _document(dossier.letter, "pdf"),
    "letter.txt": lambda dossier: _document(dossier.letter, "txt"),
    "letter.html": lambda dossier: _document(dossier.letter, "html"),
    "letter.eml": _draft_mail,
    "reading-copy.pdf": lambda dossier: _document(dossier.reading_copy, "pdf"),
    "notes.pdf": lambda dossier: _document(dossier.sheet, "pdf"),
    "dates.ics": _calendar,
    "letter.zip": _pack,
}


def _serve(name: str) -> Callable[[str], Response]:
    def serve(language: str) -> Response:
        form = posted_form()
        try:
            return FILES[name](make(form))
        except Unready as unready:
            return show_unready(unready, form)
        except Refused as refused:
            return show_refusal(refused, form)

    return serve


def _file(content: bytes, media_type: str, name: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


for _name in FILES:
    blueprint.add_url_rule(f"/{_name}", _name.replace(".", "_"), _serve(_name), methods=["POST"])
