"""A table's page in a browser: from the scan to the receipt, and what can be done with it afterwards."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from support.browser import Complaints, Phone, Projector
from support.conference import Venue
from support.server import until
from support.shell import Shell

Phones = Callable[..., Phone]
Walls = Callable[..., Projector]


def seen(picture: bytes) -> str:
    """What another phone's camera reads."""
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    return str(code.text)


def place(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box is not None
    return {"top": box["y"], "bottom": box["y"] + box["height"]}


def kept(phone: Phone) -> list[str]:
    """The names of the reflections that the phone keeps."""
    names: list[str] = phone.page.evaluate("Object.keys(localStorage)")
    return [name for name in names if name.startswith("rw:item:")]


def listens(phone: Phone) -> None:
    """A screen reader follows the lines for it that the page was loaded with."""
    phone.page.evaluate("""() => {
        window.heard = [];
        for (const line of document.querySelectorAll("[role=status]"))
          new MutationObserver(() => line.textContent && window.heard.push(line.textContent))
            .observe(line, { childList: true, characterData: true, subtree: true });
    }""")


def heard(phone: Phone) -> list[str]:
    """What it has said."""
    said: list[str] = phone.page.evaluate("window.heard")
    return said


def hears(phone: Phone, *patterns: str) -> None:
    """It says these sentences, in this order, and no others."""

    def said() -> bool:
        found = heard(phone)
        return len(found) == len(patterns) and all(map(re.fullmatch, patterns, found))

    until(said, f"not what was to be heard: {patterns}")


def refuses(phone: Phone) -> None:
    """The server refuses the next one for what it says."""
    problem = {"type": "about:blank", "title": "No", "status": 422, "detail": "That cannot be taken."}

    def answer(route: Route) -> None:
        route.fulfill(status=422, content_type="application/problem+json", body=json.dumps(problem))

    phone.page.route("**/reflections/*", answer, times=1)


def looks(phone: Phone) -> None:
    """The phone is taken up again, some time later: its page asks how things stand."""
    phone.page.clock.fast_forward(21_000)


def clears(phone: Phone) -> None:
    """Everything is forgotten, and whoever taps has read what that means."""
    phone.taps("Clear this phone")
    phone.taps("Yes, clear it")


def seconds(phone: Phone) -> int:
    """How many the phone still counts."""
    return int(re.findall(r"\d+", phone.said.inner_text())[0])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_community_question_box_and_share_are_all_visible_at_once(cass: Venue, page: Page, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 664})
    communities = {table["community"]: table["url"] for table in cass.told["tables"]}
    for community, url in communities.items():
        page.goto(f"{url}?lang={language}")
        parts = [page.locator(each) for each in (".community summary", "#prompt", "#text", "#notice", "#share")]
        places = [place(each) for each in parts]
        assert all(a["bottom"] <= b["top"] for a, b in pairwise(places)), (community, places)
        assert places[-1]["bottom"] <= 664, (community, places[-1])


def test_the_table_s_own_language_comes_first_and_the_other_is_one_tap_away(phones: Phones) -> None:
    phone = phones("22").opens()
    expect(phone.share).to_have_text("Partager avec la salle")
    phone.page.get_by_role("link", name="English").tap()
    expect(phone.share).to_have_text("Share with the room")


def test_after_sharing_the_focus_is_on_the_receipt_s_heading(phone: Phone, conference: Venue) -> None:
    phone.shares("We will visit one another.")
    reference = phone.arrives()
    expect(phone.heading).to_be_focused()
    expect(phone.said).to_have_text(re.compile(r"^On the wall at .+, as Rural leaders\.$"))
    assert conference.desk.item(reference)["text"] == "We will visit one another."


def test_an_answer_about_consent_is_kept_and_keeps_the_focus(phone: Phone, conference: Venue) -> None:
    phone.shares("Quote us.")
    reference = phone.arrives()
    quoted = phone.page.get_by_role("radio", name="Quoted, with our community’s name")
    quoted.press(" ")
    until(lambda: conference.desk.item(reference)["consent"] == "quote", "the answer never reached the server")
    expect(phone.newest.get_by_text("Thank you, noted.")).to_be_visible()
    expect(quoted).to_be_checked()
    expect(quoted).to_be_focused()


def test_an_empty_box_is_refused_in_one_sentence_beside_it(phone: Phone, conference: Venue) -> None:
    phone.shares(" \u200b\n")
    expect(phone.page.get_by_role("alert").filter(visible=True)).to_have_text("Please write a few words first.")
    expect(phone.box).to_be_focused()
    expect(phone.box).to_have_attribute("aria-invalid", "true")
    assert conference.desk.items() == []


@pytest.mark.parametrize("people", ["150", "0", "2.5"])
def test_a_table_of_no_such_size_is_not_shared_as_one_without(phone: Phone, conference: Venue, people: str) -> None:
    phone.page.locator(".more summary").tap()
    size = phone.page.locator("#people")
    size.fill(people)
    phone.page.locator(".more summary").tap()
    phone.shares("How many are we?")
    complaint = phone.page.get_by_role("alert").filter(visible=True)
    expect(complaint).to_have_text("How many sit at your table is a number from 1 to 99.")
    expect(size).to_be_focused()
    expect(size).to_have_value(people)
    expect(size).to_have_attribute("aria-invalid", "true")
    assert conference.desk.items() == []
    size.fill("15")
    expect(complaint).to_have_count(0)
    phone.share.tap()
    phone.arrives()


def test_nothing_moves_while_somebody_types(phone: Phone) -> None:
    phone.share.tap()
    expect(phone.page.locator("#fault")).to_have_text("Please write a few words first.")
    before = place(phone.share)
    phone.box.press_sequentially("Now we do")
    expect(phone.box).to_have_attribute("aria-invalid", "false")
    assert place(phone.share) == before


def test_a_complaint_takes_its_room_from_the_box_and_gives_it_back(phone: Phone) -> None:
    parts = [phone.page.locator(each) for each in ("#text", ".meter", "#share")]
    before = [place(each) for each in parts]
    phone.share.tap()
    expect(phone.page.locator("#fault")).to_be_visible()
    assert [place(each) for each in parts[1:]] == before[1:]
    phone.writes("Now we do")
    assert [place(each) for each in parts] == before


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("field", "wrong", "right", "below"),
    [("headline", "x" * 141, "Short enough", ".more fieldset"), ("people", "150", "15", ".more div > .choice")],
    ids=["headline", "people"],
)
def test_a_complaint_behind_more_moves_nothing_beneath_it(
    phone: Phone, language: str, field: str, wrong: str, right: str, below: str
) -> None:
    phone.opens(f"{phone.url}?lang={language}")
    phone.page.locator(".more summary").tap()
    phone.page.locator(f"#{field}").fill(wrong)
    beneath = phone.page.locator(below)
    before = beneath.evaluate("(each) => each.getBoundingClientRect().top + scrollY")
    phone.shares("With something that is not right.")
    expect(phone.page.locator(f"#{field}-fault")).to_be_visible()
    assert beneath.evaluate("(each) => each.getBoundingClientRect().top + scrollY") == before
    phone.page.locator(f"#{field}").fill(right)
    assert beneath.evaluate("(each) => each.getBoundingClientRect().top + scrollY") == before


@pytest.mark.parametrize("height", [664, 844])
def test_the_box_fills_what_the_first_screen_has_left(phones: Phones, height: int) -> None:
    phone = phones(viewport={"width": 390, "height": height}).opens()
    before = place(phone.box)
    filled = place(phone.share)["bottom"] >= height - 12
    assert filled or before["bottom"] - before["top"] == 480, "there is room that nobody uses"
    assert place(phone.share)["bottom"] <= height
    phone.writes("One sentence after another. " * 40)
    assert place(phone.box) == before


def test_what_the_server_takes_away_is_not_counted_as_too_long(phone: Phone, conference: Venue) -> None:
    phone.shares("x" * 740 + "\n" * 31 + "y" * 740)
    phone.arrives()
    assert [len(item["text"]) for item in conference.desk.items()] == [1482]


def test_too_long_a_text_is_kept_in_the_box_and_says_by_how_much(phone: Phone, conference: Venue) -> None:
    phone.shares("é" * 1503)
    expect(phone.page.locator("#fault")).to_contain_text("3 characters")
    expect(phone.box).to_have_value("é" * 1503)
    assert conference.desk.items() == []


def test_too_long_a_headline_says_so_beside_it_and_freezes_nothing(phone: Phone, conference: Venue) -> None:
    phone.page.locator(".more summary").tap()
    headline = phone.page.locator("#headline")
    headline.fill("e\u0301" * 142)
    phone.page.locator(".more summary").tap()
    phone.shares("We will visit one another.")
    said = phone.page.get_by_role("alert").filter(visible=True)
    expect(said).to_have_text("The headline is longer than the wall can take. Please shorten it by 2 characters.")
    expect(headline).to_be_focused()
    expect(headline).to_have_attribute("aria-invalid", "true")
    expect(phone.box).to_have_attribute("aria-invalid", "false")
    assert kept(phone) == []
    headline.fill("e\u0301" * 140)
    phone.share.tap()
    phone.arrives()
    assert [item["headline"] for item in conference.desk.items()] == ["é" * 140]


def test_what_was_refused_for_its_words_can_be_edited_and_sent(
    phone: Phone, conference: Venue, complaints: Complaints
) -> None:
    complaints.expect("422")
    refuses(phone)
    phone.shares("What the server will not have.")
    expect(phone.heading).to_have_text("Not sent")
    phone.taps("Edit")
    expect(phone.box).to_have_value("What the server will not have.")
    phone.writes("What it will.")
    phone.share.tap()
    phone.arrives()
    assert [item["text"] for item in conference.desk.items()] == ["What it will."]


def test_what_was_refused_for_its_words_can_be_removed_and_it_asks_first(phone: Phone, complaints: Complaints) -> None:
    complaints.expect("422")
    refuses(phone)
    phone.shares("What the server will not have.")
    phone.taps("Remove")
    expect(phone.newest).to_contain_text("Remove these words from this phone? They are nowhere else.")
    phone.taps("No")
    expect(phone.heading).to_have_text("Not sent")
    phone.taps("Remove")
    phone.taps("Yes, remove them")
    expect(phone.box).to_be_focused()
    expect(phone.box).to_have_value("")
    assert kept(phone) == []


def test_an_edit_that_was_refused_and_is_removed_leaves_what_has_arrived(phone: Phone, complaints: Complaints) -> None:
    complaints.expect("422")
    phone.shares("As it was.")
    reference = phone.arrives()
    phone.taps("Edit")
    refuses(phone)
    phone.writes("What the server will not have.")
    phone.share.tap()
    expect(phone.heading).to_have_text("Not sent")
    phone.taps("Remove")
    phone.taps("Yes, remove them")
    assert phone.arrives() == reference
    expect(phone.heading).to_be_focused()
    expect(phone.newest.locator(".words")).to_have_text("As it was.")


def test_a_screen_reader_hears_once_that_it_has_arrived_and_that_an_answer_was_noted(phone: Phone) -> None:
    listens(phone)
    phone.shares("Listen.")
    phone.arrives()
    arrived = r"Arrived\. On the wall at .+, as Rural leaders\."
    hears(phone, arrived)
    phone.page.get_by_role("radio", name="Quoted, with our community’s name").press(" ")
    hears(phone, arrived, r"Thank you, noted\.")
    expect(phone.page.locator("#mine [role=status]")).to_have_count(0)


def test_a_screen_reader_hears_what_waits_and_what_was_refused(phone: Phone, complaints: Complaints) -> None:
    complaints.expect("422|ERR_INTERNET_DISCONNECTED")
    listens(phone)
    phone.context.set_offline(True)
    phone.shares("Words.")
    waits = r"Saved on this phone\. No connection just now\..+"
    hears(phone, waits)
    refuses(phone)
    phone.context.set_offline(False)
    hears(phone, waits, r"Not sent\. That cannot be taken\.")


def test_a_screen_reader_does_not_hear_every_second_of_a_delay(phones: Phones, conference: Venue) -> None:
    conference.desk.sets(moderation="delay", delay=60)
    phone = phones()
    phone.page.clock.install()
    phone.opens()
    listens(phone)
    phone.shares("In a minute.")
    phone.arrives()
    first = seconds(phone)
    until(lambda: seconds(phone) < first - 1, "the seconds stand still")
    hears(phone, r"Arrived\. On the wall in \d+ s, as Rural leaders\.")


def test_a_page_that_shows_what_was_shared_before_says_nothing_of_it(phone: Phone) -> None:
    phone.shares("Long ago.")
    phone.arrives()
    phone.page.reload()
    listens(phone)
    phone.arrives()
    phone.taps("Share another")
    phone.shares("Just now.")
    phone.arrives()
    hears(phone, r"Arrived\. On the wall at .+")


def test_the_seconds_of_a_delay_are_right_after_the_phone_has_slept(phones: Phones, conference: Venue) -> None:
    conference.desk.sets(moderation="delay", delay=90)
    phone = phones()
    phone.page.clock.install()
    phone.opens().shares("Later.")
    phone.arrives()
    looks(phone)
    until(lambda: seconds(phone) <= 90 - 21, "the seconds of its sleep do not count")


def test_a_walk_in_s_phone_learns_when_its_clock_has_run_out(phones: Phones, conference: Venue) -> None:
    conference.desk.sets(moderation="delay", delay=2)
    phone = phones()
    phone.page.clock.install()
    phone.opens(f"{conference.server.base}/c/{conference.told['conference']}")
    phone.page.get_by_role("link", name="Table 14").tap()
    phone.shares("Walked in.")
    phone.arrives()
    until(lambda: conference.wall.texts() == ["Walked in."], "it was never released")
    looks(phone)
    expect(phone.said).to_have_text(re.compile(r"^On the wall at "))


def test_a_walk_in_s_phone_learns_that_it_was_hidden(phones: Phones, conference: Venue) -> None:
    phone = phones()
    phone.page.clock.install()
    phone.opens(f"{conference.server.base}/c/{conference.told['conference']}")
    phone.page.get_by_role("link", name="Table 14").tap()
    phone.shares("Walked in.")
    conference.desk.judges(conference.desk.item(phone.arrives()), "hide")
    edit = phone.page.get_by_role("button", name="Edit")
    edit.focus()
    for _ in range(3):
        with phone.page.expect_response("**/api/t/*"):
            looks(phone)
    expect(phone.heading).to_have_text("Arrived, not on the wall")
    expect(edit).to_be_focused()


def test_an_answer_that_was_cut_off_is_asked_for_again(phones: Phones) -> None:
    phone = phones()
    phone.page.clock.install()
    phone.opens()
    cut = {"status": 200, "headers": {"ETag": '"new"', "Content-Type": "application/json"}, "body": '{"conference": "'}
    phone.page.route("**/api/t/*", lambda route: route.fulfill(**cut), times=1)
    for _ in range(2):
        with phone.page.expect_response("**/api/t/*") as reply:
            looks(phone)
    assert "if-none-match" not in reply.value.request.headers


def test_no_other_script_is_handed_the_keys_of_what_was_shared(phone: Phone) -> None:
    phone.shares("Ours to change.")
    phone.arrives()
    assert phone.page.evaluate("Object.keys(window).filter((name) => ['outbox', 'unsent'].includes(name))") == []


def test_a_double_tap_shares_once(phone: Phone, conference: Venue) -> None:
    phone.writes("Tapped twice.")
    box = phone.share.bounding_box()
    assert box is not None
    for _ in range(2):
        phone.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.arrives()
    assert [item["state"] for item in conference.desk.items()] == ["live"]


def test_twenty_clicks_in_one_moment_share_once(phone: Phone, conference: Venue) -> None:
    phone.writes("Clicked twenty times.")
    phone.page.evaluate("for (let n = 0; n < 20; n += 1) document.getElementById('share').click()")
    phone.arrives()
    assert len(conference.desk.items()) == 1
    phone.taps("Share another")
    expect(phone.page.locator("#fault")).to_be_hidden()


def test_reload_and_back_show_what_was_shared_and_share_nothing_again(phone: Phone, conference: Venue) -> None:
    phone.shares("Shared once.")
    reference = phone.arrives()
    phone.page.reload()
    assert phone.arrives() == reference
    phone.page.get_by_role("link", name="See the whole wall").first.tap()
    expect(phone.page.locator("#list")).to_contain_text("Shared once.")
    phone.page.go_back()
    assert phone.arrives() == reference
    expect(phone.box).to_have_value("")
    assert [(item["reference"], item["revision"]) for item in conference.desk.items()] == [(reference, 1)]


def test_an_edit_replaces_the_words_on_the_wall(phone: Phone, conference: Venue) -> None:
    phone.shares("The first wording.")
    reference = phone.arrives()
    phone.taps("Edit")
    expect(phone.box).to_have_value("The first wording.")
    expect(phone.box).to_be_focused()
    phone.writes("The second wording.")
    expect(phone.share).to_have_text("Share the new wording")
    phone.share.tap()
    assert phone.arrives() == reference
    expect(phone.newest.locator(".words")).to_have_text("The second wording.")
    assert conference.wall.texts() == ["The second wording."]


def test_an_edit_that_is_given_up_changes_nothing(phone: Phone, conference: Venue) -> None:
    phone.shares("As it was.")
    phone.arrives()
    phone.taps("Edit")
    phone.writes("As it might have been.")
    phone.taps("Keep it as it was")
    phone.arrives()
    expect(phone.newest.locator(".words")).to_have_text("As it was.")
    phone.page.reload()
    expect(phone.newest.locator(".words")).to_have_text("As it was.")
    assert conference.wall.texts() == ["As it was."]


def test_taking_back_asks_first_and_then_the_wall_forgets(phone: Phone, live: Venue, walls: Walls) -> None:
    wall = walls(live)
    phone.shares("Said in haste.")
    phone.arrives()
    until(lambda: wall.texts() == ["Said in haste."], "the wall never showed it")
    phone.taps("Take back")
    expect(phone.newest).to_contain_text("Take it off the wall for good?")
    phone.taps("No")
    phone.arrives()
    phone.taps("Take back")
    phone.taps("Yes, take it back")
    expect(phone.heading).to_have_text("Taken back")
    until(lambda: wall.texts() == [], "it was taken back and stayed up")
    assert "Said in haste." not in wall.page.content()


def test_the_question_whether_to_take_back_is_asked_where_the_focus_is(phone: Phone) -> None:
    phone.shares("Asked by keyboard.")
    phone.arrives()
    phone.page.get_by_role("button", name="Take back").press("Enter")
    expect(phone.newest.locator(":focus")).to_have_count(1)


def test_delay_counts_down_on_the_phone_until_it_is_on_the_wall(phones: Phones, conference: Venue) -> None:
    conference.desk.sets(moderation="delay", delay=4)
    phone = phones()
    phone.page.clock.install()
    phone.opens().shares("In a few seconds.")
    phone.arrives()
    expect(phone.said).to_have_text(re.compile(r"^On the wall in \d s, as Rural leaders\.$"))
    first = seconds(phone)
    until(lambda: seconds(phone) < first, "the seconds stand still")
    until(lambda: conference.wall.texts() == ["In a few seconds."], "it was never released")
    looks(phone)
    expect(phone.said).to_have_text(re.compile(r"^On the wall at "))


def test_when_the_seconds_have_run_down_it_asks_at_once_whether_it_is_up(phones: Phones, conference: Venue) -> None:
    conference.desk.sets(moderation="delay", delay=3)
    phone = phones().opens()
    phone.shares("In three seconds.")
    phone.arrives()
    expect(phone.said).to_have_text(re.compile(r"^On the wall at "), timeout=9000)


def test_no_seconds_left_is_any_moment_until_a_moderator_has_stopped_it(phones: Phones, conference: Venue) -> None:
    conference.desk.sets(moderation="delay", delay=60)
    phone = phones()
    phone.page.clock.install()
    phone.opens().shares("Wait for me.")
    reference = phone.arrives()
    phone.page.clock.fast_forward(61_000)
    expect(phone.said).to_have_text("On the wall any moment now, as Rural leaders.")
    conference.desk.judges(conference.desk.item(reference), "hold")
    phone.page.clock.fast_forward(3000)
    expect(phone.said).to_have_text("A moderator reads it first.")


def test_hold_says_that_a_moderator_reads_first_and_then_that_it_is_up(phones: Phones, conference: Venue) -> None:
    conference.desk.sets(moderation="hold")
    phone = phones()
    phone.page.clock.install()
    phone.opens().shares("Read me first.")
    reference = phone.arrives()
    expect(phone.said).to_have_text("A moderator reads it first.")
    assert conference.wall.texts() == []
    conference.desk.judges(conference.desk.item(reference), "show")
    looks(phone)
    expect(phone.said).to_have_text(re.compile(r"^On the wall at "))


def test_a_reflection_that_a_moderator_hides_is_said_to_be_off_the_wall(phones: Phones, conference: Venue) -> None:
    phone = phones()
    phone.page.clock.install()
    phone.opens().shares("Too much said.")
    conference.desk.judges(conference.desk.item(phone.arrives()), "hide")
    looks(phone)
    expect(phone.heading).to_have_text("Arrived, not on the wall")


def test_what_is_shared_after_the_close_arrives_late(phone: Phone, conference: Venue, shell: Shell) -> None:
    phone.writes("Written before the close.")
    assert shell("close", conference.told["conference"]).status == 0
    phone.share.tap()
    expect(phone.heading).to_have_text("Arrived late")
    expect(phone.said).to_have_text("The question had closed. A moderator decides whether it is still shown.")
    assert [(item["late"], item["state"]) for item in conference.desk.items()] == [(True, "held")]


def test_words_written_for_one_question_stay_with_it_when_the_next_is_opened(phones: Phones, conference: Venue) -> None:
    first, second = (prompt["id"] for prompt in conference.table().looks()["prompts"])
    phone = phones()
    phone.page.clock.install()
    phone.opens().writes("An answer to the first.")
    conference.desk.prompt(second, "open")
    looks(phone)
    expect(phone.box).to_have_value("An answer to the first.")
    phone.share.tap()
    expect(phone.heading).to_have_text("Arrived late")
    assert [(item["prompt"], item["late"]) for item in conference.desk.items()] == [(first, True)]


def test_an_empty_page_turns_to_the_question_that_is_opened(phones: Phones, conference: Venue) -> None:
    _, second = (prompt["id"] for prompt in conference.table().looks()["prompts"])
    phone = phones()
    phone.page.clock.install()
    phone.opens()
    conference.desk.prompt(second, "open")
    looks(phone)
    expect(phone.page.locator("#prompt")).to_have_text("And what will you do about it?")


def test_under_a_renewed_link_the_words_stay_and_go_out_with_the_same_key(
    phone: Phone, conference: Venue, shell: Shell, complaints: Complaints
) -> None:
    complaints.expect("404")
    renewed = shell("links", conference.told["conference"], "--renew", "--json").json
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.shares("Words that must not be lost.")
    expect(phone.heading).to_have_text("This link has been renewed.")
    expect(phone.newest.locator(".words")).to_have_text("Words that must not be lost.")
    phone.taps("Copy")
    expect(phone.page.get_by_role("button", name="Copied")).to_be_visible()
    assert phone.page.evaluate("navigator.clipboard.readText()") == "Words that must not be lost."
    (key,) = kept(phone)

    phone.opens(next(table["url"] for table in renewed["tables"] if table["label"] == "14"))
    phone.arrives()
    assert kept(phone) == [key]
    conference.told["keys"] = renewed["keys"]
    assert [item["text"] for item in conference.desk.items()] == ["Words that must not be lost."]


def test_another_reflection_can_follow_the_first(phone: Phone, conference: Venue) -> None:
    phone.shares("One.")
    phone.arrives()
    phone.taps("Share another")
    expect(phone.box).to_have_value("")
    phone.shares("Two.")
    phone.arrives()
    expect(phone.page.locator("#mine .words")).to_have_text(["Two.", "One."])
    assert sorted(conference.wall.texts()) == ["One.", "Two."]


def test_a_second_one_that_is_not_written_now_is_kept_for_later(phone: Phone, conference: Venue) -> None:
    phone.shares("One.")
    phone.arrives()
    phone.taps("Share another")
    phone.writes("Half of the sec")
    phone.taps("Not now")
    phone.arrives()
    phone.taps("Edit")
    phone.writes("One, edited.")
    phone.share.tap()
    phone.arrives()
    phone.taps("Share another")
    expect(phone.box).to_have_value("Half of the sec")
    phone.page.reload()
    expect(phone.box).to_have_value("Half of the sec")
    assert conference.wall.texts() == ["One, edited."]


def test_a_first_sentence_that_is_the_headline_is_not_read_twice_and_follows_the_text(
    phone: Phone, conference: Venue
) -> None:
    phone.writes("We will visit. And more.")
    phone.page.locator(".more summary").tap()
    phone.taps("Take our first sentence")
    phone.writes("We will visit one another. And more.")
    expect(phone.page.locator("#headline")).to_have_value("We will visit one another.")
    phone.share.tap()
    phone.arrives()
    expect(phone.newest.locator("h3")).to_have_count(0)
    assert [item["headline"] for item in conference.desk.items()] == ["We will visit one another."]
    phone.taps("Edit")
    phone.writes("We visited. And more.")
    phone.share.tap()
    phone.arrives()
    assert [item["headline"] for item in conference.desk.items()] == ["We visited."]


def test_a_headline_of_their_own_stays_as_it_is(phone: Phone, conference: Venue) -> None:
    phone.page.locator(".more summary").tap()
    phone.page.locator("#headline").fill("Go and see")
    phone.shares("We will visit one another.")
    phone.arrives()
    expect(phone.newest.locator("h3")).to_have_text("Go and see")
    phone.taps("Edit")
    phone.writes("We visited.")
    phone.share.tap()
    phone.arrives()
    assert [item["headline"] for item in conference.desk.items()] == ["Go and see"]


def test_another_phone_continues_by_the_link_of_the_receipt(phone: Phone, phones: Phones, conference: Venue) -> None:
    phone.shares("Begun on one phone.")
    reference = phone.arrives()
    phone.page.get_by_text("Continue on another phone").tap()
    code = phone.newest.locator("img.qr")
    expect(code).to_be_in_viewport(ratio=0.99)
    expect(phone.newest).to_contain_text("Whoever has this code can edit and take back, so show it to your table only.")
    until(lambda: code.evaluate("(image) => image.complete"))

    other = phones().opens(seen(code.screenshot()))
    assert other.arrives() == reference
    other.taps("Edit")
    other.writes("Finished on another.")
    other.share.tap()
    other.arrives()
    assert conference.wall.texts() == ["Finished on another."]
    assert len(conference.desk.items()) == 1


def test_two_phones_of_a_table_see_each_other_s_reflections(phones: Phones) -> None:
    one, two = phones(), phones()
    one.page.clock.install()
    one.opens().shares("From one phone.")
    one.arrives()
    two.opens().shares("From the other.")
    two.arrives()
    ours = "#ours-list .words"
    expect(two.page.locator(ours)).to_have_text(["From one phone."])
    looks(one)
    expect(one.page.locator(ours)).to_have_text(["From the other."])


def test_clearing_the_phone_forgets_everything_and_offers_an_empty_box(phone: Phone) -> None:
    phone.shares("Shared.")
    phone.arrives()
    phone.taps("Share another")
    phone.writes("A draft.")
    clears(phone)
    expect(phone.box).to_be_visible()
    expect(phone.box).to_have_value("")
    phone.page.reload()
    expect(phone.box).to_be_visible()
    expect(phone.box).to_have_value("")
    assert phone.page.evaluate("Object.keys(localStorage)") == []


def test_clearing_the_phone_asks_first_and_says_what_it_means(phone: Phone) -> None:
    phone.shares("Shared.")
    phone.arrives()
    phone.taps("Clear this phone")
    asked = phone.page.get_by_text("Clear this phone? You can no longer edit or take back what you shared.")
    expect(asked).to_be_in_viewport()
    expect(phone.page.get_by_role("button", name="Yes, clear it")).to_be_focused()
    phone.page.locator("#clear-no").tap()
    expect(asked).to_be_hidden()
    assert len(kept(phone)) == 1


def test_clearing_the_phone_forgets_what_can_never_be_sent(phone: Phone, complaints: Complaints) -> None:
    complaints.expect("422")
    refuses(phone)
    phone.shares("What the server will not have.")
    expect(phone.heading).to_have_text("Not sent")
    clears(phone)
    expect(phone.box).to_be_visible()
    assert kept(phone) == []


def test_clearing_the_phone_never_loses_what_has_not_arrived(
    phone: Phone, conference: Venue, complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    phone.context.set_offline(True)
    phone.shares("Not sent yet.")
    expect(phone.heading).to_have_text("Saved on this phone")
    clears(phone)
    phone.context.set_offline(False)
    until(lambda: [item["text"] for item in conference.desk.items()] == ["Not sent yet."], "it was lost")


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (390, "200%")])
def test_no_page_in_a_hand_scrolls_sideways(
    cass: Venue, new_context: Callable[..., BrowserContext], complaints: Complaints, width: int, size: str
) -> None:
    complaints.expect("404")
    page = new_context(viewport={"width": width, "height": 664}).new_page()
    table = max(cass.told["tables"], key=lambda each: len(each["community"]))

    def fits() -> None:
        page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (page.url, wide)

    for path in ("/", f"/c/{cass.told['conference']}", "/no/such/page"):
        page.goto(cass.server.base + path)
        fits()
    for url in (cass.url("viewer"), cass.url("presenter"), f"{table['url']}?lang=fr", f"{table['url']}?lang=en"):
        page.goto(url)
        fits()
    page.locator(".more summary").click()
    page.locator(".community summary").click()
    fits()
    page.locator("#text").fill("x" * 300)
    page.locator("#share").click()
    expect(page.locator("#mine h2").first).to_have_text("Arrived")
    page.get_by_text("Continue on another phone").click()
    expect(page.locator("img.qr")).to_be_visible()
    fits()
