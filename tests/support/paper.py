"""Paper: what comes out of the printer, looked at with a camera and with the eyes of a reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image
from pypdf import PdfReader

POINTS_IN_A_MILLIMETRE = 72 / 25.4
SCALE = 2.5


@dataclass(frozen=True)
class Code:
    """A code as a camera finds it: what it says, how wide it is on paper, whether it stands on its head."""

    says: str
    millimetres: float
    upside_down: bool


@dataclass(frozen=True)
class Letter:
    """A letter and the place it takes, in millimetres from the left and the bottom."""

    said: str
    left: float
    bottom: float
    right: float
    top: float


class Sheet:
    """One printed page."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.width, self.height = (side / POINTS_IN_A_MILLIMETRE for side in page.get_size())

    @property
    def picture(self) -> Image.Image:
        """As it looks."""
        drawn: Image.Image = self._page.render(scale=SCALE).to_pil()
        return drawn

    @property
    def codes(self) -> list[Code]:
        """Every code that a camera finds, from the top."""
        found = zxingcpp.read_barcodes(self.picture)
        return [_code(each) for each in sorted(found, key=lambda each: (_middle(each).y, _middle(each).x))]

    @property
    def text(self) -> str:
        """All that is written on it, spaces as one."""
        return " ".join(self._page.get_textpage().get_text_bounded().split())

    @property
    def letters(self) -> list[Letter]:
        """Every letter with its place."""
        page = self._page.get_textpage()
        return [
            Letter(page.get_text_range(n, 1), *(side / POINTS_IN_A_MILLIMETRE for side in page.get_charbox(n)))
            for n in range(page.count_chars())
        ]


class Paper:
    """A printed file."""

    def __init__(self, file: Path) -> None:
        self.bytes = file.read_bytes()
        self._document = pypdfium2.PdfDocument(self.bytes)
        self.sheets = [Sheet(page) for page in self._document]

    def close(self) -> None:
        """Put it away."""
        self._document.close()

    @property
    def claims_ua(self) -> bool:
        """Whether it says that it is accessible, PDF/UA-1; the typesetter says so only after checking."""
        metadata: bytes = PdfReader(BytesIO(self.bytes)).trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]
        return bool(re.search(rb"pdfuaid:part>\s*1<", metadata))


def _code(found: Any) -> Code:
    corners = found.position
    wide = abs(corners.top_right.x - corners.top_left.x) + abs(corners.top_right.y - corners.top_left.y)
    return Code(
        says=found.text,
        millimetres=wide / SCALE / POINTS_IN_A_MILLIMETRE,
        upside_down=corners.top_left.y > corners.bottom_left.y,
    )


def _middle(found: Any) -> Any:
    return found.position.top_left
