"""QDC: the codebooks as one REFI-QDA codebook, which every program for qualitative analysis reads."""

from __future__ import annotations

from typing import BinaryIO

from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.refi import ORIGIN, NoCodes, codes
from reflection_wall.exports.xml import element, opening, text_of

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def write(parcel: Parcel, file: BinaryIO) -> int:
    """Write the codebook; says that no reflection is in it. Raises NoCodes."""
    found = codes(parcel)
    if not found:
        raise NoCodes
    whole = opening("CodeBook", NAMESPACE, origin=ORIGIN) + text_of(element("Codes", *found)) + "</CodeBook>\n"
    file.write(whole.encode())
    return 0
