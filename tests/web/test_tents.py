"""Tents and codes: what a camera reads off them is the address that is printed beneath."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from support.conference import SECRET, House
from support.people import in_process
from support.scanner import quiet, scanned
from support.visitor import Page

from reflection_wall import address
from reflection_wall.app import create_app
from reflection_wall.settings import Settings

PUBLIC = "https://wall.example.ca"


def codes(page: Page) -> list[tuple[int, str]]:
    """Every code of a page: the side of its square, and its path."""
    found = re.findall(
        r'<svg[^>]*viewBox="0 0 (\d+) \1" shape-rendering="crispEdges"[^>]*>(.*?)</svg>', page.html, re.DOTALL
    )
    return [(int(side), re.findall(r' d="([^"]*)"', inside)[-1]) for side, inside in found]


def tents(house: House, paper: str = "a4") -> Page:
    """The page to print."""
    return house.visitor().opens(f"/office/{house.keys['organizer']}/tents?paper={paper}")


@pytest.fixture
def hosted(house: House, settings: Settings) -> House:
    """The house at an address that stays."""
    app = create_app(replace(settings, public_url=PUBLIC), house.store)
    return replace(house, app=app, send=in_process(app.test_client()))


def test_every_table_s_code_says_its_link(house: House) -> None:
    read = {scanned(*code) for code in codes(tents(house))}

    assert read == {f"http://127.0.0.1:8000/t/{key}" for key in house.tables.values()}


def test_every_code_stands_in_a_quiet_zone(house: House) -> None:
    assert [quiet(*code) for code in codes(tents(house))] == [True] * len(codes(tents(house)))


def test_a_tent_says_table_community_and_what_to_type(house: House) -> None:
    said = tents(house).text

    for words in ("Table 14", "Rural leaders", "We visit one another.", "127.0.0.1:8000", "FALL25", "Table 9"):
        assert words in said


def test_a_tent_speaks_its_table_s_language(house: House) -> None:
    assert [sheet["lang"] for sheet in tents(house).all("article")] == ["en", "fr", "en"]


def test_tents_without_a_public_address_are_marked_as_a_rehearsal(house: House) -> None:
    page = tents(house)

    assert page.text.upper().count("REHEARSAL") + page.text.upper().count("RÉPÉTITION") >= len(page.all("article"))


def test_tents_of_a_public_address_are_not(hosted: House) -> None:
    page = tents(hosted)

    assert [mark for mark in ("REHEARSAL", "RÉPÉTITION") if mark in page.text.upper()] == []
    assert {scanned(*code) for code in codes(page)} == {f"{PUBLIC}/t/{key}" for key in hosted.tables.values()}


@pytest.mark.parametrize(("paper", "sheet"), [("a4", "a4"), ("letter", "letter"), ("napkin", "a4"), ("../etc", "a4")])
def test_tents_fit_the_paper(house: House, paper: str, sheet: str) -> None:
    styles = [link["href"].rpartition("/")[2] for link in tents(house, paper).all("link")]

    assert [style for style in styles if style in ("a4.css", "letter.css")] == [f"{sheet}.css"]


def test_printing_is_remembered_with_its_address(hosted: House, settings: Settings) -> None:
    tents(hosted)

    assert address.printed_for(settings.instance) == PUBLIC


def test_asking_with_a_wrong_key_is_not_printing(hosted: House, settings: Settings) -> None:
    keys = ("nonsense", hosted.tables["14"], hosted.keys["viewer"])
    pages = [hosted.visitor().opens(f"/office/{key}/tents") for key in keys]

    assert [page.status in (403, 404) for page in pages] == [True] * len(keys)
    assert address.printed_for(settings.instance) is None


def test_looking_at_the_links_is_not_printing(hosted: House, settings: Settings) -> None:
    hosted.visitor().opens(f"/office/{hosted.keys['organizer']}")

    assert address.printed_for(settings.instance) is None


def test_the_office_names_every_link(hosted: House) -> None:
    page = hosted.visitor().opens(f"/office/{hosted.keys['organizer']}")
    paths = {link["href"] for link in page.all("a")}

    assert paths >= {
        *(f"/t/{key}" for key in hosted.tables.values()),
        f"/w/{hosted.keys['wall']}",
        f"/w/{hosted.keys['viewer']}/text",
        f"/d/{hosted.keys['presenter']}",
        f"/d/{hosted.keys['moderator']}",
        "/c/FALL25",
    }
    assert all(f"{PUBLIC}/t/{key}" in page.text for key in hosted.tables.values())


def test_a_table_s_code_is_a_picture_of_its_own(hosted: House) -> None:
    page = hosted.visitor().opens(f"/t/{hosted.tables['14']}/qr.svg")

    assert (page.status, page.headers["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")
    assert [scanned(*code) for code in codes(page)] == [f"{PUBLIC}/t/{hosted.tables['14']}"]


def test_the_conference_s_code_is_a_picture_of_its_own(hosted: House) -> None:
    page = hosted.visitor().opens("/c/fall25/qr.svg")

    assert [scanned(*code) for code in codes(page)] == [f"{PUBLIC}/c/FALL25"]


def test_a_receipt_s_code_is_a_picture_of_its_own(hosted: House) -> None:
    path = f"/t/{hosted.tables['14']}/r/{hosted.table().shares()['key']}"

    assert [scanned(*code) for code in codes(hosted.visitor().opens(f"{path}/qr.svg"))] == [PUBLIC + path]


@pytest.mark.parametrize("path", ["/t/unknown/qr.svg", "/c/NOPE/qr.svg", "/t/unknown/r/AAAAAAAAAAAAAAAAAAAAAA/qr.svg"])
def test_nothing_unknown_has_a_code(house: House, path: str) -> None:
    assert house.visitor().opens(path).status == 404


@pytest.mark.parametrize("key", ["short", "x" * 3000])
def test_what_is_no_phone_s_key_has_no_code(house: House, key: str) -> None:
    assert house.visitor().opens(f"/t/{house.tables['14']}/r/{key}/qr.svg").status == 404


def test_the_wall_s_code_leads_to_the_public_page(hosted: House) -> None:
    page = hosted.visitor().opens(f"/w/{hosted.keys['wall']}")

    assert {scanned(*code) for code in codes(page)} == {f"{PUBLIC}/c/FALL25"}
    assert ("FALL25" in page.text, "wall.example.ca" in page.text) == (True, True)


def test_another_phone_goes_on_where_this_one_stands(hosted: House) -> None:
    receipt = hosted.table().shares()
    path = f"/t/{hosted.tables['14']}/r/{receipt['key']}"

    assert [scanned(*code) for code in codes(hosted.visitor().opens(path))] == [PUBLIC + path]


def test_another_secret_prints_nothing_and_says_why(house: House, settings: Settings) -> None:
    app = create_app(replace(settings, secret_key="another " + SECRET), house.store)
    page = replace(house, app=app).visitor().opens(f"/office/{house.keys['organizer']}/tents")

    assert (page.status, codes(page)) == (422, [])
    assert "links FALL25 --renew" in page.text


def test_phones_walls_and_desks_work_on_under_another_secret(house: House, settings: Settings) -> None:
    app = create_app(replace(settings, secret_key="another " + SECRET), house.store)
    visitor = replace(house, app=app).visitor()
    paths = [f"/t/{house.tables['14']}", f"/w/{house.keys['wall']}", f"/d/{house.keys['presenter']}"]

    assert [visitor.opens(path).status for path in paths] == [200] * 3
