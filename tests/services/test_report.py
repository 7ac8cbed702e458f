"""The numbers of a report, and that those of the communities together are those of the conference."""

from __future__ import annotations

from sqlalchemy import select
from support.conference import CODE, SECRET, House

from reflection_wall.models import Table
from reflection_wall.rules import keys
from reflection_wall.services import admit, report, seat


def counted(house: House) -> tuple[dict[str, tuple[int, int, int]], tuple[int, int, int]]:
    """Tables expected, tables that have shared, and reflections: of each community, and of the conference."""
    with house.store.reading() as session:
        conference = admit.conference(session, CODE)
        seats = report.participation(session, conference)
        whole = report.tallies(session, conference)
    return {each.name: (each.tally.tables_expected, each.tally.tables_shared, each.tally.kept) for each in seats}, (
        whole.tables_expected,
        whole.tables_shared,
        whole.kept,
    )


def moves(house: House, label: str, community: int) -> None:
    """A table goes to another community."""
    with house.store.reading() as session:
        table = session.scalars(select(Table.id).where(Table.label == label)).one()
    seat.change(house.store, house.conference_id, table, seat.Place(community=community))


def test_a_table_that_was_moved_is_counted_where_it_sits_and_its_words_where_they_were_said(house: House) -> None:
    house.table("14").shares("As rural leaders.")
    house.table("22").shares("En français.")
    moves(house, "22", 1)
    communities, whole = counted(house)
    rural, francophone, guarded = communities.values()

    assert (rural, francophone, guarded) == ((2, 2, 1), (0, 0, 1), (1, 0, 0))
    assert whole == (3, 2, 2) == tuple(map(sum, zip(*communities.values(), strict=True)))


def test_a_community_that_only_rehearsed_and_has_no_table_was_not_there(house: House) -> None:
    house.table("22").puts(keys.rehearsal_key(SECRET), "Invented.")
    moves(house, "22", 1)

    assert len(counted(house)[0]) == 2
