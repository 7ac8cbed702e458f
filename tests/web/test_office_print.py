"""Print: every sheet as PDF on both papers, from the office; and paper cards, typed in."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader
from sqlalchemy import text
from support.conference import CODE, House
from support.office import Organizer
from support.visitor import Page
from werkzeug.test import TestResponse

PRINT, CARDS = f"/office/c/{CODE}/print", f"/office/c/{CODE}/cards"
WIDTHS = {"a4": 595, "letter": 612}


@pytest.fixture
def owner(house: House) -> Organizer:
    """Marie, who set the office up."""
    return Organizer(house.app).sets_up(house)


def gets(owner: Organizer, path: str) -> TestResponse:
    """One file."""
    return owner._client.get(path, buffered=True)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("sheet", ["tents", "cards", "sign", "run-sheet"])
def test_every_link_of_the_page_is_a_sheet_on_its_paper(owner: Organizer, sheet: str, paper: str) -> None:
    links = [each["href"] for each in owner.opens(PRINT).all("a")]
    (link,) = [each for each in links if f"/{sheet}?" in each and each.endswith(f"paper={paper}")]
    reply = gets(owner, link)
    box = PdfReader(io.BytesIO(reply.data)).pages[0].mediabox

    assert round(min(box.width, box.height)) == WIDTHS[paper]
    assert f"filename=FALL25-{sheet}-{paper}.pdf" in reply.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["posters", "tents?paper=a3"])
def test_a_sheet_that_there_is_not_is_not_found(owner: Organizer, path: str) -> None:
    assert gets(owner, f"{PRINT}/{path}").status_code == 404


def test_an_address_that_can_change_is_said_on_the_page_and_on_the_sheet(house: House, owner: Organizer) -> None:
    def seen() -> tuple[bool, bool]:
        text = PdfReader(io.BytesIO(gets(owner, f"{PRINT}/tents").data)).pages[0].extract_text()
        return "REHEARSAL" in owner.opens(PRINT).text, "REHEARSAL" in text

    before = seen()
    house.app.extensions["house"] = replace(house.app.extensions["house"], rehearsal=False)

    assert (before, seen()) == ((True, True), (False, False))


def test_printing_remembers_for_which_address(house: House, owner: Organizer) -> None:
    printed: list[bool] = []
    house.app.extensions["house"] = replace(house.app.extensions["house"], printed=lambda: printed.append(True))
    owner.opens(PRINT)
    gets(owner, f"{PRINT}/sign")

    assert printed == [True]


def types(owner: Organizer, **typed: str) -> Page:
    """One card, typed in."""
    return owner.sends(owner.opens(CARDS).form("/cards"), **{"table": "14", "text": "From a card.", **typed})


def test_a_card_becomes_a_reflection_of_its_table_whose_source_is_paper(house: House, owner: Organizer) -> None:
    page = owner.follows(types(owner, consent="quote", people="6", kind="both", written="fr"))
    (item,) = house.desk.items()
    with house.store.reading() as session:
        (kept,) = session.execute(text("SELECT source, consent, walk_in FROM reflection"))
        (words,) = session.execute(text("SELECT text, kind, lang, people FROM revision"))

    assert tuple(kept) == ("paper", "quote", 0)
    assert tuple(words) == ("From a card.", "both", "fr-CA", 6)
    assert f"Saved as {item['reference']}" in page.text


def test_the_next_card_begins_empty_at_the_same_table(owner: Organizer) -> None:
    page = owner.follows(types(owner, table="22"))

    assert page.form("/cards").fields["text"] == ""
    assert next(each["value"] for each in page.all("option") if "selected" in each) == "22"


def test_the_language_of_the_last_card_is_offered_for_the_next_also_when_it_has_no_name(owner: Organizer) -> None:
    page = owner.follows(types(owner, written="other"))

    assert [each["value"] for each in page.all("option") if "selected" in each][-1:] == ["other"]


def test_a_card_sent_twice_is_kept_once(house: House, owner: Organizer) -> None:
    form = owner.opens(CARDS).form("/cards")
    replies = [owner.sends(form, table="14", text="Once.").status for _ in range(2)]

    assert (replies, len(house.desk.items())) == ([303, 303], 1)


def test_another_card_in_a_form_that_was_sent_is_asked_about_and_then_kept(house: House, owner: Organizer) -> None:
    form = owner.opens(CARDS).form("/cards")
    owner.sends(form, table="14", text="One.")
    asked = owner.sends(form, table="14", text="Two.")
    kept = owner.sends(asked.form("/cards"), table="14")

    assert (asked.status, kept.status, len(house.desk.items())) == (409, 303, 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"table": "99"}, "choose the table"),
        ({"text": "  "}, "write a few words"),
        ({"text": "x" * 1501}, "1501 characters"),
        ({"people": "many"}, "number from 1 to 99"),
        ({"consent": "all"}, "one of the three answers"),
        ({"prompt": "77"}, "does not belong to this conference"),
    ],
)
def test_a_fault_is_one_sentence_and_what_was_typed_stays(
    house: House, owner: Organizer, typed: dict[str, str], sentence: str
) -> None:
    page = types(owner, **typed)

    assert (page.status, sentence in page.text, house.desk.items()) == (422, True, [])
    assert page.form("/cards").fields["text"] == typed.get("text", "From a card.")


def test_an_archived_conference_takes_no_card_and_says_so_beside_the_words(house: House, owner: Organizer) -> None:
    house.set(state="archived")
    page = types(owner)

    assert (page.status, "takes no more changes" in page.text) == (403, True)
    assert page.form("/cards").fields["text"] == "From a card."


def test_a_card_of_a_closed_question_is_late_and_waits_for_a_moderator(house: House, owner: Organizer) -> None:
    house.desk.prompt(1, "closed")
    types(owner)
    (item,) = house.desk.items()

    assert (item["state"], house.wall.texts()) == ("held", [])
