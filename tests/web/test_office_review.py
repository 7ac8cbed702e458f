"""The review table with a browser that runs no scripts: filters, codes, memos, kept filters, and taking it all back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from support.conference import CODE, SECRET, House
from support.office import Organizer
from support.people import fresh_key
from support.visitor import Form, Page

from reflection_wall.models import Coding, Memo, Reviewed
from reflection_wall.services import code, codebooks, sift
from reflection_wall.services.arrange import conferences

AT = f"/office/c/{CODE}/review"


@pytest.fixture
def owner(house: House) -> Organizer:
    """An owner whose programme has the codes of equity."""
    found = Organizer(house.app).sets_up(house)
    codebooks.adopt(house.store, 1, "equity")
    return found


def deeds(page: Page) -> Form:
    """The table's form, nothing of it filled in."""
    form = page.form("/review")
    assert form.method == "post"
    return form


def does(owner: Organizer, page: Page, **fields: str) -> Page:
    """Press one button of the table's form, and see the page that it leads to."""
    sent = owner.sends(deeds(page), **fields)
    return owner.follows(sent) if sent.status == 303 else sent


def ids(page: Page) -> list[str]:
    """The reflections of a page as its boxes name them."""
    return re.findall(r'name="reflection" value="([^"]+)"', page.html)


def kept(house: House, table: Any) -> int:
    """How many rows of a table there are."""
    with house.store.reading() as session:
        return session.query(table).count()


def button(page: Page, name: str) -> str:
    """What the code's button sends."""
    found = re.search(rf'name="give" value="(\d+)"(?:(?!</button>).)*<span>{name}</span>', page.html, re.DOTALL)
    assert found, page.html
    return found[1]


def test_a_code_is_given_to_those_chosen_and_taken_back(house: House, owner: Organizer) -> None:
    house.table().shares("We visit each other.")
    page = owner.opens(AT)
    page = does(owner, page, reflection=ids(page)[0], give=button(page, "Access"))
    given = kept(house, Coding)
    told = "Undo: “Access” given" in page.text
    page = does(owner, page, undo="1")

    assert (given, told, kept(house, Coding), "Undo:  " in page.text) == (1, True, 0, False)


def test_a_passage_is_marked_where_it_stands_in_code_points(house: House, owner: Organizer) -> None:
    house.table().shares("📚 We visit each other.")
    page = owner.opens(AT)
    page = does(owner, page, reflection=ids(page)[0], give=button(page, "Access"), start="5", end="10")

    assert re.search(r"📚 We <mark [^>]*>visit</mark> each other\.", page.html)


def test_a_coding_of_an_earlier_wording_says_so(house: House, owner: Organizer) -> None:
    key = "k" * 22
    house.table().puts(key, "We visit each other.")
    page = owner.opens(AT)
    does(owner, page, reflection=ids(page)[0], give=button(page, "Access"), start="3", end="8")
    house.table().puts(key, "Something else.", revision=2)
    page = owner.opens(AT)

    assert "on an earlier wording" in page.text
    assert "<mark" not in page.html


def test_everything_that_passes_the_filters_is_coded_at_once(house: House, owner: Organizer) -> None:
    for text in ("Un été.", "Deux étés.", "A winter."):
        house.table().shares(text)
    page = owner.opens(f"{AT}?text=ETE")
    page = does(owner, page, everything="1", give=button(page, "Access"))

    assert kept(house, Coding) == 2
    assert "A winter." not in page.text
    assert "(2)" in page.text


def test_what_is_taken_back_meanwhile_does_not_leave_a_deed_half_done(
    house: House, owner: Organizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("One.", "Two."):
        house.table().shares(text)
    passing = sift.passing
    monkeypatch.setattr(sift, "passing", lambda *asked: [*passing(*asked), (fresh_key(), 1)])
    monkeypatch.setattr(code, "A_FEW", 1)
    page = owner.opens(AT)
    page = does(owner, page, everything="1", give=button(page, "Access"))
    given = kept(house, Coding)
    does(owner, page, undo="1")

    assert (given, kept(house, Coding)) == (2, 0)


def test_what_is_hidden_is_left_out_of_everything(house: House, owner: Organizer) -> None:
    for text in ("Hidden words.", "Shown words."):
        house.table().shares(text)
    house.desk.judges(next(each for each in house.desk.items() if each["text"] == "Hidden words."), "hide")
    page = owner.opens(f"{AT}?state=hidden&state=live")
    does(owner, page, everything="1", give=button(page, "Access"))

    assert kept(house, Coding) == 1


def test_nothing_chosen_is_said_and_nothing_done(house: House, owner: Organizer) -> None:
    house.table().shares("A reflection.")
    page = owner.opens(AT)
    page = does(owner, page, give=button(page, "Access"))

    assert (page.status, kept(house, Coding)) == (422, 0)
    assert "Please choose at least one reflection first." in page.text


def test_a_memo_is_written_taken_away_and_put_back(house: House, owner: Organizer) -> None:
    house.table().shares("A reflection.")
    page = owner.opens(AT)
    mine = ids(page)[0].partition(":")[0]
    page = does(owner, page, **{"write": mine, f"memo-{mine}": "Ask them more."})
    written = "Ask them more." in page.text
    number = re.search(r'name="unwrite" value="(\d+)"', page.html)
    assert number is not None
    page = does(owner, page, unwrite=number[1])
    gone = kept(house, Memo)
    page = does(owner, page, undo="1")

    assert (written, gone, "Ask them more." in page.text) == (True, 0, True)


def test_done_is_kept_and_what_waits_can_be_asked_for(house: House, owner: Organizer) -> None:
    for text in ("One.", "Two."):
        house.table().shares(text)
    page = owner.opens(AT)
    does(owner, page, reflection=ids(page)[0], done="1")
    waiting = owner.opens(f"{AT}?waiting=equity")

    assert kept(house, Reviewed) == 1
    assert ("One." in waiting.text, "Two." in waiting.text) == (False, True)


def test_filters_are_kept_under_a_name_and_dropped(house: House, owner: Organizer) -> None:
    house.table("14").shares("From the rural leaders.")
    page = owner.opens(f"{AT}?table=22&conference=all")
    saved = owner.follows(owner.sends(page.form("/filters"), name="Table of the Direction"))
    address = next(each["href"] for each in saved.all("a") if each.get("href", "").startswith("?conference=all&table"))
    form = next(form for form in owner.opens(AT).forms if form.action.endswith("/filters"))
    number = re.search(r'name="drop" value="(\d+)"', saved.html)
    assert number is not None
    dropped = owner.follows(owner.sends(form, drop=number[1]))

    assert "From the rural leaders." not in owner.opens(AT + address).text
    assert "Table of the Direction" in saved.text
    assert "Table of the Direction" not in dropped.text


def test_kept_filters_are_for_the_conference_where_they_are_used(house: House, owner: Organizer) -> None:
    code = conferences.begin(house.store, SECRET, 1, conferences.Wish({"en": "Winter"}, "2026-02-05", code="WINTER"))
    there = f"/office/c/{code}/review"
    for name, at in (
        ("a", f"{AT}?consent=quote"),
        ("b", f"{AT}?consent=wall&conference={CODE}"),
        ("c", f"{AT}?consent=report&conference=all"),
        ("d", f"{there}?consent=report&conference={CODE}"),
    ):
        owner.sends(owner.opens(at).form("/filters"), name=name)
    links = {each["href"] for each in owner.opens(there).all("a") if "href" in each}

    assert {each for each in links if "consent=" in each} == {
        *("?consent=quote", "?consent=wall", "?conference=all&consent=report", f"?conference={CODE}&consent=report"),
    }


@pytest.mark.parametrize(
    "query",
    [
        "?community=x",
        "?page=x",
        "?state=nonsense",
        "?code=-1",
        "?coder=me",
        f"?community={'9' * 25}",
        "?prompt=4294967296",
    ],
)
def test_nonsense_in_the_address_is_told_and_filters_nothing(house: House, owner: Organizer, query: str) -> None:
    house.table().shares("A reflection.")
    page = owner.opens(AT + query)

    assert page.status in (200, 422)
    assert "A reflection." in page.text or "Nothing passes" in page.text


@pytest.mark.parametrize("to", ["/review", "/filters"])
def test_a_view_that_no_page_has_is_refused_and_nothing_done(house: House, owner: Organizer, to: str) -> None:
    house.table().shares("A reflection.")
    page = owner.opens(f"{AT}?table=14")
    form = next(each for each in page.forms if each.action.endswith(to) and each.method == "post")
    sent = owner.sends(form, back="table=14&" * 600, everything="1", give=button(page, "Access"), name="Mine")

    assert sent.status == 422
    assert kept(house, Coding) == 0


def test_the_script_is_told_what_a_deed_has_changed(house: House, owner: Organizer) -> None:
    house.table().shares("We visit each other.")
    page = owner.opens(AT)
    form = deeds(page)
    data = {**form.fields, "reflection": ids(page)[0], "give": button(page, "Access")}
    headers = {"Origin": "http://localhost", "Accept": "application/json"}
    told = owner._client.post(AT, data=data, headers=headers).json

    assert told is not None
    assert [chip["name"] for chip in told["rows"][0]["chips"]] == ["Access"]
    assert (told["last"], told["fault"]) == ("“Access” given", "")


def answers(owner: Organizer, at: str, **fields: str) -> dict[str, Any]:
    """What the script of a page is told once it has sent these fields."""
    form = deeds(owner.opens(at))
    headers = {"Origin": "http://localhost", "Accept": "application/json"}
    told = owner._client.post(AT, data={**form.fields, **fields}, headers=headers).json
    assert told is not None
    return dict(told)


def test_memos_are_for_those_who_code(house: House, owner: Organizer) -> None:
    house.table("14").shares("We visit each other.")
    mine = ids(owner.opens(AT))[0].partition(":")[0]
    does(owner, owner.opens(AT), **{"write": mine, f"memo-{mine}": "Between organizers."})
    reviewer, lead, colleague = (Organizer(house.app) for _ in range(3))
    reviewer.accepts(owner.invites("reader@example.org", "reviewer"))
    lead.accepts(owner.invites("lead@example.org", "lead", community="1"))
    colleague.accepts(owner.invites("colleague@example.org", "organizer"))

    assert [("We visit" in each.opens(AT).text) for each in (reviewer, lead, colleague)] == [True] * 3
    assert [("Between" in each.opens(f"{AT}?whose=all").text) for each in (reviewer, lead, colleague)] == [
        *(False, False, True),
    ]


def test_who_codes_alone_is_not_told_what_others_have_noted(house: House, owner: Organizer) -> None:
    house.table("14").shares("We visit each other.")
    mine = ids(owner.opens(AT))[0].partition(":")[0]
    does(owner, owner.opens(AT), **{"write": mine, f"memo-{mine}": "Between organizers."})
    colleague = Organizer(house.app)
    colleague.accepts(owner.invites("colleague@example.org", "organizer"))

    def noted(at: str) -> list[str]:
        page = colleague.opens(at)
        told = answers(colleague, at, reflection=ids(page)[0], give=button(page, "Access"))
        return [each["text"] for each in told["rows"][0]["memos"]]

    assert noted(AT) == []
    assert noted(f"{AT}?whose=all") == ["Between organizers."]


def test_a_reviewer_reads_everybody_s_codes_and_changes_nothing(house: House, owner: Organizer) -> None:
    house.table().shares("We visit each other.")
    page = owner.opens(AT)
    does(owner, page, reflection=ids(page)[0], give=button(page, "Access"))
    reviewer = Organizer(house.app)
    reviewer.accepts(owner.invites("reader@example.org", "reviewer"))
    page = reviewer.opens(AT)

    assert "by Marie Tremblay" in page.text
    assert ('name="give"' in page.html, 'name="write"' in page.html) == (False, False)


def test_a_lead_finds_their_communities_alone_whatever_they_ask_for(house: House, owner: Organizer) -> None:
    house.table("14").shares("From the rural leaders.")
    house.table("22").shares("De la direction.")
    lead = Organizer(house.app)
    lead.accepts(owner.invites("lead@example.org", "lead", community="1"))
    page = lead.opens(f"{AT}?conference=all")

    assert ("From the rural leaders." in page.text, "De la direction." in page.text) == (True, False)
    assert "Direction francophone" not in page.text
    assert "De la direction." not in lead.opens(f"{AT}?community=2").text


def test_a_lead_is_told_of_no_theme_and_finds_nothing_by_one(house: House, owner: Organizer) -> None:
    house.table("14").shares("From the rural leaders.")
    house.table("14").shares("Something else.")
    theme = fresh_key()
    house.desk.asks("PUT", f"themes/{theme}", name="Closing schools")
    house.desk.asks("PUT", f"themes/{fresh_key()}", name="Busing")
    house.desk.asks("PUT", f"reflections/{house.desk.items()[0]['id']}/theme", theme=theme)
    lead = Organizer(house.app)
    lead.accepts(owner.invites("lead@example.org", "lead", community="1"))
    page = lead.opens(f"{AT}?theme={theme}")

    assert "Closing schools" in owner.opens(AT).text
    assert len(owner.opens(f"{AT}?theme={theme}").all("tr")) == 2
    assert len(page.all("tr")) == 3
    assert ("Closing schools" in page.html, theme in page.html) == (False, False)


def test_what_was_hidden_is_for_those_who_code_and_for_nobody_else(house: House, owner: Organizer) -> None:
    house.table().shares("Hidden words.")
    house.desk.judges(house.desk.items()[0], "hide")
    reviewer = Organizer(house.app)
    reviewer.accepts(owner.invites("reader@example.org", "reviewer"))

    assert "Hidden words." not in owner.opens(AT).text
    assert "Hidden words." in owner.opens(f"{AT}?state=hidden").text
    assert "Hidden words." not in reviewer.opens(f"{AT}?state=hidden").text
