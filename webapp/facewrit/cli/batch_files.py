"""Writing the ZIP of a batch: beside its place while it grows, with a journal by which an interrupted run goes on."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facewrit.batch.archive import GrowingZip, entries_of
from facewrit.batch.journal import Unfit, go_on_with, head, line, run_of
from facewrit.batch.run import Done, make_zip
from facewrit.cli.progress import progress
from facewrit.cli.terminal import Rim, Stop, fail

if TYPE_CHECKING:
    from facewrit.batch.engines import Engine
    from facewrit.batch.findings import Finding
    from facewrit.batch.run import Batch, Report


@dataclass(frozen=True, kw_only=True)
class Written:
    """What was written. ``failed``: rows of which no letter could be made after all."""

    path: Path
    letters: int
    size: int
    failed: list[Finding] = field(default_factory=list)

    def json(self) -> dict[str, Any]:
        """For programs."""
        return {"path": str(self.path), "letters": self.letters, "bytes": self.size}


def write_zip(
    rim: Rim, batch: Batch, report: Report, engine: Engine, content: bytes, out: Path, *, secret: bytes, go_on: bool
) -> Written:
    """Write the ZIP; it takes its place only when it is whole.

    :raises Stop: if the run is interrupted; what is written so far lies beside, and ``--continue`` goes on with it.
    """
    part, journal = out.with_name(f"{out.name}.part"), out.with_name(f"{out.name}.journal")
    run = run_of(batch, report, content)
    done, growing, size = Done(), GrowingZip(), 0
    if go_on and journal.is_file() and part.is_file():
        secret, size, done, growing = _resumed(part, journal, run, batch, out)
    else:
        _private(part, b"")
        _private(journal, head(run, secret))
    try:
        with (
            part.open("r+b") as file,
            journal.open("ab") as log,
            progress(rim, len(report.good), "make", len(done.rows)) as tick,
        ):
            file.seek(size)
            file.truncate()
            for piece, made in make_zip(batch, report, engine, secret=secret, growing=growing, done=done):
                file.write(piece)
                size += len(piece)
                if made is not None:
                    file.flush()
                    log.write(line(made, size))
                    log.flush()
                    tick(1)
            file.flush()
            os.fsync(file.fileno())
    except KeyboardInterrupt:
        text = (
            f"{out}: interrupted after {len(done.rows)} of {len(report.good)} rows. The same command with --continue"
            f" goes on; or delete {part.name} and {journal.name}, which hold personal data."
        )
        raise Stop(130, [text], {"error": text, "rows_done": len(done.rows)}) from None
    part.replace(out)
    journal.unlink(missing_ok=True)
    return Written(path=out, letters=len(done.entries), size=size, failed=done.failed)


def _resumed(part: Path, journal: Path, run: str, batch: Batch, out: Path) -> tuple[bytes, int, Done, GrowingZip]:
    try:
        secret, size, done = go_on_with(journal.read_bytes(), run, part.stat().st_size, batch)
        with part.open("rb") as file:
            return secret, size, done, GrowingZip(entries_of(file, size), size)
    except (Unfit, ValueError):
        fail(f"{out}: the interrupted run was of another sheet, day, law or setting. Begin anew, without --continue.")


def _private(path: Path, content: bytes) -> None:
    """A new file that its owner alone may read."""
    with suppress(FileNotFoundError):
        path.unlink()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
