"""One hour in the ballroom, in a browser: twenty-four tables, a projector, a desk, and a remote in somebody's hand."""

from __future__ import annotations

from playwright.sync_api import expect
from support import hall
from support.browser import SCREEN
from support.hour import Hour
from support.people import Table
from support.proxy import Proxy, honest
from support.server import until

BAD = "Nobody at the table beside ours means a word of what they say."
AT_PHONES = {"3": "We read the plan aloud before we sign it.", "14": "Nous irons nous voir avant l’hiver."}
UNSENT, SILENT, GUARDED = "9", "23", "24"
STORED = 22  # of the 24 tables: not the silent one, and not the one whose words are still on its phone


def test_an_hour_in_the_ballroom(hour: Hour) -> None:
    the_room_comes_in(hour)
    the_tables_write(hour)
    one_voice_is_put_in_the_spotlight(hour)
    the_tour_visits_every_table_once(hour)
    a_bad_card_is_hidden_before_anybody_saw_it(hour)
    themes_are_named_while_the_room_looks_on(hour)
    a_presenter_walks_about_with_the_remote(hour)
    the_projector_loses_its_network_for_a_minute(hour)
    the_same_words_are_seen_side_by_side_as_one_picture_and_by_what_tells(hour)
    time_is_called(hour)
    the_tables_are_reconciled(hour)
    assert not hour.witness.ever(hour.wall.page, BAD)


def the_room_comes_in(hour: Hour) -> None:
    hour.shows("opening")
    expect(hour.wall.page.locator("#prompt")).to_contain_text("what new perspectives or practices")
    hour.desk.presses("1")
    hour.shows("live")


def the_tables_write(hour: Hour) -> None:
    for label, words in AT_PHONES.items():
        phone = hour.phone(label)
        phone.shares(words)
        phone.arrives()
    others = [table for table in hour.venue.told["tables"] if table["label"] not in (*AT_PHONES, UNSENT, SILENT)]
    for table, sample in zip(others, [each for each in hall.samples() if each.get("on_wall", True)], strict=False):
        wanted = {name: sample[name] for name in ("headline", "lang") if name in sample}
        Table(hour.venue.send, table["key"]).shares(sample["text"], **wanted)
    expect(hour.wall.page.locator("#shared")).to_have_text(f"{STORED} of 24 tables have shared")
    for item in hour.venue.desk.items():
        if item["state"] == "held":  # the word list asks for a person, who finds nothing wrong
            assert hour.venue.desk.judges(item, "show").status == 200
    guarded = next(item["text"] for item in hour.venue.desk.items() if item["table"] == GUARDED)
    until(lambda: hour.wall.waits(1) or hour.wall.cards.count() > 1, "the wall stays empty")
    assert not hour.witness.ever(hour.wall.page, guarded)


def one_voice_is_put_in_the_spotlight(hour: Hour) -> None:
    words = AT_PHONES["14"]
    hour.desk.tab("On the wall").click()
    hour.desk.item(words).click()
    hour.desk.presses("g")
    hour.shows("spotlight")
    until(lambda: hour.voices() == [words], "another voice is in the light")


def the_tour_visits_every_table_once(hour: Hour) -> None:
    hour.desk.presses("4")
    hour.shows("tour")
    progress, seen, parts = hour.wall.page.locator(".tour .progress"), set[str](), hour.wall.page.locator(".tour .part")
    everybody = f"{STORED - 1} of {STORED - 1} tables"
    for page in range(1, 80):
        voices = hour.wall.page.locator(".tour .voice[data-id]")
        ids = set(voices.evaluate_all("(all) => all.map((each) => each.dataset.id)"))
        again = parts.count() > 0 and not parts.first.inner_text().startswith("Part 1")
        assert again or not ids & seen, "somebody was shown twice while others waited"
        seen |= ids
        before = hour.wall.page.locator(".tour").inner_text()
        if progress.inner_text() == everybody:
            break
        hour.desk.presses("PageDown")
        until(lambda n=page: hour.venue.desk.stage()["page"] == n, "the desk turned no page")
        until(lambda was=before: hour.wall.page.locator(".tour").inner_text() != was, "the wall did not follow")
    assert len(seen) == STORED - 1


def a_bad_card_is_hidden_before_anybody_saw_it(hour: Hour) -> None:
    hour.desk.presses("1")
    hour.desk.page.get_by_role("button", name="Delay").click()
    until(lambda: hour.venue.desk.stage()["moderation"] == "delay")
    hour.desk.tab("Waiting").click()
    bad = hour.venue.table("12").shares(BAD)
    assert bad["show_at"], "it would not have shown itself"
    hour.desk.item(BAD).click()
    hour.desk.presses("h")
    until(lambda: hour.venue.desk.item(bad["reference"])["state"] == "hidden", "it was not hidden")
    good = hour.venue.table("12").shares("We begin with what went well.")
    assert good["state"] == "held"
    until(lambda: hour.venue.desk.item(good["reference"])["state"] == "live", "its clock does not run")
    until(lambda: hour.witness.ever(hour.wall.page, "We begin with what went well."), "the wall never heard of it")
    assert not hour.witness.ever(hour.wall.page, BAD)
    hour.desk.page.get_by_role("button", name="Open", exact=True).first.click()
    until(lambda: hour.venue.desk.stage()["moderation"] == "open")


def themes_are_named_while_the_room_looks_on(hour: Hour) -> None:
    hour.desk.tab("On the wall").click()
    hour.desk.presses("8")
    expect(hour.wall.page.locator("body")).to_have_attribute("data-drawn", "themes")
    hour.desk.item(AT_PHONES["3"]).click()
    hour.desk.presses("m")
    hour.desk.page.get_by_label("A new theme").fill("Slow reading")
    hour.desk.presses("Enter")
    expect(hour.wall.page.locator("#themes h2")).to_have_text("Slow reading")
    until(lambda: hour.voices() == [AT_PHONES["3"]], "the theme is empty")


def a_presenter_walks_about_with_the_remote(hour: Hour) -> None:
    expect(hour.remote.get_by_role("heading", name="The room sees: Themes")).to_be_visible()
    hour.remote.get_by_role("button", name="Tour").tap()
    hour.shows("tour")
    hour.remote.get_by_role("button", name="Live", exact=True).tap()
    hour.shows("live")
    hour.remote.get_by_role("button", name="Blank the wall").tap()
    expect(hour.wall.page.locator(".curtain")).to_be_visible()
    expect(hour.desk.page.locator("#blank")).to_have_attribute("aria-pressed", "true")
    hour.desk.presses("b")
    hour.shows("live")
    expect(hour.remote.get_by_role("heading", name="The room sees: Live")).to_be_visible()


def the_projector_loses_its_network_for_a_minute(hour: Hour) -> None:
    hidden = next(item for item in hour.venue.desk.items() if item["text"] == AT_PHONES["14"])
    hour.network.http, hour.network.sockets = (lambda _request, _forward: b""), "silent"
    assert hour.venue.desk.judges(hidden, "hide").status == 200
    hour.venue.table("14").shares("Shared while the projector was alone.")
    for _ in range(6):
        hour.wall.waits(10)
    expect(hour.wall.page.get_by_text("Reconnecting…")).to_be_visible()
    assert not hour.witness.ever(hour.wall.page, "Shared while the projector was alone.")
    for there in (True, False):
        hour.wall.page.keyboard.press("b")
        expect(hour.wall.page.locator(".curtain")).to_be_visible(visible=there)
    hour.network.http, hour.network.sockets = honest, "open"
    everything = "(wanted) => window.wall.digest() === wanted"
    watching = hour.contexts(**SCREEN).new_page()
    watching.goto(hour.venue.url("wall"))
    watching.wait_for_function("window.wall?.digest() > '0000000000000001'")
    wanted = watching.evaluate("window.wall.digest()")
    until(lambda: hour.wall.waits(1) or hour.wall.page.evaluate(everything, wanted), "it never caught up")
    assert AT_PHONES["14"] not in hour.wall.page.content()
    expect(hour.wall.page.get_by_text("Reconnecting…")).to_be_hidden()


def the_same_words_are_seen_side_by_side_as_one_picture_and_by_what_tells(hour: Hour) -> None:
    hour.desk.presses("5")
    hour.shows("communities")
    expect(hour.wall.page.locator("#communities h2").first).to_have_text("New system leaders")
    hour.desk.presses("6")
    hour.shows("room")
    expect(hour.wall.page.locator(".flower li")).to_have_count(STORED - 1)  # the guarded circle is in no picture
    hour.desk.presses("7")
    hour.shows("words")
    until(lambda: hour.wall.page.locator(".cloud button").count() > 5, "no word tells anything")
    hour.desk.presses("PageDown")
    expect(hour.wall.page.locator(".scene.words mark").first).to_be_visible()


def time_is_called(hour: Hour) -> None:
    hour.desk.presses("1")
    hour.remote.get_by_text("Timer").tap()
    hour.remote.get_by_role("button", name="2 min", exact=True).first.tap()
    left = hour.wall.page.locator(".rail .timer")
    expect(left).to_contain_text("1:5")
    hour.desk.page.get_by_role("button", name="Last call, 30 s").click()
    expect(left).to_contain_text("Closes in 2")
    hour.desk.page.get_by_role("button", name="Close it").click()
    expect(left).not_to_contain_text("Closes")
    late = hour.venue.table("5").shares("One more thing.")
    assert (late["late"], late["state"]) == (True, "held")


def the_tables_are_reconciled(hour: Hour) -> None:
    alone = Proxy(hour.venue.server.port)
    alone.http = lambda request, forward: b"" if request.startswith(b"PUT") else forward()
    phone = hour.phone(UNSENT, alone.base)
    phone.shares("What the network kept.")
    hour.desk.tab("Tables").click()
    said = f"{STORED} of 24 tables stored, 1 unsent (table {UNSENT}), 1 silent (table {SILENT})."
    expect(hour.desk.page.locator("#reconciled")).to_have_text(said)
    alone.stop()
