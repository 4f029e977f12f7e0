"""One HTML page that needs nothing else, and the same letter as a fragment for the preview in the browser.

Every text is escaped; there is no script, no link and nothing to load. The fragment has class names only, so that it
passes a strict content security policy; the page brings its own style, for the screen and for print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from facewrit.formats.characters import says_as_follows, without_controls
from facewrit.letters.document import (
    Addressee,
    Banner,
    Block,
    Bullets,
    Card,
    Checklist,
    Closing,
    DateLine,
    Document,
    Enclosures,
    Heading,
    Paragraph,
    Reference,
    Run,
    Runs,
    Salutation,
    Sender,
    Signature,
    Subject,
    Timeline,
    plain,
)

_CSP = "default-src 'none'; style-src 'unsafe-inline'"


def render(document: Document) -> bytes:
    """Return the document as a whole HTML page in UTF-8 with its style inside."""
    title = _escaped(document.title)
    page = (
        "<!DOCTYPE html>\n"
        f'<html lang="{_escaped(document.language)}" dir="{document.direction}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_CSP}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n"
        f"<style>\n{stylesheet()}@page {{ size: {document.form.paper}; }}\n</style>\n"
        "</head>\n"
        f"<body>\n{fragment(document)}</body>\n"
        "</html>\n"
    )
    return page.encode()


def fragment(document: Document) -> str:
    """Return the document as one ``<article>`` with class names, every text escaped; :func:`stylesheet` fits it."""
    form = document.form
    classes = (
        f"document document-{document.role.replace('_', '-')} sender-{form.sender} date-{form.date}"
        f" subject-{form.subject} closing-{form.closing}"
    )
    parts = "".join(part for block in document.blocks for part in _block(block))
    return (
        f'<article class="{classes}" lang="{_escaped(document.language)}" dir="{document.direction}">\n'
        f"{parts}</article>\n"
    )


def stylesheet() -> str:
    """Return the style of the class names that :func:`fragment` uses."""
    return (files(__package__) / "letter.css").read_text(encoding="utf-8")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Banner(text=text):
            yield _element("p", "banner", _escaped(text), role="note")
        case Sender(lines=lines):
            yield _element("address", "sender", _lines(lines))
        case Addressee(lines=lines):
            yield _element("div", "addressee", _lines(lines))
        case DateLine(text=text):
            yield _element("p", "date", _escaped(text))
        case Reference(label=label, text=text):
            yield _element("p", "reference", f"{_escaped(label)} {_escaped(text)}")
        case Subject(text=text):
            yield _element("h1", "subject", _escaped(text))
        case Salutation(text=text):
            yield _element("p", "salutation", _escaped(text))
        case Paragraph(runs=runs):
            yield _element("p", "paragraph", _runs(runs))
        case Heading(runs=runs, level=level):
            name = "heading heading-sign" if says_as_follows(plain(runs)) else "heading"
            yield _element(f"h{min(max(level, 1), 2) + 1}", name, _runs(runs))
        case Bullets(items=items, ordered=ordered, start=start):
            attributes = {"start": str(start)} if ordered and start != 1 else {}
            yield _element("ol" if ordered else "ul", "items", _items(_runs(runs) for runs in items), **attributes)
        case Closing(text=text):
            yield _element("p", "closing", _escaped(text))
        case Signature(name=name, note=note):
            lines = (name, note) if note else (name,)
            yield _element("p", "signature", _lines(lines))
        case Enclosures(label=label, items=texts):
            inner = _element("p", "enclosures-label", _escaped(label))
            inner += _element("ul", "enclosures-items", _items(_escaped(text) for text in texts))
            yield _element("div", "enclosures", inner)
        case Card(title=title, rows=rows):
            inner = _title(title, "card-title")
            inner += _element("dl", "card-rows", "".join(_row(label, runs) for label, runs in rows))
            yield _element("section", "card", inner)
        case Timeline(title=title, points=points):
            made = []
            for point in points:
                inner = f'<span class="point-when">{_escaped(point.when)}</span>\n'
                inner += f'<strong class="point-label">{_escaped(point.label)}</strong>\n'
                if point.text:
                    inner += f'<span class="point-text">{_escaped(point.text)}</span>\n'
                kind = "point point-estimated" if point.estimated else "point"
                made.append(f'<li class="{kind}">\n{inner}</li>\n')
            inner = _title(title, "timeline-title") + _element("ol", "timeline-points", "".join(made))
            yield _element("section", "timeline", inner)
        case Checklist(title=title, items=items):
            inner = _title(title, "checklist-title")
            inner += _element("ul", "checklist-items", _items(_runs(runs) for runs in items))
            yield _element("section", "checklist", inner)


def _element(tag: str, name: str, inner: str, **attributes: str) -> str:
    more = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
    return f'<{tag} class="{name}"{more}>{inner}</{tag}>\n'


def _title(text: str, name: str) -> str:
    return _element("h2", name, _escaped(text)) if text else ""


def _row(label: str, runs: Runs) -> str:
    return (f"<dt>{_escaped(label)}</dt>\n" if label else "") + f"<dd>{_runs(runs)}</dd>\n"


def _items(made: Iterable[str]) -> str:
    return "\n" + "".join(f"<li>{item}</li>\n" for item in made)


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(_escaped(line) for line in lines)


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    inner = _escaped(run.text)
    if run.strong:
        inner = f"<strong>{inner}</strong>"
    return f'<span lang="{_escaped(run.lang)}">{inner}</span>' if run.lang else inner


def _escaped(text: str) -> str:
    return escape(without_controls(text), quote=True)
