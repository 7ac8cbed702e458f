"""DOCX: a report as a document for Word, with real headings, tables whose first row is repeated, and its language set.

Everything is a style that Word's own tools and screen readers know; nothing is a picture. python-docx is loaded for the
first report, so that a server that writes none does without its memory.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import singledispatch
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from reflection_wall.exports.blocks import Block, Document, Grid, Heading, Items, Paragraph, Quote
from reflection_wall.exports.xml import speakable

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.shared import Length
    from docx.table import Table
    from docx.text.paragraph import Paragraph as Words
    from docx.text.run import Run

_TAGS = {"en": "en-CA", "fr": "fr-CA"}
# Of a table: so many rows stay on one page.
_SHORT = 14
# In characters, roughly: a line across the page, the air in a cell, and what at most counts for the width of a column.
_ACROSS, _AIR, _WIDEST = 66, 3, 60
# The width between the margins of python-docx's own page.
_PAGE = 6 * 914_400  # in EMU
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def write(document: Document, made_at: datetime, file: BinaryIO) -> None:
    """Write the report."""
    paper: Paper = import_module("docx").Document()
    _settings(paper, document, made_at)
    paper.add_paragraph(speakable(document.title), style="Title")
    paper.add_paragraph(speakable(document.subtitle), style="Subtitle")
    for block in document.blocks:
        if isinstance(block, Items):
            _items(block, paper, document.colon)
        else:
            _put(block, paper)
    paper.save(file)


def _settings(paper: Paper, document: Document, made_at: datetime) -> None:
    tag = _TAGS[document.language]
    about = paper.core_properties
    about.title, about.subject = speakable(document.title)[:255], speakable(document.subtitle)[:255]
    about.author, about.comments, about.keywords, about.language = "Reflection Wall", "", "", tag
    about.created = about.modified = made_at.replace(tzinfo=None)
    for lang in paper.styles.element.iter(_name("w:lang")):
        lang.set(_name("w:val"), tag)
        lang.set(_name("w:eastAsia"), tag)


@singledispatch
def _put(block: Block, paper: Paper) -> None:
    raise TypeError(block)


@_put.register(Heading)
def _heading(block: Heading, paper: Paper) -> None:
    paper.add_heading(speakable(block.text), block.level)


@_put.register(Paragraph)
def _paragraph(block: Paragraph, paper: Paper) -> None:
    paper.add_paragraph(speakable(block.text))


def _items(block: Items, paper: Paper, colon: str) -> None:
    for name, said in block.items:
        line = paper.add_paragraph(style="List Bullet")
        if name:
            line.add_run(speakable(name + colon if said else name)).bold = True
        line.add_run(speakable(said))


@_put.register(Quote)
def _quote(block: Quote, paper: Paper) -> None:
    if block.headline:
        head = paper.add_paragraph(style="Quote")
        head.add_run(speakable(block.headline)).bold = True
        _close_to_next(head)
    words = paper.add_paragraph(style="Quote")
    _speaks(words.add_run(speakable(block.text)), block.language)
    _close_to_next(words)
    signed = paper.add_paragraph()
    signed.paragraph_format.space_after = _points(12)
    signed.add_run(speakable(f"— {block.signed}")).font.size = _points(9.5)


def _close_to_next(words: Words) -> None:
    """What follows belongs to it: neither a page nor a gap comes between."""
    words.paragraph_format.keep_with_next = True
    words.paragraph_format.space_after = _points(2)


@_put.register(Grid)
def _grid(block: Grid, paper: Paper) -> None:
    table = paper.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    _described(table, block)
    _lined(table)
    for cell, said in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(speakable(said)).bold = True
    _mark(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit", "w:tblHeader")
    for row in block.rows:
        made = table.add_row()
        _mark(made._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, said in zip(made.cells, row, strict=True):
            cell.text = speakable(said)
    _sized(table, block)
    for row in table.rows[:-1] if len(block.rows) <= _SHORT else table.rows[:1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    paper.add_paragraph().paragraph_format.space_after = _points(0)


def _lined(table: Table) -> None:
    """Thin lines between the rows and some air in every cell."""
    borders, margins = _element("w:tblBorders"), _element("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = _element(f"w:{side}")
        _set(line, val="none" if side in ("left", "right", "insideV") else "single", sz="4", space="0", color="A6B1B5")
        borders.append(line)
    for side in ("top", "bottom"):
        air = _element(f"w:{side}")
        _set(air, w="50", type="dxa")
        margins.append(air)
    # The schema wants both before the look of the table, which stands there already.
    look = table._tbl.tblPr.find(_name("w:tblLook"))
    for made in (borders, margins):
        if look is None:
            table._tbl.tblPr.append(made)
        else:
            look.addprevious(made)


def _sized(table: Table, block: Grid) -> None:
    """Columns wide enough for their longest word; the room that is left goes to those that have most to say."""
    texts = [[block.columns[n], *(row[n] for row in block.rows)] for n in range(len(block.columns))]
    least = [max(len(word) for said in column for word in said.split() or [""]) + _AIR for column in texts]
    more = [min(max(map(len, column)), _WIDEST) for column in texts]
    left = max(_ACROSS - sum(least), 0)
    wanted = [few + left * many / (sum(more) or 1) for few, many in zip(least, more, strict=True)]
    for column, share in zip(table.columns, wanted, strict=True):
        width = _length("Emu", int(_PAGE * share / sum(wanted)))
        column.width = width
        for cell in column.cells:
            cell.width = width


def _set(made: Any, **values: str) -> None:
    for name, value in values.items():
        made.set(_name(f"w:{name}"), value)


def _described(table: Table, block: Grid) -> None:
    """The text that screen readers say for the table."""
    properties = table._tbl.tblPr
    for tag, said in (("w:tblCaption", block.about), ("w:tblDescription", block.about)):
        made = _element(tag)
        made.set(_name("w:val"), speakable(said))
        properties.append(made)


def _mark(properties: Any, *tags: str) -> None:
    for tag in tags:
        properties.append(_element(tag))


def _speaks(words: Run, language: str | None) -> None:
    """The language of somebody's words, for spelling and for voices."""
    if language is None or not _TAG.fullmatch(language):
        return
    made = _element("w:lang")
    made.set(_name("w:val"), language)
    words._r.get_or_add_rPr().append(made)


def _points(many: float) -> Length:
    return _length("Pt", many)


def _length(unit: str, many: float) -> Length:
    found: Length = getattr(import_module("docx.shared"), unit)(many)
    return found


def _element(tag: str) -> Any:
    return import_module("docx.oxml").OxmlElement(tag)


def _name(tag: str) -> str:
    """A tag with its namespace spelled out."""
    return str(import_module("docx.oxml.ns").qn(tag))
