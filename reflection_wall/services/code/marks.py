"""Marks: what a coder has put on a reflection, as values that outlive the write, for whoever wants it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Seen:
    """A reflection in the wording that the coder read; None: the newest."""

    reflection: str
    revision: int | None = None


@dataclass(frozen=True)
class Passage:
    """A part of a wording, from `start` up to `end`, in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Mark:
    """One coding as it stands or stood."""

    reflection: str
    code: int
    revision: int
    passage: Passage | None
    at: datetime


@dataclass(frozen=True)
class Done:
    """That a coder is done with a reflection and a codebook, as it stands or stood."""

    reflection: str
    codebook: str
    revision: int
    at: datetime


@dataclass(frozen=True)
class Undo:
    """What a deed of one coder has put there, and what it has taken away."""

    put: tuple[Mark | Done, ...] = ()
    taken: tuple[Mark | Done, ...] = ()

    def __add__(self, other: Undo) -> Undo:
        return Undo(self.put + other.put, self.taken + other.taken)
