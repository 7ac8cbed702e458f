"""The shared draft: whatever phones and network do, nobody's keystroke is lost or doubled, and all see one text."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflection_wall.rules.merging import merged
from reflection_wall.rules.refusals import Invalid
from reflection_wall.services.drafting import (
    LONGEST,
    MOST_PHONES,
    MOST_VERSIONS,
    PRESENT,
    SILENCE,
    WRITING,
    Asked,
    Drafts,
    Words,
)

TABLE = 14


class Seconds:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Phone:
    """A phone at the table, which does what static/js/drafting.js does."""

    def __init__(self, drafts: Drafts, name: str) -> None:
        self.drafts, self.name = drafts, name
        self.epoch: str | None = None
        self.base: int | None = None
        self.agreed = self.text = ""
        self.sent = 0
        self.told: dict[str, Any] = {}

    def types(self, more: str, place: int | None = None) -> Phone:
        """Type something, at the end or at a place."""
        at = len(self.text) if place is None else place
        self.text = self.text[:at] + more + self.text[at:]
        return self

    def says(self, **more: Any) -> Words:
        """What it sends now."""
        self.sent += 1
        return Words(
            self.name, self.epoch, self.base, **{"sent": self.sent, "text": self.text, "writing": True, **more}
        )

    def hears(self, words: Words, told: dict[str, Any]) -> Phone:
        """Put what was typed meanwhile on what the server has."""
        start = words.text if told["taken"] else self.agreed
        text = words.text if told["text"] is None else told["text"]
        self.text = merged(start, text, self.text)
        self.agreed, self.base, self.epoch, self.told = text, told["version"], told["epoch"], told
        return self

    def asks(self, **more: Any) -> Phone:
        """Send and hear, over a good network."""
        words = self.says(**more)
        return self.hears(words, self.drafts.write(TABLE, words))


@pytest.fixture
def clock() -> Seconds:
    """The server's clock."""
    return Seconds()


@pytest.fixture
def drafts(clock: Seconds) -> Drafts:
    """The server's drafts."""
    return Drafts(clock)


def test_a_second_phone_sees_what_the_first_has_written(drafts: Drafts) -> None:
    Phone(drafts, "one").types("We will visit.").asks()

    assert Phone(drafts, "two").asks().text == "We will visit."


def test_two_phones_write_at_two_places(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("We visit schools.").asks()
    two = Phone(drafts, "two").asks()
    one.types(" will", 2).asks()
    two.types(" In spring.").asks()

    assert (two.text, one.asks().text) == ("We will visit schools. In spring.",) * 2


def test_two_phones_that_write_on_at_the_end_do_not_tear_each_other_s_words(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("So: ").asks()
    two = Phone(drafts, "two").asks()
    for mine, theirs in zip("abcdef", "uvwxyz", strict=True):
        said = _goes_on(one, mine).says(), _goes_on(two, theirs).says()
        answers = [drafts.write(TABLE, each) for each in said]
        one.hears(said[0], answers[0])
        two.hears(said[1], answers[1])

    assert (one.asks().text, two.asks().text) == ("So: abcdefuvwxyz",) * 2


def _goes_on(phone: Phone, letter: str) -> Phone:
    """The next letter of the alphabet, behind the one before it."""
    before = chr(ord(letter) - 1)
    return phone.types(letter, phone.text.index(before) + 1 if before in phone.text else None)


def test_what_is_said_twice_counts_once(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("Twice.")
    words = one.says()
    first = drafts.write(TABLE, words)
    again = drafts.write(TABLE, words)

    assert (again, one.hears(words, again).text) == (first, "Twice.")


def test_what_was_said_before_an_answer_was_heard_counts_once(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("We will").asks()
    two = Phone(drafts, "two").asks().types(" (soon)")
    drafts.write(TABLE, one.types(" visit").says())  # its answer is lost
    two.asks()
    one.types(" schools").asks()

    assert (one.text, two.asks().text) == ("We will visit schools (soon)",) * 2


def test_what_is_overtaken_on_its_way_changes_nothing(drafts: Drafts) -> None:
    one = Phone(drafts, "one").asks()
    slow = one.types("a").says()
    one.types("b").asks()

    assert drafts.write(TABLE, slow)["version"] == one.base
    assert one.asks().text == "ab"


def test_a_phone_that_has_a_version_no_longer_kept_puts_its_own_words_on_the_newest(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("Start. ").asks()
    two = Phone(drafts, "two").asks().types("Mine, offline.")
    for _ in range(MOST_VERSIONS + 1):
        one.types("x").asks()
    refused = drafts.write(TABLE, two.says())

    assert (refused["taken"], refused["text"]) == (False, one.text)
    two.asks().asks()
    assert "Mine, offline." in two.text
    assert one.asks().text == two.text


def test_a_server_that_has_forgotten_gets_every_word_back_once(drafts: Drafts, clock: Seconds) -> None:
    phones = [Phone(drafts, "one").types("We will visit schools").asks(), Phone(drafts, "two").asks()]
    phones[1].types(" in spring")
    restarted = Drafts(clock)
    for phone in phones:
        phone.drafts = restarted
        phone.asks()

    assert {phone.asks().text for phone in phones} == {"We will visit schools in spring"}


def test_a_draft_is_forgotten_after_hours_of_silence(drafts: Drafts, clock: Seconds) -> None:
    one = Phone(drafts, "one").types("Old.").asks()
    clock.now += SILENCE - 1
    assert drafts.look(TABLE, Asked(None, None, None))["text"] == "Old."
    clock.now += SILENCE
    drafts.look(TABLE + 1, Asked(None, None, None))
    told = drafts.look(TABLE, Asked(None, None, None))

    assert (told["text"], told["version"], told["epoch"] == one.epoch) == ("", 0, False)


def test_every_table_has_a_draft_of_its_own(drafts: Drafts) -> None:
    Phone(drafts, "one").types("Ours.").asks()

    assert drafts.look(TABLE + 1, Asked("one", None, None))["text"] == ""


def test_who_has_the_newest_version_is_not_told_it_again(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("Ours.").asks()

    assert one.told["text"] is None
    assert drafts.look(TABLE, Asked("two", one.epoch, one.base))["text"] is None
    assert drafts.look(TABLE, Asked("two", "another", one.base))["text"] == "Ours."


def test_phones_hear_of_one_another(drafts: Drafts, clock: Seconds) -> None:
    one, two = Phone(drafts, "one").asks(), Phone(drafts, "two").asks(writing=False)
    assert (one.asks().told["others"], one.told["writing"], two.asks(writing=False).told["writing"]) == (1, False, True)

    clock.now += WRITING
    assert two.asks(writing=False).told["writing"] is False

    clock.now += PRESENT
    assert two.asks(writing=False).told["others"] == 0


def test_who_looks_without_a_name_is_not_counted(drafts: Drafts) -> None:
    drafts.look(TABLE, Asked(None, None, None))

    assert Phone(drafts, "one").asks().told["others"] == 0


def test_the_others_are_told_what_the_draft_has_become_until_they_have_heard(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("Shared.").asks()
    two = Phone(drafts, "two").asks()
    one.text = ""
    one.asks(shared="T14-7QK3")
    asked = Asked("two", two.epoch, two.base)

    assert [drafts.look(TABLE, asked)["shared"] for _ in range(2)] == ["T14-7QK3"] * 2
    assert (two.asks().told["shared"], two.text) == ("T14-7QK3", "")
    assert two.asks().told["shared"] is None
    assert (one.told["shared"], Phone(drafts, "three").asks().told["shared"]) == (None, None)


def test_sharing_is_told_once_although_it_was_said_twice(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("Shared.").asks()
    two = Phone(drafts, "two").asks()
    one.text = ""
    drafts.write(TABLE, one.says(shared="T14-7QK3"))  # its answer is lost
    two.asks()
    one.types("Next.").asks(shared="T14-7QK3")

    assert (two.asks().told["shared"], two.text) == (None, "Next.")


def test_what_somebody_typed_while_another_shared_stays(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("Shared.").asks()
    two = Phone(drafts, "two").asks().types(" And more.")
    one.text = ""
    one.asks(shared="T14-7QK3")

    assert (two.asks().text, one.asks().text) == (" And more.",) * 2


def test_too_much_is_refused_and_changes_nothing(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("x" * LONGEST).asks()
    with pytest.raises(Invalid):
        drafts.write(TABLE, one.types("y").says())
    told = drafts.look(TABLE, Asked(None, None, None))

    assert told["text"] == "x" * LONGEST


def test_a_crowd_of_names_takes_no_memory_without_end(drafts: Drafts, clock: Seconds) -> None:
    for n in range(4 * MOST_PHONES):
        clock.now += 0.001
        drafts.look(TABLE, Asked(f"phone {n}", None, None))

    assert Phone(drafts, "one").asks().told["others"] == MOST_PHONES - 1


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 3))
def test_phones_on_a_bad_network_come_to_one_text_with_every_keystroke_once(seed: int, many: int) -> None:
    chance = random.Random(seed)
    drafts = Drafts(Seconds())
    phones = [Phone(drafts, f"phone {n}") for n in range(many)]
    typed: dict[str, int] = {}
    deleted: set[str] = set()
    on_the_way: list[tuple[Phone, Words]] = []
    for _ in range(80):
        phone = chance.choice(phones)
        deed = chance.random()
        if deed < 0.5:
            _types(chance, phone, typed)
        elif deed < 0.6 and phone.text:
            at = chance.randrange(len(phone.text))
            deleted |= set(phone.text[at : at + 2])
            phone.text = phone.text[:at] + phone.text[at + 2 :]
        elif deed < 0.8:
            on_the_way.append((phone, phone.says()))  # it may arrive, late, twice, never; the answer never does
        else:
            phone.asks()
        while on_the_way and chance.random() < 0.5:
            drafts.write(TABLE, chance.choice(on_the_way)[1])
    for _ in range(3):
        for phone in phones:
            phone.asks()

    assert len({phone.text for phone in phones}) == 1
    # Texts that began apart from one another stand on lines of their own.
    assert sorted(phones[0].text.replace("\n", "")) == sorted(set(typed) - deleted)


def _types(chance: random.Random, phone: Phone, typed: dict[str, int]) -> None:
    """One new letter that nobody else will ever type."""
    letter = chr(0x4E00 + len(typed))
    typed[letter] = 1
    phone.types(letter, chance.randrange(len(phone.text) + 1))


def test_a_refused_phone_loses_nothing_and_is_taken_in_when_it_is_shorter(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("x" * LONGEST).asks()
    one.types("y")
    with pytest.raises(Invalid):
        drafts.write(TABLE, one.says())
    one.text = one.text[2:]

    assert one.asks().text == "x" * (LONGEST - 2) + "y"


def test_who_has_shared_is_no_longer_writing(drafts: Drafts) -> None:
    one = Phone(drafts, "one").types("We will visit.").asks()
    two = Phone(drafts, "two").asks(writing=False)
    assert two.told["writing"]
    one.text = ""
    one.asks(shared="T14-7QK3", writing=True)

    assert not two.asks(writing=False).told["writing"]
