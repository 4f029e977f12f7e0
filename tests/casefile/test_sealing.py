"""Sealed case files: what goes in comes out, and nothing else opens them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facewrit.casefile.sealing import SealBroken, is_sealed, seal, unseal

CONTENT = b'{"name": "Anna de Vries"}' * 20


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """One file for all: sealing is slow on purpose."""
    return seal(CONTENT, "correct horse")


def test_what_was_sealed_opens_with_its_passphrase(sealed: bytes) -> None:
    assert unseal(sealed, "correct horse") == CONTENT


def test_a_sealed_file_does_not_show_what_is_in_it(sealed: bytes) -> None:
    assert is_sealed(sealed) and b"Anna" not in sealed
    assert seal(CONTENT, "correct horse") != sealed


@pytest.mark.parametrize("change", [lambda c: c[:-1], lambda c: c[: len(c) // 2], lambda c: c[:60]])
def test_a_damaged_file_is_refused(sealed: bytes, change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(SealBroken):
        unseal(change(sealed), "correct horse")


def test_another_passphrase_is_refused(sealed: bytes) -> None:
    with pytest.raises(SealBroken, match="passphrase"):
        unseal(sealed, "two")


def test_what_is_not_sealed_says_so() -> None:
    with pytest.raises(SealBroken, match="not sealed"):
        unseal(b"{}", "one")
    with pytest.raises(ValueError, match="empty"):
        seal(b"{}", "")


def test_a_file_that_asks_for_absurd_work_is_not_opened(sealed: bytes) -> None:
    lines = sealed.split(b"\n")
    parts = lines[1].split(b" ")
    lines[1] = b" ".join((*parts[:3], b"40"))
    with pytest.raises(SealBroken, match="2\\^40"):
        unseal(b"\n".join(lines), "one")
