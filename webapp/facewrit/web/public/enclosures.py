"""What goes along with a letter so that the person is found without a name: each paper with what it may be used for."""

from __future__ import annotations

from facewrit.web.catalogues import SOURCE
from facewrit.web.public.form import LetterForm
from facewrit.web.public.site import site

#: Papers that can be enclosed, those that tell least first.
PAPERS = ("photo", "id", "mandate")


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated into the language of the letter, not of the page."""
    return message


_CLAUSES = {
    "photo": _(
        "Photograph of my face, only to search for my data: not to be kept, added or passed on; delete it after"
    ),
    "id": _("Copy of an identity document, blacked out but for what is needed to verify me; delete it after that"),
    "mandate": _("Copy of the mandate"),
}


def has_clauses(language: str) -> bool:
    """Whether the papers can be named in a language of letters."""
    return language == SOURCE or language in site().catalogues


def wanted_papers(form: LetterForm) -> tuple[str, ...]:
    """The papers that the person ticked. The minimal letter has none."""
    ticked = () if form.minimal else form.enclose.data or ()
    return tuple(paper for paper in PAPERS if paper in ticked)


def clauses(form: LetterForm, language: str) -> list[str]:
    """The lines that name the papers under the letter, each with what it may be used for."""
    spoken = site().catalogues[language]
    return [spoken.gettext(_CLAUSES[paper]) for paper in wanted_papers(form)]
