"""The page of quotes: what the world reads is what an organizer chose and its group allows at this very moment."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.conference import CODE, House
from support.office import Organizer
from support.people import fresh_key
from support.visitor import Form, Page

PUBLIC, EMBED, OFFICE = f"/c/{CODE}/quotes", f"/c/{CODE}/quotes/embed", f"/office/c/{CODE}/quotes"


@pytest.fixture
def owner(house: House) -> Organizer:
    """Marie, who set the office up and has made the page public."""
    owner = Organizer(house.app).sets_up(house)
    opens_to_all(owner)
    return owner


def opens_to_all(owner: Organizer, sites: str = "") -> Page:
    """Switch the page on, and name sites."""
    return owner.sends(owner.opens(OFFICE).form("/quotes/page"), public="1", sites=sites)


def presses(owner: Organizer, house: House, deed: str, reference: str) -> Page:
    """One of the buttons beside a reflection."""
    token = owner.opens(OFFICE).form("/quotes/page").fields["token"]
    fields = {"token": token, deed: house.desk.item(reference)["id"]}
    return owner.sends(Form(OFFICE, "post", fields))


def chooses(owner: Organizer, house: House, text: str, label: str = "14", **more: Any) -> str:
    """Have a table say something and put it on the page; its reference."""
    reference = str(house.table(label).shares(text, **more)["reference"])
    assert presses(owner, house, "add", reference).status == 303
    return reference


def read(house: House, path: str = PUBLIC) -> str:
    """What the world reads."""
    page = house.visitor().opens(path)
    assert page.status == 200
    return page.text


def test_the_page_says_the_words_and_the_name_that_was_allowed_and_nothing_else(house: House, owner: Organizer) -> None:
    references = [
        chooses(owner, house, "We visit schools.", consent="quote", headline="A headline", people=5),
        chooses(owner, house, "Nous écoutons.", "22", consent="report"),
    ]
    page = house.visitor().opens(PUBLIC)

    assert all(each in page.text for each in ("We visit schools.", "A headline", "Rural leaders", "Nous écoutons."))
    assert "Direction francophone" not in page.html
    ids = [item["id"] for item in house.desk.items()]
    assert [each for each in (*references, *ids, "14", "22", "2025", "Marie") if each in page.text] == []


def test_only_what_was_chosen_is_there(house: House, owner: Organizer) -> None:
    chooses(owner, house, "Chosen.", consent="quote")
    house.table().shares("Not chosen.", consent="quote")

    assert ("Chosen." in read(house), "Not chosen." in read(house)) == (True, False)


def test_what_its_group_has_not_allowed_cannot_be_chosen(house: House, owner: Organizer) -> None:
    reference = house.table().shares("For the room.", consent="wall")["reference"]
    page = presses(owner, house, "add", reference)

    assert (page.status, "no longer allows" in page.text) == (409, True)
    assert "For the room." not in read(house) + owner.opens(OFFICE).text


def test_a_guarded_community_is_never_named(house: House, owner: Organizer) -> None:
    chooses(owner, house, "From the circle.", "9", consent="quote")

    assert ("From the circle." in read(house), "guarded" in read(house)) == (True, False)


def test_a_page_that_is_not_public_is_not_there(house: House, owner: Organizer) -> None:
    chooses(owner, house, "Chosen.", consent="quote")
    owner.sends(owner.opens(OFFICE).form("/quotes/page"), "public")

    assert [house.visitor().opens(path).status for path in (PUBLIC, EMBED)] == [404, 404]


def test_quotes_stand_in_the_order_that_was_chosen(house: House, owner: Organizer) -> None:
    one, _, three = (chooses(owner, house, f"{each}!", consent="quote") for each in ("One", "Two", "Three"))
    presses(owner, house, "up", three)
    presses(owner, house, "down", one)
    text = read(house)

    assert sorted(("One!", "Two!", "Three!"), key=text.index) == ["Three!", "One!", "Two!"]


def test_new_words_are_not_shown_before_they_are_chosen_anew(house: House, owner: Organizer) -> None:
    key = fresh_key()
    reference = house.table().puts(key, "Old words.", consent="quote").body["reference"]
    presses(owner, house, "add", reference)
    house.table().puts(key, "New words.", 2, consent="quote")
    between, said = read(house), owner.opens(OFFICE).text
    presses(owner, house, "add", reference)

    assert ("Old words." in between, "New words." in between) == (False, False)
    assert "have changed since you chose it" in said
    assert "New words." in read(house)


def test_another_consent_for_the_same_words_counts_at_once(house: House, owner: Organizer) -> None:
    key = fresh_key()
    presses(owner, house, "add", house.table().puts(key, "Ours.", consent="quote").body["reference"])
    seen = []
    for revision, consent in enumerate(("report", "wall", "quote"), start=2):
        house.table().puts(key, "Ours.", revision, consent=consent)
        seen.append(("Ours." in read(house), "Rural leaders" in read(house)))

    assert seen == [(True, False), (False, False), (True, True)]


def test_what_a_moderator_holds_is_off_the_page_until_it_is_shown_again(house: House, owner: Organizer) -> None:
    reference = chooses(owner, house, "Ours.", consent="quote")
    house.desk.judges(house.desk.item(reference), "hold")
    held, said = read(house), owner.opens(OFFICE).text
    house.desk.judges(house.desk.item(reference), "show")

    assert ("Ours." in held, "Ours." in said, "waits for a moderator" in said) == (False, False, True)
    assert "Ours." in read(house)


def test_what_a_muted_table_said_is_off_the_page(house: House, owner: Organizer) -> None:
    chooses(owner, house, "Ours.", consent="quote")
    seen = []
    number = next(each["id"] for each in house.desk.room()["tables"] if each["label"] == "14")
    for muted in (True, False):
        assert house.desk.asks("PUT", f"tables/{number}", muted=muted).status == 200
        seen.append("Ours." in read(house))

    assert seen == [False, True]


def test_what_no_moderator_has_read_cannot_be_chosen(house: House, owner: Organizer) -> None:
    house.desk.sets(moderation="hold")
    key = fresh_key()
    reference = house.table().puts(key, "Unread.", consent="quote").body["reference"]
    unread, offered = presses(owner, house, "add", reference), owner.opens(OFFICE).text
    house.desk.judges(house.desk.item(reference), "show")
    house.table().puts(key, "Edited.", 2, consent="quote")
    edited = presses(owner, house, "add", reference)

    assert (unread.status, edited.status, "Unread." in offered) == (409, 409, False)
    assert "waits for a moderator" in edited.text
    assert "Edited." not in read(house) + owner.opens(OFFICE).text


def test_what_was_not_for_the_wall_may_be_quoted(house: House, owner: Organizer) -> None:
    chooses(owner, house, "Quietly.", consent="quote", on_wall=False)

    assert "Quietly." in read(house)


STEP = st.sampled_from(["wall", "report", "quote", "hide", "hold", "restore", "withdraw", "new words"])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=5))
def test_whatever_happens_after_it_was_chosen_the_page_shows_no_more_than_is_allowed(
    house: House, owner: Organizer, steps: list[str]
) -> None:
    key, words, consent, revision = fresh_key(), f"Words {fresh_key()}.", "quote", 1
    table, chosen = house.table(), words
    reference = table.puts(key, words, consent=consent).body["reference"]
    presses(owner, house, "add", reference)
    hidden = gone = False
    for step in steps:
        if step == "withdraw":
            table.takes_back(key)
            gone = True
        elif step in ("hide", "hold", "restore"):
            house.desk.judges(house.desk.item(reference), step)
            hidden = house.desk.item(reference)["state"] != "live"
        elif not gone:
            revision += 1
            words, consent = (f"New {fresh_key()}.", consent) if step == "new words" else (words, step)
            table.puts(key, words, revision, consent=consent)
    may = consent != "wall" and not hidden and not gone and words == chosen
    html = house.visitor().opens(PUBLIC).html
    mine = html[html.index(chosen) :].partition("</li>")[0] if chosen in html else ""

    assert (chosen in html) == may
    assert ("Rural leaders" in mine) == (may and consent == "quote")
    assert words == chosen or words not in html
    presses(owner, house, "off", reference)


def ancestors(house: House, path: str) -> str:
    """Who may frame this address."""
    policy = house.visitor().opens(path).headers["Content-Security-Policy"]
    return next(each.strip() for each in policy.split(";") if "frame-ancestors" in each).partition(" ")[2]


def test_only_the_sites_of_the_conference_may_frame_and_only_the_embedded_page(house: House, owner: Organizer) -> None:
    before = ancestors(house, EMBED)
    opens_to_all(owner, "https://cass.example/communities\nschools.example")

    assert (before, ancestors(house, PUBLIC), ancestors(house, OFFICE)) == ("'none'", "'none'", "'none'")
    assert ancestors(house, EMBED) == "https://cass.example https://schools.example"


def test_the_same_sites_may_frame_the_wall_and_only_its_embedded_page(house: House, owner: Organizer) -> None:
    wall = f"/w/{house.keys['viewer']}"
    opens_to_all(owner, "https://cass.example")

    assert (ancestors(house, f"{wall}/embed"), ancestors(house, wall)) == ("https://cass.example", "'none'")


def test_what_is_no_site_is_said_and_nothing_changes(house: House, owner: Organizer) -> None:
    page = opens_to_all(owner, "https://a.example; script-src *")

    assert (page.status, "Line 1 is no site" in page.text, ancestors(house, EMBED)) == (422, True, "'none'")


def test_the_page_is_kept_by_nobody_and_found_by_no_search(house: House, owner: Organizer) -> None:
    headers = house.visitor().opens(PUBLIC).headers

    assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")


def test_the_page_speaks_french_and_names_communities_in_it(house: House, owner: Organizer) -> None:
    chooses(owner, house, "We visit schools.", consent="quote")

    assert "Leaders ruraux" in read(house, f"{PUBLIC}?lang=fr")


def test_what_is_looked_for_is_found_without_accents(house: House, owner: Organizer) -> None:
    for words in ("Un été doux.", "Winter."):
        house.table().shares(words, consent="quote")
    text = owner.opens(f"{OFFICE}?words=ETE").text

    assert ("Un été doux." in text, "Winter." in text) == (True, False)
