"""Tables, themes and passes at the desk, by keyboard alone, on the day and while phones are writing."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, expect
from support.browser import Complaints, Phone
from support.conference import Venue
from support.desk import Contexts, Desk, sit
from support.people import Table
from support.server import until

Phones = Callable[..., Phone]


@pytest.fixture
def desk(live: Venue, new_context: Contexts) -> Desk:
    return sit(new_context, live.url("moderator"))


def opens(desk: Desk, tab: str) -> None:
    """Go to a tab with the arrows."""
    desk.tabs_to(desk.page.locator("[role=tab][aria-selected=true]"))
    for _ in range(8):
        if desk.tab(tab).get_attribute("aria-selected") == "true":
            return
        desk.presses("ArrowRight")
    raise AssertionError(f"no tab {tab}")


def about(desk: Desk, label: str) -> Locator:
    """Open what there is to a table."""
    opens(desk, "Tables")
    desk.tabs_to(desk.page.locator(".tile").filter(has=desk.page.locator("b", has_text=label)))
    desk.presses("Enter")
    expect(desk.page.get_by_role("dialog", name=f"Table {label}")).to_be_visible()
    return desk.page.locator("#table")


def scan(desk: Desk) -> str:
    picture = desk.page.locator("#link-qr img")
    expect(picture).to_be_visible()
    until(lambda: picture.evaluate("image => image.complete && image.naturalWidth > 0"))
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.screenshot())))
    return str(found.text)


def test_a_table_is_added_and_its_code_scanned_from_the_desk(live: Venue, desk: Desk, phones: Phones) -> None:
    opens(desk, "Tables")
    desk.tabs_to(desk.page.get_by_role("button", name="Add a table"))
    desk.presses("Enter")
    desk.page.keyboard.type("61")
    desk.tabs_to(desk.page.get_by_role("dialog").get_by_label("Community"))
    desk.page.keyboard.type("Dir")
    desk.presses("Enter")
    if desk.page.locator("#new-table").is_visible():
        desk.tabs_to(desk.page.get_by_role("button", name="Add the table"))
        desk.presses("Enter")
    told = scan(desk)
    expect(desk.page.get_by_role("link", name=told)).to_be_visible()
    phone = phones().opens(told)
    phone.shares("From the new table.")
    phone.arrives()
    desk.presses("Escape")
    expect(desk.page.locator(".tile").filter(has_text="61")).to_contain_text("Direction francophone")
    until(lambda: live.wall.texts() == ["From the new table."])


def test_a_label_that_is_taken_is_refused_in_a_sentence(live: Venue, desk: Desk, complaints: Complaints) -> None:
    complaints.expect("422")
    opens(desk, "Tables")
    desk.tabs_to(desk.page.get_by_role("button", name="Add a table"))
    desk.presses("Enter")
    desk.page.keyboard.type("14")
    desk.tabs_to(desk.page.get_by_role("button", name="Add the table"))
    desk.presses("Enter")
    expect(desk.said).to_have_text("There is a table 14 already.")


def test_a_table_is_renamed_and_moved_and_what_it_shared_stays_where_it_was(live: Venue, desk: Desk) -> None:
    live.table().shares("Before.")
    dialog = about(desk, "14")
    desk.tabs_to(dialog.get_by_label("Label"))
    desk.types("15")
    desk.tabs_to(dialog.get_by_label("Community"))
    dialog.get_by_label("Community").select_option("Direction francophone")
    desk.tabs_to(dialog.get_by_role("button", name="Save"))
    desk.presses("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Saved.")
    tile = desk.page.locator(".tile").filter(has=desk.page.locator("b", has_text="15"))
    expect(tile).to_contain_text("Direction francophone")
    live.table().shares("After.")
    told = {item["text"]: item["community"]["name"] for item in live.desk.items()}
    assert told == {"Before.": "Rural leaders", "After.": "Direction francophone"}
    dialog.get_by_label("Community").select_option("Rural leaders")
    dialog.get_by_role("button", name="Save").press("Enter")
    expect(tile).to_contain_text("Rural leaders")


def test_keeping_a_table_as_it_is_moves_it_nowhere(live: Venue, desk: Desk) -> None:
    dialog = about(desk, "14")
    desk.tabs_to(dialog.get_by_role("button", name="Save"))
    desk.presses("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Saved.")
    assert {each["label"]: each["community"] for each in live.desk.room()["tables"]}["14"] == "Rural leaders"


def test_a_table_is_muted_hushed_and_told_so(live: Venue, desk: Desk) -> None:
    for text in ("One.", "Two."):
        live.table().shares(text)
    live.table("22").shares("Another table.")
    dialog = about(desk, "14")
    desk.tabs_to(dialog.get_by_label("Mute"))
    desk.presses("Space")
    until(lambda: live.wall.texts() == ["Another table."], "it was not muted")
    desk.presses("Space")
    until(lambda: len(live.wall.texts()) == 3, "it stayed muted")
    desk.tabs_to(dialog.get_by_label("A private word"))
    desk.page.keyboard.type("Please leave names out.")
    desk.tabs_to(dialog.get_by_role("button", name="Send"))
    desk.presses("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("on its way")
    desk.tabs_to(dialog.get_by_label("Reason"))
    desk.page.keyboard.type("Tone")
    desk.presses("Enter")
    until(lambda: live.wall.texts() == ["Another table."], "they were not hidden")
    assert {item["reasons"][-1]["reason"] for item in live.desk.items() if item["table"] == "14"} == {"Tone"}
    (note,) = live.table().looks()["notes"]
    assert note["text"] == "Please leave names out."


def test_a_link_is_renewed_after_a_question_and_the_old_one_is_dead(live: Venue, desk: Desk) -> None:
    dialog = about(desk, "14")
    desk.tabs_to(dialog.get_by_role("button", name="Renew its link"))
    desk.presses("Enter")
    expect(desk.page.get_by_role("dialog", name="Renew the link of table 14?")).to_be_visible()
    desk.tabs_to(desk.page.get_by_role("button", name="Yes"))
    desk.presses("Enter")
    told = scan(desk)
    assert told not in {table["url"] for table in live.told["tables"]}
    assert live.send("GET", f"/api/t/{live.told['tables'][0]['key']}").status == 404
    Table(live.send, told.rpartition("/")[2]).shares("Under the new link.")


def test_the_room_is_reconciled_in_a_sentence_and_in_tiles(
    live: Venue, desk: Desk, phones: Phones, complaints: Complaints
) -> None:
    complaints.expect("ERR_")
    live.table().shares("One.")
    cut = phones("22").opens()
    cut.page.route("**/reflections/*", lambda route: route.abort())
    cut.shares("On the way.")
    writing = phones("14").opens()
    writing.box.press_sequentially("One more thing")
    opens(desk, "Tables")
    told = desk.page.locator("#reconciled")
    expect(told).to_have_text(
        "1 of 3 tables stored, 1 unsent (table 22), table 14 has an unsent draft, 1 silent (table 9)."
    )
    expect(desk.page.locator(".tile.trouble")).to_contain_text("trouble sending")
    expect(desk.page.locator(".tile.shared")).to_contain_text("1 stored")
    expect(desk.page.locator("#totals")).to_contain_text("Rural leaders1 of 1")


def test_a_table_whose_phones_were_locked_is_told_with_its_draft_and_its_age(
    live: Venue, new_context: Contexts
) -> None:
    page = new_context().new_page()
    page.goto(live.url("moderator"))
    desk = Desk(page)
    room = live.desk.room()
    for table in room["tables"]:
        table |= {
            "state": "writing" if table["label"] != "9" else "opened",
            "asleep": 40,
            "draft": table["label"] != "9",
        }
    page.route("**/room", lambda route: route.fulfill(json=room))
    opens(desk, "Tables")
    expect(page.locator("#reconciled")).to_have_text("0 of 3 tables stored, tables 14 and 22 have unsent drafts.")
    expect(page.locator(".tile").first).to_contain_text("writing, last seen 40 min ago")
    expect(page.locator(".tile").first).to_contain_text("unsent draft")
    expect(page.locator(".tile.opened")).to_contain_text("opened, last seen 40 min ago")


def test_themes_are_made_filled_named_and_ordered_by_keyboard(live: Venue, desk: Desk) -> None:
    for text in ("One.", "Two."):
        live.table().shares(text)
    opens(desk, "On the wall")
    desk.lists("Two.", "One.")
    desk.does("m")
    desk.tabs_to(desk.page.get_by_label("A new theme"))
    desk.page.keyboard.type("Visits")
    desk.presses("Enter")
    until(lambda: [len(theme["items"]) for theme in live.desk.stage()["themes"]] == [1], "not in the new theme")
    opens(desk, "Themes")
    desk.tabs_to(desk.page.get_by_placeholder("Name of the theme"))
    desk.page.keyboard.type("Belonging")
    desk.presses("Enter")
    second = desk.page.get_by_label("Name of the theme Belonging")
    expect(second).to_be_visible()
    desk.tabs_to(second)
    desk.presses("Alt+ArrowUp")
    until(lambda: [theme["name"] for theme in live.desk.stage()["themes"]] == ["Belonging", "Visits"])
    expect(second).to_be_focused()
    desk.tabs_to(desk.page.get_by_role("button", name="Move Belonging down"))
    desk.presses("Enter")
    until(lambda: [theme["name"] for theme in live.desk.stage()["themes"]] == ["Visits", "Belonging"])
    loose = desk.page.locator("#loose .line")
    expect(loose).to_have_count(1)
    desk.tabs_to(loose.get_by_role("button"))
    desk.presses("Enter", "2")
    expect(desk.page.locator("#loose .line")).to_have_count(0)
    desk.tabs_to(desk.page.get_by_label("Name of the theme Visits"))
    desk.types("Visiting")
    desk.presses("Enter")
    until(lambda: [theme["name"] for theme in live.desk.stage()["themes"]] == ["Visiting", "Belonging"])
    desk.tabs_to(desk.page.get_by_role("button", name="Take Belonging away"))
    desk.presses("Enter")
    expect(desk.page.locator("#loose .line")).to_have_count(1)


def test_a_reflection_is_dragged_into_a_theme_as_well(live: Venue, desk: Desk) -> None:
    live.table().shares("One.")
    live.desk.asks("PUT", f"themes/{'t' * 22}", name="Visits")
    opens(desk, "Themes")
    desk.page.locator("#loose .line").drag_to(desk.page.locator("#theme-list .theme"))
    until(lambda: [len(theme["items"]) for theme in live.desk.stage()["themes"]] == [1], "it was not dropped there")


def test_passes_are_listed_and_revoked_by_a_moderator_only(
    live: Venue, desk: Desk, new_context: Contexts, complaints: Complaints
) -> None:
    complaints.expect("404|WebSocket|ERR_")
    presenter = sit(new_context, live.url("presenter"))
    expect(presenter.tab("Passes")).to_have_count(0)
    opens(desk, "Passes")
    expect(desk.page.locator(".pass")).to_have_count(4)
    desk.tabs_to(desk.page.get_by_role("button", name="Revoke: Presenter"))
    desk.presses("Enter")
    desk.presses("Escape")
    assert live.desk.sets(scene="opening").status == 200
    desk.presses("Enter")
    desk.tabs_to(desk.page.get_by_role("button", name="Yes"))
    desk.presses("Enter")
    expect(desk.page.locator(".pass.over")).to_contain_text("revoked")
    assert live.desk.sets(scene="live").status == 404
