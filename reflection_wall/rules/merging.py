"""Merging: from a text and what two people did to it meanwhile to the one text that has both, letter by letter.

The rule, for a shared draft on several phones of one table:

* What somebody wrote always stays, whatever the other did around it: no keystroke is ever lost.
* A deletion takes away what its author had seen and deleted, and nothing that came in between.
* Of two insertions at the same place that one stands first whose author wrote the letter before it, so that nobody's
  word is torn apart by a neighbour who writes there as well; otherwise the one that reached the server first.

Why a merge is enough: the server puts all changes in one order, so there is one text at every moment, and a phone need
only say which one it started from. Types that need no server, such as those of Yjs or Automerge, would cost the phone
more than its whole first load, for the case of two phones without a server, which can show each other nothing anyway.
Last writer wins would cost words, and a lock would cost the table its second phone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# How many deletions and insertions one change may have before it is looked at word by word, then as one replacement.
# The search takes the square of it.
MOST_EDITS = 48

_WORD = re.compile(r"\s*\S+|\s+")


@dataclass(frozen=True)
class Change:
    """What somebody did to a text: which of its letters are gone, and what came in before each of its places."""

    gone: frozenset[int]
    came: dict[int, str]


def change(before: str, after: str) -> Change:
    """The least that leads from one text to the other; for large changes something larger that does as well."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    head, tail = _at_a_word(before, after, head, tail)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    gone = set(range(head, head + len(old)))
    came: dict[int, str] = {}
    place = at = 0
    for x, y in [*_pairs(old, new), (len(old), len(new))]:
        if at < y:
            came[head + place] = new[at:y]
        gone.discard(head + x)
        place, at = x + 1, y + 1
    return Change(frozenset(gone), came)


def merged(base: str, first: str, second: str, leads: Callable[[int], bool] = lambda place: False) -> str:
    """The text with what led from `base` to `first` and to `second`.

    Where both came in at the same place, `first` stands first, unless `second` leads there.
    """
    if base in (first, second):
        return second if base == first else first
    one, other = change(base, first), change(base, second)
    gone = one.gone | other.gone
    text: list[str] = []
    for place in range(len(base) + 1):
        came = one.came.get(place, ""), other.came.get(place, "")
        text += came[::-1] if all(came) and leads(place) else came
        if place < len(base) and place not in gone:
            text.append(base[place])
    return "".join(text)


def joined(first: str, second: str) -> str:
    """Two texts of which nobody knows the common past, without a word of either lost.

    What they have in common stands once and the rest of the first before the rest of the second. Where fewer than half
    of the words agree they are two texts, and the second stands below the first.
    """
    if first.startswith(second.strip()):
        return first
    if second.startswith(first.strip()):
        return second
    ones, others = _words(first), _words(second)
    pairs = _matched([word.strip() for word in ones], [word.strip() for word in others]) or []
    if 2 * len(pairs) < min(len(ones), len(others)):
        return f"{first.rstrip()}\n{second.lstrip()}"
    text, x, y = "", 0, 0
    for to_x, to_y in pairs:
        text += _side_by_side("".join(ones[x:to_x]), "".join(others[y:to_y]))
        both = ones[to_x], others[to_y]
        # Only the first word of a text has no space before it.
        text += both[1] if text and not both[0][0].isspace() else both[0]
        x, y = to_x + 1, to_y + 1
    return text + _side_by_side("".join(ones[x:]), "".join(others[y:]))


def inherited(marks: bytes, before: str, after: str, mark: int) -> bytes:
    """A mark for each letter of `after`: that of the same letter in `before`, or `mark` for what has come."""
    made = change(before, after)
    found = bytearray()
    for place in range(len(before) + 1):
        found += bytes([mark]) * len(made.came.get(place, ""))
        if place < len(before) and place not in made.gone:
            found.append(marks[place])
    return bytes(found)


def _side_by_side(first: str, second: str) -> str:
    """Two wordings of the same place; one that was typed on from the other stands for both."""
    if first.startswith(second):
        return first
    if second.startswith(first):
        return second
    return f"{first} {second.lstrip()}"


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next((n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))


def _at_a_word(before: str, after: str, head: int, tail: int) -> tuple[int, int]:
    """Where only letters went or only letters came, and it might have been a little earlier: at the start of a word."""
    longer = max(before, after, key=len)
    if head + tail < min(len(before), len(after)):
        return head, tail
    end, start = len(longer) - tail, head
    while start > 0 and not longer[start - 1].isspace() and longer[start - 1] == longer[end - 1]:
        start, end = start - 1, end - 1
    if start == 0 or longer[start - 1].isspace():
        return start, len(longer) - end
    return head, tail


def _pairs(old: str, new: str) -> list[tuple[int, int]]:
    """Places in both that hold the same letter; none when the whole was replaced."""
    if not old or not new:
        return []
    found = _matched(old, new)
    if found is not None:
        return found
    olds, news = _words(old), _words(new)
    pairs = []
    for x, y in _matched(olds, news) or []:
        start, at = sum(map(len, olds[:x])), sum(map(len, news[:y]))
        pairs += [(start + n, at + n) for n in range(len(olds[x]))]
    return pairs


def _matched(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]] | None:
    """Places in both that hold the same, in order and as many as can be (Myers 1986); None for too large a change."""
    furthest = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(MOST_EDITS, len(old) + len(new)) + 1):
        trail.append(dict(furthest))
        for k in range(-edits, edits + 1, 2):
            x = _step(furthest, k, edits)
            while x < len(old) and 0 <= x - k < len(new) and old[x] == new[x - k]:
                x += 1
            furthest[k] = x
            if x >= len(old) and x - k >= len(new):
                return _way_back(trail, len(old), len(new))
    return None


def _way_back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for edits in range(len(trail) - 1, -1, -1):
        furthest, k = trail[edits], x - y
        before = k + 1 if _comes_down(furthest, k, edits) else k - 1
        from_x = furthest[before]
        from_y = from_x - before
        while x > from_x and y > from_y and x > 0 and y > 0:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = from_x, from_y
    return pairs[::-1]


def _step(furthest: dict[int, int], k: int, edits: int) -> int:
    return furthest[k + 1] if _comes_down(furthest, k, edits) else furthest[k - 1] + 1


def _comes_down(furthest: dict[int, int], k: int, edits: int) -> bool:
    return k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
