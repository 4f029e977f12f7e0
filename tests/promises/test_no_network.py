"""Promise: a letter is made without a network. Whoever asks for it is seen by nobody."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from facewrit.formats import FORMATS

# Runs the command line with every way out closed: the names are replaced, and the interpreter itself reports what goes
# past them (https://docs.python.org/3/library/audit_events.html).
CLOSED = """
import socket, sys

def closed(*_arguments, **_names):
    raise AssertionError("the program reached for the network")

class Closed(socket.socket):
    __init__ = closed

def watch(event, _arguments):
    if event.startswith("socket."):
        closed()

sys.addaudithook(watch)
socket.socket = Closed
socket.create_connection = socket.getaddrinfo = closed
"""


def run_closed(installed: Any, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-s", "-c", CLOSED + "from facewrit.cli import main; main()", *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=installed.home,
        env=installed.environment(),
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.socket()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import _socket; _socket.socket()",
    ],
)
def test_the_doors_are_closed(attempt: str) -> None:
    """Or the tests below would prove nothing."""
    done = subprocess.run(
        [sys.executable, "-c", CLOSED + attempt], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert "the program reached for the network" in done.stderr


@pytest.mark.parametrize("suffix", sorted({*FORMATS, "ics"}))
def test_a_letter_needs_no_network(installed: Any, request_file: str, suffix: str) -> None:
    out = installed.home / f"letter.{suffix}"
    done = run_closed(installed, "letter", "-", "--out", out.name, "--today", "2026-11-22", given=request_file)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 500
    out.unlink()


def test_a_pack_needs_no_network(installed: Any, request_file: str) -> None:
    out = installed.home / "pack.zip"
    done = run_closed(installed, "pack", "-", "--out", out.name, "--today", "2026-11-22", given=request_file)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 1000
    out.unlink()


@pytest.mark.parametrize(
    "question",
    [
        "law list --json",
        "law show nl",
        "route --residence nl --controller clearview-ai --json",
        "deadline --territory nl --received 2026-11-22 --json",
    ],
)
def test_a_question_needs_no_network(installed: Any, question: str) -> None:
    done = run_closed(installed, *question.split(), "--today", "2026-11-22")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
