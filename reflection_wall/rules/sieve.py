"""Sieve: from the filters that an organizer asks for, or has kept under a name, to what a reflection must have to pass.

Every filter that is empty lets all pass; of several values of one filter any will do; all filters must.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from reflection_wall.rules.cleaning import clean_line
from reflection_wall.rules.refusals import Invalid, Message, later

LONGEST_SEARCH = 200
MOST_VALUES = 200

# Letters that no accent comes off, as they are typed where a keyboard has none of them.
_PLAIN = {"’": "'", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O"}
_OTHER = re.compile("[" + "".join(_PLAIN) + "]")
_ACCENTS = re.compile("[\u0300-\u036f]+")

Many = msgspec.Meta(max_length=MOST_VALUES)
# A number of the store, which keeps 31 bits.
Number = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]


class Sieve(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, frozen=True, kw_only=True):
    """What passes. Without `states`, only what organizers keep: neither hidden nor withdrawn nor erased."""

    conferences: Annotated[tuple[str, ...], Many] = ()
    communities: Annotated[tuple[Number, ...], Many] = ()
    community_kinds: tuple[Literal["role", "topic", "affinity", "other"], ...] = ()
    regions: Annotated[tuple[str, ...], Many] = ()
    tables: Annotated[tuple[str, ...], Many] = ()
    prompts: Annotated[tuple[Number, ...], Many] = ()
    states: tuple[Literal["live", "held", "hidden", "withdrawn"], ...] = ()
    consents: tuple[Literal["wall", "report", "quote"], ...] = ()
    kinds: tuple[Literal["perspective", "practice", "both"], ...] = ()
    themes: Annotated[tuple[str, ...], Many] = ()
    codes: Annotated[tuple[Number, ...], Many] = ()
    # Whose codings `codes` and `coded` ask for; None: anybody's.
    coder: Number | None = None
    coded: bool | None = None
    # A codebook that the one who asks is not done with yet.
    waiting: str | None = None
    text: Annotated[str, msgspec.Meta(max_length=LONGEST_SEARCH)] = ""


def read(query: Mapping[str, Any]) -> Sieve:
    """The sieve that these values describe, each as a word or a list of words. Raises Invalid."""
    try:
        return msgspec.convert(dict(query), Sieve, strict=False)
    except msgspec.ValidationError:
        raise Invalid({"sieve": Message(later("One of these filters is not known here."))}) from None


def kept(sieve: Sieve) -> dict[str, Any]:
    """The sieve as it is kept: the filters that say something."""
    values: dict[str, Any] = msgspec.to_builtins(sieve)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def searched(text: str) -> list[str]:
    """The words that a text must have, as `folded` writes them."""
    return folded(clean_line(text)).split()


def folded(text: str) -> str:
    """A text as a search sees it: no accents, no capitals, one kind of apostrophe. Syllabics stay as they are."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFD", _OTHER.sub(lambda found: _PLAIN[found[0]], text)))
    return text.casefold()
