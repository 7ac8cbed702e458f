"""Likeness: from a vector for what each reflection means to groups of reflections that are alike, for a person to name.

First the mean of each language is taken from its vectors, so that neither the language nor the subject that everybody
has in common makes two reflections alike (Libovický, J., Rosa, R., & Fraser, A. (2020). On the language neutrality of
pre-trained multilingual representations. Findings of EMNLP, 1663–1674). How alike two are is the cosine between them.

Then the two most alike groups become one, again and again, while the reflections of one are on average at least so much
like those of the other (average linkage: Sokal, R. R., & Michener, C. D. (1958). A statistical method for evaluating
systematic relationships. University of Kansas Science Bulletin, 38, 1409–1438). Chains of nearest neighbours find the
same groups without looking at every pair each time (Murtagh, F. (1983). A survey of recent advances in hierarchical
clustering algorithms. The Computer Journal, 26(4), 354–359). Nothing is left to chance.

The vectors are NumPy's, which comes with the extra `themes`; this file knows it by its types alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import TYPE_CHECKING

from reflection_wall.rules.keyness import Said
from reflection_wall.rules.tokens import tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Meaning = Callable[[Sequence[str]], Vectors]

# Above what any two of the room are on average. Found by trial on short texts of educators in two languages.
LEAST = 0.1
# Every pair of so many is compared: 64 MB. Of more, so many spread over the whole time.
COMPARED = 4000
# What is left of a vector once the mean is taken from it may be nothing but rounding.
_ROUNDING = 1e-4


def gist(said: Sequence[Said]) -> list[str]:
    """What is to be understood of each reflection: its words without those that every text has."""
    return [" ".join(each.text[token.start : token.end] for token in tokens(each.text, each.lang)) for each in said]


def grouped(said: Sequence[Said], vectors: Vectors, compared: int) -> list[list[int]]:
    """The places in `said` of what belongs together, the oldest first in each group and among the groups.

    `vectors` has a row for each reflection. Of more than `compared` reflections so many make the groups, evenly spread;
    each of the others joins the group that it is on average most like, if it is so much like any.
    """
    if not said:
        return []
    directions = _directions(vectors, [(each.lang or "").partition("-")[0].lower() for each in said])
    number = min(len(said), compared)
    chosen = [place * len(said) // number for place in range(number)]
    # Seen from their middle, any two of n are on average at −1 / (n − 1): their cosines with each other sum to −n.
    least = LEAST - 1 / max(1, len(said) - 1)
    groups = [[chosen[place] for place in group] for group in _merged(directions[chosen], least)]
    _join(groups, directions, sorted(set(range(len(said))).difference(chosen)), least)
    return sorted(sorted(group) for group in groups)


def _directions(vectors: Vectors, languages: Sequence[str]) -> Vectors:
    """The vectors seen from the middle of their language, of length 1, or 0 where that is where they stand."""
    lengths = _lengths(vectors)
    found = vectors.copy()
    for language in sorted(set(languages)):
        places = [place for place, each in enumerate(languages) if each == language]
        found[places] -= found[places].mean(axis=0)
    left = _lengths(found)
    left[left <= lengths * _ROUNDING] = inf
    found /= left
    return found


def _lengths(vectors: Vectors) -> Vectors:
    lengths: Vectors = (vectors * vectors).sum(axis=1, keepdims=True) ** 0.5
    return lengths


def _merged(directions: Vectors, least: float) -> list[list[int]]:
    """The places of each group, found by following the nearest neighbour of the nearest neighbour until two are each
    other's. What has no neighbour near enough never gets one: merging brings nobody nearer than the nearer of two was.
    """
    groups = [[place] for place in range(len(directions))]
    alike = _pairs(directions)
    apart, done = list(reversed(range(len(groups)))), []
    chain: list[int] = []
    while chain or apart:
        here = chain.pop() if chain else apart.pop()
        if not groups[here]:
            continue  # merged or done before its turn came
        nearest = int(alike[here].argmax())
        if alike[here, nearest] < least:
            done.append(groups[here])
            groups[here], alike[:, here] = [], -inf
        elif chain and alike[here, chain[-1]] >= alike[here, nearest]:
            _merge(groups, alike, here, chain.pop())
            apart.append(here)
        else:
            chain += [here, nearest]
    return done


def _pairs(directions: Vectors) -> Vectors:
    """How alike each two are, to the bit the same both ways. Nothing is its own neighbour, and what points nowhere has
    none."""
    alike: Vectors = directions @ directions.T
    nowhere = ~directions.any(axis=1)
    alike[nowhere], alike[:, nowhere] = -inf, -inf
    for place in range(len(alike)):
        alike[place, :place] = alike[:place, place]
        alike[place, place] = -inf
    return alike


def _merge(groups: list[list[int]], alike: Vectors, into: int, other: int) -> None:
    """Put a group into another: how alike it is to a third is the mean over all its reflections."""
    one, two = len(groups[into]), len(groups[other])
    mean = (alike[into] * one + alike[other] * two) / (one + two)
    alike[into], alike[:, into] = mean, mean
    alike[into, into] = alike[into, other] = -inf
    alike[:, other] = -inf
    groups[into], groups[other] = groups[into] + groups[other], []


def _join(groups: Sequence[list[int]], directions: Vectors, others: Sequence[int], least: float) -> None:
    """Put each of the others to the group it is most like: a product with a mean is the mean of the products."""
    if not (groups and others):
        return
    middles = directions[: len(groups)].copy()
    for place, group in enumerate(groups):
        middles[place] = directions[group].mean(axis=0)
    alike = directions[others] @ middles.T
    for other, nearest, so_much in zip(others, alike.argmax(axis=1), alike.max(axis=1), strict=True):
        if so_much >= least:
            groups[int(nearest)].append(other)
