"""``batch``: what the commands say, how they end, and that an interrupted run goes on where it stood."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

HEAD = "residence,controller,ask,name,address,links"
GOOD = "nl,clearview-ai,access,Jip Janssen,Voorbeeldstraat 1 | 1234 AB Utrecht,https://example.org/1"
BAD = "nl,clearview-ai,acess,,Gracht 2 | 1015 DV Amsterdam,https://example.org/2"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")
    return path


def test_a_good_sheet(run: Run, sheet: Path) -> None:
    done = run("batch", "check", "clients.csv")
    assert (done.status, done.err) == (0, "")
    assert "Read as csv, utf-8, comma; headings in row 1." in done.out and "1 rows: all good." in done.out
    answer = run("batch", "check", "clients.csv", "--json").json
    assert (answer["rows"], answer["good"], answer["problems"]) == (1, 1, [])


def test_a_bad_row_says_where_what_and_what_to_do(run: Run, sheet: Path) -> None:
    sheet.write_text(f"{HEAD}\n{GOOD}\n{BAD}\n", encoding="utf-8")
    done = run("batch", "check", "clients.csv")
    assert done.status == 1
    assert "clients.csv:3:ask: 'acess' is not one of the choices. Use one of these: access" in done.err
    assert "clients.csv:3:name: This field is needed. Fill it in." in done.err
    answer = run("batch", "check", "clients.csv", "--json").json
    assert (answer["rows"], answer["good"]) == (2, 1)
    assert answer["problems"][1] == {
        "row": 3,
        "column": "name",
        "level": "error",
        "code": "missing",
        "message": "This field is needed.",
        "remedy": "Fill it in.",
    }


def test_nothing_is_written_while_a_row_is_bad_unless_one_says_so(run: Run, sheet: Path, tmp_path: Path) -> None:
    sheet.write_text(f"{HEAD}\n{GOOD}\n{BAD}\n", encoding="utf-8")
    done = run("batch", "make", "clients.csv", "--out", "letters.zip")
    assert done.status == 1 and "nothing was written" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["clients.csv"]
    done = run("batch", "make", "clients.csv", "--out", "letters.zip", "--only-good-rows", "--json")
    assert (done.status, done.json["letters"], done.json["written"]) == (1, 1, True)
    with zipfile.ZipFile(tmp_path / "letters.zip") as archive:
        assert archive.testzip() is None
        assert b"acess" in archive.read("errors.csv")
    assert (tmp_path / "letters.zip").stat().st_mode & 0o777 == 0o600


def test_the_same_seed_gives_the_same_bytes(run: Run, sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "seed").write_text("0123456789abcdef" * 2)
    for name in ("a.zip", "b.zip"):
        assert run("batch", "make", "clients.csv", "--out", name, "--seed", "seed").status == 0
    assert run("batch", "make", "clients.csv", "--out", "c.zip").status == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes() != (tmp_path / "c.zip").read_bytes()


def test_settings_hold_for_rows_that_do_not_fill_them(run: Run, sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text(
        "representative: {name: Robin Clinic, role: lawyer, mandated_on: 2026-11-01}\nreading_language: de\n"
    )
    assert run("batch", "make", "clients.csv", "--out", "a.zip", "--settings", "clinic.yaml").status == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        (case,) = [json.loads(archive.read(name)) for name in archive.namelist() if name.startswith("cases/")]
    assert case["representative"]["name"] == "Robin Clinic"
    (tmp_path / "bad.yaml").write_text("remarks: the same for all\n")
    done = run("batch", "check", "clients.csv", "--settings", "bad.yaml")
    assert done.status == 2 and "bad.yaml:1:remarks: this cannot hold for all rows." in done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "gone.csv"), "gone.csv: No such file or directory"),
        (("make", "clients.csv", "--out", "gone/a.zip"), "the folder gone does not exist"),
        (("make", "clients.csv", "--out", "a.zip", "--seed", "clients.csv.no"), "No such file"),
        (("check", "clients.csv", "--encoding", "klingon"), "cannot be read as 'klingon'"),
        (("check", "clients.csv", "--delimiter", "ab"), "is not one sign"),
        (("check", "clients.csv", "--cluster", "tcp://127.0.0.1:1"), "is not closed"),
        (("check", "clients.csv", "--lang", "tlh"), "there are no words in 'tlh'"),
        (("example", "--out", "a.pdf"), "does not say a format"),
        (("example", "--lang", "tlh", "--out", "a.csv"), "there is no example in 'tlh'"),
        (("print", "clients.csv", "--out", "a.pdf"), "this is not a whole ZIP of letters"),
    ],
)
def test_bad_arguments(run: Run, sheet: Path, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("batch", *arguments)
    assert done.status == 2
    assert told in done.err
    assert list(tmp_path.iterdir()) == [sheet]


def test_an_unusable_file_is_told_to_programs_too(run: Run, tmp_path: Path) -> None:
    done = run("batch", "check", "-", "--json", given=b"\x89PNG\r\n\x1a\n")
    assert done.status == 2
    assert (done.json["rows"], done.json["good"]) == (0, 0)
    assert done.json["problems"][0]["code"] == "sheet_not_a_sheet"
    missing = run("batch", "check", "-", given="residence,name\nnl,Jip\n")
    assert missing.status == 2 and "There is no column 'ask'. Add it." in missing.err


def test_other_languages_for_people(run: Run, tmp_path: Path) -> None:
    told = run("batch", "check", "-", "--lang", "ja", given="居住地,請求内容,氏名,事業者\njp,開示,,clearview-ai\n")
    assert "standard input:2:氏名: この項目は必要です" in told.err or "standard input:2:氏名: " in told.err


# --- Interrupted runs ----------------------------------------------------------------------------------------------

ROWS = 40


def _start(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    import facewrit

    return subprocess.Popen(
        [sys.executable, "-c", "from facewrit.cli import main; main()", "batch", "make", "clients.csv",
         "--today", "2026-11-25", "--seed", "seed", *more],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(facewrit.__path__[0]).parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip


def _kill_half_way(process: subprocess.Popen[bytes], journal: Path, how: signal.Signals) -> None:
    for _ in range(1200):
        if journal.is_file() and journal.read_bytes().count(b"\n") > ROWS // 3:
            process.send_signal(how)
            return
        assert process.poll() is None, process.stderr and process.stderr.read()
        time.sleep(0.02)
    pytest.fail("it never got so far")


@pytest.mark.parametrize(("how", "status"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_an_interrupted_run_goes_on_and_ends_as_if_it_had_never_been(
    run: Run, tmp_path: Path, how: signal.Signals, status: int
) -> None:
    lines = [GOOD.replace("Jip", f"Jip {chr(65 + n % 26)}{n}").replace("straat 1", f"straat {n}") for n in range(ROWS)]
    (tmp_path / "clients.csv").write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    (tmp_path / "seed").write_text("0123456789abcdef" * 2)
    process = _start(tmp_path, "--out", "letters.zip")
    _kill_half_way(process, tmp_path / "letters.zip.journal", how)
    _, told = process.communicate(timeout=60)
    assert process.returncode == status
    assert b"Traceback" not in told
    assert not (tmp_path / "letters.zip").exists()
    assert (tmp_path / "letters.zip.part").stat().st_mode & 0o777 == 0o600
    if how is signal.SIGINT:
        assert b"--continue goes on" in b" ".join(told.split())
    half = (tmp_path / "letters.zip.part").stat().st_size
    with (tmp_path / "letters.zip.part").open("ab") as part:
        part.write(b"half a row that was never finished")
    done = run("batch", "make", "clients.csv", "--seed", "seed", "--out", "letters.zip", "--continue", "--workers", "2")
    assert done.status == 0, done.err
    assert run("batch", "make", "clients.csv", "--seed", "seed", "--out", "whole.zip").status == 0
    whole = (tmp_path / "whole.zip").read_bytes()
    assert (tmp_path / "letters.zip").read_bytes() == whole and len(whole) > half > 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clients.csv", "letters.zip", "seed", "whole.zip"]


def test_another_sheet_is_not_gone_on_with(run: Run, sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "a.zip.part").write_bytes(b"")
    (tmp_path / "a.zip.journal").write_bytes(b'{"run":"x","secret":"AAAA"}\n')
    done = run("batch", "make", "clients.csv", "--out", "a.zip", "--continue")
    assert done.status == 2 and "was of another sheet" in done.err


def test_a_language_without_words_for_sheets_is_told_before_any_row(run: Run, sheet: Path) -> None:
    done = run("batch", "check", "clients.csv", "--lang", "sv")
    assert done.status == 2
    assert "Use one of these languages: de, en" in done.err
