"""CSV and other text tables into rows: which encoding, which delimiter, and cells as they were typed.

What the person says is taken. Else a byte order mark decides, then whether the bytes are valid UTF-8 (hardly anything
else is by chance), then which reading of the first rows shows headings that we know.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable

from charset_normalizer import from_bytes

from facewrit.batch.csv_cells import restored
from facewrit.batch.sheet import Choices, Detected, Limits, Row, Sheet, unusable

DELIMITERS = (",", ";", "\t", "|")
#: Encodings of offices that do not write UTF-8, by the names that Python gives them.
LEGACY = ("cp932", "cp949", "gb18030", "cp1252")
ENCODINGS = ("utf-8", "utf-16", *LEGACY)
#: Names under which people know them.
ALIASES = {"shift-jis": "cp932", "sjis": "cp932", "euc-kr": "cp949", "gbk": "gb18030", "gb2312": "gb18030"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FIRST_ROWS = 25
_ALREADY_TEXT = ("\t", "\n", "\r")

csv.field_size_limit(1 << 30)  # the limit of the whole file is ours; a large cell must cost its own row and no other

#: How many cells of a row are headings that we know.
Known = Callable[[Iterable[str]], int]


def read_text_table(content: bytes, name: str, choices: Choices, limits: Limits, known: Known) -> Sheet:
    """The rows of a CSV or TSV file.

    :param known: counts the known headings of a row; the reading with most of them is taken.
    :raises UnusableSheet: if it is no text, no text in that encoding, or longer than the limits.
    """
    encoding, text, guessed = _decoded(content, choices, known)
    if _is_binary(text):
        raise unusable("sheet_not_a_sheet")
    text = text.removeprefix("\ufeff")
    delimiter = choices.delimiter
    if delimiter is None:
        said = text[:5].lower() == "sep=" + text[4:5].lower() and text[4:5] in DELIMITERS  # a line of Excel's own
        delimiter = text[4] if said else max(DELIMITERS, key=lambda one: _score(text, one, known))
    rows = []
    for number, cells in enumerate(_records(text, delimiter), start=1):
        if number > limits.rows:
            raise unusable("sheet_too_long", most=limits.rows)
        if len(cells) > limits.columns:
            raise unusable("sheet_too_wide", most=limits.columns)
        while cells and not cells[-1].strip():
            cells.pop()
        if cells and not (number == 1 and text.startswith(f"sep={delimiter}")):
            rows.append(Row(number, tuple(restored(cell) for cell in cells)))
    if not rows:
        raise unusable("sheet_empty")
    detected = Detected(form="csv", encoding=encoding, delimiter=delimiter, guessed=guessed)
    return Sheet(name=name, detected=detected, rows=tuple(rows))


def _records(text: str, delimiter: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _score(text: str, delimiter: str, known: Known) -> tuple[int, int]:
    """Known headings in the best of the first rows, and how many cells it has."""
    found = []
    for number, cells in enumerate(_records(text[:200_000], delimiter)):
        if number == _FIRST_ROWS:
            break
        found.append((known(cells), min(len(cells), 50)))
    return max(found, default=(0, 0))


def _decoded(content: bytes, choices: Choices, known: Known) -> tuple[str, str, bool]:
    """The encoding, the text, and whether the encoding is no more than likely."""
    if choices.encoding is not None:
        wanted = choices.encoding.lower().replace("_", "-")
        wanted = ALIASES.get(wanted, wanted)
        try:
            text = _strict(content, "utf-8-sig" if wanted in ("utf-8", "utf8") else wanted)
        except LookupError as error:
            raise unusable("sheet_encoding", value=choices.encoding[:40]) from error
        if text is None:
            raise unusable("sheet_encoding", value=choices.encoding[:40])
        return wanted, text, False
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = _strict(content, encoding)
            if text is None:
                raise unusable("sheet_encoding", value=encoding)
            return encoding.removesuffix("-sig"), text, False
    if b"\0" in content[:4000]:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = _strict(content, encoding)
            if text is not None and not _is_binary(text) and "\0" not in text[:4000]:
                return encoding, text, False
        raise unusable("sheet_not_a_sheet")
    text = _strict(content, "utf-8")
    if text is not None:
        return "utf-8", text, False
    return _legacy(content, known)


def _legacy(content: bytes, known: Known) -> tuple[str, str, bool]:
    readings = {}
    for encoding in LEGACY:
        text = _strict(content, encoding)
        if text is not None and not _is_binary(text):
            readings[encoding] = text
    if not readings:
        raise unusable("sheet_not_a_sheet")
    shown = {
        encoding: max(_score(text, one, known)[0] for one in DELIMITERS) if not text.isascii() else 0
        for encoding, text in readings.items()
    }
    best = max(shown.values())
    likely = [encoding for encoding in readings if shown[encoding] == best]
    guessed = len(likely) > 1
    if guessed:
        found = from_bytes(content, cp_isolation=likely, preemptive_behaviour=False).best()
        names = {codecs.lookup(encoding).name: encoding for encoding in likely}
        guess = names.get(codecs.lookup(found.encoding).name) if found is not None else None
        encoding = guess or likely[0]
    else:
        encoding = likely[0]
    return encoding, readings[encoding], guessed


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _is_binary(text: str) -> bool:
    """Whether control characters stand in the beginning, as in no table."""
    first = text[:2000]
    return sum(1 for char in first if (char < " " and char not in _ALREADY_TEXT) or char == "\x7f") > len(first) // 100
