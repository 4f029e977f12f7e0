"""``letter`` and ``pack``: what is written, what is refused, and what is said about bad input."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

Run = Callable[..., Any]

JAPAN = """\
residence: jp
place: jp
controller: maruzen-junkudo
ask: [access, erasure]
grounds: [improper_acquisition, rights_at_risk]
subject: {name: 山田 花子, address: ["〒150-0001", 東京都渋谷区神宮前1-1-1]}
date: 2026-11-22
"""
KOREA = """\
residence: kr
controller: {name: 서울상점 주식회사, country: kr, sector: retail, address: ["서울특별시 종로구 세종대로 1"]}
ask: [access, erasure]
subject: {name: 김민지, address: ["서울특별시 마포구 월드컵로 1"]}
date: 2026-11-22
"""
WALES = """\
residence: gb-wls
controller: south-wales-police
ask: [access]
subject: {name: Rhys Evans}
date: 2026-11-22
"""


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [("pdf", b"%PDF-"), ("txt", b"Jip"), ("html", b"<!DOCTYPE html>"), ("ics", b"BEGIN:VCALENDAR")],
)
def test_the_suffix_says_the_format(run: Run, request_file: Path, tmp_path: Path, suffix: str, begins: bytes) -> None:
    done = run("letter", str(request_file), "--out", f"letter.{suffix.upper()}")
    assert (done.status, done.err) == (0, "")
    content = (tmp_path / f"letter.{suffix.upper()}").read_bytes()
    assert content[: len(begins)].lower() == begins.lower()


def test_several_files_from_one_request(run: Run, request_file: Path, tmp_path: Path) -> None:
    done = run("letter", str(request_file), "--out", "a.txt", "--out", "b.pdf", "--out", "c.eml", "--json")
    answer = done.json
    assert [file["path"] for file in answer["files"]] == ["a.txt", "b.pdf", "c.eml"]
    assert (answer["regime"], answer["territory"], answer["language"]) == ("gdpr", "nl", "en")
    assert answer["reference"] == "FW-TEST-0001"
    assert b"legal-requests@clearview.ai" in (tmp_path / "c.eml").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.pdf", "c.eml", "request.yaml"]


def test_json_on_standard_input_gives_the_same_letter(run: Run, request_file: Path, tmp_path: Path) -> None:
    import yaml

    given = yaml.load(request_file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert run("letter", str(request_file), "--out", "yaml.txt").status == 0
    assert run("letter", "-", "--out", "json.txt", given=json.dumps(given)).status == 0
    assert (tmp_path / "yaml.txt").read_bytes() == (tmp_path / "json.txt").read_bytes()


def test_json_may_hold_what_yaml_may_not(run: Run, tmp_path: Path) -> None:
    """A surrogate pair, an escaped slash, a tab."""
    text = '{"residence": "nl",\t"controller": "clearview-ai", "ask": ["access"], "subject": {"name": "NAME"}}'
    text = text.replace("NAME", "\\ud835\\udc00 \\/ B")
    done = run("letter", "-", "--out", "x.txt", given=text)
    assert done.status == 0, done.err
    assert "𝐀 / B" in (tmp_path / "x.txt").read_text(encoding="utf-8")


def test_a_reference_is_random_and_says_nothing(run: Run, tmp_path: Path) -> None:
    first = run("letter", "-", "--out", "a.txt", "--json", given=WALES).json["reference"]
    second = run("letter", "-", "--out", "b.txt", "--json", given=WALES).json["reference"]
    assert first != second
    assert re.fullmatch(r"FW-[0-9A-HJKMNP-TV-Z]{8}", first)


def test_an_unconfirmed_address_is_left_out_and_said(run: Run, tmp_path: Path) -> None:
    done = run("letter", "-", "--out", "a.txt", given=JAPAN)
    letter = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert done.status == 0
    assert "Nobody has confirmed this postal address" in done.err
    assert "日本橋" not in letter and "丸善ジュンク堂書店　御中" in letter
    assert "法第33条第1項" in letter and "法第35条第1項及び第5項" in letter
    confirmed = run("letter", "-", "--out", "b.txt", given=JAPAN + "confirmed: [controller.address]\n")
    assert confirmed.err == ""
    assert "日本橋" in (tmp_path / "b.txt").read_text(encoding="utf-8")


def test_a_shop_typed_in_by_hand(run: Run, tmp_path: Path) -> None:
    done = run("letter", "-", "--out", "a.txt", "--json", given=KOREA)
    letter = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert (done.json["regime"], done.json["language"], done.json["unconfirmed"]) == ("kr-pipa", "ko", [])
    assert "10일 이내" in letter and "서울특별시 종로구 세종대로 1" in letter
    headings = re.findall(r"^\d\. (열람 요구|삭제 요구)$", letter, re.MULTILINE)
    assert headings == ["열람 요구", "삭제 요구"]


def test_the_police_in_cardiff(run: Run, tmp_path: Path) -> None:
    done = run("letter", "-", "--out", "a.txt", "--json", given=WALES)
    letter = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert (done.json["regime"], done.json["track"]) == ("gb-dpa2018-part3", "police")
    assert "section 45(1)" in letter and "UK GDPR" not in letter


def test_the_law_of_a_seat_in_the_union_reaches_a_person_far_away(run: Run, tmp_path: Path) -> None:
    text = (
        "residence: mm\ncontroller: {name: Beispiel GmbH, country: de, sector: retail}\nask: [access]\n"
        "subject: {name: Aung Aung}\nlanguage: en\n"
    )
    assert run("letter", "-", "--out", "a.txt", given=text).status == 0
    assert "Art. 15(1)" in (tmp_path / "a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("country", "sector", "code"),
    [
        ("mm", "government", "danger.letter_to_authorities_dangerous"),
        ("by", "police", "danger.letter_to_police_dangerous"),
    ],
)
def test_a_refusal_writes_nothing(run: Run, tmp_path: Path, country: str, sector: str, code: str) -> None:
    text = (
        f"residence: {country}\ncontroller: {{name: Office, country: {country}, sector: {sector}}}\nask: [access]\n"
        "subject: {name: Aung Aung}\n"
    )
    (tmp_path / "old.pdf").write_bytes(b"old")
    done = run("letter", "-", "--out", "a.txt", "--out", "old.pdf", "--json", given=text)
    assert done.status == 1
    assert done.json["refused"].keys() >= {"code", "text", "instead"}
    assert done.json["refused"]["code"] == code
    assert done.json["refused"]["text"] in done.err
    assert run("pack", "-", "--out", "a.zip", given=text).status == 1
    assert [path.name for path in tmp_path.iterdir()] == ["old.pdf"]
    assert (tmp_path / "old.pdf").read_bytes() == b"old"


def test_kind_and_language_may_be_chosen(run: Run, request_file: Path, tmp_path: Path) -> None:
    assert run("letter", str(request_file), "--out", "a.txt", "--kind", "preservation").status == 0
    assert "Please keep" in (tmp_path / "a.txt").read_text(encoding="utf-8")
    done = run("letter", str(request_file), "--out", "b.txt", "--language", "de", "--json")
    assert done.json["language"] == "de"
    assert "Art. 15 Abs. 1" in " ".join((tmp_path / "b.txt").read_text(encoding="utf-8").split())


BAD = [
    ("", "standard input:1:request: "),
    ("[]", "standard input:1:request: "),
    ("residence: nl\nresidence: jp\n", "standard input:2: The key 'residence' stands twice."),
    ("residence: [nl\n", "standard input:2: This is not YAML"),
    ('{"residence": "nl", }x', "standard input:1: This is not YAML"),
    ("a: &b [*b]\n", "standard input:1: This file refers to a part of itself"),
    (WALES.replace("access", "everything"), "standard input:3:ask: 'everything' is not one of the choices."),
    (WALES.replace("Rhys Evans", "''"), "standard input:4:subject.name: This field is needed."),
    (WALES.replace("Rhys Evans", "R" * 10_000), "standard input:4:subject.name: This is too long (10000"),
    (WALES.replace("Rhys Evans", "'Rhys\\x00'").replace("'Rhys\\x00'", '"Rh\\u0007s"'), ":4:subject.name: This holds"),
    (WALES.replace("2026-11-22", "2027-01-01"), "standard input:5:date: 2027-01-01 lies in the future (today is"),
    (WALES.replace("2026-11-22", "22.11.2026"), "standard input:5:date: '22.11.2026' is not a date."),
    (WALES + "colour: red\n", "standard input:6:colour: There is no such field."),
    (WALES + "links: [https://a.example, javascript:alert(1)]\n", "standard input:6:links[2]: 'javascript:alert(1)'"),
    (WALES.replace("south-wales-police", "south-wales-polise"), ":2:controller: There is no organisation"),
    (WALES.replace("[access]", "[erasure, preservation]"), "standard input:3:ask: Erasure and preservation cannot"),
    (WALES + "language: tlh\n", "standard input:6:language: This letter does not exist in the language 'tlh'."),
    (WALES.replace("Rhys Evans", "Rhys 𓀀"), "cannot be printed: U+13000"),
]


@pytest.mark.parametrize(("text", "told"), BAD, ids=range(len(BAD)))
def test_bad_requests_say_where_what_and_what_to_do(run: Run, tmp_path: Path, text: str, told: str) -> None:
    done = run("letter", "-", "--out", "a.pdf", given=text)
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err and "fault in the program" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_every_problem_is_told_at_once(run: Run, tmp_path: Path) -> None:
    text = "residence: n\ncontroller: {name: A}\nask: []\nsubject: {email: x}\n"
    done = run("letter", "-", "--out", "a.pdf", "--json", given=text)
    assert {problem["field"] for problem in done.json["problems"]} == {
        "residence", "controller.country", "ask", "subject.name", "subject.email"
    }  # fmt: skip
    assert all(problem.keys() == {"field", "code", "level", "message"} for problem in done.json["problems"])
    assert len(done.err.splitlines()) == len(done.json["problems"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("gone.yaml", "--out", "a.pdf"), "gone.yaml: No such file or directory"),
        (("request.yaml", "--out", "a.doc"), "--out: 'a.doc' does not say a format that there is."),
        (("request.yaml", "--out", "gone/a.pdf"), "the folder gone does not exist"),
        (("request.yaml", "--out", "."), "--out: '"),
        (("request.yaml",), "Missing option '--out'"),
    ],
)
def test_bad_files(run: Run, request_file: Path, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("letter", *arguments)
    assert done.status == 2
    assert told in done.err
    assert list(tmp_path.iterdir()) == [request_file]


def test_bytes_that_are_no_text_and_files_that_are_too_large(run: Run) -> None:
    assert "is not UTF-8" in run("letter", "-", "--out", "a.pdf", given=b"\xff\xfe\x00").err
    assert "too large" in run("letter", "-", "--out", "a.pdf", given=b"a" * 1_000_001).err


def test_a_hostile_name_stays_a_name(run: Run, tmp_path: Path) -> None:
    name = "<img src=x> & {{ 7*7 }} **A** [[timeline]] @closing"
    done = run("letter", "-", "--out", "a.txt", "--out", "a.html", given=WALES.replace("Rhys Evans", f"'{name}'"))
    assert done.status == 0
    assert name in (tmp_path / "a.txt").read_text(encoding="utf-8")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "&lt;img src=x&gt; &amp; {{ 7*7 }}" in page and "<img" not in page


def test_a_full_disk_leaves_the_old_file(
    run: Run, request_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    done = run("letter", str(request_file), "--out", "a.txt")
    assert done.status == 2 and "No space left on device" in done.err
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "request.yaml"]


def test_a_fault_of_the_program_tells_no_value(run: Run, request_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from facewrit import drafting

    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError("Jip Janssen")

    monkeypatch.setattr(drafting, "draft", broken)
    done = run("letter", str(request_file), "--out", "a.txt")
    assert done.status == 2
    assert "a fault in the program (RuntimeError at test_letters.py:" in done.err
    assert "Janssen" not in done.err and "Traceback" not in done.err


def test_pack_holds_what_belongs_to_a_letter(run: Run, request_file: Path, tmp_path: Path) -> None:
    request_file.write_text(request_file.read_text(encoding="utf-8") + "reading_language: ja\n", encoding="utf-8")
    done = run("pack", str(request_file), "--out", "pack.zip", "--json")
    assert done.status == 0, done.err
    with zipfile.ZipFile(io.BytesIO((tmp_path / "pack.zip").read_bytes())) as archive:
        names = archive.namelist()
        assert {"letter-FW-TEST-0001.pdf", "letter-FW-TEST-0001.txt", "letter-FW-TEST-0001.html"} <= set(names)
        assert {"letter-FW-TEST-0001.eml", "reading-copy-FW-TEST-0001.pdf", "sheet-FW-TEST-0001.pdf"} <= set(names)
        assert {"deadlines.ics", "case.json"} <= set(names)
        case = json.loads(archive.read("case.json"))
        assert case["letters"][0]["text"].encode() == archive.read("letter-FW-TEST-0001.txt")
    assert done.json["reading_language"] == "ja"
    assert "Janssen" not in " ".join(names)


REQUESTS = Path(__file__).resolve().parents[1] / "letters" / "requests"


def test_a_request_names_the_layout_it_is_set_in(run: Run, tmp_path: Path) -> None:
    asked = (REQUESTS / "tokyo-maruzen.yaml").read_text(encoding="utf-8").replace(", email: hanako@example.jp", "")
    request = tmp_path / "request.yaml"
    request.write_text(f"{asked}\nlayout: jp-naiyo-shomei-20x26\n", encoding="utf-8")
    pdf = tmp_path / "letter.pdf"
    assert run("letter", str(request), "--out", str(pdf)).status == 0
    pages = len(PdfReader(pdf).pages)
    assert pages % 3 == 0 and pages > 3  # three identical sets
    request.write_text(f"{asked}\nlayout: jp-naiyo-shomei\n", encoding="utf-8")
    done = run("letter", str(request), "--out", str(pdf))
    assert done.status == 2 and "layout: There is no layout 'jp-naiyo-shomei'" in done.err


def test_certified_mail_says_what_the_post_would_not_certify(run: Run, tmp_path: Path) -> None:
    asked = (REQUESTS / "tokyo-maruzen.yaml").read_text(encoding="utf-8")
    request = tmp_path / "request.yaml"
    request.write_text(f"{asked}\nlayout: jp-naiyo-shomei-20x26\n", encoding="utf-8")
    done = run("letter", str(request), "--out", str(tmp_path / "letter.pdf"))
    assert done.status == 2 and "layout: The post does not certify “hanako@example.jp”" in done.err
    assert not (tmp_path / "letter.pdf").exists()


def test_certified_mail_needs_an_address_that_somebody_has_confirmed(run: Run, tmp_path: Path) -> None:
    asked = (REQUESTS / "tokyo-maruzen.yaml").read_text(encoding="utf-8").replace(", email: hanako@example.jp", "")
    request = tmp_path / "request.yaml"
    unconfirmed = asked.replace("confirmed: [controller.address]", "")
    request.write_text(f"{unconfirmed}\nlayout: jp-naiyo-shomei-20x26\n", encoding="utf-8")
    done = run("letter", str(request), "--out", str(tmp_path / "letter.pdf"))
    assert done.status == 2 and "only letters that name both addresses" in done.err
