"""Reading: from the store to rows with all columns of what the groups said, some hundred at a time.

Columns are read and no objects made of them, and what many rows share (tables, communities, questions) is read once:
with twenty thousand rows this is the difference between two seconds and ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Prompt, Reflection, Revision, Table, Wording
from reflection_wall.rules.languages import said
from reflection_wall.rules.receipts import iso
from reflection_wall.services.review.columns import COLUMNS, MADE

_OF_REFLECTION = (
    *(Reflection.id, Reflection.reference, Reflection.table_id, Reflection.community_id, Reflection.prompt_id),
    *(Reflection.prompt_version, Reflection.state, Reflection.late, Reflection.on_wall, Reflection.consent),
    *(Reflection.redacted, Reflection.revision, Reflection.source, Reflection.walk_in, Reflection.received_at),
    Reflection.shown_at,
)
_OF_REVISION = (
    *(Revision.headline, Revision.text, Revision.kind, Revision.lang, Revision.people, Revision.written_at),
    Revision.received_at.label("revised_at"),
)


class Around:
    """What many rows share, read once, and the rows themselves on demand."""

    def __init__(self, session: Session, conference: Conference) -> None:
        self._session, self._conference = session, conference
        locale = conference.locale
        tables = session.execute(select(Table.id, Table.label).where(Table.conference_id == conference.id))
        self._tables: dict[int, str] = {row.id: row.label for row in tables}
        communities = session.execute(
            select(Community.id, Community.name, Community.kind, Community.region).where(
                Community.programme_id == conference.programme_id
            )
        )
        self._communities = {row.id: (said(row.name, locale), row.kind, row.region) for row in communities}
        wordings = session.execute(
            select(Wording.prompt_id, Wording.version, Wording.text)
            .join(Prompt, Prompt.id == Wording.prompt_id)
            .where(Prompt.conference_id == conference.id)
        )
        self._wordings = {(row.prompt_id, row.version): said(row.text, locale) for row in wordings}

    def rows(self, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """The rows of these reflections, by number."""
        found = self._session.execute(
            select(*_OF_REFLECTION, *_OF_REVISION)
            .outerjoin(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
            .where(Reflection.id.in_(ids))
        )
        return {row.id: self._row(row) for row in found}

    def _row(self, row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
        community, kind, region = self._communities[row.community_id]
        values = {
            **row._mapping,
            "conference": self._conference.code,
            "community": community,
            "community_kind": kind,
            "region": region,
            "table": self._tables[row.table_id],
            "prompt": self._wordings.get((row.prompt_id, row.prompt_version)),
            "language": row.lang,
            "received_at": iso(row.received_at),
            "revised_at": iso(row.revised_at),
            "shown_at": iso(row.shown_at),
        }
        return {column: values[column] for column in COLUMNS if column not in MADE}
