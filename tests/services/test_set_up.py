"""Setting up behind the office's forms: what a change means for what tables have shared, and for their walls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from support.conference import CODE, SECRET, House

from reflection_wall.models import Conference, Programme
from reflection_wall.rules import keys, seating
from reflection_wall.rules.refusals import Conflict, Invalid
from reflection_wall.services import admit, links, rehearsals
from reflection_wall.services.arrange import communities, conferences, programmes, questions, tables
from reflection_wall.services.arrange.communities import Wish
from reflection_wall.web import rehearsing

RURAL = 1
NAME = {"en": "Rural leaders", "fr": "Leaders ruraux"}


def guard(house: House, *, guarded: bool) -> None:
    """Tick the box of a community, or clear it."""
    communities.change(house.store, RURAL, Wish(NAME, kind="role", guarded=guarded), None)


def wordings(house: House) -> list[questions.Asked]:
    """The questions as the office lists them."""
    with house.store.reading() as session:
        return questions.listed(session, house.conference_id)


def test_a_community_that_becomes_guarded_leaves_the_wall_with_all_that_it_has_shared(house: House) -> None:
    house.table().shares("Before.")
    shown = house.wall.texts()
    guard(house, guarded=True)
    house.table().shares("After.")

    assert (shown, house.wall.texts()) == (["Before."], [])


def test_what_was_shared_under_guard_stays_off_the_wall_when_the_guard_ends(house: House) -> None:
    guard(house, guarded=True)
    house.table().shares("For the organizers.")
    guard(house, guarded=False)
    house.table().shares("For the room.")

    assert house.wall.texts() == ["For the room."]


def test_a_reference_that_nobody_has_touched_keeps_its_other_languages(house: House) -> None:
    book = {"en": "A book.", "fr": "Un livre."}
    house.store.write(lambda writing: setattr(writing.session.get_one(Programme, 1), "references", [book, "Another."]))
    programmes.change(house.store, 1, programmes.Wish({"en": "P"}, references="Un livre.\nAnother one."))

    with house.store.reading() as session:
        assert session.get_one(Programme, 1).references == [book, "Another one."]


def test_other_words_are_a_new_version_and_the_old_ones_are_kept(house: House) -> None:
    first = wordings(house)[1]
    questions.reword(house.store, house.conference_id, first.id, {"en": "And what now?"})
    questions.reword(house.store, house.conference_id, first.id, {"en": "And what now?"})
    now = wordings(house)[1]

    assert (now.version, now.text, now.earlier) == (2, {"en": "And what now?"}, [first.text])


def test_an_open_question_that_tables_have_answered_is_not_reworded(house: House) -> None:
    house.table().shares("An answer.")
    with pytest.raises(Conflict):
        questions.reword(house.store, house.conference_id, wordings(house)[0].id, {"en": "Something else?"})


def test_three_stages_take_the_place_of_questions_until_somebody_has_answered(house: House) -> None:
    questions.stage(house.store, house.conference_id)
    staged = [(each.position, each.state, each.text["en"].split(":")[0]) for each in wordings(house)]
    house.table().shares("A challenge.")

    assert staged == [(1, "open", "Challenge"), (2, "closed", "Choice"), (3, "closed", "Action")]
    with pytest.raises(Conflict):
        questions.stage(house.store, house.conference_id)
    with pytest.raises(Conflict):
        questions.take_away(house.store, house.conference_id, wordings(house)[0].id)


def test_a_table_goes_only_while_it_has_shared_nothing(house: House) -> None:
    house.table("14").shares("Here.")
    with house.store.reading() as session:
        ids = {each.table.label: each.table.id for each in tables.listed(session, house.conference_id, None)}
    tables.take_away(house.store, house.conference_id, ids["22"])

    assert house.visitor().opens(f"/t/{house.tables['22']}").status == 404
    with pytest.raises(Conflict):
        tables.take_away(house.store, house.conference_id, ids["14"])


def test_many_tables_come_at_once_or_not_at_all(house: House) -> None:
    with pytest.raises(Invalid):
        tables.add(house.store, SECRET, house.conference_id, "20-24", RURAL, None)
    added = tables.add(house.store, SECRET, house.conference_id, "30-32, A1", RURAL, "fr")
    with house.store.reading() as session:
        labels = [each.table.label for each in tables.listed(session, house.conference_id, None)]

    assert (added, labels) == (4, ["14", "22", "9", "30", "31", "32", "A1"])


def test_a_list_with_one_bad_line_sets_up_nothing(house: House) -> None:
    cells = seating.text_cells("Table,Community\n50,New ones\n51,\n")
    with pytest.raises(tables.Misfit):
        tables.bring(house.store, SECRET, house.conference_id, cells, create=True)
    with house.store.reading() as session:
        found = (len(tables.listed(session, house.conference_id, None)), len(communities.listed(session, 1, None)))

    assert found == (3, 3)


def test_a_copy_has_the_same_tables_and_questions_with_links_and_a_code_of_its_own(house: House) -> None:
    wish = conferences.Wish({"en": "Spring"}, "2026-05-05")
    code = conferences.copy(house.store, SECRET, 1, wish, house.conference_id)
    with house.store.reading() as session:
        copy = admit.conference(session, code)
        mine, theirs = links.of(session, SECRET, copy), links.of(session, SECRET, admit.conference(session, CODE))
        asked = [each.text for each in questions.listed(session, copy.id)]

    assert [(each.label, each.community, each.locale) for each in mine.tables] == [
        (each.label, each.community, each.locale) for each in theirs.tables
    ]
    assert asked == [each.text for each in wordings(house)]
    assert not {each.key for each in mine.tables} & {each.key for each in theirs.tables}


def test_no_purge_is_set_for_a_day_that_has_come(house: House) -> None:
    with pytest.raises(Invalid) as refused:
        conferences.change(house.store, house.conference_id, conferences.Choices({"en": "C"}, purge_on="2025-11-05"))
    with house.store.reading() as session:
        title = session.scalars(select(Conference.title).where(Conference.code == CODE)).one()

    assert (list(refused.value.errors), title["en"]) == (["purge_on"], "Fall Conference")


def rehearsed(house: House) -> None:
    """Every table has shared one sample."""
    with house.store.reading() as session:
        places = rehearsals.places(session, admit.conference(session, CODE))
    rehearsing.play(house.store, house.conference_id, rehearsing.turns(places, SECRET, 1, 0))


def due(house: House) -> list[int]:
    """The rehearsals that are to be cleared now."""
    with house.store.reading() as session:
        return rehearsals.due(session, house.clock.now)


def test_a_rehearsal_ends_on_the_next_day(house: House) -> None:
    rehearsed(house)
    before = due(house)
    house.clock.now += timedelta(days=1)

    assert (before, due(house)) == ([], [house.conference_id])


def test_a_rehearsal_ends_with_the_first_real_reflection_once_it_has_been_quiet(house: House) -> None:
    rehearsed(house)
    house.table().shares("Somebody tries a tent.")
    while_trying = due(house)
    house.clock.passes(11 * 60)
    house.table().shares("The room begins.")

    assert (while_trying, due(house)) == ([], [house.conference_id])


def test_samples_are_known_for_practice_by_their_keys(house: House) -> None:
    with house.store.reading() as session:
        places = rehearsals.places(session, admit.conference(session, CODE))
    audience = rehearsing.turns(places, SECRET, 2, 60)

    assert all(keys.is_rehearsal_key(SECRET, turn.key) for turn in audience)
    assert [turn.after for turn in audience] == sorted(turn.after for turn in audience)
