"""The JSON API: the same answers as the command line gives. See ``openapi.json`` beside this file.

Personal data comes in the body of a POST, and only there.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, make_response, request

from facewrit.answers.deadlines import deadline as answer_deadline
from facewrit.answers.laws import territories as answer_territories
from facewrit.answers.letters import letter_answer
from facewrit.answers.questions import read_deadline_question, read_route_question
from facewrit.answers.routes import routes as answer_routes
from facewrit.answers.wordings import problem_of, problems, refused
from facewrit.bundles.pack import letter_file
from facewrit.drafting import Dossier, Refused, draft
from facewrit.formats import FORMATS, FormatRefusal, render
from facewrit.intake import read_intent
from facewrit.law.records import UnreadableRecord, read_yaml
from facewrit.letters.locale import name_in
from facewrit.letters.wording import Wording
from facewrit.request import BadRequest, Problem
from facewrit.web.catalogues import SOURCE
from facewrit.web.public.downloads import attachment, pack_file
from facewrit.web.public.errors import problem_details
from facewrit.web.public.search import find_organisations
from facewrit.web.public.site import site

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

Json = dict[str, Any]
#: Formats of a letter by the media type that asks for them; JSON first, since it is given where nothing is asked for.
_MEDIA = {
    "application/json": "json",
    **{entry.media_type.partition(";")[0]: name for name, entry in FORMATS.items()},
    "text/calendar": "ics",
}
#: What pages of other sites may read: records, and this API described.
_OPEN = frozenset(
    f"api.{name}" for name in ("territories", "regimes", "authorities", "controllers", "open_data", "openapi")
)
_YAML = ("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml")


@blueprint.errorhandler(BadRequest)
def bad_request(error: BadRequest) -> Response:
    """What was given cannot be used: each problem with its field."""
    told = problems(error.problems, site().phrasebook, _language())
    return problem_details(400, "The request cannot be used", problems=told)


@blueprint.errorhandler(Refused)
def no_letter(error: Refused) -> Response:
    """No letter should be made: why, and what there is instead."""
    told = refused(error.refusal, Wording(site().phrasebook, _language()))
    return problem_details(422, "No letter should be made", detail=told["refused"]["text"], **told)


@blueprint.errorhandler(FormatRefusal)
def not_on_paper(error: FormatRefusal) -> Response:
    """A text that no font can print, or an address that has no room."""
    problem = problem_of(error)
    if problem is not None:
        return bad_request(BadRequest([problem]))
    return problem_details(400, "The letter cannot be made in this format", detail=str(error))


@blueprint.after_request
def open_to_others(response: Response) -> Response:
    """Let pages of other sites read the records. What is asked about or made for a person stays with this site."""
    if request.method in ("GET", "HEAD") and request.endpoint in _OPEN:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("/territories")
def territories() -> Response:
    """All territories."""
    return _json(answer_territories(site().lawbook, _language()))


@blueprint.get("/regimes")
def regimes() -> Response:
    """All laws."""
    lawbook, language = site().lawbook, _language()
    records = [lawbook.regime(name) for name in lawbook.ids("regimes")]
    rows = [
        {
            "id": record.id,
            "name": name_in(record.names, language),
            "tracks": list(record.tracks),
            "territories": list(lawbook.applied_in(record.id)),
            "checked": record.checked,
            "source": record.source,
            "confidence": record.confidence,
        }
        for record in records
    ]
    return _json({"regimes": rows})


@blueprint.get("/authorities")
def authorities() -> Response:
    """All authorities with their contacts."""
    lawbook, language = site().lawbook, _language()
    records = [lawbook.authority(name) for name in lawbook.ids("authorities")]
    rows = [
        {
            "id": record.id,
            "name": name_in(record.names, language),
            "territory": record.territory,
            "languages": list(record.languages),
            "contacts": [_contact(contact) for contact in record.contacts],
            "checked": record.checked,
            "source": record.source,
            "confidence": record.confidence,
        }
        for record in records
    ]
    return _json({"authorities": rows})


@blueprint.get("/controllers")
def controllers() -> Response:
    """Organisations that a letter can be written to; ``q`` finds them by any of their names."""
    language = _language()
    rows = [
        {
            "slug": record.slug,
            "name": name_in(record.names, language),
            "entity": record.entity,
            "aliases": list(record.aliases),
            "country": record.country,
            "sector": record.sector,
            "track": record.track,
            "status": record.status,
            "contacts": [_contact(contact) for contact in record.contacts],
            "checked": record.checked,
            "source": record.source,
            "confidence": record.confidence,
        }
        for record in find_organisations(site().organisations, request.args.get("q", "")[:100])
    ]
    return _json({"controllers": rows})


@blueprint.get("/open-data.json")
def open_data() -> Response:
    """All records with their sources, for anybody to use (CC0). Unchanged as long as the ruleset is."""
    response = make_response()
    response.set_etag(site().lawbook.ruleset)
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.mimetype = "application/json"
    if not request.if_none_match.contains(site().lawbook.ruleset):
        response.set_data(site().open_data)
    response.make_conditional(request)
    return response


@blueprint.get("/route")
def route() -> Response:
    """Which laws reach an organisation, and what they grant."""
    question = read_route_question(_query())
    today = site().today(question.residence)
    answer = answer_routes(question, site().lawbook, site().phrasebook, today=today, language=_language())
    return _json(answer)


@blueprint.get("/deadline")
def deadline() -> Response:
    """Until when a request has to be answered."""
    question = read_deadline_question(_query())
    today = site().today(question.territory)
    answer = answer_deadline(question, site().lawbook, site().phrasebook, today=today, language=_language())
    return _json(answer)


@blueprint.post("/letter")
def letter() -> Response:
    """A letter: as JSON with its text, or in the format asked for."""
    wanted = _format()
    dossier = _dossier()
    if wanted == "json":
        answer = letter_answer(dossier, site().phrasebook, _language())
        answer["documents"] = [
            {
                "role": document.role,
                "language": document.language,
                "text": render(document, "txt").content.decode(),
            }
            for document in dossier.documents
        ]
        return _json(answer)
    return attachment(letter_file(dossier, wanted, site().phrasebook))


@blueprint.post("/pack")
def pack() -> Response:
    """A ZIP with the letter and all that belongs to it."""
    return attachment(pack_file(_dossier()))


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """This API, described."""
    return _json(json.loads((files(__package__) / "openapi.json").read_text(encoding="utf-8")))


def _dossier() -> Dossier:
    """:raises BadRequest: with what is wrong. :raises Refused: if no letter should be made."""
    body = _body()
    today = site().today(body.get("residence") if isinstance(body, dict) else None)
    intent = read_intent(body, today=today)
    return draft(
        intent,
        site().lawbook,
        site().phrasebook,
        today=today,
        reference=site().reference(),
    )


def _body() -> object:
    if request.mimetype != "application/json" and request.mimetype not in _YAML:
        abort(415)
    try:
        text = request.get_data(cache=False).decode("utf-8-sig")
        if request.mimetype in _YAML:
            return read_yaml(Path("request"), text).data
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.line if isinstance(error, UnreadableRecord) else getattr(error, "lineno", 1)
        unreadable = Problem(code="unreadable", where="request", facts=(("value", f"line {line}"),))
        raise BadRequest([unreadable]) from error


def _format() -> str:
    """The format of a letter that is asked for.

    :raises BadRequest: if the query names one that there is not.
    :raises werkzeug.exceptions.NotAcceptable: if the header asks for none that there is.
    """
    wanted = request.args.get("format")
    known = tuple(_MEDIA.values())
    if wanted is not None:
        if wanted not in known:
            facts = (("value", wanted[:20]), ("allowed", ", ".join(known)))
            raise BadRequest([Problem(code="not_a_choice", where="format", facts=facts)])
        return wanted
    if not request.accept_mimetypes:
        return known[0]
    best = request.accept_mimetypes.best_match(list(_MEDIA))
    if best is None:
        abort(406)
    return _MEDIA[best]


def _query() -> Json:
    """The query as a mapping; what may be given several times as a list."""
    given: Json = {name: values[0] for name, values in request.args.lists() if name not in ("lang", "ask", "event")}
    for name in ("ask", "event"):
        if name in request.args:
            given[name] = [part for value in request.args.getlist(name) for part in value.replace(",", ";").split(";")]
    return given


def _language() -> str:
    """Of the texts for people: ``lang`` in the query, if the law's words exist in it."""
    wanted = request.args.get("lang", SOURCE)
    return wanted if wanted in site().phrasebook.languages else SOURCE


def _contact(contact: Any) -> Json:
    return {
        "kind": contact.kind,
        "value": contact.value,
        "lines": list(contact.lines),
        "serves": list(contact.serves),
        "checked": contact.checked,
        "source": contact.source,
        "confidence": contact.confidence,
    }


def _json(answer: Json) -> Response:
    response = make_response(json.dumps(answer, ensure_ascii=False))
    response.mimetype = "application/json"
    return response
