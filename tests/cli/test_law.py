"""``law``, ``schema`` and the help: what is recorded, and how cheap it is to ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import facewrit

Run = Callable[..., Any]


def test_list_has_the_shape_of_the_contract(run: Run) -> None:
    listed = run("law", "list", "--json").json
    assert listed.keys() == {"territories"}
    territories = {territory["code"]: territory for territory in listed["territories"]}
    assert territories["nl"].keys() == {
        "code", "name", "regimes", "authorities", "languages", "confidence", "enforceable"
    }  # fmt: skip
    assert territories["nl"]["name"] == "Netherlands"
    assert territories["nl"]["regimes"][0] == "gdpr" and territories["nl"]["authorities"] == ["nl-ap"]
    assert territories["mm"]["enforceable"] is False
    assert list(territories) == sorted(territories)


def test_names_are_in_the_language_asked_for(run: Run) -> None:
    listed = run("law", "list", "--json", "--lang", "ja").json["territories"]
    assert next(territory["name"] for territory in listed if territory["code"] == "nl") == "オランダ"


def test_show_gives_every_record_of_an_id(run: Run) -> None:
    shown = run("law", "show", "nl", "--json").json["records"]
    assert [entry["kind"] for entry in shown][0] == "territories"
    assert shown[0]["record"]["code"] == "nl"
    assert {entry["record"]["id"] for entry in shown[1:]} >= {"gdpr"}
    assert run("law", "show", "clearview-ai", "--json").json["records"][0]["kind"] == "controllers"


def test_explain_says_where_a_part_comes_from(run: Run) -> None:
    shown = run("law", "show", "nl", "--explain", "--json").json["records"]
    origins = next(entry["origins"] for entry in shown if entry["record"].get("id") == "gdpr")
    assert origins["ladder.mediation"] == "territories/nl"
    assert "ladder.mediation: territories/nl" in run("law", "show", "nl", "--explain").out


def test_an_unknown_id_is_said_with_those_that_look_alike(run: Run) -> None:
    done = run("law", "show", "clearviewai")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("CODE: there is no record 'clearviewai'. Did you mean: clearview-ai")


def test_stale_facts_are_listed_with_their_line(run: Run) -> None:
    none = run("law", "stale", "--months", "36", "--json")
    assert (none.status, none.json) == (0, {"stale": []})
    done = run("law", "stale", "--months", "12", "--json", today="2028-01-01")
    assert done.status == 1
    first = done.json["stale"][0]
    assert first.keys() == {"file", "line", "checked", "source"}
    text = (Path(__file__).resolve().parents[2] / first["file"]).read_text(encoding="utf-8")
    assert first["checked"] in text.splitlines()[first["line"] - 1]


def test_an_overlay_is_laid_over_the_shipped_records(run: Run, tmp_path: Path) -> None:
    shipped = Path(__file__).resolve().parents[2] / "jurisdictions" / "controllers" / "clearview-ai.yaml"
    (tmp_path / "own" / "controllers").mkdir(parents=True)
    text = shipped.read_text(encoding="utf-8").replace("entity: Clearview AI, Inc.", "entity: Clearview AI Two, Inc.")
    (tmp_path / "own" / "controllers" / "clearview-ai.yaml").write_text(text, encoding="utf-8")
    shown = run("law", "show", "clearview-ai", "--json", "--jurisdictions", "own").json["records"]
    assert shown[0]["record"]["entity"] == "Clearview AI Two, Inc."
    (tmp_path / "own" / "controllers" / "clearview-ai.yaml").write_text("slug: 1\nslug: 2\n", encoding="utf-8")
    done = run("law", "list", "--jurisdictions", "own")
    assert done.status == 2 and "clearview-ai.yaml:2: The key 'slug' stands twice. Remove one." in done.err
    assert (
        run("law", "list", "--jurisdictions", "gone").err
        == "gone: no such folder. Give an existing folder, or install facewrit anew.\n"
    )


@pytest.mark.parametrize("name", ["request", "case", "regimes", "regime", "territories", "controllers", "catalogue"])
def test_schemas(run: Run, name: str) -> None:
    made = run("schema", name).out
    assert json.loads(made)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(made) == run("schema", name, "--json").json


def test_an_unknown_schema_is_said(run: Run) -> None:
    done = run("schema", "letter")
    assert done.status == 2 and done.err.startswith("NAME: there is no schema 'letter'. Use one of request, case, ")


def test_help_names_every_command(run: Run) -> None:
    done = run("--help", today=None)
    assert done.status == 0
    for command in ("serve", "route", "deadline", "letter", "pack", "law", "schema"):
        assert f"  {command} " in done.out


def test_a_command_that_does_not_exist(run: Run) -> None:
    done = run("fly", today=None)
    assert done.status == 2 and "No such command 'fly'" in done.err


@pytest.mark.parametrize(
    ("command", "unneeded"),
    [
        (["law", "list"], {"flask", "holidays", "reportlab", "jinja2", "icalendar", "dateutil", "phonenumbers"}),
        (["schema", "request"], {"flask", "holidays", "icalendar", "phonenumbers", "waitress"}),
        (["--help"], {"flask", "holidays", "reportlab", "jinja2", "babel", "msgspec", "yaml"}),
        (["letter", "-", "--out", "letter.txt"], {"flask", "reportlab", "icalendar", "phonenumbers", "waitress"}),
        (
            ["route", "--residence", "nl", "--controller", "clearview-ai", "--lang", "en"],
            {"flask", "reportlab", "phonenumbers", "waitress"},
        ),
    ],
)
def test_a_command_imports_only_what_it_needs(
    command: list[str], unneeded: set[str], request_file: Path, tmp_path: Path
) -> None:
    program = (
        "import sys\nfrom facewrit.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as ended:\n    assert not ended.code\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *command],
        input=request_file.read_text(encoding="utf-8"),
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(facewrit.__path__[0]).parent)},
    )
    imported = {module.partition(".")[0] for module in done.stderr.split()}
    assert imported & unneeded == set()
