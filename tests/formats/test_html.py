"""The HTML page: everything escaped, nothing to load, language and direction told."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from facewrit.formats.html import fragment, render, stylesheet

from . import samples

VOID = {"meta", "br"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(markup: str) -> _Reader:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("name", samples.ALL)
def test_every_text_is_there_in_order(name: str) -> None:
    document = samples.ALL[name]()
    found = "".join(_read(render(document).decode()).text.split())
    position = 0
    for piece in document.texts():
        solid = "".join(piece.split())
        assert solid in found[position:]
        position = found.index(solid, position)


@pytest.mark.parametrize("name", samples.ALL)
def test_nothing_is_loaded_and_nothing_runs(name: str) -> None:
    tags = _read(render(samples.ALL[name]()).decode()).tags
    assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "object", "a", "form", "base"}
    assert not [
        key for _, attributes in tags for key in attributes if key.startswith("on") or key in ("src", "href", "style")
    ]
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()


EVIL = "</title></style><script>alert(1)</script><img src=x onerror=\"alert('2')\"> & &amp;"


@pytest.mark.parametrize("make", [lambda d: fragment(d), lambda d: render(d).decode()], ids=["fragment", "page"])
def test_markup_in_a_name_stays_text(make: object) -> None:
    document = replace(samples.with_name(EVIL), title=EVIL)
    harmless = replace(samples.with_name("Ana"), title="Ana")
    assert callable(make)
    assert _read(make(document)).tags == _read(make(harmless)).tags
    assert EVIL in _read(make(document)).text


def test_values_in_attributes_cannot_leave_them() -> None:
    document = replace(samples.with_name("Ana"), language='en" onclick="x')
    tag, attributes = _read(fragment(document)).tags[0]
    assert (tag, attributes["lang"]) == ("article", 'en" onclick="x')
    assert "onclick" not in attributes


def test_language_and_direction() -> None:
    document = replace(samples.english(), language="ar", direction="rtl")
    tags = dict(_read(render(document).decode()).tags)
    assert tags["html"]["lang"] == "ar"
    assert tags["html"]["dir"] == "rtl"
    assert dict(_read(fragment(document)).tags)["article"]["dir"] == "rtl"


def test_the_fragment_is_one_article() -> None:
    made = fragment(samples.sheet())
    assert made.startswith("<article ")
    assert made.endswith("</article>\n")
    assert made.count("<article") == 1
    assert "point-estimated" in made


def test_control_characters_are_left_out() -> None:
    made = render(samples.with_name("A\x00\x1b\x0bB\ud800"))
    assert not set(made) & {0, 0x1B, 0x0B}
