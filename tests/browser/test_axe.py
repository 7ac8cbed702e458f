"""Every page in every state under axe: WCAG 2.2 A and AA, and what its authors call best practice."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support.browser import PHONE, SCREEN, Complaints, Phone, Projector
from support.conference import Venue
from support.server import ROOT, until

AXE = ROOT / "tests" / "js" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
  const { violations } = await axe.run(document, { runOnly: rules });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\\n${html}\\n${failureSummary}`));
}"""
Contexts = Callable[..., BrowserContext]
Phones = Callable[..., Phone]
Walls = Callable[..., Projector]
Check = Callable[[Page], None]


@pytest.fixture(scope="session")
def axe() -> Check:
    """Fails on every violation in a page as it stands."""
    source = AXE.read_text("utf-8")

    def check(page: Page) -> None:
        page.evaluate(source)
        found: list[Any] = page.evaluate(RUN, RULES)
        assert found == [], f"{page.url}\n" + "\n\n".join(found)

    return check


def test_the_ways_in(conference: Venue, new_context: Contexts, complaints: Complaints, axe: Check) -> None:
    complaints.expect("404")
    page = new_context(**PHONE).new_page()
    code = conference.told["conference"]
    for path in ("/", "/?code=NOPE99", f"/c/{code}", f"/c/{code}?lang=fr", "/no/such/page", "/t/unknown"):
        page.goto(conference.server.base + path)
        axe(page)


def test_writing(phones: Phones, axe: Check) -> None:
    phone = phones("22")
    for language in ("fr", "en"):
        axe(phone.opens(f"{phone.url}?lang={language}").page)
    phone.page.locator(".more summary").tap()
    phone.page.locator(".community summary").tap()
    phone.page.locator("#notice summary").tap()
    axe(phone.page)
    phone.share.tap()
    expect(phone.page.locator("#fault")).to_be_visible()
    axe(phone.page)


def test_waiting_arrived_editing_and_taking_back(phones: Phones, complaints: Complaints, axe: Check) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    phone = phones().opens()
    phone.context.set_offline(True)
    phone.shares("On its way.")
    expect(phone.heading).to_have_text("Saved on this phone")
    axe(phone.page)
    phone.context.set_offline(False)
    phone.arrives()
    phone.page.get_by_text("Continue on another phone").tap()
    expect(phone.newest.locator("img.qr")).to_be_visible()
    axe(phone.page)
    phone.taps("Edit")
    axe(phone.page)
    phone.taps("Keep it as it was")
    phone.taps("Take back")
    axe(phone.page)
    phone.taps("Yes, take it back")
    expect(phone.heading).to_have_text("Taken back")
    axe(phone.page)


def test_held_a_renewed_link_and_what_others_of_the_table_shared(
    conference: Venue, phones: Phones, complaints: Complaints, axe: Check
) -> None:
    complaints.expect("404")
    conference.table().shares("From another phone.")
    conference.desk.sets(moderation="hold")
    phone = phones().opens()
    phone.shares("Read me first.")
    phone.arrives()
    axe(phone.page)
    phone.taps("Share another")
    phone.page.route("**/api/t/**", lambda route: route.continue_(url=route.request.url.replace("/api/t/", "/api/t/x")))
    phone.shares("Under a link that is no more.")
    expect(phone.heading).to_have_text("This link has been renewed.")
    axe(phone.page)


def test_late_and_hidden(conference: Venue, phones: Phones, axe: Check) -> None:
    phone = phones().opens()
    phone.shares("Taken off the wall.")
    conference.desk.judges(conference.desk.item(phone.arrives()), "hide")
    phone.opens()
    expect(phone.heading).to_have_text("Arrived, not on the wall")
    axe(phone.page)
    conference.desk.prompt(conference.table().looks()["prompts"][0]["id"], "closed")
    phone.opens().taps("Share another")
    expect(phone.page.locator("#closed")).to_be_visible()
    axe(phone.page)
    phone.shares("After the question was closed.")
    expect(phone.heading).to_have_text("Arrived late")
    axe(phone.page)


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (403, "Not sent"),
        (409, "The organizers have other words from you under this number."),
        (410, "Not sent"),
        (422, "Not sent"),
    ],
)
def test_refused(phones: Phones, complaints: Complaints, axe: Check, status: int, title: str) -> None:
    complaints.expect(str(status))
    phone = phones().opens()
    problem = {"type": "about:blank", "title": "No", "status": status, "detail": "That cannot be taken."}
    phone.page.route(
        "**/reflections/*",
        lambda route: route.fulfill(status=status, content_type="application/problem+json", body=json.dumps(problem)),
    )
    phone.shares("Words that nobody takes.")
    expect(phone.heading).to_have_text(title)
    axe(phone.page)
    if status == 422:
        phone.taps("Remove")
        axe(phone.page)


def test_words_from_another_table(phones: Phones, complaints: Complaints, axe: Check) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    phone = phones().opens()
    phone.context.set_offline(True)
    phone.shares("From table 14.")
    expect(phone.heading).to_have_text("Saved on this phone")
    phone.dies()
    phone.context.set_offline(False)
    phone.page = phone.context.new_page()
    phone.opens(phones("22").url + "?lang=en").arrives()
    axe(phone.page)


def test_faults_behind_more_with_and_without_scripts(
    phones: Phones, new_context: Contexts, complaints: Complaints, axe: Check
) -> None:
    complaints.expect("422|ERR_FAILED")
    phone = phones().opens()
    plain = new_context(**PHONE).new_page()
    plain.route("**/*.js", lambda route: route.abort())
    plain.goto(phone.url)
    for page in (phone.page, plain):
        page.locator(".more summary").tap()
        page.locator("#people").fill("150")
        page.locator("#text").fill("How many are we?")
        page.locator("#share").tap()
        expect(page.locator("#people-fault")).to_be_visible()
        axe(page)


def test_a_form_under_a_link_that_is_not_known(
    conference: Venue, new_context: Contexts, complaints: Complaints, axe: Check
) -> None:
    complaints.expect("404|ERR_FAILED")
    page = new_context(**PHONE).new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(conference.told["tables"][0]["url"])
    page.locator("#form").evaluate("(form) => { form.action = '/t/unknown' }")
    page.locator("#text").fill("Words to copy.")
    page.locator("#share").tap()
    expect(page.get_by_role("heading", name="Not sent")).to_be_visible()
    expect(page.locator("#text")).to_have_value("Words to copy.")
    axe(page)


def test_forms_and_receipts_without_scripts(
    conference: Venue, new_context: Contexts, complaints: Complaints, axe: Check
) -> None:
    complaints.expect("409|ERR_FAILED")
    page = new_context(**PHONE).new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(conference.told["tables"][0]["url"])
    axe(page)
    key = page.locator("#form input[name=key]").get_attribute("value") or ""
    page.request.post(page.url, form={"key": key, "revision": "1", "text": "What came first."})
    page.locator("#text").fill("What stands in the box.")
    page.get_by_role("button", name="Share with the room").tap()
    expect(page.get_by_role("alert")).to_contain_text("We already have other words from you.")
    axe(page)
    page.get_by_role("button", name="Share with the room").tap()
    expect(page.get_by_role("heading", name="Arrived")).to_be_visible()
    page.locator("summary", has_text="Edit").tap()
    page.locator("summary", has_text="Take back").tap()
    page.locator("summary", has_text="Continue").tap()
    axe(page)
    page.get_by_role("button", name="Yes, take it back").tap()
    expect(page.get_by_role("heading", name="Taken back")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_wall(conference: Venue, walls: Walls, axe: Check, theme: str) -> None:
    wall = walls(conference, reduced_motion="reduce")
    if theme == "dark":
        wall.page.keyboard.press("t")
    axe(wall.page)
    conference.desk.sets(scene="live")
    expect(wall.page.get_by_text("Nothing has been shared yet.")).to_be_visible()
    axe(wall.page)
    conference.table().shares("With a headline.", headline="A headline", lang="en-CA")
    conference.table("22").shares("Une phrase après l’autre. " * 50, lang="fr-CA")
    until(lambda: wall.cards.count() == 1)
    axe(wall.page)
    conference.desk.sets(scene="blank")
    expect(wall.page.locator(".curtain")).to_be_visible()
    axe(wall.page)


def test_the_wall_in_the_hand(live: Venue, new_context: Contexts, axe: Check) -> None:
    page = new_context(**PHONE).new_page()
    page.goto(live.url("viewer"))
    axe(page)
    live.table().shares("One.", headline="A headline", lang="en-CA")
    live.table("22").shares("Deux.", lang="fr-CA")
    expect(page.locator("#list li")).to_have_count(2)
    axe(page)
    live.desk.sets(scene="blank")
    expect(page.get_by_text("The wall is paused for a moment.")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("screen", [SCREEN, PHONE], ids=["laptop", "phone"])
def test_the_desk(live: Venue, new_context: Contexts, axe: Check, screen: dict[str, Any]) -> None:
    page = new_context(**screen).new_page()
    page.goto(live.url("presenter"))
    expect(page.locator("#map li")).to_have_count(3)
    axe(page)
    live.desk.judges(live.desk.item(live.table().shares("Hidden.")["reference"]), "hide")
    key = live.table().shares("Up.", headline="A headline")["key"]
    live.table("22").shares("Écrivez à quelqu’un@example.org", lang="fr-CA")
    live.desk.sets(moderation="hold")
    live.table().puts(key, "Edited.", revision=2)
    live.table("9").shares("Held, for the organizers only.", on_wall=False)
    for tab, count in (("Waiting", 3), ("On the wall", 0), ("Hidden", 1)):
        page.get_by_role("tab", name=tab).click()
        expect(page.locator("#list article")).to_have_count(count)
        axe(page)
    live.desk.sets(moderation="delay", delay=60, scene="blank")
    live.table().shares("In a minute.")
    page.get_by_role("tab", name="Waiting").click()
    expect(page.locator("#list article")).to_have_count(4)
    axe(page)


@pytest.mark.parametrize("screen", [SCREEN, PHONE], ids=["laptop", "phone"])
def test_the_desk_s_other_tabs(live: Venue, new_context: Contexts, axe: Check, screen: dict[str, Any]) -> None:
    first = live.table().shares("Up.", headline="A headline")
    live.table("22").shares("Ensuite.", lang="fr-CA")
    live.desk.asks("PUT", f"themes/{'t' * 22}", name="Visits")
    item = live.desk.item(first["reference"])
    live.desk.asks("PUT", f"reflections/{item['id']}/theme", theme="t" * 22)
    live.desk.judges(item, "pin")
    page = new_context(**screen).new_page()
    page.goto(live.url("moderator"))
    for tab, held in (
        ("Themes", "#theme-list .line"),
        ("Tables", ".tile"),
        ("History", "#past .line"),
        ("Passes", ".pass"),
    ):
        page.get_by_role("tab", name=tab).click()
        expect(page.locator(held).first).to_be_visible()
        axe(page)


def test_the_desk_s_preview_settings_and_what_a_card_holds(live: Venue, new_context: Contexts, axe: Check) -> None:
    live.desk.judges(live.desk.item(live.table().shares("Up.")["reference"]), "pin")
    page = new_context(**SCREEN).new_page()
    page.goto(live.url("moderator"))
    for summary in ("More scenes", "Add a question", "The ballroom, the phones"):
        page.get_by_text(summary).click()
    for scene in ("Spotlight", "Tour", "Communities", "Room", "Words", "Themes", "Opening"):
        page.get_by_role("button", name=scene).first.click()
        expect(page.get_by_text(f"Preview: {scene}.")).to_be_visible()
        axe(page)
    page.get_by_role("tab", name="On the wall").click()
    page.get_by_role("article").get_by_text("More").click()
    page.get_by_role("article").get_by_role("button", name="Hide", exact=True).click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("key", ["Shift+KeyH", "r", "n", "t", "m"])
def test_the_desk_s_dialogs(live: Venue, new_context: Contexts, axe: Check, key: str) -> None:
    live.table().shares("Up.", lang="en-CA")
    live.desk.asks("PUT", f"themes/{'t' * 22}", name="Visits")
    page = new_context(**SCREEN).new_page()
    page.goto(live.url("moderator"))
    page.get_by_role("tab", name="On the wall").click()
    expect(page.get_by_role("article")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_be_visible()
    axe(page)


def test_the_desk_s_dialogs_about_tables(live: Venue, new_context: Contexts, axe: Check) -> None:
    page = new_context(**SCREEN).new_page()
    page.goto(live.url("moderator"))
    page.get_by_role("tab", name="Tables").click()
    page.get_by_role("button", name="Add a table").click()
    axe(page)
    page.keyboard.press("Escape")
    page.locator(".tile").first.click()
    axe(page)
    page.get_by_role("button", name="Renew its link").click()
    axe(page)
    page.get_by_role("button", name="Yes").click()
    expect(page.locator("#link-qr")).to_be_visible()
    axe(page)


def test_the_remote(live: Venue, new_context: Contexts, axe: Check) -> None:
    live.table().shares("One.", headline="A headline", lang="en-CA")
    page = new_context(**PHONE).new_page()
    page.goto(f"{live.url('presenter')}/remote")
    expect(page.locator("#newest li")).to_have_count(1)
    for summary in ("More scenes", "Timer"):
        page.get_by_text(summary).tap()
    axe(page)
    page.get_by_role("button", name="Blank the wall").tap()
    expect(page.get_by_role("button", name="Show the wall again")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("path", ["", "/remote"])
def test_desk_and_remote_reflow_on_the_narrowest_screen(cass: Venue, new_context: Contexts, path: str) -> None:
    cass.desk.sets(scene="live", moderation="delay", delay=60)
    cass.table("1").shares("Superintendents " * 3 + "W" * 60 + " call 780-555-0142.", headline="H" * 90)
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(cass.url("moderator") + path)
    expect(page.locator("[aria-pressed=true]").first).to_be_visible()
    tabs = page.get_by_role("tab").all()
    for tab in tabs or [None]:
        if tab is not None:
            tab.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_office(conference: Venue, new_context: Contexts, axe: Check) -> None:
    page = new_context(**SCREEN).new_page()
    page.goto(conference.url("office"))
    axe(page)
    for paper in ("a4", "letter"):
        page.goto(f"{conference.url('office')}/tents?paper={paper}")
        axe(page)
