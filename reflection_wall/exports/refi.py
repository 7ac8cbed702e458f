"""REFI: what REFI-QDA projects and codebooks share: identities that every export makes alike, and the tree of codes.

QDA-XML 1.0 (qdasoftware.org, 18 March 2019). Names of codes are unique, because some programs keep them in one flat
list; a codebook is a code that nothing can be coded with. The standard has no place for a source, which is therefore
the last paragraph of a description.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid5
from xml.etree.ElementTree import Element

from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.xml import element
from reflection_wall.rules import codebook
from reflection_wall.rules.codebook_qdc import SOURCE
from reflection_wall.rules.refusals import Message, Refused, later
from reflection_wall.services.review import SPACE

ORIGIN = "Reflection Wall"

# A code by the ids of its codebook and its own; None: the codebook itself. Two may have one GUID, and never one name.
_Where = tuple[Any, Any]


class NoCodes(Refused):
    """There is nothing to write a codebook of."""

    message = Message(later("There are no codes yet: a codebook needs at least one."))


def guid(parcel: Parcel, *path: object) -> str:
    """The identity of a thing of this conference: the same in every export, and of this conference alone."""
    return str(uuid5(SPACE, "/".join((parcel.conference.code, *map(str, path)))))


def code_guid(book: Mapping[str, Any], code: Mapping[str, Any] | None = None) -> str:
    """The identity of a codebook or of one of its codes, the same in every conference that uses it."""
    return codebook.guid(book["id"], code["id"] if code else None)


def coder_guid(parcel: Parcel, coder: int) -> str:
    """The identity of somebody who coded or wrote a memo; in what is passed on, of the number they have there."""
    return guid(parcel, "coder", parcel.coders[coder] if parcel.scope.passed_on else coder)


def codes(books: Sequence[Mapping[str, Any]]) -> list[Element]:
    """Codebooks, as services/report tells them, as trees of codes; one without a code is left out."""
    names = _names(books)
    return [_book(book, names) for book in books if book["codes"]]


def _book(book: Mapping[str, Any], names: Mapping[_Where, str]) -> Element:
    about = _described(book["about"], book["source"])
    top = element("Code", about, guid=code_guid(book), name=names[book["id"], None], isCodable="false")
    placed = {None: top}
    for code in book["codes"]:
        meant, name = _described(code["definition"], code["source"]), names[book["id"], code["id"]]
        made = element("Code", meant, guid=code_guid(book, code), name=name, isCodable="true")
        placed.get(code["parent"], top).append(made)
        placed[code["id"]] = made
    return top


def _described(about: str, source: str) -> Element | None:
    whole = about + (SOURCE + source if source else "")
    return element("Description", whole.strip("\n")) if whole else None


def _names(books: Sequence[Mapping[str, Any]]) -> dict[_Where, str]:
    """One name for each code, told apart by its codebook and then by a number."""
    taken: set[str] = set()
    found: dict[_Where, str] = {}
    for book in books:
        for where, name in _told(book):
            numbered = (f"{name} ({book['name']}) {n}" for n in range(2, len(taken) + 3))
            for tried in (name, f"{name} ({book['name']})", *numbered):
                if tried.casefold() not in taken:
                    found[where] = tried
                    taken.add(tried.casefold())
                    break
    return found


def _told(book: Mapping[str, Any]) -> Iterator[tuple[_Where, str]]:
    yield (book["id"], None), book["name"]
    for code in book["codes"]:
        yield (book["id"], code["id"]), code["name"]
