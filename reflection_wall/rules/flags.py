"""Flags: what in a text deserves a person's eye before it shows itself. They only flag; they never block or change."""

from __future__ import annotations

import re

EMAIL = "email"
PHONE = "phone"

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
# North American numbers, with separators or as ten digits that such a number can have, and whatever begins with +.
# Other bare digits are left alone: budgets and years are not telephones.
_GAP = "[ .\u00a0\u202f\u2010-\u2013-]"
_PHONE = re.compile(
    rf"(?<![\w-])(?:\+?1{_GAP}?)?(?:\(\d{{3}}\){_GAP}?|\d{{3}}{_GAP})\d{{3}}{_GAP}\d{{4}}(?![\w-])"
    r"|(?<![\w.,-])1?[2-9]\d{2}[2-9]\d{6}(?![\w-])"
    rf"|(?<!\w)\+\d(?:{_GAP}?\d){{7,14}}(?!\w)"
)


def flags(*texts: str | None) -> list[str]:
    """The names of the flags that these texts raise, in a steady order."""
    said = "\n".join(text for text in texts if text)
    return [name for name, pattern in ((EMAIL, _EMAIL), (PHONE, _PHONE)) if pattern.search(said)]
