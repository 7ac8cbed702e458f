"""Codebooks as CSV: what goes out comes back, in every language, and runs no formula on its way."""

from __future__ import annotations

import pytest

from reflection_wall.exports import codebook_csv
from reflection_wall.rules import ready
from reflection_wall.rules.codebook import Book, Entry
from reflection_wall.rules.codebook_csv import read


def there_and_back(book: Book) -> Book:
    """A codebook after a journey as a file."""
    return read("".join(codebook_csv.lines(book)).encode(), "whatever")


@pytest.mark.parametrize("book", ready.books(), ids=lambda book: book.key)
def test_a_ready_codebook_comes_back_as_it_was(book: Book) -> None:
    assert there_and_back(book).codes == book.codes


def test_codes_below_codes_and_strange_words_come_back() -> None:
    codes = (
        Entry("a", {"und": "=1+1", "fr": "ᓂᐦᐃᔭᐍᐏᐣ"}, {"en": 'One,\n“two”; "three"'}, "@somebody"),
        Entry("b", {"en": "a"}, {}, "", parent="a", retired=True),
    )

    assert there_and_back(Book("own", {"en": "Own"}, {}, "", codes)).codes == codes


def test_no_cell_is_a_formula() -> None:
    book = Book("own", {"en": "Own"}, {}, "", (Entry("a", {"en": "=1+1"}, {"en": "@x"}, "-1"),))

    assert "'=1+1" in (line := list(codebook_csv.lines(book))[1])
    assert "'@x" in line
    assert "'-1" in line
