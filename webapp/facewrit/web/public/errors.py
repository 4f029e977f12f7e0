"""Pages for what goes wrong. Under ``/api/`` the same as problem details (RFC 9457). Never a traceback."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from facewrit.letters.phrasebook import NoWords
from facewrit.web.public.guard import LOG

#: Statuses that have words of their own in ``error.html``.
WORDED = frozenset({400, 403, 404, 405, 413, 415, 422, 500, 503})


def install(app: Flask) -> None:
    """Answer every fault with our own page."""
    app.register_error_handler(HTTPException, _fault)
    app.register_error_handler(NoWords, _no_words)


def problem_details(status: int, title: str, *, detail: str | None = None, **more: object) -> Response:
    """A fault as ``application/problem+json``."""
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    response = make_response(json.dumps(body | more, ensure_ascii=False), status)
    response.mimetype = "application/problem+json"
    return response


def wants_json() -> bool:
    """Whether the fault arose in the API."""
    return request.path.startswith("/api/")


def _fault(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:
        return make_response(error.get_response())
    status = error.code or 500
    if wants_json():
        response = problem_details(status, HTTPStatus(status).phrase)
    else:
        response = make_response(render_template("error.html", status=status if status in WORDED else 500), status)
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _no_words(error: NoWords) -> Response:
    """A text of the law is missing in a language: our fault, and nothing that the person could mend."""
    LOG.error("no words for %s in %s", error.what, error.language)
    return _fault(InternalServerError())
