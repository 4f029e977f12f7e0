"""The fonts that the build makes: reproducible, complete, made only when they are not there."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def fonts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_fonts", ROOT / "build_tools" / "fonts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["build_fonts"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(fonts: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("fonts")
    fonts.make_fonts(target)
    return target


def test_the_same_fonts_as_those_in_use(fonts: ModuleType, made: Path) -> None:
    in_use = {path.name: path.read_bytes() for path in fonts.TARGET.iterdir()}
    assert in_use == {path.name: path.read_bytes() for path in made.iterdir()}
    assert sum(len(content) for content in in_use.values()) < 17_000_000


def test_each_family_comes_in_two_weights_with_its_licence(made: Path) -> None:
    names = {path.name for path in made.iterdir()}
    for family in ("NotoSans", "NotoSansJP", "NotoSansKR"):
        assert {f"{family}-Regular.ttf", f"{family}-Bold.ttf", f"OFL-{family}.txt"} <= names
        assert "SIL OPEN FONT LICENSE Version 1.1" in (made / f"OFL-{family}.txt").read_text()
        regular, bold = (
            json.loads((made / "metrics.json").read_bytes())[f"{family}-{weight}"] for weight in ("Regular", "Bold")
        )
        assert [entry[0] for entry in regular["advances"]] != []
        assert sum(count for _, count, _ in regular["advances"]) == sum(count for _, count, _ in bold["advances"])


def test_fonts_are_valid_for_reportlab_and_harfbuzz(made: Path) -> None:
    import uharfbuzz
    from reportlab.pdfbase.ttfonts import TTFontFile

    for path in sorted(made.glob("*.ttf")):
        parsed = TTFontFile(str(path), validate=1)
        assert parsed.name.decode() == path.stem
        face = uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes()))
        assert not face.has_var_data
        assert set(face.table_tags) == {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}


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
    monkeypatch.setattr(fonts, "SOURCES", (replace(fonts.SOURCES[0], font_sha256="0" * 64),))
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
