"""Made: from a parcel to rows of what people made of the reflections: themes, judgements and memos; for the organizers
alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reflection_wall.exports.parcel import Parcel
from reflection_wall.services import report, review


def themes(parcel: Parcel) -> Iterator[dict[str, Any]]:
    """The themes, in the order of the wall."""
    for position, each in enumerate(report.themes(parcel.session, parcel.conference), start=1):
        yield {
            "position": position,
            "theme": each.name,
            "reflections": each.reflections,
            "tables": each.tables,
            "communities": each.communities,
        }


def judged(parcel: Parcel) -> Iterator[dict[str, Any]]:
    """Who has judged which reflection with which codebook, as it reads now: whoever gave it a code of that codebook, or
    is done with it. That is when a code they did not give means no, so from this and the codings agreement can be
    reckoned anew (services.agree)."""
    books = {book["id"]: book["name"] for book in parcel.codebooks}
    for page in parcel.pages():
        ids = [number for _, number, _ in page]
        given, done = report.codings(parcel.session, ids), report.done(parcel.session, ids)
        for place, number, row in page:
            units = {(parcel.codes[each["code"]][0]["id"], each["coder"]): None for each in given.get(number, [])}
            units |= {(each["codebook"], each["coder"]): each["done_at"] for each in done.get(number, [])}
            for (book, coder), done_at in units.items():
                yield {
                    "place": place,
                    "reference": row["reference"],
                    "codebook": books[book],
                    "coder": parcel.coders[coder],
                    "done": done_at is not None,
                    "done_at": done_at,
                }


def memos(parcel: Parcel) -> Iterator[dict[str, Any]]:
    """The organizers' memos, reflection by reflection."""
    for page in parcel.pages():
        found = review.memos(parcel.session, [number for _, number, _ in page])
        for place, number, row in page:
            for each in found.get(number, []):
                yield {
                    "place": place,
                    "reference": row["reference"],
                    "by": parcel.coders[each["writer"]],
                    "text": each["text"],
                    "written_at": each["written_at"],
                }
