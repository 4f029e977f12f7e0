"""Other processes of this machine: fresh interpreters, spoken to through pipes. None outlives its task."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def deaf_to_ctrl_c() -> None:
    """The terminal sends Ctrl-C to all processes; the first of them decides what ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def fresh_pool(workers: int, begin: Callable[[], None] = deaf_to_ctrl_c) -> ProcessPoolExecutor:
    """Processes that start when there is work. A forked copy of a process with threads could hang for ever.

    :param begin: called first in each; it must stand at the top of a module.
    """
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=begin)


def end_pool(pool: ProcessPoolExecutor) -> None:
    """End its processes at once, whatever they do."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        with contextlib.suppress(OSError, ValueError):
            process.kill()
