"""Choosing: from what an organizer wants on the page of quotes to its rows, and to whom the page is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Quote, Reflection, Revision
from reflection_wall.rules import consent
from reflection_wall.rules.refusals import Conflict, Message, Unknown, later
from reflection_wall.store import Store, Writing

Deed = Literal["add", "up", "down", "off"]
NOT_ALLOWED = later("Its group no longer allows that it is quoted.")
NOT_UP = later("It waits for a moderator, or its table is muted, so the page cannot show it.")
MOST = 200
FULL = later("There are %(most)s quotes on the page already; please take one off first.")


def place(store: Store, conference_id: int, public_id: str, deed: Deed, by: str) -> None:
    """Put a reflection at the end of the page, in its present wording, move it by one, or take it off; what is done
    already changes nothing. Raises Unknown, Conflict where its group does not allow it, store.Unavailable."""
    store.write(lambda writing: _place(writing, conference_id, public_id, deed, by))


def set_page(store: Store, conference_id: int, *, public: bool, sites: Sequence[str]) -> None:
    """Switch the page on or off, and say which sites may frame it (rules.sites). Raises store.Unavailable."""

    def deed(writing: Writing) -> None:
        conference = writing.session.get_one(Conference, conference_id, with_for_update=True)
        conference.quotes_public, conference.embed = public, list(sites)

    store.write(deed)


def _place(writing: Writing, conference_id: int, public_id: str, deed: Deed, by: str) -> None:
    session = writing.session
    row = session.scalar(
        select(Reflection).where(Reflection.conference_id == conference_id, Reflection.public_id == public_id)
    )
    if row is None:
        raise Unknown
    quotes = list(
        session.scalars(
            select(Quote)
            .join(Reflection, Reflection.id == Quote.reflection_id)
            .where(Reflection.conference_id == conference_id)
            .order_by(Quote.position, Quote.reflection_id)
        )
    )
    at = next((n for n, each in enumerate(quotes) if each.reflection_id == row.id), None)
    if deed == "add":
        quotes.append(_add(writing, row, quotes.pop(at) if at is not None else None, len(quotes), by))
    elif at is not None:
        quote = quotes.pop(at)
        if deed == "off":
            session.delete(quote)
        else:
            quotes.insert(max(0, at + (-1 if deed == "up" else 1)), quote)
    for number, each in enumerate(quotes, start=1):
        each.position = number


def _add(writing: Writing, row: Reflection, known: Quote | None, many: int, by: str) -> Quote:
    """The quote as it is chosen now; once more for one whose words have changed."""
    if consent.leaves(row) not in ("named", "unnamed"):
        raise Conflict(Message(NOT_ALLOWED))
    if not consent.published(row, up=_up(writing.session, row)):
        raise Conflict(Message(NOT_UP))
    if known is None and many >= MOST:
        raise Conflict(Message(FULL, {"most": MOST}))
    quote = known or Quote(reflection_id=row.id, position=0)
    quote.revision, quote.chosen_by, quote.chosen_at = row.revision, by, writing.now
    if known is None:
        writing.session.add(quote)
    return quote


def _up(session: Session, row: Reflection) -> bool:
    """Whether the wording that was judged has the words of the present one."""
    if row.shown_revision is None:
        return False
    wordings = select(Revision.words_hash).where(
        Revision.reflection_id == row.id, Revision.number.in_((row.revision, row.shown_revision))
    )
    return len(set(session.scalars(wordings))) == 1
