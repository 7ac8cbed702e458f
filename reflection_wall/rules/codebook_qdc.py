"""Codebook from REFI-QDA: from the bytes of a .qdc file to checked codebooks, or one sentence with line and column.

The format is the codebook exchange of the REFI-QDA standard (www.qdasoftware.org, namespace urn:QDA-XML:codebook:1.0),
as NVivo, ATLAS.ti, MAXQDA, Quirkos, QualCoder and Taguette write it. Where every code on top is a mere heading
(`isCodable="false"` with codes below it), each is a codebook of its own; else the file is one. Sets and colours are
left alone.

The file may come from anybody: a document type is refused before anything in it is read, so there are no entities, and
nothing is ever fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from reflection_wall.rules.cleaning import clean, clean_line, length
from reflection_wall.rules.codebook import (
    DEEPEST,
    LONGEST_DEFINITION,
    LONGEST_NAME,
    LONGEST_SOURCE,
    MOST_CODES,
    BadCodebook,
    Book,
    Entry,
    arranged,
    fault,
    guid,
)
from reflection_wall.rules.codebook_csv import slug
from reflection_wall.rules.languages import ANY
from reflection_wall.rules.refusals import Message, later

LARGEST = 4_000_000
NAMESPACE = "urn:QDA-XML:codebook:1.0"
# What a description may hold before it is cleaned: what it means, its source, and how some programs indent both.
LONGEST_SAID = 4 * (LONGEST_DEFINITION + LONGEST_SOURCE)
# Our own files put the codebook's name behind a code's.
LONGEST_NAMED = 2 * LONGEST_NAME + len(" ()")
# Our own files say whose idea a code is in the last paragraph of what it means.
SOURCE = "\n\nSource: "

_CODEBOOK, _CODES, _CODE, _DESCRIPTION = (
    f"{NAMESPACE} {name}" for name in ("CodeBook", "Codes", "Code", "Description")
)


@dataclass
class _Found:
    """A code as it stands in the file, with those below it."""

    guid: str
    name: str
    codable: bool
    line: int
    pieces: list[str] = field(default_factory=list)
    below: list[_Found] = field(default_factory=list)

    @property
    def said(self) -> str:
        """What it means."""
        return "".join(self.pieces)


def read(data: bytes, name: str) -> list[Book]:
    """The codebooks in a file; `name` is for a file that is one without a name. Raises BadCodebook."""
    if len(data) > LARGEST:
        raise BadCodebook(Message(later("The file is larger than %(most)s MB."), {"most": LARGEST // 1_000_000}))
    found = _Reading().of(data)
    if not found:
        raise BadCodebook(Message(later("There is no code in this file.")))
    if any(each.codable or not each.below for each in found):
        return [Book(slug(name) or "codebook", {ANY: name}, {}, "", _codes(found))]
    return [_book(each) for each in found]


def _book(heading: _Found) -> Book:
    about, source = _apart(heading.said)
    wrong = fault({ANY: heading.name}, {ANY: about}, source)
    if wrong is not None:
        told = {"code": heading.name[:LONGEST_NAME], "reason": wrong}
        raise BadCodebook(Message(later("“%(code)s”: %(reason)s."), told), heading.guid).at(
            {heading.guid: heading.line}
        )
    # Our own files tell codes of one name apart by their codebook, for programs with one flat list of codes.
    codes = _codes(heading.below, f" ({heading.name})")
    return Book(heading.guid, {ANY: heading.name}, {ANY: about} if about else {}, source, codes)


def _codes(found: list[_Found], apart: str = "") -> tuple[Entry, ...]:
    try:
        return arranged(_entries(found, None, apart))
    except BadCodebook as wrong:
        raise wrong.at(dict(_lines(found))) from None


def _lines(found: list[_Found]) -> Iterator[tuple[str, int]]:
    for each in found:
        yield each.guid, each.line
        yield from _lines(each.below)


def _entries(found: list[_Found], parent: str | None, apart: str) -> Iterator[Entry]:
    for each in found:
        definition, source = _apart(each.said)
        yield Entry(each.guid, {ANY: each.name.removesuffix(apart)}, {ANY: definition}, source, parent)
        yield from _entries(each.below, each.guid, apart)


def _apart(said: str) -> tuple[str, str]:
    """What a description says, and its source, if its last paragraph is one."""
    definition, mark, source = f"\n\n{clean(said)}".rpartition(SOURCE)
    return (definition.strip(), clean_line(source)) if mark else (source.strip(), "")


class _Reading:
    """One file on its way through the parser."""

    def __init__(self) -> None:
        self.top: list[_Found] = []
        self._path: list[str] = []
        self._open: list[_Found] = []
        self._guids: set[str] = set()
        self._said = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._words

    def of(self, data: bytes) -> list[_Found]:
        """The codes on top of the file."""
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as wrong:
            reason = Message(later("this is not XML (%(reason)s)"), {"reason": expat.ErrorString(wrong.code)})
            raise _at(wrong.lineno, wrong.offset + 1, reason) from None
        return self.top

    def _doctype(self, *_: object) -> None:
        raise self._here(Message(later("a codebook has no document type")))

    def _begins(self, tag: str, values: dict[str, str]) -> None:
        if not self._path and tag != _CODEBOOK:
            raise self._here(Message(later("this is not a REFI-QDA codebook")))
        if tag == _CODE and self._path[-1:] in ([_CODES], [_CODE]):
            self._code(values)
        if tag == _DESCRIPTION:
            self._said = 0
        self._path.append(tag)

    def _code(self, values: dict[str, str]) -> None:
        name, key = clean_line(values.get("name", "")), _key(values.get("guid", ""))
        if not name:
            raise self._here(Message(later("a code has no name")))
        if length(name) > LONGEST_NAMED:
            raise self._here(Message(later("a name is longer than %(most)s characters"), {"most": LONGEST_NAME}))
        if not key or key in self._guids:
            raise self._here(Message(later("a code has no GUID of its own")))
        if len(self._guids) > 2 * MOST_CODES:
            raise self._here(Message(later("a codebook has at most %(most)s codes"), {"most": MOST_CODES}))
        if len(self._open) > DEEPEST:
            raise self._here(Message(later("a codebook has at most %(most)s levels"), {"most": DEEPEST}))
        self._guids.add(key)
        codable = values.get("isCodable", "true") in ("true", "1")
        found = _Found(key, name, codable, self._parser.CurrentLineNumber)
        (self._open[-1].below if self._open else self.top).append(found)
        self._open.append(found)

    def _ends(self, tag: str) -> None:
        self._path.pop()
        if tag == _CODE and self._open and self._path[-1:] in ([_CODES], [_CODE]):
            self._open.pop()

    def _words(self, words: str) -> None:
        if self._open and self._path[-2:] == [_CODE, _DESCRIPTION]:
            self._open[-1].pieces.append(words)
            self._said += len(words)
            if self._said > LONGEST_SAID:
                most = {"most": LONGEST_DEFINITION}
                raise self._here(Message(later("a definition is longer than %(most)s characters"), most))

    def _here(self, reason: Message) -> BadCodebook:
        return _at(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1, reason)


def _key(raw: str) -> str:
    """The GUID of a code as all write it; for what is none, the same one each time: a key is part of addresses."""
    said = raw.strip().strip("{}").lower()
    return guid(said) if said else ""


def _at(line: int, column: int, reason: Message) -> BadCodebook:
    at = {"line": line, "column": column, "reason": reason}
    return BadCodebook(Message(later("Line %(line)s, column %(column)s: %(reason)s."), at))
