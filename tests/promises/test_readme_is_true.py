"""Promise: what the README says is so. Its commands run, and its counts are the counts.

How a README block is read:

- ``console``: each line ``$ facewrit …`` is run, in order, in one empty folder. It must end
  with status 0, or with the one that a comment at its end states: ``# exit 1``. ``serve`` and ``desk`` must answer.
- any other block whose first line is a comment with a file name alone (``# request.yaml``) is written there under it.
"""

from __future__ import annotations

import ast
import importlib.metadata
import re
import shlex
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

README = Path(__file__).resolve().parents[2] / "README.md"
_FENCE = re.compile(r"^```(?P<kind>\S*)[^\n]*\n(?P<text>.*?)^```\s*$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^#\s+(?P<name>[\w.-]+\.\w+)\s*$")
_STATUS = re.compile(r"\s#\s*exit\s+(?P<status>\d+)\s*$")
_COUNT = re.compile(r"(?P<number>\d[\d,]*)\s+(?P<of>[a-z]+(?: [a-z]+)?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command that the README shows, and the status that it says it ends with."""

    line: str
    status: int


def blocks(readme: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each fenced block, in order."""
    for found in _FENCE.finditer(readme):
        yield found["kind"], found["text"]


def files(readme: str) -> dict[str, str]:
    """The files that the README shows, by name."""
    shown = {}
    for kind, text in blocks(readme):
        first, _, rest = text.partition("\n")
        if kind != "console" and (named := _FILE.match(first)):
            shown[named["name"]] = rest
    return shown


def commands(readme: str) -> list[Command]:
    """The commands of the README that begin with ``facewrit``, in order."""
    shown = []
    for kind, text in blocks(readme):
        if kind == "console":
            for line in re.sub(r"\s*\\\n\s*", " ", text).splitlines():
                line = re.sub(r"^\$\s+", "", line)
                if line.startswith("facewrit"):
                    stated = _STATUS.search(line)
                    shown.append(
                        Command(line=_STATUS.sub("", line).strip(), status=int(stated["status"]) if stated else 0)
                    )
    return shown


@pytest.fixture(scope="module")
def readme() -> str:
    return README.read_text(encoding="utf-8")


def test_how_a_readme_is_read() -> None:
    """The reader itself: a README that it does not understand must not pass for one that is true."""
    text = (
        "```yaml\n# request.yaml\na: 1\n```\n```console\n$ facewrit a \\\n    b  # exit 1\nout\n$ ls\nfacewrit c\n```\n"
    )
    assert files(text) == {"request.yaml": "a: 1\n"}
    assert commands(text) == [Command(line="facewrit a b", status=1), Command(line="facewrit c", status=0)]


def test_its_commands_run(readme: str, installed: Any, tmp_path: Path, launcher: Path) -> None:
    shown = commands(readme)
    assert len(shown) >= 5, "the README shows how Facewrit is used"
    for name, text in files(readme).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    environment = installed.environment(PATH=f"{launcher}:{installed.environment()['PATH']}")
    for command in shown:
        if {"serve", "desk"} & set(shlex.split(command.line)):
            _assert_it_answers(command.line, environment, tmp_path)
            continue
        done = subprocess.run(
            ["/bin/sh", "-c", command.line], capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=600
        )
        said = f"{command.line}\n{done.stdout}\n{done.stderr}"
        assert done.returncode == command.status, said
        assert "Traceback" not in done.stderr, said


@pytest.fixture
def launcher(installed: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ``facewrit`` in it that runs the installed program: what ``pip install`` puts on the PATH."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "facewrit"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(installed.command())} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


def _assert_it_answers(line: str, environment: dict[str, str], folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    line = re.sub(r"--port\s+\d+", "", line)
    process = subprocess.Popen(
        [*shlex.split(line), "--port", str(port)],
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        for _ in range(100):
            assert process.poll() is None, f"{line}\n{process.stdout.read() if process.stdout else ''}"
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    assert answer.status == 200
                    return
            except urllib.error.HTTPError as refused:
                assert refused.code == 403, line  # the desk, without its token
                return
            except OSError:
                time.sleep(0.1)
        pytest.fail(f"{line}: no answer within ten seconds")
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _records(checkout: Path, room: str) -> int:
    return sum(1 for path in (checkout / "jurisdictions" / room).glob("*.yaml"))


COUNTED: dict[str, Callable[[Path], int]] = {
    "territories": lambda checkout: _records(checkout, "territories"),
    "regimes": lambda checkout: _records(checkout, "regimes"),
    "laws": lambda checkout: _records(checkout, "regimes"),
    "authorities": lambda checkout: _records(checkout, "authorities"),
    "supervisory authorities": lambda checkout: _records(checkout, "authorities"),
    "regulators": lambda checkout: _records(checkout, "authorities"),
    "organisations": lambda checkout: _records(checkout, "controllers"),
    "controllers": lambda checkout: _records(checkout, "controllers"),
    "decisions": lambda checkout: _records(checkout, "decisions"),
    "languages": lambda checkout: sum(1 for _ in (checkout / "letter_templates" / "every-regime").glob("*/request.md")),
}


def test_its_counts_are_the_counts(readme: str, checkout: Path) -> None:
    prose = _FENCE.sub("", readme).replace("*", "")
    checked = 0
    for found in _COUNT.finditer(prose):
        of = found["of"] if found["of"] in COUNTED else found["of"].split(" ")[0]
        if of in COUNTED:
            checked += 1
            assert int(found["number"].replace(",", "")) == COUNTED[of](checkout), found[0]
    assert checked >= 3, "the README says how many territories, regimes and organisations it knows"


def test_its_links_lead_somewhere(readme: str, checkout: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", readme):
        if "://" not in target and not target.startswith("mailto:"):
            assert (checkout / target).exists(), f"README.md links to {target}"


def test_every_dependency_says_why_it_is_here(checkout: Path) -> None:
    """``docs/dependencies.md`` and ``pyproject.toml`` name the same libraries."""
    page = (checkout / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    named = {"run": project["project"]["dependencies"], "build": project["build-system"]["requires"]}
    named |= project["project"]["optional-dependencies"]
    for requirement in (line for lines in named.values() for line in lines):
        name = re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0].lower()
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", page), f"docs/dependencies.md does not name {name}"
    rows = page.split("## when it is built")[0].splitlines()
    listed = {row.split("|")[1].strip() for row in rows if row.startswith("| ") and "---" not in row} - {"library"}
    wanted = {re.split(r"[<>=]", line, maxsplit=1)[0].lower() for line in project["project"]["dependencies"]}
    assert listed == wanted


def test_what_is_locked_is_what_is_asked_for(checkout: Path) -> None:
    """Each lock file holds hashes for each library, one version of each in all three, and names no machine."""
    locks = {}
    for name in ("run", "build", "test"):
        text = (checkout / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", text, re.MULTILINE))
        assert len(re.findall(r"==[^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", text)) == len(pins) > 20
        assert not re.search(r"^--|://|/[a-z]+/", text, re.MULTILINE), f"requirements/{name}.txt names a machine"
        locks[name] = set(pins.items())
    assert locks["run"] < locks["build"] < locks["test"]


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/dependencies.md"]
)
def test_a_file_that_is_named_is_there(page: str, checkout: Path) -> None:
    """Paths in backticks, from the top or from the package; those with a placeholder (``<law>``, ``NNNN``) are none."""
    places = (checkout, checkout / "webapp" / "facewrit", checkout / "jurisdictions", checkout / "letter_templates")
    text = _FENCE.sub("", (checkout / page).read_text(encoding="utf-8"))
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml|yaml|txt))(?:: \w+)?`", text)
    gone = [
        path
        for path in named
        if "NNNN" not in path and not path.startswith("build/") and not any((place / path).exists() for place in places)
    ]
    assert gone == []


def test_what_is_imported_is_what_the_page_says(checkout: Path) -> None:
    """No library is asked for and not used, none is used that the page does not name."""
    brought_by = importlib.metadata.packages_distributions()
    used = set()
    for path in (checkout / "webapp" / "facewrit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
            tops = {name.split(".")[0] for name in names} - {"facewrit"} - sys.stdlib_module_names
            used |= {brought_by[top][0].lower() for top in tops if top}
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[<>=]", line, maxsplit=1)[0].lower() for line in project["dependencies"]}
    page = (checkout / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    brought = set(re.findall(r"[\w-]+", re.split(r"what these bring with them:|## when it is built", page)[1]))
    assert asked - used == set(), "asked for and not used"
    assert used - asked - brought == set(), "used and not asked for"
