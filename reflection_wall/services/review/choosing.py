"""Choosing: from the store to the reflections that a file holds, in the order of the file, and what it may say of each.

Only numbers are kept of them, so that twenty thousand weigh little; their words are read page by page afterwards.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Community, Conference, Reflection
from reflection_wall.rules import consent, suppression
from reflection_wall.rules.consent import Leave

PAGE = 500


@dataclass(frozen=True)
class Scope:
    """How much of a conference a file holds. `anonymous` wins over `share`, and both over `everything`."""

    everything: bool = False
    share: bool = False
    anonymous: bool = False

    @property
    def passed_on(self) -> bool:
        """Whether the file is made for other people's eyes."""
        return self.share or self.anonymous


@dataclass(frozen=True)
class Chosen:
    """The reflections of one file. `blurred` says, for an anonymous one, how many steps each community's description
    has to be blurred (rules.suppression.steps)."""

    ids: list[int]
    leaves: dict[int, Leave]
    blurred: dict[int, int] = field(default_factory=dict)


def choose(session: Session, conference: Conference, scope: Scope) -> Chosen:
    """What a file of this scope holds: oldest first, but words that leave without a name last and in an order that has
    nothing to do with when they came; if anonymous, all in an order that nobody can tell beforehand."""
    statement = (
        select(*SEEN, Reflection.id, Reflection.source, Reflection.write_key_hash)
        .add_columns(Community.id.label("who"), Community.kind, Community.region)
        .join(Community, Community.id == Reflection.community_id)
        .where(Reflection.conference_id == conference.id, Reflection.revision > 0)
        .order_by(Reflection.received_at, Reflection.id)
        .execution_options(yield_per=PAGE)
    )
    leaves: dict[int, Leave] = {}
    chance: dict[int, str] = {}
    described: dict[int, tuple[tuple[object, ...], ...]] = {}
    for row in session.execute(statement):
        leave = consent.leaves(row)
        if leave in ("named", "unnamed") if scope.passed_on else consent.stays(row, everything=scope.everything):
            leaves[row.id] = leave
            if scope.passed_on and leave == "unnamed":
                chance[row.id] = row.write_key_hash
            if scope.anonymous and leave == "named":
                described[row.id] = ((row.who, row.kind, row.region), (row.kind, row.region), (row.kind,))
    # What a phone drew by chance orders them alike in every export, and nobody else knows it.
    ids = [each for each in leaves if each not in chance] + sorted(chance, key=chance.__getitem__)
    if scope.anonymous:
        random.SystemRandom().shuffle(ids)
    return Chosen(ids, leaves, suppression.steps(described))
