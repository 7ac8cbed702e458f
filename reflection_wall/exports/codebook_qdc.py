"""Codebook as QDC: codebooks to a REFI-QDA codebook file, which NVivo, ATLAS.ti, MAXQDA, QualCoder and others read.

Each codebook is a heading that no passage can be given (`isCodable="false"`), with its codes below it: so all of them
go into one file, and come back as they were. The standard has one language and no place for a source: the reader's
language is written, and the source as the last paragraph of each description.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, tostring

from reflection_wall.rules.codebook import Book, Entry, guid
from reflection_wall.rules.codebook_qdc import NAMESPACE, SOURCE
from reflection_wall.rules.languages import said

ORIGIN = "Reflection Wall"


def write(codebooks: Iterable[Book], locale: str = "en") -> bytes:
    """The file, whole: codebooks are small."""
    root = Element("CodeBook", {"xmlns": NAMESPACE, "origin": ORIGIN})
    codes(SubElement(root, "Codes"), codebooks, locale)
    indent(ElementTree(root))
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def codes(parent: Element, codebooks: Iterable[Book], locale: str = "en") -> None:
    """Put every codebook and its codes below an element, `Codes`, of a codebook or of a project."""
    for book in codebooks:
        heading = _code(parent, guid(book.key), book.name, book.about, book.source, locale, codable=False)
        placed: dict[str | None, Element] = {None: heading}
        for each in book.codes:
            placed[each.key] = _entry(placed[each.parent], book, each, locale)


def _entry(parent: Element, book: Book, entry: Entry, locale: str) -> Element:
    return _code(parent, guid(book.key, entry.key), entry.name, entry.definition, entry.source, locale, codable=True)


def _code(
    parent: Element,
    key: str,
    name: Mapping[str, str],
    text: Mapping[str, str],
    source: str,
    locale: str,
    *,
    codable: bool,
) -> Element:
    values = {"guid": key, "name": said(name, locale), "isCodable": "true" if codable else "false"}
    made = SubElement(parent, "Code", values)
    described = said(text, locale) + (SOURCE + source if source else "")
    if described:
        SubElement(made, "Description").text = described.strip("\n")
    return made
