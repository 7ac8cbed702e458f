"""Tables: from the office to many tables at once, and to a table that nobody will sit at after all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Note, Reflection, Resonance, Table
from reflection_wall.rules import seating
from reflection_wall.rules.labels import labels
from reflection_wall.rules.languages import SPOKEN, text_of
from reflection_wall.rules.refusals import Conflict, Invalid, Message, Unknown, later
from reflection_wall.rules.seating import Cells, Kept, Known, Plan
from reflection_wall.rules.seating.line import Read
from reflection_wall.services.arrange import communities, rows
from reflection_wall.store import Store, Writing

TEXTS = ("purpose", "domain", "practice")

NO_COMMUNITY = later("There is no such community.")
NO_LANGUAGE = later("There is no such language here.")
THERE = later("There is a table %(label)s already.")
SHARED = later("This table has shared something, so that it stays. It can be renamed, moved or muted.")
CHANGED = later("Something was changed meanwhile, so that this list no longer fits. Please look at it once more.")


class Misfit(Invalid):
    """A list that cannot be set up as it is; its plan says line by line why."""

    def __init__(self, plan: Plan) -> None:
        super().__init__({"list": Message(CHANGED)})
        self.plan = plan


@dataclass(frozen=True)
class Seated:
    """A table in the office's list."""

    table: Table
    shared: int


def listed(session: Session, conference_id: int, within: frozenset[int] | None) -> list[Seated]:
    """The tables that somebody sees (None: all), in order, with how much each has shared and kept."""
    kept = select(Reflection.table_id).where(
        Reflection.conference_id == conference_id, Reflection.state.not_in(("withdrawn", "erased"))
    )
    counts: dict[int, int] = {}
    for table_id in session.scalars(kept):
        counts[table_id] = counts.get(table_id, 0) + 1
    statement = select(Table).where(Table.conference_id == conference_id).order_by(Table.position)
    found = [each for each in session.scalars(statement) if within is None or each.community_id in within]
    return [Seated(each, counts.get(each.id, 0)) for each in found]


def one(session: Session, conference_id: int, table_id: int) -> Table:
    """A table of a conference. Raises Unknown."""
    found = session.get(Table, table_id)
    if found is None or found.conference_id != conference_id:
        raise Unknown
    return found


def add(store: Store, secret: str, conference_id: int, said: str, community_id: int, locale: str | None) -> int:
    """Many tables at once, such as “1-24”, all or none; returns how many. Raises Invalid, Archived."""
    wanted = labels(said)
    if locale is not None and locale not in SPOKEN:
        raise Invalid({"locale": Message(NO_LANGUAGE)})

    def deed(writing: Writing) -> int:
        conference = rows.running(writing, conference_id)
        community = writing.session.get(Community, community_id)
        if community is None or community.programme_id != conference.programme_id:
            raise Invalid({"community": Message(NO_COMMUNITY)})
        taken = set(writing.session.scalars(select(Table.label).where(Table.conference_id == conference_id)))
        if twice := next((each for each in wanted if each in taken), None):
            raise Invalid({"label": Message(THERE, {"label": twice})})
        for label in wanted:
            rows.add_table(writing, secret, conference, label, community_id, locale)
        return len(wanted)

    return store.write(deed)


def take_away(store: Store, conference_id: int, table_id: int) -> None:
    """Take a table away that has shared nothing but practice. Raises Conflict, Unknown, Archived."""

    def deed(writing: Writing) -> None:
        rows.running(writing, conference_id)
        table = one(writing.session, conference_id, table_id)
        mine = Reflection.table_id == table_id
        practice = (Reflection.source == "rehearsal") & (Reflection.state == "erased")
        if writing.session.scalar(select(Reflection.id).where(mine, ~practice).limit(1)) is not None:
            raise Conflict(Message(SHARED))
        others = select(Table.id).where(Table.conference_id == conference_id, Table.id != table_id).limit(1)
        other = writing.session.scalar(others)
        if other is None and writing.session.scalar(select(Reflection.id).where(mine).limit(1)) is not None:
            raise Conflict(Message(SHARED))
        # What is left of cleared practice has no words; it only tells walls that something is gone.
        writing.session.execute(update(Reflection).where(mine).values(table_id=other))
        for around in (Note, Resonance):
            writing.session.execute(delete(around).where(around.table_id == table_id))
        writing.session.delete(table)

    store.write(deed)


def known(session: Session, conference_id: int, programme_id: int) -> Known:
    """What is there already, for whoever reads a list."""
    every = session.scalars(select(Community).where(Community.programme_id == programme_id)).all()
    named = {name.casefold(): each.id for each in every for name in each.name.values()}
    seated = session.execute(select(Table.label, Table.community_id).where(Table.conference_id == conference_id))
    return Known(named, {row.label: row.community_id for row in seated}, {each.id: _kept(each) for each in every})


def bring(store: Store, secret: str, conference_id: int, cells: Cells, *, create: bool) -> Plan:
    """Set up every table of a list, and with `create` the communities that are not known yet: all or nothing.

    Raises Misfit with the plan where any line is at fault or any community unknown, Archived.
    """

    def deed(writing: Writing) -> Plan:
        conference = rows.running(writing, conference_id)
        plan = seating.planned(cells, known(writing.session, conference_id, conference.programme_id))
        if plan.faults or (plan.new and not create):
            raise Misfit(plan)
        made = {name: _made(writing, conference.programme_id, read) for name, read in plan.new.items()}
        named = {**known(writing.session, conference_id, conference.programme_id).communities, **made}
        for row in plan.fresh:
            community_id = named[row.community.casefold()]
            rows.add_table(writing, secret, conference, row.label, community_id, row.locale)
        return plan

    return store.write(deed)


def _kept(community: Community) -> Kept:
    texts = {"community": community.name, **{each: getattr(community, each) for each in TEXTS}}
    return Kept(texts, community.kind, community.region, community.contact, community.guarded)


def _made(writing: Writing, programme_id: int, read: Read) -> int:
    """A community that a list brings."""
    texts: Mapping[str, dict[str, str]] = read.texts
    kept = {
        "name": text_of(read.names),
        **texts,
        "kind": read.kind or "other",
        "region": read.region,
        "contact": read.contact,
        "guarded": bool(read.guarded),
    }
    return communities.put(writing, programme_id, kept).id
