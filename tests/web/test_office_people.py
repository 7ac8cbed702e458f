"""People: inviting, changing, new links and ends, and that somebody always owns the installation."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from support.conference import SECRET, House
from support.office import OWNER, PASSWORD, Organizer, link_on
from support.visitor import Form, Page

from reflection_wall.models import Organizer as Account
from reflection_wall.rules import keys


@pytest.fixture
def owner(house: House) -> Organizer:
    """Who has set the office up and is signed in."""
    return Organizer(house.app).sets_up(house)


def path_of(house: House, email: str) -> str:
    """The page about somebody."""
    with house.store.reading() as session:
        found = session.scalars(select(Account.public_id).where(Account.email == email)).one()
    return f"/office/people/{found}"


def changes(owner: Organizer, house: House, email: str, what: str, **typed: str) -> Page:
    """Send one of the forms about somebody."""
    return owner.sends(owner.opens(path_of(house, email)).form(f"/{what}"), **typed)


def form_to_invite(owner: Organizer) -> Form:
    """The form on the page about everybody."""
    return next(form for form in owner.opens("/office/people").forms if "email" in form.fields)


def test_who_is_invited_comes_with_the_link_and_has_the_role(house: House, owner: Organizer) -> None:
    link = owner.invites("jean@example.org", "reviewer")
    jean = Organizer(house.app).accepts(link)

    assert jean.is_in()
    assert "Reviewer" in jean.opens("/office/you").text
    assert Organizer(house.app).opens(link).status == 404


def test_the_page_about_everybody_says_who_has_come_and_never_says_the_link_again(
    house: House, owner: Organizer
) -> None:
    link = owner.invites("jean@example.org", "organizer")
    before = owner.opens("/office/people")
    Organizer(house.app).accepts(link)
    after = owner.opens("/office/people")

    assert ("has not come yet" in before.text, "has not come yet" in after.text) == (True, False)
    assert link not in before.html


def test_an_invitation_holds_for_seven_days(house: House, owner: Organizer) -> None:
    link = owner.invites("jean@example.org", "organizer")
    house.clock.passes(7 * 24 * 3600 - 1)
    before = Organizer(house.app).opens(link).status
    house.clock.passes(1)

    assert (before, Organizer(house.app).opens(link).status) == (200, 404)


def test_a_new_link_ends_the_one_before(house: House, owner: Organizer) -> None:
    first = owner.invites("jean@example.org", "organizer")
    second = link_on(changes(owner, house, "jean@example.org", "link"))

    assert [Organizer(house.app).opens(link).status for link in (first, second)] == [404, 200]


def test_a_reset_changes_nothing_until_it_is_used_and_then_everything(house: House, owner: Organizer) -> None:
    jean = Organizer(house.app).accepts(owner.invites("jean@example.org", "organizer"))
    jean.switches_app_code_on(house)
    link = link_on(changes(owner, house, "jean@example.org", "link"))
    before = jean.is_in()
    again = Organizer(house.app).accepts(link, "four calm otters swim")
    old = Organizer(house.app).signs_in("jean@example.org", PASSWORD).status
    new = Organizer(house.app).signs_in("jean@example.org", "four calm otters swim").status

    assert (before, jean.is_in(), again.is_in(), old, new) == (True, False, True, 422, 303)


def test_an_address_is_invited_once(house: House, owner: Organizer) -> None:
    owner.invites("jean@example.org", "organizer")
    page = owner.sends(form_to_invite(owner), name="Jean", email="Jean@Example.org", role="owner")

    assert (page.status, "an account with this address already" in page.text) == (409, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "jean"}, "not an e-mail address"),
        ({"name": " "}, "type a name"),
        ({"role": "king"}, "choose a role"),
        ({"role": "lead"}, "at least one community"),
        ({"role": "lead", "community": "999"}, "not known here"),
        ({"role": "lead", "community": "x"}, "at least one community"),
        ({"role": "lead", "community": "9" * 25}, "at least one community"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nobody_is_invited(
    house: House, owner: Organizer, typed: dict[str, str], said: str
) -> None:
    page = owner.sends(
        form_to_invite(owner), **{"name": "Jean", "email": "jean@example.org", "role": "reviewer", **typed}
    )

    assert (page.status, said in page.text) == (422, True)
    with house.store.reading() as session:
        assert len(session.scalars(select(Account)).all()) == 1


def test_a_changed_role_counts_at_once(house: House, owner: Organizer) -> None:
    jean = Organizer(house.app).accepts(owner.invites("jean@example.org", "organizer"))
    before = jean.opens("/office/people").status
    changes(owner, house, "jean@example.org", "role", role="reviewer")

    assert (before, jean.opens("/office/people").status, jean.is_in()) == (200, 403, True)


def test_an_ended_account_is_out_at_once_and_cannot_come_back(house: House, owner: Organizer) -> None:
    jean = Organizer(house.app).accepts(owner.invites("jean@example.org", "organizer"))
    link = link_on(changes(owner, house, "jean@example.org", "link"))
    changes(owner, house, "jean@example.org", "end")

    assert jean.is_in() is False
    assert Organizer(house.app).signs_in("jean@example.org").status == 422
    assert Organizer(house.app).opens(link).status == 404


def test_who_comes_back_begins_with_nothing_of_before(house: House, owner: Organizer) -> None:
    Organizer(house.app).accepts(owner.invites("jean@example.org", "owner"))
    changes(owner, house, "jean@example.org", "end")
    link = owner.invites("jean@example.org", "reviewer")
    old = Organizer(house.app).signs_in("jean@example.org").status
    again = Organizer(house.app).accepts(link, "four calm otters swim")

    assert (old, again.opens("/office/people").status) == (422, 403)


@pytest.mark.parametrize(("what", "typed"), [("end", {}), ("role", {"role": "reviewer"})])
def test_the_last_owner_stays(house: House, owner: Organizer, what: str, typed: dict[str, str]) -> None:
    owner.invites("jean@example.org", "owner")  # who has not come, and could not let anybody in
    page = changes(owner, house, OWNER, what, **typed)

    assert (page.status, "the only owner who can sign in" in page.text, owner.is_in()) == (409, True, True)


def test_an_owner_can_go_once_there_is_another(house: House, owner: Organizer) -> None:
    jean = Organizer(house.app).accepts(owner.invites("jean@example.org", "owner"))

    assert changes(owner, house, OWNER, "end").status == 303
    assert (owner.is_in(), jean.is_in()) == (False, True)


def test_a_lead_sees_the_communities_that_they_lead_and_loses_them_with_the_role(
    house: House, owner: Organizer
) -> None:
    house.table("14").shares("From the rural leaders.", consent="quote")
    house.table("22").shares("De la direction francophone.")
    lead = Organizer(house.app).accepts(owner.invites("jean@example.org", "lead", community="2"))
    home, read = lead.opens("/office").text, lead.opens("/office/c/FALL25/reflections").text

    assert ("1 of 1 tables have shared" in home, "0 of 1 may be quoted" in home) == (True, True)
    assert ("De la direction" in read, "From the rural" in read, "Rural leaders" in read) == (True, False, False)
    changes(owner, house, "jean@example.org", "role", role="lead", community="1")
    assert "From the rural" in lead.opens("/office/c/FALL25/reflections").text


def test_a_lead_goes_on_reading_what_was_said_at_a_table_that_was_moved_away(house: House, owner: Organizer) -> None:
    house.table("22").shares("De la direction francophone.")
    lead = Organizer(house.app).accepts(owner.invites("jean@example.org", "lead", community="2"))
    for_22 = owner.opens("/office/c/FALL25/tables/2")
    owner.sends(for_22.form("", 1), community="1", locale="fr")
    house.table("22").shares("From the rural leaders.")
    read = lead.opens("/office/c/FALL25/reflections").text
    filters = lead.opens("/office/c/FALL25/review").all("option")

    assert "FALL25" in lead.opens("/office").text
    assert ("De la direction" in read, "From the rural" in read) == (True, False)
    assert "FALL25" in [option["value"] for option in filters]


def test_home_counts_what_may_be_quoted(house: House, owner: Organizer) -> None:
    for consent in ("wall", "report", "quote"):
        house.table().shares("A reflection.", consent=consent)

    text = owner.opens("/office").text
    assert "2 of 3 may be quoted" in text
    assert "1 of 3 tables have shared" in text


def test_home_does_not_count_what_a_rehearsal_invented(house: House, owner: Organizer) -> None:
    house.table().puts(keys.rehearsal_key(SECRET), "Invented.")

    assert "0 of 3 tables have shared" in owner.opens("/office").text


def test_a_deed_that_waits_is_not_done_once_its_doer_is_out(house: House, owner: Organizer) -> None:
    jean = Organizer(house.app).accepts(owner.invites("jean@example.org", "owner"))
    form = form_to_invite(jean)
    changes(owner, house, "jean@example.org", "role", role="organizer")

    assert jean.sends(form, name="A", email="a@example.org", role="owner").status == 403
