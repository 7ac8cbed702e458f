"""Consent: the one rule by which a reflection takes part in what leaves the organizers' hands, and how much of it.

Reports, the page of quotes, and files that are made to be passed on ask `leaves`; the organizers' own files `stays`.
The meaning of the three consents is PRODUCT, *The phone*, and security-privacy, section 12.
"""

from __future__ import annotations

from typing import Literal, Protocol

from reflection_wall.rules import visibility

Leave = Literal["named", "unnamed", "counted", "absent"]


class Given(visibility.Seen, Protocol):
    """The columns of a reflection that consent reads, and no others."""

    @property
    def source(self) -> str: ...


def leaves(row: Given) -> Leave:
    """How it appears in what is passed on: `named` with its community's name, `unnamed` in its own words, `counted` as
    a number and nothing else, `absent` not even so: hidden, withdrawn, erased, or only practice."""
    if row.source == "rehearsal" or not visibility.kept_by_organizer(row):
        return "absent"
    if visibility.may_be_named(row):
        return "named"
    return "unnamed" if visibility.may_be_passed_on(row) else "counted"


def published(row: Given, *, up: bool) -> bool:
    """Whether the page of quotes may show it to the world: its words leave, they are `up`, as a moderator or the mode
    of the conference has judged them, wherever its group wanted them shown, and its table is not muted."""
    return leaves(row) in ("named", "unnamed") and up and not row.muted


def stays(row: Given, *, everything: bool) -> bool:
    """Whether the organizers' own files hold it; with `everything` also what was hidden or withdrawn. A rehearsal that
    was cleared away never was."""
    if row.source == "rehearsal" and row.state == "erased":
        return False
    return everything or visibility.kept_by_organizer(row)
