"""Coding: given, taken back, undone; by whom, on which wording; one by one and many at once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from support.coding import Office
from support.people import fresh_key

from reflection_wall.models import Coding, Organizer, Reflection, Reviewed
from reflection_wall.rules.refusals import Conflict, Invalid, Unknown
from reflection_wall.services import amend, code, codebooks, retain
from reflection_wall.services.code import Passage, Seen, Undo

SAID = "We visit ᓂᐦᐃᔭᐍᐏᐣ schools 🍁 together."


@pytest.fixture(autouse=True)
def _codes(office: Office) -> None:
    """The programme has codes to give."""
    for key in ("equity", "success-challenge"):
        codebooks.adopt(office.store, office.programme_id, key)


def codings(office: Office) -> list[tuple[Any, ...]]:
    """Every coding: who, which code, where, on which wording."""
    with office.store.reading() as session:
        found = session.execute(
            select(Organizer.name, Coding.code_id, Reflection.public_id, Coding.revision, Coding.start, Coding.end)
            .join(Coding, Coding.coder_id == Organizer.id)
            .join(Reflection, Reflection.id == Coding.reflection_id)
            .order_by(Coding.reflection_id, Organizer.name, Coding.code_id, Coding.start)
        )
        return [tuple(row) for row in found]


def undone(office: Office, deed: Undo, coder: int | None = None) -> Undo:
    """Take a deed back."""
    return code.undo(office.store, office.programme_id, coder or office.anna, deed)


def test_a_reflection_has_several_codes_of_several_coders(office: Office) -> None:
    one = office.shared(SAID)
    access, success = office.code("Access"), office.code("Success")
    office.gives(office.anna, "Access", one)
    office.gives(office.anna, "Success", one)
    office.gives(office.ben, "Access", one)

    assert codings(office) == [
        *(("Anna", access, one, 1, None, None), ("Anna", success, one, 1, None, None)),
        ("Ben", access, one, 1, None, None),
    ]


def test_a_passage_is_counted_in_code_points(office: Office) -> None:
    one = office.shared(SAID)
    part = SAID.index("schools 🍁"), SAID.index(" together")
    office.gives(office.anna, "Access", one, passage=part)
    ((_, _, _, _, start, end),) = codings(office)

    assert SAID[start:end] == "schools 🍁"


def test_giving_the_same_again_changes_nothing(office: Office) -> None:
    one = office.shared(SAID)
    office.gives(office.anna, "Access", one)
    office.gives(office.anna, "Access", one, passage=(0, 2))
    again = [office.gives(office.anna, "Access", one), office.gives(office.anna, "Access", one, passage=(0, 2))]

    assert (again, len(codings(office))) == ([Undo(), Undo()], 2)


@pytest.mark.parametrize("passage", [(0, 0), (5, 3), (-1, 3), (0, 37), (99, 100), (2, 3)])
def test_a_passage_has_words_of_the_reflection(office: Office, passage: tuple[int, int]) -> None:
    one = office.shared(SAID)
    with pytest.raises(Invalid):
        office.gives(office.anna, "Access", one, passage=passage)

    assert codings(office) == []


def test_a_code_that_was_given_is_taken_back_and_the_taking_back_too(office: Office) -> None:
    one, two = office.shared(SAID), office.shared("Two.")
    given = office.gives(office.anna, "Access", one, two)
    before = codings(office)
    back = undone(office, given)
    gone = codings(office)
    undone(office, back)

    assert (gone, codings(office)) == ([], before)


def test_taking_a_code_leaves_passages_other_codes_and_other_coders(office: Office) -> None:
    one = office.shared(SAID)
    office.gives(office.anna, "Access", one, passage=(0, 2))
    office.gives(office.anna, "Success", one)
    office.gives(office.ben, "Access", one)
    before = codings(office)
    office.gives(office.anna, "Access", one)
    taken = code.take(office.store, office.programme_id, office.anna, [one], office.code("Access"))

    assert codings(office) == before
    undone(office, taken)
    assert len(codings(office)) == len(before) + 1


def test_what_a_bulk_deed_did_not_do_is_not_undone_with_it(office: Office) -> None:
    one, two = office.shared(SAID), office.shared("Two.")
    office.gives(office.anna, "Access", one)
    bulk = office.gives(office.anna, "Access", one, two)
    undone(office, bulk)

    assert [row[2] for row in codings(office)] == [one]


def test_nobody_undoes_for_somebody_else(office: Office) -> None:
    one = office.shared(SAID)
    given = office.gives(office.anna, "Access", one)
    undone(office, given, office.ben)

    assert len(codings(office)) == 1


def test_a_coding_says_which_wording_the_coder_read(office: Office) -> None:
    key = fresh_key()
    office.house.table().puts(key, "We will visit.")
    one = office.house.desk.items()[0]["id"]
    office.house.table().puts(key, "We will.", 2)
    code.give(
        *(office.store, office.programme_id, office.anna, [Seen(one, 1)], office.code("Access"), Passage(8, 13)),
    )
    with pytest.raises(Invalid):
        office.gives(office.anna, "Access", one, passage=(8, 13))

    assert [row[3:] for row in codings(office)] == [(1, 8, 13)]


def test_giving_a_code_to_a_newer_wording_moves_it_there_and_back(office: Office) -> None:
    key = fresh_key()
    office.house.table().puts(key, "We will visit.")
    one = office.house.desk.items()[0]["id"]
    office.gives(office.anna, "Access", one)
    office.house.table().puts(key, "We will.", 2)
    moved = office.gives(office.anna, "Access", one)
    now = [row[3] for row in codings(office)]
    undone(office, moved)

    assert (now, [row[3] for row in codings(office)]) == ([2], [1])


def test_a_new_revision_of_the_same_words_is_no_other_wording(office: Office) -> None:
    key = fresh_key()
    office.house.table().puts(key, "We will visit.")
    one = office.house.desk.items()[0]["id"]
    office.gives(office.anna, "Access", one, passage=(3, 7))
    code.done(office.store, office.programme_id, office.anna, [Seen(one)], "equity")
    office.house.table().puts(key, "We will visit.", 2, consent="quote")
    again = [
        office.gives(office.anna, "Access", one, passage=(3, 7)),
        code.done(office.store, office.programme_id, office.anna, [Seen(one)], "equity"),
    ]

    assert again == [Undo(), Undo()]


def test_a_passage_is_given_anew_after_a_redaction(office: Office) -> None:
    one = office.shared("We visit Erika.")
    office.gives(office.anna, "Access", one, passage=(0, 8))
    office.gives(office.anna, "Access", one)
    office.house.clock.passes(1)
    office.house.desk.judges(office.house.desk.items()[0], "redact", text="We visit them.")
    office.house.clock.passes(1)
    whole = office.gives(office.anna, "Access", one)
    anew = office.gives(office.anna, "Access", one, passage=(0, 8))

    assert (whole, len(anew.put), len(anew.taken)) == (Undo(), 1, 1)


def test_there_is_nothing_to_code_where_nothing_is_kept(office: Office) -> None:
    key = fresh_key()
    office.house.table().puts(key, "Soon gone.")
    one = office.house.desk.items()[0]["id"]
    given = office.gives(office.anna, "Access", one)
    office.house.table().takes_back(key)
    for missing in (one, fresh_key()):
        with pytest.raises(Unknown):
            office.gives(office.anna, "Success", missing)
    with pytest.raises(Unknown):
        code.give(office.store, office.programme_id + 1, office.anna, [Seen(one)], office.code("Access"))

    assert undone(office, given) == Undo()


def test_one_unknown_reflection_stops_all_of_them(office: Office) -> None:
    one = office.shared(SAID)
    with pytest.raises(Unknown):
        office.gives(office.anna, "Access", one, fresh_key())

    assert codings(office) == []


def test_what_went_meanwhile_does_not_stop_all_that_passed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "A_FEW", 1)
    one, two = office.shared(SAID), office.shared("Two.")
    seen = [Seen(each) for each in (one, fresh_key(), two)]
    mine = (office.store, office.programme_id, office.anna)
    given = code.give(*mine, seen, office.code("Access"), strictly=False)
    many = len(codings(office))
    done = code.done(*mine, seen, "equity", strictly=False)
    taken = code.take(*mine, [each.reflection for each in seen], office.code("Access"), strictly=False)

    assert (many, codings(office)) == (2, [])
    assert [[mark.reflection for mark in deed] for deed in (given.put, done.put, taken.taken)] == [[one, two]] * 3


def test_a_retired_code_stays_where_it_is_and_is_given_no_more(office: Office) -> None:
    one, two = office.shared(SAID), office.shared("Two.")
    office.gives(office.anna, "Access", one)
    amend.retire(office.store, office.programme_id, office.code("Access"))
    with pytest.raises(Conflict):
        office.gives(office.anna, "Access", two)

    assert [row[2] for row in codings(office)] == [one]


def test_an_archived_conference_is_coded_like_any_other(office: Office) -> None:
    one = office.shared(SAID)
    office.house.set(state="archived")
    office.gives(office.anna, "Access", one)

    assert len(codings(office)) == 1


def test_coding_is_nobody_s_business_in_the_room(office: Office) -> None:
    one = office.shared(SAID)
    before = office.house.head()
    office.gives(office.anna, "Access", one)

    assert office.house.head() == before


def test_erasing_takes_codings_with_it(office: Office) -> None:
    one = office.shared(SAID)
    office.gives(office.anna, "Access", one)
    code.done(office.store, office.programme_id, office.anna, [Seen(one)], "equity")

    def practice(writing: Any) -> None:
        writing.session.scalars(select(Reflection)).one().source = "rehearsal"

    office.store.write(practice)
    retain.clear_rehearsal(office.store, office.house.conference_id)
    with office.store.reading() as session:
        assert (session.scalars(select(Coding)).all(), session.scalars(select(Reviewed)).all()) == ([], [])


def test_being_done_is_said_and_taken_back(office: Office) -> None:
    one = office.shared(SAID)

    def done() -> list[tuple[int, int]]:
        with office.store.reading() as session:
            return [(row.coder_id, row.revision) for row in session.scalars(select(Reviewed))]

    said = code.done(office.store, office.programme_id, office.anna, [Seen(one)], "equity")
    there = done()
    back = undone(office, said)
    gone = done()
    undone(office, back)
    again = done()
    code.done(office.store, office.programme_id, office.anna, [Seen(one)], "equity", is_done=False)

    assert (there, gone, again, done()) == ([(office.anna, 1)], [], [(office.anna, 1)], [])


def test_nobody_is_done_with_a_codebook_that_is_not_there(office: Office) -> None:
    with pytest.raises(Unknown):
        code.done(office.store, office.programme_id, office.anna, [Seen(office.shared(SAID))], "slqs")
