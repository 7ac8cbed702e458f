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
    from docx.table import Table
    from docx.text.run import Run

_TAGS = {"en": "en-CA", "fr": "fr-CA"}
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
        paper.add_paragraph(style="Quote").add_run(speakable(block.headline)).bold = True
    words = paper.add_paragraph(style="Quote")
    _speaks(words.add_run(speakable(block.text)), block.language)
    words.paragraph_format.keep_with_next = True
    paper.add_paragraph(speakable(f"— {block.signed}"))


@_put.register(Grid)
def _grid(block: Grid, paper: Paper) -> None:
    table = paper.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    _described(table, block)
    for cell, said in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(speakable(said)).bold = True
    _mark(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit", "w:tblHeader")
    for row in block.rows:
        made = table.add_row()
        _mark(made._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, said in zip(made.cells, row, strict=True):
            cell.text = speakable(said)
    paper.add_paragraph()


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


def _element(tag: str) -> Any:
    return import_module("docx.oxml").OxmlElement(tag)


def _name(tag: str) -> str:
    """A tag with its namespace spelled out."""
    return str(import_module("docx.oxml.ns").qn(tag))
