"""An e-mail that is ready to be sent: the letter as text, the same letter as PDF attached. Opens as a draft."""

from __future__ import annotations

import hashlib
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from facewrit.formats import text
from facewrit.formats.characters import one_line
from facewrit.formats.naming import file_name
from facewrit.formats.pdf import writer
from facewrit.formats.refusals import UnusableRecipient
from facewrit.letters.document import Document, Subject

# What every mail server takes: an ASCII local part without quotes. International domains are written in ASCII form.
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z")


def render(document: Document, recipient: str | None = None) -> bytes:
    """Return a message in Internet Message Format (RFC 5322) with CRLF line ends.

    ``recipient``: one e-mail address for ``To:``; without it the sender fills it in. There is no ``From:``, ``Date:``
    or ``Message-ID:``; the sender's own mail program adds them when it sends the draft (``X-Unsent: 1``).

    Raises :class:`UnusableRecipient`, and what the PDF raises.
    """
    attachment = writer.render(document)
    body = text.text(document)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(next((b.text for b in document.blocks if isinstance(b, Subject)), document.title))
    if recipient is not None:
        message["To"] = _address(recipient)
    message["X-Unsent"] = "1"
    message.set_content(body, cte="base64" if not body.isascii() else "quoted-printable")
    message["Content-Language"] = one_line(document.language)
    message.add_attachment(
        attachment, maintype="application", subtype="pdf", filename=file_name(document, "pdf"), disposition="attachment"
    )
    # Made from the content, since a random boundary would make each message another one.
    message.set_boundary(f"=_{hashlib.sha256(attachment + body.encode()).hexdigest()[:40]}")
    return message.as_bytes()


def _address(recipient: str) -> Address:
    local, at, domain = recipient.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise UnusableRecipient(recipient) from None
    if not at or not _LOCAL_PART.match(local) or not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", ascii_domain):
        raise UnusableRecipient(recipient)
    return Address(username=local, domain=ascii_domain)
