"""Names of files that are made for a person: neutral, and safe in any file system and any header."""

from __future__ import annotations

import re

from facewrit.letters.document import Document


def file_name(document: Document, suffix: str) -> str:
    """Name a file after role and reference alone, so that it says nothing about the person."""
    reference = re.sub(r"[^A-Za-z0-9-]+", "", document.reference)[:60].strip("-")
    role = document.role.replace("_", "-")
    return f"{role}-{reference}.{suffix}" if reference else f"{role}.{suffix}"
