"""Blocks: what a report is made of, whoever sets it: headings, paragraphs, lists, tables and quotes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a section of the report."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Plain words; line breaks are kept."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list; each item may begin with a name."""

    items: list[tuple[str, str]]


@dataclass(frozen=True)
class Grid:
    """A table with a row of headings; `about` says in a sentence what it shows. The first column names the rows."""

    about: str
    columns: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Quote:
    """A group's own words, and whose they are as far as it may be told."""

    text: str
    signed: str
    headline: str | None = None
    language: str | None = None


Block = Heading | Paragraph | Items | Grid | Quote


@dataclass(frozen=True)
class Document:
    """A whole report in one language."""

    title: str
    subtitle: str
    language: str
    quotes: int
    # What stands between a name and what is said of it: French has a space that does not break before a colon.
    colon: str = ": "
    blocks: list[Block] = field(default_factory=list)
