"""``serve``: it answers, says nothing of anybody in its log, and tells when a port is taken."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

PROGRAM = "import sys; from facewrit.cli import main; main(sys.argv[1:])"


@pytest.fixture
def served() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running site and its address."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", PROGRAM, "serve", "--port", "0", "--today", "2026-11-25"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        yield process, process.stderr.readline().strip()
    finally:
        process.kill()
        process.communicate(timeout=20)


def test_it_answers_and_keeps_quiet(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    given = {
        "residence": "nl", "controller": "clearview-ai", "ask": ["access"], "subject": {"name": "Xanthe Quux"},
        "language": "en",
    }  # fmt: skip
    request = urllib.request.Request(
        f"{address}api/v1/letter?format=txt&secret=Quux",
        data=json.dumps(given).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        letter = answer.read().decode()
    assert "Xanthe Quux" in letter and "25 November 2026" in letter
    process.send_signal(signal.SIGINT)
    _, log = process.communicate(timeout=20)
    assert process.returncode == 0
    assert log.startswith("POST /api/v1/letter 200 ") and log.count("\n") == 1
    assert "Quux" not in log and "127.0.0.1" not in log


def test_a_port_that_is_taken_is_said(run: Callable[..., Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("serve", "--port", port)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"--port: 127.0.0.1:{port} cannot be used (Address already in use).")
