"""JSON Schemas, made from the models: of a request file, a case file, and each kind of record (for editors)."""

from __future__ import annotations

from typing import Any

import msgspec

from facewrit.casefile.form import Case, RequestFile
from facewrit.law.catalogue import Catalogue, KnownIds
from facewrit.law.lawbook import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: Every schema by its name: what people write, then one for each kind of record.
FORMS: dict[str, Any] = {
    "request": RequestFile,
    "case": Case,
    **KINDS,
    "catalogue": Catalogue,
    "ids": KnownIds,
}
#: Names of a single record, which do as well.
SINGULAR = {
    "regime": "regimes",
    "territory": "territories",
    "authority": "authorities",
    "controller": "controllers",
    "decision": "decisions",
    "layout": "layouts",
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one of :data:`FORMS`.

    :raises KeyError: if there is none of that name.
    """
    made = msgspec.json.schema(FORMS[name], schema_hook=_anything)
    if name == "case":
        _allow_unknown(made)
    if name == "regimes":
        _allow_extending(made["$defs"]["Regime"])
    return {"$schema": DIALECT, "title": f"facewrit {name}", **made}


def _allow_unknown(part: Any) -> None:
    """A case file may hold what a later version wrote; it is kept."""
    if isinstance(part, dict):
        part.pop("additionalProperties", None) if part.get("additionalProperties") is False else None
        for value in part.values():
            _allow_unknown(value)
    elif isinstance(part, list):
        for value in part:
            _allow_unknown(value)


def _anything(form: type) -> dict[str, Any]:
    """Where a record may hold any value, such as what a territory sets differently."""
    if form is object:
        return {"description": "What stands there is checked when the record is merged."}
    raise NotImplementedError


def _allow_extending(regime: dict[str, Any]) -> None:
    """A file that extends another regime gives only what differs, under ``set`` and ``remove``."""
    required = regime.pop("required")
    regime["properties"] |= {
        "set": {"type": "object"},
        "remove": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    }
    regime["if"] = {"required": ["extends"]}
    regime["then"] = {"required": ["id"]}
    regime["else"] = {"required": required}
