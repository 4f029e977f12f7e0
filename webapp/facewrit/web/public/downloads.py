"""The files of a finished letter. Each is made anew from the form that is sent along; nothing is fetched twice."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, make_response

from facewrit.bundles.pack import letter_file, pack_letter
from facewrit.drafting import Dossier, Refused
from facewrit.formats import FORMATS, Rendered, file_name, render
from facewrit.web.public.journey import posted_form, show_refusal, show_unready
from facewrit.web.public.readiness import Unready, make
from facewrit.web.public.site import site

blueprint = Blueprint("downloads", __name__, url_prefix="/<language:language>/letter/file")


def _letter(suffix: str) -> Callable[[Dossier], Rendered]:
    return lambda dossier: letter_file(dossier, suffix, site().phrasebook)


def _reading_copy(dossier: Dossier) -> Rendered:
    if dossier.reading_copy is None:
        abort(404)
    return render(dossier.reading_copy, "pdf")


def pack_file(dossier: Dossier) -> Rendered:
    """The ZIP with all that belongs to a letter."""
    content = pack_letter(dossier, site().phrasebook)
    return Rendered(name=file_name(dossier.letter, "zip"), media_type="application/zip", content=content)


#: Last part of the address, and what it gives. Of the letter, every format that is registered.
FILES: dict[str, Callable[[Dossier], Rendered]] = {
    **{f"letter.{suffix}": _letter(suffix) for suffix in FORMATS},
    "dates.ics": _letter("ics"),
    "reading-copy.pdf": _reading_copy,
    "notes.pdf": lambda dossier: render(dossier.sheet, "pdf"),
    "letter.zip": pack_file,
}


def _serve(name: str) -> Callable[[str], Response]:
    def serve(language: str) -> Response:
        form = posted_form()
        try:
            return attachment(FILES[name](make(form)))
        except Unready as unready:
            return show_unready(unready, form)
        except Refused as refused:
            return show_refusal(refused, form)

    return serve


def attachment(rendered: Rendered) -> Response:
    """A file as an answer that a browser saves."""
    response = make_response(rendered.content)
    response.headers["Content-Type"] = rendered.media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{rendered.name}"'
    return response


for _name in FILES:
    blueprint.add_url_rule(f"/{_name}", _name.replace(".", "_"), _serve(_name), methods=["POST"])
