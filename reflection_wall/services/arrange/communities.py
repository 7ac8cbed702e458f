"""Communities: from the office to the communities of a programme, in the organizer's order.

A community that becomes guarded leaves every wall at once, with all that it has shared. One that is no longer guarded
shows what it shares from then on: what its tables wrote before, they wrote for the organizers alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Leading, Programme, Reflection, Table
from reflection_wall.models.programme import KINDS
from reflection_wall.rules import meanwhile, written
from reflection_wall.rules.labels import strange
from reflection_wall.rules.refusals import Conflict, Message, Unknown, later
from reflection_wall.rules.written import Faults
from reflection_wall.services.arrange import rows
from reflection_wall.store import Store, Writing

Words = Mapping[str, str]

# What a community says of itself, and its lead may change; the rest decides about walls and reports.
OWN = ("name", "purpose", "domain", "practice", "contact")
SHOWN = (*OWN, "kind", "region", "guarded")

NO_KIND = later("Please choose what kind of community it is.")
TAKEN = later("Another community of this programme has this name.")
IN_USE = later("This community has tables or reflections, so that it stays.")


@dataclass(frozen=True)
class Wish:
    """What somebody typed of a community."""

    name: Words
    purpose: Words = field(default_factory=dict)
    domain: Words = field(default_factory=dict)
    practice: Words = field(default_factory=dict)
    kind: str = "other"
    region: str = ""
    contact: str = ""
    guarded: bool = False


@dataclass(frozen=True)
class Listed:
    """A community in the list of its programme."""

    community: Community
    tables: int


def listed(session: Session, programme_id: int, within: Collection[int] | None) -> list[Listed]:
    """The communities of a programme that somebody sees (None: all), in order."""
    seated = select(func.count()).where(Table.community_id == Community.id).scalar_subquery()
    statement = select(Community, seated).where(Community.programme_id == programme_id)
    if within is not None:
        statement = statement.where(Community.id.in_(within))
    return [Listed(row, count) for row, count in session.execute(statement.order_by(*_ORDER))]


def one(session: Session, community_id: int, within: Collection[int] | None) -> Community:
    """A community, if somebody sees it. Raises Unknown."""
    found = session.get(Community, community_id)
    if found is None or (within is not None and community_id not in within):
        raise Unknown
    return found


def add(store: Store, programme_id: int, wish: Wish) -> int:
    """A new community at the end; returns its number. Raises Invalid, Conflict for a name that is taken, Unknown."""
    kept = _checked(wish)

    def deed(writing: Writing) -> int:
        if writing.session.get(Programme, programme_id) is None:
            raise Unknown
        return put(writing, programme_id, kept).id

    return store.write(deed)


def change(
    store: Store,
    community_id: int,
    wish: Wish,
    within: Collection[int] | None,
    shown: Mapping[str, str] | None = None,
) -> None:
    """Let a community be this, so far as it differs from what a form had `shown`; a lead's wish, who sees only what is
    `within`, counts for what a community says of itself alone. Raises Invalid, Conflict, Unknown."""
    kept = _checked(wish)
    if within is not None:
        kept = {name: kept[name] for name in OWN}

    def deed(writing: Writing) -> None:
        community = one(writing.session, community_id, within)
        wanted = meanwhile.wanted(kept, shown, community)
        _free(writing, community.programme_id, wanted.get("name", {}), community_id)
        before = (community.guarded, community.name)
        for name, value in wanted.items():
            setattr(community, name, value)
        if community.guarded and not before[0]:
            rows.guard(writing, community)
        elif community.name != before[1]:
            _tell_cards(writing, community_id)
        rows.tell(writing, community.programme_id)

    store.write(deed)


def move(store: Store, community_id: int, places: int) -> None:
    """Move a community up (negative) or down in its programme's order. Raises Unknown."""

    def deed(writing: Writing) -> None:
        community = one(writing.session, community_id, None)
        statement = select(Community).where(Community.programme_id == community.programme_id).order_by(*_ORDER)
        order = list(writing.session.scalars(statement))
        at = order.index(community)
        order.insert(max(0, min(len(order) - 1, at + places)), order.pop(at))
        for position, each in enumerate(order, start=1):
            each.position = position
        rows.tell(writing, community.programme_id)

    store.write(deed)


def take_away(store: Store, community_id: int) -> None:
    """Take away a community that has never sat at a table. Raises Conflict and Unknown."""

    def deed(writing: Writing) -> None:
        community = one(writing.session, community_id, None)
        for used in (Table, Reflection):
            if writing.session.scalar(select(used.id).where(used.community_id == community_id).limit(1)) is not None:
                raise Conflict(Message(IN_USE))
        writing.session.execute(delete(Leading).where(Leading.community_id == community_id))
        writing.session.delete(community)

    store.write(deed)


def put(writing: Writing, programme_id: int, kept: Mapping[str, Any]) -> Community:
    """A checked community at the end of the order. Raises Conflict."""
    _free(writing, programme_id, kept["name"])
    last = writing.session.scalar(select(func.max(Community.position)).where(Community.programme_id == programme_id))
    community = Community(programme_id=programme_id, position=(last or 0) + 1, **kept)
    writing.session.add(community)
    writing.session.flush()
    return community


_ORDER = (Community.position, Community.id)


def _free(writing: Writing, programme_id: int, name: Mapping[str, str], own: int | None = None) -> None:
    mine = {each.casefold() for each in name.values()}
    for other in writing.session.scalars(select(Community).where(Community.programme_id == programme_id)):
        if other.id != own and mine & {each.casefold() for each in other.name.values()}:
            raise Conflict(Message(TAKEN))


def _tell_cards(writing: Writing, community_id: int) -> None:
    """Cards are signed with the community: whoever shows one hears of its new name."""
    running = (
        select(Reflection)
        .join(Conference, Conference.id == Reflection.conference_id)
        .where(Reflection.community_id == community_id, Conference.state == "running")
    )
    for row in writing.session.scalars(running):
        writing.changed(row)


def _checked(wish: Wish) -> dict[str, Any]:
    faults = Faults()
    kept: dict[str, Any] = {
        "name": written.line(faults, "name", wish.name),
        "purpose": written.text(faults, "purpose", wish.purpose),
        "domain": written.text(faults, "domain", wish.domain),
        "practice": written.text(faults, "practice", wish.practice),
        "kind": wish.kind,
        "region": written.short(faults, "region", wish.region),
        "contact": written.short(faults, "contact", wish.contact),
        "guarded": wish.guarded,
    }
    for name in kept["name"].values():
        if wrong := strange(name):
            faults.note("name", wrong)
    if wish.kind not in KINDS:
        faults.note("kind", Message(NO_KIND))
    faults.settle()
    return kept
