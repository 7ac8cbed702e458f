"""Apart: from groups of reflections to the words and phrases that tell each of them from the rest of the room.

The measure is that of `keyness`, with the group in the room's place and the rest of the room in the conference's: y is
the number of the group's tables that say a term in the group, b the number of tables that say it elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from reflection_wall.rules.keyness import Read, Said, Term, best, scored, tables_of, terms_in
from reflection_wall.rules.tokens import folding, tokens

MOST = 8


def telling(
    said: Sequence[Said], groups: Iterable[Sequence[int]], question: Iterable[str], most: int = MOST
) -> list[list[Term]]:
    """For each group, which has the places of its reflections in `said`, at most `most` terms, the most telling first.

    `question` is what the tables were asked: its words tell nothing apart and are left out. Where no term tells a group
    from the rest, its commonest ones stand for it.
    """
    read = [(each, tokens(each.text, each.lang)) for each in said]
    asked = [tokens(text) for text in question]
    fold = folding(token.word for found in (*(found for _, found in read), *asked) for token in found)
    struck = {term for found in asked for term in terms_in(found, fold)}
    terms = [terms_in(found, fold) for _, found in read]
    return [_telling(sorted(group), read, terms, fold, struck, most) for group in groups]


def _telling(
    group: Sequence[int],
    read: Sequence[Read],
    terms: Sequence[set[str]],
    fold: Mapping[str, str],
    struck: set[str],
    most: int,
) -> list[Term]:
    inside = [read[place] for place in group]
    tables = tables_of(inside, fold)
    counts = {term: len(seats) for term, seats in tables.items()}
    score = scored(counts, _elsewhere(set(group), read, terms))
    # A word of two tables says more of a group than a word of one, and a phrase of one table is chance.
    shared = {term for term, number in counts.items() if number > 1 and not struck.issuperset(term.split(" "))}
    weights = {term: score(term) for term in shared}
    above = {term: weight for term, weight in weights.items() if weight > 0}
    found = above or weights or {term: score(term) for term in counts if " " not in term}
    return best(found, tables, inside, fold, most)


def _elsewhere(group: set[int], read: Sequence[Read], terms: Sequence[set[str]]) -> Counter[str]:
    """How many tables say each term outside the group."""
    tables: dict[int, set[str]] = defaultdict(set)
    for place, (said, _) in enumerate(read):
        if place not in group:
            tables[said.table] |= terms[place]
    return Counter(chain.from_iterable(tables.values()))
