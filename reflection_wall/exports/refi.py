"""REFI: what REFI-QDA projects and codebooks share: identities that every export makes alike, and the tree of codes.

QDA-XML 1.0 (qdasoftware.org, 18 March 2019). Names of codes are unique, because some programs keep them in one flat
list; a codebook is a code that nothing can be coded with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid5
from xml.etree.ElementTree import Element

from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.xml import element
from reflection_wall.rules.refusals import Message, Refused, later
from reflection_wall.services.review import SPACE

ORIGIN = "Reflection Wall"


class NoCodes(Refused):
    """There is nothing to write a codebook of."""

    message = Message(later("There are no codes yet: a codebook needs at least one."))


def guid(parcel: Parcel, *path: object) -> str:
    """The identity of a thing of this conference: the same in every export, and of this conference alone."""
    return str(uuid5(SPACE, "/".join((parcel.conference.code, *map(str, path)))))


def code_guid(book: Mapping[str, Any], code: Mapping[str, Any] | None = None) -> str:
    """The identity of a codebook or of one of its codes, the same in every conference that uses it."""
    return str(uuid5(SPACE, f"code/{book['id']}/{code['id'] if code else ''}"))


def codes(parcel: Parcel) -> list[Element]:
    """The codebooks as trees of codes."""
    names = _names(parcel)
    return [_book(book, names) for book in parcel.codebooks if book["codes"]]


def _book(book: Mapping[str, Any], names: Mapping[str, str]) -> Element:
    about = "\n".join(said for said in (book["about"], book["source"]) if said)
    top = element("Code", _described(about), guid=code_guid(book), name=names[code_guid(book)], isCodable="false")
    placed = {None: top}
    for code in book["codes"]:
        about = "\n".join(said for said in (code["definition"], code["source"]) if said)
        each = code_guid(book, code)
        made = element("Code", _described(about), guid=each, name=names[each], isCodable="true")
        placed.get(code["parent"], top).append(made)
        placed[code["id"]] = made
    return top


def _described(about: str) -> Element | None:
    return element("Description", about) if about else None


def _names(parcel: Parcel) -> dict[str, str]:
    """One name for each code, told apart by its codebook and then by a number."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for book in parcel.codebooks:
        for key, name in _told(book):
            numbered = (f"{name} ({book['name']}) {n}" for n in range(2, len(taken) + 3))
            for tried in (name, f"{name} ({book['name']})", *numbered):
                if tried.casefold() not in taken:
                    found[key] = tried
                    taken.add(tried.casefold())
                    break
    return found


def _told(book: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield code_guid(book), book["name"]
    for code in book["codes"]:
        yield code_guid(book, code), code["name"]
