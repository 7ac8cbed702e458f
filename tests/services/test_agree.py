"""Two coders: what counts as judged, how far they agree, where they differ, and what is settled."""

from __future__ import annotations

from typing import Any

import pytest
from support.coding import Office
from support.people import fresh_key

from reflection_wall.models import Reflection
from reflection_wall.rules.refusals import Unknown
from reflection_wall.services import agree, amend, code, codebooks
from reflection_wall.services.agree import Asked
from reflection_wall.services.code import Seen


@pytest.fixture(autouse=True)
def _codes(office: Office) -> None:
    """The programme has codes to give."""
    for key in ("equity", "success-challenge"):
        codebooks.adopt(office.store, office.programme_id, key)


def asked(office: Office, codebook: str = "equity", **more: Any) -> Asked:
    """A question about Anna and Ben."""
    return Asked(
        **{"programme_id": office.programme_id, "codebook": codebook, "coders": (office.anna, office.ben), **more}
    )


def measured(office: Office, name: str = "Access", **more: Any) -> dict[str, Any]:
    """How far they agree on a code, with the numbers of all."""
    with office.store.reading() as session:
        told = agree.agreement(session, asked(office, **more))
    (found,) = (each for each in told["codes"] if each["code"] == office.code(name))
    return {**{key: told[key] for key in ("judged", "units", "apart")}, **found}


def differing(office: Office, **more: Any) -> list[dict[str, Any]]:
    """Where they differ."""
    with office.store.reading() as session:
        return agree.disagreements(session, asked(office, **more))


def are_done(office: Office, coder: int, *reflections: str, codebook: str = "equity") -> None:
    """A coder is done with reflections."""
    code.done(office.store, office.programme_id, coder, [Seen(each) for each in reflections], codebook)


def ten(office: Office) -> list[str]:
    """Ten reflections that both are done with: both gave Access to the first, Anna alone to the next two, Ben alone to
    the fourth; the coincidences are those of Krippendorff's (2011) example A, but for who is Anna."""
    found = [office.shared(f"Reflection {n}.") for n in range(10)]
    office.gives(office.anna, "Access", *found[:2])
    office.gives(office.ben, "Access", found[0], *found[2:5])
    for coder in (office.anna, office.ben):
        are_done(office, coder, *found)
    return found


def test_the_measures_are_those_of_the_published_example(office: Office) -> None:
    ten(office)
    told = measured(office)

    assert told["alpha"] == pytest.approx(0.095, abs=0.0005)
    assert told["percent"] == 0.6
    assert told["kappa"] == pytest.approx((0.6 - 0.56) / (1 - 0.56))
    assert (told["units"], told["judged"]) == (10, {office.anna: 10, office.ben: 10})
    assert (told["yes"], told["both"]) == ({office.anna: 2, office.ben: 4}, 1)


def test_a_code_that_nobody_gave_has_no_kappa(office: Office) -> None:
    ten(office)
    told = measured(office, "Inclusion")

    assert (told["percent"], told["kappa"], told["alpha"]) == (1, None, None)


def test_no_code_means_nothing_where_nobody_has_looked(office: Office) -> None:
    one, two = office.shared("One."), office.shared("Two.")
    office.gives(office.anna, "Access", one, two)
    office.gives(office.ben, "Inclusion", one)

    assert (measured(office)["judged"], measured(office)["units"]) == ({office.anna: 2, office.ben: 1}, 1)


def test_who_coded_with_one_codebook_has_not_judged_with_another(office: Office) -> None:
    one = office.shared("One.")
    office.gives(office.anna, "Access", one)
    office.gives(office.ben, "Success", one)

    assert (measured(office)["units"], differing(office)) == (0, [])


def test_a_passage_counts_for_its_reflection_and_by_overlap_for_itself(office: Office) -> None:
    one, two = office.shared("We visit one another."), office.shared("We read together.")
    office.gives(office.anna, "Access", one, passage=(0, 8))
    office.gives(office.ben, "Access", one, passage=(0, 6))
    office.gives(office.anna, "Access", two, passage=(0, 2))
    office.gives(office.ben, "Access", two)
    told = measured(office)

    assert told["percent"] == 1
    assert told["passages"] == {"both": 1, "first": 1, "second": 0, "agreement": pytest.approx(2 / 3)}


def test_who_read_different_wordings_has_not_judged_the_same_thing(office: Office) -> None:
    key = fresh_key()
    office.house.table().puts(key, "We will visit.")
    one = office.house.desk.items()[0]["id"]
    office.gives(office.anna, "Access", one)
    office.house.table().puts(key, "We will not.", 2)
    are_done(office, office.ben, one)
    apart = measured(office)
    office.gives(office.anna, "Access", one)

    assert [(each["units"], each["apart"]) for each in (apart, measured(office))] == [(0, 1), (1, 0)]


def test_who_read_the_same_words_in_two_revisions_has_judged_the_same_thing(office: Office) -> None:
    key = fresh_key()
    office.house.table().puts(key, "We will visit.")
    one = office.house.desk.items()[0]["id"]
    office.gives(office.anna, "Access", one, passage=(3, 7))
    office.house.table().puts(key, "We will visit.", 2, consent="quote")
    office.gives(office.ben, "Access", one, passage=(3, 7))
    told = measured(office)

    assert (told["units"], told["apart"], told["both"], told["passages"]["both"]) == (1, 0, 1, 1)


def test_a_code_of_an_earlier_wording_is_no_yes_to_the_new_one(office: Office) -> None:
    key = fresh_key()
    office.house.table().puts(key, "We open every door.")
    one = office.house.desk.items()[0]["id"]
    office.gives(office.anna, "Access", one)
    office.house.table().puts(key, "We share what we read.", 2)
    office.gives(office.anna, "Inclusion", one)
    office.gives(office.ben, "Inclusion", one)

    assert (measured(office)["yes"], differing(office)) == ({office.anna: 0, office.ben: 0}, [])


def test_a_passage_that_a_redaction_has_moved_is_a_yes_without_its_words(office: Office) -> None:
    one = office.shared("Erika visits us.")
    office.gives(office.anna, "Access", one, passage=(6, 12))
    office.house.clock.passes(1)
    office.house.desk.judges(office.house.desk.items()[0], "redact", text="A colleague visits us.")
    office.house.clock.passes(1)
    office.gives(office.ben, "Access", one, passage=(12, 18))
    told = measured(office)

    assert (told["both"], told["passages"]["both"]) == (1, 0)


def test_practice_and_what_was_taken_back_do_not_count(office: Office) -> None:
    ten(office)

    def practice(writing: Any) -> None:
        rows = writing.session.query(Reflection).order_by(Reflection.id).all()
        rows[0].source, rows[1].state = "rehearsal", "withdrawn"

    office.store.write(practice)

    assert measured(office)["units"] == 8


def test_conferences_can_be_looked_at_alone(office: Office) -> None:
    ten(office)

    assert measured(office, conferences=(office.house.conference_id,))["units"] == 10
    assert measured(office, conferences=(office.house.conference_id + 1,))["units"] == 0


def test_three_coders_have_an_alpha_and_no_kappa(office: Office) -> None:
    ten(office)
    told = measured(office, coders=(office.anna, office.ben, 99))

    assert (told["kappa"], told["passages"], told["units"]) == (None, None, 10)
    assert told["alpha"] == pytest.approx(0.095, abs=0.0005)


def test_a_retired_code_is_measured_only_where_it_was_given(office: Office) -> None:
    ten(office)
    for name in ("Access", "Inclusion"):
        amend.retire(office.store, office.programme_id, office.code(name))
    with office.store.reading() as session:
        told = agree.agreement(session, asked(office))

    assert [each["code"] for each in told["codes"]] == [office.code("Access"), office.code("Opportunity")]


def test_disagreements_say_who_said_what(office: Office) -> None:
    found = ten(office)
    access = office.code("Access")

    assert [(each["reflection"], each["code"], each["yes"], each["no"]) for each in differing(office)] == [
        (found[1], access, [office.anna], [office.ben]),
        *((found[n], access, [office.ben], [office.anna]) for n in (2, 3, 4)),
    ]


def test_a_disagreement_is_settled_and_unsettled(office: Office) -> None:
    found = ten(office)

    def settle(*, stands: bool | None) -> bool | None:
        access = office.code("Access")
        return agree.settle(office.store, office.programme_id, office.anna, found[1], access, stands=stands)

    before = [differing(office)[0]["stands"], settle(stands=True), settle(stands=False)]
    settled = differing(office)[0]["stands"]
    settle(stands=None)

    assert (before, settled, differing(office)[0]["stands"]) == ([None, None, True], False, None)


def test_nothing_is_settled_about_what_is_not_there(office: Office) -> None:
    one = office.shared("One.")
    for programme, reflection, number in (
        (office.programme_id, fresh_key(), office.code("Access")),
        (office.programme_id, one, 99),
        (office.programme_id + 1, one, office.code("Access")),
    ):
        with pytest.raises(Unknown):
            agree.settle(office.store, programme, office.anna, reflection, number, stands=True)


def test_a_codebook_that_is_not_there_is_unknown(office: Office) -> None:
    with pytest.raises(Unknown):
        differing(office, codebook="slqs")
