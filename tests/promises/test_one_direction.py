"""Promise: imports run one way. The contracts stand in ``pyproject.toml``, under ``[tool.importlinter]``."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path


def test_every_import_contract_is_kept(checkout: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "webapp")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    contracts = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {len(contracts)} kept, 0 broken." in done.stdout


def test_package_roots_hold_no_code(checkout: Path) -> None:
    """Circles start in a busy package root; only a registry or an app factory may stand there."""
    allowed = {"cli", "formats", "public", "desk", "checks"}
    for root in (checkout / "webapp" / "facewrit").rglob("__init__.py"):
        if root.parent.name not in allowed:
            assert root.read_text(encoding="utf-8").strip() == "", root


def test_no_module_is_longer_than_a_person_can_hold_in_mind(checkout: Path) -> None:
    longest = 400
    lengths = {
        path.relative_to(checkout).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (checkout / "webapp" / "facewrit").rglob("*.py")
    }
    assert lengths, "no module found"
    assert {name: length for name, length in lengths.items() if length > longest} == {}
