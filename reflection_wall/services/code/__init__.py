"""Code: from a coder's hand to codings of reflections and of passages in them, one by one or many at once.

A coding is of one wording: the revision that the coder read. Of reflections that were chosen all must be there; of all
that passed some filters (not `strictly`), what has gone since is left out, or it would stop the rest halfway. Whatever
is done comes back as an `Undo`, which takes exactly that back; and taking back comes back as an `Undo` as well. An
archived conference is coded like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from reflection_wall.rules.refusals import Conflict, Message, Unknown, later
from reflection_wall.services.code.hand import Hand
from reflection_wall.services.code.marks import Done, Mark, Passage, Seen, Undo
from reflection_wall.store import Store, Writing

__all__ = ["Done", "Mark", "Passage", "Seen", "Undo", "done", "give", "take", "undo"]

# So many reflections in one write, so that a live room waits for nobody.
A_FEW = 200

Item = TypeVar("Item")


def give(
    store: Store,
    programme_id: int,
    coder_id: int,
    seen: Sequence[Seen],
    code: int,
    passage: Passage | None = None,
    *,
    strictly: bool = True,
) -> Undo:
    """Give a code to reflections, or to the same passage of each. What has it already keeps it as it is, unless it was
    given to an earlier wording: then it is given to this one.

    Raises Unknown, if `strictly` also for what is hidden, withdrawn or erased; Conflict when the code is retired;
    Invalid when a wording has no such passage. What is refused after the first 200 leaves those done.
    """

    def deed(writing: Writing, some: Sequence[Seen]) -> Undo:
        hand = Hand(writing, programme_id, coder_id, [each.reflection for each in some], strictly=strictly)
        if hand.is_retired(code):
            raise Conflict(Message(later("This code is retired and can no longer be given.")))
        wordings = hand.wordings(some, passage)
        return _put(hand, [Mark(public_id, code, number, passage, writing.now) for public_id, number in wordings])

    return _in_parts(store, seen, deed)


def take(
    store: Store,
    programme_id: int,
    coder_id: int,
    reflections: Sequence[str],
    code: int,
    passage: Passage | None = None,
    *,
    strictly: bool = True,
) -> Undo:
    """Take one's own code back from reflections, or from the same passage of each. Raises Unknown if `strictly`."""

    def deed(writing: Writing, some: Sequence[str]) -> Undo:
        hand = Hand(writing, programme_id, coder_id, some, strictly=strictly)
        return Undo(taken=_taken(hand, [Mark(public_id, code, 0, passage, writing.now) for public_id in some]))

    return _in_parts(store, reflections, deed)


def done(
    store: Store,
    programme_id: int,
    coder_id: int,
    seen: Sequence[Seen],
    codebook: str,
    *,
    is_done: bool = True,
    strictly: bool = True,
) -> Undo:
    """Say that one is done with reflections and a codebook, whatever codes of it they have, or that one is not.

    Raises Unknown: for a codebook that is not there, and if `strictly` for a reflection.
    """

    def deed(writing: Writing, some: Sequence[Seen]) -> Undo:
        hand = Hand(writing, programme_id, coder_id, [each.reflection for each in some], strictly=strictly)
        if not hand.has_codebook(codebook):
            raise Unknown
        marks = [Done(public_id, codebook, number, writing.now) for public_id, number in hand.wordings(some, None)]
        return _put(hand, marks) if is_done else Undo(taken=_taken(hand, marks))

    return _in_parts(store, seen, deed)


def undo(store: Store, programme_id: int, coder_id: int, deed: Undo) -> Undo:
    """Take a deed of this coder back. What has gone meanwhile, or is there again already, is left alone."""

    def back(writing: Writing, some: Sequence[tuple[Mark | Done, bool]]) -> Undo:
        hand = Hand(writing, programme_id, coder_id, [mark.reflection for mark, _ in some], strictly=False)
        taken = _taken(hand, [mark for mark, again in some if not again])
        return Undo(tuple(mark for mark, again in some if again and hand.put(mark)), taken)

    steps = [*((mark, False) for mark in deed.put), *((mark, True) for mark in deed.taken)]
    return _in_parts(store, steps, back)


def _put(hand: Hand, marks: Sequence[Mark | Done]) -> Undo:
    """Put marks there; those that stand for an earlier wording make room."""
    taken = _taken(hand, [mark for mark in marks if hand.older(mark)])
    return Undo(tuple(mark for mark in marks if hand.put(mark)), taken)


def _taken(hand: Hand, marks: Sequence[Mark | Done]) -> tuple[Mark | Done, ...]:
    return tuple(taken for mark in marks if (taken := hand.take(mark)) is not None)


def _in_parts(store: Store, items: Sequence[Item], deed: Callable[[Writing, Sequence[Item]], Undo]) -> Undo:
    whole = Undo()
    for start in range(0, len(items), A_FEW):
        some = items[start : start + A_FEW]
        whole += store.write(lambda writing, some=some: deed(writing, some))  # type: ignore[misc]
    return whole
