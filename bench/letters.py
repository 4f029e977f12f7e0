"""The paper against its peers, on the same text, in one interleaved run. Not part of `make test`.

    python bench/letters.py [--rounds 3] [--letters 100] [--languages fr,ja,ko,th,ar] [--out FILE.json]

Each measurement is a process of its own (a machine's speed drifts; so all contenders take turns, and the ratios of a
round are what counts), in time of the processor. Peers that are not installed are left out and said to be: typst,
weasyprint, fpdf2 (PyPI), and pdfmake (npm; NODE_PATH). The text is that of real letters (tests/letters/snapshots) in
fr, ja and ko, a short one else; name, date and reference differ in every letter, and with UNLIKE=1 in the environment
every paragraph does. Ours is shaped, tagged (PDF/UA-1) and archival (PDF/A-2a); what the peers do is said beside each.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "webapp" / "facewrit" / "formats" / "pdf" / "fonts"
sys.path[:0] = [str(ROOT / "webapp"), str(ROOT / "tests")]
FAMILY = {"ja": "NotoSansJP", "ko": "NotoSansKR", "th": "NotoSansThai", "ar": "FacewritArabic", "he": "NotoSansHebrew"}
PEERS = ("facewrit", "platypus", "typst", "weasyprint", "fpdf2", "pdfmake")
# Which scripts a peer sets rightly enough to be compared at all (see docs/benchmarks.md).
ABLE = {
    "platypus": ("fr", "pl", "ja", "ko", "th"), "pdfmake": ("fr", "pl", "ja", "ko"), "fpdf2": ("fr", "pl", "ja", "ko"),
}  # fmt: skip
# A peer this slow is measured on fewer letters.
FEWER = {"weasyprint": 8, "fpdf2": 20, "pdfmake": 8}


# Every paragraph of every letter another one: what is kept between letters is then of no use to anybody.
UNLIKE = bool(os.environ.get("UNLIKE"))


def document(language: str, number: int) -> Any:
    """Return letter ``number``: the same words, as long as real letters are; another name, date and reference."""
    letter = template(language)
    name = f"{letter.blocks[0].lines[0]} {number}"
    blocks = list(letter.blocks)
    for index, block in enumerate(blocks):
        match type(block).__name__:
            case "Sender":
                blocks[index] = replace(block, lines=(name, *block.lines[1:]))
            case "Signature":
                blocks[index] = replace(block, name=name)
            case "Paragraph" if UNLIKE:
                first, *others = block.runs
                blocks[index] = replace(block, runs=(replace(first, text=f"({number}) {first.text}"), *others))
            case "DateLine":
                blocks[index] = replace(block, text=f"{block.text} {number % 28 + 1}")
    return replace(letter, blocks=tuple(blocks), reference=f"FW-{number:05}")


# Real letters of this project, as its snapshots have them; other languages take the short letter of the tests.
REAL = {"fr": "paris-clearview", "ja": "tokyo-maruzen", "ko": "seoul-shop"}


@lru_cache(maxsize=8)
def template(language: str) -> Any:
    """Return the letter that all are made from, with the paragraphs of a real one where there is one."""
    from formats import scripts

    from facewrit.letters.document import Bullets, Heading, Paragraph, Run

    letter = scripts.letter("pl" if language == "fr" else language)
    if language not in REAL:
        return letter
    file = ROOT / "tests" / "letters" / "snapshots" / f"{REAL[language]}.letter.{language}.txt"
    space = "" if language == "ja" else " "
    texts = [space.join(line.strip() for line in part.splitlines()) for part in file.read_text().split("\n\n")]
    body = [Paragraph(runs=(Run(text=text),)) for text in texts if len(text) > 20]
    kept = [block for block in letter.blocks if not isinstance(block, Paragraph | Heading | Bullets)]
    first = next(index for index, block in enumerate(kept) if type(block).__name__ == "Salutation") + 1
    return replace(letter, language=language, blocks=(*kept[:first], *body, *kept[first:]))


def lines(language: str, number: int) -> list[tuple[str, bool]]:
    """Return the same text as plain lines with their weight, for peers that know no blocks of ours."""
    from facewrit.letters.document import Bullets, Heading, Subject, block_texts, plain

    made: list[tuple[str, bool]] = []
    for block in document(language, number).blocks:
        strong = isinstance(block, Heading | Subject)
        if isinstance(block, Bullets):
            made += [(f"{index}. {plain(runs)}", False) for index, runs in enumerate(block.items, 1)]
        elif hasattr(block, "runs"):
            made.append((plain(block.runs), strong))
        else:
            made += [(text, strong) for text in block_texts(block) if text]
    return made


def font(language: str, style: str) -> str:
    """Return the file of the face that a language is set in."""
    return str(FONTS / f"{FAMILY.get(language, 'NotoSans')}-{style}.ttf")


def facewrit(language: str) -> Callable[[int], bytes]:
    """Ours: shaped, tagged, archival."""
    from facewrit.formats.pdf.writer import render

    return lambda number: render(document(language, number))


def platypus(language: str) -> Callable[[int], bytes]:
    """ReportLab's own layout: not shaped, not tagged; fonts registered once."""
    from io import BytesIO
    from xml.sax.saxutils import escape

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("R", font(language, "Regular")))
    pdfmetrics.registerFont(TTFont("B", font(language, "Bold")))
    wrap = "CJK" if language == "ja" else None
    styles = [
        ParagraphStyle(
            str(strong), fontName="B" if strong else "R", fontSize=10.5, leading=15, spaceAfter=6, wordWrap=wrap
        )
        for strong in (False, True)
    ]

    def make(number: int) -> bytes:
        target = BytesIO()
        made = SimpleDocTemplate(target, invariant=1, title="x", lang=language)
        made.build([Paragraph(escape(text), styles[strong]) for text, strong in lines(language, number)])
        return target.getvalue()

    return make


def typst(language: str) -> Callable[[int], bytes]:
    """The typst compiler, kept; tagged (PDF/UA-1)."""
    import typst as engine

    compiler = engine.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)
    names = {
        "ja": "Noto Sans JP", "ko": "Noto Sans KR", "zh-Hans": "Noto Sans SC", "zh-Hant": "Noto Sans TC",
        "th": "Noto Sans Thai", "my": "Noto Sans Myanmar", "hi": "Noto Sans Devanagari", "ar": "Facewrit Arabic",
        "he": "Noto Sans Hebrew",
    }  # fmt: skip
    name = names.get(language)
    family = f'("{name}", "Noto Sans")' if name else '"Noto Sans"'

    def make(number: int) -> bytes:
        parts = [f'#set document(title: "x")\n#set text(font: {family}, size: 10.5pt, lang: "{language[:2]}")\n']
        for text, strong in lines(language, number):
            quoted = json.dumps(text, ensure_ascii=False)
            parts.append(f"#heading({quoted})\n" if strong else f"#par({quoted})\n")
        content: bytes = compiler.compile(input="".join(parts).encode(), format="pdf", pdf_standards=["ua-1"])
        return content

    return make


def weasyprint(language: str) -> Callable[[int], bytes]:
    """WeasyPrint, tagged (PDF/UA-1)."""
    from html import escape

    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face{{font-family:L;font-weight:{weight};src:url(file://{font(language, style)})}}"
        for style, weight in (("Regular", 400), ("Bold", 700))
    )
    css = CSS(string=f"{faces} body{{font:10.5pt/15pt L}} p{{margin:0 0 6pt;word-break:keep-all}}", font_config=fonts)

    def make(number: int) -> bytes:
        body = "".join(
            f"<p>{'<b>' * strong}{escape(text)}{'</b>' * strong}</p>" for text, strong in lines(language, number)
        )
        page = f'<html lang="{language}"><title>x</title><body>{body}</body></html>'
        content: bytes = HTML(string=page).write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")
        return content

    return make


def fpdf2(language: str) -> Callable[[int], bytes]:
    """fpdf2, shaped; not tagged."""
    from fpdf import FPDF

    def make(number: int) -> bytes:
        pdf = FPDF()
        pdf.add_font("L", "", font(language, "Regular"))
        pdf.add_font("L", "B", font(language, "Bold"))
        pdf.set_text_shaping(True)
        pdf.add_page()
        for text, strong in lines(language, number):
            pdf.set_font("L", "B" if strong else "", 10.5)
            pdf.multi_cell(0, 5.3, text, align="L", new_x="LMARGIN", new_y="NEXT")
        return bytes(pdf.output())

    return make


def pdfmake(language: str, count: int) -> dict[str, float]:
    """Time pdfmake in a process of node: not shaped beyond its own fontkit, not tagged."""
    texts = [(text.replace(" 7", " %N"), strong) for text, strong in lines(language, 7)]
    command = [
        "node",
        str(Path(__file__).with_name("peers.js")),
        font(language, "Regular"),
        font(language, "Bold"),
        str(count),
    ]
    result = subprocess.run(command, input=json.dumps({"lines": texts}), capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(result.stdout.splitlines()[-1])
    return {"rate": count / found["seconds"], "bytes": found["bytes"], "rss": 0.0}


def measure(peer: str, language: str, count: int) -> dict[str, float]:
    """Time one contender here: letters a second of the processor after a warm-up, bytes of one, peak memory in MB."""
    if peer == "pdfmake":
        return pdfmake(language, count)
    make: Callable[[int], bytes] = globals()[peer](language)
    for number in range(max(3, count // 5)):
        make(100_000 + number)
    # Time of the processor, all threads together: a clock on the wall would measure what else the machine does.
    start = time.process_time()
    size = 0
    for number in range(count):
        size = len(make(number))
    seconds = time.process_time() - start
    return {"rate": count / seconds, "bytes": size, "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def growth(language: str, count: int) -> dict[str, float]:
    """Return the memory of this process (MB) after 1,000 and after ``count`` letters of ours."""
    make = facewrit(language)
    pages = os.sysconf("SC_PAGE_SIZE") / 1e6
    found = {}
    for number in range(count + 1):
        make(number)
        if number in (1000, count):
            found[str(number)] = int(Path("/proc/self/statm").read_text().split()[1]) * pages
    return found


def run(arguments: list[str]) -> dict[str, float]:
    """Run one measurement in a fresh process."""
    result = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True)
    if result.returncode:
        return {"failed": result.stderr.strip().splitlines()[-1]}  # type: ignore[dict-item]
    found: dict[str, float] = json.loads(result.stdout.splitlines()[-1])
    return found


def whole_process(peer: str, language: str) -> float:
    """Return the wall time of a process that makes one letter and ends, in seconds."""
    start = time.perf_counter()
    run(["--one", peer, language])
    return time.perf_counter() - start


def two_processes(language: str, count: int) -> float:
    """Return how much faster two processes of ours are together than one alone."""

    def together(number: int) -> float:
        command = [sys.executable, __file__, "--measure", "facewrit", language, str(count)]
        started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(number)]
        return sum(json.loads(one.communicate()[0].splitlines()[-1])["rate"] for one in started)

    return together(2) / together(1)


def able(languages: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each pair of language and contender that is worth measuring."""
    for language in languages:
        for peer in PEERS:
            if language in ABLE.get(peer, (language,)):
                yield language, peer


def main() -> None:
    """Measure, and print one row a contender with the median of its ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--letters", type=int, default=100)
    options.add_argument("--languages", default="fr,pl,ja,ko,th,ar,he")
    options.add_argument("--growth", type=int, default=0)
    options.add_argument("--out", type=Path)
    options.add_argument("--measure", nargs=3)
    options.add_argument("--one", nargs=2)
    options.add_argument("--grow", nargs=2)
    given = options.parse_args()
    if given.measure:
        peer, language, count = given.measure
        print(json.dumps(measure(peer, language, int(count))))
        return
    if given.one:
        peer, language = given.one
        print(json.dumps({"bytes": len(globals()[peer](language)(1)) if peer != "pdfmake" else 0}))
        return
    if given.grow:
        print(json.dumps(growth(given.grow[0], int(given.grow[1]))))
        return
    languages = given.languages.split(",")
    found: dict[str, list[dict[str, float]]] = {}
    for _ in range(given.rounds):
        for language, peer in able(languages):
            if peer == "pdfmake" and not shutil.which("node"):
                continue
            count = max(3, given.letters // FEWER.get(peer, 1))
            found.setdefault(f"{language} {peer}", []).append(run(["--measure", peer, language, str(count)]))
    for key, rows in found.items():
        language, peer = key.split()
        good = [row for row in rows if "rate" in row]
        if not good:
            print(f"{language:3} {peer:11} failed: {rows[0].get('failed')}")
            continue
        ours = found[f"{language} facewrit"]
        ratios = [mine["rate"] / row["rate"] for mine, row in zip(ours, rows, strict=True) if "rate" in row]
        rate = statistics.median(row["rate"] for row in good)
        print(
            f"{language:3} {peer:11} {rate:8.1f}/s  ours is {statistics.median(ratios):6.2f} x"
            f" ({min(ratios):.2f}-{max(ratios):.2f})  {good[0]['bytes']:8.0f} B  {good[0]['rss']:6.0f} MB"
        )
    for language in languages[:2]:
        times = {
            peer: statistics.median(whole_process(peer, language) for _ in range(5))
            for peer in ("facewrit", "platypus")
        }
        print(f"{language}: one letter as a process {times['facewrit']:.3f} s, platypus {times['platypus']:.3f} s,"
              f" {times['facewrit'] / times['platypus']:.2f}")  # fmt: skip
        print(f"{language}: two processes {two_processes(language, 5 * given.letters):.2f} x one")
    if given.growth:
        print("growth:", run(["--grow", "ja", str(given.growth)]))
    if given.out:
        given.out.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
