"""Lexicon: word lists of our own, as text files beside this one, read once. A `#` begins a comment."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).parent
_ONLY = "!"


class Inflected(NamedTuple):
    """Words that say the same in any text, and those that are ordinary words of another language."""

    anywhere: frozenset[str]
    at_home: frozenset[str]


def lines(name: str) -> list[str]:
    """The lines of a list that say something."""
    read = (line.partition("#")[0].strip() for line in (_HERE / f"{name}.txt").read_text("utf-8").splitlines())
    return [line for line in read if line]


@cache
def words(*names: str) -> frozenset[str]:
    """All words of some lists, however they stand in their lines."""
    return frozenset(word for name in names for line in lines(name) for word in line.split())


@cache
def inflected(name: str) -> Inflected:
    """A list of stems, each followed by its endings, and by `!` when it counts only in its own language."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for line in lines(name):
        stem, *endings = line.split()
        only = _ONLY in endings
        found[only] |= {stem, *(stem + ending for ending in endings if ending != _ONLY)}
    return Inflected(frozenset(found[False]), frozenset(found[True]))
