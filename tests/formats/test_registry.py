"""The registry: cheap to import, neutral names, clear refusal of what does not exist."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from facewrit.formats import FORMATS, FormatUnavailable, render

from . import samples


def test_importing_the_registry_loads_no_renderer() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import facewrit.formats\n"
        "print([name for name in ('reportlab', 'icalendar', 'email', 'facewrit.formats.pdf') if name in sys.modules])"
    )
    source = str(sys.modules["facewrit"].__path__[0]).rpartition("/")[0]
    result = subprocess.run([sys.executable, "-c", program, source], capture_output=True, check=True, text=True)
    assert result.stdout.strip() == "[]"


def test_laying_out_pages_needs_no_reportlab() -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]; import samples; from facewrit.formats.pdf.page import typeset\n"
        "print(len(typeset(samples.english()).pages), 'reportlab' in sys.modules)"
    )
    source = str(sys.modules["facewrit"].__path__[0]).rpartition("/")[0]
    folder = str(samples.__file__).rpartition("/")[0]
    result = subprocess.run([sys.executable, "-c", program, source, folder], capture_output=True, check=True, text=True)
    assert result.stdout.split() == ["2", "False"]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", samples.ALL)
def test_every_format_renders_every_sample(suffix: str, name: str) -> None:
    document = samples.ALL[name]()
    made = render(document, suffix)
    assert made.content
    assert made.name == f"{document.role.replace('_', '-')}-{document.reference}.{suffix}"
    assert made.media_type == FORMATS[suffix].media_type
    assert made == render(document, suffix)


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("FW-1", "letter-FW-1.txt"),
        ("", "letter.txt"),
        ("../../etc/passwd", "letter-etcpasswd.txt"),
        ('a"; x=\r\nb', "letter-axb.txt"),
        ("高﨑", "letter.txt"),
        ("x" * 500, f"letter-{'x' * 60}.txt"),
    ],
)
def test_file_names_are_safe(reference: str, name: str) -> None:
    assert render(replace(samples.with_blocks(), reference=reference), "txt").name == name


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(FormatUnavailable, match=r"'doc' does not exist.*docx, eml, html, pdf, txt"):
        render(samples.english(), "doc")
