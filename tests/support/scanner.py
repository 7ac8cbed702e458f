"""A camera: draws the path of a QR code as a browser would and reads what it says."""

from __future__ import annotations

import re

import zxingcpp
from PIL import Image, ImageDraw

MODULE = 8
_RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def scanned(side: int, d: str) -> str:
    """What the code says whose path is `d` in a square of `side` modules, quiet zone included."""
    picture = Image.new("L", (side * MODULE, side * MODULE), 255)
    draw = ImageDraw.Draw(picture)
    assert _RUN.sub("", d) == "", "the path has something that this camera cannot draw"
    for x, y, width, back in (map(int, run) for run in _RUN.findall(d)):
        assert width == back
        draw.rectangle((x * MODULE, y * MODULE, (x + width) * MODULE - 1, (y + 1) * MODULE - 1), fill=0)
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


def quiet(side: int, d: str) -> bool:
    """Whether four modules around the code are left white."""
    runs = [tuple(map(int, run)) for run in _RUN.findall(d)]
    return min(x for x, *_ in runs) == min(y for _, y, *_ in runs) == 4 == side - max(x + w for x, _, w, _ in runs)
