"""Groups: what the groups said of themselves and of their words: how many they were, and what is new in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Conference, Reflection, Revision
from reflection_wall.rules import consent


@dataclass(frozen=True)
class Groups:
    """Counts over every reflection that counts anywhere: not hidden, withdrawn, erased or invented. `kinds` is by the
    group's own word, None where it said none; `people` sat at the `telling` tables that said how many; `on_paper`
    came on cards."""

    kinds: Counter[str | None]
    people: int
    telling: int
    on_paper: int


def groups(session: Session, conference: Conference) -> Groups:
    """What the groups of a conference said of themselves; a table that said it twice had the larger number."""
    found = session.execute(
        select(*SEEN, Reflection.source, Reflection.table_id, Revision.kind, Revision.people)
        .join(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .where(Reflection.conference_id == conference.id)
    )
    kinds: Counter[str | None] = Counter()
    seated: dict[int, int] = {}
    on_paper = 0
    for row in found:
        if consent.leaves(row) == "absent":
            continue
        kinds[row.kind] += 1
        on_paper += row.source == "paper"
        if row.people is not None:
            seated[row.table_id] = max(seated.get(row.table_id, 0), row.people)
    return Groups(kinds, sum(seated.values()), len(seated), on_paper)
