"""Writes the odd sheets under ``tests/batch/sheets/`` that no text editor can: ``python tests/batch/make_sheets.py``.

Each folder is named for what is odd, and holds the sheet and ``expect.yaml``: what the check has to say.
It needs openpyxl, xlwt and odfpy, which nothing else here does.
"""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import xlwt  # type: ignore[import-untyped]
from odf import opendocument, table, text  # type: ignore[import-untyped]

SHEETS = Path(__file__).parent / "sheets"
HEAD = ["residence", "controller", "ask", "name", "address", "links"]
ROW = ["nl", "clearview-ai", "access", "Jip Janssen", "Voorbeeldstraat 1 | 1234 AB Utrecht", "https://example.org/1"]
OTHER = ["nl", "clearview-ai", "access", "Anna de Vries", "Gracht 2 | 1015 DV Amsterdam", "https://example.org/2"]


def put(oddity: str, name: str, content: bytes) -> None:
    folder = SHEETS / oddity
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def csv(*rows: list[str], by: str = ",") -> str:
    return "".join(by.join(f'"{c}"' if by in c or "\n" in c or '"' in c else c for c in row) + "\r\n" for row in rows)


def book(*rows: list[object], change: object = None) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(row)
    if callable(change):
        change(made, sheet)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def replaced(content: bytes, part: str, change: object) -> bytes:
    """A packed file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            new.writestr(item.filename, change(data) if item.filename == part else data)  # type: ignore[operator]
    return out.getvalue()


def ods(rows: list[list[str]], hidden: int | None = None) -> bytes:
    made = opendocument.OpenDocumentSpreadsheet()
    one = table.Table(name="Blatt1")
    for number, row in enumerate(rows):
        line = table.TableRow(**({"visibility": "collapse"} if number == hidden else {}))
        for value in row:
            cell = table.TableCell(valuetype="string")
            cell.addElement(text.P(text=value))
            line.addElement(cell)
        one.addElement(line)
    made.spreadsheet.addElement(one)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def xls(rows: list[list[object]]) -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write(y, x, value, day)
            else:
                sheet.write(y, x, value)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


JA = [
    ["居住地", "事業者名", "事業者の国", "請求内容", "氏名", "住所"],
    ["jp", "見本書店", "jp", "開示", "山田 花子", "〒150-0001 | 東京都渋谷区神宮前1-1-1"],
]
KO = [
    ["거주지", "개인정보처리자 이름", "개인정보처리자 국가", "요구 사항", "이름", "주소"],
    ["kr", "예시상점", "kr", "열람", "김예시", "서울특별시 마포구 예시로 1"],
]
ZH = [
    ["residence", "controller", "ask", "name", "language"],
    ["nl", "clearview-ai", "access", "王小明来自上海市", "en"],
]
DE = [
    ["Wohnsitz", "Verantwortlicher", "Begehren", "Name", "Anschrift", "Datum"],
    ["de-be", "clearview-ai", "Auskunft; Löschung", "Jürgen Müßig", "Straße 1 | 10115 Berlin", "28.11.2026"],
]
FR = [
    ["résidence", "organisme", "demandes", "nom", "adresse"],
    ["fr", "clearview-ai", "accès", "Élodie Lœuvre", "1 rue de l’Été | 75001 Paris"],
]
ES = [
    ["Residencia", "Responsable", "Solicitud", "Nombre y apellidos", "Dirección"],
    ["es", "clearview-ai", "acceso", "Íñigo Peña", "Calle Año 1 | 28001 Madrid"],
]


def texts() -> None:
    put("bom", "sheet.csv", b"\xef\xbb\xbf" + csv(HEAD, ROW).encode())
    put("no_bom", "sheet.csv", csv(*FR).encode())
    put("utf16_with_mark", "sheet.csv", csv(*JA, by="\t").encode("utf-16"))
    put("utf16_without_mark", "sheet.csv", csv(HEAD, ROW).encode("utf-16-le"))
    put("cp932", "sheet.csv", csv(*JA).encode("cp932"))
    put("cp949", "sheet.csv", csv(*KO).encode("cp949"))
    put("gb18030_guessed", "sheet.csv", csv(*ZH).encode("gb18030"))
    put("cp1252_semicolons", "sheet.csv", csv(*DE, by=";").encode("cp1252"))
    put("tabs", "sheet.tsv", csv(*ES, by="\t").encode())
    put("sep_line", "sheet.csv", b"sep=;\r\n" + csv(HEAD, ROW, by=";").encode())
    put("headings_below_a_title", "sheet.csv", csv(["Clients of the clinic"], [""], HEAD, ROW).encode())
    put("headings_spelt_loosely", "sheet.csv", csv(["RESIDENCE", "Controller", "a-s-k", "Full Name"], ROW[:4]).encode())
    put("unknown_columns", "sheet.csv", csv([*HEAD, "Fee paid", ""], [*ROW, "yes", ""]).encode())
    put("no_known_headings", "sheet.csv", csv(["a", "b"], ["1", "2"]).encode())
    put("double_heading", "sheet.csv", csv([*HEAD, "Full name"], [*ROW, "Jip"]).encode())
    put("missing_column", "sheet.csv", csv(HEAD[:3], ROW[:3]).encode())
    put("only_headings", "sheet.csv", csv(HEAD).encode())
    put("empty", "sheet.csv", b"")
    put("blank_rows_between", "sheet.csv", csv(HEAD, [""] * 6, ROW, [""] * 6, ["nl", *[""] * 5]).encode())
    put("ragged_short", "sheet.csv", csv(HEAD, ROW[:4]).encode())
    put(
        "ragged_surplus",
        "sheet.csv",
        (csv(HEAD, ROW) + "nl,clearview-ai,access,Anna,Gracht 2, Amsterdam,x\r\n").encode(),
    )
    put("open_quote", "sheet.csv", (csv(HEAD, ROW) + 'nl,clearview-ai,access,"Anna' + "\nx" * 60).encode())
    put(
        "line_breaks_in_cells", "sheet.csv", csv(HEAD, [*ROW[:4], "Street 1\n1234 AB Utrecht", ROW[5]], ["nl"]).encode()
    )
    put("large_cell", "sheet.csv", csv(HEAD, ROW, [*OTHER[:3], "A" * 100_000, *OTHER[4:]]).encode())
    put("formulas_as_text", "sheet.csv", csv(HEAD, [*ROW[:3], "=HYPERLINK(1)", "@SUM(1) | +49 1", ROW[5]]).encode())
    put("two_days", "sheet.csv", csv([*HEAD, "born"], [*ROW, "03/04/1990"]).encode())
    put(
        "days_shown_by_others", "sheet.csv", csv([*HEAD, "born"], [*ROW, "03/04/1990"], [*OTHER, "25/12/1991"]).encode()
    )
    put("serial_dates", "sheet.csv", csv([*HEAD, "born"], [*ROW, "32964"]).encode())
    put("japanese_years", "sheet.csv", csv([*JA[0], "生年月日"], [*JA[1], "平成2年4月3日"]).encode())
    put("same_person_twice", "sheet.csv", csv(HEAD, ROW, ROW).encode())
    put(
        "same_name_other_person",
        "sheet.csv",
        csv([*HEAD, "born"], [*ROW, "1990-01-01"], [*OTHER[:3], ROW[3], *OTHER[4:], "1955-05-05"]).encode(),
    )
    put("reference_twice", "sheet.csv", csv([*HEAD, "reference"], [*ROW, "AB-1"], [*OTHER, "ab-1"]).encode())
    put("child", "sheet.csv", csv([*HEAD, "born"], [*ROW, "2020-01-01"], [*OTHER, "2010-01-01"]).encode())
    put(
        "no_guardian_paper_in_the_language",
        "sheet.csv",
        csv(
            [*HEAD, "representative", "representative role", "language", "reading language"],
            [*ROW, "Robin Janssen", "guardian", "sv", "en"],
        ).encode(),
    )
    put("no_mandate", "sheet.csv", csv([*HEAD, "representative"], [*ROW, "Robin Clinic"]).encode())
    put("erasure_alone", "sheet.csv", csv(HEAD, [*ROW[:2], "erasure", *ROW[3:]]).encode())
    put("contradicting_controller", "sheet.csv", csv([*HEAD, "controller country"], [*ROW, "us"]).encode())
    put(
        "dangerous_addressee",
        "sheet.csv",
        csv(
            ["residence", "controller name", "controller country", "sector", "ask", "name"],
            ["by", "Police", "by", "police", "access", "Ales"],
        ).encode(),
    )
    put("name_of_two_countries", "sheet.csv", csv(HEAD, ["Georgia", *ROW[1:]]).encode())
    put("country_by_name", "sheet.csv", csv(HEAD, ["Niederlande", *ROW[1:]]).encode())
    put(
        "many_letters",
        "sheet.csv",
        csv(
            HEAD, *([*ROW[:3], f"Person {chr(65 + n)}{n}", f"Street {n} | Utrecht", ROW[5]] for n in range(21))
        ).encode(),
    )
    put(
        "same_remarks",
        "sheet.csv",
        csv(
            [*HEAD, "remarks"],
            *([*ROW[:3], f"Person {n}", f"Street {n} | Utrecht", ROW[5], "I was there on Monday."] for n in range(3)),
        ).encode(),
    )
    put("characters_of_no_font", "sheet.csv", csv(HEAD, [*ROW[:3], "Rhys \U00013000", *ROW[4:]], OTHER).encode())
    put(
        "reminder_with_event",
        "sheet.csv",
        csv(
            [*HEAD, "kind", "earlier date", "event", "event date"],
            [*ROW, "reminder", "2026-09-01", "received", "2026-09-05"],
            [*OTHER, "reminder", "", "", ""],
        ).encode(),
    )
    put("actually_a_png", "sheet.csv", b"\x89PNG\r\n\x1a\n" + bytes(100))
    put("actually_a_pdf", "sheet.xlsx", b"%PDF-1.7\n" + bytes(100))
    put("actually_html", "sheet.xls", b"<html><table><tr><td>name</td></tr></table></html>")
    put("control_characters", "sheet.csv", bytes(range(1, 32)) * 50)
    put("errors_shown", "sheet.csv", csv(HEAD, [*ROW[:4], "#REF!", ROW[5]]).encode())


def workbooks() -> None:
    plain = book(HEAD, ROW)
    put("plain_xlsx", "sheet.xlsx", plain)
    put("excel_dates", "sheet.xlsx", book([*HEAD, "born"], [*ROW, datetime.date(1990, 4, 3)]))
    put("dates_as_numbers", "sheet.xlsx", book([*HEAD, "born"], [*ROW, 32964]))
    put("numbers_as_text", "sheet.xlsx", book([*HEAD, "reference"], [*ROW, 20260001]))

    def merge(_made: object, sheet: object) -> None:
        sheet.merge_cells("B2:B3")  # type: ignore[attr-defined]

    put("merged_cells", "sheet.xlsx", book(HEAD, ROW, [OTHER[0], None, *OTHER[2:]], change=merge))

    def hide(_made: object, sheet: object) -> None:
        sheet.row_dimensions[3].hidden = True  # type: ignore[attr-defined]
        sheet.column_dimensions["F"].hidden = True  # type: ignore[attr-defined]

    put("hidden_row_and_column", "sheet.xlsx", book(HEAD, ROW, OTHER, change=hide))

    def more(made: object, sheet: object) -> None:
        sheet.title = "Clients"  # type: ignore[attr-defined]
        made.create_sheet("Old").append(HEAD)  # type: ignore[attr-defined]
        hidden = made.create_sheet("Notes", 0)  # type: ignore[attr-defined]
        hidden.append(["x"])
        hidden.sheet_state = "hidden"

    put("several_tables", "sheet.xlsx", book(HEAD, ROW, change=more))
    put("formula_never_worked_out", "sheet.xlsx", book(HEAD, [*ROW[:4], '="a"&"b"', ROW[5]]))
    put("empty_xlsx", "sheet.xlsx", book())
    put(
        "headings_far_from_the_corner",
        "sheet.xlsx",
        book([], [], [None, None, *HEAD], [None, None, *ROW], [None, None, "nl"]),
    )
    put("damaged_xlsx", "sheet.xlsx", plain[: len(plain) // 2])
    put("zip_of_something_else", "sheet.xlsx", _zip({"a.txt": b"hello"}))
    put("zip_bomb", "sheet.xlsx", _zip({"xl/workbook.xml": b"<workbook/>", "xl/media/a.bin": bytes(450_000_000)}))
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    part = "xl/worksheets/sheet1.xml"
    put(
        "xml_entities",
        "sheet.xlsx",
        replaced(plain, part, lambda data: data.replace(b"<worksheet", entity + b"<worksheet", 1)),
    )
    put(
        "billion_rows",
        "sheet.xlsx",
        replaced(
            plain,
            part,
            lambda data: data.replace(
                b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
            ),
        ),
    )
    put(
        "too_wide",
        "sheet.xlsx",
        replaced(
            plain,
            part,
            lambda data: data.replace(b"</sheetData>", b'<row r="3"><c r="XFD3" t="n"><v>1</v></c></row></sheetData>'),
        ),
    )
    put("plain_ods", "sheet.ods", ods(DE))
    put("hidden_row_ods", "sheet.ods", ods([HEAD, ROW, OTHER], hidden=2))
    endless = ods([HEAD, ROW])
    put(
        "billion_rows_ods",
        "sheet.ods",
        replaced(
            endless,
            "content.xml",
            lambda data: data.replace(
                b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">', 1
            ),
        ),
    )
    manifest = (
        b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
    )
    put("password_ods", "sheet.ods", replaced(endless, "META-INF/manifest.xml", lambda _data: manifest))
    put("plain_xls", "sheet.xls", xls([[*HEAD, "born"], [*ROW, datetime.date(1990, 4, 3)]]))
    put("password_xlsx", "sheet.xlsx", _compound("EncryptedPackage"))
    claim = bytearray(xls([HEAD, ROW]))
    at = claim.find(b"\x00\x02\x0e\x00")  # the record DIMENSIONS: first row, behind the last, first column, behind it
    claim[at + 8 : at + 12] = b"\xff\xff\xff\xff"
    put("xls_that_claims_any_size", "sheet.xls", bytes(claim))
    filler = (
        b'<table:table-row table:number-rows-repeated="1048574">'
        b'<table:table-cell table:number-columns-repeated="16384"/>'
    )
    end = b"</table:table>"
    put(
        "endless_empty_rows_ods",
        "sheet.ods",
        replaced(endless, "content.xml", lambda data: data.replace(end, filler + b"</table:table-row>" + end, 1)),
    )
    put("damaged_xls", "sheet.xls", xls([HEAD, ROW])[:3000])


def _zip(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return content.getvalue()


def _compound(stream: str) -> bytes:
    """The frame of an OLE file with one named stream: enough to look like a workbook behind a password."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    name = stream.encode("utf-16-le")
    return head.ljust(512, b"\0") + name.ljust(512, b"\0") + bytes(1024)


if __name__ == "__main__":
    texts()
    workbooks()
