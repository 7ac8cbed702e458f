"""Links are made from the secret again and again; with another secret they work on, and must be renewed to be said."""

from __future__ import annotations

import pytest
from support.conference import CODE, SECRET, House
from support.people import Table, fresh_key
from support.problems import problem

from reflection_wall.rules.permission import STANDING_ROLES
from reflection_wall.services import admit, links
from reflection_wall.services.links import Links, OtherSecret


def said(house: House, secret: str = SECRET) -> Links:
    """Every link of the conference."""
    with house.store.reading() as session:
        return links.of(session, secret, admit.conference(session, CODE))


def test_links_can_be_said_again_and_again(house: House) -> None:
    assert said(house) == said(house)


def test_there_is_one_link_for_each_table_and_each_standing_role(house: House) -> None:
    found = said(house)

    assert [(table.label, table.community, table.locale) for table in found.tables] == [
        ("14", "Rural leaders", "en"),
        ("22", "Direction francophone", "fr"),
        ("9", "A guarded circle", "en"),
    ]
    assert tuple(found.keys) == STANDING_ROLES


def test_another_secret_cannot_say_the_links(house: House) -> None:
    with pytest.raises(OtherSecret):
        said(house, "another secret")


def test_printed_links_work_on_under_another_secret(house: House) -> None:
    # They are looked up by their SHA-256; the secret is not asked.
    assert house.table().puts(fresh_key()).status == 201


def test_renewed_links_replace_the_old_ones(house: House) -> None:
    before = said(house)
    links.renew(house.store, "another secret", CODE)
    after = said(house, "another secret")
    old = {*before.keys.values(), *(table.key for table in before.tables)}
    new = {*after.keys.values(), *(table.key for table in after.tables)}

    assert old & new == set()
    assert Table(house.send, after.tables[0].key).puts(fresh_key()).status == 201
    problem(house.table().puts(fresh_key()), 404)
    problem(house.send("GET", f"/api/w/{before.keys['wall']}/changes"), 404)


def test_links_can_be_renewed_twice(house: House) -> None:
    links.renew(house.store, SECRET, CODE)
    first = said(house)
    links.renew(house.store, SECRET, CODE)

    assert first != said(house)
