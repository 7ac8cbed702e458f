"""Deeds at the desk by keyboard alone: every one of them, what takes it back, and two moderators side by side."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from support.browser import Complaints
from support.conference import Venue
from support.desk import Contexts, Desk, sit
from support.people import Desk as People
from support.server import until


@pytest.fixture
def desk(live: Venue, new_context: Contexts) -> Desk:
    return sit(new_context, live.url("presenter"))


@pytest.fixture
def moderator(live: Venue, new_context: Contexts) -> Desk:
    return sit(new_context, live.url("moderator"))


def states(venue: Venue) -> dict[str, str]:
    return {item["text"]: item["state"] for item in venue.desk.items()}


def becomes(venue: Venue, **wanted: str) -> None:
    until(lambda: {text.rstrip("."): state for text, state in states(venue).items()} == wanted, f"never {wanted}")


def test_a_deed_is_taken_back_by_one_key(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="hold")
    live.table().shares("One.")
    desk.lists("One.")
    desk.does("a")
    expect(desk.said).to_have_text("Shown.")
    becomes(live, One="live")
    desk.presses("z")
    becomes(live, One="held")
    desk.lists("One.")
    desk.does("h")
    expect(desk.said).to_have_text("Hidden.")
    desk.presses("z")
    becomes(live, One="held")
    expect(desk.said).to_have_text("Put back as it was.")


def with_newer_words(venue: Venue) -> None:
    """A reflection whose first wording is up while its second waits."""
    key = venue.table().shares("The judged wording.")["key"]
    venue.desk.sets(moderation="hold")
    venue.table().puts(key, "The new wording.", 2)


def test_a_show_of_newer_words_is_taken_back_and_the_judged_ones_stay_up(live: Venue, desk: Desk) -> None:
    with_newer_words(live)
    expect(desk.item("The new wording.")).to_be_visible()
    desk.does("a")
    until(lambda: live.wall.texts() == ["The new wording."], "it was not shown")
    expect(desk.said).to_have_text("Shown.")
    desk.presses("z")
    until(lambda: live.wall.texts() == ["The judged wording."], "the judged wording did not come back")
    expect(desk.item("The new wording.")).to_contain_text("these are still up")


def test_the_history_takes_a_show_back_and_leaves_the_judged_words_up(live: Venue, desk: Desk) -> None:
    with_newer_words(live)
    live.desk.judges(live.desk.items()[0], "show")
    desk.tab("History").press("Enter")
    desk.page.get_by_role("button", name="Hold it again").press("Enter")
    until(lambda: live.wall.texts() == ["The judged wording."], "the judged wording did not come back")
    expect(desk.page.get_by_role("button", name="Show it again")).to_be_visible()


def test_a_pin_and_a_hold_are_taken_back(live: Venue, desk: Desk) -> None:
    live.table().shares("One.")
    desk.tab("On the wall").press("Enter")
    desk.lists("One.")
    desk.does("p")
    expect(desk.page.locator(".flag")).to_have_text("pinned")
    desk.presses("z")
    expect(desk.page.locator(".flag")).to_have_count(0)
    desk.does("d")
    becomes(live, One="held")
    desk.presses("z")
    becomes(live, One="live")


def test_a_deed_is_taken_back_before_its_answer_has_come(live: Venue, desk: Desk) -> None:
    live.table().shares("One.")
    desk.tab("On the wall").press("Enter")
    desk.lists("One.")
    desk.page.route("**/verdict", lambda route: (desk.presses("z"), route.continue_()), times=1)
    desk.does("p")
    expect(desk.said).to_have_text("No longer pinned.")
    assert [line["deed"] for line in live.desk.items()[0]["reasons"]] == ["pin", "unpin"]


def test_after_ten_seconds_the_offer_is_gone_and_the_history_has_it(live: Venue, new_context: Contexts) -> None:
    live.table().shares("One.")
    page = new_context().new_page()
    page.clock.install()
    page.goto(live.url("presenter"))
    desk = Desk(page)
    desk.tab("On the wall").press("Enter")
    desk.lists("One.")
    desk.does("h")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    page.clock.fast_forward(10_000)
    expect(undo).to_be_hidden()
    desk.presses("z")
    desk.tab("On the wall").focus()
    desk.presses("End")
    assert states(live) == {"One.": "hidden"}
    back = page.get_by_role("button", name="Put it back")
    desk.tabs_to(back)
    desk.presses("Enter")
    becomes(live, One="live")
    expect(page.locator("#past li")).to_have_count(2)


def test_what_others_judge_moves_nothing_in_a_history_that_somebody_works_in(live: Venue, desk: Desk) -> None:
    one, two, three = (live.table().shares(text)["reference"] for text in ("One.", "Two.", "Three."))
    for reference in (one, two):
        live.desk.judges(live.desk.item(reference), "hide")
    desk.tab("History").press("Enter")
    lines = desk.page.locator("#past li")
    expect(lines).to_have_count(2)
    back = lines.filter(has_text="One.").get_by_role("button")
    back.focus()
    before = back.bounding_box()
    live.desk.judges(live.desk.item(three), "hide")
    live.desk.judges(live.desk.item(two), "restore")
    fresh = desk.page.get_by_role("button", name="2 new: show")
    expect(fresh).to_be_visible()
    expect(back).to_be_focused()
    assert back.bounding_box() == before
    desk.presses("Enter")
    becomes(live, One="live", Two="live", Three="hidden")
    expect(lines).to_have_count(3)
    expect(lines.filter(has_text="One.").last).to_be_focused()
    fresh.click()
    expect(lines.locator(".words")).to_have_text(["One.", "Two.", "Three.", "Two.", "One."])


def test_a_reason_is_added_to_a_hide_or_goes_with_it(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="hold")
    first, second = (live.table().shares(text)["reference"] for text in ("One.", "Two."))
    desk.lists("One.", "Two.")
    desk.does("h")
    tone = desk.page.get_by_role("button", name="Tone")
    desk.tabs_to(tone)
    desk.presses("Enter")
    until(lambda: live.desk.item(first)["reasons"][-1]["reason"] == "Tone", "the reason was not kept")
    desk.page.locator("#list").focus()
    desk.does("Shift+KeyH")
    other = desk.page.get_by_label("Another reason")
    desk.tabs_to(other)
    desk.page.keyboard.type("Names a school")
    desk.presses("Enter")
    becomes(live, One="hidden", Two="hidden")
    assert live.desk.item(second)["reasons"][-1]["reason"] == "Names a school"


def test_a_redaction_is_edited_and_final(live: Venue, desk: Desk) -> None:
    reference = live.table().shares("Call Jo Smith at 780-555-0142.")["reference"]
    desk.lists("Call Jo Smith at 780-555-0142.")
    expect(desk.page.locator("mark")).to_have_text("780-555-0142")
    desk.does("r")
    expect(desk.page.get_by_role("dialog")).to_contain_text("This is final")
    desk.tabs_to(desk.page.get_by_label("What it reads from now on"))
    desk.types("Call us.")
    desk.tabs_to(desk.page.get_by_role("button", name="Replace the words for good"))
    desk.presses("Enter")
    desk.lists("Call us.")
    expect(desk.said).to_contain_text("cannot be undone")
    expect(desk.page.get_by_role("button", name="Undo")).to_be_hidden()
    assert live.desk.item(reference)["redacted"]


def test_a_redaction_that_is_put_away_changes_nothing(live: Venue, desk: Desk) -> None:
    live.desk.sets(moderation="hold")
    live.table().shares("One.")
    desk.lists("One.")
    desk.presses("j", "r", "Escape")
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    expect(desk.item("One.")).to_be_focused()
    assert not live.desk.items()[0]["redacted"]


def test_a_note_goes_to_the_table_alone(live: Venue, desk: Desk) -> None:
    reference = live.table().shares("One.")["reference"]
    desk.tab("On the wall").press("Enter")
    desk.lists("One.")
    desk.does("n")
    desk.page.keyboard.type("Please leave the name out.")
    desk.tabs_to(desk.page.get_by_role("button", name="Send"))
    desk.presses("Enter")
    expect(desk.said).to_contain_text("table 14")
    (note,) = live.table().looks()["notes"]
    assert (note["text"], note["reference"]) == ("Please leave the name out.", reference)


def test_a_note_and_a_translation_say_to_the_other_moderator_who_sent_them(
    live: Venue, desk: Desk, moderator: Desk
) -> None:
    item = live.desk.item(live.table().shares("One.")["reference"])
    other = People(live.send, live.told["keys"]["moderator"])
    assert other.asks("POST", f"reflections/{item['id']}/note", text="No names, please.").status == 201
    desk.tab("On the wall").press("Enter")
    expect(desk.item("One.").locator(".by")).to_contain_text("note sent by moderator")
    desk.does("n")
    expect(desk.page.get_by_role("dialog")).to_contain_text("(No names, please.)")
    desk.presses("Escape")
    desk.item("One.").get_by_text("More").click()
    expect(desk.item("One.").locator(".told")).to_contain_text("note sent by moderator")
    desk.item("One.").get_by_role("button", name="About table 14").click()
    expect(desk.page.locator("#table-notes li")).to_have_count(1)
    desk.page.locator("#table").get_by_label("A private word").fill("Thank you.")
    desk.page.locator("#table").get_by_role("button", name="Send").click()
    expect(desk.page.locator("#table-notes li").first).to_contain_text("(Thank you.)")
    told = {"lang": "fr-CA", "text": "Un.", "version": live.desk.items()[0]["version"]}
    assert live.desk.asks("PUT", f"reflections/{item['id']}/translation", **told).status == 200
    moderator.tab("History").press("Enter")
    expect(moderator.page.locator("#past li b")).to_contain_text(["translated by presenter", "note sent by moderator"])


def test_a_translation_stands_beneath_and_is_taken_away(live: Venue, desk: Desk) -> None:
    live.table("22").shares("Bonjour.", lang="fr-CA")
    desk.tab("On the wall").press("Enter")
    desk.lists("Bonjour.")
    desk.does("t")
    expect(desk.page.get_by_label("Language, as a short code")).to_have_value("en-CA")
    desk.tabs_to(desk.page.get_by_label("The translation"))
    desk.page.keyboard.type("Hello.")
    desk.tabs_to(desk.page.get_by_role("button", name="Put it beneath"))
    desk.presses("Enter")
    expect(desk.page.locator(".translated[lang=en-CA]")).to_have_text("Hello.")
    assert live.wall.frame()["items"][0]["translation"] == {"lang": "en-CA", "text": "Hello."}
    desk.rests()
    desk.does("t")
    desk.tabs_to(desk.page.get_by_role("button", name="Take it away"))
    desk.presses("Enter")
    expect(desk.page.locator(".translated")).to_have_count(0)


def test_two_desks_see_the_same_and_hide_wins(live: Venue, desk: Desk, moderator: Desk) -> None:
    live.desk.sets(moderation="hold")
    live.table().shares("Judged twice.")
    for each in (desk, moderator):
        each.lists("Judged twice.")
    moderators = People(live.send, live.told["keys"]["moderator"])
    shown = live.desk.items()[0]
    desk.page.route("**/verdict", lambda route: (moderators.judges(shown, "show"), route.continue_())[1])
    desk.does("h")
    expect(desk.said).to_have_text("Hidden.")
    until(lambda: states(live) == {"Judged twice.": "hidden"}, "a show beat a hide")
    for each in (desk, moderator):
        each.tab("Hidden").click()
        each.lists("Judged twice.")
        each.item("Judged twice.").get_by_text("More").click()
        told = each.page.locator(".told li")
        expect(told).to_have_count(2)
        expect(told.nth(0)).to_contain_text("shown by moderator")
        expect(told.nth(1)).to_contain_text("hidden by presenter")


def test_all_from_a_table_is_hidden_and_put_back_as_one(live: Venue, desk: Desk) -> None:
    for text in ("One.", "Two."):
        live.table().shares(text)
    live.table("22").shares("Another table.")
    desk.tab("On the wall").press("Enter")
    expect(desk.page.get_by_role("article")).to_have_count(3)
    more = desk.item("One.").locator("summary")
    desk.tabs_to(more)
    desk.presses("Enter")
    desk.tabs_to(desk.item("One.").get_by_role("button", name="About table 14"))
    desk.presses("Enter")
    expect(desk.page.get_by_role("dialog")).to_contain_text("Table 14")
    desk.tabs_to(desk.page.get_by_role("button", name="Hide them"))
    desk.presses("Enter")
    expect(desk.said).to_have_text("Hidden from table 14: 2.")
    desk.lists("Another table.")
    desk.rests()
    desk.presses("z")
    until(lambda: len(live.wall.texts()) == 3, "they did not come back")


def test_what_was_hidden_in_one_go_comes_back_in_one_go_from_the_history(live: Venue, desk: Desk) -> None:
    first, _ = (live.table().shares(text)["reference"] for text in ("One.", "Two."))
    table = live.desk.item(first)["table_id"]
    live.desk.asks("POST", f"tables/{table}/hide", since=None, reason="Tone")
    desk.tab("History").press("Enter")
    desk.page.get_by_role("button", name="Put these 2 back").first.click()
    until(lambda: len(live.wall.texts()) == 2, "they did not come back")


def test_all_that_is_put_back_is_what_this_desk_hid_and_no_other(
    live: Venue, desk: Desk, complaints: Complaints
) -> None:
    complaints.expect("409")
    first, _ = (live.table().shares(text)["reference"] for text in ("One.", "Two."))
    desk.tab("On the wall").press("Enter")
    desk.item("One.").get_by_text("More").click()
    desk.item("One.").get_by_role("button", name="About table 14").click()
    desk.page.get_by_role("button", name="Hide them").click()
    expect(desk.said).to_have_text("Hidden from table 14: 2.")
    other = People(live.send, live.told["keys"]["moderator"])
    assert other.judges(live.desk.item(first), "hide", reason="A name.").status == 200
    desk.tab("Hidden").press("Enter")
    desk.item("One.").get_by_text("More").click()
    expect(desk.item("One.").locator(".told li")).to_have_count(2)
    desk.rests()
    desk.presses("z")
    becomes(live, One="hidden", Two="live")


def test_two_moderators_split_what_waits(live: Venue, desk: Desk, moderator: Desk) -> None:
    live.desk.sets(moderation="hold")
    texts = {f"Number {n}." for n in range(12)}
    for text in texts:
        live.table().shares(text)
    expect(desk.page.get_by_role("article")).to_have_count(12)
    halves = []
    for each, half in ((desk, "the 1st half"), (moderator, "the 2nd half")):
        each.page.get_by_label("I take").select_option(half)
        mine = set(each.page.locator("#cards .words").all_text_contents())
        expect(each.page.locator("#others")).to_have_text(f"{12 - len(mine)} with the other moderators")
        expect(each.tab("Waiting")).to_contain_text("12")
        halves.append(mine)
    assert halves[0] | halves[1] == texts
    assert not halves[0] & halves[1]
    moderator.page.reload()
    expect(moderator.page.get_by_role("article")).to_have_count(len(halves[1]))


def test_the_half_that_nobody_takes_is_offered_to_the_other_desk(live: Venue, desk: Desk, moderator: Desk) -> None:
    live.desk.sets(moderation="hold")
    texts = {f"Number {n}." for n in range(8)}
    for text in texts:
        live.table().shares(text)
    expect(moderator.page.get_by_role("article")).to_have_count(8)
    desk.page.get_by_label("I take").select_option("the 1st half")
    expect(moderator.page.locator("#others")).to_have_text("Another desk takes the 1st half.")
    moderator.page.get_by_role("button", name="Take the 2nd half").click()
    seen = [set(each.page.locator("#cards .words").all_text_contents()) for each in (desk, moderator)]
    assert seen[0] | seen[1] == texts
    assert not seen[0] & seen[1]
    expect(moderator.page.locator("#take-share")).to_be_hidden()
    moderator.page.close()
    expect(desk.page.locator("#others")).to_contain_text("that no other desk takes")


def test_a_long_list_is_drawn_in_parts(live: Venue, desk: Desk) -> None:
    for n in range(65):
        live.table().shares(f"Number {n}.")
    desk.tab("On the wall").press("Enter")
    expect(desk.page.get_by_role("article")).to_have_count(60)
    further = desk.page.get_by_role("button", name="Show more (5)")
    expect(further).to_be_visible()
    desk.presses(*["j"] * 61)
    expect(desk.page.get_by_role("article")).to_have_count(65)
    expect(desk.item("Number 4.")).to_be_focused()
    expect(further).to_be_hidden()


def test_single_keys_can_be_switched_off_and_stay_off(live: Venue, desk: Desk) -> None:
    live.table().shares("One.")
    desk.page.locator(".keys summary").click()
    desk.page.get_by_label("Single-key shortcuts").uncheck()
    desk.page.reload()
    desk.tab("On the wall").click()
    desk.lists("One.")
    desk.presses("h", "b", "2", ".")
    desk.item("One.").get_by_role("button", name="Pin").press("Enter")
    until(lambda: live.desk.items()[0]["pinned"])
    assert states(live) == {"One.": "live"}
    assert live.desk.stage()["scene"] == "live"
