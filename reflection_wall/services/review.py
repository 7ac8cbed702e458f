"""Review: from the store to the rows that organizers take away, under the one visibility rule.

The organizer's own files hold every reflection that is neither hidden, withdrawn nor erased, with its consent; what is
made to be passed on (`share`) holds only what its group allowed, and names a community only where it allowed that too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reflection_wall.models import (
    SEEN,
    Community,
    Conference,
    Programme,
    Prompt,
    Reflection,
    Revision,
    Table,
    Wording,
)
from reflection_wall.rules import visibility
from reflection_wall.rules.languages import said
from reflection_wall.rules.receipts import iso

PAGE = 500


@dataclass(frozen=True)
class Scope:
    """How much of a conference a file holds. `share` wins over `everything`."""

    everything: bool = False
    share: bool = False


# One column of every file, and what the data dictionary says of it.
COLUMNS = {
    "reference": "The short name on the group's receipt.",
    "conference": "Code of the conference.",
    "community": "Name of the community of practice.",
    "community_kind": "role, topic, affinity or other.",
    "region": "Region of the community.",
    "table": "Label of the table.",
    "prompt": "The question, to the letter, in the conference's language.",
    "prompt_version": "Version of the question's wording.",
    "headline": "The group's own headline for the wall.",
    "text": "What the group wrote, in its newest wording.",
    "kind": "The group's own word for it: perspective, practice or both.",
    "language": "Language of the text (BCP 47), as the phone said.",
    "people": "How many sat at the table, as the group said.",
    "state": "live, held, hidden, withdrawn or erased.",
    "late": "Whether it arrived after its question had closed.",
    "on_wall": "Whether its group wanted it on the wall.",
    "consent": "wall: for the room and the organizers; report: without a name; quote: with the community's name.",
    "redacted": "Whether a moderator replaced the words.",
    "revision": "Number of the wording.",
    "source": "phone, form, paper or rehearsal.",
    "walk_in": "Whether the table was picked from the list instead of scanned.",
    "received_at": "When the first wording arrived (UTC).",
    "revised_at": "When this wording arrived (UTC).",
    "shown_at": "When it was first on the wall (UTC).",
    "written_at": "When the group finished writing, by its phone's clock.",
}

# What says which group it was: not for other people's eyes unless the group was willing to be named.
_NAMING = (
    *("community", "community_kind", "region", "table", "walk_in", "people", "reference"),
    *("received_at", "revised_at", "shown_at", "written_at"),
)


def rows(session: Session, conference: Conference, scope: Scope) -> Iterator[dict[str, Any]]:
    """Every reflection in `scope`, oldest first, one at a time and from one snapshot: the keys are COLUMNS."""
    found = session.execute(
        select(Reflection, Revision, Table, Community, Prompt, Wording)
        .join(Table, Table.id == Reflection.table_id)
        .join(Community, Community.id == Reflection.community_id)
        .outerjoin(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .outerjoin(Prompt, Prompt.id == Reflection.prompt_id)
        .outerjoin(Wording, (Wording.prompt_id == Prompt.id) & (Wording.version == Reflection.prompt_version))
        .where(Reflection.conference_id == conference.id, Reflection.revision > 0)
        .order_by(Reflection.received_at, Reflection.id)
        .execution_options(yield_per=PAGE)
    )
    for reflection, revision, table, community, _, wording in found:
        if _within(scope, reflection):
            row = _row(conference, reflection, revision, table, community, wording)
            yield _discreet(row, reflection) if scope.share else row


def consents(session: Session, conference: Conference, communities: Collection[int] | None = None) -> dict[str, int]:
    """How many of the organizer's reflections may be passed on, practice left out, of these communities (None: of all):
    `{"kept", "report", "quote"}`."""
    # All that are alike are judged once: a desk asks every second, and a room has few kinds and thousands of rows.
    statement = select(*SEEN, func.count().label("many")).where(
        Reflection.conference_id == conference.id, Reflection.source != "rehearsal"
    )
    if communities is not None:
        statement = statement.where(Reflection.community_id.in_(communities))
    kept = [row for row in session.execute(statement.group_by(*SEEN)) if visibility.kept_by_organizer(row)]
    return {
        "kept": sum(row.many for row in kept),
        "report": sum(row.many for row in kept if visibility.may_be_passed_on(row)),
        "quote": sum(row.many for row in kept if visibility.may_be_named(row)),
    }


def describe(session: Session, conference: Conference) -> dict[str, Any]:
    """The conference itself, for the head of a lossless file."""
    programme = session.get_one(Programme, conference.programme_id)
    return {
        "code": conference.code,
        "programme": programme.title,
        "title": conference.title,
        "date": conference.held_on.isoformat() if conference.held_on else None,
        "epoch": conference.epoch,
        "head": conference.last_seq,
    }


def _within(scope: Scope, reflection: Reflection) -> bool:
    practice = reflection.source == "rehearsal"
    if scope.share:
        return visibility.may_be_passed_on(reflection) and not practice
    if practice and reflection.state == "erased":
        return False  # cleared away: it never was
    return scope.everything or visibility.kept_by_organizer(reflection)


def _discreet(row: dict[str, Any], reflection: Reflection) -> dict[str, Any]:
    if visibility.may_be_named(reflection):
        return {**row, "table": None, "reference": None}
    return row | dict.fromkeys(_NAMING)


def _row(
    conference: Conference,
    reflection: Reflection,
    revision: Revision | None,
    table: Table,
    community: Community,
    wording: Wording | None,
) -> dict[str, Any]:
    values = {
        "reference": reflection.reference,
        "conference": conference.code,
        "community": said(community.name, conference.locale),
        "community_kind": community.kind,
        "region": community.region,
        "table": table.label,
        "prompt": said(wording.text, conference.locale) if wording else None,
        "prompt_version": reflection.prompt_version,
        "headline": revision.headline if revision else None,
        "text": revision.text if revision else None,
        "kind": revision.kind if revision else None,
        "language": revision.lang if revision else None,
        "people": revision.people if revision else None,
        "state": reflection.state,
        "late": reflection.late,
        "on_wall": reflection.on_wall,
        "consent": reflection.consent,
        "redacted": reflection.redacted,
        "revision": reflection.revision,
        "source": reflection.source,
        "walk_in": reflection.walk_in,
        "received_at": iso(reflection.received_at),
        "revised_at": iso(revision.received_at) if revision else None,
        "shown_at": iso(reflection.shown_at),
        "written_at": revision.written_at if revision else None,
    }
    return {column: values[column] for column in COLUMNS}
