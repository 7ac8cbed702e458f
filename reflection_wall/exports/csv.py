"""CSV: rows to a file that Excel opens with every accent and syllabic, and that can never run a formula.

UTF-8 with a byte order mark, CRLF between records, line breaks inside quotes (RFC 4180). A cell that a spreadsheet
would take for a formula gets an apostrophe in front, which alters it: the JSON file holds the words untouched.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

BYTE_ORDER_MARK = "\ufeff"
# OWASP, CSV injection; the full-width forms are read as the same signs by some spreadsheets.
_FORMULA_STARTS = tuple("=+-@\t\r\0＝＋－＠")


class _Line:
    """A file of one record: what the csv module writes is taken away at once."""

    def write(self, record: str) -> str:
        return record


def lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The file as text, record by record; encode as UTF-8."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([cell(row[column]) for column in columns])


def cell(value: Any) -> str:
    """One value as a cell: words as they are, yes and no for truth, nothing for nothing, no formula ever."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS) else text
