"""The ZIP: what is in it, what can never be in it, and that the same rows give the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from facewrit.batch.archive import GrowingZip
from facewrit.batch.csv_cells import csv_line, neutral, restored
from facewrit.batch.engines import OneProcess, Processes
from facewrit.batch.manifest import COLUMNS, read_manifest
from facewrit.batch.printing import NotOurs, print_file
from facewrit.batch.run import Done, make_zip
from facewrit.casefile.reading import decode_case

from .conftest import HEAD, OTHER, ROW, SECRET, checked, files, made

CONTRACT = (
    "row", "reference", "controller", "regime", "track", "territory", "authority", "language", "letter_file", "pages",
    "sha256", "period", "ruleset", "sent_on", "channel", "tracking", "received_on",
)  # fmt: skip


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_what_is_in_the_zip(two_rows: bytes) -> None:
    found = files(two_rows)
    assert COLUMNS == CONTRACT
    entries = lines(found["manifest.csv"])
    assert tuple(entries[0]) == CONTRACT
    assert [entry["row"] for entry in entries] == ["2", "3"]
    for entry in entries:
        letter = found[entry["letter_file"]]
        assert hashlib.sha256(letter).hexdigest() == entry["sha256"]
        assert len(PdfReader(io.BytesIO(letter)).pages) == int(entry["pages"])
        assert (entry["regime"], entry["track"], entry["territory"]) == ("gdpr", "private", "nl")
        assert (entry["authority"], entry["period"], entry["language"]) == ("nl-ap", "one month", "en")
        assert (entry["sent_on"], entry["channel"], entry["tracking"], entry["received_on"]) == ("", "", "", "")
        case = decode_case(found[next(name for name in found if name.startswith(f"cases/{int(entry['row']):05}"))])
        assert case.letters[0].reference == entry["reference"]
        assert case.letters[0].ruleset == entry["ruleset"]
    assert b"Estimated" in found["deadlines.ics"] and b"Jip" not in found["deadlines.ics"]
    assert sorted({name.split("/")[0] for name in found}) == [
        "cases", "deadlines.ics", "errors.csv", "letters", "manifest.csv", "sheets"
    ]  # fmt: skip


def test_the_bad_rows_come_back_as_they_came(two_rows: bytes) -> None:
    (bad,) = lines(files(two_rows)["errors.csv"])
    assert bad["row"] == "4" and bad["ask"] == "acess" and bad["name"] == "'=Kim Janssen"
    assert "ask: 'acess' is not one of the choices." in bad["messages"]


def test_a_mended_file_of_errors_can_be_read_again(two_rows: bytes) -> None:
    mended = files(two_rows)["errors.csv"].replace(b"acess", b"access")
    batch, report = checked(mended)
    assert (report.rows, len(report.good), report.findings) == (1, 1, ())
    assert batch.rows[0].cells[4] == "=Kim Janssen"


def test_names_of_files_come_from_us_alone() -> None:
    sheet = f"{HEAD},reference\n{ROW},Jip-Janssen\n{OTHER},CON\n"
    found = files(made(sheet))
    assert not [name for name in found if "jip" in name.lower() or "con" in name.lower().split("/")[-1]]
    assert all(
        re.fullmatch(r"[a-z]+/\d{5}-FW-[0-9A-Z]{8}(-[a-z-]+)?\.(pdf|json)", name) for name in found if "/" in name
    )
    assert [entry["reference"] for entry in lines(found["manifest.csv"])] == ["Jip-Janssen", "CON"]


def test_a_sheet_for_the_sender_never_lies_among_letters(two_rows: bytes) -> None:
    found = files(two_rows)
    for name, content in found.items():
        if name.endswith(".pdf"):
            text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
            assert ("do not send" in text.lower()) == name.startswith("sheets/"), name


def test_the_print_file_holds_the_letters_and_nothing_else(two_rows: bytes) -> None:
    content, count = print_file(io.BytesIO(two_rows), duplex=True)
    pages = PdfReader(io.BytesIO(content)).pages
    text = "".join(page.extract_text() for page in pages)
    assert count == 2 and len(pages) % 2 == 0
    assert "Jip Janssen" in text and "Anna de Vries" in text and "do not send" not in text.lower()
    assert print_file(io.BytesIO(two_rows), duplex=True)[0] == content
    with pytest.raises(NotOurs):
        print_file(io.BytesIO(two_rows[:-100]))


def test_a_zip_that_was_cut_off_never_opens(two_rows: bytes) -> None:
    import zipfile

    for share in (0.2, 0.5, 0.9, 0.999):
        with pytest.raises(zipfile.BadZipFile):
            zipfile.ZipFile(io.BytesIO(two_rows[: int(len(two_rows) * share)]))


SAME = "\n".join(
    [
        HEAD + ",reference",
        *(f"{ROW.replace('Jip', f'Jip {n}').replace('straat 1', f'straat {n}')},REF-{n:03}" for n in range(9)),
    ]
)


def test_the_same_rows_give_the_same_bytes_for_any_number_of_workers() -> None:
    batch, report = checked(SAME)
    one = _made_by(OneProcess(), batch, report, SECRET)
    assert _made_by(OneProcess(), batch, report, b"another secret, not used for any") == one
    engine = Processes(2)
    engine.CHUNK = 2
    try:
        assert _made_by(engine, batch, report, SECRET) == one
    finally:
        engine.close()


def test_references_come_from_the_seed_and_the_row_alone() -> None:
    sheet = f"{HEAD}\n{ROW}\n{OTHER}\n"
    batch, report = checked(sheet)
    first, again = (_made_by(OneProcess(), batch, report, SECRET) for _ in range(2))
    other = _made_by(OneProcess(), batch, report, b"another secret")
    assert first == again
    mine, theirs = ([e["reference"] for e in lines(files(z)["manifest.csv"])] for z in (first, other))
    assert len({*mine, *theirs}) == 4
    tomorrow = replace(batch, setting=replace(batch.setting, today=date(2026, 11, 30)))
    assert [
        e["reference"] for e in lines(files(_made_by(OneProcess(), tomorrow, report, SECRET))["manifest.csv"])
    ] == mine


def _made_by(engine: object, batch: object, report: object, secret: bytes) -> bytes:
    pieces = make_zip(batch, report, engine, secret=secret, growing=GrowingZip(), done=Done())  # type: ignore[arg-type]
    return b"".join(piece for piece, _ in pieces)


def test_nothing_is_in_a_letter_that_is_not_in_its_row() -> None:
    """Two clients of one controller: each letter and case holds its own person's words alone."""
    sheet = f"{HEAD},remarks,email\n{ROW},Only Jip saw this.,jip@example.org\n{OTHER},,\n"
    found = files(made(sheet))
    second = [content for name, content in found.items() if "00003-" in name]
    for content in second:
        text = (
            "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
            if content.startswith(b"%PDF")
            else content.decode()
        )
        assert "Jip" not in text and "saw this" not in text and "example.org/1" not in text
    assert len(second) == 3


def test_a_mandate_comes_where_somebody_acts() -> None:
    sheet = (
        f"{HEAD},representative name,representative organisation,representative role\n"
        f"{ROW},Robin Clinic,Example Clinic,mandated\n{OTHER},Mum de Vries,,guardian\n"
        f"{OTHER.replace('Anna', 'Bo')},,,\n"
    )
    found = files(made(sheet))
    mandates = {name: content for name, content in found.items() if name.startswith("mandates/")}
    texts = {n: "".join(p.extract_text() for p in PdfReader(io.BytesIO(c)).pages) for n, c in mandates.items()}
    assert [name[9:14] for name in texts] == ["00002", "00003"]
    assert "Robin Clinic" in texts[next(iter(texts))] and "Jip Janssen" in texts[next(iter(texts))]


def test_mixed_laws_languages_and_kinds_from_one_sheet() -> None:
    sheet = (
        "residence,controller,controller name,controller country,sector,controller address,ask,name,address,kind,"
        "earlier date,event,event date,language,reading language\n"
        "nl,clearview-ai,,,,,access;erasure,Anna de Vries,Gracht 1 | Amsterdam,,,,,,ja\n"
        "jp,,見本書店,jp,retail,東京都中央区1-1,開示,山田 花子,東京都渋谷区1-1,,,,,,\n"
        "kr,,예시상점,kr,retail,서울 종로구 1,열람,김예시,서울 마포구 1,,,,,,\n"
        "de-be,clearview-ai,,,,,Auskunft,Kim Muster,Weg 1 | Berlin,reminder,2026-10-01,received,2026-10-05,,\n"
        "gb-eng,facewatch,,,,,access; preservation,Sam Example,1 Street | Leeds,preservation,,,,,\n"
    )
    found = files(made(sheet))
    entries = lines(found["manifest.csv"])
    assert [entry["regime"] for entry in entries] == ["gdpr", "jp-appi", "kr-pipa", "gdpr", "uk-gdpr"]
    assert [entry["language"] for entry in entries][1:3] == ["ja", "ko"]
    cases = [json.loads(found[name]) for name in sorted(found) if name.startswith("cases/")]
    assert [case["letters"][0]["kind"] for case in cases] == [
        "request",
        "request",
        "request",
        "reminder",
        "preservation",
    ]
    assert [name for name in found if name.endswith("reading-copy.pdf")] == [
        next(name for name in found if name.startswith("sheets/00002") and "copy" in name)
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\uff1d", "\n="])
def test_no_cell_that_we_write_is_a_formula(start: str) -> None:
    cell = f"{start}1+1"
    line = next(csv.reader(io.StringIO(csv_line([cell, "x"]), newline="")))
    assert line[0].startswith("'") and restored(neutral(cell)) == cell
    assert neutral("'t Hooft") == restored("'t Hooft") == "'t Hooft"


def test_a_manifest_comes_back_filled_in_whatever_saved_it(two_rows: bytes) -> None:
    text = files(two_rows)["manifest.csv"].decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    for row in rows[1:]:
        row[13:16] = ["30.11.2026", "registered", "RR123"]
    saved = "\r\n".join(";".join(row) for row in rows).encode("cp1252")
    entries = read_manifest(saved, "manifest.csv")
    assert [(e.sent_on, e.channel, e.tracking) for e in entries] == [("30.11.2026", "registered", "RR123")] * 2
    assert [e.reference for e in entries] == [row[1] for row in rows[1:]]
