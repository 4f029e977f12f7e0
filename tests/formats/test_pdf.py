"""The paper: embedded fonts, readable text, page form, what stays together, what is refused, the same bytes twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from facewrit.formats import AddressTooLarge, UnprintableText, render
from facewrit.formats.pdf.drawing import MILLIMETRE, Box, Dot, Rule, Text
from facewrit.formats.pdf.page import typeset
from facewrit.letters.document import (
    Addressee,
    Banner,
    Block,
    Card,
    Closing,
    Document,
    Heading,
    Paragraph,
    Run,
    Sender,
    Signature,
    Subject,
    plain,
)

from . import samples


def _pdf(document: Document) -> bytes:
    return render(document, "pdf").content


def _solid(text: str) -> str:
    return "".join(text.split())


def _texts(document: Document) -> list[list[tuple[Text, str]]]:
    """The texts of each page with what they say."""
    return [
        [(item, item.text.rstrip()) for item in page.items if isinstance(item, Text)]
        for page in typeset(document).pages
    ]


def _faces(items: list[Text]) -> set[str]:
    return {piece.face.name for item in items for span in item.spans for piece in span.pieces}


@pytest.mark.parametrize("name", samples.ALL)
def test_every_font_is_embedded(name: str, listed_fonts: Callable[[bytes], list[dict[str, str]]]) -> None:
    content = _pdf(samples.ALL[name]())
    fonts = listed_fonts(content)
    assert fonts
    assert {(font["embedded"], font["subset"], font["unicode"]) for font in fonts} == {("yes", "yes", "yes")}
    for page in PdfReader(BytesIO(content)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index, union-attr]
            (inner,) = font["/DescendantFonts"]
            assert "/FontFile2" in inner["/FontDescriptor"]


@pytest.mark.parametrize("name", samples.ALL)
def test_the_text_comes_back(name: str, extracted: Callable[[bytes], str]) -> None:
    document = samples.ALL[name]()
    found = _solid(extracted(_pdf(document)))
    for block in document.blocks:
        # Whole paragraphs, also over line ends; panels have columns, so there each piece by itself.
        pieces = [plain(block.runs)] if isinstance(block, Paragraph | Heading) else list(_short_texts(block))
        for piece in pieces:
            assert _solid(piece) in found


def _short_texts(block: Block) -> list[str]:
    return [text for text in Document.texts(samples.with_blocks(block)) if len(text) < 25]


@pytest.mark.parametrize(
    ("name", "language"),
    [("Łukasz Wiśniewski", "ko"), ("髙﨑　陽子", "ko"), ("洪吉童", "en"), ("Nguyễn Thị Hường", "ja"), ("홍길동", "ja")],
)
def test_names_of_another_script_come_back(name: str, language: str, extracted: Callable[[bytes], str]) -> None:
    found = _solid(extracted(_pdf(replace(samples.with_name(name), language=language))))
    # Sender, subject, paragraph, card (title and value), signature.
    assert found.count(_solid(name)) == 6


@pytest.mark.parametrize(
    "name",
    [
        'A <img src="/etc/passwd"> & Sons', "<b>bold</b>", "&amp; &#x41; &lt;", "<para><font name=X>",
        "(a) \\n \\101 ) Tj", "]]>", "{page}{pages}{0}%s%(x)s", "*star* _under_ `tick`",
    ],
)  # fmt: skip
def test_markup_in_a_name_is_printed_as_it_stands(name: str, extracted: Callable[[bytes], str]) -> None:
    content = _pdf(samples.with_name(name))
    assert _solid(extracted(content)).count(_solid(name)) == 6
    assert b"root:" not in content
    assert not [image for page in PdfReader(BytesIO(content)).pages for image in page.images]


@pytest.mark.parametrize("bad", ["😀", "\x07", "ქართული", "ᚠ", "\u202e", "\ud800"])
def test_text_without_a_glyph_is_refused_with_its_place(bad: str) -> None:
    document = samples.with_name(f"Ana {bad}")
    with pytest.raises(UnprintableText) as refusal:
        _pdf(document)
    assert refusal.value.characters[0] == bad[0]
    assert refusal.value.where == "Sender, text 1"
    assert "U+" in str(refusal.value)
    str(refusal.value).encode()


def test_every_kind_of_place_is_checked_before_anything_is_made() -> None:
    for block in (
        Banner(text="😀"),
        Subject(text="😀"),
        Signature(name="Ana", note="😀"),
        Card(title="", rows=(("a", (Run(text="b"), Run(text="😀"))),)),
    ):
        with pytest.raises(UnprintableText, match=type(block).__name__):
            typeset(samples.with_blocks(block))
    with pytest.raises(UnprintableText, match="Reference"):
        typeset(replace(samples.english(), reference="😀"))


@pytest.mark.parametrize("name", samples.ALL)
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    assert _pdf(samples.ALL[name]()) == _pdf(samples.ALL[name]())


def test_the_same_bytes_in_another_process_that_did_other_things_first() -> None:
    program = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:3]; import samples; from facewrit.formats import render\n"
        "for name in sys.argv[3:]: digest = hashlib.sha256(render(samples.ALL[name](), 'pdf').content).hexdigest()\n"
        "print(digest)"
    )
    folder = str(samples.__file__).rpartition("/")[0]
    source = str(sys.modules["facewrit"].__path__[0]).rpartition("/")[0]
    runs = {
        subprocess.run(
            [sys.executable, "-c", program, folder, source, *names],
            capture_output=True, check=True, text=True, env={"PYTHONHASHSEED": seed, "RL_useA85": "1", "HOME": "/"},
        ).stdout
        for seed, names in (("1", ["korean"]), ("2", ["japanese", "english", "sheet", "korean"]))
    }  # fmt: skip
    assert len(runs) == 1


def test_threads_do_not_mix_letters() -> None:
    names = ["english", "japanese", "korean", "sheet"] * 8
    expected = {name: _pdf(samples.ALL[name]()) for name in set(names)}
    with ThreadPoolExecutor(8) as pool:
        for name, content in zip(names, pool.map(lambda name: _pdf(samples.ALL[name]()), names), strict=True):
            assert content == expected[name]


def test_two_letters_have_two_identifiers() -> None:
    identifiers = {
        str(PdfReader(BytesIO(_pdf(samples.with_name(name)))).trailer["/ID"]) for name in ("Ana Costa", "Eva Costa")
    }
    assert len(identifiers) == 2


def test_properties_are_neutral() -> None:
    content = _pdf(samples.korean())
    reader = PdfReader(BytesIO(content))
    assert reader.metadata is not None
    assert dict(reader.metadata) == {"/Title": "개인정보 열람 요구서"}
    assert reader.trailer["/Root"]["/Lang"] == "ko"  # type: ignore[index]
    for word in (b"ReportLab", b"reportlab", b"Facewrit", b"facewrit", b"anonymous", b"/Author", b"Date"):
        assert word not in content
    assert dict(PdfReader(BytesIO(_pdf(samples.sheet()))).metadata or {}) == {
        "/Title": "Notes",
        "/Producer": "Facewrit",
    }


def test_the_file_is_well_formed() -> None:
    for make in samples.ALL.values():
        reader = PdfReader(BytesIO(_pdf(make())), strict=True)
        assert len(reader.pages) >= 1
        for page in reader.pages:
            page.extract_text()


@pytest.mark.parametrize(("name", "pages"), [("english", 2), ("japanese", 1), ("korean", 1), ("sheet", 1)])
def test_page_count_and_running_line(name: str, pages: int) -> None:
    document = samples.ALL[name]()
    made = _texts(document)
    assert len(made) == pages == len(PdfReader(BytesIO(_pdf(document))).pages)
    for number, page in enumerate(made, 1):
        words = document.page_words.replace("{page}", str(number)).replace("{pages}", str(pages))
        assert [text for _, text in page[-2:]] == [document.reference, words]


@pytest.mark.parametrize("name", samples.ALL)
def test_no_text_leaves_the_margins(name: str) -> None:
    document = samples.ALL[name]()
    made = typeset(document)
    left, right = (document.form.margins[side] * MILLIMETRE for side in (3, 1))
    for page in made.pages:
        for item in page.items:
            if isinstance(item, Text):
                assert item.x >= left - 0.01
                assert item.x + item.width <= made.width - right + 0.05
                assert 0 < item.y < made.height


def test_paper_sizes() -> None:
    for name, size in (("english", (595.28, 841.89)), ("american", (612, 792))):
        box = PdfReader(BytesIO(_pdf(samples.ALL[name]()))).pages[0].mediabox
        assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.01)


def test_the_address_stands_in_the_window_and_the_text_below() -> None:
    document = samples.english()
    addressee = next(block for block in document.blocks if isinstance(block, Addressee))
    page = _texts(document)[0]
    address = [item for item, text in page if text in addressee.lines]
    assert len(address) == len(addressee.lines)
    for item in address:
        assert 20 * MILLIMETRE < item.x
        assert item.x + item.width < 105 * MILLIMETRE
        assert 45 * MILLIMETRE < item.y - item.size
        assert item.y < 90 * MILLIMETRE
    subject = next(item for item, text in page if text.startswith("Request for access to"))
    assert subject.y > 103 * MILLIMETRE
    sender = [item for item, text in page if text == "Prinsengracht 263-2"][0]
    assert sender.x > 105 * MILLIMETRE


def test_fold_marks_are_on_the_first_page_of_what_is_posted() -> None:
    first, second = typeset(samples.english()).pages
    marks = [round(item.y / MILLIMETRE) for item in first.items if isinstance(item, Rule)]
    assert marks == [105, 210]
    assert not [item for item in second.items if isinstance(item, Rule)]
    assert not [item for page in typeset(samples.reading_copy()).pages for item in page.items if isinstance(item, Rule)]


def test_a_long_address_shrinks_then_is_refused_by_the_line_that_does_not_fit() -> None:
    def letter(count: int) -> Document:
        lines = tuple(f"Line {number} of the address" for number in range(1, count + 1))
        return samples.with_blocks(Addressee(lines=lines), form=samples.WINDOW)

    sizes = {count: _texts(letter(count))[0][0][0].size for count in (4, 10, 11)}
    assert sizes[4] == 10.5
    assert 9 <= sizes[11] < sizes[4]
    with pytest.raises(AddressTooLarge) as refusal:
        _pdf(letter(12))
    assert refusal.value.line == "Line 12 of the address"
    assert "Line 12 of the address" in str(refusal.value)


def test_a_wide_address_line_wraps_inside_the_window() -> None:
    line = "Directorate-General for the Administration of Biometric Information Systems and Data Protection"
    page = _texts(samples.with_blocks(Addressee(lines=(line, "Brussels")), form=samples.WINDOW))[0]
    assert [text for _, text in page].index("Brussels") == 3
    assert all(item.x + item.width < 105 * MILLIMETRE for item, _ in page[:4])


def test_a_sender_above_the_window_is_run_together_rather_than_printed_over_it() -> None:
    lines = tuple(f"Sender line {number}" for number in range(1, 9))
    document = samples.with_blocks(Sender(lines=lines), Addressee(lines=("Example Ltd",)), form=samples.US_LETTER)
    first = _texts(document)[0][0]
    assert first[1].startswith("Sender line 1 · Sender line 2")
    assert first[0].y < 52 * MILLIMETRE
    with pytest.raises(AddressTooLarge):
        _pdf(samples.with_blocks(Sender(lines=lines * 12), form=samples.US_LETTER))


@pytest.mark.parametrize("count", range(18, 60))
def test_a_signature_is_never_alone_on_a_page(count: int) -> None:
    texts = [f"Paragraph {number} has words that fill more than one line. " * 3 for number in range(count)]
    document = samples.with_blocks(
        *(Paragraph(runs=(Run(text=text),)) for text in texts),
        Closing(text="Yours faithfully,"),
        Signature(name="Ana Costa"),
    )  # fmt: skip
    page = next(page for page in _texts(document) if any(text == "Ana Costa" for _, text in page))
    words = [text for _, text in page]
    closing = words.index("Yours faithfully,")
    assert words[closing + 1] == "Ana Costa"
    assert closing >= 2


@pytest.mark.parametrize("lines", range(1, 90, 3))
def test_headings_stay_with_their_text_and_paragraphs_part_in_twos(lines: int) -> None:
    text = "Some words that fill a line of this letter quite well, and then go on for a bit. " * 12
    document = samples.with_blocks(
        Paragraph(runs=(Run(text="\n".join(["x"] * lines)),)),
        Heading(runs=(Run(text="Heading"),)),
        Paragraph(runs=(Run(text=text),)),
    )
    for page in _texts(document):
        words = [text for _, text in page[:-2]]
        if "Heading" in words:
            assert len(words) - words.index("Heading") >= 3
        long = [word for word in words if word not in ("x", "Heading")]
        assert len(long) != 1


def test_a_banner_is_on_every_page_clear_of_the_text() -> None:
    document = samples.with_blocks(
        Banner(text="For you: do not send"), *(Paragraph(runs=(Run(text="word " * 300),)) for _ in range(9))
    )
    pages = typeset(document).pages
    assert len(pages) > 2
    for page in pages:
        box = next(item for item in page.items if isinstance(item, Box))
        banner, first = [item for item in page.items if isinstance(item, Text)][:2]
        assert banner.text == "For you: do not send"
        assert box.y < banner.y < box.y + box.height < first.y - first.size


def test_estimated_points_are_hollow() -> None:
    dots = [item for page in typeset(samples.sheet()).pages for item in page.items if isinstance(item, Dot)]
    assert [dot.hollow for dot in dots] == [False, True, True, True, False]
    assert len({dot.x for dot in dots}) == 1


def test_a_long_card_is_parted_between_lines_and_closed_on_both_pages() -> None:
    rows = tuple((f"Label {number}", (Run(text="value " * 40),)) for number in range(40))
    pages = typeset(samples.with_blocks(Card(title="Card", rows=rows))).pages
    assert len(pages) > 1
    for page in pages:
        across = [item.y for item in page.items if isinstance(item, Rule) and item.width]
        down = [item for item in page.items if isinstance(item, Rule) and item.height]
        assert min(across) == pytest.approx(min(item.y for item in down))
        assert max(across) == pytest.approx(max(item.y + item.height for item in down))


def test_a_remark_of_ten_thousand_characters_wraps_over_pages(extracted: Callable[[bytes], str]) -> None:
    for text, language in (("x" * 10_000, "en"), ("漢" * 10_000, "ja"), ("가" * 10_000, "ko"), ("a b " * 2_500, "en")):
        document = samples.with_blocks(Paragraph(runs=(Run(text=text),)), language=language)
        content = _pdf(document)
        assert len(PdfReader(BytesIO(content)).pages) > 1
        assert _solid(extracted(content)).count(text[0]) == text.count(text[0])


def test_japanese_lines_have_even_edges() -> None:
    page = _texts(samples.japanese())[0]
    paragraph = [item for item, _ in page if item.spread]
    assert len(paragraph) >= 3
    assert {round(item.x + item.width, 1) for item in paragraph} == {round((210 - 25) * MILLIMETRE, 1)}


def test_words_to_be_said_in_another_language_break_as_that_language_does() -> None:
    said = "個人情報保護法について、「開示の請求」をしましたが、回答がありません。" * 8
    document = samples.with_blocks(Paragraph(runs=(Run(text=said, lang="ja"),)), language="ko")
    lines = [text for _, text in _texts(document)[0][:-2]]
    assert len(lines) > 2
    assert "".join(lines) == said
    assert not [line for line in lines if line[0] in "、。」" or line[-1] == "「"]
    assert _faces([item for item, _ in _texts(document)[0][:-2]]) == {"NotoSansJP-Regular"}


def test_an_empty_document_is_one_page() -> None:
    assert len(PdfReader(BytesIO(_pdf(samples.with_blocks()))).pages) == 1
