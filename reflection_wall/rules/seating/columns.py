"""Columns: which column of a list is which, by the names that people give them in English and French."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from reflection_wall.rules.cleaning import clean_line

_NAMES: dict[str, str] = {
    "table": "table tables tablenumber tableno tablenr tablelabel label number n no nr ndetable nodetable numero "
    "numerodetable etiquette",
    "community": "community communityofpractice cop communityname communaute communautedepratique cdp "
    "nomdelacommunaute group groupe name nom",
    "language": "language lang langue locale languageoftable languedelatable",
    "purpose": "purpose purposestatement raisondetre but objectif enonce mission",
    "domain": "domain domaine",
    "practice": "practice pratique",
    "kind": "kind type sorte genre categorie category kindofcommunity",
    "region": "region zone area",
    "contact": "contact email courriel contactperson personneressource",
    "guarded": "guarded protegee protege protected reservee",
}
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names.split()}
_LANGUAGE = re.compile(r"[\s_·(-]+(en|fr|english|french|anglais|francais|français|anglaise|française)\)?$")
TEXTS = ("community", "purpose", "domain", "practice")
# Without a line of names, a list this narrow can only mean one thing.
UNNAMED = ("table", "community", "language")


def recognized(cells: Sequence[str | None]) -> dict[int, str]:
    """The columns that we know, by their place from 0: `table`, `community`, `purpose_fr` …"""
    return {place: found for place, cell in enumerate(cells) if (found := _column(cell or ""))}


def unnamed(cells: Sequence[str | None]) -> Mapping[int, str]:
    """What the columns are where the first line is a table already: table, community, language."""
    wide = max((place + 1 for place, cell in enumerate(cells) if cell is None or cell.strip()), default=0)
    return dict(enumerate(UNNAMED[:wide])) if 2 <= wide <= len(UNNAMED) else {}


def _column(cell: str) -> str | None:
    said = clean_line(cell).casefold()
    language = _LANGUAGE.search(said)
    name = _plain(said[: language.start()] if language else said)
    column = _BY_NAME.get(name)
    if column is None or language is None:
        return column
    return f"{column}_{'fr' if language[1][0] == 'f' else 'en'}" if column in TEXTS else column


def _plain(said: str) -> str:
    bare = unicodedata.normalize("NFKD", said)
    return re.sub(r"[^a-z0-9]", "", bare.encode("ascii", "ignore").decode())
