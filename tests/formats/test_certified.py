"""Letters that the post certifies: the grids of 内容証明郵便, what may stand in them, three identical sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import page as page_validation
import pytest

from facewrit.formats import UncertifiableText, render
from facewrit.formats.pdf.certified import GRIDS, lines_of, weight
from facewrit.formats.pdf.drawing import MILLIMETRE, Rule, Text
from facewrit.formats.pdf.page import typeset
from facewrit.letters.document import (
    Addressee,
    Block,
    Closing,
    DateLine,
    Document,
    Enclosures,
    Paragraph,
    Run,
    Sender,
    Signature,
    Subject,
)

from . import samples, scripts
from .test_layouts import FORMS

TEXT = (
    "個人情報の保護に関する法律第33条第1項に基づき、貴社が保有する私の「顔特徴データ」（テンプレートを含む。）の開示を"
    "請求いたします。"
)


def _letter(form: str, text: str = TEXT, times: int = 1, *more: Block) -> Document:
    return Document(
        role="letter", language="ja", direction="ltr", title="請求書", reference="", form=FORMS[form], neutral=True,
        blocks=(
            Subject(text="保有個人データの開示請求書"),
            *(Paragraph(runs=(Run(text=text),)) for _ in range(times)),
            Closing(text="敬具"),
            DateLine(text="2026年11月22日"),
            Sender(lines=("東京都新宿区新宿1－2－3", "髙﨑　陽子")),
            Addressee(lines=("東京都渋谷区渋谷2丁目99番9号", "株式会社ABC　御中")),
            Signature(name="髙﨑　陽子"),
            *more,
        ),
    )  # fmt: skip


@pytest.mark.parametrize("name", GRIDS)
def test_no_line_and_no_sheet_holds_more_than_it_may(name: str) -> None:
    grid = GRIDS[name]
    document = _letter(name, times=20)
    lines = lines_of(document, grid)
    assert all(sum(weight(character) for character in line) <= grid.characters for line in lines)
    pages = typeset(document).pages
    assert len(pages) == 3 * -(-len(lines) // grid.lines)
    for page in pages:
        starts = {item.mark for item in page.items if isinstance(item, Text)}
        assert len(starts) <= grid.lines
        squares = [item for item in page.items if isinstance(item, Rule)]
        assert len(squares) == grid.lines * (grid.characters + 3)


@pytest.mark.parametrize("name", GRIDS)
def test_three_identical_sets_with_room_for_the_stamp(name: str, extracted: Callable[[bytes], str]) -> None:
    document = _letter(name, times=8)
    pages = typeset(document).pages
    third = len(pages) // 3

    def painted(number: int) -> list[tuple[float, float, str]]:
        return [(item.x, item.y, item.text) for item in pages[number].items if isinstance(item, Text)]

    for number in range(third):
        assert painted(number) == painted(number + third) == painted(number + 2 * third)
    made = typeset(document)
    for page in made.pages:
        for item in page.items:
            if GRIDS[name].vertical:
                assert item.x >= 45 * MILLIMETRE - 0.1
            else:
                assert item.y <= made.height - 45 * MILLIMETRE + 0.1
    found = "".join(extracted(render(document, "pdf").content).split())
    assert found.count("髙﨑陽子") == 3


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_is_accessible_and_archival(profile: str) -> None:
    content = render(_letter("jp-naiyo-shomei-20x26-vertical"), "pdf").content
    assert page_validation.validate_pdf_bytes(content, profile=profile).is_compliant


def test_lines_run_down_and_from_the_right() -> None:
    page = typeset(_letter("jp-naiyo-shomei-20x26-vertical")).pages[0]
    texts = [item for item in page.items if isinstance(item, Text)]
    assert texts[0].text == "保"
    assert texts[1].y > texts[0].y
    assert max(item.x for item in texts) == pytest.approx(texts[0].x, abs=3)
    assert {item.text for item in texts if item.turned} >= {"「", "」", "（", "）", "ー"}
    assert not [item for item in texts if item.turned and item.text in "個人、。"]


def test_characters_are_counted_as_the_post_counts_them() -> None:
    assert [weight(character) for character in "あ漢1A、（①⑬㎡㎏"] == [1, 1, 1, 1, 1, 1, 2, 3, 2, 2]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("連絡はyoko@example.orgまで", "not a proper name"),
        ("홍길동", "not allowed"),
        ("E-mail", None),
        ("株式会社ABC", None),
    ],
)
def test_what_may_stand_in_it(text: str, reason: str | None) -> None:
    document = _letter("jp-naiyo-shomei-20x26", text=text)
    if reason is None:
        assert typeset(document).pages
    else:
        with pytest.raises(UncertifiableText, match=reason):
            typeset(document)


def test_nothing_may_be_enclosed_and_both_must_be_named() -> None:
    with pytest.raises(UncertifiableText, match="nothing may be enclosed"):
        typeset(_letter("jp-naiyo-shomei-20x26", TEXT, 1, Enclosures(label="同封", items=("写真",))))
    with pytest.raises(UncertifiableText, match="name and address of both"):
        typeset(samples.with_blocks(Subject(text="請求書"), form=FORMS["jp-naiyo-shomei-20x26"], language="ja"))


def test_korean_content_certified_mail_comes_three_times(extracted: Callable[[bytes], str]) -> None:
    letter = scripts.letter("ko", form=FORMS["kr-naeyong-jeungmyeong"])
    document = replace(letter, blocks=tuple(block for block in letter.blocks if not isinstance(block, Enclosures)))
    assert len(typeset(document).pages) == 3
    found = extracted(render(document, "pdf").content)
    assert found.count("개인정보 열람 요구서") == 3
    assert "1 / 1" not in found
    with pytest.raises(UncertifiableText):
        typeset(letter)
