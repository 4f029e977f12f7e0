"""Check: templates have the sections, blocks and inserts of their kind, and use only the words that there are."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from dataclasses import is_dataclass

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.letters.phrasebook import SHARED
from facewrit.letters.words import LetterWords

#: The language that the shared templates of the others are compared with.
FIRST = "en"
_SECTION = re.compile(r"^@([a-z_]+)\s*$", re.MULTILINE)
_INSERT = re.compile(r"\[\[([a-z_]+)\]\]")
#: Names that Jinja itself gives inside a template.
_JINJA = frozenset({"super", "self", "caller", "range", "namespace"})
_WORDS: dict[str, object] = typing.get_type_hints(LetterWords)


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """Findings in every template of both kinds: the shared ones, and those of single regimes."""
    phrasebook = rooms.phrasebook
    parsed: dict[tuple[str, str, str], nodes.Template] = {}
    for regime, language, kind in phrasebook.templates():
        path = rooms.words_file(language, f"{kind}.md", regime)
        text = phrasebook.source(regime, language, kind) or ""
        try:
            parsed[regime, language, kind] = SandboxedEnvironment().parse(text)
        except TemplateSyntaxError as error:
            remedy = "Correct the tag on this line."
            yield Finding(path=path, line=error.lineno, trouble=f"{error.message}.", remedy=remedy)
    for (regime, language, kind), tree in parsed.items():
        path = rooms.words_file(language, f"{kind}.md", regime)
        for line, trouble in _unknown_words(tree):
            remedy = "Use only the words listed in letter_templates/README.md."
            yield Finding(path=path, line=line, trouble=trouble, remedy=remedy)
        model = parsed.get((SHARED, FIRST, kind))
        if regime == SHARED and model is not None and language != FIRST:
            first = phrasebook.source(SHARED, FIRST, kind) or ""
            own = phrasebook.source(SHARED, language, kind) or ""
            for trouble in _unlike(model, tree, first, own):
                yield Finding(path=path, line=1, trouble=trouble, remedy=f"Compare it with the same text in {FIRST}.")
        if regime != SHARED and _extends(tree):
            parent = parsed.get((SHARED, language, kind))
            lost = _blocks(tree) - (_blocks(parent) if parent else set())
            for name in sorted(lost):
                trouble = f"The shared text has no block '{name}', so this is never printed."
                yield Finding(path=path, line=1, trouble=trouble, remedy="Use a block of the shared text.")
    yield from _absent(rooms)


def _absent(rooms: OpenRooms) -> Iterator[Finding]:
    """Every language that has a sheet has all kinds of shared text."""
    kinds = rooms.phrasebook.kinds(FIRST, ())
    for language in rooms.phrasebook.languages:
        own = rooms.phrasebook.kinds(language, ())
        if "sheet" in own:
            for kind in sorted(kinds - own):
                path = rooms.words_file(language, f"{kind}.md")
                yield Finding(
                    path=path, line=1, trouble="This text does not exist.", remedy=f"Write it, as in {FIRST}."
                )


def _unlike(model: nodes.Template, tree: nodes.Template, first: str, own: str) -> Iterator[str]:
    for what, expected, found in (
        ("blocks", _blocks(model), _blocks(tree)),
        ("sections", set(_SECTION.findall(first)), set(_SECTION.findall(own))),
        ("inserts", set(_INSERT.findall(first)), set(_INSERT.findall(own))),
    ):
        if lacking := sorted(expected - found):
            yield f"It lacks the {what} {', '.join(lacking)}."
        if more := sorted(found - expected):
            yield f"It has {what} that are nowhere else: {', '.join(more)}."


def _blocks(tree: nodes.Template) -> set[str]:
    return {block.name for block in tree.find_all(nodes.Block)}


def _extends(tree: nodes.Template) -> bool:
    return next(tree.find_all(nodes.Extends), None) is not None


# --- Words: what a name, an attribute or the item of a loop is, by the types of the closed list ------------------


def _unknown_words(tree: nodes.Node) -> Iterator[tuple[int, str]]:
    yield from _look(tree, dict(_WORDS) | {"loop": None})


def _look(node: nodes.Node, known: dict[str, object]) -> Iterator[tuple[int, str]]:
    if isinstance(node, nodes.For):
        yield from _look(node.iter, known)
        inside = dict(known)
        inside |= {name.name: None for name in node.target.find_all(nodes.Name)}
        if isinstance(node.target, nodes.Name):
            inside[node.target.name] = _item(_type(node.iter, known))
        for child in (*node.body, *([node.test] if node.test else ())):
            yield from _look(child, inside)
        for child in node.else_:
            yield from _look(child, known)
        return
    if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
        known[node.target.name] = _type(node.node, known)
    elif isinstance(node, nodes.Macro):
        known = known | {argument.name: None for argument in node.args}
    elif isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in known:
        if node.name not in _JINJA:
            yield node.lineno, f"There is no word '{node.name}'."
    elif isinstance(node, nodes.Getattr):
        around = _type(node.node, known)
        if is_dataclass(around) and node.attr not in typing.get_type_hints(around):
            yield node.lineno, f"There is no word '{node.attr}' in a {getattr(around, '__name__', '')}."
    for child in node.iter_child_nodes():
        yield from _look(child, known)


def _type(node: nodes.Node, known: dict[str, object]) -> object:
    """The type of an expression, or ``None`` where it is not one of the words."""
    if isinstance(node, nodes.Name):
        return _bare(known.get(node.name))
    if isinstance(node, nodes.Call):
        called = _type(node.node, known)
        arguments = typing.get_args(called)
        return _bare(arguments[-1]) if arguments and typing.get_origin(called) is not tuple else None
    if isinstance(node, nodes.Getattr):
        around = _type(node.node, known)
        return _bare(typing.get_type_hints(around).get(node.attr)) if is_dataclass(around) else None
    if isinstance(node, nodes.Getitem):
        around = _type(node.node, known)
        return around if isinstance(node.arg, nodes.Slice) else _item(around)
    return None


def _bare(found: object) -> object:
    """A type without its ``None``."""
    kept = [argument for argument in typing.get_args(found) if argument is not type(None)]
    is_optional = type(None) in typing.get_args(found)
    return kept[0] if is_optional and len(kept) == 1 else found


def _item(found: object) -> object:
    """What a tuple of words holds."""
    return typing.get_args(found)[0] if typing.get_origin(found) is tuple else None
