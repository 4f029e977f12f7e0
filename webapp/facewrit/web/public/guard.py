"""What holds for every answer: headers, the check of where a form came from, and the one line of the log."""

from __future__ import annotations

import logging
import time
import traceback
from types import TracebackType

from flask import Flask, Response, abort, g, request

LOG = logging.getLogger("facewrit.web")

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_OFF = "accelerometer camera display-capture geolocation gyroscope microphone midi payment usb browsing-topics"
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _OFF.split()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def install(app: Flask) -> None:
    """Put the checks before and the headers behind every answer of the app."""
    app.before_request(_begin)
    app.before_request(check_origin)
    app.after_request(_finish)
    app.log_exception = log_without_values  # type: ignore[method-assign,assignment]


def check_origin() -> None:
    """Refuse a form that another site sent.

    Browsers that follow ``Referrer-Policy: no-referrer`` send ``Origin: null`` with our own forms too (Fetch standard,
    "append a request Origin header"), so ``Sec-Fetch-Site`` decides where there is one. Neither: no browser, or an old
    one; nothing here hangs on who is asking, so that is let through.
    """
    if request.method not in ("POST", "PUT", "PATCH", "DELETE"):
        return
    sent_from = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if sent_from is not None and sent_from not in ("same-origin", "none"):
        abort(403)
    if origin is not None and origin != "null" and origin.partition("://")[2] != request.host:
        abort(403)


def _begin() -> None:
    g.began = time.monotonic()


def _finish(response: Response) -> Response:
    response.headers.extend((name, value) for name, value in HEADERS.items() if name not in response.headers)
    if "Cache-Control" not in response.headers or request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
    rule = request.url_rule.rule if request.url_rule else "-"
    spent = (time.monotonic() - g.get("began", time.monotonic())) * 1000
    method = request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS") else "OTHER"
    LOG.info("%s %s %d %.0f ms", method, rule, response.status_code, spent)
    return response


def log_without_values(fault: tuple[type | None, BaseException | None, TracebackType | None]) -> None:
    """Log where a fault arose, and of what kind it is; never its message, which may hold what a person typed."""
    kind, _, trace = fault
    frames = traceback.extract_tb(trace)
    places = "".join(f"\n  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
    LOG.error("%s%s", getattr(kind, "__name__", "fault"), places)
