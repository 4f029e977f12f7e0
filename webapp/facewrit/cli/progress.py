"""A bar that shows how far a long run is, where a person watches."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from facewrit.cli.terminal import Rim


@contextmanager
def progress(rim: Rim, total: int, label: str, done: int = 0) -> Iterator[Callable[[int], None]]:
    """A bar on standard error with rate and remaining time, where a person watches; else nothing."""
    if rim.as_json or not sys.stderr.isatty() or "NO_PROGRESS" in os.environ:
        yield lambda _more: None
        return
    from tqdm import tqdm

    with tqdm(total=total, initial=done, desc=label, unit=" rows", dynamic_ncols=True, leave=False) as bar:
        yield lambda more: None if bar.update(more) else None
