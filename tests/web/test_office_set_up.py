"""The set-up through its pages, by people of every role, with a browser that runs no scripts."""

from __future__ import annotations

import io

import openpyxl
import pytest
from sqlalchemy import select
from support.conference import House
from support.office import Organizer
from support.visitor import Page

from reflection_wall.models import Community, Programme, Table

LIST = "/office/c/FALL25/list"


@pytest.fixture
def owner(house: House) -> Organizer:
    """Who set the installation up."""
    return Organizer(house.app).sets_up(house)


def pastes(owner: Organizer, cells: str) -> Page:
    """Paste a list and look at what it means."""
    return owner.sends(owner.opens(LIST).form("", 1), list=cells)


def test_a_list_is_shown_and_then_set_up(owner: Organizer) -> None:
    preview = pastes(owner, "Table\tCommunity\n1-4\tRural leaders\n5\tNew ones\n")
    before = owner.opens("/office/c/FALL25/tables").text
    done = owner.follows(owner.sends(preview.form("/set-up")))

    assert "5 tables will be added. 1 community is new." in preview.text
    assert ("3 tables" in before, "8 tables" in done.text) == (True, True)


def test_new_communities_are_made_only_when_somebody_says_so(owner: Organizer) -> None:
    page = owner.sends(pastes(owner, "5\tNew ones").form("/set-up"), "create")

    assert (page.status, "Tick this" in page.text) == (422, True)
    assert "New ones" not in owner.opens("/office/programmes/1").text


def test_a_bad_list_names_its_lines_and_can_be_mended_where_it_stands(owner: Organizer) -> None:
    page = pastes(owner, "Table\tCommunity\n\n7\t\n")

    assert page.status == 422
    assert "Line 3, column “Community”: The community is missing." in page.text
    assert page.form("/list").fields["list"] == "Table\tCommunity\n\n7\t\n"


@pytest.mark.parametrize(
    ("cells", "label", "community"),
    [
        ('101,"Directors, Principals, fr"', "101", "Directors, Principals, fr"),
        ('Table,Community\n101,"Directors; Principals\tand all"', "101", "Directors; Principals and all"),
        ("Table\tCommunity\tOther, not, known, here\n101\tDirectors, Principals\t", "101", "Directors, Principals"),
    ],
)
def test_what_is_set_up_is_what_was_shown(
    house: House, owner: Organizer, cells: str, label: str, community: str
) -> None:
    preview = pastes(owner, cells)
    owner.sends(preview.form("/set-up"))
    with house.store.reading() as session:
        (name,) = session.scalars(select(Community.name).join(Table).where(Table.label == label))

    assert f'<th scope="row">{label}</th><td>{community}</td>' in preview.html
    assert list(name.values()) == [community]


def test_the_paragraphs_of_a_purpose_stay(house: House, owner: Organizer) -> None:
    preview = pastes(owner, 'Table\tCommunity\tPurpose\n5\tNew ones\t"We visit.\n\nWe write."\n')
    owner.sends(preview.form("/set-up"))
    with house.store.reading() as session:
        found = session.scalars(select(Community).order_by(Community.id.desc())).first()

    assert found is not None
    assert list(found.purpose.values()) == ["We visit.\n\nWe write."]


def test_a_list_to_be_mended_keeps_its_paragraphs_and_its_lines(owner: Organizer) -> None:
    page = pastes(owner, 'Table,Community,Purpose\n5,,"We visit.\n\nWe write."\n\n6,\n')

    assert "Line 2, column “Community”" in page.text
    assert "Line 6, column “Community”" in page.text
    assert page.form("/list").fields["list"] == ('Table\tCommunity\tPurpose\n5\t\t"We visit.\n\nWe write."\n\n6\t\n')


@pytest.mark.parametrize(
    "cells", ["", "{}", "[[1]]", '[[1,["Table","Community"]],[2,[7,8]]]', '[["x",[]]]', "[" * 5000]
)
def test_what_no_page_of_ours_carries_is_refused(owner: Organizer, cells: str) -> None:
    page = owner.sends(pastes(owner, "7\tRural leaders").form("/set-up"), cells=cells)

    assert (page.status, "This list cannot be read yet" in page.text) == (422, True)


def test_a_known_community_is_not_guarded_in_passing(owner: Organizer) -> None:
    page = pastes(owner, "Table\tCommunity\tGuarded\n7\tRural leaders\tyes")
    agreed = pastes(owner, "Table\tCommunity\tGuarded\n7\tRural leaders\tno")

    assert "Line 2, column “Guarded”: “Rural leaders” is there already, and says something else here." in page.text
    assert "1 table will be added." in agreed.text


def test_a_workbook_is_uploaded(house: House, owner: Organizer) -> None:
    book, written = openpyxl.Workbook(), io.BytesIO()
    for row in (("Table", "Communauté"), (7, "Rural leaders")):
        book.active.append(row)
    book.save(written)
    form = owner.opens(LIST).form("", 1)
    data = {**form.fields, "file": (io.BytesIO(written.getvalue()), "tables.xlsx")}
    reply = owner._client.post(LIST, data=data, headers={"Origin": owner.origin})

    assert "1 table will be added." in " ".join(reply.get_data(as_text=True).split())


def test_a_file_that_is_too_large_is_refused_in_a_sentence(owner: Organizer) -> None:
    token = owner.opens(LIST).form("", 1).fields["token"].encode()
    part = b'--x\r\nContent-Disposition: form-data; name="'
    body = part + b'token"\r\n\r\n' + token + b"\r\n" + part + b'file"; filename="a.csv"\r\n\r\n'
    body += b"1,Rural\n" * 700_000 + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    reply = owner._client.post(LIST, data=body, content_type=kind, headers={"Origin": owner.origin})

    assert (reply.status_code, "larger than 5 MB" in reply.get_data(as_text=True)) == (422, True)


def test_what_the_programme_says_is_on_its_page_and_behind_the_phone_s_notice(house: House, owner: Organizer) -> None:
    form = owner.opens("/office/programmes/1/texts").form("", 1)
    owner.sends(form, notice_en="We collect what tables write.", acceptable_use_en="Be kind.", equity_en="For all.")
    about, phone = owner.opens("/c/FALL25/about").text, owner.opens(f"/t/{house.tables['14']}").text

    assert [each in about for each in ("We collect what tables write.", "Be kind.", "For all.")] == [True] * 3
    assert [each in phone for each in ("We collect what tables write.", "Be kind.", "For all.")] == [True, True, False]


def test_the_form_shows_references_of_several_languages_and_keeps_them(house: House, owner: Organizer) -> None:
    book = {"en": "A book.", "fr": "Un livre."}
    house.store.write(lambda writing: setattr(writing.session.get_one(Programme, 1), "references", [book]))
    form = owner.opens("/office/programmes/1/texts").form("", 1)
    kept = owner.sends(form)

    assert (form.fields["references"].strip(), kept.status) == ("A book.", 303)
    assert "Un livre." in owner.opens("/c/FALL25/about?lang=fr").text


def test_a_lead_keeps_their_own_community_and_sees_no_other(house: House, owner: Organizer) -> None:
    lead = Organizer(house.app).accepts(owner.invites("lead@example.org", "lead", "1"))
    page = lead.opens("/office/communities/1")
    kept = lead.sends(page.form("", 1), purpose_en="We visit schools together.", kind="role")
    tables = lead.opens("/office/c/FALL25/tables").text

    assert (kept.status, lead.opens("/office/communities/2").status) == (303, 404)
    assert "We visit schools together." in lead.opens("/office/communities/1").html
    assert ("Rural leaders" in tables, "Direction francophone" in tables) == (True, False)


def test_a_reviewer_reads_and_finds_nothing_to_press(house: House, owner: Organizer) -> None:
    reviewer = Organizer(house.app).accepts(owner.invites("reviewer@example.org", "reviewer"))
    for path in ("/office/programmes/1", "/office/c/FALL25/tables", "/office/c/FALL25/questions"):
        page = reviewer.opens(path)
        assert (path, [form.action for form in page.forms]) == (path, ["/office/sign-out"])


def test_a_text_without_a_language_has_none_still_when_nobody_has_touched_it(house: House, owner: Organizer) -> None:
    owner.sends(owner.opens("/office/communities/2").form("", 1), kind="topic")

    assert 'lang="en">Direction' not in owner.opens("/c/FALL25").html


def test_a_lead_decides_nothing_about_walls_and_reports(house: House, owner: Organizer) -> None:
    lead = Organizer(house.app).accepts(owner.invites("lead@example.org", "lead", "3"))
    form = lead.opens("/office/communities/3").form("", 1)
    offered = {"guarded", "kind", "region"} & set(form.fields)
    kept = lead.sends(form, purpose_en="We meet.", kind="role", region="Zone 9")
    house.table("9").shares("For the organizers.")
    page = owner.opens("/office/communities/3")

    assert (kept.status, offered, house.wall.texts()) == (303, set(), [])
    assert [each in page.html for each in ("We meet.", "Zone 9", '"affinity" selected')] == [True, False, True]


def test_a_community_s_form_from_before_takes_no_guard_off(house: House, owner: Organizer) -> None:
    lead = Organizer(house.app).accepts(owner.invites("lead@example.org", "lead", "1"))
    old, theirs = owner.opens("/office/communities/1").form("", 1), lead.opens("/office/communities/1").form("", 1)
    owner.sends(old, guarded="1", kind="role")
    owner.sends(old, purpose_en="An organizer's words.", kind="role")
    lead.sends(theirs, contact="marie@example.org")
    house.table("14").shares("For the organizers.")
    page = owner.opens("/office/communities/1")

    assert (house.wall.texts(), page.form("", 1).fields.get("guarded")) == ([], "1")
    assert [each in page.html for each in ("An organizer&#39;s words.", "marie@example.org")] == [True, True]


def test_a_programme_s_form_from_before_leaves_what_others_wrote(house: House, owner: Organizer) -> None:
    form = owner.opens("/office/programmes/1/texts").form("", 1)
    owner.sends(form, notice_en="We collect what tables write.", about_en="Ours.")
    told = owner.sends(form, equity_en="For all.", about_en="Mine.")
    again = owner.sends(told.form("", 1))
    page = owner.opens("/office/programmes/1/texts").html

    assert (told.status, told.text.count("Somebody else has changed this"), again.status) == (422, 2, 303)
    assert [each in page for each in ("We collect what", "For all.", "Ours.", "Mine.")] == [True, True, False, True]


def test_a_table_s_form_from_before_does_not_move_the_table_back(house: House, owner: Organizer) -> None:
    form = owner.opens("/office/c/FALL25/tables/1").form("", 1)
    assert house.desk.asks("PUT", "tables/1", community=2).status == 200
    kept = owner.sends(form, label="14a", community="1", locale="en")
    table = house.table("14").looks()

    assert (kept.status, table["table"], table["community"]["name"]) == (303, "14a", "Direction francophone")


SETTINGS = "/office/c/FALL25/set-up"
# What a browser without scripts sends of the two lists to choose from, which our visitor does not read.
CHOSEN = {"locale": "en", "moderation": "open"}


def test_a_settings_page_from_before_lunch_leaves_what_the_desk_did_over_lunch(house: House, owner: Organizer) -> None:
    form = owner.opens(SETTINGS).form("", 1)
    house.desk.sets(moderation="hold", walk_in=False, delay=30)
    kept = owner.sends(form, title_en="Another title", **CHOSEN)
    stage = house.desk.stage()

    assert (kept.status, "Another title" in owner.opens(SETTINGS).html) == (303, True)
    assert (stage["moderation"], stage["delay"], stage["walk_in"]) == ("hold", 30, False)


def test_what_is_changed_in_the_settings_is_what_the_desk_has(house: House, owner: Organizer) -> None:
    owner.sends(owner.opens(SETTINGS).form("", 1), "walk_in", **CHOSEN | {"moderation": "delay"}, delay="45")
    stage = house.desk.stage()

    assert (stage["moderation"], stage["delay"], stage["walk_in"]) == ("delay", 45, False)


def test_settings_are_kept_whole_or_not_at_all(house: House, owner: Organizer) -> None:
    form = owner.opens(SETTINGS).form("", 1)
    pages = [owner.sends(form, title_en="Half kept", delay=each, **CHOSEN) for each in ("9999", "0", "soon")]

    assert [(page.status, "between 1 and 600 seconds" in page.text) for page in pages] == [(422, True)] * 3
    assert "Half kept" not in owner.opens(SETTINGS).html


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1999-12-31"])
def test_a_day_that_nobody_can_mean_is_a_sentence(owner: Organizer, day: str) -> None:
    new = owner.opens("/office/programmes/1/conferences/new").form("", 1)
    typed = {"title_en": "Next", "locale": "en", "start": "first", "held_on": day}
    pages = [owner.sends(new, **typed), owner.sends(owner.opens(SETTINGS).form("", 1), **CHOSEN, held_on=day)]

    assert [(page.status, "between 2000 and 2199" in page.text) for page in pages] == [(422, True)] * 2


def test_two_who_change_the_same_title_are_told_of_each_other(house: House, owner: Organizer) -> None:
    form = owner.opens(SETTINGS).form("", 1)
    owner.sends(form, title_en="The first", ethics="Approved.", **CHOSEN)
    told = owner.sends(form, title_en="The second", **CHOSEN)
    before = owner.opens(SETTINGS).html
    again = owner.sends(told.form("", 1), **CHOSEN)
    after = owner.opens(SETTINGS).html

    assert (told.status, "Somebody else has changed this" in told.text, again.status) == (422, True, 303)
    assert told.form("", 1).fields["title_en"] == "The second"
    assert ("The first" in before, "The second" in after, "Approved." in after) == (True, True, True)


def test_a_settings_page_from_before_leaves_a_purge_that_was_put_off(house: House, owner: Organizer) -> None:
    form = owner.opens(SETTINGS).form("", 1)
    owner.sends(form, purge_on="2026-12-01", **CHOSEN)
    owner.sends(form, title_en="Another title", **CHOSEN)

    assert owner.opens(SETTINGS).form("", 1).fields["purge_on"] == "2026-12-01"
