"""Keyness: the words that tell most about a room, by the measure of Monroe, Colaresi and Quinn (2008)."""

from __future__ import annotations

from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflection_wall.rules.keyness import MOST, Said, Term, scored, telling
from reflection_wall.rules.tokens import tokens


def said(*texts: str, lang: str | None = None) -> list[Said]:
    """One reflection of each table."""
    return [Said(f"i{n}", n, text, lang) for n, text in enumerate(texts)]


def found(*texts: str, lang: str | None = None, asked: str = "", about: str = "") -> list[str]:
    """The telling words and phrases of these tables."""
    return [each.term for each in telling(said(*texts, lang=lang), [asked], [about])]


def of(term: str, terms: list[Term]) -> Term:
    """The one of these words."""
    return next(each for each in terms if each.term == term)


def words(text: str, lang: str | None = None) -> list[str]:
    """What of a text is counted."""
    return [token.word for token in tokens(text, lang)]


def test_the_measure_is_the_one_worked_out_by_hand() -> None:
    # n = 3 and m = 1; two words, so α₀ = 1 + 2 = 3.
    # trust: y = 2, b = 0, α = 1: δ = ln(3/3) − ln(1/3) = ln 3, σ² = 1/3 + 1/1 = 4/3.
    # visits: y = 1, b = 1, α = 2: δ = ln(3/3) − ln(3/1) = −ln 3, σ² = 1/3 + 1/3 = 2/3.
    score = scored({"trust": 2, "visits": 1}, {"visits": 1})

    assert score("trust") == pytest.approx(log(3) / sqrt(4 / 3))
    assert score("visits") == pytest.approx(-log(3) / sqrt(2 / 3))


def test_a_room_is_weighed_by_that_measure() -> None:
    # trust at four tables, patience at two, of n = 6; the about text says hope: m = 1, three words, α₀ = 4.
    # trust: δ = ln(5/5) − ln(1/4) = ln 4, σ² = 1/5 + 1; patience: δ = ln(3/7) − ln(1/4) = ln(12/7), σ² = 1/3 + 1.
    terms = telling(said("Trust, patience.", "Trust: patience", "Trust.", "Trust!"), [], ["Hope"])

    assert [(each.term, each.tables, each.weight) for each in terms] == [
        ("Trust", 4, round(log(4) / sqrt(6 / 5), 3)),
        ("patience", 2, round(log(12 / 7) / sqrt(4 / 3), 3)),
    ]


def test_a_table_counts_once_however_often_it_says_a_word() -> None:
    loud = [Said(f"l{n}", 1, "Budget budget budget.") for n in range(9)]
    terms = telling([*loud, *said("Trust.", "Trust.", "Budget.", "Trust.")], [], [])

    assert [(each.term, each.tables, len(each.items)) for each in terms] == [
        ("Trust", 3, 3),
        ("budget", 2, 10),
    ]


@pytest.mark.parametrize(("tables", "told"), [(1, ["patience"]), (3, ["patience"]), (4, []), (9, [])])
def test_a_word_of_one_table_tells_only_while_few_have_shared(tables: int, told: list[str]) -> None:
    assert found("patience", *["so"] * (tables - 1)) == told


def test_a_phrase_always_needs_two_tables() -> None:
    assert found("kitchen evenings") == ["evenings", "kitchen"]
    assert found("kitchen evenings", "kitchen evenings") == ["kitchen evenings"]


@pytest.mark.parametrize(
    "between", [". ", "! ", "? ", ", ", "; ", " : ", "\n", " – ", " of ", " 3 ", ") ", "” ", " … ", "/", " de l’"]
)
def test_no_phrase_runs_across_anything_but_a_space(between: str) -> None:
    assert " " not in "".join(found(*[f"kitchen{between}evenings"] * 4))


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "  "])
def test_a_phrase_runs_across_any_space(space: str) -> None:
    assert found(*[f"kitchen{space}evenings"] * 4) == ["kitchen evenings"]


def test_a_word_that_is_also_said_alone_stands_beside_its_phrase() -> None:
    assert found("school visits", "school visits", "school visits", "visits") == ["visits", "school visits"]


def test_words_of_the_question_tell_nothing() -> None:
    asked = "What new practices has your group identified for professional growth?"

    assert found(*["Growth. Professional practices? Practice, needs trust!"] * 6, asked=asked) == ["needs trust"]


def test_a_phrase_with_one_word_of_the_question_may_tell() -> None:
    assert found(*["growth plans"] * 5, asked="What about growth?") == ["growth plans"]


def test_what_the_conference_says_of_itself_weighs_less() -> None:
    texts = ["Schools trust."] * 2 + ["Schools, trust."] * 3
    plain, expected = telling(said(*texts), [], []), telling(said(*texts), [], ["Schools"])

    assert of("trust", plain).weight == of("Schools", plain).weight
    assert of("trust", expected).weight > 0
    assert "Schools" not in [each.term for each in expected]


def test_english_and_french_tell_side_by_side_each_in_its_language() -> None:
    english = [Said(f"e{n}", n, "We will all trust the neighbours.", "en-CA") for n in range(3)]
    french = [Said(f"f{n}", 10 + n, "Nous allons tous faire confiance à l’accueil.", "fr") for n in range(3)]
    terms = telling([*english, *french], [], [])

    assert {(each.term, each.lang) for each in terms} == {
        ("trust", "en"),
        ("neighbours", "en"),
        ("confiance", "fr"),
        ("accueil", "fr"),
    }


def test_a_word_of_no_known_language_has_none() -> None:
    assert [each.lang for each in telling(said("patience"), [], [])] == [None]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("l’accueil d'une école", ["accueil", "école"]),
        ("Qu’est-ce que l’on fait aujourd’hui? Parlons-nous de jumeler?", ["parlons", "jumeler"]),
        ("jusqu’à lundi, presqu’île, rendez-vous, celles-ci", ["lundi", "presqu'île", "rendez-vous"]),
        ("The school’s data aren’t ours; we’ll share, it's theirs", ["school", "data", "share"]),
        ("students’ work, O’Brien", ["students", "work", "o'brien"]),
        ("AI in schools; j’ai une IA", ["AI", "schools", "ia"]),
        ("le mieux-être, speech\u2011language", ["mieux-être", "speech-language"]),
        ("K-12, COVID-19, 2025-26, 3 ans, T14", ["k-12", "covid-19", "t14"]),
        ("Œuvre ÉLÈVES naïve", ["œuvre", "élèves", "naïve"]),
        ("ᓀᐦᐃᔭᐍᐏᐣ ᑖᓂᓯ", ["ᓀᐦᐃᔭᐍᐏᐣ", "ᑖᓂᓯ"]),
        ("Dënesųłiné yatı, Tłı̨chǫ, Łutselkʼe", ["dënesųłiné", "yatı", "tłı̨chǫ", "łutselkʼe"]),
        ("🙋🏽 👨\u200d👩\u200d👧 ☕ • – «»", []),
        ("", []),
    ],
)
def test_words_are_found_in_every_language(text: str, counted: list[str]) -> None:
    assert words(text) == counted


def test_where_an_apostrophe_is_a_letter_it_stays_one() -> None:
    assert (words("t’ahsı", "chp"), words("t'ahsı", "chp-CA")) == (["t'ahsı"], ["t'ahsı"])


def test_singular_and_plural_are_one_word_as_it_is_mostly_written() -> None:
    term = telling(said("a partnership", "partnerships", "our partnerships", "three Partnerships"), [], [])[0]

    assert (term.term, term.tables, term.forms) == ("partnerships", 4, ("partnership", "partnerships"))


@pytest.mark.parametrize(
    ("one", "many"),
    [("policy", "policies"), ("class", "classes"), ("réseau", "réseaux"), ("journal", "journaux"), ("élève", "élèves")],
)
def test_plurals_of_both_languages_are_known(one: str, many: str) -> None:
    assert [each.tables for each in telling(said(one, many, one, many), [], [])] == [4]


def test_what_only_ends_like_a_plural_is_left_alone() -> None:
    assert found(*["process, success, mathematics, progrès"] * 4) == ["mathematics", "process", "progrès", "success"]


def test_a_capital_counts_where_no_sentence_begins() -> None:
    assert found("Trust. Listen to Elders.", "Trust. Invite Elders.", "Trust. Elders teach.", "We trust Elders.") == [
        "Elders",
        "trust",
    ]


def test_a_phrase_shows_what_stands_between_its_words() -> None:
    assert found(*["the school’s  data"] * 4) == ["school’s data"]


def test_a_word_leads_to_every_reflection_that_says_it() -> None:
    assert telling(said("trust, trust", "so", "Trust!", "trusts"), [], [])[0].items == ("i0", "i2", "i3")


def test_an_empty_room_tells_nothing() -> None:
    assert (telling([], ["Why?"], ["About"]), found("", "…", "🙂")) == ([], [])


SENTENCES = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.lists(st.sampled_from(["trust", "visits", "visit", "l’école", "the", "Budget", "."]), max_size=8),
    ),
    max_size=12,
)


@given(SENTENCES, st.sampled_from(["", "trust", "the budget visits"]), st.sampled_from(["", "école école", "visits."]))
def test_whatever_is_said_the_answer_is_sound(room: list[tuple[int, list[str]]], asked: str, about: str) -> None:
    given_room = [Said(f"i{n}", table, " ".join(text)) for n, (table, text) in enumerate(room)]
    terms = telling(given_room, [asked], [about])
    table = {each.item: each.table for each in given_room}

    assert [each.weight for each in terms] == sorted((each.weight for each in terms), reverse=True)
    assert all(each.tables == len({table[item] for item in each.items}) for each in terms)
    assert all(each.weight >= 0 and len(set(each.items)) == len(each.items) for each in terms)
    assert len({each.term.lower() for each in terms}) == len(terms) <= MOST
    assert sorted(map(repr, telling(given_room[::-1], [asked], [about]))) == sorted(
        repr(Term(each.term, each.lang, each.tables, each.weight, each.items[::-1], each.forms)) for each in terms
    )


@given(st.text(max_size=60), st.sampled_from([None, "en-CA", "fr", "chp"]))
def test_every_word_is_where_it_is_said_to_be(text: str, lang: str | None) -> None:
    spans = [(token.start, token.end) for token in tokens(text, lang)]

    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_no_more_than_forty_are_told() -> None:
    many = " ".join(f"w{chr(97 + n // 10)}{chr(97 + n % 10)}." for n in range(60))

    assert len(found(*[many] * 4)) == MOST
