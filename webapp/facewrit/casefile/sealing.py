"""Sealing a case file with a passphrase, in the age format (https://age-encryption.org/v1), which `age` reads too.

The work is done by ``pyrage``, a binding of the ``rage`` library; nothing here is cryptography of our own.
"""

from __future__ import annotations

_HEADER = b"age-encryption.org/v1"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
#: Of the work factor that a sealed file names (2 to its power of scrypt): more would only stall whoever opens it.
_MOST_WORK = 20


class SealBroken(ValueError):
    """A sealed file that cannot be opened: another passphrase, a damaged file, or one made to stall the opener."""


def is_sealed(content: bytes) -> bool:
    """Whether a file is in the age format."""
    return content.startswith((_HEADER, _ARMOUR))


def seal(content: bytes, passphrase: str) -> bytes:
    """Seal a file with a passphrase. The same content gives other bytes each time.

    :raises ValueError: if the passphrase is empty.
    """
    if not passphrase:
        raise ValueError("The passphrase is empty. Give one that nobody guesses.")
    from pyrage import passphrase as age

    sealed: bytes = age.encrypt(content, passphrase)
    return sealed


def unseal(content: bytes, passphrase: str) -> bytes:
    """Open a sealed file.

    :raises SealBroken: if it is not sealed, the passphrase is another one, it is damaged, or its work factor is absurd.
    """
    if not is_sealed(content):
        raise SealBroken("This file is not sealed. Open it as it is.")
    if (work := _work_factor(content)) is not None and work > _MOST_WORK:
        raise SealBroken(f"This file asks for more work to open it than any honest one (2^{work}). It is not opened.")
    import pyrage
    from pyrage import passphrase as age

    try:
        opened: bytes = age.decrypt(content, passphrase)
    except pyrage.DecryptError as error:
        raise SealBroken(
            "This file cannot be opened: the passphrase is another one, or the file is damaged. Try again."
        ) from error
    return opened


def _work_factor(content: bytes) -> int | None:
    """The exponent that an scrypt stanza of the header names (``-> scrypt SALT WORK``); ``None`` if there is none."""
    import base64
    import binascii

    head = content[:4096]
    if head.startswith(_ARMOUR):
        body = head[len(_ARMOUR) :].split(b"-----END")[0]
        joined = b"".join(body.split())
        try:
            head = base64.b64decode(joined[: len(joined) // 4 * 4])
        except binascii.Error:
            return None
    for line in head.split(b"\n")[1:8]:
        parts = line.split(b" ")
        if parts[:2] == [b"->", b"scrypt"] and len(parts) == 4 and parts[3].isdigit():
            return int(parts[3][:6])
    return None
