"""Cards at the desk: paper is typed in beside the presenter, and what the pass may not is not done."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from support.conference import SECRET, House
from support.visitor import Page, Visitor

from reflection_wall.services import passes
from reflection_wall.services.passes import Wish


def types(house: House, who: str = "presenter", **typed: str) -> Page:
    """Type a card in at somebody's desk."""
    visitor = Visitor(house.app)
    form = visitor.opens(f"/d/{house.keys[who]}/cards").form("/cards/kept")
    return visitor.sends(form, **{"table": "14", "text": "From a card.", **typed})


@pytest.mark.parametrize("who", ["presenter", "moderator"])
def test_a_card_becomes_a_reflection_of_its_table_whose_source_is_paper(house: House, who: str) -> None:
    page = Visitor(house.app).follows(types(house, who, people="6"))
    (item,) = house.desk.items()
    with house.store.reading() as session:
        (kept,) = session.execute(text("SELECT source, walk_in FROM reflection"))

    assert (tuple(kept), f"Saved as {item['reference']}" in page.text) == (("paper", 0), True)


def test_what_cannot_be_kept_stands_in_the_form_with_the_reason(house: House) -> None:
    page = types(house, table="")

    assert (page.status, "choose the table" in page.text, house.desk.items()) == (422, True, [])
    assert page.form("/cards/kept").fields["text"] == "From a card."


def test_the_desk_leads_to_its_cards(house: House) -> None:
    path = f"/d/{house.keys['moderator']}"

    assert f"{path}/cards" in [each.get("href") for each in Visitor(house.app).opens(path).all("a")]


def test_a_pin_is_asked_for_before_the_cards(house: House) -> None:
    issued = passes.issue(house.store, SECRET, house.conference_id, Wish("moderator", pin="4711"))
    path, visitor = f"/d/{issued.key}/cards", Visitor(house.app)
    asked = visitor.opens(path)
    asked.forms[0].action = path
    shown = visitor.follows(visitor.sends(asked.forms[0], pin="4711"))

    assert (asked.status, shown.status, len(shown.forms)) == (403, 200, 1)


def test_a_form_from_elsewhere_keeps_nothing(house: House) -> None:
    path = f"/d/{house.keys['presenter']}/cards/kept"
    reply = house.app.test_client().post(
        path, data={"table": "14", "text": "Forged."}, headers={"Origin": "https://elsewhere.example"}
    )

    assert (reply.status_code, house.desk.items()) == (403, [])
