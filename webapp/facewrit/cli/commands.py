"""The tree of commands. A command's module is imported when the command is run, and no sooner."""

from __future__ import annotations

import importlib

import click

#: Command, the module that holds it, and its line in the help.
COMMANDS = {
    "serve": ("serving", "Serve the public site."),
    "route": ("questions", "Say which laws reach an organisation, and what they grant."),
    "deadline": ("questions", "Count until when a request has to be answered."),
    "letter": ("letters", "Write a letter from a request file."),
    "pack": ("letters", "Write a ZIP with a letter and all that belongs to it."),
    "batch": ("batch", "Make many letters from one spreadsheet."),
    "case": ("cases", "Keep a case file: log, next, letter, seal, open."),
    "law": ("law", "List, show and check the records of the law."),
    "schema": ("schemas", "Print a JSON Schema."),
}


class Lazily(click.Group):
    """A group whose commands are imported by name when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"facewrit.cli.{COMMANDS[cmd_name][0]}")
        found = getattr(module, cmd_name)
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Lazily)
def facewrit() -> None:
    """Letters that ask an organisation which face data it holds about you, and have it deleted where the law allows.

    Personal data comes from a request file or standard input, never from the command line. Every command takes
    --json, --today and --lang. Exit status: 0 all good, 1 findings or a refusal, 2 unusable input or arguments.
    """
