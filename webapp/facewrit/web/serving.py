"""The WSGI server of both apps: waitress, told to keep what it receives and sends in memory."""

from __future__ import annotations

from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

#: Bytes of a body that are read at all, so that an upload that is somewhat too large still gets an answer.
LARGEST_READ = 4 * 1024 * 1024
_NEVER = 1 << 40


class _Refusal(ErrorTask):
    """What waitress itself answers, before the app is asked: with the headers that matter even then."""

    def execute(self) -> None:
        self.response_headers.extend([("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")])
        super().execute()


class _Channel(HTTPChannel):
    error_task_class = _Refusal


def make_server(app: Any, *, host: str, port: int, threads: int = 8) -> Any:
    """A server that listens and waits for ``run()``; ``close()`` ends it. Port 0 takes a free one.

    Waitress moves large bodies and answers to temporary files by default; here the limits for that are out of reach.

    :raises OSError: if the address is taken.
    """
    listeners: dict[int, Any] = {}
    try:
        server = create_server(
            app,
            map=listeners,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            max_request_body_size=LARGEST_READ,
            inbuf_overflow=_NEVER,
            outbuf_overflow=_NEVER,
            channel_timeout=60,
            clear_untrusted_proxy_headers=True,
        )
    except OSError:
        for listener in tuple(listeners.values()):
            listener.close()
        raise
    for listener in listeners.values():
        listener.channel_class = _Channel
    return server
