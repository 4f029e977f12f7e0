"""``serve``: the public site on a real WSGI server."""

from __future__ import annotations

import logging
import sys

import click

from facewrit.cli.terminal import Rim, fail, shared


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option(
    "--report-to", envvar="FACEWRIT_REPORT_TO", help="Where people report mistakes in the records (https: or mailto:)."
)
@shared
def serve(rim: Rim, host: str, port: int, report_to: str | None) -> None:
    """Serve the public site. The log says method, route template, status and duration, and nothing of any person."""
    from facewrit.web.public import create_app
    from facewrit.web.serving import make_server

    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    if report_to is not None and not report_to.startswith(("https://", "mailto:")):
        fail(f"--report-to: '{report_to}' is no address. Give one that begins with https:// or mailto:.")
    given = rim.given_today
    app = create_app(rim.lawbook, rim.phrasebook, today=None if given is None else lambda: given, report_to=report_to)
    try:
        server = make_server(app, host=host, port=port)
    except OSError as error:
        fail(f"--port: {host}:{port} cannot be used ({error.strerror or error}). Choose another port or host.")
    click.echo(f"http://{host}:{server.effective_port}/", err=True)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
