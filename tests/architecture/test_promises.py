"""What the sources must never hold: a way for words to become markup, somebody's address, somebody else's server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.server import ROOT

from reflection_wall.models import Base

SOURCES = [
    file
    for pattern in ("reflection_wall/**/*.py", "templates/**/*", "static/js/*.js")
    for file in sorted(ROOT.glob(pattern))
    if file.is_file()
]
PAGES = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("static/js/*.js"), *ROOT.glob("static/css/*.css")]


def holding(pattern: str, files: list[Path]) -> list[str]:
    """Every line that holds this."""
    return [
        f"{file.relative_to(ROOT)}:{n}"
        for file in files
        for n, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if re.search(pattern, line)
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"\binnerHTML\b", r"\bouterHTML\b", r"insertAdjacentHTML", r"document\.write", r"DOMParser", r"\beval\("),
        *(r"\|\s*safe\b", r"\bMarkup\(", r"autoescape\s+false", r"render_template_string", r"new Function\("),
    ],
)
def test_no_words_become_markup(pattern: str) -> None:
    assert holding(pattern, SOURCES) == []


@pytest.mark.parametrize("pattern", [r"remote_addr", r"access_route", r"REMOTE_ADDR", r"user_agent", r"User-Agent"])
def test_nobody_asks_who_somebody_is(pattern: str) -> None:
    assert holding(pattern, SOURCES) == []


def test_no_column_holds_an_address_a_browser_or_a_name_but_what_organizers_sign_in_with() -> None:
    columns = {f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns}
    suspect = re.compile(r"(^|_|\.)(ip|ips|addr|address|agent|device|email|phone|person|author|user)($|_)")

    assert {column for column in columns if suspect.search(column)} == {"organizer.email"}


def test_no_page_style_or_script_asks_another_server() -> None:
    found = holding(r"""(?:src|href|action|url|import|from|fetch)\s*[=(]?\s*["'(]+(?:https?:)?//""", PAGES)

    assert found == []


def test_nothing_is_inline() -> None:
    pages = list(ROOT.glob("templates/**/*.html"))

    assert holding(r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*\bsrc=)""", pages) == []


def test_no_write_begins_as_a_read() -> None:
    begins = holding(r"""["']BEGIN""", [file for file in SOURCES if file.suffix == ".py"])

    assert {place.partition(":")[0] for place in begins} == {"reflection_wall/store/engines.py"}
