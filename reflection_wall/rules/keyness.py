"""Keyness: from what the tables have said to the words and phrases that tell most about this room.

The measure is the log-odds ratio with an informative Dirichlet prior, as a z-score, of Monroe, B. L., Colaresi, M. P.,
& Quinn, K. M. (2008). Fightin’ Words: Lexical feature selection and evaluation for identifying the content of political
conflict. Political Analysis, 16(4), 372–403. https://doi.org/10.1093/pan/mpn018

    δ(w) = ln[(y + α) / (n + α₀ − y − α)] − ln[(b + α) / (m + α₀ − b − α)]
    z(w) = δ(w) / √(1 / (y + α) + 1 / (b + α))

y is the number of tables that said w (a table counts once, however often it says it), n the sum of all y; b the number
of the conference's own texts that say w, m the sum of all b. The prior is informed by these texts: α = b + 1, and α₀ is
the sum of all α. So what the conference says of itself is expected, and weighs little when the room repeats it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Any

from reflection_wall.rules.tokens import Token, folding, tokens

MOST = 40
# Once so many tables have shared, a word needs two of them. A phrase always does: one table's neighbours are chance.
MANY_TABLES = 4
# A capital at the beginning of a sentence says little about how a word is written.
_INSIDE, _OPENING = 8, 1


@dataclass(frozen=True)
class Said:
    """One public reflection: its id, its table, its words and their language, if that is known."""

    item: str
    table: int
    text: str
    lang: str | None = None


@dataclass(frozen=True)
class Term:
    """A word or phrase as it is mostly written, how many tables said it, how telling it is, and where it stands.

    `forms` are the ways in which it is written, for who marks it in the texts.
    """

    term: str
    lang: str | None
    tables: int
    weight: float
    items: tuple[str, ...]
    forms: tuple[str, ...]


Read = tuple[Said, list[Token]]


def telling(said: Sequence[Said], question: Iterable[str], background: Iterable[str], most: int = MOST) -> list[Term]:
    """The most telling words and phrases, at most `most`, the most telling first.

    `question` is what the tables were asked: its words answer nothing and are left out. `background` is what else the
    conference says of itself.
    """
    read = [(each, tokens(each.text, each.lang)) for each in said]
    asked = [tokens(text) for text in question]
    behind = asked + [tokens(text) for text in background]
    fold = folding(token.word for found in (*(found for _, found in read), *behind) for token in found)
    tables = tables_of(read, fold)
    own = Counter(term for found in behind for term in terms_in(found, fold))
    struck = {term for found in asked for term in terms_in(found, fold)}
    score = scored({term: len(seats) for term, seats in tables.items()}, own)
    least = 2 if len({each.table for each in said}) >= MANY_TABLES else 1
    weights = {
        term: score(term)
        for term, seats in tables.items()
        if len(seats) >= (2 if " " in term else least) and not struck.issuperset(term.split(" "))
    }
    found = {term: weight for term, weight in weights.items() if weight > 0 or not own[term]}
    return best(found, tables, read, fold, most)


def best(
    weights: Mapping[str, float],
    tables: Mapping[str, set[int]],
    read: Iterable[Read],
    fold: Mapping[str, str],
    most: int,
) -> list[Term]:
    """The terms that weigh most, at most `most`, and where they stand in what was read."""
    return _told(_without_parts(_in_order(weights, tables), tables)[:most], weights, tables, read, fold)


def scored(tables: Mapping[str, int], own: Mapping[str, int]) -> Callable[[str], float]:
    """The z-score of a term, from how many tables said each and how many of the conference's own texts did."""
    said, written = sum(tables.values()), sum(own.values())
    prior = written + len(tables.keys() | own.keys())

    def score(term: str) -> float:
        alpha = own.get(term, 0) + 1
        room, behind = tables.get(term, 0) + alpha, own.get(term, 0) + alpha
        if room >= said + prior or behind >= written + prior:
            return 0.0  # the only word there is
        delta = log(room / (said + prior - room)) - log(behind / (written + prior - behind))
        return delta / sqrt(1 / room + 1 / behind)

    return score


def terms_in(found: Sequence[Token], fold: Mapping[str, str]) -> set[str]:
    """The words and phrases of a text, each once."""
    words = [fold.get(token.word, token.word) for token in found]
    phrases = (f"{one} {two}" for (one, two), token in zip(pairwise(words), found[1:], strict=False) if token.follows)
    return {*words, *phrases}


def tables_of(read: Iterable[Read], fold: Mapping[str, str]) -> dict[str, set[int]]:
    """Which tables said each term."""
    tables: dict[str, set[int]] = defaultdict(set)
    for said, found in read:
        for term in terms_in(found, fold):
            tables[term].add(said.table)
    return tables


def _in_order(weights: Mapping[str, float], tables: Mapping[str, set[int]]) -> list[str]:
    """The most telling first; of equals what more tables said, then phrases, then by the alphabet."""
    return sorted(weights, key=lambda term: (-weights[term], -len(tables[term]), " " not in term, term))


def _without_parts(found: Sequence[str], tables: Mapping[str, set[int]]) -> list[str]:
    """The terms without those words that no table said but in a phrase which is there already."""
    covered: dict[str, int] = defaultdict(int)
    kept = []
    for term in found:
        if covered[term] == len(tables[term]):
            continue
        kept.append(term)
        if " " in term:
            for part in term.split(" "):
                covered[part] = max(covered[part], len(tables[term]))
    return kept


def _told(
    chosen: Sequence[str],
    weights: Mapping[str, float],
    tables: Mapping[str, set[int]],
    read: Iterable[Read],
    fold: Mapping[str, str],
) -> list[Term]:
    written: dict[str, Counter[str]] = {term: Counter() for term in chosen}
    languages: dict[str, Counter[str | None]] = {term: Counter() for term in chosen}
    items: dict[str, dict[str, None]] = {term: {} for term in chosen}
    for said, found in read:
        for term, surface, counts in _surfaces(said.text, found, fold, written):
            written[term][surface] += counts
            if said.item not in items[term]:
                items[term][said.item] = None
                languages[term][said.lang and said.lang.partition("-")[0].lower()] += 1
    return [
        Term(
            _commonest(written[term]),
            _commonest(languages[term]),
            len(tables[term]),
            round(max(weights[term], 0.0), 3),
            tuple(items[term]),
            tuple(sorted({surface.lower() for surface in written[term]})),
        )
        for term in chosen
    ]


def _surfaces(
    text: str, found: Sequence[Token], fold: Mapping[str, str], wanted: Mapping[str, object]
) -> Iterator[tuple[str, str, int]]:
    """Each wanted term where it stands in a text, as it is written there, and how much that counts."""
    before: Token | None = None
    for token in found:
        word = fold.get(token.word, token.word)
        if word in wanted:
            yield word, text[token.start : token.end], _OPENING if token.opens else _INSIDE
        if before is not None and token.follows:
            phrase = f"{fold.get(before.word, before.word)} {word}"
            if phrase in wanted:
                surface = " ".join(text[before.start : token.end].split())
                yield phrase, surface, _OPENING if before.opens else _INSIDE
        before = token


def _commonest(counted: Mapping[Any, int]) -> Any:
    """What was counted most; of equals what is written small, then the first of the alphabet."""
    return min(counted, key=lambda each: (-counted[each], str(each) != str(each).lower(), str(each)))
