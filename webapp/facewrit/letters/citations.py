"""How a provision is written in a language, from the structured place and the style of its instrument."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from facewrit.law.model import Instrument, Provision, Provisions, Regime
from facewrit.letters.locale import name_in


class Citations:
    """Writes provisions of one regime in one language. ``styles``: the tree of ``citations.yaml``."""

    def __init__(self, styles: Mapping[str, Any], regime: Regime, language: str) -> None:
        self._styles = styles
        self._language = language
        self._instruments: dict[str, Instrument] = {instrument.id: instrument for instrument in regime.instruments}

    def one(self, provision: Provision, *, with_law: bool = True) -> str:
        """One provision (``Art. 15(1)(g) GDPR``, ``個人情報保護法第33条第1項``).

        :raises KeyError: if the instrument, its style, or the unit has no words in this language.
        """
        instrument = self._instruments[provision.instrument]
        style = self._style(instrument)
        place = provision.literal if provision.literal is not None else self._place(provision, style)
        law = name_in(instrument.names, self._language, short=True)
        if not with_law:
            return place
        pattern: str = style["pattern"] if place else "{law}"
        return pattern.format(place=place, law=law)

    def many(self, provisions: Provisions) -> str:
        """Several provisions, joined; the law is named once for those of it that stand together."""
        if not provisions:
            return ""
        conjunction, comma = self._styles["and"], self._styles["comma"]
        together = groupby(provisions, key=lambda provision: provision.instrument)
        told = [self._of_one_law(tuple(found), comma, conjunction) for _, found in together]
        return _joined(told, comma, conjunction)

    def _of_one_law(self, provisions: Provisions, comma: str, conjunction: str) -> str:
        if len(provisions) == 1:
            return self.one(provisions[0])
        instrument = self._instruments[provisions[0].instrument]
        places = [self.one(provision, with_law=False) for provision in provisions]
        law = name_in(instrument.names, self._language, short=True)
        pattern: str = self._style(instrument)["pattern"]
        return pattern.format(place=_joined(places, comma, conjunction), law=law)

    def _style(self, instrument: Instrument) -> Mapping[str, Any]:
        """The style of an instrument; ``other`` is how the language writes any statute without a style of its own."""
        styles: Mapping[str, Mapping[str, Any]] = self._styles["styles"]
        return styles[instrument.style] if instrument.style in styles else styles["other"]

    def _place(self, provision: Provision, style: Mapping[str, Any]) -> str:
        start = self._path(provision.path, provision.unit, style)
        if not provision.to:
            return start
        return str(style["range"]).format(**{"from": start, "to": self._path(provision.to, provision.unit, style)})

    def _path(self, path: tuple[str, ...], unit: str, style: Mapping[str, Any]) -> str:
        if not path:
            return ""
        head, *rest = path
        number, _, inserted = head.partition("-")
        if inserted and unit in style.get("inserted", {}):
            written = str(style["inserted"][unit]).format(n=number, m=inserted)
        else:
            written = str(style["units"][unit]).format(n=head)
        letters: Mapping[str, str] = style.get("letters", {})  # of a script that counts points with its own
        for level, element in zip(style["levels"], rest, strict=False):
            if element:  # an item that stands in no paragraph has an empty one before it
                written += _level(level, letters.get(element, element))
        return written


def _level(level: object, element: str) -> str:
    if isinstance(level, Mapping):
        number, _, inserted = element.partition("-")
        if inserted and "inserted" in level:
            return str(level["inserted"]).format(n=number, m=inserted)
        form = "number" if element[:1].isdigit() else "letter"
        return str(level[form]).format(n=element)
    return str(level).format(n=element)


def _joined(items: list[str], comma: str, conjunction: str) -> str:
    items = list(dict.fromkeys(items))
    return items[0] if len(items) == 1 else comma.join(items[:-1]) + conjunction + items[-1]
