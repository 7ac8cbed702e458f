"""QDC: codebooks to a REFI-QDA codebook file, which NVivo, ATLAS.ti, MAXQDA, QualCoder and others read.

Each codebook is a heading that nothing can be coded with, its codes below it: so all of them go into one file, and come
back as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.refi import ORIGIN, NoCodes, codes
from reflection_wall.exports.xml import element, opening, text_of
from reflection_wall.rules.codebook import Book
from reflection_wall.rules.codebook_qdc import NAMESPACE
from reflection_wall.rules.languages import said


def write(parcel: Parcel, file: BinaryIO) -> int:
    """Write the codebooks of a conference; says that no reflection is in the file. Raises NoCodes."""
    file.write(_document(parcel.codebooks))
    return 0


def of_books(books: Iterable[Book], locale: str = "en") -> bytes:
    """The file of these codebooks, whole: the format has one language, which is the reader's. Raises NoCodes."""
    return _document([_told(book, locale) for book in books])


def _told(book: Book, locale: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": book.key,
        "name": said(book.name, locale),
        "about": said(book.about, locale),
        "source": book.source,
    }
    told["codes"] = [
        {
            "id": each.key,
            "name": said(each.name, locale),
            "definition": said(each.definition, locale),
            "source": each.source,
            "parent": each.parent,
        }
        for each in book.codes
    ]
    return told


def _document(books: Sequence[Mapping[str, Any]]) -> bytes:
    found = codes(books)
    if not found:
        raise NoCodes
    whole = opening("CodeBook", NAMESPACE, origin=ORIGIN) + text_of(element("Codes", *found)) + "</CodeBook>\n"
    return whole.encode()
