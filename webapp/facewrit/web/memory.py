"""Requests whose forms and files stay in memory, whatever their size, and have one."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from flask import Request

#: Bytes of a body. The longest request that ``facewrit.request`` allows, percent-encoded, takes about half of it.
LARGEST_BODY = 256 * 1024
#: Fields of a form.
MOST_FIELDS = 400
#: The same, as an app's settings.
BOUNDS = {"MAX_CONTENT_LENGTH": LARGEST_BODY, "MAX_FORM_MEMORY_SIZE": LARGEST_BODY, "MAX_FORM_PARTS": MOST_FIELDS}


class MemoryRequest(Request):
    """A request that never writes what it holds to a file; Werkzeug's own puts large uploads into a temporary one."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()
