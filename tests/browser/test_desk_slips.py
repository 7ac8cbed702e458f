"""A hand that goes on typing or pressing at the desk: what it did not mean is not done."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from support.conference import Venue
from support.desk import Contexts, Desk, sit
from support.server import until


@pytest.fixture
def desk(live: Venue, new_context: Contexts) -> Desk:
    return sit(new_context, live.url("moderator"))


# In the page itself, so that no busy machine makes a pause between one key and the next.
TYPES_ON = """
async keys => {
  for (const key of keys) {
    for (const type of ["keydown", "keyup"]) {
      const code = key === "1" ? "Digit1" : `Key${key.toUpperCase()}`;
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent(type, { key, code, bubbles: true, cancelable: true }));
    }
    await new Promise(done => setTimeout(done, 30));
  }
}
"""


def test_a_theme_is_named_by_typing_on_and_nothing_else_happens(live: Venue, desk: Desk) -> None:
    live.table().shares("One.")
    live.desk.asks("PUT", f"themes/{'t' * 22}", name="Visits")
    desk.tab("On the wall").press("Enter")
    desk.lists("One.")
    before = live.desk.stage()
    desk.presses("j", "m")
    expect(desk.page.get_by_role("dialog")).to_be_visible()
    desk.page.keyboard.type("Small hopes")
    expect(desk.page.get_by_label("A new theme")).to_have_value("Small hopes")
    desk.presses("Enter")
    until(lambda: [theme["name"] for theme in live.desk.stage()["themes"]] == ["Visits", "Small hopes"])
    (item,) = live.desk.items()
    assert (item["state"], item["pinned"]) == ("live", False)
    assert live.desk.stage()["scene"] == before["scene"]


def test_what_is_typed_on_after_a_dialog_has_closed_is_no_deed(live: Venue, desk: Desk) -> None:
    live.table().shares("One.")
    live.desk.asks("PUT", f"themes/{'t' * 22}", name="Visits")
    desk.tab("On the wall").press("Enter")
    desk.lists("One.")
    desk.presses("j", "m")
    expect(desk.page.get_by_role("dialog").get_by_text("Visits")).to_be_visible()
    desk.page.evaluate(TYPES_ON, "1hpsb")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    until(lambda: [theme["items"] != [] for theme in live.desk.stage()["themes"]] == [True], "it is in no theme")
    (item,) = live.desk.items()
    assert (item["state"], item["pinned"], live.desk.stage()["scene"]) == ("live", False, "live")
    assert live.desk.stage()["moderation"] == "open"
    desk.rests()
    desk.presses("p")
    until(lambda: live.desk.items()[0]["pinned"], "keys stay dead")


def test_a_reason_is_written_by_typing_on(live: Venue, desk: Desk) -> None:
    live.table().shares("One.")
    desk.tab("On the wall").press("Enter")
    desk.lists("One.")
    desk.presses("j", "Shift+KeyH")
    expect(desk.page.get_by_role("dialog")).to_be_visible()
    desk.page.keyboard.type("Names a school")
    desk.presses("Enter")
    until(lambda: live.desk.items()[0]["reasons"][-1:] != [], "it was not hidden")
    assert live.desk.items()[0]["reasons"][-1]["reason"] == "Names a school"


def test_enter_pressed_twice_on_the_last_call_closes_no_question(live: Venue, desk: Desk) -> None:
    row = desk.page.locator("[data-prompt]").first
    call = row.get_by_role("button", name="Last call")
    desk.tabs_to(call)
    desk.presses("Enter")
    expect(row.get_by_role("button", name="Keep it open")).to_be_visible()
    desk.presses("Enter")
    desk.page.keyboard.press("Space")
    call.dblclick(force=True)  # it is there, and has nothing to do
    expect(desk.page.locator("#countdown")).to_contain_text("Closing in")
    stage = live.desk.stage()
    assert stage["prompt"]["state"] == "open"
    assert stage["prompt"]["closes_at"] is not None
    keep = row.get_by_role("button", name="Keep it open")
    keep.dblclick()
    expect(desk.page.locator("#countdown")).to_have_text("")
    assert live.desk.stage()["prompt"]["state"] == "open"


def test_every_act_on_a_question_keeps_its_place(live: Venue, desk: Desk) -> None:
    row = desk.page.locator("[data-prompt]").first
    close = row.get_by_role("button", name="Close it")
    place = "button => [button.offsetLeft, button.offsetWidth, button.offsetTop - button.parentElement.offsetTop]"
    before = close.evaluate(place)
    row.get_by_role("button", name="Last call").click()
    expect(row.get_by_role("button", name="Keep it open")).to_be_visible()
    assert close.evaluate(place) == before


def test_what_was_chosen_for_one_table_is_not_offered_for_the_next(live: Venue, desk: Desk) -> None:
    live.table("14").shares("One.")
    desk.tab("Tables").press("Enter")
    desk.page.locator(".tile").filter(has_text="14").click()
    dialog = desk.page.locator("#table")
    dialog.get_by_label("Hide from this table").select_option("all that it has shared")
    dialog.get_by_label("Reason").fill("Off topic")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("status")).to_have_text("Saved.")
    dialog.get_by_role("button", name="Done").click()
    desk.page.locator(".tile").filter(has_text="22").click()
    expect(dialog).to_contain_text("Table 22")
    expect(dialog.get_by_label("Hide from this table")).to_have_value("5")
    expect(dialog.get_by_label("Reason")).to_have_value("")
    expect(dialog.locator(".dialog-said")).to_have_text("")


def test_enter_on_a_new_code_leaves_the_desk_and_opens_no_phone(live: Venue, desk: Desk) -> None:
    desk.tab("Tables").press("Enter")
    desk.page.locator(".tile").filter(has_text="14").click()
    desk.page.get_by_role("button", name="Renew its link").click()
    desk.presses("Enter")  # the question waits for an answer that was meant
    expect(desk.page.get_by_role("dialog", name="Renew the link of table 14?")).to_be_visible()
    desk.page.get_by_role("button", name="Yes").click()
    expect(desk.page.locator("#link-qr img")).to_be_visible()
    expect(desk.page.locator("#link").get_by_role("button", name="Done")).to_be_focused()
    desk.presses("Enter")
    expect(desk.page.locator("#link")).to_be_hidden()
    assert len(desk.page.context.pages) == 1


def test_nothing_looks_chosen_before_it_is(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="hold")
    for text in ("One.", "Two."):
        live.table().shares(text)
    desk.lists("One.", "Two.")
    one, two = desk.item("One."), desk.item("Two.")
    look = "element => [getComputedStyle(element).borderColor, getComputedStyle(element.querySelector('.yes')).color]"
    assert one.evaluate(look) == two.evaluate(look)
    expect(desk.page.get_by_text("A first key chooses a card, the next one acts.")).to_be_visible()
    desk.presses("j")
    assert one.evaluate(look) != two.evaluate(look)


def test_a_key_puts_nobody_in_the_spotlight_whom_nobody_chose(live: Venue, desk: Desk) -> None:
    live.table().shares("The newest.")
    desk.tab("On the wall").press("Enter")
    desk.lists("The newest.")
    desk.page.locator("#tab-up").hover()
    desk.presses("3")
    expect(desk.said).to_have_text("Choose a reflection first: none was put in the spotlight.")
    assert live.desk.stage()["scene"] == "live"
    desk.presses("j", "3")
    until(lambda: live.desk.stage()["scene"] == "spotlight", "the chosen one is not up")
