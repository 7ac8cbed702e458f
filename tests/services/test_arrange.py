"""From a plan to a conference: what lives on from one to the next, and what a new one takes off the walls."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from support.conference import CODE, PLAN, SECRET, House
from support.problems import problem

from reflection_wall.models import Community, Conference, Pass, Programme, Prompt, Table
from reflection_wall.rules import keys, plan
from reflection_wall.rules.refusals import Conflict
from reflection_wall.services import admit, arrange
from reflection_wall.store import Store

NEXT = PLAN.replace('code = "FALL25"', 'code = "SPRING26"').replace("2025-11-05", "2026-04-22")


def test_a_conference_is_what_its_plan_says(house: House) -> None:
    with house.store.reading() as session:
        conference = session.scalars(select(Conference)).one()
        tables = session.execute(select(Table.label, Table.locale).order_by(Table.position)).all()
        prompts = session.execute(select(Prompt.position, Prompt.state).order_by(Prompt.position)).all()

    assert (conference.code, conference.moderation, conference.delay, conference.locale) == (CODE, "open", 10, "en")
    assert [tuple(row) for row in tables] == [("14", None), ("22", "fr"), ("9", None)]
    assert [tuple(row) for row in prompts] == [(1, "open"), (2, "closed")]


def test_a_purge_date_is_set_for_90_days_after(house: House) -> None:
    with house.store.reading() as session:
        assert str(session.scalars(select(Conference.purge_on)).one()) == "2026-02-03"


def test_a_code_is_taken_once(house: House) -> None:
    with pytest.raises(Conflict, match="There is a conference with the code"):
        arrange.create(house.store, SECRET, plan.read(PLAN))


def test_a_refused_plan_leaves_nothing(house: House) -> None:
    with pytest.raises(Conflict):
        arrange.create(house.store, SECRET, plan.read(PLAN.replace('title = {en = "A year', 'title = {en = "Another')))

    with house.store.reading() as session:
        assert len(session.scalars(select(Programme)).all()) == 1


def test_a_conference_without_a_code_gets_one_that_can_be_typed(store: Store) -> None:
    code = arrange.create(store, SECRET, plan.read(PLAN.replace('code = "FALL25"', "")))

    assert plan.CODE.fullmatch(code)
    assert set(code) & set("01IOLU") == set()


def test_programme_and_communities_live_on_in_the_next_conference(house: House) -> None:
    arrange.create(house.store, SECRET, plan.read(NEXT))

    with house.store.reading() as session:
        assert len(session.scalars(select(Programme)).all()) == 1
        assert [name["en"] if "en" in name else name["und"] for name in session.scalars(select(Community.name))] == [
            "Rural leaders",
            "Direction francophone",
            "A guarded circle",
        ]


def test_the_next_conference_says_anew_what_the_programme_is_about(house: House) -> None:
    anew = NEXT.replace("Why we meet.", "Why we still meet.").replace("Somebody (2006)", "Somebody else (2026)")
    arrange.create(house.store, SECRET, plan.read(anew.replace("Une année", "Toute une année")))
    about, en_francais = house.visitor().opens(f"/c/{CODE}/about"), house.visitor().opens(f"/c/{CODE}/about?lang=fr")

    assert ("Why we still meet." in about.text, "Somebody else (2026)" in about.text) == (True, True)
    assert "Toute une année de communautés" in en_francais.text


def test_what_the_next_plan_leaves_out_of_the_programme_stays_as_it_was(house: House) -> None:
    lines = [line for line in NEXT.splitlines() if not line.startswith(("about =", "references ="))]
    arrange.create(house.store, SECRET, plan.read("\n".join(lines)))
    about = house.visitor().opens(f"/c/{CODE}/about").text

    assert ("Why we meet." in about, "Somebody (2006)" in about) == (True, True)


def test_a_reference_is_told_in_the_reader_s_language(house: House) -> None:
    both = NEXT.replace('["Somebody', '[{en = "Two books.", fr = "Deux livres."}, "Somebody')
    arrange.create(house.store, SECRET, plan.read(both))
    told = [house.visitor().opens(f"/c/SPRING26/about?lang={locale}").text for locale in ("en", "fr")]

    assert [[words in text for words in ("Two books.", "Deux livres.", "Somebody (2006)")] for text in told] == [
        [True, False, True],
        [False, True, True],
    ]


def test_two_conferences_count_for_themselves(house: House) -> None:
    arrange.create(house.store, SECRET, plan.read(NEXT))
    house.table().shares()

    with house.store.reading() as session:
        assert dict(session.execute(select(Conference.code, Conference.last_seq)).all()) == {CODE: 2, "SPRING26": 1}  # type: ignore[arg-type]


def test_a_community_that_becomes_guarded_leaves_every_wall(house: House) -> None:
    house.table("14").shares("Canary.")
    cursor = house.head()
    guarded = NEXT.replace('kind = "role"', 'kind = "role"\nguarded = true')
    arrange.create(house.store, SECRET, plan.read(guarded))

    assert [item["state"] for item in house.wall.frame(cursor)["items"]] == ["gone"]
    assert "Canary." not in str(house.wall.frame())


def test_a_guarded_community_stays_guarded_when_a_later_plan_forgets_it(house: House) -> None:
    arrange.create(house.store, SECRET, plan.read(NEXT.replace("guarded = true", "")))
    house.table("9").shares("Canary.")

    assert house.wall.frame()["items"] == []


def test_a_revoked_pass_is_answered_like_an_unknown_one(house: House) -> None:
    house.store.write(
        lambda writing: [
            setattr(held, "revoked_at", writing.now)
            for held in writing.session.scalars(select(Pass).where(Pass.role == "wall"))
        ]
    )

    problem(house.send("GET", f"/api/w/{house.keys['wall']}/changes"), 404)


def test_a_pass_ends_when_its_time_is_over(house: House) -> None:
    house.store.write(
        lambda writing: [setattr(held, "expires_at", house.clock.now) for held in writing.session.scalars(select(Pass))]
    )

    problem(house.send("GET", f"/api/w/{house.keys['wall']}/changes"), 404)


def test_a_code_is_found_however_it_is_typed(house: House) -> None:
    with house.store.reading() as session:
        assert admit.conference(session, " fall25 ").code == CODE


def test_the_store_holds_no_key_of_any_link(house: House) -> None:
    with house.store.reading() as session:
        held = {*session.scalars(select(Pass.key_hash)), *session.scalars(select(Table.key_hash))}
        held |= set(session.scalars(select(Table.walk_in_hash)))

    assert held & {*house.keys.values(), *house.tables.values()} == set()
    assert {keys.kept(key) for key in (*house.keys.values(), *house.tables.values())} <= held
