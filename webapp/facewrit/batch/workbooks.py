"""XLSX, ODS and XLS files into rows, read by calamine once the guards have looked into them.

It reads in a process of its own with a limit on memory and time: a file that is made to bring its reader down (a sheet
of XLS may claim any size) brings down nothing else, and is told to be damaged.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor
from datetime import date, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from facewrit.batch.guards import Extent, Looked, look_into
from facewrit.batch.processes import deaf_to_ctrl_c, end_pool, fresh_pool
from facewrit.batch.sheet import Cell, Choices, Detected, Limits, Row, Sheet, UnusableSheet, unusable
from facewrit.request import Problem

PACKED = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of XLS files, and of XLSX files behind a password
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_MOST_MEMORY = 2 << 30  # bytes of the reading process
_LONGEST = 60  # seconds
_LARGEST_XLS = 20_000_000  # bytes; nothing measures the cells of this old format before it is read


def read_workbook(content: bytes, name: str, choices: Choices, limits: Limits) -> Sheet:
    """The sheet that was chosen, or the first visible one that holds anything.

    :raises UnusableSheet: if the file is protected, damaged, too large, or has no such sheet.
    """
    if content.startswith(COMPOUND):
        looked, form = _look_into_xls(content), "xls"
    else:
        looked = look_into(content, limits)
        form = "ods" if content[30:38] == b"mimetype" or b"content.xml" in content[-5_000_000:] else "xlsx"
    return _read_apart(content, name, form, looked, choices, limits)


def _read_apart(content: bytes, name: str, form: str, looked: Looked, choices: Choices, limits: Limits) -> Sheet:
    pool = fresh_pool(1, _confine)
    try:
        found = pool.submit(_read_or_tell, content, name, form, looked, choices, limits).result(_LONGEST)
    except (BrokenExecutor, TimeoutError) as error:
        raise unusable("sheet_damaged") from error
    finally:
        end_pool(pool)
    if isinstance(found, Sheet):
        return found
    raise UnusableSheet(found)


def _confine() -> None:
    """In the reading process: little memory, and no word of a panic to the terminal, since it may quote the file."""
    deaf_to_ctrl_c()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _read_or_tell(
    content: bytes, name: str, form: str, looked: Looked, choices: Choices, limits: Limits
) -> Sheet | tuple[Problem, ...]:
    """The sheet, or why there is none: exceptions with facts do not travel between processes."""
    damaged = (Problem(code="sheet_damaged", where=""),)
    try:
        return _read(content, name, form, looked, choices, limits)
    except UnusableSheet as error:
        return error.problems
    except PasswordError:
        return (Problem(code="sheet_protected", where=""),)
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError):
        return damaged
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # calamine met something it holds to be impossible
            return damaged
        raise


def _look_into_xls(content: bytes) -> Looked:
    if _ENCRYPTED_PACKAGE in content:
        raise unusable("sheet_protected")
    if not any(book in content for book in _BOOKS):
        raise unusable("sheet_not_a_sheet")
    if len(content) > _LARGEST_XLS:
        raise unusable("sheet_too_large", most=_LARGEST_XLS)
    return Looked()


def _read(content: bytes, name: str, form: str, looked: Looked, choices: Choices, limits: Limits) -> Sheet:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        tables = tuple(book.sheet_names)
        visible = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        if choices.table is not None and choices.table not in tables:
            raise unusable("sheet_no_such_table", value=choices.table[:60], available=", ".join(tables)[:300])
        wanted = [choices.table] if choices.table is not None else visible or list(tables)
        found: list[tuple[str, tuple[Row, ...], tuple[tuple[int, int, int, int], ...]]] = []
        for table in wanted:
            sheet = book.get_sheet_by_name(table)
            if sheet.total_height > limits.rows:
                raise unusable("sheet_too_long", most=limits.rows)
            if sheet.total_width > limits.columns:
                raise unusable("sheet_too_wide", most=limits.columns)
            rows = tuple(_rows(sheet.to_python(skip_empty_area=False)))
            if rows:
                merged = tuple(
                    (first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in sheet.merged_cell_ranges or ()
                )
                found.append((table, rows, merged))
    if not found:
        raise unusable("sheet_empty")
    table, rows, merged = found[0]
    extent = looked.sheets.get(table, Extent())
    detected = Detected(form=form, table=table, tables=tuple(one for one, _, _ in found), epoch=looked.epoch)
    return Sheet(
        name=name,
        detected=detected,
        rows=rows,
        merged=merged,
        hidden_rows=frozenset(extent.hidden_rows),
        hidden_columns=frozenset(extent.hidden_columns),
        faults=frozenset(extent.faults),
    )


def _rows(found: Iterable[Iterable[object]]) -> Iterator[Row]:
    """Rows that hold anything, with their numbers."""
    for number, cells in enumerate(found, start=1):
        told = _trimmed(tuple(_plain(cell) for cell in cells))
        if told:
            yield Row(number, told)


def _trimmed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    last = len(cells)
    while last and isinstance(cells[last - 1], str) and not str(cells[last - 1]).strip():
        last -= 1
    return cells[:last]


def _plain(cell: object) -> Cell:
    """A cell as Python holds it; whole numbers lose their point, durations become text."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, str | float | bool | date | time):
        return cell
    return "" if cell is None else str(cell)
