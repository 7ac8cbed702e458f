"""Codebook from CSV: from the bytes of a spreadsheet's file to a checked codebook, or one sentence with line and
column.

The first line names the columns: `name` or `code` must be there; `parent`, `definition`, `source` and `retired` may be,
and names and definitions also by language (`name_fr`). Other columns are left alone. `parent` says the code or the name
of another line, `retired` yes or no.
"""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

from reflection_wall.rules.cleaning import clean_line, is_blank
from reflection_wall.rules.codebook import MOST_CODES, BadCodebook, Book, Entry, Text, arranged, cleaned, fault
from reflection_wall.rules.languages import ANY, SPOKEN
from reflection_wall.rules.refusals import Message, later

LARGEST = 1_000_000
LONGEST_KEY = 80

_KEY = re.compile(rf"[A-Za-z0-9._-]{{1,{LONGEST_KEY}}}")
_YES = frozenset({"yes", "y", "oui", "o", "x", "1", "true", "vrai", "✓"})
_NO = frozenset({"no", "n", "non", "0", "false", "faux"})
_DELIMITERS = ",;\t"
# What our own files put in front of a cell that a spreadsheet would take for a formula.
_GUARDED = re.compile(r"'(?=\s*[=+\-@＝＋－＠])")


class _Row(NamedTuple):
    """One line of the file: where it begins, and what stands in the columns that we know."""

    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> dict[str, str]:
        """A column in every language that it is there in."""
        found = {ANY: self.cells.get(column, "")}
        found |= {language: self.cells.get(f"{column}_{language}", "") for language in SPOKEN}
        return cleaned(found, line=column == "name")


def read(data: bytes, name: str) -> Book:
    """The codebook in a file, under a name that somebody gives it. Raises BadCodebook, with line and column."""
    if len(data) > LARGEST:
        raise BadCodebook(Message(later("The file is larger than %(most)s MB."), {"most": LARGEST // 1_000_000}))
    rows = list(_rows(_decoded(data)))
    if not rows:
        raise BadCodebook(Message(later("There is no code in this file.")))
    keys = _keys(rows)
    called = _called(rows, keys)
    entries = [_entry(row, keys[row.line], called) for row in rows]
    try:
        codes = arranged(entries)
    except BadCodebook as wrong:
        raise wrong.at({key: line for line, key in keys.items()}) from None
    return Book(slug(name) or "codebook", {ANY: name}, {}, "", codes)


def slug(text: str) -> str:
    """A key from a name, as far as it has Latin letters and figures."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY].rstrip("-")


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start]
        at = {"line": before.count(b"\n") + 1, "column": wrong.start - before.rfind(b"\n")}
        said = later("Line %(line)s, column %(column)s is not UTF-8: please save the file as “CSV UTF-8”.")
        raise BadCodebook(Message(said, at)) from None


def _rows(text: str) -> Iterator[_Row]:
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    begins = 1
    try:
        for number, cells in enumerate(reader):
            if number > MOST_CODES:
                raise BadCodebook(Message(later("A codebook has at most %(most)s codes."), {"most": MOST_CODES}))
            if columns is None:
                columns = _columns(cells)
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(columns):
                    raise _at(begins, len(columns) + 1, Message(later("the first line has no name for this column")))
                yield _Row(begins, {name: _plain(cell) for name, cell in zip(columns, cells, strict=False)})
            begins = reader.line_num + 1
    except csv.Error:
        raise _at(begins, 1, Message(later("a quotation mark is not closed, or stands where none can"))) from None


def _columns(cells: list[str]) -> list[str]:
    columns = [clean_line(cell).lower().replace(" ", "_") for cell in cells]
    if not {"name", "code", *(f"name_{language}" for language in SPOKEN)} & set(columns):
        raise _at(1, 1, Message(later("no column is called “name” or “code”")))
    for n, column in enumerate(columns):
        if column and column in columns[:n]:
            raise _at(1, n + 1, Message(later("another column has this name")))
    return columns


def _plain(cell: str) -> str:
    return _GUARDED.sub("", cell, count=1) if _GUARDED.match(cell) else cell


def _keys(rows: list[_Row]) -> dict[int, str]:
    """A key for each line: what its `code` says where that can be one, else made from its words."""
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for row in rows:
        told = clean_line(row.cells.get("code", ""))
        words = told or next(iter(row.text("name").values()), "")
        stem = told if _KEY.fullmatch(told) else slug(words) or "code"
        if stem in taken and stem == told:
            raise _at(row.line, "code", Message(later("another line has this code")))
        again = (f"{stem}-{n}" for n in count(2))
        key = stem if stem not in taken else next(each for each in again if each not in taken)
        taken.add(key)
        keys[row.line] = key
    return keys


def _called(rows: list[_Row], keys: Mapping[int, str]) -> dict[str, str]:
    """The key of each line by everything that another line may call it: its name, and before that its code."""
    names = {name: keys[row.line] for row in reversed(rows) for name in row.text("name").values()}
    return names | {clean_line(row.cells.get("code", "")): keys[row.line] for row in reversed(rows)}


def _entry(row: _Row, key: str, called: Mapping[str, str]) -> Entry:
    name = row.text("name") or cleaned({ANY: row.cells.get("code", "")})
    definition, source = row.text("definition"), clean_line(row.cells.get("source", ""))
    for column, wrong in _faults(name, definition, source):
        if wrong is not None:
            raise _at(row.line, column, wrong)
    above = clean_line(row.cells.get("parent", ""))
    if not is_blank(above) and above not in called:
        raise _at(row.line, "parent", Message(later("no line has this code or name")))
    return Entry(key, name, definition, source, None if is_blank(above) else called[above], _retired(row))


def _faults(name: Text, definition: Text, source: str) -> Iterator[tuple[str, Message | None]]:
    """What is wrong in each column, the first ones first."""
    yield "name", None if name else fault(name, {}, "")
    for language, words in name.items():
        yield _column("name", language), fault({language: words}, {}, "")
    for language, words in definition.items():
        yield _column("definition", language), fault(name, {language: words}, "")
    yield "source", fault(name, {}, source)


def _column(name: str, language: str) -> str:
    return name if language == ANY else f"{name}_{language}"


def _retired(row: _Row) -> bool:
    told = clean_line(row.cells.get("retired", "")).casefold()
    if told in _YES:
        return True
    if told and told not in _NO:
        raise _at(row.line, "retired", Message(later("this is neither yes nor no")))
    return False


def _at(line: int, column: int | str, reason: Message) -> BadCodebook:
    return BadCodebook(
        Message(
            later("Line %(line)s, column %(column)s: %(reason)s."), {"line": line, "column": column, "reason": reason}
        )
    )
