"""Languages: from a text that an organizer wrote in one or several languages to the words for one reader."""

from __future__ import annotations

import re
from collections.abc import Mapping

SPOKEN = ("en", "fr")
NAMES = {"en": "English", "fr": "Français"}
# A text written once, for everybody, is kept under "und": the language subtag for undetermined.
ANY = "und"

Text = Mapping[str, str]

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")


def is_tag(tag: str) -> bool:
    """Whether this is a language tag such as en-CA (BCP 47, as far as a page needs it)."""
    return _TAG.fullmatch(tag) is not None


def text_of(written: str | Mapping[str, str]) -> dict[str, str]:
    """What an organizer wrote, as it is kept: a mapping from language to words."""
    return {ANY: written} if isinstance(written, str) else dict(written)


def said(text: Text | None, locale: str) -> str:
    """The words for a reader of `locale`; failing that those for everybody, English, or whatever there is."""
    if not text:
        return ""
    for language in (locale, locale.split("-")[0], ANY, "en"):
        if language in text:
            return text[language]
    return next(iter(text.values()))


def language_of(text: Text | None, locale: str) -> str | None:
    """The language in which `said` speaks, for the `lang` attribute; None when nobody said."""
    if not text:
        return None
    for language in (locale, locale.split("-")[0]):
        if language in text:
            return language
    return None if ANY in text else ("en" if "en" in text else next(iter(text)))
