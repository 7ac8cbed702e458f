"""XLSX: tables to one workbook, a sheet for each, streamed row by row; every word is a string and none a formula.

XlsxWriter's `write()` takes `=1+1` for a formula and an address for a link; `write_string()` takes nothing for anything
(measured). Control characters, which no XML can hold, become U+FFFD. XlsxWriter is loaded for the first workbook.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from reflection_wall.exports.sheets import Sheet
from reflection_wall.exports.xml import speakable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST = 32_767  # UTF-16 units in a cell, by Excel's specification
_CUT = " … [cut: the JSON file has all of it]"
_WIDTHS = {
    **dict.fromkeys(("text", "prompt", "passage", "definition", "meaning", "memos"), 60),
    **dict.fromkeys(("headline", "reason", "source", "column"), 30),
    **dict.fromkeys(("community", "codebook", "code", "by", "theme"), 26),
    **dict.fromkeys(("received_at", "revised_at", "shown_at", "written_at", "given_at", "coded_at", "done_at"), 25),
}
_WIDTH = 15


def write(sheets: Iterable[Sheet], title: str, made_at: datetime, file: BinaryIO) -> None:
    """Write a workbook of these sheets. The drafts of its parts hold the same words and are gone however it ends."""
    with TemporaryDirectory() as drafts:
        streamed = {"constant_memory": True, "tmpdir": drafts}
        options = {**streamed, "strings_to_urls": False, "strings_to_formulas": False}
        book: Workbook = import_module("xlsxwriter").Workbook(file, options)
        try:
            book.set_properties({"title": speakable(title), "created": made_at.replace(tzinfo=None)})
            head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
            body = book.add_format({"text_wrap": True, "valign": "top"})
            for sheet in sheets:
                _fill(book.add_worksheet(sheet.title), sheet, head, body)
            book.close()
        finally:
            for page in book.worksheets():
                page.row_data_fh.close()


def _fill(page: Worksheet, sheet: Sheet, head: Format, body: Format) -> None:
    page.freeze_panes(1, 0)
    for n, column in enumerate(sheet.columns):
        page.set_column(n, n, _WIDTHS.get(column, _WIDTH))
        page.write_string(0, n, column, head)
    last = 0
    for last, row in enumerate(sheet.rows(), start=1):
        for n, column in enumerate(sheet.columns):
            _put(page, last, n, row[column], body)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _put(page: Worksheet, row: int, column: int, value: Any, body: Format) -> None:
    if value is None:
        return
    if isinstance(value, int) and not isinstance(value, bool):
        page.write_number(row, column, value, body)
        return
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else speakable(str(value))
    page.write_string(row, column, _short(text), body)


def _short(text: str) -> str:
    if len(text) * 2 <= _MOST or len(text.encode("utf-16-le")) <= _MOST * 2:
        return text
    kept = text.encode("utf-16-le")[: (_MOST - len(_CUT)) * 2]
    return kept.decode("utf-16-le", "ignore") + _CUT
