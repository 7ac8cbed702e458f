"""Watching: from the dates of all conferences to the warnings before a purge, and to the purge itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference
from reflection_wall.rules import retention
from reflection_wall.rules.refusals import Archived, Invalid, Message
from reflection_wall.services.retain.purging import purge
from reflection_wall.store import Store, Writing

Endless = Literal["endless"]

BY_ITSELF = "retention"


@dataclass(frozen=True)
class Outlook:
    """How long a conference's words will stay."""

    code: str
    stage: retention.Stage
    purge_on: date | None
    days: int | None

    @property
    def warning(self) -> str | None:
        """The sentence for whoever runs the server, once it is time to know."""
        if self.stage not in ("soon", "near", "due"):
            return None
        when = {"due": "are due to go since", "near": "GO FOR GOOD after", "soon": "go for good after"}[self.stage]
        return (
            f"the words of {self.code} {when} {self.purge_on}: export them first, or keep them with "
            f"“reflection-wall retention {self.code}”."
        )


def outlooks(session: Session, today: date) -> list[Outlook]:
    """Every conference that has not been purged, in the order of their dates."""
    rows = session.scalars(select(Conference).where(Conference.purged_at.is_(None)).order_by(Conference.purge_on))
    return [outlook(each, today) for each in rows]


def outlook(conference: Conference, today: date) -> Outlook:
    """Where one conference stands on this day."""
    days = (conference.purge_on - today).days if conference.purge_on else None
    return Outlook(conference.code, retention.stage(conference, today), conference.purge_on, days)


def set_retention(
    store: Store, conference_id: int, *, purge_on: date | Endless | None = None, records: bool | None = None
) -> None:
    """Move the date of the purge or take it away, or keep the conference for the records; None leaves either as it is.

    Raises Invalid for another date that cannot be it, Archived once everything has gone, store.Unavailable.
    """
    store.write(lambda writing: _set(writing, conference_id, purge_on, records))


def purge_what_is_due(store: Store) -> list[str]:
    """Begin the warnings that are due, and purge what has been warned of for long enough; returns the codes of what
    was purged. The caller sees to it that the store empties its log."""
    now = store.clock()
    with store.reading() as session:
        known = session.scalars(select(Conference).where(Conference.purged_at.is_(None))).all()
    for each in known:
        if retention.to_warn(each, now.date()):
            store.write(partial(_warn, conference_id=each.id))
    due = [each for each in known if retention.may_purge(each, now)]
    for each in due:
        purge(store, each.id, BY_ITSELF)
    return [each.code for each in due]


def _set(writing: Writing, conference_id: int, purge_on: date | Endless | None, records: bool | None) -> None:
    conference = writing.session.get_one(Conference, conference_id, with_for_update=True)
    if conference.purged_at is not None:
        raise Archived
    if purge_on == "endless":
        conference.purge_on = None
    elif purge_on is not None and purge_on != conference.purge_on:
        if not retention.may_be_set(purge_on, conference.held_on, writing.now.date()):
            raise Invalid({"purge_on": Message(retention.TOO_SOON)})
        conference.purge_on = purge_on
    if records is not None:
        conference.kept_for_records = records


def _warn(writing: Writing, conference_id: int) -> None:
    """Looked at anew: the date may have moved, or a hold may have come, since this was found out."""
    conference = writing.session.get_one(Conference, conference_id, with_for_update=True)
    if retention.to_warn(conference, writing.now.date()):
        conference.purge_warned_of, conference.purge_warned_at = conference.purge_on, writing.now
