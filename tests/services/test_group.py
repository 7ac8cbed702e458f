"""Themes: named by a person, filled by hand, told in the order of the desk."""

from __future__ import annotations

import pytest
from support.conference import SECRET, House
from support.people import fresh_key
from support.problems import problem

from reflection_wall.rules import keys
from reflection_wall.rules.refusals import Archived, Invalid, Unknown
from reflection_wall.services import group
from reflection_wall.services.group import Formed


def shared(house: House, *texts: str) -> list[str]:
    """The ids of reflections with these words, in their order."""
    for text in texts:
        house.table().shares(text)
    ids = {item["text"]: item["id"] for item in house.desk.items()}
    return [ids[text] for text in texts]


def named(house: House, name: str) -> str:
    """A theme of this name."""
    theme = fresh_key()
    assert house.desk.asks("PUT", f"themes/{theme}", name=name).status == 200
    return theme


def put(house: House, reflection: str, theme: str | None) -> None:
    """Put a reflection into a theme."""
    assert house.desk.asks("PUT", f"reflections/{reflection}/theme", theme=theme).status == 200


def test_a_theme_holds_what_was_put_into_it(house: House) -> None:
    one, two, alone = shared(house, "Visits.", "More visits.", "Something else.")
    theme = named(house, "Visiting one another")
    for each in (one, two):
        put(house, each, theme)

    assert house.desk.stage()["themes"] == [{"id": theme, "name": "Visiting one another", "items": [one, two]}]
    assert {item["id"]: item["theme"] for item in house.desk.items()} == {one: theme, two: theme, alone: None}


def test_a_reflection_is_in_one_theme_at_most(house: House) -> None:
    (one,) = shared(house, "Visits.")
    first, second = named(house, "First"), named(house, "Second")
    put(house, one, first)
    put(house, one, second)
    moved = [theme["items"] for theme in house.desk.stage()["themes"]]
    put(house, one, None)

    assert (moved, [theme["items"] for theme in house.desk.stage()["themes"]]) == ([[], [one]], [[], []])


def test_a_theme_is_renamed_and_moved(house: House) -> None:
    first, second = named(house, "First"), named(house, "Second")
    house.desk.asks("PUT", f"themes/{second}", name="Now the first", position=1)

    assert [(theme["id"], theme["name"]) for theme in house.desk.stage()["themes"]] == [
        (second, "Now the first"),
        (first, "First"),
    ]


def test_a_theme_that_is_taken_away_leaves_its_reflections(house: House) -> None:
    (one,) = shared(house, "Visits.")
    theme = named(house, "Visiting")
    put(house, one, theme)
    before = house.head()
    house.desk.asks("DELETE", f"themes/{theme}")
    told = house.send("GET", f"/api/d/{house.keys['presenter']}/changes?after={before}").body["items"]

    assert [(item["id"], item["theme"]) for item in told] == [(one, None)]
    assert (house.desk.stage()["themes"], house.wall.texts()) == ([], ["Visits."])


def test_walls_are_told_of_themes_in_their_scene_and_never_of_what_is_hidden(house: House) -> None:
    up, hidden = shared(house, "Up.", "Hidden.")
    theme = named(house, "Both")
    for each in (up, hidden):
        put(house, each, theme)
    house.desk.judges(next(item for item in house.desk.items() if item["id"] == hidden), "hide")
    elsewhere = house.wall.frame()["stage"]["themes"]
    house.desk.sets(scene="themes")

    assert (elsewhere, house.wall.frame()["stage"]["themes"]) == (
        [],
        [{"id": theme, "name": "Both", "items": [up]}],
    )


@pytest.mark.parametrize("name", ["", "x" * 81, None])
def test_a_theme_has_a_name(house: House, name: str | None) -> None:
    refused = house.desk.asks("PUT", f"themes/{fresh_key()}", name=name)

    assert problem(refused, 422, "errors")["errors"].keys() == {"name"}


def test_there_is_room_for_so_many_themes_and_no_more(house: House) -> None:
    for n in range(24):
        named(house, f"Theme {n}")

    assert house.desk.asks("PUT", f"themes/{fresh_key()}", name="One too many").status == 422


@pytest.mark.parametrize("theme", ["short", "x" * 200])
def test_a_theme_goes_by_a_key(house: House, theme: str) -> None:
    problem(house.desk.asks("PUT", f"themes/{theme}", name="No key"), 404)


def test_nothing_is_put_into_a_theme_that_does_not_exist(house: House) -> None:
    (one,) = shared(house, "Visits.")

    problem(house.desk.asks("PUT", f"reflections/{one}/theme", theme=fresh_key()), 404)


def held(house: House) -> dict[str, list[str]]:
    """What each theme holds, by name."""
    return {theme["name"]: theme["items"] for theme in house.desk.stage()["themes"]}


def test_a_theme_of_a_proposal_is_made_at_once(house: House) -> None:
    one, two, three = shared(house, "Visits.", "More visits.", "Something else.")
    other = named(house, "Other")
    put(house, one, other)
    group.form(house.store, house.conference_id, fresh_key(), "Visiting", [one, two])

    assert held(house) == {"Other": [], "Visiting": [one, two]}
    assert {item["id"]: item["theme"] is None for item in house.desk.items()} == {one: False, two: False, three: True}


def test_a_theme_is_made_whole_or_not_at_all(house: House) -> None:
    (one,) = shared(house, "Visits.")
    for key, name, reflections, refusal in (
        (fresh_key(), "Visiting", [one, fresh_key()], Unknown),
        (fresh_key(), "", [one], Invalid),
        ("short", "Visiting", [one], Unknown),
    ):
        with pytest.raises(refusal):
            group.form(house.store, house.conference_id, key, name, reflections)

    assert held(house) == {}


def test_many_are_put_into_a_theme_at_once_and_back_where_they_were(house: House) -> None:
    one, two, three = shared(house, "One.", "Two.", "Three.")
    first, second = named(house, "First"), named(house, "Second")
    put(house, one, first)
    before = group.move(house.store, house.conference_id, dict.fromkeys([one, two, three], second))
    moved = held(house)
    there = group.move(house.store, house.conference_id, before)

    assert (before, moved) == ({one: first, two: None, three: None}, {"First": [], "Second": [one, two, three]})
    assert (there, held(house)) == (dict.fromkeys([one, two, three], second), {"First": [one], "Second": []})


def test_one_that_is_not_there_moves_none_of_them(house: House) -> None:
    (one,) = shared(house, "One.")
    theme = named(house, "A theme")
    for places in ({one: theme, fresh_key(): theme}, {one: fresh_key()}):
        with pytest.raises(Unknown):
            group.move(house.store, house.conference_id, places)

    assert held(house) == {"A theme": []}


def test_two_themes_become_one_and_two_again(house: House) -> None:
    one, two = shared(house, "Visits.", "More visits.")
    first, second = named(house, "First"), named(house, "Second")
    put(house, one, first)
    put(house, two, second)
    before, head = held(house), house.head()
    formed = group.merge(house.store, house.conference_id, first, second)
    merged, items = (
        held(house),
        house.send("GET", f"/api/d/{house.keys['presenter']}/changes?after={head}").body["items"],
    )
    group.form(house.store, house.conference_id, formed.theme, formed.name, formed.reflections, formed.position)

    assert formed == Formed(first, "First", 1, (one,))
    assert (merged, [item["id"] for item in items]) == ({"Second": [one, two]}, [one])
    assert (held(house), list(held(house))) == (before, ["First", "Second"])


def test_a_theme_is_not_merged_with_itself_nor_with_nothing(house: House) -> None:
    theme = named(house, "First")
    for into in (theme, fresh_key()):
        with pytest.raises(Unknown):
            group.merge(house.store, house.conference_id, theme, into)


def test_an_archived_conference_is_grouped_like_any_other(house: House) -> None:
    one, two = shared(house, "Visits.", "More visits.")
    visiting = named(house, "Visiting")
    house.set(state="archived")
    put(house, one, visiting)
    made = fresh_key()
    group.form(house.store, house.conference_id, made, "More", [two])
    group.merge(house.store, house.conference_id, made, visiting)

    assert held(house) == {"Visiting": [one, two]}


def test_there_is_nothing_to_group_once_every_word_is_gone(house: House) -> None:
    house.set(state="archived", purged_at=house.clock.now)
    with pytest.raises(Archived):
        group.put_theme(house.store, house.conference_id, fresh_key(), "Visiting", None)


def test_a_theme_counts_tables_and_communities_of_what_is_kept(house: House) -> None:
    one, two, hidden = shared(house, "Visits.", "More visits.", "Hidden.")
    house.table("22").shares("Visites.")
    three = house.desk.items()[-1]["id"]
    theme = named(house, "Visiting")
    named(house, "Empty")
    for each in (one, two, three, hidden):
        put(house, each, theme)
    house.desk.judges(next(item for item in house.desk.items() if item["id"] == hidden), "hide")
    with house.store.reading() as session:
        told = group.counted(session, house.conference_id)

    assert [(each["name"], each["items"], each["tables"], each["communities"]) for each in told] == [
        *(("Visiting", [one, two, three], 2, 2), ("Empty", [], 0, 0)),
    ]


def test_what_a_rehearsal_invented_counts_in_no_theme(house: House) -> None:
    house.table().puts(keys.rehearsal_key(SECRET), "Invented.")
    theme = named(house, "Visiting")
    put(house, house.desk.items()[0]["id"], theme)
    with house.store.reading() as session:
        (told,) = group.counted(session, house.conference_id)

    assert (told["items"], told["tables"], told["communities"]) == ([], 0, 0)
