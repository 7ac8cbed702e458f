"""Codebook as CSV: one line for each code, in every language of the house, as `rules.codebook_csv` reads it again."""

from __future__ import annotations

from collections.abc import Iterator

from reflection_wall.exports import csv
from reflection_wall.rules.codebook import Book
from reflection_wall.rules.languages import ANY, SPOKEN, Text

_BY_LANGUAGE = [f"{column}_{language}" for column in ("name", "definition") for language in SPOKEN]
COLUMNS = ("code", "parent", "name", "definition", *_BY_LANGUAGE, "source", "retired")


def lines(book: Book) -> Iterator[str]:
    """The file as text, record by record; encode as UTF-8. What is written once, for everybody, has no language."""
    return csv.lines(
        COLUMNS,
        (
            {
                "code": each.key,
                "parent": each.parent,
                **_columns("name", each.name),
                **_columns("definition", each.definition),
                "source": each.source,
                "retired": each.retired,
            }
            for each in book.codes
        ),
    )


def _columns(column: str, text: Text) -> dict[str, str | None]:
    return {column: text.get(ANY), **{f"{column}_{language}": text.get(language) for language in SPOKEN}}
