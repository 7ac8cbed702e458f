"""Flags catch a number, an address, a person's name or an insult, and leave years, budgets, places and things alone."""

from __future__ import annotations

import tomllib
from time import perf_counter

import pytest
from support.server import ROOT

from reflection_wall.rules import lexicon
from reflection_wall.rules.flags import EMAIL, NAME, PHONE, WORD, flags


@pytest.mark.parametrize(
    "number",
    [
        *("780-555-0134", "(780) 555-0134", "(780)555-0134", "780 555 0134", "780.555.0134"),
        *("+1 780 555 0134", "1-780-555-0134", "+1 (780) 555-0134", "780 555-0134"),
        *("7805550134", "17805550134", "+44 20 7946 0958", "+33142685300", "+1-780-555-0134"),
        *("780\u00a0555\u00a00134", "780\u2011555\u20110134", "(780)\u202f555\u20130134"),
    ],
)
def test_a_telephone_number_is_flagged(number: str) -> None:
    assert flags(f"Call Bob at {number}, any time.") == [PHONE]


@pytest.mark.parametrize(
    "address", ["bob@example.ca", "Bob.Smith+cop@mail.example.org", "rené@école.ca", "<bob@example.ca>", "a@b.co"]
)
def test_an_e_mail_address_is_flagged(address: str) -> None:
    assert flags(f"Write to {address}.") == [EMAIL]


@pytest.mark.parametrize(
    "words",
    [
        *("2025-26", "2025-2026", "2025-11-05", "05.11.2025", "10:42", "1 250 000 $", "$1,250,000", "1250000"),
        *(
            "1805550134",
            "17804",
            "10 000 000",
            "3-5 years",
            "K-12",
            "grades 7-9",
            "100 %",
            "1 500 students",
        ),
        *("123e4567-e89b-12d3-a456-426614174000", "T14-7QK3", "978-0-13-468599-1", "doi.org/10.1000/1"),
        *("10.9.77.13", "@home", "a @ b", "3@4", "meet @ 10.30", ""),
    ],
)
def test_a_year_a_budget_or_an_identifier_is_not(words: str) -> None:
    assert flags(f"We learned {words} together.") == []


def test_a_headline_is_read_too() -> None:
    assert flags("Call 780-555-0134", "Nothing here.") == [PHONE]


def test_a_missing_headline_raises_nothing() -> None:
    assert flags(None, "Nothing here.") == []


def test_flags_come_in_a_steady_order() -> None:
    said = "What a bloody asshole, said Sarah Johnson: 780-555-0134 or bob@example.ca"

    assert flags(said) == [EMAIL, PHONE, NAME, WORD]


@pytest.mark.parametrize(
    "said",
    [
        *("We learned a lot from Mr. Smith.", "Ask Mrs Okafor first.", "Ms. Frizzle told us.", "Mx. Quinn came"),
        *("Dr. Nguyễn showed how.", "Miss Cardinal reads aloud.", "Prof. Łukasz spoke.", "as Dr O’Brien says"),
        *("M. Tremblay a parlé.", "Mme Côté-Roy écoute.", "Mlle Gagnon et les élèves", "la Dre Éthier", "Monsieur Roy"),
        *("principal Okafor met us", "our principal Sarah did", "Principal Okafor met us.", "teacher McKay"),
        *(
            "the superintendent Van Dyke",
            "la directrice Tremblay",
            "l’enseignante Bouchard",
            "Superintendent Young-Lee",
        ),
        *("Sarah Johnson said so.", "We met Jean-Paul Gagnon.", "merci à Marie-Ève Roy", "Thanks to Sarah J. today"),
        *("Harpreet Gill asks", "avec Étienne de la Croix", "d’Isabelle Roy", "Ahmed Hassan’s question"),
        *("with Mark Thompson", "merci à Rose Lavoie", "Sarah\u00a0Johnson", "Elder Mary Cardinal opened the day."),
        *("a student named Tyler", "the student Kayla", "un élève appelé Mathieu", "MARY met Emily Chan"),
        *("Jordan Smith", "Joseph Łukaszewicz", "“Emma Roy” wrote", "(Emma Roy)", "• Emma Roy"),
    ],
)
def test_what_looks_like_a_person_s_name_is_flagged(said: str) -> None:
    assert flags(said) == [NAME]


@pytest.mark.parametrize(
    "said",
    [
        # Places, in several languages
        *("Zone 4", "Grande Prairie", "Fort McMurray", "Fort St. John", "St. Albert", "Prince Albert Catholic"),
        *("Lac La Biche", "Lake Louise", "Norman Wells", "Łutselk’e", "Behchokǫ̀", "Whatì and Gamètì", "Tłı̨chǫ"),
        *("Maskwacîs", "Amiskwacîwâskahikan", "Wabasca-Desmarais", "Dënesųłiné yatı", "ᓀᐦᐃᔭᐍᐏᐣ", "ᐚᐦᑰᐦᑐᐏᐣ"),
        *("Elizabeth Métis Settlement", "Alexander First Nation", "Paul First Nation", "Louis Bull Tribe"),
        *("Samson Cree Nation", "Duncan’s First Nation", "Kapawe’no First Nation", "Treaty 8", "Saddle Lake"),
        # Schools and organizations
        *("Harry Ainlay School", "l’école Joseph Moreau", "École Marie Poburan", "Grant MacEwan University"),
        *("Lord Beaverbrook", "Peter Lougheed Centre", "Edmonton Public Schools", "Alberta Teachers’ Association"),
        *("Superintendent Leadership Quality Standard", "Teacher Growth", "Principal Quality Practice"),
        # Expressions
        *("Jordan’s Principle", "Jordan Principle", "Truth and Reconciliation", "Terry Fox Run", "Victoria Day"),
        *("Orange Shirt Day", "Knowledge Keepers", "First Nations, Métis and Inuit", "Direction francophone"),
        # Roles, languages, acronyms, the beginning of a sentence
        *(
            "The principal French teachers trust",
            "principal Indigenous languages",
            "the teacher PD day",
            "our principal",
        ),
        *(
            "We asked the principal. Then we left.",
            "Every Principal Calls Every Teacher First",
            "la directrice générale",
        ),
        *("Mme la directrice", "Dr. and Mrs.", "Miss nothing.", "NOBODY ASKED SARAH JOHNSON", "Will Teachers Stay"),
        *("Mark Student Work Together", "Will we stay?", "May Days", "in May Teachers rest", "Grace and Hope"),
        *("We met Sarah. Then we left.", "Sarah\nThen", "Sarah told us", "sarah johnson", "Sarah and Paul"),
        *("Student Services", "student Council", "Human Resources", "How to Mark Student Work", "Plan B. Then"),
        *("Conference", "I", "A B C", "the MS Crypto tools", "M.", "Mr.", "É.", "Ł", "’", ""),
    ],
)
def test_a_place_a_school_or_an_expression_is_no_person(said: str) -> None:
    assert flags(said) == []
    assert flags(f"We spoke about {said} today.") == []


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        *[(said, None) for said in ("This is bullshit.", "FUCK", "What an asshole!", "You bitch’s", "bastards")],
        *[
            (said, None)
            for said in ("C’est de la merde.", "quelle connerie", "ENFOIRÉ", "enfoire", "l’enculé", "tabarnak")
        ],
        *[
            (said, None)
            for said in (
                "ce connard-là, encore",
                "un vrai crétin",
                "les câlisses",
                "halfbreed",
                "half-breed",
                "Idiots.",
            )
        ],
        *[("quel con", "fr"), ("Quel con!", "fr-CA"), ("what a retard", "en-CA"), ("enfoire\u0301", None)],
    ],
)
def test_an_insult_is_flagged_whatever_its_case_and_accents(said: str, lang: str | None) -> None:
    assert flags(said, lang=lang) == [WORD]


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        *[(said, None) for said in ("Scunthorpe", "assess the assistants", "class and classes", "Penistone", "Sussex")],
        *[(said, None) for said in ("pros and cons", "il arrive en retard", "a dog that bites", "shitake", "cockpit")],
        *[
            (said, None)
            for said in ("PD days", "l’hostie et le calice", "le contexte", "computer", "dispute", "raccroche")
        ],
        *[(said, None) for said in ("Nous nous sommes attardés", "spastic cerebral palsy", "la députée", "homogène")],
        *[("the pros and a con", "en"), ("en retard", "fr-CA"), ("con", "cr"), ("ᐑᒋᐦᐃᑐᐏᐣ", "cr"), ("Marsı", "chp")],
    ],
)
def test_a_word_that_only_holds_one_is_not(said: str, lang: str | None) -> None:
    assert flags(said, lang=lang) == []


def test_the_lists_are_clean() -> None:
    for name in ("insults-en", "insults-fr"):
        listed = [line.split()[0] for line in lexicon.lines(name)]
        assert (name, sorted({each for each in listed if listed.count(each) > 1})) == (name, [])
        assert len(listed) >= 40
    assert lexicon.words("given-names") & lexicon.words("given-names-everyday") == set()


def test_no_sample_of_a_rehearsal_waits_for_a_person() -> None:
    file = ROOT / "reflection_wall" / "samples" / "reflections.toml"
    samples = tomllib.loads(file.read_text("utf-8"))["reflections"]

    assert [
        (said, each["text"])
        for each in samples
        if (said := flags(each.get("headline"), each["text"], lang=each.get("lang")))
    ] == []


@pytest.mark.parametrize(
    "said", ["Principal ’" * 136, "A-" * 750, "a" * 1500, "Aa de la " * 166, "780 " * 375, "a.b-" * 375]
)
def test_no_text_keeps_a_phone_waiting(said: str) -> None:
    took = []
    for _ in range(5):
        began = perf_counter()
        flags(said)
        took.append(perf_counter() - began)

    assert min(took) < 0.02  # a tenth of a millisecond or three, with room for a busy machine
