"""The feed: covering ranges, from which any client comes to the same picture (delivery.md, section 4)."""

from __future__ import annotations

from typing import Any

import pytest
from support.conference import House
from support.people import fresh_key
from support.problems import problem

from reflection_wall.rules.digests import digest
from reflection_wall.services import feed


def numbers(frame: dict[str, Any]) -> list[int]:
    """The numbers of a frame's items."""
    return [item["seq"] for item in frame["items"]]


def test_a_frame_says_what_the_contract_says(house: House) -> None:
    house.table().shares("Hello", headline="Hi", kind="both", lang="en-CA", people=6)
    (item,) = house.wall.frame()["items"]

    assert item == {
        "id": item["id"],
        "seq": 2,
        "version": 1,
        "state": "live",
        "prompt": 1,
        "prompt_version": 1,
        "community": {"id": 1, "name": "Rural leaders", "hue": 1},
        "table": None,
        "seat": item["seat"],
        "headline": "Hi",
        "text": "Hello",
        "lang": "en-CA",
        "kind": "both",
        "translation": None,
        "pinned": False,
        "shown_at": "2025-11-05T16:00:00.000Z",
    }


def test_a_seat_tells_tables_apart_and_not_which_they_are(house: House) -> None:
    for label in ("14", "14", "22"):
        house.table(label).shares()
    first, second, other = (item["seat"] for item in house.wall.frame()["items"])

    assert (first == second, first == other) == (True, False)
    assert not {"1", "14", "22"} & {first, other}


def test_a_frame_covers_its_range(house: House) -> None:
    house.table().shares()
    frame = house.wall.frame(after=1)
    contract = ("from", "to", "head", "now")

    assert {name: frame[name] for name in contract} == {
        "from": 1,
        "to": 2,
        "head": 2,
        "now": "2025-11-05T16:00:00.000Z",
    }


def test_a_card_names_its_table_only_where_the_conference_chose_so(house: House) -> None:
    house.set(table_labels=True)
    house.table("14").shares()

    assert [item["table"] for item in house.wall.frame()["items"]] == ["14"]


def test_each_change_has_a_number_of_its_own_and_only_the_last_is_told(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "First.")
    house.table().shares("Other.")
    house.table().puts(key, "Second.", 2)
    frame = house.wall.frame()

    assert ([item["text"] for item in frame["items"]], numbers(frame)) == (["Other.", "Second."], [3, 4])


def test_a_cursor_at_the_head_hears_nothing(house: House) -> None:
    house.table().shares()
    head = house.head()
    frame = house.wall.frame(after=head)

    assert (frame["items"], frame["from"], frame["to"], "stage" in frame) == ([], head, head, False)


def test_pages_meet_without_a_gap_and_end_at_the_head(house: House) -> None:
    texts = [f"Number {n}." for n in range(7)]
    for text in texts:
        house.table().shares(text)
    pages = []
    cursor = 0
    while not pages or pages[-1]["to"] < pages[-1]["head"]:
        pages.append(house.wall.frame(after=cursor, limit=3))
        cursor = pages[-1]["to"]

    assert [(page["from"], page["to"]) for page in pages] == [(0, 4), (4, 7), (7, 8)]
    assert [item["text"] for page in pages for item in page["items"]] == texts


def test_a_page_that_just_fits_ends_at_its_last_number(house: House) -> None:
    for _ in range(3):
        house.table().shares()
    frame = house.wall.frame(after=1, limit=3)

    assert (numbers(frame), frame["to"], frame["head"]) == ([2, 3, 4], 4, 4)


def test_a_frame_without_items_moves_on(house: House) -> None:
    house.desk.sets(moderation="hold")
    before = house.head()
    for n in range(5):
        house.table().shares(f"Held {n}.")
    pages = [house.wall.frame(after=before, limit=2)]
    while pages[-1]["to"] < pages[-1]["head"]:
        pages.append(house.wall.frame(after=pages[-1]["to"], limit=2))

    assert [(page["from"], page["to"], page["items"]) for page in pages] == [
        (before, before + 2, []),
        (before + 2, before + 4, []),
        (before + 4, before + 5, []),
    ]


def test_the_stage_is_told_only_where_its_number_lies(house: House) -> None:
    for _ in range(2):
        house.table().shares()
    house.desk.sets(scene="live")
    for _ in range(2):
        house.table().shares()
    told = [(after, "stage" in house.wall.frame(after=after, limit=1)) for after in range(6)]

    assert house.wall.frame(after=3)["stage"]["seq"] == 4
    assert told == [(0, False), (1, False), (2, False), (3, True), (4, False), (5, False)]


def test_what_was_public_once_leaves_a_tombstone(house: House) -> None:
    item = house.desk.item(house.table().shares("Canary.", headline="Canary")["reference"])
    house.desk.judges(item, "hide")

    assert house.wall.frame()["items"] == [{"id": item["id"], "seq": 3, "version": 2, "state": "gone"}]


def test_a_tombstone_is_told_to_those_who_come_later_too(house: House) -> None:
    item = house.desk.item(house.table().shares("Canary.")["reference"])
    house.desk.judges(item, "hold")
    house.table().shares("Other.")

    assert [each["state"] for each in house.wall.frame()["items"]] == ["gone", "live"]


@pytest.mark.parametrize("way", ["held", "hidden unseen", "off the wall", "guarded", "late", "flagged", "withdrawn"])
def test_what_was_never_public_leaves_nothing_at_all(house: House, way: str) -> None:
    canary, key, table = "Canary in the mine.", fresh_key(), house.table("9" if way == "guarded" else "14")
    if way in ("held", "hidden unseen", "withdrawn"):
        house.desk.sets(moderation="hold")
    if way == "late":
        house.desk.prompt(1, "closed")
    words = canary + (" 780-555-0134" if way == "flagged" else "")
    table.puts(key, words, headline="Canary", lang="cr", on_wall=way != "off the wall")
    item = house.desk.items()[0]
    if way == "hidden unseen":
        house.desk.judges(item, "hide")
    if way == "withdrawn":
        table.takes_back(key)
    told = str(house.wall.frame()) + str(house.viewer.frame())

    assert house.wall.frame()["items"] == []
    assert [leak for leak in ("anary", item["id"], item["reference"], key) if leak in told] == []


def test_a_waiting_edit_leaks_nothing(house: House) -> None:
    key = fresh_key()
    house.table().puts(key, "Judged.")
    house.desk.sets(moderation="hold")
    house.table().puts(key, "Canary.", 2, headline="Canary", kind="both", lang="cr")

    assert "Canary" not in str(house.wall.frame())
    assert [(item["text"], item["headline"], item["kind"]) for item in house.wall.frame()["items"]] == [
        ("Judged.", None, None)
    ]


def test_a_wall_hears_of_no_flags_reasons_or_receipts(house: House) -> None:
    receipt = house.table().shares("Hello", consent="quote", people=6)
    item = house.desk.item(receipt["reference"])
    house.desk.judges(item, "pin", reason="Canary")
    told = str(house.wall.frame())

    assert [leak for leak in ("Canary", receipt["reference"], receipt["key"], "quote", "flags") if leak in told] == []


def test_viewer_and_wall_are_told_the_same(house: House) -> None:
    house.table().shares()

    assert house.viewer.frame() == house.wall.frame()


def test_the_desk_is_told_everything_in_every_state(house: House) -> None:
    house.table("14").shares("Up.")
    house.table("9").shares("Guarded.")
    house.desk.judges(house.desk.item(house.table("14").shares("Hidden.")["reference"]), "hide")
    house.desk.sets(moderation="hold")
    house.table("22").shares("Held.")

    assert [(item["text"], item["state"], item["table"], item["visible"]) for item in house.desk.items()] == [
        ("Up.", "live", "14", True),
        ("Guarded.", "live", "9", False),
        ("Hidden.", "hidden", "14", False),
        ("Held.", "held", "22", False),
    ]


def test_a_desk_item_says_what_the_contract_says_and_more_than_a_wall_s(house: House) -> None:
    house.desk.sets(moderation="delay", delay=10)
    house.table().shares("Hello")
    (item,) = house.desk.items()
    contract = ("state", "flags", "reasons", "show_at", "revision", "resonance")

    assert {name: item[name] for name in contract} == {
        "state": "held",
        "flags": [],
        "reasons": [],
        "show_at": "2025-11-05T16:00:10.000Z",
        "revision": 1,
        "resonance": 0,
    }


def test_the_desk_is_told_no_phone_s_key(house: House) -> None:
    key = fresh_key()
    house.table().puts(key)

    assert key not in str(house.desk.items())


def test_the_newest_state_comes_with_one_etag_of_audience_epoch_and_head(house: House) -> None:
    path = f"/api/w/{house.keys['wall']}/changes?after=0"
    first = house.send("GET", path)
    again = house.send("GET", path, headers={"If-None-Match": first.headers["ETag"]})
    desk = house.send("GET", f"/api/d/{house.keys['presenter']}/changes?after=0")
    house.table().shares()
    after = house.send("GET", path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status, again.body, again.headers["ETag"]) == (304, "", first.headers["ETag"])
    assert {reply.headers["Cache-Control"] for reply in (first, again, desk)} == {"private, no-cache"}
    assert len({first.headers["ETag"], desk.headers["ETag"], after.headers["ETag"]}) == 3
    assert after.status == 200


def test_another_epoch_is_another_etag(house: House) -> None:
    before = house.send("GET", f"/api/w/{house.keys['wall']}/changes").headers["ETag"]
    house.set(epoch="ffffffff")

    assert house.send("GET", f"/api/w/{house.keys['wall']}/changes").headers["ETag"] != before


@pytest.mark.parametrize(
    ("query", "field"),
    [
        *[(f"after={value}", "after") for value in ("-1", "x", "1.5", "9007199254740992", "1" * 30, "٣")],
        *[(f"limit={value}", "limit") for value in ("0", "501", "-1", "x")],
    ],
)
def test_a_range_that_makes_no_sense_is_refused_with_its_field(house: House, query: str, field: str) -> None:
    reply = house.send("GET", f"/api/w/{house.keys['wall']}/changes?{query}")

    assert problem(reply, 422, "errors")["errors"].keys() == {field}


def test_a_cursor_of_the_future_is_told_the_head(house: House) -> None:
    frame = house.wall.frame(after=1000)

    assert (frame["from"], frame["head"], frame["items"]) == (1000, 1, [])


def test_the_count_of_tables_says_who_has_shared_of_how_many(house: House) -> None:
    for label in ("14", "14", "22"):
        house.table(label).shares()
    key = fresh_key()
    house.table("9").puts(key)
    house.table("9").takes_back(key)

    assert house.wall.frame()["tables"] == {"shared": 2, "of": 3}


def test_the_digest_is_that_of_the_public_picture(house: House) -> None:
    house.table("14").shares()
    house.table("9").shares()
    house.desk.judges(house.desk.item(house.table("22").shares()["reference"]), "hide")
    (item,) = [item for item in house.wall.frame()["items"] if item["state"] == "live"]

    with house.store.reading() as session:
        assert feed.digest(session, house.conference_id) == digest([(item["id"], item["seq"])])


def test_a_wall_hears_nothing_of_what_goes_to_and_fro_between_tables_and_desk(house: House) -> None:
    house.table().shares("Hello.")
    (item,) = house.wall.frame()["items"]
    cursor, theme = house.head(), fresh_key()
    other, own = house.table("22"), house.table()
    house.desk.asks("PUT", f"themes/{theme}", name="What we try next")
    replies = [
        other.send("PUT", f"/api/t/{other.key}/resonance/{item['id']}", {}),
        own.send("PUT", f"/api/t/{own.key}/reflections/{item['id']}/signature", {"phone": fresh_key()}),
        house.desk.asks("POST", f"reflections/{item['id']}/note", text="Thank you."),
        house.desk.asks("PUT", f"reflections/{item['id']}/theme", theme=theme),
        house.desk.asks("DELETE", f"themes/{theme}"),
    ]

    assert all(reply.status in (200, 201) for reply in replies)
    assert (house.wall.frame(cursor)["items"], house.wall.frame()["items"]) == ([], [item])
    assert house.desk.items()[0]["seq"] > item["seq"]


def test_what_is_hidden_leaves_the_spotlight_for_good(house: House) -> None:
    house.table().shares("Hello.")
    (item,) = house.desk.items()
    house.desk.sets(reflection=item["id"])
    cursor = house.head()
    house.desk.judges(item, "hide")
    told = house.wall.frame(cursor)["stage"]["reflection"]
    house.desk.judges(house.desk.items()[0], "restore")

    assert (told, house.wall.frame()["stage"]["reflection"]) == (None, None)


def test_a_wall_that_is_up_and_one_that_joins_agree_on_the_themes(house: House) -> None:
    house.desk.sets(moderation="hold")
    house.table().shares("Hello.")
    (item,) = house.desk.items()
    theme = fresh_key()
    house.desk.asks("PUT", f"themes/{theme}", name="What we try next")
    house.desk.asks("PUT", f"reflections/{item['id']}/theme", theme=theme)
    house.desk.sets(scene="themes")
    cursor = house.head()
    house.desk.judges(house.desk.items()[0], "show")

    assert house.wall.frame(cursor)["stage"]["themes"] == house.wall.frame()["stage"]["themes"]
    assert house.wall.frame()["stage"]["themes"][0]["items"] == [item["id"]]


def test_the_pages_of_the_text_wall_are_not_filled_with_what_a_muted_table_shared(house: House) -> None:
    house.table("22").shares("Still here.")
    house.clock.passes(1)
    for n in range(55):
        house.table().shares(f"Number {n}.")
    table = next(each for each in house.desk.room()["tables"] if each["label"] == "14")
    house.desk.asks("PUT", f"tables/{table['id']}", muted=True)

    with house.store.reading() as session:
        page = feed.picture(session, house.conference_id)
    assert [item["text"] for item in page.items] == ["Still here."]
