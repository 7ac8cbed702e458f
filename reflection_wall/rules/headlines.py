"""Headlines: whether one says something that its text does not. `static/js/headline.js` has its twin."""

from __future__ import annotations

import unicodedata


def headed(headline: str | None, text: str) -> bool:
    """Whether a headline stands over its text: not where it only says what the text begins with."""
    return bool(headline) and not _flat(text).startswith(_flat(headline or ""))


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
