"""Keep and erase: how long words stay, one reflection, a whole conference, and the warnings before it."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import text
from support.canary import CANARY, found
from support.conference import CODE, House
from support.office import OWNER, Organizer
from support.visitor import Page

from reflection_wall.services import admit
from reflection_wall.settings import Settings

PATH = f"/office/c/{CODE}/keep"
TODAY = date(2025, 11, 5)
MARIE = f"Marie Tremblay <{OWNER}>"


@pytest.fixture
def owner(house: House) -> Organizer:
    """Marie, who set the office up."""
    return Organizer(house.app).sets_up(house)


def fills(owner: Organizer, what: str, *without: str, **typed: str) -> Page:
    """One of the page's forms."""
    return owner.sends(owner.opens(PATH).form(f"/keep/{what}"), *without, **typed)


def erases(owner: Organizer, **typed: str) -> Page:
    """Look at a reflection by its reference, and erase it."""
    shown = fills(owner, "erase", **typed)
    return owner.sends(shown.form("/keep/erase")) if shown.status == 200 else shown


def retention(house: House) -> tuple[date | None, bool]:
    """The day of the purge, and whether a hold stops it."""
    with house.store.reading() as session:
        found = admit.conference(session, CODE)
    return found.purge_on, found.kept_for_records


def test_the_day_of_the_purge_is_set_and_said(house: House, owner: Organizer) -> None:
    page = owner.follows(fills(owner, "until", purge_on="2026-06-30"))

    assert ("June 30, 2026" in page.text, "Saved." in page.text) == (True, True)


@pytest.mark.parametrize(("day", "sentence"), [("2025-11-04", "still to come"), ("soon", "year-month-day")])
def test_a_day_that_cannot_be_is_one_sentence(owner: Organizer, day: str, sentence: str) -> None:
    page = fills(owner, "until", purge_on=day)

    assert (page.status, sentence in page.text) == (422, True)


def test_a_hold_for_the_records_stands_until_it_is_lifted(house: House, owner: Organizer) -> None:
    fills(owner, "until", records="1")
    held = fills(owner, "purge", typed=CODE)
    fills(owner, "until", "records")
    lifted = fills(owner, "purge", typed=CODE)

    assert (held.status, "kept for the records" in held.text, lifted.status) == (422, True, 303)


def test_a_hold_can_still_come_when_the_day_is_over(house: House, owner: Organizer) -> None:
    house.set(purge_on=TODAY - timedelta(days=1))
    held = fills(owner, "until", records="1")

    assert (held.status, retention(house)) == (303, (TODAY - timedelta(days=1), True))


def test_a_day_that_is_emptied_is_no_day_any_more(house: House, owner: Organizer) -> None:
    page = owner.follows(fills(owner, "until", purge_on=""))

    assert ("Without an end" in page.text, retention(house)) == (True, (None, False))


def test_a_form_that_was_open_meanwhile_changes_only_what_was_changed_in_it(house: House, owner: Organizer) -> None:
    first, second = (owner.opens(PATH).form("/keep/until") for _ in range(2))
    owner.sends(first, records="1")
    owner.sends(second, purge_on="2026-06-30")

    assert retention(house) == (date(2026, 6, 30), True)


def test_what_was_ticked_beside_a_day_that_cannot_be_is_still_ticked(owner: Organizer) -> None:
    page = fills(owner, "until", purge_on="soon", records="1")

    assert page.form("/keep/until").fields["records"] == "1"


@pytest.mark.parametrize(
    ("days", "said"), [(15, None), (14, "in 14 days"), (3, "in 3 days"), (1, "in one day"), (0, "after today")]
)
def test_home_and_page_warn_from_fourteen_days_on(house: House, owner: Organizer, days: int, said: str | None) -> None:
    house.set(purge_on=TODAY + timedelta(days=days))
    found = [owner.opens(path) for path in ("/office", PATH)]

    assert ["goes for good in" in page.text or "after today" in page.text for page in found] == [said is not None] * 2
    assert [said is None or said in page.text for page in found] == [True, True]
    assert ["data-near" in page.html for page in found] == [days <= 3] * 2


def test_who_may_not_keep_is_not_warned(house: House, owner: Organizer) -> None:
    house.set(purge_on=TODAY + timedelta(days=2))
    reader = Organizer(house.app).accepts(owner.invites("jean@example.org", "reviewer"))

    assert "goes for good" not in reader.opens("/office").text


def test_one_reflection_is_erased_everywhere_and_listed_with_who_and_why(house: House, owner: Organizer) -> None:
    receipt = house.table().shares("Names a student.", consent="quote")
    page = owner.follows(erases(owner, reference=receipt["reference"].lower().replace("-", " "), reason="A name in it"))
    with house.store.reading() as session:
        left = session.scalar(text("SELECT count(*) FROM revision"))

    assert (house.wall.texts(), left, house.store.log_wished) == ([], 0, False)
    assert f"{receipt['reference']} is erased" in page.text
    assert f"{receipt['reference']} {MARIE}A name in it" in page.text


def test_the_words_are_shown_before_they_go(house: House, owner: Organizer) -> None:
    receipt = house.table().shares("Is it this one?")
    page = fills(owner, "erase", reference=receipt["reference"], reason="Asked")

    assert (page.status, page.text.count("Is it this one?"), house.wall.texts()) == (200, 2, ["Is it this one?"])


def test_another_reference_than_the_one_that_was_seen_erases_nothing(house: House, owner: Organizer) -> None:
    seen, other = (house.table().shares(words)["reference"] for words in ("Seen.", "Other."))
    shown = fills(owner, "erase", reference=seen, reason="Asked")
    asked = owner.sends(shown.form("/keep/erase"), reference=other)

    assert (asked.status, "Other." in asked.text, len(house.wall.texts())) == (200, True, 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"reference": "T1-XXXX", "reason": "Asked"}, "has the reference"), ({"reason": ""}, "Please say why")],
)
def test_nothing_is_erased_without_a_known_reference_and_a_reason(
    house: House, owner: Organizer, typed: dict[str, str], sentence: str
) -> None:
    receipt = house.table().shares("Stays.")
    page = fills(owner, "erase", **{"reference": receipt["reference"], **typed})

    assert (page.status, sentence in page.text, house.wall.texts()) == (422, True, ["Stays."])


@pytest.mark.parametrize("typed", ["", "yes", "OTHER"])
def test_a_conference_goes_only_when_its_own_code_is_typed(house: House, owner: Organizer, typed: str) -> None:
    house.table().shares("Stays.")
    page = fills(owner, "purge", typed=typed)

    assert (page.status, "Nothing was erased" in page.text, house.wall.texts()) == (422, True, ["Stays."])


def test_a_purge_leaves_no_word_and_a_certificate_that_says_who_when_and_how_many(
    house: House, owner: Organizer
) -> None:
    for words in ("One.", "Two."):
        house.table().shares(words)
    before = owner.opens(f"{PATH}/certificate.json").status
    page = owner.follows(fills(owner, "purge", typed=" fall25 ", reason="The year is over"))
    told = json.loads(owner._client.get(f"{PATH}/certificate.json").data)
    paper = PdfReader(io.BytesIO(owner._client.get(f"{PATH}/certificate.pdf").data)).pages[0].extract_text()
    with house.store.reading() as session:
        left = session.scalar(text("SELECT count(*) FROM revision"))

    assert (before, left) == (409, 0)
    assert (told["by"], told["reflections"], told["reason"]) == (MARIE, 2, "The year is over")
    assert MARIE in paper
    assert "Every word of this conference was erased on November 5, 2025" in page.text
    assert [form.action for form in page.forms if "/keep" in form.action] == []


def test_a_purge_leaves_its_certificate_beside_the_database_too(
    house: House, owner: Organizer, settings: Settings
) -> None:
    house.table().shares("Gone soon.")
    fills(owner, "purge", typed=CODE, reason="The year is over")
    told = json.loads((settings.instance / "certificates" / f"{CODE}-2025-11-05.json").read_text("utf-8"))

    assert (told["by"], told["reflections"]) == ("Marie Tremblay <marie@example.org>", 1)
    assert (settings.instance / "certificates" / f"{CODE}-2025-11-05.pdf").read_bytes().startswith(b"%PDF")


def test_a_purge_is_one_where_no_certificate_can_be_written(house: House, owner: Organizer, settings: Settings) -> None:
    (settings.instance / "certificates").write_text("in the way", "utf-8")
    page = owner.follows(fills(owner, "purge", typed=CODE))

    assert "Every word of this conference was erased" in page.text


def test_a_purge_leaves_no_name_that_somebody_has_given_to_what_was_said(
    house: House, owner: Organizer, settings: Settings
) -> None:
    themes, review = f"/office/c/{CODE}/themes", f"/office/c/{CODE}/review"
    owner.sends(owner.opens(themes).form("/add"), name=f"{CANARY} and others")
    owner.sends(owner.opens(f"{review}?text={CANARY}+sings").form("/filters"), name=f"{CANARY} again")
    owner.sends(owner.opens(f"{review}?state=held").form("/filters"), name="What waits")
    before = found(settings.sqlite_path)
    fills(owner, "purge", typed=CODE)
    page = owner.opens(review)

    assert (bool(before), found(settings.sqlite_path), "What waits" in page.html) == (True, [], True)


def test_the_home_page_says_that_a_conference_was_erased_and_not_that_nobody_has_shared(
    house: House, owner: Organizer
) -> None:
    house.table().shares("Said.")
    before = owner.opens("/office").text
    fills(owner, "purge", typed=CODE)
    after = owner.opens("/office").text

    assert ("tables have shared" in before, "Every word of this conference was erased" in before) == (True, False)
    assert ("tables have shared" in after, "Every word of this conference was erased" in after) == (False, True)


def test_a_purged_conference_offers_nobody_to_open_it_again(house: House, owner: Organizer) -> None:
    fills(owner, "purge", typed=CODE)
    page = owner.opens(f"/office/c/{CODE}/set-up")

    assert [form.action for form in page.forms if form.action.endswith("/archive")] == []
    assert "stays archived" in page.text
