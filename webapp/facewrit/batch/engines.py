"""Who does the work: this process, or several. Results come in the order of the rows, whoever made them.

A worker that dies costs no row: what it had in hand is done again, at last row by row, so that a row that kills workers
is found out and named, and no other pays for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from facewrit.batch.processes import end_pool, fresh_pool
from facewrit.batch.setting import Setting

_T = TypeVar("_T")
#: Work on some rows under a setting; it must stand at the top of a module, so that other processes find it.
Work: TypeAlias = Callable[[Sequence[Any], Setting], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Lost(Generic[_T]):
    """In place of a result: what was asked for killed the process that worked on it."""

    item: _T


class Engine(Protocol):
    """Does work on items, piece by piece; gives the results in the order of the items, each or a :class:`Lost`."""

    def run(self, work: Work, items: Iterable[Any], setting: Setting) -> Iterator[Any]: ...

    def close(self) -> None: ...


def chunked(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The items in lists of at most ``size``."""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


class OneProcess:
    """Works here, one row after the other."""

    def run(self, work: Work, items: Iterable[Any], setting: Setting) -> Iterator[Any]:
        """See :class:`Engine`."""
        for item in items:
            yield from work([item], setting)

    def close(self) -> None:
        """Nothing to end."""


@dataclass(slots=True)
class _Task:
    items: list[Any]
    future: Future[Any]
    tries: int = 1


class Processes:
    """Works in several processes of this machine. Rows and files go through pipes, never through the disk."""

    #: Rows that go to a process at once.
    CHUNK = 16

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def run(self, work: Work, items: Iterable[Any], setting: Setting) -> Iterator[Any]:
        """See :class:`Engine`."""
        chunks = chunked(items, self.CHUNK)
        waiting: deque[_Task] = deque()
        while True:
            while len(waiting) < self.workers + 2 and (chunk := next(chunks, None)) is not None:
                waiting.append(_Task(chunk, self._submit(work, chunk, setting)))
            if not waiting:
                return
            first = waiting[0]
            try:
                results = first.future.result()
            except BrokenExecutor:
                self._end_pool()
                alone = first.tries > 1
                results = self._row_by_row(work, first.items, setting) if alone else []
                first.tries += 1
                for task in list(waiting)[1 if alone else 0 :]:
                    if not _is_done(task.future):
                        task.future = self._submit(work, task.items, setting)
                if not alone:
                    continue
            waiting.popleft()
            yield from results

    def close(self) -> None:
        """End the processes; what they have in hand is dropped."""
        self._end_pool()

    def _submit(self, work: Work, items: list[Any], setting: Setting) -> Future[Any]:
        if self._pool is None:
            self._pool = fresh_pool(self.workers)
        try:
            return self._pool.submit(work, items, setting)
        except BrokenExecutor:
            self._end_pool()
            self._pool = fresh_pool(self.workers)
            return self._pool.submit(work, items, setting)

    def _end_pool(self) -> None:
        if self._pool is not None:
            end_pool(self._pool)
            self._pool = None

    def _row_by_row(self, work: Work, items: list[Any], setting: Setting) -> list[Any]:
        results: list[Any] = []
        pool = fresh_pool(1)
        try:
            for item in items:
                try:
                    results += pool.submit(work, [item], setting).result()
                except BrokenExecutor:
                    results.append(Lost(item))
                    end_pool(pool)
                    pool = fresh_pool(1)
        finally:
            end_pool(pool)
        return results


def _is_done(future: Future[Any]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None
