"""The projected wall: the same picture on every screen, the desk's scenes, the keys of the projector's own laptop."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect
from support.browser import Complaints, Projector
from support.conference import SECRET, Venue
from support.legibility import boxes
from support.proxy import Proxy
from support.server import until

from reflection_wall.rules.keys import rehearsal_key

Walls = Callable[..., Projector]
COUNT_CARDS = """() => {
  window.most = 0;
  const count = () => { window.most = Math.max(window.most, document.querySelectorAll(".card").length) };
  new MutationObserver(count).observe(document.getElementById("cards"), { childList: true });
}"""


def shows(wall: Projector, *words: str) -> None:
    until(lambda: wall.waits(1) or wall.texts() == sorted(words), f"not {words}")


def hidden(venue: Venue, reference: str) -> None:
    assert venue.desk.judges(venue.desk.item(reference), "hide").status == 200


def test_a_wall_says_that_it_is_a_rehearsal_while_samples_are_up(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    live.table().shares("From a table.")
    shows(wall, "From a table.")
    expect(wall.page.get_by_text("REHEARSAL", exact=True)).to_be_hidden()
    sample = live.table().puts(rehearsal_key(SECRET), "From a rehearsal.").body["reference"]
    expect(wall.page.get_by_text("REHEARSAL", exact=True)).to_be_in_viewport()
    hidden(live, sample)
    expect(wall.page.get_by_text("REHEARSAL", exact=True)).to_be_hidden()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=["720", "1080"])
def test_no_question_covers_that_it_is_a_rehearsal(cass: Venue, walls: Walls, size: tuple[int, int]) -> None:
    cass.desk.sets(scene="live")
    cass.table("1").puts(rehearsal_key(SECRET), "From a rehearsal.")
    wall = walls(cass, viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    mark = wall.page.get_by_text("REHEARSAL", exact=True)
    expect(mark).to_be_in_viewport()
    expect(wall.page.locator("#below")).to_be_visible()
    ((place, _),) = boxes(wall.page, "#rehearsal")
    assert [other.text for other, _ in boxes(wall.page, "#below, .rail > *:not(h1)") if place.overlaps(other)] == []


def test_two_walls_show_the_same_and_a_hide_empties_both(live: Venue, walls: Walls) -> None:
    one, two = walls(live), walls(live)
    reference = live.table().shares("On both walls.", lang="en-CA")["reference"]
    shows(one, "On both walls.")
    shows(two, "On both walls.")
    assert one.digest() == two.digest()
    hidden(live, reference)
    for wall in (one, two):
        shows(wall)
        expect(wall.page.get_by_text("Nothing has been shared yet.")).to_be_visible()
        assert "On both walls." not in wall.page.content()


def test_a_wall_that_joins_late_or_is_refreshed_shows_the_same(live: Venue, walls: Walls) -> None:
    first = walls(live)
    words = ["One.", "Two.", "Trois."]
    for label, text in zip(("14", "14", "22"), words, strict=True):
        live.table(label).shares(text)
        shows(first, *words[: words.index(text) + 1])
    hidden(live, live.table().shares("Hidden.")["reference"])
    late = walls(live)
    shows(late, *words)
    first.page.reload()
    shows(first, *words)
    assert first.digest() == late.digest()


def test_a_card_says_the_words_in_their_language_and_who_signs(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    live.table("22").shares("Nous irons nous voir.", headline="Se voir", lang="fr-CA")
    card = wall.cards
    expect(card.locator("h2")).to_have_text("Se voir")
    expect(card.locator(".words")).to_have_text("Nous irons nous voir.")
    expect(card.locator(".words")).to_have_attribute("lang", "fr-CA")
    expect(card.locator(".words")).to_have_attribute("dir", "auto")
    expect(card.locator("footer")).to_have_text("Direction francophone")


def test_what_a_guarded_community_shares_never_comes_up(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    live.table("9").shares("Between us.")
    live.table("14").shares("For all.")
    shows(wall, "For all.")
    assert "Between us." not in wall.page.content()


def test_an_edit_replaces_the_words_where_they_stand(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    key = live.table().shares("The first wording.")["key"]
    shows(wall, "The first wording.")
    live.table().puts(key, "The second wording.", revision=2)
    shows(wall, "The second wording.")


def test_it_counts_tables_and_never_people(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    expect(wall.page.locator("#shared")).to_have_text("Waiting for the first table")
    live.table("14").shares("One.", people=8)
    expect(wall.page.locator("#shared")).to_have_text("1 of 3 tables has shared")
    live.table("14").shares("Two.")
    live.table("22").shares("Three.")
    expect(wall.page.locator("#shared")).to_have_text("2 of 3 tables have shared")


def test_the_scenes_follow_the_desk(conference: Venue, walls: Walls) -> None:
    conference.table().shares("Shared before the start.")
    wall = walls(conference)
    card = wall.page.get_by_text("Shared before the start.")
    prompt = wall.page.locator("#prompt", has_text="What has your group learned?")
    curtain = wall.page.locator(".curtain")
    expect(prompt).to_be_visible()
    expect(card).to_be_hidden()
    conference.desk.sets(scene="live")
    expect(card).to_be_visible()
    expect(prompt).to_be_hidden()
    conference.desk.sets(scene="blank")
    expect(curtain).to_be_visible()
    conference.desk.sets(scene="live")
    expect(curtain).to_be_hidden()
    expect(card).to_be_visible()


@pytest.mark.parametrize("scene", ["opening", "live"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_qr_code_on_the_wall_leads_to_the_conference(
    conference: Venue, walls: Walls, scene: str, theme: str
) -> None:
    conference.desk.sets(scene=scene)
    wall = walls(conference)
    if theme == "dark":
        wall.page.keyboard.press("t")
    expect(wall.page.locator("body")).to_have_attribute("data-scene", scene)
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(wall.page.screenshot())))
    assert code.text == f"{conference.server.base}/c/{conference.told['conference']}"
    assert max(code.position.bottom_left.y, code.position.bottom_right.y) < 0.7 * 720
    expect(wall.page.locator(".join b").filter(visible=True)).to_have_text(conference.told["conference"])


def test_t_changes_the_theme_and_the_screen_remembers_it(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    page = wall.page.locator("html")
    expect(page).to_have_attribute("data-theme", "light")
    wall.page.keyboard.press("t")
    expect(page).to_have_attribute("data-theme", "dark")
    wall.page.reload()
    expect(page).to_have_attribute("data-theme", "dark")
    wall.page.keyboard.press("t")
    expect(page).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("key", ["b", "."])
def test_one_key_blanks_the_wall_even_with_the_server_dead(
    live: Venue, walls: Walls, proxy: Proxy, complaints: Complaints, key: str
) -> None:
    complaints.expect("ERR_|WebSocket")
    live.table().shares("Not for everybody.")
    wall = walls(live, base=proxy.base)
    shows(wall, "Not for everybody.")
    proxy.stop()
    wall.page.keyboard.press(key)
    expect(wall.page.locator(".curtain")).to_be_visible()
    wall.page.keyboard.press(key)
    expect(wall.page.locator(".curtain")).to_be_hidden()
    expect(wall.cards).to_be_visible()


def test_a_key_that_is_held_down_is_one_press(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    for _ in range(2):
        wall.page.keyboard.down("b")
    expect(wall.page.locator(".curtain")).to_be_visible()


def test_the_keys_can_be_switched_off_and_the_screen_remembers_it(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    body = wall.page.locator("body")
    url = wall.page.url
    for address, blanked in ((f"{url}?keys=off", False), (url, False), (f"{url}?keys=on", True), (url, True)):
        wall.page.goto(address)
        expect(wall.page.locator("#shared")).to_have_text("Waiting for the first table")
        wall.page.keyboard.press("b")
        assert ("blanked" in (body.get_attribute("class") or "")) == blanked, address


def test_a_full_room_keeps_the_number_of_cards_small(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    wall.page.evaluate(COUNT_CARDS)
    with ThreadPoolExecutor(8) as tables:
        list(tables.map(lambda n: live.table().shares(f"Reflection number {n}."), range(300)))
    live.table().shares("The last one.")
    last = wall.cards.filter(has_text="The last one.")
    until(lambda: wall.waits(1) or last.count() == 1, "the last one never came up")
    wall.waits(5)
    expect(wall.page.locator(".card.leaving")).to_have_count(0)
    assert 4 <= wall.cards.count() <= 16
    assert wall.page.evaluate("window.most") <= 16


def test_a_wall_that_slept_wakes_without_a_storm_of_cards(
    live: Venue, walls: Walls, proxy: Proxy, complaints: Complaints
) -> None:
    complaints.expect("ERR_|WebSocket")
    wall = walls(live, base=proxy.base)
    live.table().shares("Before it slept.")
    shows(wall, "Before it slept.")
    wall.page.evaluate(COUNT_CARDS)
    wall.context.set_offline(True)
    with ThreadPoolExecutor(8) as tables:
        list(tables.map(lambda n: live.table().shares(f"While it slept, {n}."), range(120)))
    live.table().shares("The last one.")
    wall.context.set_offline(False)
    last = wall.cards.filter(has_text="The last one.")
    until(lambda: wall.waits(1) or last.count() == 1, "the last one never came up")
    assert wall.page.evaluate("window.most") <= 16


def test_reduced_motion_moves_nothing(live: Venue, walls: Walls) -> None:
    wall = walls(live, reduced_motion="reduce")
    for text in ("One.", "Two.", "Three."):
        live.table().shares(text)
    shows(wall, "One.", "Two.", "Three.")
    moving = "document.getAnimations().length"
    assert wall.page.evaluate(moving) == 0
    reference = live.table().shares("Four.")["reference"]
    shows(wall, "One.", "Two.", "Three.", "Four.")
    hidden(live, reference)
    shows(wall, "One.", "Two.", "Three.")
    assert wall.page.evaluate(moving) == 0
    durations = wall.cards.evaluate_all("(all) => all.map((each) => getComputedStyle(each).transitionDuration)")
    assert set(durations) == {"0s"}


def test_new_ones_are_announced_politely_as_a_count(live: Venue, walls: Walls) -> None:
    wall = walls(live)
    expect(wall.page.locator("#shared")).to_have_text("Waiting for the first table")
    said = wall.page.locator("#announcement")
    expect(said).to_have_attribute("role", "status")
    for text in ("One.", "Two.", "Three."):
        live.table().shares(text)
    expect(wall.cards).to_have_count(3)
    expect(said).to_have_text("")
    wall.waits(11)
    expect(said).to_have_text("3 new reflections")


def test_what_a_burst_pushed_past_is_shown_when_the_room_is_calm(live: Venue, walls: Walls) -> None:
    live.table().shares("Before the burst.")
    wall = walls(live)
    shows(wall, "Before the burst.")
    words = [f"{n} " + "many words " * 24 for n in range(6)]
    wall.page.evaluate("""() => {
        window.seen = new Set();
        const look = () => document.querySelectorAll(".card:not(.leaving) .words").forEach(
            (each) => window.seen.add(each.textContent[0]));
        new MutationObserver(look).observe(document.getElementById("cards"), { childList: true });
    }""")
    for text in words:
        live.table().shares(text)
    for _ in range(20):
        wall.waits(2)
    until(lambda: set("012345") <= set(wall.page.evaluate("[...window.seen]")), "somebody was never shown")
    assert re.fullmatch(r"\d", wall.cards.first.inner_text()[0])
