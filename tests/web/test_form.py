"""The phone's page without JavaScript: the same promises as the API, kept by plain forms."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from support.conference import House
from support.people import fresh_key
from support.visitor import Form, Page, Visitor

from reflection_wall.models import Reflection

ODD = (
    "Première ligne\n\n\u201cbelongs\u201d <b>&amp;</b> </textarea><script>alert(1)</script> 'x' \"y\"\nᓂᐦᐃᔭᐍᐏᐣ 👩🏽‍🏫"
)


@pytest.fixture
def visitor(house: House) -> Visitor:
    """Somebody at table 14 with an old phone."""
    return house.visitor()


@pytest.fixture
def sheet(house: House, visitor: Visitor) -> Page:
    """The page behind the QR code of table 14."""
    return visitor.opens(f"/t/{house.tables['14']}")


def share(page: Page) -> Form:
    """The form that shares."""
    return next(form for form in page.forms if "/r/" not in form.action and "text" in form.fields)


def consent(page: Page) -> Form:
    """The receipt's first question."""
    return page.forms[0]


def edit(page: Page) -> Form:
    """The receipt's form for other words."""
    return page.forms[1]


def withdrawal(page: Page) -> Form:
    """The receipt's form to take it back."""
    return next(form for form in page.forms if form.action.endswith("/withdrawal"))


def only(house: House) -> dict[str, Any]:
    """The one reflection, as the desk sees it."""
    (item,) = house.desk.items()
    return item


def stored(house: House) -> int:
    """How many reflections there are."""
    with house.store.reading() as session:
        return session.scalar(select(func.count()).select_from(Reflection)) or 0


def test_the_page_says_who_writes_and_what_is_asked(sheet: Page) -> None:
    for words in ("Table 14", "Rural leaders", "We visit one another.", "What has your group learned?"):
        assert words in sheet.text


def test_the_page_brings_a_fresh_key_and_the_revision_and_may_not_be_kept(house: House, visitor: Visitor) -> None:
    first, second = (visitor.opens(f"/t/{house.tables['14']}") for _ in range(2))

    assert share(first).fields["key"] != share(second).fields["key"]
    assert [share(each).fields["revision"] for each in (first, second)] == ["1", "1"]
    assert (first.headers["Cache-Control"], "ETag" in first.headers) == ("no-store", False)


def test_sharing_leads_to_the_receipt(house: House, visitor: Visitor, sheet: Page) -> None:
    form = share(sheet)
    sent = visitor.sends(form, text="Hello")
    receipt = visitor.follows(sent)

    assert sent.headers["Location"] == f"/t/{house.tables['14']}/r/{form.fields['key']}"
    assert (receipt.status, receipt.headers["Cache-Control"]) == (200, "no-store")
    assert "It is on the wall, signed Rural leaders." in receipt.text
    assert only(house)["reference"] in receipt.text


def test_what_the_form_sends_is_what_the_api_takes(house: House, visitor: Visitor, sheet: Page) -> None:
    visitor.sends(share(sheet), text=ODD, headline="Hi", kind="practice", people="6", off_wall="1")
    item = only(house)

    assert {
        name: item[name] for name in ("text", "headline", "kind", "lang", "on_wall", "consent", "source", "prompt")
    } == {
        "text": ODD,
        "headline": "Hi",
        "kind": "practice",
        "lang": "en-CA",
        "on_wall": False,
        "consent": "wall",
        "source": "form",
        "prompt": 1,
    }


def test_a_form_sent_twice_is_one_reflection(house: House, visitor: Visitor, sheet: Page) -> None:
    replies = [visitor.sends(share(sheet), text="Hello") for _ in range(3)]

    assert [reply.headers.get("Location") for reply in replies] == [replies[0].headers["Location"]] * 3
    assert (stored(house), house.wall.texts()) == (1, ["Hello"])


def test_a_reload_of_the_receipt_shares_nothing(house: House, visitor: Visitor, sheet: Page) -> None:
    receipt = visitor.follows(visitor.sends(share(sheet), text="Hello"))
    visitor.opens(f"/t/{house.tables['14']}/r/{consent(receipt).fields['key']}")

    assert stored(house) == 1


@pytest.mark.parametrize("answer", ["report", "quote", "wall"])
def test_the_receipt_asks_for_consent(house: House, visitor: Visitor, sheet: Page, answer: str) -> None:
    receipt = visitor.follows(visitor.sends(share(sheet), text=ODD, headline="Hi", kind="both", people="6"))
    before = only(house)
    after = visitor.follows(visitor.sends(consent(receipt), consent=answer))

    assert consent(receipt).fields["consent"] == "wall"
    assert consent(after).fields["consent"] == answer
    changed = {"consent": answer, "revision": 2, "seq": before["seq"] + 1, "version": 2}
    assert only(house) == before | changed


def test_an_edit_is_the_next_revision(house: House, visitor: Visitor, sheet: Page) -> None:
    receipt = visitor.follows(visitor.sends(share(sheet), text="First.", headline="Hi"))
    visitor.sends(edit(receipt), text="Second.")

    assert (house.wall.texts(), only(house)["revision"], only(house)["headline"]) == (["Second."], 2, "Hi")


def test_the_form_of_an_edit_holds_the_words_to_the_letter(visitor: Visitor, sheet: Page) -> None:
    receipt = visitor.follows(visitor.sends(share(sheet), text=ODD))

    assert edit(receipt).fields["text"] == consent(receipt).fields["text"] == ODD


def test_an_edit_keeps_what_the_group_chose(house: House, visitor: Visitor, sheet: Page) -> None:
    receipt = visitor.follows(visitor.sends(share(sheet), text="First.", off_wall="1", kind="both", people="6"))
    receipt = visitor.follows(visitor.sends(consent(receipt), consent="quote"))
    visitor.sends(edit(receipt), text="Second.")
    item = only(house)

    assert (item["text"], item["on_wall"], item["kind"], item["consent"]) == ("Second.", False, "both", "quote")


def test_two_wordings_for_one_revision_are_both_shown_with_the_next(
    house: House, visitor: Visitor, sheet: Page
) -> None:
    visitor.sends(share(sheet), text="From the first tab.")
    both = visitor.sends(share(sheet), text="From the second tab.")
    form = share(both)

    assert both.status == 409
    assert "From the first tab." in both.text
    assert (form.fields["text"], form.fields["revision"]) == ("From the second tab.", "2")
    assert form.fields["key"] == share(sheet).fields["key"]
    visitor.follows(visitor.sends(form))
    assert house.wall.texts() == ["From the second tab."]


def test_taking_back_is_for_good(house: House, visitor: Visitor, sheet: Page) -> None:
    receipt = visitor.follows(visitor.sends(share(sheet), text="Hello"))
    after = visitor.follows(visitor.sends(withdrawal(receipt)))
    again = visitor.follows(visitor.sends(withdrawal(receipt)))

    assert "Taken back" in after.text
    assert again.status == 200
    assert (house.wall.texts(), only(house)["state"]) == ([], "withdrawn")


def test_words_under_a_key_that_is_used_up_come_back_under_a_fresh_one(
    house: House, visitor: Visitor, sheet: Page
) -> None:
    receipt = visitor.follows(visitor.sends(share(sheet), text="Hello"))
    visitor.sends(withdrawal(receipt))
    back = visitor.sends(edit(receipt), text="Our words.")

    assert (back.status, share(back).fields["text"], share(back).fields["revision"]) == (410, "Our words.", "1")
    assert share(back).fields["key"] != share(sheet).fields["key"]
    assert visitor.sends(share(back)).status == 303


def test_a_paste_of_a_megabyte_comes_back_with_a_sentence(visitor: Visitor, sheet: Page) -> None:
    paste = "Ünd so weiter. " * 70_000
    back = visitor.sends(share(sheet), text=paste)

    assert (back.status, share(back).fields["text"]) == (422, paste)
    assert "the most that fits is 1500" in back.text


def test_a_paste_that_even_the_form_cannot_take_is_refused_politely(
    house: House, visitor: Visitor, sheet: Page
) -> None:
    back = visitor.sends(share(sheet), text="x" * (5 * 1024 * 1024))

    assert (back.status, stored(house)) == (413, 0)
    assert "at most 1,500 characters" in back.text


def test_what_was_typed_is_kept_beside_the_sentence(house: House, visitor: Visitor, sheet: Page) -> None:
    typed = {"text": " ", "headline": ODD.replace("\n", " ")[:100], "kind": "practice", "people": "6", "off_wall": "1"}
    back = visitor.sends(share(sheet), **typed)
    fields = share(back).fields

    assert (back.status, stored(house)) == (422, 0)
    assert "Please write a few words first." in back.text
    assert {name: fields[name] for name in typed} == typed
    assert fields["key"] == share(sheet).fields["key"]


FAULTS = [
    ("text", "x" * 1501, "That is 1501 characters; the most that fits is 1500."),
    ("headline", "x" * 141, "That is 141 characters; the most that fits is 140."),
    ("people", "0", "a number from 1 to 99"),
    ("people", "many", "a number from 1 to 99"),
    ("people", "٣", "a number from 1 to 99"),
    ("kind", "other", "choose perspective, practice or both"),
    ("consent", "maybe", "choose one of the three answers"),
    ("prompt", "99", "does not belong to this conference"),
    ("prompt", "first", "does not belong to this conference"),
    ("revision", "0", "a whole number from 1"),
    ("revision", "x", "a whole number from 1"),
    ("lang", "english!", "a short code"),
]


def test_every_fault_has_its_sentence(visitor: Visitor, sheet: Page) -> None:
    for field, value, said in FAULTS:
        back = visitor.sends(share(sheet), **{"text": "Hello", field: value})

        assert (field, value, back.status, said in back.text) == (field, value, 422, True)


def complaints(page: Page) -> set[str]:
    """The lines that complain: each stands beside its own field."""
    lines = (each for each in page.all("p") if each.get("role") == "alert")
    return {each["id"] for each in lines if "hidden" not in each}


def invalid(page: Page) -> set[str]:
    """The fields that are called wrong."""
    fields = page.all("textarea") + page.all("input")
    return {each["name"] for each in fields if each.get("aria-invalid") == "true"}


@pytest.mark.parametrize(
    ("field", "value", "line", "called_wrong", "opened"),
    [
        ("text", " ", "fault", {"text"}, False),
        ("headline", "x" * 141, "headline-fault", {"headline"}, True),
        ("people", "150", "people-fault", {"people"}, True),
        ("kind", "other", "kind-fault", set(), True),
        ("consent", "maybe", "form-fault", set(), False),
        ("lang", "english!", "form-fault", set(), False),
        ("prompt", "99", "form-fault", set(), False),
    ],
)
def test_a_fault_is_told_beside_the_field_that_has_it(
    visitor: Visitor, sheet: Page, field: str, value: str, line: str, called_wrong: set[str], opened: bool
) -> None:
    back = visitor.sends(share(sheet), **{"text": "Hello", field: value})
    more = next(each for each in back.all("details") if each.get("class") == "more")

    assert (complaints(back), invalid(back), "open" in more) == ({line}, called_wrong, opened)


def test_a_form_without_fault_complains_of_nothing(sheet: Page) -> None:
    assert (complaints(sheet), invalid(sheet)) == (set(), set())


@pytest.mark.parametrize("text", ["", " \n", "\u3164\u200b"])
def test_nothing_is_not_shared(house: House, visitor: Visitor, sheet: Page, text: str) -> None:
    assert (visitor.sends(share(sheet), text=text).status, stored(house)) == (422, 0)


@pytest.mark.parametrize("missing", ["text", "revision"])
def test_a_form_without_a_field_is_refused_in_words(visitor: Visitor, sheet: Page, missing: str) -> None:
    assert visitor.sends(share(sheet), missing, **({} if missing == "text" else {"text": "Hello"})).status == 422


def renews(house: House, label: str) -> None:
    """The desk makes a table's link anew."""
    found = next(table for table in house.desk.room()["tables"] if table["label"] == label)
    assert house.desk.asks("POST", f"tables/{found['id']}/renewal").status == 200


def test_words_under_a_link_that_was_renewed_come_back_with_what_to_do(
    house: House, visitor: Visitor, sheet: Page
) -> None:
    renews(house, "14")
    back = visitor.sends(share(sheet), text=ODD, headline="A headline")

    assert (back.status, back.headers["Cache-Control"], stored(house)) == (404, "no-store", 0)
    assert " ".join(ODD.split()) in back.text
    assert "A headline" in back.html
    assert "scan the code on your table" in back.text
    assert "<script>alert" not in back.html


def test_an_edit_under_a_link_that_was_renewed_comes_back_too(house: House, visitor: Visitor, sheet: Page) -> None:
    receipt = visitor.follows(visitor.sends(share(sheet), text="First."))
    renews(house, "14")
    back = visitor.sends(edit(receipt), text="Second, and better.")

    assert (back.status, "Second, and better." in back.html, house.wall.texts()) == (404, True, ["First."])


def test_words_for_a_link_that_never_was_get_the_same_answer(house: House, visitor: Visitor, sheet: Page) -> None:
    renews(house, "14")
    revoked = visitor.sends(share(sheet), text="Our words.")
    form = share(sheet)
    form.action = f"/t/{fresh_key()}"

    assert visitor.sends(form, text="Our words.").html == revoked.html


def test_a_link_that_is_not_known_gives_no_empty_box_back(visitor: Visitor, sheet: Page) -> None:
    form = share(sheet)
    form.action = f"/t/{fresh_key()}"
    back = visitor.sends(form, text=" ")

    assert (back.status, back.all("textarea")) == (404, [])


@pytest.mark.parametrize("key", ["", "short", "é" * 22])
def test_a_form_without_a_proper_key_is_not_taken(house: House, visitor: Visitor, sheet: Page, key: str) -> None:
    back = visitor.sends(share(sheet), text="Our words.", key=key)

    assert (back.status, "Our words." in back.text, stored(house)) == (404, True, 0)


def test_words_are_words_and_never_a_page(house: House, visitor: Visitor, sheet: Page) -> None:
    receipt = visitor.follows(visitor.sends(share(sheet), text=ODD))
    pages = [receipt, visitor.opens(f"/t/{house.tables['14']}"), visitor.opens(f"/w/{house.keys['wall']}/text")]

    assert [each.html.count("<script>alert") + each.html.count("<b>&amp;amp;") for each in pages] == [0, 0, 0]
    assert [" ".join(ODD.split()) in each.text for each in pages] == [True] * 3


def test_a_late_one_is_told_that_it_is_late(house: House, visitor: Visitor, sheet: Page) -> None:
    house.desk.prompt(1, "closed")
    receipt = visitor.follows(visitor.sends(share(sheet), text="Hello"))

    assert "Arrived late" in receipt.text
    assert "This question is closed." in visitor.opens(f"/t/{house.tables['14']}").text


def test_the_page_of_a_closed_conference_asks_what_was_open_last(house: House, visitor: Visitor) -> None:
    house.clock.passes(60)
    house.desk.prompt(2, "open")
    house.desk.prompt(2, "closed")
    sheet = visitor.opens(f"/t/{house.tables['14']}")

    assert share(sheet).fields["prompt"] == "2"


def test_a_held_one_is_told_that_a_moderator_reads_it_first(house: House, visitor: Visitor, sheet: Page) -> None:
    house.desk.sets(moderation="hold")

    assert "A moderator reads it first." in visitor.follows(visitor.sends(share(sheet), text="Hello")).text


def test_a_guarded_group_is_told_that_it_is_not_shown(house: House, visitor: Visitor) -> None:
    sheet = visitor.opens(f"/t/{house.tables['9']}")
    receipt = visitor.follows(visitor.sends(share(sheet), text="Hello"))

    assert "never projected" in sheet.text
    assert "It is not shown on the wall." in receipt.text


def test_an_archived_conference_gives_the_words_back(house: House, visitor: Visitor, sheet: Page) -> None:
    house.set(state="archived")
    back = visitor.sends(share(sheet), text="Our words.")

    assert (back.status, share(back).fields["text"]) == (403, "Our words.")


def test_a_receipt_of_nothing_is_not_found(house: House, visitor: Visitor) -> None:
    assert visitor.opens(f"/t/{house.tables['14']}/r/{fresh_key()}").status == 404


def test_a_receipt_under_another_table_s_link_is_the_same_reflection(
    house: House, visitor: Visitor, sheet: Page
) -> None:
    visitor.sends(share(sheet), text="Hello")
    carried = visitor.opens(f"/t/{house.tables['22']}/r/{share(sheet).fields['key']}")

    assert (carried.status, edit(carried).fields["text"]) == (200, "Hello")
