"""The set-up through its pages, by people of every role, with a browser that runs no scripts."""

from __future__ import annotations

import io

import openpyxl
import pytest
from support.conference import House
from support.office import Organizer
from support.visitor import Page

from reflection_wall.models import Programme

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
