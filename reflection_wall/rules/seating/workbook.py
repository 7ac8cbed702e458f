"""Workbook: from the bytes of an .xlsx file to the lines and columns of its first sheet; formulas are never worked out.

What it unpacks to is looked at before anything is unpacked: an archive of a few kilobytes can hold gigabytes
(security-privacy, “Uploads”). Its parts may declare nothing either, so that no entity grows. openpyxl is loaded for the
first workbook.
"""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from importlib import import_module
from typing import Any

from reflection_wall.rules.refusals import Message, later
from reflection_wall.rules.seating.cells import MOST_COLUMNS, MOST_LINES, TOO_MANY, Cells, Line, Unreadable, filled

LARGEST_UNPACKED = 40_000_000
MOST_PARTS = 1000
# Empty lines are stepped over, one by one; a sheet that begins a million lines down is no list of tables.
DEEPEST = 50_000
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

OLD = later("This is an old or a locked Excel file. Please open it and save it as .xlsx without a password, or as CSV.")
TOO_LARGE = later("This workbook unpacks to more than a list of tables can be. Please save the one sheet as CSV.")


def is_workbook(data: bytes) -> bool:
    """Whether these bytes are Excel's, of today or of old."""
    return data.startswith((_ZIP, _OLD_EXCEL))


def workbook_cells(data: bytes) -> Cells:
    """Lines and columns of the first sheet. Raises Unreadable."""
    if data.startswith(_OLD_EXCEL):
        raise Unreadable(Message(OLD))
    try:
        _harmless(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, about fonts and lists of choice
            book = import_module("openpyxl").load_workbook(
                io.BytesIO(data), read_only=True, data_only=False, keep_links=False
            )
            try:
                return filled(_lines(book))
            finally:
                book.close()
    except Unreadable:
        raise
    except Exception:  # a boundary: what a broken workbook makes openpyxl raise is anything at all
        raise Unreadable from None


def _harmless(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Unreadable(Message(TOO_LARGE))
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with packed.open(part) as read:
                    if b"<!" in read.read(1024).replace(b"<!--", b""):
                        raise Unreadable


def _lines(book: Any) -> Cells:
    found: Cells = []
    for number, row in enumerate(book.worksheets[0].iter_rows(max_col=MOST_COLUMNS), start=1):
        cells = [_said(cell) for cell in row]
        if any(cell is None or cell for cell in cells):
            found.append(Line(number, cells))
        if len(found) > MOST_LINES + 1 or number > DEEPEST:
            raise Unreadable(Message(TOO_MANY, {"most": MOST_LINES}))
    return found


def _said(cell: Any) -> str | None:
    """A cell's words: 14, and not 14.0, for a number; None for a formula, and for what Excel made of “1-8”, a date."""
    value = cell.value
    if cell.data_type == "f" or isinstance(value, datetime.date | datetime.time):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
