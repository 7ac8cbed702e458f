"""Codebooks, agreement and themes with a browser that runs no scripts: what forms do, and what they refuse."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from support.coding import Office, opened
from support.conference import CODE, House
from support.office import Organizer
from support.people import fresh_key
from support.visitor import Page

from reflection_wall.models import Code, Codebook, Settlement
from reflection_wall.rules import codebook_qdc
from reflection_wall.services import code, codebooks, group
from reflection_wall.services.code import Seen

AT = f"/office/c/{CODE}"


@pytest.fixture
def owner(house: House) -> Organizer:
    """The owner of the office."""
    return Organizer(house.app).sets_up(house)


def names(house: House) -> list[str]:
    """The names of all codes, as they stand."""
    with house.store.reading() as session:
        return [next(iter(each["name"].values())) for book in codebooks.listed(session, 1) for each in book["codes"]]


def brings(owner: Organizer, name: str, data: bytes) -> Page:
    """Send a file to the codebooks page; the page that comes of it."""
    fields: dict[str, Any] = {**owner.opens(f"{AT}/codebooks").form("/file").fields, "file": (io.BytesIO(data), name)}
    reply = owner._client.post(f"{AT}/codebooks/file", data=fields, headers={"Origin": "http://localhost"})
    return Page(reply.status_code, dict(reply.headers), reply.get_data(as_text=True))


def test_a_ready_codebook_is_taken_in_and_can_be_taken_along(house: House, owner: Organizer) -> None:
    form = owner.opens(f"{AT}/codebooks").form("/adopt")
    page = owner.follows(owner.sends(form, key="equity"))
    csv = owner._client.get(f"{AT}/codebooks/file?book=equity&format=csv")
    qdc = owner._client.get(f"{AT}/codebooks/file")

    assert "Equity" in page.text
    assert csv.headers["Content-Disposition"] == 'attachment; filename="equity.csv"'
    assert "Access" in csv.get_data(as_text=True)
    assert [len(book.codes) for book in codebook_qdc.read(qdc.data, "x")] == [3]


def test_a_codebook_of_one_s_own_comes_from_a_file(house: House, owner: Organizer) -> None:
    assert brings(owner, "ours.csv", b"name,definition\nTrust,Words of trust\nTime,\n").status == 303
    assert names(house) == ["Trust", "Time"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("bad.csv", b"name\nTrust\n\xff", "Line 3, column 1"),
        ("bad.csv", b"name,parent\nTrust,Nobody\n", "Line 2, column parent"),
        ("bad.qdc", b"<?xml version='1.0'?>\n<CodeBook", "Line 2"),
        ("../../etc/passwd", b"", "There is no code in this file."),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(
    house: House, owner: Organizer, name: str, data: bytes, told: str
) -> None:
    page = brings(owner, name, data)

    assert (page.status, told in page.text) == (422, True), page.text
    with house.store.reading() as session:
        assert session.query(Codebook).count() == 0


def test_codes_are_added_renamed_moved_and_retired(house: House, owner: Organizer) -> None:
    begun = owner.sends(owner.opens(f"{AT}/codebooks").form("/begin"), name="Ours")
    page = owner.follows(begun)
    for name in ("Trust", "Time", "Place"):
        page = owner.follows(owner.sends(page.form("/codes"), name=name))
    page = owner.follows(owner.sends(page.form("/place", 4), way="up"))
    page = owner.follows(owner.sends(page.form("/words", 0), name="Trusting"))
    page = owner.follows(owner.sends(page.form("/retire", 1), retired="yes"))

    assert names(house) == ["Trusting", "Place", "Time"]
    assert "retired" in page.text
    with house.store.reading() as session:
        assert [each.retired for each in session.query(Code).order_by(Code.position, Code.id)] == [False, True, False]


def test_two_codes_of_one_name_are_refused_in_one_sentence(house: House, owner: Organizer) -> None:
    page = owner.follows(owner.sends(owner.opens(f"{AT}/codebooks").form("/begin"), name="Ours"))
    page = owner.follows(owner.sends(page.form("/codes"), name="Trust"))
    page = owner.sends(page.form("/codes"), name="trust")

    assert (page.status, "is there twice" in page.text) == (422, True)


@pytest.fixture
def coded(house: House) -> Office:
    """Anna and Ben have read two reflections: they agree on one."""
    office = opened(house)
    codebooks.adopt(house.store, office.programme_id, "equity")
    both, one = office.shared("Everybody came."), office.shared("Only some came.")
    office.gives(office.anna, "Access", both, one)
    office.gives(office.ben, "Access", both)
    code.done(house.store, office.programme_id, office.ben, [Seen(one)], "equity")
    return office


def test_agreement_is_told_per_code_with_its_unit_and_what_is_undefined(
    house: House, owner: Organizer, coded: Office
) -> None:
    text = " ".join(re.sub("<[^>]+>", " ", owner.opens(f"{AT}/agreement").html).split())

    assert "Unit: the reflection. Judged by both in the same wording: 2." in text
    assert "Access 2 1 1 50% 0.00 0.00" in text, text
    assert "Inclusion 0 0 0 100% undefined undefined" in text


def test_a_disagreement_is_settled_and_taken_back(house: House, owner: Organizer, coded: Office) -> None:
    page = owner.opens(f"{AT}/agreement/apart")
    asked = "1 of 1 still open" in page.text and "Only some came." in page.text
    settled = owner.follows(owner.sends(page.forms[-1], stands="no"))
    with house.store.reading() as session:
        stands = [row.stands for row in session.query(Settlement)]
    undone = owner.follows(owner.sends(settled.forms[-1], undo="1"))

    assert (asked, stands) == (True, [False])
    assert "Settled: it does not stand." in settled.text
    assert "1 of 1 still open" in undone.text


def test_a_proposal_becomes_a_theme_under_a_person_s_name_and_goes_again(house: House, owner: Organizer) -> None:
    for n, label in enumerate(("14", "22", "14", "22", "9")):
        house.table(label).shares(f"Mentoring circles help new principals, group {n}.")
    for n in range(5):
        house.table("14").shares(f"Busing took our winter mornings {n} times.")
    page = owner.opens(f"{AT}/themes?proposals=1")
    page = owner.follows(owner.sends(page.form("/take"), name="Mentoring"))
    read = re.search(r'href="([^"]+theme=[^"]+)"', page.html)
    assert read is not None
    verbatims = owner.opens(read[1].replace("&amp;", "&"))
    undone = owner.follows(owner.sends(page.form("/undo")))

    assert "Mentoring" in page.text
    assert "tables:" in page.text
    assert verbatims.text.count("Mentoring circles") + verbatims.text.count("Busing took") >= 2
    assert "No theme has been named yet." in undone.text


def test_a_proposal_goes_into_a_theme_when_there_is_no_room_for_another(house: House, owner: Organizer) -> None:
    for n, label in enumerate(("14", "22", "14", "22", "9")):
        house.table(label).shares(f"Mentoring circles help new principals, group {n}.")
    for n in range(5):
        house.table("14").shares(f"Busing took our winter mornings {n} times.")
    themes = [fresh_key() for _ in range(group.MOST_THEMES)]
    for n, theme in enumerate(themes):
        group.put_theme(house.store, house.conference_id, theme, f"Theme {n}", None)
    form = owner.opens(f"{AT}/themes?proposals=1").form("/take")
    items = form.fields["reflections"].split()
    group.put_reflection(house.store, house.conference_id, items[0], themes[1])

    def held() -> list[list[str]]:
        with house.store.reading() as session:
            return [each["items"] for each in group.counted(session, house.conference_id)][:2]

    page = owner.follows(owner.sends(form, into=themes[0]))
    moved = held()
    owner.sends(page.form("/undo"))

    assert (len(moved[0]), moved[1]) == (len(items), [])
    assert held() == [[], [items[0]]]


def test_themes_are_merged_and_parted_again(house: House, owner: Organizer) -> None:
    for name in ("Trust", "Time"):
        owner.sends(owner.opens(f"{AT}/themes").form("/add"), name=name)
    page = owner.opens(f"{AT}/themes")
    first, second = (form for form in page.forms if "/of/" in form.action)
    into = second.action.rpartition("/")[2]
    merged = owner.follows(owner.sends(first, "drop", merge="1", into=into))
    parted = owner.follows(owner.sends(merged.form("/undo")))

    assert re.findall(r"<h3>(\w+)</h3>", merged.html) == ["Time"]
    assert re.findall(r"<h3>(\w+)</h3>", parted.html) == ["Trust", "Time"]


@pytest.mark.parametrize(
    "path",
    ["agreement", "agreement/apart", "reflections?words=we", "review?text=we", "quotes?words=we"],
)
def test_nobody_waits_while_a_page_goes_through_everything(
    house: House, owner: Organizer, coded: Office, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    aside: list[Any] = []
    native = house.store._native
    monkeypatch.setattr(house.store, "_native", lambda work: aside.append(work) or native(work))

    assert (owner.opens(f"{AT}/{path}").status, len(aside)) == (200, 1)
