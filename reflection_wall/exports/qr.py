"""QR: from an address to a path of black rectangles, for a page's template or a printed sheet to draw.

Error correction M on a screen, Q on paper, which gets stains and creases; always four quiet modules around it
(ISO/IEC 18004).
"""

from __future__ import annotations

from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q

QUIET = 4


@dataclass(frozen=True)
class Path:
    """A code ready to draw: the side of its square in modules, quiet zone included, and the path of the dark ones."""

    side: int
    d: str
    address: str

    @property
    def svg(self) -> str:
        """The code as a picture of its own, for who has no template to draw it in."""
        square = f'viewBox="0 0 {self.side} {self.side}" shape-rendering="crispEdges"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {square}><path d="{self.d}"/></svg>'


def path_of(address: str, *, paper: bool = False) -> Path:
    """The code that says `address`."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q if paper else ERROR_CORRECT_M, border=QUIET)
    code.add_data(address)
    code.make(fit=True)
    matrix = code.get_matrix()
    runs = [run for y, row in enumerate(matrix) for run in _runs(y, row)]
    return Path(side=len(matrix), d="".join(runs), address=address)


def _runs(y: int, row: list[bool]) -> list[str]:
    """Each stretch of dark modules in a row as one rectangle."""
    runs, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            start = None
    return runs
