"""PDF: a report as tagged pages that screen readers, too, can read (PDF/UA-1), set by Typst."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any, BinaryIO

from reflection_wall.exports import typesetting
from reflection_wall.exports.blocks import Block, Document, Quote

# What Typst takes for a language: two or three letters (ISO 639).
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def write(document: Document, file: BinaryIO) -> None:
    """Write the report."""
    data = {
        "title": document.title,
        "subtitle": document.subtitle,
        "lang": document.language,
        "colon": document.colon,
        "blocks": [_told(block, document.language) for block in document.blocks],
    }
    file.write(typesetting.pdf("report", data))


def _told(block: Block, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {"is": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Quote):
        spoken = (block.language or "").split("-")[0].lower()
        told["language"] = spoken if _LANGUAGE.fullmatch(spoken) else language
    return told
