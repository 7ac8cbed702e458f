"""Seating: from a list of tables and communities, pasted or in a file, to what is to be set up and what is wrong with
it, line by line. Nothing is guessed in silence: a line is either right or named with what is wrong."""

from __future__ import annotations

from reflection_wall.rules.refusals import Message, later
from reflection_wall.rules.seating.carry import mendable, packed, unpacked
from reflection_wall.rules.seating.cells import Cells, Unreadable
from reflection_wall.rules.seating.line import Kept
from reflection_wall.rules.seating.plan import Fault, Known, Plan, Row, planned
from reflection_wall.rules.seating.text import decoded, text_cells
from reflection_wall.rules.seating.workbook import is_workbook, workbook_cells

__all__ = [
    "LARGEST", "Cells", "Fault", "Kept", "Known", "Plan", "Row", "Unreadable",
    "file_cells", "mendable", "packed", "planned", "text_cells", "too_large", "unpacked",
]  # fmt: skip

LARGEST = 5_000_000


TOO_LARGE = later("The file is larger than %(most)s MB.")


def too_large() -> Message:
    """The refusal of a file before anything of it is read."""
    return Message(TOO_LARGE, {"most": LARGEST // 1_000_000})


def file_cells(data: bytes) -> Cells:
    """The cells of a file, told apart by what is in it and not by its name. Raises Unreadable."""
    return workbook_cells(data) if is_workbook(data) else text_cells(decoded(data))
