"""The command line: everything Facewrit does, scriptable."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``facewrit`` with the arguments of the process, or with those given; ends in :class:`SystemExit`."""
    from facewrit.cli.commands import facewrit

    facewrit.main(args=None if arguments is None else list(arguments), prog_name="facewrit")
