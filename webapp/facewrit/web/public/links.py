"""Links for campaigns: they carry organisation, law and wishes, and nothing else.

A link never says anything about a person, never answers a question that keeps people safe, and never asks for erasure
alone. What it fills in can be changed on every page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from facewrit.request import WISHES
from facewrit.web.public.form import LetterForm
from facewrit.web.public.site import site

#: Wishes about what becomes of the data, of which a letter has one; of both the one that keeps the proof.
_FATES = ("preservation", "erasure")
_LONGEST = 40


def form_of_link(query: MultiDict[str, str]) -> tuple[LetterForm, Mapping[str, Any]]:
    """The form that a link fills in, and what it filled in: ``controller`` (a record), ``regime``, ``ask``.

    Unknown organisations, laws and wishes are left out, and so is every other part of the address.
    """
    lawbook = site().lawbook
    slug = query.get("controller", "")
    record = next((found for found in site().organisations if found.slug == slug), None)
    regime = query.get("regime", "")
    regime = regime if len(regime) <= _LONGEST and regime in lawbook.ids("regimes") else ""
    asked = set(query.getlist("ask"))
    wishes = [wish for wish in WISHES if wish in asked and wish not in _FATES]
    fate = next((wish for wish in _FATES if wish in asked), "")
    if fate == "erasure" and "access" not in wishes:
        wishes.insert(0, "access")
    filled: dict[str, Any] = {}
    if record:
        filled |= {"controller": slug, "source": "list"}
    if wishes or fate:
        filled |= {"ask": wishes, "fate": fate}
    if regime:
        filled["regime"] = regime
    shown = {"controller": record, "regime": lawbook.regime(regime) if regime else None, "ask": [*wishes, fate]}
    return LetterForm(data=filled), {name: value for name, value in shown.items() if value and value != [""]}
