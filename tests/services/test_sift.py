"""One page of everything: what passes a sieve, and what coders have put on it, in a few questions to the store."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event
from support.coding import Office
from support.people import fresh_key

from reflection_wall.rules.refusals import Invalid
from reflection_wall.rules.sieve import read
from reflection_wall.services import code, codebooks, memo, sift
from reflection_wall.services.code import Seen
from reflection_wall.services.sift import Asked


@pytest.fixture(autouse=True)
def _codes(office: Office) -> None:
    """The programme has codes to give."""
    codebooks.adopt(office.store, office.programme_id, "equity")


def page(office: Office, offset: int = 0, limit: int = 50, **filters: Any) -> dict[str, Any]:
    """A page as Anna sees it."""
    only = {name: filters.pop(name) for name in ("communities_of", "coders", "writers") if name in filters}
    with office.store.reading() as session:
        asked = Asked(
            *(office.programme_id, office.anna, read(filters)),
            communities=only.get("communities_of"),
            coders=only.get("coders"),
            writers=only.get("writers"),
        )
        return sift.page(session, asked, offset, limit)


def texts(office: Office, **filters: Any) -> list[str]:
    """The texts on a page."""
    return [row["text"] for row in page(office, **filters)["rows"]]


def test_a_row_tells_all_that_a_reviewer_needs(office: Office) -> None:
    receipt = office.house.table().shares("We visit.", headline="Visits", kind="practice", consent="quote", lang="en")
    (row,) = page(office)["rows"]

    assert {
        name: row[name] for name in ("reference", "conference", "table", "text", "headline", "kind", "consent")
    } == {
        "reference": receipt["reference"],
        "conference": "FALL25",
        "table": "14",
        "text": "We visit.",
        "headline": "Visits",
        "kind": "practice",
        "consent": "quote",
    }
    assert row["community"] == {"en": "Rural leaders", "fr": "Leaders ruraux"}
    assert row["prompt"]["en"] == "What has your group learned?"
    assert (row["codings"], row["memos"], row["done"], row["theme"]) == ([], [], [], None)


def test_codings_memos_and_being_done_stand_with_their_reflection(office: Office) -> None:
    one, two = office.shared("We visit one another."), office.shared("Two.")
    office.gives(office.anna, "Access", one, passage=(0, 8))
    office.gives(office.ben, "Inclusion", two)
    memo.add(office.store, office.programme_id, office.ben, two, "Hm.")
    code.done(office.store, office.programme_id, office.anna, [Seen(one)], "equity")
    code.done(office.store, office.programme_id, office.ben, [Seen(two)], "equity")
    first, second = page(office)["rows"]

    assert [(c["code"], c["name"], c["start"], c["end"], c["earlier"]) for c in first["codings"]] == [
        (office.code("Access"), "Anna", 0, 8, False)
    ]
    assert ([m["text"] for m in second["memos"]], first["done"], second["done"]) == (["Hm."], ["equity"], [])


def test_a_coder_who_judges_alone_sees_nobody_else_s_codes(office: Office) -> None:
    one = office.shared("One.")
    office.gives(office.anna, "Access", one)
    office.gives(office.ben, "Inclusion", one)
    (row,) = page(office, coders=[office.anna])["rows"]

    assert [coding["name"] for coding in row["codings"]] == ["Anna"]
    assert texts(office, coders=[office.anna], codes=[office.code("Inclusion")]) == []


def test_memos_are_told_of_those_alone_whose_are_asked_for(office: Office) -> None:
    one = office.shared("One.")
    for writer, text in ((office.anna, "Mine."), (office.ben, "Ben's.")):
        memo.add(office.store, office.programme_id, writer, one, text)

    def told(**whose: Any) -> list[str]:
        return [each["text"] for each in page(office, **whose)["rows"][0]["memos"]]

    assert (told(), told(writers=[office.anna]), told(writers=())) == (["Mine.", "Ben's."], ["Mine."], [])


def test_a_coding_of_an_earlier_wording_says_so(office: Office) -> None:
    key = fresh_key()
    office.house.table().puts(key, "We will visit.")
    office.gives(office.anna, "Access", office.house.desk.items()[0]["id"])
    before = page(office)["rows"][0]["codings"][0]["earlier"]
    office.house.table().puts(key, "We will not.", 2)

    assert (before, page(office)["rows"][0]["codings"][0]["earlier"]) == (False, True)


def test_a_new_revision_of_the_same_words_is_no_other_wording(office: Office) -> None:
    key = fresh_key()
    office.house.table().puts(key, "We will visit.")
    office.gives(office.anna, "Access", office.house.desk.items()[0]["id"], passage=(3, 7))
    office.house.table().puts(key, "We will visit.", 2, consent="quote")

    assert [each["earlier"] for each in page(office)["rows"][0]["codings"]] == [False]


def test_a_redaction_is_another_wording_too(office: Office) -> None:
    one = office.shared("We visit Erika.")
    office.gives(office.anna, "Access", one, passage=(9, 14))
    office.house.clock.passes(1)
    office.house.desk.judges(office.house.desk.items()[0], "redact", text="We visit them.")
    earlier = page(office)["rows"][0]["codings"][0]["earlier"]
    office.house.clock.passes(1)
    office.gives(office.anna, "Inclusion", one)

    assert (earlier, [c["earlier"] for c in page(office)["rows"][0]["codings"]]) == (True, [True, False])


def test_a_redaction_of_other_words_moves_passages_too(office: Office) -> None:
    key = fresh_key()
    office.house.table().puts(key, "We visit Erika.")
    one = office.house.desk.items()[0]["id"]
    office.gives(office.anna, "Access", one, passage=(9, 14))
    office.house.table().puts(key, "We visit Erika again.", 2)
    office.house.clock.passes(1)
    office.house.desk.judges(office.house.desk.items()[0], "redact", text="We visit them.")
    office.house.table().puts(key, "We visit Erika.", 3)

    assert [each["earlier"] for each in page(office)["rows"][0]["codings"]] == [True]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["Équité au village", "Deux", "Guarded"]),
        ({"text": "equite VILLAGE"}, ["Équité au village"]),
        ({"text": "equite deux"}, []),
        ({"text": "a title"}, ["Deux"]),
        ({"tables": ["22"]}, ["Deux"]),
        ({"regions": ["Zone 4"]}, ["Équité au village"]),
        ({"community_kinds": ["topic", "affinity"]}, ["Deux", "Guarded"]),
        ({"conferences": ["FALL25"]}, ["Équité au village", "Deux", "Guarded"]),
        ({"conferences": ["OTHER"]}, []),
        ({"consents": ["quote"]}, ["Deux"]),
        ({"kinds": ["perspective"]}, ["Deux"]),
        ({"states": ["hidden"]}, ["Hidden"]),
        ({"states": ["live", "hidden"], "tables": ["14"]}, ["Équité au village", "Hidden"]),
        ({"prompts": [1]}, ["Équité au village", "Deux", "Guarded"]),
        ({"prompts": [2]}, []),
        ({"communities": [1]}, ["Équité au village"]),
        ({"communities_of": [2]}, ["Deux"]),
        ({"communities_of": []}, []),
    ],
    ids=str,
)
def test_filters_let_pass_what_they_say(office: Office, filters: dict[str, Any], found: list[str]) -> None:
    office.shared("Équité au village")
    office.house.table("22").shares("Deux", consent="quote", kind="perspective", headline="A title")
    office.shared("Guarded", "9")
    office.shared("Hidden")
    office.house.desk.judges(next(item for item in office.house.desk.items() if item["text"] == "Hidden"), "hide")

    assert texts(office, **filters) == found


def test_filters_ask_for_codes(office: Office) -> None:
    one, two, _ = office.shared("One."), office.shared("Two."), office.shared("Three.")
    office.gives(office.anna, "Access", one)
    office.gives(office.ben, "Access", two)
    access = office.code("Access")

    assert texts(office, codes=[access]) == ["One.", "Two."]
    assert texts(office, codes=[access], coder=office.ben) == ["Two."]
    assert texts(office, codes=[office.code("Inclusion")]) == []
    assert texts(office, coded=True) == ["One.", "Two."]
    assert texts(office, coded=False) == ["Three."]
    assert texts(office, coded=False, coder=office.anna) == ["Two.", "Three."]


def test_what_waits_for_a_coder_is_neither_coded_nor_done(office: Office) -> None:
    one, two, _ = office.shared("One."), office.shared("Two."), office.shared("Three.")
    office.gives(office.anna, "Access", one)
    code.done(office.store, office.programme_id, office.anna, [Seen(two)], "equity")

    assert texts(office, waiting="equity") == ["Three."]


def test_themes_are_a_filter(office: Office) -> None:
    one, _ = office.shared("One."), office.shared("Two.")
    theme = fresh_key()
    office.house.desk.asks("PUT", f"themes/{theme}", name="A theme")
    office.house.desk.asks("PUT", f"reflections/{one}/theme", theme=theme)

    assert texts(office, themes=[theme]) == ["One."]
    assert page(office)["rows"][0]["theme"] == theme


def test_pages_follow_one_another_and_know_the_whole(office: Office) -> None:
    for n in range(5):
        office.shared(f"{n}")
    pages = [page(office, offset, 2) for offset in (0, 2, 4, 6)]

    assert [[row["text"] for row in each["rows"]] for each in pages] == [["0", "1"], ["2", "3"], ["4"], []]
    assert {each["total"] for each in pages} == {5}


def test_everything_that_passes_can_be_coded_at_once(office: Office) -> None:
    for n in range(3):
        office.shared(f"{n} visits")
    with office.store.reading() as session:
        passing = sift.passing(session, Asked(office.programme_id, office.anna, read({"text": "visits"})))
    seen = [Seen(public_id, revision) for public_id, revision in passing]
    code.give(office.store, office.programme_id, office.anna, seen, office.code("Access"))

    assert [len(row["codings"]) for row in page(office)["rows"]] == [1, 1, 1]


def test_a_page_asks_the_store_as_often_for_forty_as_for_two(office: Office) -> None:
    def questions() -> int:
        asked: list[str] = []

        def count(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            asked.append(statement)

        engine = office.store._reader
        event.listen(engine, "before_cursor_execute", count)
        page(office)
        event.remove(engine, "before_cursor_execute", count)
        return len(asked)

    for n in range(2):
        office.gives(office.anna, "Access", office.shared(f"{n}"))
    few = questions()
    for n in range(38):
        office.gives(office.anna, "Access", office.shared(f"more {n}"))

    assert questions() == few < 10


@pytest.mark.parametrize("filters", [{}, {"coded": True}, {"coded": False}, {"waiting": "equity"}], ids=str)
def test_twice_as_much_to_filter_by_codes_is_twice_the_work(office: Office, filters: dict[str, Any]) -> None:
    codes = {} if filters else {"codes": [office.code("Access")]}

    def work() -> int:
        steps: list[None] = []
        with office.store.reading() as session:
            raw: Any = session.connection().connection.driver_connection
            raw.set_progress_handler(lambda: steps.append(None), 10)
            sift.passing(session, Asked(office.programme_id, office.anna, read({**filters, **codes})))
            raw.set_progress_handler(None, 0)
        return len(steps)

    def share(many: int) -> None:
        found = [office.shared(f"{n}") for n in range(many)]
        for coder in (office.anna, office.ben):
            office.gives(coder, "Access", *found)

    share(30)
    once = work()
    share(30)

    assert work() < 2.5 * once


def test_a_filter_that_is_none_is_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        page(office, colour="red")
