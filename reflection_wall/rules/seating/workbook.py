"""Workbook: from the bytes of an .xlsx file to the lines and columns of its first sheet; formulas are never worked out.

What it unpacks to is looked at before anything is unpacked: an archive of a few kilobytes can hold gigabytes, and a few
megabytes of styles or strings take longer to read than a room can wait (security-privacy, “Uploads”). Only the first
sheet is opened, however many there are. No part may declare a document type, so that no entity grows. openpyxl is
loaded for the first workbook.
"""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from importlib import import_module
from typing import Any

from reflection_wall.rules.refusals import Message, later
from reflection_wall.rules.seating.cells import MOST_LINES, TOO_MANY, Cells, Line, Unreadable, filled, narrow

LARGEST_UNPACKED = 40_000_000
MOST_PARTS = 1000
# Cells, their words and pictures; all the rest (styles, names of sheets) is read ten times as slowly, and is small.
LARGEST_PART, LARGEST_OTHER = 3_000_000, 500_000
_LARGE_PARTS = ("xl/worksheets/", "xl/sharedstrings.xml", "xl/media/")
# One string may stand in every cell, so what the cells say is counted as well.
MOST_SAID = 5_000_000
# Empty lines are stepped over, one by one; a sheet that begins a million lines down is no list of tables.
DEEPEST = 10_000
# As wide as a sheet was once; what stands further to the right is not looked at.
WIDEST = 256
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
            return filled(_lines(_first_sheet(data)))
    except Unreadable:
        raise
    except Exception:  # a boundary: what a broken workbook makes openpyxl raise is anything at all
        raise Unreadable from None


def _harmless(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Unreadable(Message(TOO_LARGE))
        if any(part.file_size > _most(part.filename) for part in parts):
            raise Unreadable(Message(TOO_LARGE))
        for part in parts:
            # Without the zeros of UTF-16; whatever else expat reads has ASCII where ASCII has it.
            if b"<!DOCTYPE" in packed.read(part).replace(b"\0", b""):
                raise Unreadable


def _most(name: str) -> int:
    return LARGEST_PART if name.lower().startswith(_LARGE_PARTS) else LARGEST_OTHER


def _first_sheet(data: bytes) -> Any:
    """The first sheet with cells in it, and none of the others: `load_workbook` measures each of them."""
    excel, sheets = (import_module(f"openpyxl.{name}") for name in ("reader.excel", "worksheet._read_only"))
    reader: Any = excel.ExcelReader(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    excel.apply_stylesheet(reader.archive, reader.wb)  # without it a date is a number
    for sheet, place in reader.parser.find_sheets():
        if place.Type.endswith("/worksheet") and place.target in reader.valid_files:
            found: Any = sheets.ReadOnlyWorksheet(reader.wb, sheet.name, place.target, reader.shared_strings)
            found.reset_dimensions()  # what the sheet says of its size need not be true
            return found
    raise Unreadable


def _lines(sheet: Any) -> Cells:
    found: Cells = []
    said = 0
    for number, row in enumerate(sheet.iter_rows(max_col=WIDEST), start=1):
        cells = narrow(Line(number, [_said(cell) for cell in row])).cells
        said += sum(len(cell or "") for cell in cells)
        if said > MOST_SAID:
            raise Unreadable(Message(TOO_LARGE))
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
