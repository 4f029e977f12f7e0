"""The e-mail: a draft with the text and the PDF, and no header that a value has made."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

import pytest

from facewrit.formats import UnusableRecipient, render
from facewrit.formats.eml import render as render_eml
from facewrit.formats.text import text

from . import samples

HEADERS = ["Subject", "To", "X-Unsent", "MIME-Version", "Content-Type"]


def _read(content: bytes) -> EmailMessage:
    message = cast(EmailMessage, message_from_bytes(content, policy=SMTP))
    assert not message.defects
    return message


@pytest.mark.parametrize("name", ["english", "japanese", "korean"])
def test_text_and_attachment(name: str) -> None:
    document = samples.ALL[name]()
    message = _read(render_eml(document, recipient="privacy@example.org"))
    assert list(message.keys()) == HEADERS
    assert message["To"] == "privacy@example.org"
    assert message["X-Unsent"] == "1"
    body = message.get_body(("plain",))
    assert body is not None
    assert body["Content-Language"] == document.language
    assert body.get_content().replace("\r\n", "\n") == text(document)
    (attachment,) = message.iter_attachments()
    assert attachment.get_content() == render(document, "pdf").content
    assert attachment.get_filename() == f"letter-{document.reference}.pdf"
    assert attachment.get_content_type() == "application/pdf"


def test_the_subject_is_the_subject_line() -> None:
    assert _read(render_eml(samples.japanese()))["Subject"] == "保有個人データの開示等請求書"


def test_without_a_recipient_there_is_no_to() -> None:
    assert "To" not in _read(render(samples.english(), "eml").content)


@pytest.mark.parametrize(
    "evil", ["A\r\nBcc: x@example.org", "A\nX-Evil: 1\n\nbody", "A\x00\x0b\u2028B: c", "Ü\r\n" * 60]
)
def test_line_breaks_in_values_make_no_headers(evil: str) -> None:
    # The paper refuses controls that print nothing; line breaks it takes.
    name = evil.replace("\x00", "")
    document = replace(samples.with_name(name), title=name, reference=name, language=f"en\r\n{evil}")
    content = render_eml(document, recipient="privacy@example.org")
    message = _read(content)
    assert list(message.keys()) == HEADERS
    assert "\n" not in message["Subject"]
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "recipient",
    [
        "", "nobody", "a@b", "a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "a b@example.org",
        "Ana <a@example.org>", '"a b"@example.org', "ana@exa mple.org", "아나@example.org", "a@-\x00.org",
        "a@" + "x" * 70 + ".org", "a\ud800@example.org",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused(recipient: str) -> None:
    with pytest.raises(UnusableRecipient) as refusal:
        render_eml(samples.english(), recipient=recipient)
    str(refusal.value).encode()


def test_an_international_domain_is_written_in_ascii() -> None:
    assert _read(render_eml(samples.english(), recipient="info@例え.jp"))["To"] == "info@xn--r8jz45g.jp"


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render_eml(samples.korean()) == render_eml(samples.korean())
    assert b"Date:" not in render_eml(samples.korean())
