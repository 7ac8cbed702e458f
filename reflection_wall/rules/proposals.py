"""Proposals: from telling terms, or from groups that are alike, to what a person may look at and name.

A term stands for the reflections that say it. The most telling begins a group. Each further term joins the first group
with which it has at least a third of their reflections in common (Jaccard, P. (1912). The distribution of the flora in
the alpine zone. New Phytologist, 11(2), 37–50), else it begins one of its own. A group has the reflections of all its
terms, so a reflection may be in several, or in none. Groups that are alike
(`likeness`) come with the terms that tell them apart, and a reflection is in one of them or in none. Nothing here names
a group: its terms are listed, and a person decides what they are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reflection_wall.rules.keyness import Said, Term

IN_COMMON = 1 / 3
MOST = 12
MOST_TERMS = 8
FEWEST_TABLES = 2


@dataclass(frozen=True)
class Proposal:
    """Reflections that belong together, and their telling terms, the most telling first; how many tables said them."""

    terms: tuple[str, ...]
    items: tuple[str, ...]
    tables: int


@dataclass
class _Group:
    terms: list[str]
    items: set[str]


def proposed(said: Sequence[Said], terms: Iterable[Term]) -> list[Proposal]:
    """The groups that at least two tables speak in, at most twelve, in the order of their most telling terms.

    `terms` are those of `keyness.telling` for the same reflections, the most telling first.
    """
    groups: list[_Group] = []
    for term in terms:
        items = set(term.items)
        joined = next((group for group in groups if _shared(group.items, items) >= IN_COMMON), None)
        if joined is None:
            groups.append(_Group([term.term], items))
        else:
            joined.terms.append(term.term)
            joined.items |= items
    tables = {each.item: each.table for each in said}
    found = (_proposal(group, said, tables) for group in groups)
    return [each for each in found if each.tables >= FEWEST_TABLES][:MOST]


def together(said: Sequence[Said], groups: Iterable[Sequence[int]]) -> list[Sequence[int]]:
    """Those of these groups, each the places of its reflections in `said`, that at least two tables speak in: at most
    twelve, what most tables say first, then what most reflections do, then the oldest."""
    counted = [(len({said[place].table for place in group}), group) for group in groups]
    found = sorted(counted, key=lambda each: (-each[0], -len(each[1]), each[1][0]))
    return [group for tables, group in found if tables >= FEWEST_TABLES][:MOST]


def described(said: Sequence[Said], group: Sequence[int], terms: Iterable[Term]) -> Proposal:
    """A group as a proposal, with the terms that tell it from the rest."""
    return Proposal(
        terms=tuple(term.term for term in terms),
        items=tuple(said[place].item for place in group),
        tables=len({said[place].table for place in group}),
    )


def _shared(one: set[str], two: set[str]) -> float:
    return len(one & two) / len(one | two)


def _proposal(group: _Group, said: Sequence[Said], tables: Mapping[str, int]) -> Proposal:
    return Proposal(
        terms=tuple(group.terms[:MOST_TERMS]),
        items=tuple(each.item for each in said if each.item in group.items),
        tables=len({tables[item] for item in group.items}),
    )
