"""Writes a sheet of made-up rows, to measure the batch: ``python bench/batch_rows.py 10000 > rows.csv``.

The rows go through many jurisdictions and all languages that letters are written in; every hundredth name is long.
``--one`` gives rows of one organisation and one law, as a campaign has them.
"""

from __future__ import annotations

import csv
import sys
from itertools import cycle, islice

#: Residence, language of the letter, language that the sender reads, name, street.
PEOPLE = (
    ("nl", "nl", "nl", "Jip Jansen", "Voorbeeldstraat {} | 1234 AB Utrecht"),
    ("de-be", "de", "de", "Jürgen Müßig", "Beispielweg {} | 10117 Berlin"),
    ("at", "de", "de", "Toni Gruber", "Beispielgasse {} | 1010 Wien"),
    ("fr", "fr", "fr", "Élodie Lœuvre", "{} rue de l’Exemple | 75001 Paris"),
    ("be", "fr", "nl", "Noor Peeters", "Voorbeeldlaan {} | 1000 Brussel"),
    ("it", "it", "it", "Giulia Rossi", "Via Esempio {} | 20121 Milano"),
    ("es", "es", "es", "Íñigo Peña", "Calle Ejemplo {} | 28001 Madrid"),
    ("pt", "pt", "pt", "João Conceição", "Rua Exemplo {} | 1000-001 Lisboa"),
    ("ie", "en", "en", "Siobhán O’Brien", "{} Sample Road | Dublin"),
    ("gb-eng", "en", "en", "Sam Example", "{} High Street | Leeds LS1 1AA"),
    ("gb-wls", "en", "en", "Rhys Evans", "{} Queen Street | Cardiff CF10 2BU"),
    ("ch", "de", "de", "Urs Muster", "Musterstrasse {} | 8001 Zürich"),
    ("jp", "ja", "ja", "山田 花子", "〒150-0001 | 東京都渋谷区見本町{}"),
    ("kr", "ko", "ko", "김예시", "서울특별시 마포구 예시로 {}"),
    ("br", "pt-BR", "pt-BR", "Thaís Gonçalves", "Rua Exemplo {} | 01000-000 São Paulo"),
    ("us-ca", "en", "en", "Jordan Cruz", "{} Main Street | Los Angeles, CA 90012"),
    ("us-il", "en", "en", "Dana Lee", "{} Lake Street | Chicago, IL 60601"),
    ("ca-qc", "fr", "fr", "Maxime Tremblay", "{} rue Exemple | Montréal QC H2X 1Y4"),
    ("ca-bc", "en", "en", "Robin Wong", "{} Sample Street | Vancouver BC V5K 0A1"),
    ("pl", "pl", "en", "Łucja Żółć", "ul. Przykładowa {} | 00-001 Warszawa"),
    ("gr", "el", "en", "Ελένη Παπαδοπούλου", "Οδός Παράδειγμα {} | 105 57 Αθήνα"),
    ("se", "sv", "en", "Åsa Öberg", "Exempelgatan {} | 111 22 Stockholm"),
    ("dk", "da", "en", "Søren Kjær", "Eksempelvej {} | 1000 København"),
    ("cz", "cs", "en", "Jiří Dvořák", "Příkladná {} | 110 00 Praha"),
    ("sk", "sk", "en", "Ľubica Šťastná", "Príkladná {} | 811 01 Bratislava"),
    ("hu", "hu", "en", "Őze Űrhajós", "Példa utca {} | 1011 Budapest"),
    ("ro", "ro", "en", "Ștefan Țară", "Strada Exemplu {} | 010011 București"),
    ("si", "sl", "en", "Žiga Čeh", "Zgledna ulica {} | 1000 Ljubljana"),
    ("hr", "hr", "en", "Đurđa Čović", "Primjerna ulica {} | 10000 Zagreb"),
    ("bg", "bg", "en", "Щерьо Юлиянов", "ул. Пример {} | 1000 София"),
    ("th", "th", "en", "สมชาย ตัวอย่าง", "ถนนตัวอย่าง {} | กรุงเทพฯ 10200"),
    ("tr", "tr", "en", "Işıl Çağlayan", "Örnek Sokak {} | 34000 İstanbul"),
    ("tw", "zh-Hant", "en", "王小明", "臺北市範例路{}號"),
)
HEAD = (
    "residence", "controller", "controller name", "controller country", "sector", "controller address", "ask", "name",
    "address", "email", "particulars", "sighting place", "sighting from", "links", "language", "reading language",
)  # fmt: skip
#: Identity details that one law demands of every request; made-up numbers.
PARTICULARS = {"tr": "national_id: 10000000146"}
#: What is asked where a law grants no access.
ASK = {"us-il": "policy; stop_disclosure"}


def rows(count: int, *, one: bool) -> list[list[str]]:
    """That many rows, in the order of :data:`HEAD`."""
    made = []
    for number, (residence, language, reading, name, street) in enumerate(islice(cycle(PEOPLE), count), start=1):
        person = f"{name} {number}" + (" " + "de la Larga y Extensa" * 2 if number % 100 == 0 else "")
        seat = residence if residence.startswith(("us-", "ca-", "gb-")) else residence.partition("-")[0]
        row = {
            "residence": residence,
            "controller name": f"Shop {number % 500} Example",
            "controller country": seat,
            "sector": "retail",
            "controller address": street.format(number),
            "ask": ASK.get(residence, "access"),
            "name": person,
            "address": street.format(number),
            "email": f"person{number}@example.org",
            "particulars": PARTICULARS.get(residence, ""),
            "sighting place": f"Shop {number % 500}, entrance",
            "sighting from": "2026-11-20T10:00",
            "language": language,
            "reading language": reading,
        }
        if one:
            kept = {name: row[name] for name in ("address", "email")}
            row = {"residence": "nl", "controller": "clearview-ai", "ask": "access", "name": f"Jip Jansen {number}"}
            row |= {**kept, "links": f"https://example.org/{number}", "language": "en", "reading language": "en"}
        made.append([row.get(name, "") for name in HEAD])
    return made


if __name__ == "__main__":
    out = csv.writer(sys.stdout)
    out.writerow(HEAD)
    out.writerows(rows(int(sys.argv[1]), one="--one" in sys.argv))
