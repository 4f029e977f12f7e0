"""From YAML files to one validated snapshot: read, merge what extends and adapts, convert strictly, hash.

Imported by the build, by ``law check`` and by overlays alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import msgspec

from facewrit.law.catalogue import Catalogue, KnownIds
from facewrit.law.lawbook import KINDS
from facewrit.law.merging import MergeFault, Origins, merge
from facewrit.law.model import Part
from facewrit.law.records import Data, Source, UnreadableRecord, read_yaml

_FORMS: dict[str, type[Part]] = {**KINDS, "catalogue": Catalogue, "ids": KnownIds}
_ID_KEYS = {"territories": "code", "controllers": "slug"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, on which line, and what to do."""

    path: Path
    line: int
    trouble: str
    remedy: str


class FaultyRecords(ValueError):
    """Records that do not fit their form; carries every fault."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(f"{f.path}:{f.line}: {f.trouble} {f.remedy}" for f in faults[:20]))


@dataclass(slots=True)
class Reading:
    """All files of the room as read: sources, converted records, merged regimes with origins, and faults."""

    sources: dict[str, Source] = field(default_factory=dict)
    records: dict[str, Part] = field(default_factory=dict)
    origins: dict[str, Origins] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_room(*folders: Path) -> Reading:
    """Read every record of one or more folders, later ones laid over earlier ones file by file. Collects all faults."""
    reading = Reading()
    for key, path in _files(folders):
        try:
            reading.sources[key] = read_yaml(path)
        except UnreadableRecord as error:
            reading.faults.append(Fault(error.path, error.line, error.trouble, error.remedy))
    for key, source in reading.sources.items():
        kind, _, name = key.partition("/")
        form = _FORMS[kind]
        data = _extended(key, reading) if kind == "regimes" else source.data
        record = _convert(data, form, source, reading)
        if record is None:
            continue
        reading.records[key] = record
        if name and getattr(record, _ID_KEYS.get(kind, "id")) != name:
            id_key = _ID_KEYS.get(kind, "id")
            trouble = f"The {id_key} is '{getattr(record, id_key)}' but the file is '{name}.yaml'."
            reading.faults.append(Fault(source.path, source.line((id_key,)), trouble, "Make both the same."))
    _apply(reading)
    return reading


def build_snapshot(*folders: Path) -> bytes:
    """Read, check and pack all records.

    :raises FaultyRecords: with every fault, if there is one.
    """
    return pack(read_room(*folders))


def pack(reading: Reading) -> bytes:
    """The snapshot of records that were read, with its content hash.

    :raises FaultyRecords: with every fault, if there is one.
    """
    if reading.faults:
        raise FaultyRecords(reading.faults)
    encoder = msgspec.msgpack.Encoder()
    packed = {key: msgspec.Raw(encoder.encode(record)) for key, record in sorted(reading.records.items())}
    mark = hashlib.sha256()
    for key, raw in packed.items():
        mark.update(key.encode() + b"\0" + bytes(raw) + b"\0")
    return encoder.encode({"ruleset": mark.hexdigest()[:16], **packed})


def _files(folders: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    found: dict[str, Path] = {}
    for folder in folders:
        for kind in KINDS:
            found.update({f"{kind}/{path.stem}": path for path in sorted((folder / kind).glob("*.yaml"))})
        found.update(
            {name: folder / f"{name}.yaml" for name in ("catalogue", "ids") if (folder / f"{name}.yaml").is_file()}
        )
    yield from sorted(found.items())


def _extended(key: str, reading: Reading, seen: tuple[str, ...] = ()) -> Data:
    """A regime's own data, laid over the regime that it extends. A file that extends gives ``set`` and ``remove``."""
    source = reading.sources[key]
    data = source.data
    parent = data.get("extends") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not parent:
        return data
    around = f"regimes/{parent}"
    if around in seen or around not in reading.sources:
        trouble = f"It extends '{parent}', which " + ("leads back here." if around in seen else "does not exist.")
        reading.faults.append(Fault(source.path, source.line(("extends",)), trouble, "Name an existing regime."))
        return data
    origins = reading.origins.setdefault(key, {})
    own = {name: value for name, value in data.items() if name not in ("set", "remove")}
    additions = data.get("set")
    change: dict[str, Data] = {"set": {**(additions if isinstance(additions, dict) else {}), **own}}
    if data.get("remove"):
        change["remove"] = data["remove"]
    try:
        return merge(_extended(around, reading, (*seen, key)), change, key, origins)
    except MergeFault as error:
        line = source.line(("remove", *error.place))
        reading.faults.append(Fault(source.path, line, f"{error.trouble}.", "Name an id of the regime it extends."))
        return data


def _apply(reading: Reading) -> None:
    """Make the record of each regime as each adapting territory applies it."""
    for key, source in list(reading.sources.items()):
        kind, _, code = key.partition("/")
        applies = source.data.get("applies") if kind == "territories" and isinstance(source.data, dict) else None
        for number, application in enumerate(applies if isinstance(applies, list) else []):
            if not isinstance(application, dict) or not application.get("adapts"):
                continue
            regime = application.get("regime")
            here = ("applies", number, "adapts")
            if f"regimes/{regime}" not in reading.sources:
                trouble = f"It adapts '{regime}', which has no record."
                reading.faults.append(Fault(source.path, source.line(here), trouble, "Write that regime first."))
                continue
            applied = f"applied/{code}/{regime}"
            origins = reading.origins.setdefault(applied, {})
            try:
                change = cast("dict[str, Data]", application["adapts"])
                data = merge(_extended(f"regimes/{regime}", reading), change, key, origins)
            except MergeFault as error:
                reading.faults.append(
                    Fault(source.path, source.line(here), f"{error.trouble}.", "Name an id of the regime it adapts.")
                )
                continue
            record = _convert(data, KINDS["regimes"], source, reading, here)
            if record is not None:
                reading.records[applied] = record


def _convert(
    data: Data, form: type[Part], source: Source, reading: Reading, around: tuple[str | int, ...] = ()
) -> Part | None:
    try:
        return msgspec.convert(data, form, strict=False)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        place = tuple(int(part) if part.isdigit() else part for part in _parts(path.rstrip("`")))
        trouble = message.rstrip(".") + (f" (at {path.rstrip('`').lstrip('.')})" if path else "") + "."
        remedy = "See jurisdictions/README.md for the fields of this record."
        line = source.line(around) if around else source.line(place)
        reading.faults.append(Fault(source.path, line, trouble, remedy))
        return None


def _parts(path: str) -> list[str]:
    return [part for part in path.replace("[", ".").replace("]", "").split(".") if part]
