"""The wheel, built once from this checkout and installed in its own folder, as by a person without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A built wheel: where it lies, and the names of the files in it."""

    path: Path
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """Facewrit as installed from a wheel. ``site``: the folder it is in; ``home``: an empty one to run it from."""

    site: Path
    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        """What a command of this install runs with: this install alone, and nothing of the person at the keyboard.

        The libraries are those of the tests; the checkout comes in nowhere: ``-P`` and ``-s`` see to the current folder
        and the home folder, the order of PYTHONPATH to an editable install.
        """
        inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
        return {
            **inherited,
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "PYTHONPATH": str(self.site),
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONWARNINGS": "error",
            **more,
        }

    def command(self, *arguments: str) -> list[str]:
        """The command line that runs ``facewrit`` of this install with ``arguments``."""
        return [sys.executable, "-P", "-s", "-c", "from facewrit.cli import main; main()", *arguments]

    def run(
        self, *arguments: str, given: str | None = None, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run ``facewrit`` with ``arguments`` in the empty folder, ``given`` on its standard input."""
        return subprocess.run(
            self.command(*arguments),
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.home,
            env=dict(environment or self.environment()),
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of this checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def build_wheel(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Wheel]:
    """Build the wheel of the source folder given, with the libraries of the tests and no network."""

    def build(source: Path) -> Wheel:
        folder = tmp_path_factory.mktemp("wheel")
        done = subprocess.run(
            [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        (path,) = folder.glob("*.whl")
        with zipfile.ZipFile(path) as archive:
            return Wheel(path=path, names=tuple(archive.namelist()))

    return build


@pytest.fixture(scope="session")
def wheel(build_wheel: Callable[[Path], Wheel]) -> Wheel:
    """The wheel of this checkout."""
    return build_wheel(CHECKOUT)


@pytest.fixture(scope="session")
def installed(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """That wheel, installed by pip into an empty folder, without its libraries: they are those of the tests."""
    site = tmp_path_factory.mktemp("site")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"),
            *("--no-deps", "--target", str(site), str(wheel.path)),
        ],
        check=True,
        timeout=300,
    )
    return Installed(site=site, home=tmp_path_factory.mktemp("empty"))


@pytest.fixture
def request_file() -> str:
    """A request as a person would write it: nothing but what the contract's example needs."""
    return """\
residence: nl
controller: clearview-ai
ask: [access, erasure]
subject:
  name: Jip Janssen
  address: [Voorbeeldstraat 1, 1234 AB Utrecht]
  email: jip.janssen@example.org
links: ["https://example.org/photo"]
language: en
date: 2026-11-22
reference: FW-TEST-0001
"""
