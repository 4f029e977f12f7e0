"""The fonts that the build makes: reproducible, complete, made only when they are not there."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from build_tools.font_sources import SOURCES


@pytest.fixture(scope="module")
def fonts() -> ModuleType:
    from build_tools import fonts

    return fonts


@pytest.fixture(scope="module")
def made(fonts: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("fonts")
    fonts.make_fonts(target)
    return target


def test_the_same_fonts_as_those_in_use(fonts: ModuleType, made: Path) -> None:
    in_use = {path.name: path.read_bytes() for path in fonts.TARGET.iterdir()}
    assert in_use == {path.name: path.read_bytes() for path in made.iterdir()}
    # What the fonts add to the wheel, which must stay below 25 MB.
    assert sum(len(zlib.compress(content, 6)) for content in in_use.values()) < 21_000_000


def test_each_family_comes_in_two_weights_with_its_licence(made: Path) -> None:
    names = {path.name for path in made.iterdir()}
    for source in SOURCES:
        family = source.family.replace(" ", "")
        assert {f"{family}-Regular.ttf", f"{family}-Bold.ttf", f"OFL-{family}.txt"} <= names
        assert "SIL OPEN FONT LICENSE Version 1.1" in (made / f"OFL-{family}.txt").read_text()


def test_fonts_are_static_named_and_as_they_were_asked_for(made: Path) -> None:
    import uharfbuzz
    from reportlab.pdfbase.ttfonts import TTFontFile

    layout = {source.family.replace(" ", ""): source.shaped for source in SOURCES}
    for path in sorted(made.glob("*.ttf")):
        parsed = TTFontFile(str(path), validate=1)
        assert parsed.name.decode() == path.stem
        face = uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes()))
        assert not face.has_var_data
        tags = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
        assert set(face.table_tags) == tags | (
            {"GDEF", "GPOS", "GSUB"} if layout[path.stem.partition("-")[0]] else set()
        )


def test_nothing_is_made_again(fonts: ModuleType, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_static_font", lambda *_: pytest.fail("made again"))
    fonts.make_fonts(made)


def test_a_damaged_font_is_made_again(fonts: ModuleType, made: Path, tmp_path: Path) -> None:
    for path in made.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "NotoSans-Bold.ttf").write_bytes(b"broken")
    fonts.make_fonts(tmp_path)
    assert (tmp_path / "NotoSans-Bold.ttf").read_bytes() == (made / "NotoSans-Bold.ttf").read_bytes()


def test_another_source_is_refused(fonts: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        fonts, "SOURCES", (replace(fonts.SOURCES[0], fonts={"Regular": (fonts.SOURCES[0].licence[0], "0" * 64)}),)
    )
    with pytest.raises(fonts.FontSourceError, match="not the recorded file"):
        fonts.make_fonts(tmp_path)
    monkeypatch.setattr(fonts, "SOURCES", (replace(fonts.SOURCES[0], package="no_such_package"),))
    with pytest.raises(fonts.FontSourceError, match=r"Install fontpkg-noto-sans==2\.15"):
        fonts.make_fonts(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_source_without_a_needed_character_is_refused(
    fonts: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "SOURCES", (replace(fonts.SOURCES[0], proof="漢"),))
    with pytest.raises(fonts.FontSourceError, match=r"no glyph for U\+6F22"):
        fonts.make_fonts(tmp_path)
