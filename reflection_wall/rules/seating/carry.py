"""Carry: from the cells of a list to what a page holds of them until they are set up, and back: cell by cell as they
were read, never guessed at a second time. For people to mend, the same cells as text."""

from __future__ import annotations

import csv
import io

import msgspec

from reflection_wall.rules.seating.cells import Cells, Line, Unreadable, filled, narrow

# What stands where a formula stood: one too, so that it is still refused.
FORMULA = "=?"


def packed(cells: Cells) -> str:
    """The cells as JSON: `[[line, [cell, …]], …]`."""
    return msgspec.json.encode(cells).decode()


def unpacked(said: str) -> Cells:
    """The cells again, from a page that may be anybody's. Raises Unreadable."""
    try:
        found = msgspec.json.decode(said, type=list[Line])
    except (msgspec.ValidationError, msgspec.DecodeError):
        raise Unreadable from None
    return filled([narrow(line) for line in found])


def mendable(cells: Cells) -> str:
    """The cells as somebody mends them, with tabs between the columns and, as far as they can be, in the lines in
    which they were: a cell of several lines takes several here as well."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    at = 1
    for line in cells:
        row = [FORMULA if cell is None else _plain(cell) for cell in line.cells]
        empty = max(0, line.number - at)
        written.write("\n" * empty)
        writer.writerow(row)
        at += empty + 1 + max(cell.count("\n") for cell in row)
    return written.getvalue()


def _plain(cell: str) -> str:
    return "\n".join(" ".join(line.split()) for line in cell.splitlines()).strip()
