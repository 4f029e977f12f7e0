"""Open data: every record of the law, with its sources, as one JSON document that anybody may use for anything."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from facewrit.law.lawbook import KINDS, Lawbook

LICENCE = "CC0-1.0"
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"
NOTICE = (
    "All records here are dedicated to the public domain (CC0 1.0 Universal): use them for anything, without asking."
    " Each group of facts says where it was read (source), on which day (checked) and how sure we are (confidence:"
    " high, medium, low or memory). What is low or memory nobody has confirmed. This is not legal advice."
)


def open_data(lawbook: Lawbook) -> Iterator[bytes]:
    """The document in pieces, the same for the same ruleset byte by byte.

    ``{"notice", "licence", "licence_url", "ruleset", "records": {kind: {id: record}}, "adapted": {territory: {regime:
    record}}, "catalogue"}``. A regime that extends another one is whole; ``adapted`` holds regimes as a territory that
    says something differently applies them.
    """
    encode = msgspec.json.Encoder().encode
    head = {"notice": NOTICE, "licence": LICENCE, "licence_url": LICENCE_URL, "ruleset": lawbook.ruleset}
    yield encode(head)[:-1] + b',"records":{'
    for number, kind in enumerate(KINDS):
        yield (b"," if number else b"") + encode(kind) + b":{"
        yield from _members((name, lawbook.record(kind, name)) for name in lawbook.ids(kind))
        yield b"}"
    yield b'},"adapted":{'
    adapting = {code: names for code in lawbook.ids("territories") if (names := lawbook.adapted_by(code))}
    for number, (code, names) in enumerate(adapting.items()):
        yield (b"," if number else b"") + encode(code) + b":{"
        yield from _members((name, lawbook.regime(name, code)) for name in names)
        yield b"}"
    yield b'},"catalogue":' + encode(lawbook.catalogue) + b"}\n"


def _members(pairs: Iterator[tuple[str, msgspec.Struct]]) -> Iterator[bytes]:
    for number, (name, record) in enumerate(pairs):
        yield (b"," if number else b"") + msgspec.json.encode(name) + b":" + msgspec.json.encode(record)
