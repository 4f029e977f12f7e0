"""``route`` and ``deadline``: questions about the law that name no person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from facewrit.cli.terminal import Day, Rim, shared
from facewrit.request import TRACKS


@click.command()
@click.argument("more", nargs=-1, metavar="[WISH …]")
@click.option("--residence", required=True, metavar="TERRITORY", help="Where the person lives (nl, jp, us-ca).")
@click.option("--controller", metavar="SLUG", help="An organisation that has a record.")
@click.option("--controller-country", metavar="TERRITORY", help="Or the seat of one that has none,")
@click.option("--sector", help="and what it does (retail, police …).")
@click.option("--place", metavar="TERRITORY", help="Where the face was captured.")
@click.option("--ask", multiple=True, metavar="WISH", help="Wishes (access erasure …); without it all.")
@click.option("--track", type=click.Choice(TRACKS), help="Treat the organisation as of this track.")
@click.option("--regime", metavar="ID", help="Put this law first.")
@click.option("--received", type=Day(), metavar="DATE", help="The day on which the request was received.")
@shared
def route(rim: Rim, more: tuple[str, ...], **given: Any) -> None:
    """Say which laws reach an organisation, and what they grant."""
    from facewrit.answers.questions import read_route_question
    from facewrit.answers.routes import routes

    rim.check_language()
    question = read_route_question({**given, "ask": ";".join((*given["ask"], *more))})
    answer = routes(question, rim.lawbook, rim.phrasebook, today=rim.today, language=rim.language)
    rim.answer(answer, _route_lines(answer))


@click.command()
@click.option("--territory", required=True, help="Whose law counts (nl, jp, us-ca).")
@click.option(
    "--received", required=True, type=Day(), metavar="DATE", help="The day on which the request was received."
)
@click.option("--regime", metavar="ID", help="The law; without it the territory's general one.")
@click.option("--track", type=click.Choice(TRACKS), help="Which of its tracks.")
@click.option("--right", default="access", show_default=True, metavar="ID", help="The right, or a wish.")
@click.option("--calendar", metavar="CODE", help="Whose holidays count (NL, DE-BY).")
@click.option("--event", multiple=True, metavar="KIND=DATE", help="What happened since (extension=2026-02-01).")
@shared
def deadline(rim: Rim, received: date, **given: Any) -> None:
    """Count until when a request has to be answered."""
    from facewrit.answers.deadlines import deadline as count
    from facewrit.answers.questions import read_deadline_question

    rim.check_language()
    question = read_deadline_question({**given, "event": list(given["event"]), "received": received})
    answer = count(question, rim.lawbook, rim.phrasebook, today=rim.today, language=rim.language)
    rim.answer(answer, _deadline_lines(answer))


def _route_lines(answer: dict[str, Any]) -> Iterator[str]:
    for number, found in enumerate(answer["routes"], start=1):
        authorities = ", ".join(found["authorities"]) or "—"
        law = ", ".join(found[part] for part in ("track", "territory", "strength"))
        yield f"{number}. {found['regime']} ({law}): {authorities}"
        for because in found["because"]:
            yield f"   {because['text']}"
        for wish in found["wishes"]:
            rights = "; ".join(f"{right['id']}: {right['provision']}" for right in wish["rights"])
            instead = " ".join(item["text"] for item in wish["instead"])
            yield f"   - {wish['wish']}: {rights or instead}"
    for warning in answer["warnings"]:
        yield warning["text"]
    if "refused" in answer:
        yield answer["refused"]["text"]
        yield from (f"- {item['text']}" for item in answer["refused"]["instead"])


def _deadline_lines(answer: dict[str, Any]) -> Iterator[str]:
    yield answer["text"]
    for step in answer["steps"]:
        yield f"  {step['date']}  {step['why']}"
    yield from (caveat["text"] for caveat in answer["caveats"])
    yield f"{answer['regime']}, {answer['right']}: {answer['source'] or '—'} ({answer['confidence']})"
