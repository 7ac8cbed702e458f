"""Memos: an organizer's own thoughts about a reflection."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from support.coding import Office
from support.people import fresh_key

from reflection_wall.models import Memo
from reflection_wall.rules.refusals import Invalid, Unknown
from reflection_wall.services import memo


def texts(office: Office) -> list[str]:
    """Every memo."""
    with office.store.reading() as session:
        return [each.text for each in session.scalars(select(Memo))]


def test_a_memo_is_written_removed_and_restored_as_it_was(office: Office) -> None:
    one = office.shared("We visit.")
    number = memo.add(office.store, office.programme_id, office.anna, one, " Ask them\u202e again. ")
    there = texts(office)
    thought = memo.remove(office.store, office.programme_id, office.anna, number)
    office.house.clock.passes(60)
    gone = texts(office)
    memo.restore(office.store, office.programme_id, office.anna, thought)

    assert (there, gone, texts(office)) == (["Ask them again."], [], ["Ask them again."])
    with office.store.reading() as session:
        assert session.scalars(select(Memo.written_at)).one() == thought.at


def test_nobody_removes_another_s_memo(office: Office) -> None:
    number = memo.add(office.store, office.programme_id, office.anna, office.shared("We visit."), "Mine.")
    for who, programme in ((office.ben, office.programme_id), (office.anna, office.programme_id + 1)):
        with pytest.raises(Unknown):
            memo.remove(office.store, programme, who, number)

    assert texts(office) == ["Mine."]


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "x" * 2001])
def test_a_memo_says_something_and_not_too_much(office: Office, text: str) -> None:
    with pytest.raises(Invalid):
        memo.add(office.store, office.programme_id, office.anna, office.shared("We visit."), text)


def test_there_is_nothing_to_think_about_where_nothing_is(office: Office) -> None:
    with pytest.raises(Unknown):
        memo.add(office.store, office.programme_id, office.anna, fresh_key(), "Hm.")
