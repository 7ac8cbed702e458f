"""Ready: the codebooks that come with the wall, as TOML files beside this one, read once.

The definitions are in plain words of our own; each names where the idea comes from.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from reflection_wall.rules.codebook import Book, Entry, arranged
from reflection_wall.rules.refusals import Unknown

_HERE = Path(__file__).parent

# In the order in which an organizer meets them: what the conference asks first, other places' standards last.
KEYS = (
    *("perspective-practice", "domain-community-practice", "value-creation", "cass-outcomes"),
    *("success-challenge", "equity", "slqs", "lqs", "cpsel"),
)


class _Code(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    name: dict[str, str]
    definition: dict[str, str]
    source: str | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    name: dict[str, str]
    about: dict[str, str]
    source: str
    codes: list[_Code]


@cache
def book(key: str) -> Book:
    """The ready codebook of this key. Raises Unknown."""
    if key not in KEYS:
        raise Unknown
    file = msgspec.convert(tomllib.loads((_HERE / f"{key}.toml").read_text("utf-8")), _File)
    codes = (Entry(each.key, each.name, each.definition, each.source or file.source) for each in file.codes)
    return Book(key, file.name, file.about, file.source, arranged(codes))


def books() -> list[Book]:
    """All of them."""
    return [book(key) for key in KEYS]
