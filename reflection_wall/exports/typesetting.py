"""Typesetting: from a template of this package and data as JSON to a PDF file that everybody can read.

Templates lie in exports/typst/ and take the look of the house from `house.typ` there; it reads the data, of which
`title` and `lang` are required. The fonts are those that the build hook brings, with Typst's own behind them, so the
same data make the same bytes on every machine. Nothing is fetched and nothing is written to the disk. Typst is loaded
for the first file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from reflection_wall.vendored import PRINT_FONTS

TEMPLATES: Final = Path(__file__).parent / "typst"

# PDF/UA-1, ISO 14289-1: tagged, with title, language and a text for every picture.
ACCESSIBLE: Final = "ua-1"


class NotSet(RuntimeError):
    """A template that Typst cannot set: a fault of ours."""


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Set `<template>.typ` with `data`, which has at least `title` and `lang` (BCP 47). Raises NotSet.

    A character that none of our fonts has may not stand in an accessible file. It is then looked for in the machine's
    fonts, and failing that drawn as an empty box in a file that does not claim PDF/UA, with the character still there
    for whoever copies or searches: a strange sign takes nobody's report away.
    """
    typst = import_module("typst")
    ours = {"ignore_system_fonts": True, "pdf_standards": ACCESSIBLE}
    for way in (ours, ours | {"ignore_system_fonts": False}):
        try:
            return _set(template, data, **way)
        except typst.TypstError as wrong:
            if "could not be displayed" not in str(wrong):
                raise NotSet(f"{template}: {wrong}") from wrong
    return _set(template, data, ignore_system_fonts=True)


def _set(template: str, data: Mapping[str, Any], **way: Any) -> bytes:
    """One attempt. A folder of fonts that is not there, in a checkout without its build, is no fault of its own."""
    made = import_module("typst").compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(PRINT_FONTS)],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        **way,
    )
    assert isinstance(made, bytes)  # one file, not a page each  # noqa: S101
    return made
