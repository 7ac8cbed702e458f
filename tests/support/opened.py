"""Everything that somebody can read in a file, whatever its format, with what is packed in it."""

from __future__ import annotations

import io
import zipfile

import pypdfium2


def everything(raw: bytes, name: str = "") -> str:
    """All of its words, with no spaces, so that a line break of a page divides nothing."""
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "".join(f"{each}\n{everything(archive.read(each), each)}\n" for each in archive.namelist())
    if raw[:4] == b"%PDF":
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(raw))
    if name.endswith(".jpeg"):
        return ""  # the picture of an empty page that python-docx brings along
    return "".join(raw.decode("utf-8").split())
