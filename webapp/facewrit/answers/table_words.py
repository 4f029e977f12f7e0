"""The table of the law in words: as JSON for programs, and as one line of a table for people."""

from __future__ import annotations

from facewrit.answers.table import COLUMNS, Cell, Row
from facewrit.answers.wordings import Json, told
from facewrit.letters.locale import territory_name
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import Wording

#: How many values of one cell a line shows; the others are counted.
_SHOWN = 4


def row_json(row: Row, phrasebook: Phrasebook, language: str) -> Json:
    """A row: ``{"code", "name", "cells": {column: {"values", "because"}}, "unexplained": [columns]}``.

    :raises NoWords: if a reason has no words in the language.
    """
    wording = _wording(row, phrasebook, language)
    return {
        "code": row.territory.code,
        "name": territory_name(row.territory, language),
        "cells": {
            name: {"values": list(cell.values), "because": [told(why, wording) for why in cell.because]}
            for name, cell in row.cells.items()
        },
        "unexplained": list(row.unexplained),
    }


def row_line(row: Row, phrasebook: Phrasebook, language: str) -> str:
    """A row of a Markdown table. Where nothing stands there is the code of the reason in brackets, or ``**?**``."""
    wording = _wording(row, phrasebook, language)
    cells = (_text(name, row, wording) for name in COLUMNS)
    return f"| {row.territory.code} {territory_name(row.territory, language)} | {' | '.join(cells)} |"


def _text(name: str, row: Row, wording: Wording) -> str:
    cell: Cell = row.cells[name]
    if cell.unexplained:
        return "**?**"
    if not cell.values:
        return f"({cell.because[0].code})"
    if name == "deadline" and row.count is not None:
        return wording.period(row.count.period)
    if name == "route" and row.facts is not None:
        return f"{cell.values[0]} ({row.facts.route.strength})"
    more = len(cell.values) - _SHOWN
    return ", ".join(cell.values[:_SHOWN]) + (f" + {more}" if more > 0 else "")


def _wording(row: Row, phrasebook: Phrasebook, language: str) -> Wording:
    return Wording(phrasebook, language, row.facts.route.regime if row.facts else None)
