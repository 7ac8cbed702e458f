"""Review rows: from what the store tells of reflections to what a table row or a script shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reflection_wall.rules.languages import language_of, said

# The keys of the review's own deeds; the rest is for codes.
DEEDS = "djkmxz"
KEYS = "123456789" + "".join(letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in DEEDS)
LONGEST_PASSAGE = 60


@dataclass(frozen=True)
class Codes:
    """The codes of a programme, by number, with the key of each in the codebook that is at hand."""

    names: Mapping[int, str]
    books: Mapping[int, str]
    at_hand: Sequence[dict[str, Any]]
    book: str


def codes(listed: Iterable[Mapping[str, Any]], book: str, locale: str) -> Codes:
    """From the programme's codebooks; without a `book` of this name the first is at hand."""
    every = list(listed)
    chosen = next((each for each in every if each["id"] == book), every[0] if every else None)
    return Codes(
        names={code["id"]: said(code["name"], locale) for each in every for code in each["codes"]},
        books={code["id"]: each["id"] for each in every for code in each["codes"]},
        at_hand=_keyed(chosen["codes"], locale) if chosen else [],
        book=chosen["id"] if chosen else "",
    )


def told(row: Mapping[str, Any], codes: Codes, person_id: int, locale: str) -> dict[str, Any]:
    """One reflection with its passages, codings and memos."""
    chips = [_chip(each, row["text"], codes, person_id) for each in row["codings"]]
    return {
        **row,
        "community": said(row["community"], locale),
        "prompt": said(row["prompt"], locale),
        "prompt_lang": language_of(row["prompt"], locale),
        "chips": chips,
        "parts": parts(row["text"], chips),
        "memos": [{**each, "mine": each["by"] == person_id} for each in row["memos"]],
        "done": codes.book in row["done"],
    }


def named(book: Mapping[str, Any], locale: str) -> str:
    """What a codebook is called."""
    return said(book["name"], locale)


def brief(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a script needs to draw anew what a deed has changed."""
    return {name: row[name] for name in ("id", "revision", "chips", "parts", "memos", "done")}


def parts(text: str, chips: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The text in pieces, cut wherever a passage of this wording begins or ends: `{"text", "codes"}`, the codes' names
    empty where nobody has marked anything."""
    marked = [each for each in chips if each["start"] is not None and not each["earlier"]]
    cuts = sorted({0, len(text), *(each["start"] for each in marked), *(each["end"] for each in marked)})
    return [
        {
            "text": text[start:end],
            "codes": list(
                dict.fromkeys(each["name"] for each in marked if each["start"] <= start and end <= each["end"])
            ),
        }
        for start, end in pairwise(cuts)
    ]


def _keyed(listed: Iterable[Mapping[str, Any]], locale: str) -> list[dict[str, Any]]:
    every = {each["id"]: each for each in listed}
    standing = [each for each in every.values() if not each["retired"]]
    return [
        {
            "id": each["id"],
            "name": said(each["name"], locale),
            "definition": said(each["definition"], locale),
            "key": KEYS[at] if at < len(KEYS) else "",
            "depth": _depth(each, every),
        }
        for at, each in enumerate(standing)
    ]


def _depth(code: Mapping[str, Any], every: Mapping[int, Mapping[str, Any]]) -> int:
    depth = 0
    while code["parent"] is not None:
        code, depth = every[code["parent"]], depth + 1
    return depth


def _chip(coding: Mapping[str, Any], text: str, codes: Codes, person_id: int) -> dict[str, Any]:
    start, end = coding["start"], coding["end"]
    passage = text[start:end] if start is not None and not coding["earlier"] else ""
    return {
        "code": coding["code"],
        "name": codes.names.get(coding["code"], ""),
        "start": start,
        "end": end,
        "passage": passage if len(passage) <= LONGEST_PASSAGE else passage[:LONGEST_PASSAGE].rstrip() + "…",
        "earlier": coding["earlier"],
        "mine": coding["coder"] == person_id,
        "by": coding["name"],
    }
