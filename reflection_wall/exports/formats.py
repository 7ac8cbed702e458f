"""Formats: from a parcel to one file of the format that somebody asked for: the door that every export leaves by.

A writer gets a file open for bytes and says how many reflections it put there. It raises what the file raises, and what
it has written so far is then no file: who opens the file puts it in place only when it is whole.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from reflection_wall.exports import csv, docx, evidence, json, pdf, qdc, qdpx, whole, xlsx
from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.sheets import Sheet, dictionary, log, sheets
from reflection_wall.rules.languages import said
from reflection_wall.services import report, review


@dataclass(frozen=True)
class Format:
    """One kind of file: the end of its name, what a browser is told it is, and who writes it."""

    suffix: str
    media_type: str
    write: Callable[[Parcel, BinaryIO], int]
    text: bool = False


def write_csv(parcel: Parcel, file: BinaryIO) -> int:
    """The reflections as CSV."""
    _pour(csv.lines(list(parcel.columns), parcel.rows()), file)
    return len(parcel.chosen.ids)


def write_log(parcel: Parcel, file: BinaryIO) -> int:
    """The moderation log as CSV, for the organizers alone; says how many decisions there are."""
    sheet = log(parcel)
    counted = [0]

    def rows() -> Iterable[dict[str, object]]:
        for row in sheet.rows():
            counted[0] += 1
            yield dict(row)

    _pour(csv.lines(list(sheet.columns), rows()), file)
    return counted[0]


def write_json(parcel: Parcel, file: BinaryIO) -> int:
    """Everything as one JSON document."""
    conference = review.describe(parcel.session, parcel.conference)
    if parcel.scope.anonymous:
        conference = {name: value for name, value in conference.items() if name not in ("epoch", "head")}
    tables = {sheet.name: sheet for sheet in sheets(parcel)}
    more = {
        "prompts": report.questions(parcel.session, parcel.conference),
        "codebooks": [_public(book) for book in parcel.codebooks],
        **{name: sheet.rows() for name, sheet in tables.items() if name not in ("reflections", "questions", "codes")},
    }
    _pour(json.lines(conference, parcel.columns, parcel.rows(), more), file)
    return len(parcel.chosen.ids)


def write_xlsx(parcel: Parcel, file: BinaryIO) -> int:
    """A workbook with a sheet for each thing."""
    found = sheets(parcel)
    xlsx.write([*found, dictionary(found)], title(parcel), parcel.made_at, file)
    return len(parcel.chosen.ids)


def write_docx(parcel: Parcel, file: BinaryIO) -> int:
    """The report for Word; says how many reflections it quotes."""
    document = evidence.document(parcel)
    docx.write(document, parcel.made_at, file)
    return document.quotes


def write_pdf(parcel: Parcel, file: BinaryIO) -> int:
    """The report as accessible PDF; says how many reflections it quotes."""
    document = evidence.document(parcel)
    pdf.write(document, file)
    return document.quotes


def write_zip(parcel: Parcel, file: BinaryIO) -> int:
    """Everything in one archive."""
    tables = sheets(parcel)
    files: dict[str, whole.Write] = {
        "reflections.xlsx": partial(write_xlsx, parcel),
        "reflections.json": partial(write_json, parcel),
        "report.docx": partial(write_docx, parcel),
        "report.pdf": partial(write_pdf, parcel),
        "reflections.qdpx": partial(qdpx.write, parcel),
    }
    if parcel.codes:
        files["codebook.qdc"] = partial(qdc.write, parcel)
    whole.write(parcel, [*tables, dictionary(tables)], write_sheet, files, file)
    return len(parcel.chosen.ids)


def title(parcel: Parcel) -> str:
    """What people call the conference."""
    return said(parcel.conference.title, parcel.conference.locale)


def write_sheet(sheet: Sheet, file: BinaryIO) -> None:
    """One table as CSV."""
    _pour(csv.lines(list(sheet.columns), sheet.rows()), file)


def _public(book: dict[str, object]) -> dict[str, object]:
    codes = book["codes"]
    assert isinstance(codes, list)  # noqa: S101
    return {**book, "codes": [{name: said for name, said in code.items() if name != "number"} for code in codes]}


def _pour(pieces: Iterable[str], file: BinaryIO) -> None:
    """Write text as UTF-8, a good piece at a time."""
    out = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
    try:
        out.writelines(pieces)
        out.flush()
    finally:
        out.detach()


FORMATS = {
    "csv": Format("csv", "text/csv; charset=utf-8", write_csv, text=True),
    "json": Format("json", "application/json", write_json, text=True),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
    "docx": Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_docx),
    "pdf": Format("pdf", "application/pdf", write_pdf),
    "qdpx": Format("qdpx", "application/zip", qdpx.write),
    "qdc": Format("qdc", "application/xml", qdc.write),
    "zip": Format("zip", "application/zip", write_zip),
}
