"""The scenes of the wall: what each of them shows, and that whatever is hidden leaves all of them at once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from support import hall
from support.browser import Projector
from support.conference import Venue
from support.people import Desk, fresh_key
from support.server import until

Walls = Callable[..., Projector]
Words = dict[str, Any]
_numbers = itertools.count(1)
LONG = " ".join(f"Sentence number {n} says what we will do about it." for n in range(1, 40))[:1500]


@pytest.fixture
def venue(arranged: Callable[[str], Venue]) -> Venue:
    """A hall of twelve tables and four communities."""
    return arranged(hall.plan(f"H{next(_numbers)}ALL"))


def moderator(venue: Venue) -> Desk:
    return Desk(venue.send, venue.told["keys"]["moderator"])


def sets(venue: Venue, **stage: Any) -> None:
    reply = venue.desk.sets(**stage)
    assert reply.status == 200, reply


def shares(venue: Venue, label: str, text: str, **more: Any) -> str:
    return str(venue.table(label).shares(text, **more)["reference"])


def spotlights(venue: Venue, reference: str) -> None:
    sets(venue, reflection=venue.desk.item(reference)["id"])


def scene(wall: Projector) -> Locator:
    return wall.page.locator(".scene").filter(visible=True)


def voices(wall: Projector) -> Locator:
    return scene(wall).locator(".voice[data-id]")


def texts(wall: Projector) -> list[str]:
    return voices(wall).locator(".words").all_text_contents()


def last_place(wall: Projector) -> dict[str, float]:
    """Where the last voice stands, at one moment."""
    wall.page.evaluate("async () => { await document.fonts.ready }")
    found: dict[str, float] = voices(wall).evaluate_all("(all) => all.at(-1).getBoundingClientRect().toJSON()")
    return found


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text)


def gone(wall: Projector, text: str) -> None:
    until(lambda: text not in wall.page.content(), f"{text} is still there")


# ---- spotlight ----


def test_a_spotlight_shows_one_voice_with_who_signs_in_its_language(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    shares(venue, "1", "Not this one.")
    spotlights(venue, shares(venue, "3", "Nous irons nous voir.", headline="Se voir", lang="fr-CA"))
    expect(voices(wall)).to_have_count(1)
    expect(voices(wall).locator("h2")).to_have_text("Se voir")
    expect(voices(wall).locator(".words")).to_have_attribute("lang", "fr-CA")
    expect(voices(wall).locator("footer")).to_have_text("Direction francophone")
    expect(wall.page.get_by_text("Not this one.")).to_be_hidden()


@pytest.mark.parametrize("name", ["spotlight", "tour", "communities"])
def test_a_headline_that_the_text_begins_with_is_not_said_twice(venue: Venue, walls: Walls, name: str) -> None:
    wall = walls(venue)
    reference = shares(venue, "1", "Visit first. Then we plan together.", headline="Visit first.")
    if name == "spotlight":
        spotlights(venue, reference)
    else:
        sets(venue, scene=name)
    expect(voices(wall)).to_have_count(1)
    assert voices(wall).inner_text().count("Visit first.") == 1


def test_a_short_voice_is_set_larger_than_a_long_one(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    found = []

    def steady() -> float | None:
        """The size of the words, once the faces are there and nothing is measured any more."""
        sizes = []
        for _ in range(2):
            wall.waits(1)
            sizes += (
                voices(wall)
                .locator(".words")
                .evaluate_all("all => all.map((each) => Number.parseFloat(getComputedStyle(each).fontSize))")
            )
        return sizes[0] if len(sizes) == 2 and sizes[0] == sizes[1] else None

    for text in ("Listen.", "A sentence of ordinary length. " * 8, "A sentence of ordinary length. " * 20):
        spotlights(venue, shares(venue, "1", text))
        expect(voices(wall).locator(".words")).to_have_text(text.strip())
        found.append(until(steady, "its size never came to rest"))
    assert found == sorted(found, reverse=True)
    assert found[0] > 2 * found[2] >= 2 * 0.04 * 720


def test_a_translation_stands_beneath_in_its_own_language(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    reference = shares(venue, "3", "Nous irons nous voir.", lang="fr-CA")
    item = venue.desk.item(reference)
    moderator(venue).asks(
        "PUT", f"reflections/{item['id']}/translation", lang="en-CA", text="We will visit.", version=item["version"]
    )
    spotlights(venue, reference)
    words = voices(wall).locator(".words")
    expect(words).to_have_text(["Nous irons nous voir.", "We will visit."])
    assert words.evaluate_all("(all) => all.map((each) => each.lang)") == ["fr-CA", "en-CA"]


def test_a_voice_that_is_too_long_is_shown_in_parts_that_are_together_the_whole(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    spotlights(venue, shares(venue, "1", LONG))
    part = voices(wall).locator(".part")
    expect(part).to_have_text(re.compile(r"Part 1 of \d"))
    of = int(part.inner_text()[-1])
    told = []
    for n in range(of):
        expect(part).to_have_text(f"Part {n + 1} of {of}")
        told.append(texts(wall)[0])
        wall.waits(60)
    expect(part).to_have_text(f"Part 1 of {of}")
    assert without_spaces("".join(told)) == without_spaces(LONG)


def test_a_spotlight_on_what_is_hidden_is_live_at_once_on_every_wall(venue: Venue, walls: Walls) -> None:
    one, two = walls(venue), walls(venue)
    shares(venue, "1", "What may be seen.")
    reference = shares(venue, "2", "Canary in the light.")
    spotlights(venue, reference)
    for wall in (one, two):
        expect(voices(wall)).to_have_count(1)
    hall.hides(venue, reference)
    for wall in (one, two):
        gone(wall, "Canary in the light.")
        expect(wall.cards.get_by_text("What may be seen.")).to_be_visible()
        assert wall.page.locator("body").get_attribute("data-scene") == "live"


def test_the_desk_pages_every_wall_in_step(venue: Venue, walls: Walls) -> None:
    one, two = walls(venue), walls(venue)
    spotlights(venue, shares(venue, "1", LONG))
    first = [expect(voices(wall).locator(".part")) for wall in (one, two)]
    for page, said in ((1, "Part 2 of"), (2, "Part 3 of"), (1, "Part 2 of")):
        sets(venue, page=page)
        for part in first:
            part.to_contain_text(said)
    one.waits(120)
    expect(voices(one).locator(".part")).to_contain_text("Part 2 of")


def test_the_laptop_s_own_keys_page_it_alone_and_the_desk_steps_from_there(venue: Venue, walls: Walls) -> None:
    one, two = walls(venue), walls(venue)
    spotlights(venue, shares(venue, "1", LONG))
    expect(voices(one).locator(".part")).to_contain_text("Part 1 of")
    one.page.keyboard.press("PageDown")
    expect(voices(one).locator(".part")).to_contain_text("Part 2 of")
    one.page.keyboard.press("PageUp")
    one.page.keyboard.press("ArrowRight")
    expect(voices(one).locator(".part")).to_contain_text("Part 2 of")
    expect(voices(two).locator(".part")).to_contain_text("Part 1 of")
    sets(venue, timer=60)
    sets(venue, page=1)
    expect(voices(two).locator(".part")).to_contain_text("Part 2 of")
    expect(voices(one).locator(".part")).to_contain_text("Part 3 of")


def test_a_press_at_the_desk_is_a_step_from_what_a_wall_has_come_to_by_itself(venue: Venue, walls: Walls) -> None:
    wall = walls(venue)
    spotlights(venue, shares(venue, "1", LONG))
    part = voices(wall).locator(".part")
    expect(part).to_contain_text("Part 1 of")
    until(lambda: wall.waits(2) or "Part 2 of" in part.inner_text(), "it never turned by itself")
    sets(venue, page=1)
    expect(part).to_contain_text("Part 3 of")
    sets(venue, page=0)
    expect(part).to_contain_text("Part 2 of")
    sets(venue, page=-1)
    expect(part).to_contain_text("Part 1 of")
    late = walls(venue)
    of = int(part.inner_text()[-1])
    expect(voices(late).locator(".part")).to_have_text(f"Part {of} of {of}")


# ---- tour ----


def toured(wall: Projector, pages: int) -> list[str]:
    """What was up, page by page."""
    found: list[str] = []
    for _ in range(pages):
        until(lambda: voices(wall).count() > 0)
        found += texts(wall)
        before = scene(wall).inner_text()
        wall.waits(90)
        until(lambda before=before: scene(wall).inner_text() != before, "the page was not turned")
    return found


def test_a_tour_shows_every_table_before_any_table_twice(venue: Venue, walls: Walls) -> None:
    for n in range(1, 6):
        shares(venue, str(n), f"{n}. " + "This is what our table has to say about it all. " * 7)
    shares(venue, "1", "A. " + "This is what our table has to say about something else. " * 7)
    sets(venue, scene="tour")
    wall = walls(venue)
    expect(scene(wall).locator(".progress")).to_have_text("1 of 5 tables")
    found = [text[0] for text in toured(wall, 6)]
    assert found == ["1", "2", "3", "4", "5", "A"]


def test_a_tour_goes_on_where_it_was_after_a_reload(venue: Venue, walls: Walls) -> None:
    for n in range(1, 6):
        shares(venue, str(n), f"{n}. " + "This is what our table has to say about it all. " * 7)
    sets(venue, scene="tour")
    wall = walls(venue)
    assert [text[0] for text in toured(wall, 2)] == ["1", "2"]
    wall.page.reload()
    expect(scene(wall).locator(".progress")).to_have_text("3 of 5 tables")
    assert [text[0] for text in toured(wall, 3)] == ["3", "4", "5"]


def test_short_voices_share_a_page_of_the_tour(venue: Venue, walls: Walls) -> None:
    for n in range(1, 6):
        shares(venue, str(n), f"{n}. This is short.")
    sets(venue, scene="tour")
    wall = walls(venue)
    expect(voices(wall)).to_have_count(3)
    expect(scene(wall).locator(".progress")).to_have_text("3 of 5 tables")
    wall.waits(30)
    expect(voices(wall)).to_have_count(2)


def test_the_desk_turns_the_tour_of_every_wall_at_once_and_back(venue: Venue, walls: Walls) -> None:
    for n in range(1, 5):
        shares(venue, str(n), f"{n}. " + "This is what our table has to say about it all. " * 7)
    sets(venue, scene="tour")
    both = [walls(venue), walls(venue)]
    for page, said in ((1, "2."), (2, "3."), (1, "2.")):
        sets(venue, page=page)
        for wall in both:
            expect(voices(wall).locator(".words")).to_contain_text(said)


def test_every_press_turns_a_page_of_the_tour_back_and_on_and_its_own_key_none(venue: Venue, walls: Walls) -> None:
    for n in range(1, 7):
        shares(venue, str(n), f"{n}. " + "This is what our table has to say about it all. " * 7)
    sets(venue, scene="tour")
    wall = walls(venue)
    words = voices(wall).locator(".words")
    for n in (1, 2):
        expect(words).to_contain_text(f"{n}.")
        wall.waits(90)
    expect(words).to_contain_text("3.")
    sets(venue, page=-1)
    expect(words).to_contain_text("2.")
    sets(venue, page=2)  # three presses that came together
    expect(words).to_contain_text("5.")
    sets(venue, scene="tour")
    sets(venue, timer=60)
    expect(wall.page.locator(".timer").filter(visible=True)).to_have_count(1)
    expect(words).to_contain_text("5.")


def test_what_is_hidden_leaves_the_tour_at_once_and_the_others_stay(venue: Venue, walls: Walls) -> None:
    references = [shares(venue, str(n), f"{n}. This is short.") for n in range(1, 4)]
    sets(venue, scene="tour")
    wall = walls(venue)
    expect(voices(wall)).to_have_count(3)
    before = last_place(wall)
    hall.hides(venue, references[1])
    gone(wall, "2. This is short.")
    assert texts(wall) == ["1. This is short.", "3. This is short."]
    assert last_place(wall) == before


def test_a_voice_too_long_for_a_page_of_the_tour_is_read_to_its_end(venue: Venue, walls: Walls) -> None:
    shares(venue, "1", LONG)
    shares(venue, "2", "After it.")
    sets(venue, scene="tour")
    wall = walls(venue)
    expect(voices(wall).locator(".part")).to_contain_text("Part 1 of")
    of = int(voices(wall).locator(".part").inner_text()[-1])
    found = toured(wall, of + 1)
    assert without_spaces("".join(found[:of])) == without_spaces(LONG)
    assert found[of] == "After it."


# ---- communities and themes ----


def test_communities_that_have_shared_stand_with_their_purpose_and_the_count_of_their_tables(
    venue: Venue, walls: Walls
) -> None:
    shares(venue, "1", "From table one.")
    shares(venue, "5", "From table five.")
    shares(venue, "5", "Again from table five.")
    shares(venue, "3", "De la table trois.", lang="fr-CA")
    shares(venue, "99", "Between us.")
    sets(venue, scene="communities")
    wall = walls(venue)
    expect(scene(wall).locator("h2")).to_have_text(["Rural leaders", "Direction francophone"])
    expect(scene(wall).locator(".purpose")).to_have_text(
        [hall.NAMES["Rural leaders"], hall.NAMES["Direction francophone"]]
    )
    expect(scene(wall).locator(".count")).to_have_text(["2 tables", "1 table"])
    assert set(texts(wall)) == {"From table one.", "From table five.", "Again from table five.", "De la table trois."}
    assert "guarded" not in wall.page.content()


def test_communities_are_paged_when_there_are_more_than_fit(venue: Venue, walls: Walls) -> None:
    for n in range(1, 5):
        shares(venue, str(n), f"From table {n}.")
    sets(venue, scene="communities")
    wall = walls(venue)
    seen: list[str] = []
    for _ in range(4):
        until(lambda: scene(wall).locator("h2").count() > 0)
        assert scene(wall).locator("h2").count() <= 4
        seen += scene(wall).locator("h2").all_text_contents()
        wall.page.keyboard.press("PageDown")
    assert list(dict.fromkeys(seen)) == list(hall.NAMES)


def test_what_is_hidden_leaves_its_column_at_once_and_moves_nobody(venue: Venue, walls: Walls) -> None:
    references = [shares(venue, "1", f"{n}. This is short.") for n in range(1, 4)]
    sets(venue, scene="communities")
    wall = walls(venue)
    expect(voices(wall)).to_have_count(3)
    before = last_place(wall)
    hall.hides(venue, references[1])
    gone(wall, "2. This is short.")
    assert last_place(wall) == before


def test_a_long_voice_of_a_community_is_read_to_its_end(venue: Venue, walls: Walls) -> None:
    shares(venue, "1", LONG)
    sets(venue, scene="communities")
    wall = walls(venue)
    expect(voices(wall).locator(".part")).to_contain_text("Part 1 of")
    of = int(voices(wall).locator(".part").inner_text()[-1])
    found = []
    for n in range(1, of + 1):
        expect(voices(wall).locator(".part")).to_have_text(f"Part {n} of {of}")
        found += texts(wall)
        wall.waits(90)
    assert without_spaces("".join(found)) == without_spaces(LONG)


def themed(venue: Venue, groups: dict[str, list[str]]) -> None:
    """Themes with these reflections, by reference."""
    for name, references in groups.items():
        theme = fresh_key()
        assert moderator(venue).asks("PUT", f"themes/{theme}", name=name).status == 200
        for reference in references:
            path = f"reflections/{venue.desk.item(reference)['id']}/theme"
            assert moderator(venue).asks("PUT", path, theme=theme).status == 200


def test_themes_stand_under_the_names_that_people_gave_them(venue: Venue, walls: Walls) -> None:
    references = [shares(venue, label, f"From table {label}.") for label in ("1", "2", "3")]
    themed(venue, {"Visiting": references[:2], "Le temps": references[2:], "Empty": []})
    sets(venue, scene="themes")
    wall = walls(venue)
    expect(scene(wall).locator("h2")).to_have_text(["Visiting", "Le temps"])
    expect(scene(wall).locator(".count")).to_have_text(["2 tables", "1 table"])
    assert set(texts(wall)) == {"From table 1.", "From table 2.", "From table 3."}
    hall.hides(venue, references[2])
    gone(wall, "From table 3.")


def test_voices_that_did_not_fit_come_when_the_page_comes_again(venue: Venue, walls: Walls) -> None:
    text = "This is what our table has to say about it all, and a little more. " * 5
    references = [shares(venue, str(n), f"{n}. {text}") for n in range(1, 4)]
    themed(venue, {"Visiting": references})
    sets(venue, scene="themes")
    wall = walls(venue)
    expect(voices(wall)).not_to_have_count(0)
    seen = set()
    for _ in range(4):
        seen |= {each[0] for each in texts(wall)}
        wall.waits(120)
    assert seen == {"1", "2", "3"}


# ---- room ----


def places(wall: Projector) -> dict[str, tuple[float, float]]:
    told = wall.page.locator(".flower li").evaluate_all(
        "(all) => all.map((each) => [each.dataset.seat, each.offsetLeft, each.offsetTop])"
    )
    return {seat: (left, top) for seat, left, top in told}


def test_the_room_fills_and_nobody_moves(venue: Venue, walls: Walls) -> None:
    sets(venue, scene="room")
    wall = walls(venue, reduced_motion="reduce")
    before: dict[str, tuple[float, float]] = {}
    for n in range(1, 9):
        shares(venue, str(n), f"From table {n}.")
        expect(wall.page.locator(".flower li")).to_have_count(n)
        now = places(wall)
        assert before.items() <= now.items()
        before = now
    shares(venue, "1", "Table one, again.")
    shares(venue, "99", "Between us.")
    shares(venue, "9", "From table 9.")
    expect(wall.page.locator(".flower li")).to_have_count(9)


def test_the_room_names_communities_with_their_tables_and_no_table(venue: Venue, walls: Walls) -> None:
    for label in ("4", "1", "5"):
        shares(venue, label, f"From table {label}.")
    sets(venue, scene="room")
    wall = walls(venue)
    expect(wall.page.locator(".legend li")).to_have_text(
        [re.compile(r"A\s*Rural leaders\s2"), re.compile(r"AI in schools\s1")]
    )
    expect(wall.page.locator(".legend .unseen")).to_have_text(["2 tables", "1 table"])
    assert sorted(wall.page.locator(".flower li").all_text_contents()) == ["A", "A", "D"]


def test_the_place_of_a_table_that_is_hidden_is_empty_at_once(venue: Venue, walls: Walls) -> None:
    references = [shares(venue, str(n), f"From table {n}.") for n in range(1, 5)]
    sets(venue, scene="room")
    wall = walls(venue)
    expect(wall.page.locator(".flower li")).to_have_count(4)
    before = places(wall)
    hall.hides(venue, references[1])
    expect(wall.page.locator(".flower li")).to_have_count(3)
    assert places(wall).items() <= before.items()
    expect(wall.page.locator(".legend li")).to_have_count(3)


# ---- words ----


def weighs(wall: Page, words: list[Words]) -> None:
    """The server has these words."""
    wall.route("**/api/w/*/words", lambda route: route.fulfill(json={"epoch": "e", "head": 1, "words": words}))


@pytest.fixture
def wordy(venue: Venue, walls: Walls) -> tuple[Projector, list[str]]:
    """A wall in the words scene, with two words of three reflections."""
    told = [("1", "Trust comes first."), ("2", "We trust one another."), ("3", "La confiance, et la confiance.")]
    references = [shares(venue, label, text, lang="fr-CA" if label == "3" else "en-CA") for label, text in told]
    ids = [venue.desk.item(reference)["id"] for reference in references]
    wall = walls(venue)
    trust = {"term": "trust", "lang": "en", "tables": 2, "weight": 9.0, "items": ids[:2]}
    confiance = {"term": "confiance", "lang": "fr", "tables": 1, "weight": 5.0, "items": ids[2:]}
    weighs(wall.page, [trust, confiance])
    sets(venue, scene="words")
    expect(scene(wall).get_by_role("button")).to_have_count(2)
    return wall, references


def test_words_are_sized_by_tables_and_each_in_its_language(wordy: tuple[Projector, list[str]]) -> None:
    buttons = scene(wordy[0]).get_by_role("button")
    told = buttons.evaluate_all(
        "(all) => all.map((each) => [each.textContent, each.lang, parseFloat(each.style.fontSize)])"
    )
    assert [each[:2] for each in told] == [["confiance", "fr"], ["trust", "en"]]
    assert told[1][2] > told[0][2] >= 0.04 * 720


def test_a_tap_opens_a_word_with_who_said_it_and_escape_closes_it(wordy: tuple[Projector, list[str]]) -> None:
    wall, _ = wordy
    scene(wall).get_by_role("button", name="trust: 2 tables").click()
    expect(scene(wall).locator("h2")).to_have_text("trust")
    expect(scene(wall).locator(".count")).to_have_text("2 tables")
    expect(voices(wall).locator("mark")).to_have_text(["Trust", "trust"])
    wall.page.keyboard.press("Escape")
    expect(scene(wall).get_by_role("button", name="trust: 2 tables")).to_be_focused()
    wall.page.keyboard.press("Enter")
    expect(scene(wall).locator("h2")).to_have_text("trust")


def test_the_desk_opens_one_word_after_the_other(venue: Venue, wordy: tuple[Projector, list[str]]) -> None:
    wall, _ = wordy
    sets(venue, page=1)
    expect(scene(wall).locator("h2")).to_have_text("trust")
    sets(venue, page=2)
    expect(scene(wall).locator("h2")).to_have_text("confiance")
    expect(voices(wall).locator("mark")).to_have_text(["confiance", "confiance"])
    sets(venue, page=0)
    expect(scene(wall).get_by_role("button")).to_have_count(2)


def test_what_is_hidden_leaves_a_word_and_the_last_one_takes_the_word_along(
    venue: Venue, wordy: tuple[Projector, list[str]]
) -> None:
    wall, references = wordy
    sets(venue, page=1)
    expect(voices(wall)).to_have_count(2)
    hall.hides(venue, references[0])
    gone(wall, "Trust comes first.")
    sets(venue, page=0)
    expect(scene(wall).get_by_role("button", name="trust: 1 table")).to_be_visible()
    hall.hides(venue, references[2])
    gone(wall, "confiance")


def test_a_word_that_is_open_stays_open_when_the_words_are_counted_anew(
    venue: Venue, wordy: tuple[Projector, list[str]]
) -> None:
    wall, references = wordy
    sets(venue, page=2)
    expect(scene(wall).locator("h2")).to_have_text("confiance")
    ids = [venue.desk.item(reference)["id"] for reference in references]
    fresh = [("visits", "en", ids[:1]), ("confiance", "fr", ids[2:]), ("trust", "en", ids[:2])]
    told = [{"term": t, "lang": lang, "tables": len(i), "weight": 9.0, "items": i} for t, lang, i in fresh]
    wall.page.unroute_all()
    weighs(wall.page, told)
    with wall.page.expect_response("**/api/w/*/words"):
        venue.table("5").shares("One more.")
        wall.waits(6)
    wall.waits(60)
    expect(scene(wall).locator("h2")).to_have_text("confiance")
    sets(venue, page=3)
    expect(scene(wall).locator("h2")).to_have_text("trust")


def test_the_words_of_the_room_come_from_the_server(venue: Venue, walls: Walls) -> None:
    hall.fill(venue)
    sets(venue, scene="words")
    wall = walls(venue)
    until(lambda: scene(wall).get_by_role("button").count() > 5, "no words came")
    scene(wall).get_by_role("button").first.click()
    expect(voices(wall).locator("mark").first).to_be_visible()
