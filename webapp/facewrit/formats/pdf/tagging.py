"""The structure of a document: what each line belongs to, for those who listen to it (ISO 14289-1, PDF/UA)."""

from __future__ import annotations

from collections.abc import Iterable


class Mark:
    """One element of the structure. ``kind``: its standard type (ISO 32000-1, 14.8.4); ``parent``: ``None`` at the top.

    Marks are told apart by identity: each line of a paragraph bears the same mark.
    """

    __slots__ = ("kind", "language", "parent")

    def __init__(self, kind: str, parent: Mark | None = None, language: str | None = None) -> None:
        self.kind = kind
        self.parent = parent
        self.language = language


class Structure:
    """The tree of a file, in the order in which the parts are painted. Filled page by page."""

    def __init__(self) -> None:
        self._numbers: dict[Mark, int] = {}
        self.marks: list[Mark] = []
        self.children: list[list[str | Mark]] = []
        self.top: list[Mark] = []
        self.first_page: list[int] = []

    def content(self, mark: Mark, page: int, identifier: int) -> None:
        """Say that content ``identifier`` of ``page`` (both from 0) belongs to ``mark``."""
        number = self._known(mark, page)
        same = self.first_page[number] == page
        own = f"{identifier}" if same else f"<</Type/MCR/Pg {{page{page}}}/MCID {identifier}>>"
        self.children[number].append(own)

    def _known(self, mark: Mark, page: int) -> int:
        number = self._numbers.get(mark)
        if number is None:
            if mark.parent is not None:
                self.children[self._known(mark.parent, page)].append(mark)
            else:
                self.top.append(mark)
            number = self._numbers[mark] = len(self.marks)
            self.marks.append(mark)
            self.children.append([])
            self.first_page.append(page)
        return number

    def elements(self, first: int, root: int, pages: list[int]) -> Iterable[bytes]:
        """Yield the structure elements as objects numbered from ``first``, under the object ``root``.

        ``pages``: the object number of each page.
        """
        numbers = self._numbers
        places = {f"page{index}": f"{number} 0 R" for index, number in enumerate(pages)}
        for number, mark in enumerate(self.marks):
            kids = []
            for child in self.children[number]:
                if isinstance(child, Mark):
                    kids.append(f"{first + numbers[child]} 0 R")
                else:
                    kids.append(child.format(**places) if child[0] == "<" else child)
            parent = root if mark.parent is None else first + numbers[mark.parent]
            more = f"/Lang({mark.language})" if mark.language else ""
            if mark.kind == "TH":
                more += "/A<</O/Table/Scope/Row>>"
            elif mark.kind == "L":
                more += "/A<</O/List/ListNumbering/None>>"
            yield (
                f"<</Type/StructElem/S/{mark.kind}/P {parent} 0 R/Pg {pages[self.first_page[number]]} 0 R{more}"
                f"/K[{' '.join(kids)}]>>"
            ).encode()

    def object_of(self, mark: Mark, first: int) -> int:
        """Return the object number of a mark's element, the first element being object ``first``."""
        return first + self._numbers[mark]
