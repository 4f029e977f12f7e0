"""``schema``: print the JSON Schema of a request, a case, or a kind of record."""

from __future__ import annotations

import json

import click

from facewrit.cli.terminal import Rim, fail, shared


@click.command()
@click.argument("name")
@shared
def schema(rim: Rim, name: str) -> None:
    """Print a JSON Schema: request, case, regimes, territories, authorities, controllers, and the other records."""
    from facewrit.answers.schemas import FORMS, SINGULAR
    from facewrit.answers.schemas import schema as make

    known = SINGULAR.get(name, name)
    if known not in FORMS:
        fail(f"NAME: there is no schema '{name}'. Use one of {', '.join(FORMS)}.")
    made = make(known)
    rim.answer(made, [json.dumps(made, ensure_ascii=False, indent=2)])
