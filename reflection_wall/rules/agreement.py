"""Agreement: from what two or more coders said of the same units to how far they agree beyond chance.

The unit is the reflection: a coder has given it the code, or not; None where they have not judged it.

* Percent agreement: the share of units on which two coders say the same.
* Cohen's kappa, for two coders: κ = (pₒ − pₑ) / (1 − pₑ), with pₒ the share of agreement and pₑ = Σ p₁ₖ p₂ₖ what the
  two would agree on by chance. Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and
  Psychological Measurement, 20(1), 37–46. https://doi.org/10.1177/001316446002000104
* Krippendorff's alpha for nominal data, for two or more coders, some of whom may be missing:
  α = [(n − 1) Σ oₖₖ − Σ nₖ (nₖ − 1)] / [n (n − 1) − Σ nₖ (nₖ − 1)], with oₖₖ from the coincidences within units, each
  unit's pairs weighted by 1 / (mᵤ − 1). Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability.
  https://repository.upenn.edu/asc_papers/43; Krippendorff, K. (2018). Content analysis (4th ed.), ch. 12. SAGE.

Where nobody varies (everybody gave it to all, or to none) there is nothing to agree on beyond chance: both are
undefined, and told as None.

Passages have no units to be counted in, so there is no chance to correct for. Two passages of two coders agree when
what they share is at least half of what they cover together (Jaccard index ≥ 0.5), in code points; passages of one
coder that overlap or touch count as one, so that none can agree with two. The measure is 2a / (2a + b + c), the
F-measure, which kappa comes close to where what nobody marked cannot be counted: Hripcsak, G., & Rothschild, A. S.
(2005). Agreement, the F-measure, and reliability in information retrieval. Journal of the American Medical
Informatics Association, 12(3), 296–298. https://doi.org/10.1197/jamia.M1733
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

OVERLAP = Fraction(1, 2)

Judgement = Hashable | None
Pairs = Counter[tuple[Judgement, Judgement]]
Span = tuple[int, int]


@dataclass(frozen=True)
class Matched:
    """How many passages two coders share, and how many each has alone."""

    both: int = 0
    first: int = 0
    second: int = 0

    def __add__(self, other: Matched) -> Matched:
        return Matched(self.both + other.both, self.first + other.first, self.second + other.second)

    @property
    def agreement(self) -> float | None:
        """The F-measure; None where neither has any."""
        all_told = 2 * self.both + self.first + self.second
        return 2 * self.both / all_told if all_told else None


def percent(one: Sequence[Judgement], two: Sequence[Judgement]) -> float | None:
    """The share of units on which two coders agree, of those that both have judged; None where there is none."""
    pairs = _both(one, two)
    return _agreed(pairs) / pairs.total() if pairs else None


def kappa(one: Sequence[Judgement], two: Sequence[Judgement]) -> float | None:
    """Cohen's kappa over the units that both have judged; None where it is undefined."""
    pairs = _both(one, two)
    units = pairs.total()
    first, second = (_totals({pair[at]: many} for pair, many in pairs.items()) for at in (0, 1))
    chance = sum(first[value] * second[value] for value in first)
    if units * units == chance:
        return None
    return (units * _agreed(pairs) - chance) / (units * units - chance)


def alpha(coders: Sequence[Sequence[Judgement]]) -> float | None:
    """Krippendorff's alpha for nominal data; None where it is undefined. Units that fewer than two coders have judged
    do not count."""
    # However many units there are, few of them differ.
    patterns = Counter(zip(*coders, strict=True)).items()
    counted = ((Counter(value for value in unit if value is not None), many) for unit, many in patterns)
    units = [(unit, many) for unit, many in counted if unit.total() > 1]
    coincide = sum((Fraction(many * _alike(unit), unit.total() - 1) for unit, many in units), Fraction(0))
    totals = _totals({value: times * many for value, times in unit.items()} for unit, many in units)
    n = totals.total()
    alike = _alike(totals)
    if n * (n - 1) == alike:
        return None
    return float(((n - 1) * coincide - alike) / (n * (n - 1) - alike))


def matched(one: Iterable[Span], two: Iterable[Span]) -> Matched:
    """How the passages of two coders in one text, for one code, meet."""
    first, second = _joined(one), _joined(two)
    # Two passages apart from one another cannot both share half of a third: a pair that agrees is the only one.
    both = sum(_jaccard(a, b) >= OVERLAP for a in first for b in second)
    return Matched(both, len(first) - both, len(second) - both)


def _both(one: Sequence[Judgement], two: Sequence[Judgement]) -> Pairs:
    pairs = Counter(zip(one, two, strict=True))
    return Counter({pair: many for pair, many in pairs.items() if None not in pair})


def _agreed(pairs: Pairs) -> int:
    return sum(many for (a, b), many in pairs.items() if a == b)


def _alike(counted: Counter[Judgement]) -> int:
    """How many ordered pairs there are of two that are the same."""
    return sum(many * (many - 1) for many in counted.values())


def _totals(counts: Iterable[Mapping[Judgement, int]]) -> Counter[Judgement]:
    totals: Counter[Judgement] = Counter()
    for each in counts:
        totals.update(each)
    return totals


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _jaccard(a: Span, b: Span) -> Fraction:
    shared = max(min(a[1], b[1]) - max(a[0], b[0]), 0)
    return Fraction(shared, (a[1] - a[0]) + (b[1] - b[0]) - shared)
