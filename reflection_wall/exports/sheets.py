"""Sheets: one table for each thing, with the meaning of every column, for whatever format writes tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reflection_wall.exports import made
from reflection_wall.exports.meanings import (
    CODES,
    CODINGS,
    JUDGED,
    MEMOS,
    PARTICIPATION,
    QUESTIONS,
    SHARED_PARTICIPATION,
    THEMES,
    TYPES,
    kind,
)
from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.quoting import by_community
from reflection_wall.rules import suppression
from reflection_wall.services import report
from reflection_wall.services.report import Tally

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One table: what files call it, what people call it, its columns, and its rows, read anew at every call."""

    name: str
    title: str
    about: str
    columns: Mapping[str, str]
    rows: Callable[[], Iterable[Row]]


def sheets(parcel: Parcel) -> list[Sheet]:
    """Every table of a parcel. What people made of it, and the moderation log, are for the organizers alone."""
    own = not parcel.scope.passed_on
    codings = {
        name: meaning for name, meaning in CODINGS.items() if own or name not in {"reference", "revision", "coded_at"}
    }
    found = [
        Sheet("reflections", "Reflections", "What the groups wrote.", parcel.columns, parcel.rows),
        _participation(parcel),
        Sheet("questions", "Questions", "What was asked, in every wording.", QUESTIONS, lambda: _questions(parcel)),
        Sheet("codes", "Codes", "The codebooks.", CODES, lambda: _codes(parcel)),
        Sheet("codings", "Codings", "Which code was given to what.", codings, lambda: _codings(parcel, codings)),
    ]
    return [*found, *_made(parcel), log(parcel)] if own else found


def log(parcel: Parcel) -> Sheet:
    """The moderation log, for the organizers alone."""
    return Sheet(
        "verdicts",
        "Verdicts",
        "What moderators decided, when and why.",
        report.VERDICTS,
        lambda: report.verdicts(parcel.session, parcel.conference),
    )


def _made(parcel: Parcel) -> list[Sheet]:
    return [
        Sheet("themes", "Themes", "What people have put together.", THEMES, lambda: made.themes(parcel)),
        Sheet("judged", "Judged", "Who judged what with which codebook.", JUDGED, lambda: made.judged(parcel)),
        Sheet("memos", "Memos", "The organizers' own thoughts.", MEMOS, lambda: made.memos(parcel)),
    ]


def dictionary(of: Iterable[Sheet]) -> Sheet:
    """The data dictionary of these tables."""
    columns = {
        "table": "Which table.",
        "column": "Which column.",
        "type": "text, number or yes/no.",
        "meaning": "What it says.",
    }
    rows = [
        {"table": sheet.title, "column": name, "type": TYPES[kind(name)], "meaning": meaning}
        for sheet in of
        for name, meaning in sheet.columns.items()
    ]
    return Sheet("dictionary", "Data dictionary", "The meaning of every column.", columns, lambda: rows)


def _participation(parcel: Parcel) -> Sheet:
    about = "How many tables and reflections each community has."
    if parcel.scope.passed_on:
        told = "How many tables each community has, and how many reflections are signed with its name."
        return Sheet("participation", "Participation", told, SHARED_PARTICIPATION, lambda: shared_participation(parcel))
    return Sheet("participation", "Participation", about, PARTICIPATION, lambda: _own_participation(parcel))


def shared_participation(parcel: Parcel) -> list[dict[str, Any]]:
    """For each community that is not guarded its tables, and the reflections that are signed with its name, which
    anybody can count. Any other number less these would tell whose the words without a name are."""
    present = report.participation(parcel.session, parcel.conference)
    tables = {seat.community_id: seat.tally.tables_expected for seat in present if seat.tally.tables_expected}
    withheld = suppression.withheld(tables, [seat.community_id for seat in present if seat.guarded])
    signed = by_community(parcel, report.places(parcel.session, parcel.conference))
    return [
        {
            "community": seat.name,
            "tables_expected": None if seat.community_id in withheld else seat.tally.tables_expected,
            "named": len(signed.get(seat.community_id, [])),
        }
        for seat in present
        if not seat.guarded and (seat.community_id in tables or seat.community_id in signed)
    ]


def _own_participation(parcel: Parcel) -> Iterator[Row]:
    for seat in report.participation(parcel.session, parcel.conference):
        tally: Tally = seat.tally
        more = {"community_kind": seat.kind, "region": seat.region, "guarded": seat.guarded, "arrived_late": tally.late}
        states = {state: tally.states[state] for state in ("held", "hidden", "withdrawn", "erased")}
        yield {
            "community": seat.name,
            "tables_expected": tally.tables_expected,
            "tables_shared": tally.tables_shared,
            "reflections": tally.kept,
            "may_be_quoted": tally.quotable,
            **more,
            **states,
            **{f"consent_{each}": tally.consents[each] for each in ("wall", "report", "quote")},
        }


def _questions(parcel: Parcel) -> Iterator[Row]:
    for each in report.questions(parcel.session, parcel.conference):
        for language, text in each["languages"].items():
            yield each | {"language": language, "text": text}


def _codes(parcel: Parcel) -> Iterator[Row]:
    for book in parcel.codebooks:
        names = {code["id"]: code["name"] for code in book["codes"]}
        for code in book["codes"]:
            yield {
                "codebook": book["name"],
                "code": code["name"],
                "parent": names.get(code["parent"]),
                "definition": code["definition"],
                "source": code["source"] or book["source"],
                "retired": code["retired"],
            }


def _codings(parcel: Parcel, columns: Iterable[str]) -> Iterator[Row]:
    for found in parcel.coded():
        for each in found.codings:
            book, code = parcel.codes[each["code"]]
            told = {
                **each,
                "place": found.place,
                "reference": found.row.get("reference"),
                "codebook": book["name"],
                "code": code["name"],
                "coder": parcel.coders[each["coder"]],
            }
            yield {name: told[name] for name in columns}
