"""Cells: a list as lines and columns, whatever it was read from, and the sentence for one that cannot be read."""

from __future__ import annotations

from typing import NamedTuple

from reflection_wall.rules.refusals import Message, Refused, later

# More tables than a hall holds, and few enough for one page of preview.
MOST_LINES = 2000
MOST_COLUMNS = 40

TOO_MANY = later("This list has more than %(most)s lines. Please bring it in parts, or leave out what is no table.")
TOO_WIDE = later(
    "Line %(line)s has more than %(most)s columns. Please leave out those that say nothing of tables and communities."
)
EMPTY = later("There is nothing in this list.")


class Line(NamedTuple):
    """One line: its number and what stands in its columns; None where a formula or a date stood."""

    number: int
    cells: list[str | None]


Cells = list[Line]


class Unreadable(Refused):
    """The whole list cannot be read; the message says why."""

    message = Message(later("This file cannot be read. Please save it as CSV or as .xlsx, or paste the cells."))


def narrow(line: Line) -> Line:
    """The line without the empty columns at its end. Raises Unreadable when it is wider than a list can be."""
    cells = line.cells
    wide = max((place for place, cell in enumerate(cells, start=1) if cell is None or cell.strip()), default=0)
    if wide > MOST_COLUMNS:
        raise Unreadable(Message(TOO_WIDE, {"line": line.number, "most": MOST_COLUMNS}))
    return Line(line.number, cells[:MOST_COLUMNS])


def filled(lines: Cells) -> Cells:
    """The lines with something in them. Raises Unreadable for none, and for too many."""
    found = [line for line in lines if any(cell is None or cell.strip() for cell in line.cells)]
    if not found:
        raise Unreadable(Message(EMPTY))
    if len(found) > MOST_LINES + 1:  # the first names the columns
        raise Unreadable(Message(TOO_MANY, {"most": MOST_LINES}))
    return found
