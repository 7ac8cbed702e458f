"""Flags: what in a text deserves a person's eye before it shows itself. They only flag; they never block or change."""

from __future__ import annotations

import re
import unicodedata

from reflection_wall.rules import lexicon
from reflection_wall.rules.names import speaks_of_somebody

EMAIL = "email"
PHONE = "phone"
NAME = "name"
WORD = "word"

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
# North American numbers, with separators or as ten digits that such a number can have, and whatever begins with +.
# Other bare digits are left alone: budgets and years are not telephones.
_GAP = "[ .\u00a0\u202f\u2010-\u2013-]"
_PHONE = re.compile(
    rf"(?<![\w-])(?:\+?1{_GAP}?)?(?:\(\d{{3}}\){_GAP}?|\d{{3}}{_GAP})\d{{3}}{_GAP}\d{{4}}(?![\w-])"
    r"|(?<![\w.,-])1?[2-9]\d{2}[2-9]\d{6}(?![\w-])"
    rf"|(?<!\w)\+\d(?:{_GAP}?\d){{7,14}}(?!\w)"
)
# Without these there is no number: most texts have none, and are soon read.
_DIGITS = re.compile(r"\d{3}|\+\d")
_MARKS = re.compile("[\u0300-\u036f]")
_WHOLE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _bare(text: str) -> str:
    """Small letters without accents: nobody swears with a dictionary in hand."""
    small = text.casefold()
    return small if small.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", small))


_LISTS = {language: lexicon.inflected(f"insults-{language}") for language in ("en", "fr")}
_ANYWHERE = frozenset(_bare(word) for listed in _LISTS.values() for word in listed.anywhere)
_IN = {language: _ANYWHERE.union(map(_bare, listed.at_home)) for language, listed in _LISTS.items()}


def flags(*texts: str | None, lang: str | None = None) -> list[str]:
    """The names of the flags that these texts raise, in a steady order. `lang` is their language, if that is known:
    some words are an insult in one language and everyday in another."""
    said = "\n".join(text for text in texts if text)
    raised = {
        EMAIL: "@" in said and _EMAIL.search(said) is not None,
        PHONE: _DIGITS.search(said) is not None and _PHONE.search(said) is not None,
        NAME: speaks_of_somebody(said),
        WORD: _has_listed_word(said, lang),
    }
    return [name for name, up in raised.items() if up]


def _has_listed_word(text: str, lang: str | None) -> bool:
    listed = _IN.get((lang or "").partition("-")[0].lower(), _ANYWHERE)
    words = _WHOLE_WORD.findall(_bare(text))
    return not listed.isdisjoint(words) or any(not listed.isdisjoint(word.split("-")) for word in words if "-" in word)
