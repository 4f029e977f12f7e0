"""Cells of the CSV files that we write: whatever they hold, no spreadsheet program takes them for a formula.

The rule is OWASP's (https://owasp.org/www-community/attacks/CSV_Injection): an apostrophe before ``= + - @``, tab and
carriage return. Their full-width forms are treated alike, since Japanese and Chinese programs read them alike.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")


def neutral(cell: str) -> str:
    """A cell as it may stand in a CSV file; blanks before a sign do not hide it."""
    return f"'{cell}" if cell.startswith(_STARTS) or cell.lstrip().startswith(_STARTS) else cell


def restored(cell: str) -> str:
    """A cell as it was before :func:`neutral`, so that a file that we wrote can be read again."""
    return cell[1:] if cell.startswith("'") and neutral(cell[1:]) == cell else cell


def csv_line(cells: Iterable[str]) -> str:
    """One line of a CSV file, every cell neutral, ending in CRLF (RFC 4180)."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([neutral(cell) for cell in cells])
    return line.getvalue()
