"""Propose: from what nobody has put into a theme yet to groups that a person may look at, name and take, or leave.

Reflections are grouped by what they mean where something can tell that, else by the telling words that they share.
Nothing of it is stored: what a person takes becomes a theme through `group.form`. Counting and comparing is done in a
native thread, so that a green server goes on answering everybody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import (
    SEEN,
    Community,
    Conference,
    Grouping,
    Programme,
    Prompt,
    Reflection,
    Revision,
    Wording,
)
from reflection_wall.rules import apart, keyness, likeness, visibility
from reflection_wall.rules.keyness import Said
from reflection_wall.rules.proposals import Proposal, described, proposed, together
from reflection_wall.store import Store
from reflection_wall.store.native import native_call

if TYPE_CHECKING:
    from reflection_wall.rules.likeness import Meaning

# More terms than a wall shows: a group needs company.
TERMS = 80


@dataclass(frozen=True)
class _Room:
    """All that is counted, and the community of each reflection."""

    said: Sequence[Said]
    communities: dict[str, int]
    question: Sequence[str]
    background: Sequence[str]


def themes(store: Store, conference_id: int, meaning: Meaning | None = None) -> dict[str, Any]:
    """`{"reflections", "tables", "left", "compared", "proposals": [{"terms", "items", "tables", "communities"}]}`: how
    many reflections in no theme there are, from how many tables, how many of them are in no proposal, from how many the
    groups were made, and the proposals with the ids of their reflections, the oldest first. `meaning` gives texts
    vectors, of which alike ones make the groups; without it shared words do."""
    with store.reading() as session:
        room = _room(session, conference_id)
    found: list[Proposal] = native_call(store.async_mode)(lambda: _proposed(room, meaning))
    covered = {item for each in found for item in each.items}
    return {
        "reflections": len(room.said),
        "tables": len({each.table for each in room.said}),
        "left": len(room.said) - len(covered),
        "compared": min(len(room.said), likeness.COMPARED) if meaning else len(room.said),
        "proposals": [
            {
                "terms": list(each.terms),
                "items": list(each.items),
                "tables": each.tables,
                "communities": len({room.communities[item] for item in each.items}),
            }
            for each in found
        ],
    }


def _proposed(room: _Room, meaning: Meaning | None) -> list[Proposal]:
    if meaning is None:
        return proposed(room.said, keyness.telling(room.said, room.question, room.background, TERMS))
    vectors = meaning(likeness.gist(room.said))
    groups = together(room.said, likeness.grouped(room.said, vectors, likeness.COMPARED))
    terms = apart.telling(room.said, groups, room.question)
    return [described(room.said, *each) for each in zip(groups, terms, strict=True)]


def _room(session: Session, conference_id: int) -> _Room:
    programme = session.scalars(
        select(Programme)
        .join(Conference, Conference.programme_id == Programme.id)
        .where(Conference.id == conference_id)
    ).one()
    purposes = session.scalars(select(Community.purpose).where(Community.programme_id == programme.id))
    wordings = session.scalars(
        select(Wording.text)
        .join(Prompt, (Prompt.id == Wording.prompt_id) & (Prompt.version == Wording.version))
        .where(Prompt.conference_id == conference_id)
    )
    rows = _ungrouped(session, conference_id)
    return _Room(
        said=[Said(row.public_id, row.table_id, f"{row.headline or ''}\n{row.text}", row.lang) for row in rows],
        communities={row.public_id: row.community_id for row in rows},
        question=[text for each in wordings for text in each.values()],
        background=[text for each in (programme.about, *purposes) for text in each.values()],
    )


def _ungrouped(session: Session, conference_id: int) -> list[Any]:
    """What organizers keep and nobody has put into a theme, in its newest wording, the oldest first."""
    rows = session.execute(
        select(
            *(Reflection.public_id, Reflection.table_id, Reflection.community_id),
            *(Revision.headline, Revision.text, Revision.lang, *SEEN),
        )
        .join(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .outerjoin(Grouping, Grouping.reflection_id == Reflection.id)
        .where(Reflection.conference_id == conference_id, Grouping.theme_id.is_(None), Reflection.source != "rehearsal")
        .order_by(Reflection.received_at, Reflection.id)
    )
    return [row for row in rows if visibility.kept_by_organizer(row)]
