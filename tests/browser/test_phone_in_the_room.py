"""A table's page in the room: heartbeats, the clock, Undo, notes, what the wall shows, and a draft written together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Request, expect
from support.axe import violations
from support.browser import Complaints, Phone
from support.conference import Venue
from support.server import until

Phones = Callable[..., Phone]
OFFLINE = "ERR_INTERNET_DISCONNECTED|ERR_FAILED"


@pytest.fixture
def seated(phones: Phones) -> Callable[..., Phone]:
    """Phones whose time a test can move, with everything that comes after the first load."""

    def sit(label: str = "14", language: str = "", **wanted: Any) -> Phone:
        phone = phones(label, **wanted)
        phone.page.clock.install()
        phone.opens(f"{phone.url}?lang={language}" if language else None)
        return furnished(phone)

    return sit


@pytest.fixture
def together(conference: Venue) -> Venue:
    """A conference whose tables write together."""
    assert conference.desk.sets(scene="live", shared_draft=True).status == 200
    return conference


def furnished(phone: Phone) -> Phone:
    """What phones do beside sharing has come."""
    expect(phone.page.locator("header [role=timer]")).to_be_attached()
    return phone


def looks(phone: Phone) -> None:
    """The phone is taken up again, some time later: its page asks how things stand."""
    phone.page.clock.fast_forward(21_000)


def tops(phone: Phone) -> list[float]:
    """Where the parts of the page that somebody writes on are."""
    parts = (".community", "#prompt", "#text", ".meter", "#notice", "#share")
    return [box["y"] for each in parts if (box := phone.page.locator(each).bounding_box())]


def types(phone: Phone, text: str) -> None:
    """Somebody types at the end of what stands there, key by key."""
    phone.box.focus()
    phone.box.evaluate("(box) => box.setSelectionRange(box.value.length, box.value.length)")
    phone.page.keyboard.type(text)


def exchanges(phone: Phone, times: int = 2) -> None:
    """The phone has told what it has, and has heard what there is; the first time it may have been at it already."""
    for _ in range(times):
        with phone.page.expect_response(lambda reply: "/draft" in reply.url):
            looks(phone)
        phone.page.evaluate("new Promise((done) => requestAnimationFrame(done))")


def holds(phone: Phone, text: str | re.Pattern[str]) -> None:
    expect(phone.box).to_have_value(text)


def hears(phone: Phone, text: str, writer: Phone) -> None:
    """What somebody else at the table writes comes into the box, once both phones have told and heard."""

    def comes() -> bool:
        looks(writer)
        looks(phone)
        return phone.box.input_value() == text

    until(comes, f"never heard: {text}")


def of_table(venue: Venue, label: str) -> dict[str, Any]:
    """A table on the desk's room map."""
    return next(table for table in venue.desk.room()["tables"] if table["label"] == label)


def stands(venue: Venue, label: str, *phones: Phone, **wanted: Any) -> None:
    """The room map comes to say this of a table, once its phones have told how they are."""

    def told() -> bool:
        for phone in phones:
            looks(phone)
        table = of_table(venue, label)
        return {name: table[name] for name in wanted} == wanted

    until(told, f"{label} never became {wanted}")


def listens(phone: Phone) -> None:
    """A screen reader follows the line for what has changed."""
    phone.page.evaluate("""() => {
        window.heard = [];
        const line = document.getElementById("told");
        new MutationObserver(() => line.textContent && window.heard.push(line.textContent))
          .observe(line, { childList: true, characterData: true, subtree: true });
    }""")


def heard(phone: Phone) -> list[str]:
    found: list[str] = phone.page.evaluate("window.heard")
    return found


def opens_the_wall(phone: Phone) -> Locator:
    """What the wall shows now, on the phone."""
    phone.page.locator("#now summary").tap()
    expect(phone.page.locator("#now .wall-list")).to_be_attached()
    return phone.page.locator("#now .wall-list li")


# ── Heartbeats ──


def test_heartbeats_reach_the_room_map_and_hold_no_word(seated: Callable[..., Phone], conference: Venue) -> None:
    phone = seated()
    bodies: list[dict[str, Any]] = []

    def listen(request: Request) -> None:
        if request.url.endswith("/heartbeat"):
            bodies.append(json.loads(request.post_data or "{}"))

    phone.page.on("request", listen)
    stands(conference, "14", phone, state="opened", phones=1)
    phone.box.press_sequentially("Nobody else’s business.")
    stands(conference, "14", phone, state="writing", unsent=0, draft=True)
    phone.share.tap()
    phone.arrives()
    stands(conference, "14", phone, state="shared", unsent=0, draft=False)
    assert {tuple(sorted(each)) for each in bodies} == {("draft", "phone", "state", "unsent")}
    assert "business" not in str(bodies)
    assert {type(each["unsent"]) for each in bodies} == {int}
    assert {type(each["draft"]) for each in bodies} == {bool}
    assert len({each["phone"] for each in bodies}) == 1
    assert {each["state"] for each in bodies} <= {"opened", "writing", "sending", "trouble"}


def test_a_phone_is_one_and_the_same_after_a_reload_and_its_draft_is_counted_once(
    seated: Callable[..., Phone], conference: Venue
) -> None:
    phone = seated()
    phone.box.press_sequentially("Half a sentence")
    stands(conference, "14", phone, phones=1, draft=True)
    phone.page.reload()
    expect(phone.box).to_have_value("Half a sentence")
    phone.box.fill("")
    stands(conference, "14", phone, phones=1, draft=False)


def test_a_phone_that_cannot_send_calls_for_help_on_the_room_map(
    seated: Callable[..., Phone], conference: Venue, complaints: Complaints
) -> None:
    complaints.expect(OFFLINE)
    phone = seated()
    stands(conference, "14", phone, state="opened")
    phone.context.set_offline(True)
    phone.shares("On its way.")
    expect(phone.heading).to_have_text("Saved on this phone")
    phone.page.route("**/reflections/*", lambda route: route.abort())
    phone.context.set_offline(False)
    stands(conference, "14", phone, state="trouble", unsent=1)
    phone.page.unroute("**/reflections/*")
    looks(phone)
    phone.arrives()
    stands(conference, "14", phone, state="shared", unsent=0)


def test_sharing_works_when_the_rest_never_comes_and_the_rest_is_asked_for_again(
    phones: Phones, conference: Venue, complaints: Complaints
) -> None:
    complaints.expect("ERR_FAILED|ERR_CONNECTION")
    phone = phones()
    phone.page.clock.install()
    phone.page.route(re.compile("phone-room"), lambda route: route.abort(), times=1)
    with phone.page.expect_event("requestfailed", lambda request: "phone-room" in request.url):
        phone.opens()
    phone.shares("All the same.")
    phone.arrives()
    expect(phone.page.locator("header [role=timer]")).not_to_be_attached()
    phone.page.clock.fast_forward(45_000)
    furnished(phone)
    assert conference.desk.items()[0]["text"] == "All the same."


# ── The clock ──


def test_the_clock_runs_beside_the_table_s_number_and_moves_nothing(
    seated: Callable[..., Phone], conference: Venue
) -> None:
    phone = seated()
    phone.writes("While we write.")
    before = tops(phone)
    conference.desk.sets(timer=600)
    looks(phone)
    timer = phone.page.get_by_role("timer")
    expect(timer).to_have_text(re.compile(r"^(9:\d\d|10:00)$"))
    assert tops(phone) == before
    phone.page.clock.fast_forward(61_000)
    expect(timer).to_have_text(re.compile(r"^8:\d\d$"))
    conference.desk.sets(timer=0)
    looks(phone)
    expect(timer).to_be_hidden()


def test_a_last_call_is_counted_down_and_said_once(seated: Callable[..., Phone], conference: Venue) -> None:
    phone = seated()
    listens(phone)
    prompt = conference.table().looks()["prompts"][0]["id"]
    before = tops(phone)
    assert conference.desk.asks("PUT", f"prompts/{prompt}", state="closed", grace=90).status == 200
    looks(phone)
    expect(phone.page.get_by_role("timer")).to_have_text(re.compile(r"^Closes in 1:\d\d$"))
    phone.page.clock.fast_forward(5000)
    looks(phone)
    assert tops(phone) == before
    assert [each for each in heard(phone) if re.fullmatch(r"This question closes in 1:\d\d\.", each)] == heard(phone)
    assert len(heard(phone)) == 1


def test_a_phone_with_a_wrong_clock_counts_by_the_server_s(phones: Phones, conference: Venue) -> None:
    conference.desk.sets(timer=600)
    phone = phones()
    phone.page.clock.install(time="2031-01-01T00:00:00Z")
    furnished(phone.opens())
    expect(phone.page.get_by_role("timer")).to_have_text(re.compile(r"^(9:\d\d|10:00)$"))


# ── Undo ──


def test_undo_takes_back_before_it_shows_and_puts_the_words_into_the_box(phone: Phone, conference: Venue) -> None:
    conference.desk.sets(moderation="delay", delay=60)
    phone.shares("Said in haste.")
    first = phone.arrives()
    expect(phone.said).to_have_text(re.compile(r"^On the wall in \d+ s, as Rural leaders\.$"))
    phone.taps("Undo")
    holds(phone, "Said in haste.")
    expect(phone.box).to_be_focused()
    expect(phone.page.locator("#undone")).to_be_visible()
    until(lambda: conference.desk.item(first)["state"] == "withdrawn")
    phone.page.reload()
    holds(phone, "Said in haste.")
    phone.writes("Said with care.")
    phone.share.tap()
    second = phone.arrives()
    assert second != first
    conference.desk.sets(moderation="open")
    assert conference.desk.item(first)["state"] == "withdrawn"


def test_undo_loses_nothing_of_what_was_written_since(phone: Phone, conference: Venue) -> None:
    conference.desk.sets(moderation="delay", delay=60)
    phone.shares("First.")
    phone.arrives()
    phone.taps("Share another")
    phone.writes("Second.")
    phone.taps("Not now")
    phone.taps("Undo")
    holds(phone, "First.\n\nSecond.")


def test_there_is_nothing_to_undo_once_it_shows_or_where_a_moderator_reads_first(
    seated: Callable[..., Phone], conference: Venue
) -> None:
    undo = "button:text-is('Undo'):visible"
    conference.desk.sets(moderation="hold")
    phone = seated()
    phone.shares("Held.")
    phone.arrives()
    expect(phone.page.locator(undo)).to_have_count(0)
    phone.taps("Share another")
    conference.desk.sets(moderation="delay", delay=30)
    phone.shares("Delayed.")
    phone.arrives()
    expect(phone.page.locator(undo)).to_have_count(1)
    phone.page.clock.fast_forward(31_000)
    expect(phone.page.locator(undo)).to_have_count(0)


# ── Notes ──


def test_a_note_stands_on_the_card_that_it_is_about_and_is_said_once(
    seated: Callable[..., Phone], conference: Venue
) -> None:
    phone = seated()
    phone.shares("The school by the lake taught us.")
    item = conference.desk.item(phone.arrives())
    listens(phone)
    conference.desk.asks("POST", f"reflections/{item['id']}/note", text="Please leave the school out.")
    looks(phone)
    expect(phone.newest.locator(".letter")).to_have_text(
        "From the organizers to your table: “Please leave the school out.”"
    )
    expect(phone.page.locator(".word")).to_have_count(0)
    looks(phone)
    assert len([each for each in heard(phone) if "Please leave" in each]) == 1
    phone.page.reload()
    phone.taps("Share another")
    furnished(phone)
    looks(phone)
    expect(phone.page.locator(".word")).to_have_count(0)


def test_a_note_comes_over_the_head_of_a_page_that_somebody_writes_on(
    seated: Callable[..., Phone], conference: Venue
) -> None:
    phone = seated()
    phone.writes("While we write.")
    before = tops(phone)
    conference.desk.asks("POST", f"tables/{of_table(conference, '14')['id']}/note", text="Lunch waits.")
    looks(phone)
    expect(phone.page.locator(".word")).to_contain_text("Lunch waits.")
    assert tops(phone) == before
    phone.taps("OK")
    expect(phone.page.locator(".word")).to_have_count(0)
    expect(phone.box).to_be_focused()
    phone.page.reload()
    furnished(phone)
    looks(phone)
    expect(phone.page.locator(".letters")).to_be_visible()
    expect(phone.page.locator(".word")).to_have_count(0)


def test_a_note_is_its_table_s_alone(seated: Callable[..., Phone], conference: Venue) -> None:
    conference.desk.asks("POST", f"tables/{of_table(conference, '14')['id']}/note", text="Between us.")
    other = seated("22")
    looks(other)
    expect(other.page.locator(".letters")).to_be_hidden()
    expect(other.page.get_by_text("Between us.")).to_have_count(0)


# ── What the wall shows now ──


def test_what_resonates_is_counted_once_for_the_table_and_never_on_walls(
    seated: Callable[..., Phone], phones: Phones, live: Venue
) -> None:
    writer, reader = seated(), seated("22", "en")
    writer.shares("We visit one another.")
    reference = writer.arrives()
    toggle = opens_the_wall(reader).get_by_role("button", name="Resonates with us")
    toggle.tap()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(reader.page.get_by_text("Your table resonates with this.")).to_be_visible()
    until(lambda: live.desk.item(reference)["resonance"] == 1)
    looks(writer)
    expect(writer.newest.get_by_text("Resonates with 1 table.")).to_be_visible()
    assert "resonance" not in live.wall.frame()["items"][0]
    neighbour = furnished(phones("22").opens(f"{reader.url}?lang=en"))
    again = opens_the_wall(neighbour).get_by_role("button", name="Resonates with us")
    expect(again).to_have_attribute("aria-pressed", "true")
    toggle.tap()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    until(lambda: live.desk.item(reference)["resonance"] == 0)


def test_a_tap_keeps_the_focus_whatever_becomes_of_the_words_meanwhile(
    seated: Callable[..., Phone], live: Venue
) -> None:
    reference = live.table("22").shares("We visit one another.")["reference"]
    phone = seated()
    entry = opens_the_wall(phone)
    toggle = entry.locator(".resonates")
    toggle.focus()
    phone.page.keyboard.press("Enter")
    until(lambda: live.desk.item(reference)["resonance"] == 1)
    expect(toggle).to_have_attribute("aria-pressed", "true")
    live.desk.judges(live.desk.item(reference), "redact", text="We see one another.")
    looks(phone)
    expect(entry.locator(".words")).to_have_text("We see one another.")
    expect(toggle).to_be_focused()
    expect(toggle).to_have_accessible_name("Resonates with us: We see one another.")


def test_nothing_resonates_with_oneself_or_where_it_is_switched_off(seated: Callable[..., Phone], live: Venue) -> None:
    live.table().shares("Ours.")
    live.table("22").shares("Le nôtre.", lang="fr-CA")
    phone = seated()
    entries = opens_the_wall(phone)
    expect(entries).to_have_count(2)
    expect(phone.page.locator(".resonates:visible")).to_have_count(1)
    expect(entries.filter(has_text="Ours.")).to_contain_text("Shared by your table")
    live.desk.sets(resonance=False)
    looks(phone)
    expect(phone.page.locator(".resonates:visible")).to_have_count(0)


def test_each_stands_in_its_own_language_with_its_translation_newest_first(
    seated: Callable[..., Phone], live: Venue
) -> None:
    live.table().shares("Older.", lang="en-CA")
    item = live.desk.item(live.table("22").shares("Apprendre ensemble.", lang="fr-CA")["reference"])
    live.desk.asks(
        "PUT", f"reflections/{item['id']}/translation", lang="en-CA", text="Learning together.", version=item["version"]
    )
    entries = opens_the_wall(seated())
    expect(entries.locator(".words:not(.translation)")).to_have_text(["Apprendre ensemble.", "Older."])
    expect(entries.first.locator(".words").first).to_have_attribute("lang", "fr-CA")
    expect(entries.first.locator(".translation")).to_have_text("Learning together.")
    expect(entries.first.locator(".translation")).to_have_attribute("lang", "en-CA")


def test_what_is_new_waits_for_a_tap_and_what_is_hidden_goes_at_once(seated: Callable[..., Phone], live: Venue) -> None:
    items = [live.desk.item(live.table().shares(text)["reference"]) for text in ("One.", "Two.")]
    phone = seated()
    words = opens_the_wall(phone).locator(".words")
    expect(words).to_have_text(["Two.", "One."])
    live.desk.judges(items[1], "hide")
    live.table("22").shares("Three.")
    looks(phone)
    expect(words).to_have_text(["One."])
    phone.taps("Show 1 new reflection")
    expect(words).to_have_text(["Three.", "One."])
    live.desk.sets(scene="blank")
    looks(phone)
    expect(phone.page.locator("#now-said")).to_have_text("The wall is paused for a moment.")
    expect(words.first).to_be_hidden()


def test_twenty_are_shown_first_and_the_rest_when_asked_for(seated: Callable[..., Phone], live: Venue) -> None:
    for n in range(23):
        live.table("22").shares(f"Number {n}.")
    phone = seated()
    entries = opens_the_wall(phone)
    expect(entries).to_have_count(20)
    phone.taps("Show more")
    expect(entries).to_have_count(23)
    expect(phone.page.get_by_role("button", name="Show more")).to_be_hidden()


def test_the_receipt_leads_to_what_the_wall_shows_now(phone: Phone, live: Venue) -> None:
    phone.shares("Up.")
    phone.arrives()
    phone.newest.get_by_role("link", name="The newest, to resonate with").tap()
    expect(phone.page.locator("#now .wall-list .words")).to_have_text(["Up."])


# ── A draft that a table writes together ──


def test_two_phones_that_type_at_once_come_to_one_text_and_lose_no_keystroke(
    seated: Callable[..., Phone], together: Venue, complaints: Complaints
) -> None:
    complaints.expect(OFFLINE)
    one, two = seated(), seated()
    types(one, "We will visit one another.")
    hears(two, "We will visit one another.", one)
    expect(two.page.locator("#together")).to_have_text(re.compile("is writing|2 phones"))
    one.context.set_offline(True)
    types(one, " Written on the train.")
    types(two, " Written at the table.")
    until(lambda: two.box.input_value().endswith("table."))
    one.context.set_offline(False)
    for letters in ("abc", "def"):
        types(one, letters)
        types(two, letters.upper())
    for phone in (one, two):
        looks(phone)
    until(lambda: one.box.input_value() == two.box.input_value(), "they never came to one text")
    text = one.box.input_value()
    assert text.startswith("We will visit one another.")
    for part in ("Written on the train.", "Written at the table."):
        assert text.count(part) == 1, text
    for letter in "defDEF":
        assert letter in text.replace("Written", ""), text
    assert len(text) == len("We will visit one another. Written on the train. Written at the table.") + 12
    two.page.reload()
    furnished(two)
    holds(two, text)


def test_nothing_moves_while_somebody_else_writes_and_the_caret_stays_where_it_was(
    seated: Callable[..., Phone], together: Venue
) -> None:
    one, two = seated(), seated()
    types(one, "Here and there.")
    hears(two, "Here and there.", one)
    two.box.focus()
    two.box.evaluate("(box) => box.setSelectionRange(4, 4)")
    before = tops(two)
    one.box.focus()
    one.box.evaluate("(box) => box.setSelectionRange(0, 0)")
    one.page.keyboard.type("Look: ")
    holds(two, "Look: Here and there.")
    assert two.box.evaluate("(box) => box.selectionStart") == 10
    assert tops(two) == before
    expect(two.page.locator("#together")).to_have_text("Someone at your table is writing")


def test_one_shares_and_the_others_are_asked_whether_it_is_theirs(
    seated: Callable[..., Phone], together: Venue
) -> None:
    one, two = seated(), seated()
    types(one, "We stand together.")
    hears(two, "We stand together.", one)
    one.share.tap()
    reference = one.arrives()
    expect(two.page.locator(".offer")).to_contain_text("Your table has shared this: “We stand together.”")
    holds(two, "")
    two.taps("That’s us")
    until(lambda: together.desk.item(reference)["signatures"] == 1)
    expect(two.page.locator(".offer")).to_have_count(0)
    expect(two.page.locator("#ours-list li")).to_contain_text("Your phone stands behind this.")
    looks(one)
    expect(one.newest.get_by_text("2 phones of your table stand behind it.")).to_be_visible()
    for _ in range(2):  # what a reload finds, it must not spoil for the next
        two.page.reload()
        furnished(two)
        looks(two)
        expect(two.page.locator("#ours-list li")).to_contain_text("Your phone stands behind this.")
        expect(two.page.locator(".offer")).to_have_count(0)
    assert len(together.desk.items()) == 1


def test_the_words_stay_with_the_others_until_what_was_shared_has_arrived(
    seated: Callable[..., Phone], together: Venue, complaints: Complaints
) -> None:
    complaints.expect(OFFLINE)
    one, two = seated(), seated()
    types(one, "On the way.")
    hears(two, "On the way.", one)
    one.page.route("**/reflections/*", lambda route: route.abort())
    one.share.tap()
    expect(one.heading).to_have_text("Saved on this phone")
    types(two, " And more.")
    looks(one)
    exchanges(two, 3)
    holds(two, "On the way. And more.")
    one.page.unroute("**/reflections/*")
    looks(one)
    one.arrives()
    expect(two.page.locator(".offer")).to_contain_text("“On the way.”")
    holds(two, re.compile(r"^\s?And more\.$"))


def test_who_clears_a_phone_takes_nothing_from_the_others(seated: Callable[..., Phone], together: Venue) -> None:
    one, two = seated(), seated()
    types(one, "Ours.")
    hears(two, "Ours.", one)
    two.taps("Clear this phone")
    two.taps("Yes, clear it")
    for phone in (one, two):
        looks(phone)
        looks(phone)
        holds(phone, "Ours.")


def test_an_edit_of_an_older_one_is_no_part_of_the_draft(seated: Callable[..., Phone], together: Venue) -> None:
    one, two = seated(), seated()
    one.shares("As it was.")
    one.arrives()
    two.writes("The next one.")
    two.box.press("End")
    one.taps("Edit")
    one.writes("As it is.")
    looks(two)
    holds(two, "The next one.")
    one.share.tap()
    one.arrives()
    one.taps("Share another")
    holds(one, "The next one.")
    holds(two, "The next one.")
    assert together.wall.texts() == ["As it is."]


def test_a_word_that_is_being_composed_is_left_alone(seated: Callable[..., Phone], together: Venue) -> None:
    one, two = seated(), seated()
    types(one, "Start.")
    hears(two, "Start.", one)
    two.box.focus()
    two.box.evaluate("(box) => box.setSelectionRange(6, 6)")
    composer = two.context.new_cdp_session(two.page)
    composer.send("Input.imeSetComposition", {"text": "ねこ", "selectionStart": 2, "selectionEnd": 2})
    types(one, " More.")
    exchanges(one)
    exchanges(two, 3)
    holds(two, "Start.ねこ")
    holds(one, re.compile("ねこ"))
    composer.send("Input.insertText", {"text": "猫"})
    looks(two)
    for phone in (one, two):
        holds(phone, re.compile(r"^Start\.(?=.*猫)(?=.* More\.).{7}$"))


def test_where_tables_do_not_write_together_nothing_is_told(seated: Callable[..., Phone], conference: Venue) -> None:
    one, two = seated(), seated()
    asked: list[str] = []
    one.page.on("request", lambda request: asked.append(request.url))
    types(one, "Mine alone.")
    looks(one)
    looks(two)
    holds(two, "")
    expect(one.page.locator("#together")).to_be_hidden()
    assert [url for url in asked if "/draft" in url] == []


def test_a_desk_that_ends_writing_together_leaves_each_phone_its_words(
    seated: Callable[..., Phone], together: Venue, complaints: Complaints
) -> None:
    complaints.expect("404")
    one, two = seated(), seated()
    types(one, "Ours.")
    hears(two, "Ours.", one)
    together.desk.sets(shared_draft=False)
    looks(one)
    types(one, " Mine.")
    looks(one)
    looks(two)
    holds(one, "Ours. Mine.")
    holds(two, "Ours.")


# ── What the desk does to a link ──


def test_a_renewed_link_is_told_while_somebody_writes_and_the_words_stay(
    seated: Callable[..., Phone], conference: Venue, complaints: Complaints
) -> None:
    complaints.expect("404")
    phone = seated()
    phone.writes("Half a sentence")
    before = tops(phone)
    renewed = conference.desk.asks("POST", f"tables/{of_table(conference, '14')['id']}/renewal")
    assert renewed.status == 200
    looks(phone)
    expect(phone.page.locator("#news")).to_contain_text("scan the code on your table again")
    assert tops(phone) == before
    holds(phone, "Half a sentence")
    phone.opens(renewed.body["url"])
    holds(phone, "Half a sentence")
    phone.share.tap()
    phone.arrives()


def test_a_muted_table_sees_nothing_but_that_a_moderator_reads_first(seated: Callable[..., Phone], live: Venue) -> None:
    phone = seated()
    phone.writes("Quietly.")
    before = phone.page.locator("body").inner_text()
    assert live.desk.asks("PUT", f"tables/{of_table(live, '14')['id']}", muted=True).status == 200
    looks(phone)
    assert phone.page.locator("body").inner_text() == before
    phone.share.tap()
    phone.arrives()
    expect(phone.said).to_have_text("A moderator reads it first.")
    assert live.wall.texts() == []


def test_what_a_mute_has_taken_down_is_not_said_to_be_up(seated: Callable[..., Phone], live: Venue) -> None:
    phone = seated()
    phone.shares("Up for a while.")
    phone.arrives()
    expect(phone.said).to_contain_text("On the wall at")
    path = f"tables/{of_table(live, '14')['id']}"
    assert live.desk.asks("PUT", path, muted=True).status == 200
    looks(phone)
    expect(phone.said).to_have_text("Kept for the organizers. It is not shown on the wall.")
    assert live.desk.asks("PUT", path, muted=False).status == 200
    looks(phone)
    expect(phone.said).to_contain_text("On the wall at")


# ── For everybody ──


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_of_it_is_accessible_and_fits_the_narrowest_screen(
    seated: Callable[..., Phone], together: Venue, language: str
) -> None:
    narrow = {"viewport": {"width": 320, "height": 640}}
    prompt = together.table().looks()["prompts"][0]["id"]
    together.table("22").shares("Les écoles apprennent. " * 8, lang="fr-CA", headline="Apprendre")
    together.desk.sets(moderation="delay", delay=60, timer=3000)
    one, two = seated("14", language, **narrow), seated("14", language, **narrow)

    def check(phone: Phone) -> None:
        assert violations(phone.page) == []
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 320

    types(one, "We learn.")
    hears(two, "We learn.", one)
    check(two)
    one.share.tap()
    expect(one.page.locator("[id^=undo-]")).to_be_visible()
    check(one)
    expect(two.page.locator(".offer")).to_be_visible()
    check(two)
    two.page.locator(".offer button").last.tap()
    together.desk.asks("POST", f"tables/{of_table(together, '14')['id']}/note", text="Lunch waits. " * 20)
    together.desk.asks("PUT", f"prompts/{prompt}", state="closed", grace=600)
    looks(one)
    looks(two)
    expect(two.page.locator(".word")).to_be_visible()
    check(two)
    two.page.locator(".word button").tap()
    two.page.locator(".letters summary").tap()
    opens_the_wall(two).locator(".resonates").first.tap()
    expect(two.page.locator("[aria-pressed=true]")).to_be_visible()
    check(two)
    one.page.locator("[id^=undo-]").tap()
    expect(one.page.locator("#undone")).to_be_visible()
    check(one)
