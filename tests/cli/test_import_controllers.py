"""``law import-controllers``: good company records become organisations, bad ones are told, nothing is faked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

GOOD: dict[str, Any] = {
    "slug": "muster-kaufhaus",
    "relevant-countries": ["de", "at"],
    "categories": ["commerce", "entertainment"],
    "name": "Muster Kaufhaus GmbH",
    "runs": ["Musterkino", "Musterkino"],
    "address": "Beispielweg 1\n10115 Berlin\nDeutschland",
    "phone": "+49 30 1234567",
    "fax": "+49 30 1234568",
    "email": "datenschutz@muster.example",
    "webform": "https://muster.example/datenschutz",
    "web": "https://muster.example",
    "sources": ["https://muster.example/impressum"],
    "required-elements": [{"desc": "Kundennummer", "type": "input"}],
    "request-language": "de",
    "quality": "verified",
}


@pytest.fixture
def shelf(tmp_path: Path) -> Callable[..., Path]:
    """Put records on a shelf: ``shelf(slug={changed fields})``; bytes stand as they are; ``None`` drops a field."""

    def put(**records: dict[str, Any] | bytes) -> Path:
        folder = tmp_path / "companies"
        folder.mkdir(exist_ok=True)
        for name, changes in records.items():
            slug = name.replace("_", "-")
            if isinstance(changes, bytes):
                content = changes
            else:
                record = {**GOOD, "slug": slug, **changes}
                content = json.dumps({key: value for key, value in record.items() if value is not None}).encode()
            (folder / f"{slug}.json").write_bytes(content)
        return folder

    return put


def shown(run: Run, slug: str) -> dict[str, Any]:
    records = run("law", "show", slug, "--json", "--jurisdictions", "own").json["records"]
    assert len(records) == 1
    found: dict[str, Any] = records[0]["record"]
    return found


def test_a_good_record_becomes_an_organisation(run: Run, shelf: Callable[..., Path]) -> None:
    shelf(muster_kaufhaus={})
    done = run("law", "import-controllers", "companies", "--into", "own", "--json")
    assert (done.status, done.json) == (0, {"written": ["muster-kaufhaus"], "kept": [], "problems": []})
    record = shown(run, "muster-kaufhaus")
    assert record["entity"] == "Muster Kaufhaus GmbH" and record["names"]["de"]["official"] is True
    assert (record["country"], record["sector"], record["track"]) == ("de", "retail", "private")
    assert record["aliases"] == ["Musterkino"] and record["languages"] == ["de"]
    contacts = {contact["kind"]: contact for contact in record["contacts"]}
    assert contacts["post"]["lines"] == ["Beispielweg 1", "10115 Berlin", "Deutschland"]
    assert contacts["form"]["value"] == "https://muster.example/datenschutz"
    assert set(contacts) == {"post", "email", "phone", "fax", "form", "web"}
    for group in (record, *contacts.values()):
        assert (group["confidence"], group["checked"]) == ("medium", "2026-11-25")
        assert "muster-kaufhaus (CC0)" in group["source"] and "https://muster.example/impressum" in group["source"]
    assert run("law", "check", "--jurisdictions", "own").status == 0


@pytest.mark.parametrize(
    ("quality", "grade"), [("tested", "medium"), ("verified", "medium"), ("imported", "low"), ("scraped", "low")]
)
def test_quality_becomes_the_grade_and_never_a_high_one(
    run: Run, shelf: Callable[..., Path], quality: str, grade: str
) -> None:
    shelf(muster={"quality": quality})
    run("law", "import-controllers", "companies", "--into", "own")
    assert {contact["confidence"] for contact in shown(run, "muster")["contacts"]} == {grade}


@pytest.mark.parametrize(
    ("last_line", "country"),
    [
        ("Deutschland", "de"), ("Germany", "de"), ("Österreich", "at"), ("Schweiz", "ch"), ("France", "fr"),
        ("United States of America", "us"), ("USA", "us"), ("The Netherlands", "nl"), ("Nederland", "nl"),
        ("Ireland", "ie"), ("United Kingdom", "gb"), ("Republic of Singapore", "sg"), ("日本", "jp"), ("Česko", "cz"),
        ("Norge", "no"),
    ],
)  # fmt: skip
def test_the_country_stands_in_the_last_line(
    run: Run, shelf: Callable[..., Path], last_line: str, country: str
) -> None:
    shelf(muster={"address": f"Weg 1\r\n1234 Ort\r\n{last_line}"})
    run("law", "import-controllers", "companies", "--into", "own")
    assert shown(run, "muster")["country"] == country


def test_bad_records_are_told_and_the_good_ones_written(run: Run, shelf: Callable[..., Path], tmp_path: Path) -> None:
    shelf(
        good={},
        no_json=b'{"slug": "no-json",\n "name": }',
        no_text=b"\xff\xfe",
        a_list=b"[]",
        deep=b"[" * 100_000,
        other_slug={"slug": "another"},
        no_country={"address": "Weg 1\n1234 Ort"},
        no_address={"address": None},
        no_sources={"sources": []},
        no_name={"name": " "},
        odd_quality={"quality": "guessed"},
        more={"colour": "red"},
        huge={"comments": ["x" * 1_100_000]},
    )
    done = run("law", "import-controllers", "companies", "--into", "own", "--json")
    assert done.status == 1 and done.json["written"] == ["good"]
    told = {Path(problem["file"]).stem: problem["message"] for problem in done.json["problems"]}
    assert set(told) == {path.stem for path in (tmp_path / "companies").iterdir()} - {"good"}
    assert told["no-json"].startswith("It is not JSON (line 2).")
    assert told["other-slug"] == "The slug is 'another' but the file is 'other-slug.json'. Make both the same."
    assert "'1234 Ort', is no country that we know" in told["no-country"]
    assert "'colour' is no field" in told["more"] and "quality 'guessed'" in told["odd-quality"]
    assert [path.name for path in (tmp_path / "own" / "controllers").iterdir()] == ["good.yaml"]
    lines = run("law", "import-controllers", "companies", "--into", "own").out.splitlines()
    assert lines[-1] == "1 written to own, 0 kept as they were, 12 bad."


def test_a_contact_that_nobody_can_use_is_left_out_and_told(run: Run, shelf: Callable[..., Path]) -> None:
    shelf(muster={"email": "no address", "phone": "+49 1", "web": "muster.example"})
    done = run("law", "import-controllers", "companies", "--into", "own", "--json")
    assert done.status == 0 and {problem["level"] for problem in done.json["problems"]} == {"warning"}
    assert len(done.json["problems"]) == 3
    assert {contact["kind"] for contact in shown(run, "muster")["contacts"]} == {"post", "fax", "form"}


def test_a_shipped_organisation_keeps_its_record_unless_asked(
    run: Run, shelf: Callable[..., Path], tmp_path: Path
) -> None:
    shelf(clearview_ai={}, muster={})
    done = run("law", "import-controllers", "companies", "--into", "own", "--json")
    assert (done.json["written"], done.json["kept"]) == (["muster"], ["clearview-ai"])
    assert shown(run, "clearview-ai")["entity"] == "Clearview AI, Inc."
    run("law", "import-controllers", "companies", "--into", "own", "--replace")
    assert shown(run, "clearview-ai")["entity"] == "Muster Kaufhaus GmbH"


def test_what_was_mended_by_hand_is_kept(run: Run, shelf: Callable[..., Path], tmp_path: Path) -> None:
    shelf(muster={})
    run("law", "import-controllers", "companies", "--into", "own")
    assert run("law", "import-controllers", "companies", "--into", "own", "--json").json["written"] == ["muster"]
    place = tmp_path / "own" / "controllers" / "muster.yaml"
    place.write_text(place.read_text(encoding="utf-8").replace("Beispielweg 1", "Beispielweg 2"), encoding="utf-8")
    assert run("law", "import-controllers", "companies", "--into", "own", "--json").json["kept"] == ["muster"]
    assert "Beispielweg 2" in place.read_text(encoding="utf-8")


def test_words_that_yaml_could_take_for_something_else(run: Run, shelf: Callable[..., Path]) -> None:
    odd = {"name": "No: # 'on' \"~\" & Söhne", "runs": ["null", "~", "yes", "1e3", "- x"], "address": "null\n~\nNorway"}
    shelf(muster=odd)
    assert run("law", "import-controllers", "companies", "--into", "own").status == 0
    record = shown(run, "muster")
    assert record["entity"] == odd["name"] and record["aliases"] == odd["runs"]
    assert record["contacts"][0]["lines"] == ["null", "~", "Norway"]


def test_nothing_to_import_and_nowhere_to_go(run: Run, tmp_path: Path) -> None:
    assert run("law", "import-controllers", "gone", "--into", "own").err.startswith("DIR: gone is no folder.")
    (tmp_path / "empty").mkdir()
    done = run("law", "import-controllers", "empty", "--into", "own")
    assert (done.status, (tmp_path / "own").exists()) == (2, False)
    (tmp_path / "empty" / "a.json").write_text("{}", encoding="utf-8")
    shipped = str(Path(__file__).resolve().parents[2] / "jurisdictions")
    assert run("law", "import-controllers", "empty", "--into", shipped).err.startswith("--into: ")


def test_a_letter_goes_to_an_imported_organisation(run: Run, shelf: Callable[..., Path], tmp_path: Path) -> None:
    shelf(muster={}, scraped={"quality": "scraped"})
    run("law", "import-controllers", "companies", "--into", "own")
    for slug, printed in (("muster", True), ("scraped", False)):
        request = {"residence": "nl", "controller": slug, "ask": ["access"], "subject": {"name": "Anna"}}
        given = json.dumps(request)
        done = run("letter", "-", "--out", f"{slug}.txt", "--jurisdictions", "own", given=given)
        assert done.status == 0, done.err
        text = (tmp_path / f"{slug}.txt").read_text(encoding="utf-8")
        assert ("Beispielweg 1" in text) is printed  # an unconfirmed address stays off the letter
