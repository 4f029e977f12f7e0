"""What a state says differently: laying a change over the record it rests on, and knowing where each leaf came from.

Lists of items with an ``id`` merge by id, an item key by key (a new item goes to the end, or behind the one named in
``after``); names merge by language; every other value, such as a period or a limit, is replaced as a whole.
The origin of each changed leaf is kept for ``law show --explain``.
"""

from __future__ import annotations

from collections.abc import Mapping

from facewrit.law.records import Data, Place

Origins = dict[Place, str]


#: Parts of a record that merge key by key although they have no id.
_BY_KEY = frozenset({"names", "counting"})


class MergeFault(ValueError):
    """A change that does not fit the record it rests on."""

    def __init__(self, place: Place, trouble: str) -> None:
        self.place, self.trouble = place, trouble
        super().__init__(f"{'.'.join(str(part) for part in place)}: {trouble}")


def merge(onto: Data, change: Mapping[str, Data], origin: str, origins: Origins) -> Data:
    """Lay ``change`` (``{set: …, remove: …}``) over ``onto`` and return a new record; neither is altered.

    :param origin: name of the file that the change comes from; ``origins`` gets the place of each changed leaf.
    :raises MergeFault: if something to be removed is not there.
    """
    removed = change.get("remove") or {}
    if not isinstance(onto, dict) or not isinstance(removed, dict):
        raise MergeFault((), "only a record can be adapted")
    merged = dict(onto)
    for key, ids in removed.items():
        items = merged.get(key)
        names = {item.get("id") for item in items if isinstance(item, dict)} if isinstance(items, list) else set()
        for name in ids if isinstance(ids, list) else []:
            if name not in names:
                raise MergeFault((key,), f"there is no '{name}' to remove")
        if isinstance(items, list) and isinstance(ids, list):
            merged[key] = [item for item in items if not (isinstance(item, dict) and item.get("id") in ids)]
    additions = change.get("set") or {}
    return _lay(merged, additions, (), origin, origins)


def _lay(old: Data, new: Data, place: Place, origin: str, origins: Origins) -> Data:
    if isinstance(old, dict) and isinstance(new, dict) and (not place or "id" in new or place[-1] in _BY_KEY):
        laid = dict(old)
        for key, value in new.items():
            laid[key] = _lay(old.get(key), value, (*place, key), origin, origins)
        return laid
    if _has_ids(new) and (old is None or _has_ids(old) or old == []):
        return _lay_items(old, new, place, origin, origins)
    origins[place] = origin
    return new


def _lay_items(old: Data, new: Data, place: Place, origin: str, origins: Origins) -> Data:
    items: list[Data] = list(old) if isinstance(old, list) else []
    for change in new if isinstance(new, list) else []:
        assert isinstance(change, dict)
        name = change["id"]
        at = next((n for n, item in enumerate(items) if isinstance(item, dict) and item.get("id") == name), None)
        here = (*place, str(name))
        if at is None:
            origins[here] = origin
            follows = change.get("after")
            position = next(
                (n + 1 for n, item in enumerate(items) if isinstance(item, dict) and item.get("id") == follows),
                len(items),
            )
            items.insert(position, change)
        else:
            items[at] = _lay(items[at], change, here, origin, origins)
    return items


def _has_ids(value: Data) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) and "id" in item for item in value)
