"""Passages: from the codings of a reflection to selections in a text of a REFI-QDA project.

A code on a whole reflection is one on all of its characters.
"""

from __future__ import annotations

import unicodedata
from typing import Any
from uuid import UUID, uuid4, uuid5
from xml.etree.ElementTree import Element

from reflection_wall.exports.parcel import Coded, Parcel
from reflection_wall.exports.refi import code_guid, coder_guid
from reflection_wall.exports.xml import element


def selections(parcel: Parcel, found: Coded, text: str) -> list[Element]:
    """One selection for each passage, with everybody's codes on it."""
    raw = found.row["text"] or ""
    placed: dict[tuple[int, int], list[Element]] = {}
    for each in found.codings:
        whole = each["start"] is None
        place = (0, len(text)) if whole else (_moved(raw, each["start"]), _moved(raw, each["end"]))
        placed.setdefault(place, []).append(_coding(parcel, found.mark, each, place))
    return [
        element(
            "PlainTextSelection",
            *given,
            guid=_within(parcel, found.mark, f"{start}-{end}"),
            name=text[start:end][:60],
            startPosition=str(start),
            endPosition=str(end),
        )
        for (start, end), given in placed.items()
        if start < end
    ]


def _coding(parcel: Parcel, mark: UUID, each: dict[str, Any], place: tuple[int, int]) -> Element:
    book, code = parcel.codes[each["code"]]
    coder = coder_guid(parcel, each["coder"])
    return element(
        "Coding",
        element("CodeRef", targetGUID=code_guid(book, code)),
        guid=_within(parcel, mark, f"{place}/{code_guid(book, code)}/{coder}/{each['start']}"),
        creatingUser=coder,
        creationDateTime=None if parcel.scope.passed_on else each["coded_at"],
    )


def _within(parcel: Parcel, mark: UUID, what: str) -> str:
    return str(uuid4() if parcel.scope.anonymous else uuid5(mark, what))


def _moved(raw: str, offset: int) -> int:
    """Where an offset lies once the text before it is normalized."""
    return len(unicodedata.normalize("NFC", raw[:offset]))
