"""Text: from the bytes of a CSV file, or from what somebody pasted, to lines and columns.

Spreadsheets write UTF-8 with a mark and without, UTF-16, and on older Windows the code page 1252; between the columns
stand commas, semicolons (where the comma is a decimal sign, as in French) or tabs (what a copied range holds).
"""

from __future__ import annotations

import codecs
import csv
import re

from reflection_wall.rules.refusals import Message, later
from reflection_wall.rules.seating.cells import MOST_LINES, TOO_MANY, Cells, Line, Unreadable, filled, narrow

_ASCII = bytes(range(128))
# One letter of UTF-8 outside ASCII (RFC 3629, 4).
_SEQUENCE = re.compile(b"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
NOT_TEXT = later("Line %(line)s, column %(column)s: this is not text. Please save the file as CSV or as .xlsx.")
OPEN_QUOTE = later("Line %(line)s: a quotation mark is not closed, or stands where none can.")


def decoded(data: bytes) -> str:
    """The text in these bytes. Raises Unreadable with line and column of what is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16")
    if b"\0" in data[:200]:  # UTF-16 without its mark, as some programs write it: every other byte of Latin is none
        return _strictly(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    bare = data.removeprefix(codecs.BOM_UTF8)
    try:
        return bare.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(bare, "utf-8" if bare != data or _is_rather_utf_8(bare) else "cp1252")


def text_cells(text: str) -> Cells:
    """Lines and columns of a text. Raises Unreadable."""
    if (at := text.find("\0")) >= 0:
        raise _not_text(text[:at])
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    head = next((line for line in lines if line.strip()), "")
    reader = csv.reader(lines, delimiter=_separator(head), strict=True)
    found: Cells = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(narrow(Line(begins, list(cells))))
            if len(found) > MOST_LINES + 1:
                raise Unreadable(Message(TOO_MANY, {"most": MOST_LINES}))
            begins = reader.line_num + 1
    except csv.Error:
        raise Unreadable(Message(OPEN_QUOTE, {"line": begins})) from None
    return filled(found)


def _separator(head: str) -> str:
    """What stands between the columns. A copied range has tabs there, and may have any number of commas in a cell."""
    outside_quotes = "".join(head.split('"')[::2])
    return (
        max(";,", key=outside_quotes.count) if "\t" not in outside_quotes and set(outside_quotes) & set(";,") else "\t"
    )


def _is_rather_utf_8(data: bytes) -> bool:
    """Whether most of what is not ASCII reads as UTF-8, so that the rest is damage. In the code page 1252 hardly any
    does: an “é” followed by “ »” would, and there is no list of those alone."""
    whole = _SEQUENCE.findall(data)
    return len(whole) >= len(data.translate(None, _ASCII)) - sum(map(len, whole))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise _not_text(data[: wrong.start].decode(encoding, "replace")) from None


def _not_text(before: str) -> Unreadable:
    at = {"line": before.count("\n") + 1, "column": len(before) - before.rfind("\n")}
    return Unreadable(Message(NOT_TEXT, at))
