"""Passwords: from what somebody wants to type each time to what is kept of it, and which are too well known to be good.

No rule about kinds of characters: length counts, and that nobody would try it early (NIST SP 800-63B, 3.1.1.2; ASVS
5.0.0, 6.2). Lengths are counted in code points after NFC, so that the same keys on another keyboard make the same word.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from reflection_wall.rules.refusals import Invalid, Message, later

SHORTEST, ADVISED, LONGEST = 12, 15, 256

TOO_SHORT = later("A password has at least %(least)s characters; this one has %(has)s.")
TOO_LONG = later("A password has at most %(most)s characters.")
TOO_KNOWN = later(
    "Others would try this one early. Please choose something less common, such as a few unrelated words."
)

# OWASP's parameters for argon2id: 19 MiB, two passes, one lane; a small host can afford several at once.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Of a random password that was thrown away: an unknown address takes as long to refuse as a known one.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$pl8adcYnoe+q53ekq0shNA$DCNHIrClEIKPxgntnd56Z1k5hERnw8jVcIBtlUAeaRg"

_LIST = (Path(__file__).parent / "lexicon" / "common-passwords.txt").read_text("utf-8")
_KNOWN = frozenset(word for line in _LIST.splitlines() if not line.startswith("#") for word in line.split())
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "qwertzuiop",
         "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "q1w2e3r4t5y6u7i8o9p0")  # fmt: skip
_WALKS = tuple(walk for row in _ROWS for walk in (row * 2, row[::-1] * 2))
# The everyday substitutions, which everybody who guesses undoes as well.
_PLAIN = str.maketrans("@4301$5!7", "aaeoissit")
# What people put before and after a word to make it longer.
_AROUND = "0123456789!?.*#$-_ "
_SHORTEST_WALK = 4
# More than a year.
_OWN = 5


def judged(typed: str, *about: str) -> str:
    """The password as it is hashed. `about` is what everybody knows of its owner: name, address, this program.

    Raises Invalid for one that is short, endless, or among the first that anybody would try.
    """
    password = _normal(typed)
    if len(password) < SHORTEST:
        raise Invalid({"password": Message(TOO_SHORT, {"least": SHORTEST, "has": len(password)})})
    if len(password) > LONGEST:
        raise Invalid({"password": Message(TOO_LONG, {"most": LONGEST})})
    if _is_common(password.casefold(), about):
        raise Invalid({"password": Message(TOO_KNOWN)})
    return password


def hashed(password: str) -> str:
    """What is kept of a password. Takes a while, on purpose: call it in a native thread."""
    return _HASHER.hash(_normal(password))


def matches(kept: str, typed: str) -> bool:
    """Whether this is the password. Takes as long as `hashed`."""
    try:
        return _HASHER.verify(kept, _normal(typed)[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False


def _normal(typed: str) -> str:
    return unicodedata.normalize("NFC", typed.encode("utf-8", "replace").decode())


def _is_common(password: str, about: tuple[str, ...]) -> bool:
    forms = {password, password.strip(_AROUND)}
    forms |= {form.translate(_PLAIN) for form in forms}
    forms |= {"".join(char for char in form if char.isalnum()) for form in forms}
    return not forms.isdisjoint(_KNOWN) or _little_of_its_own(password, about)


def _little_of_its_own(password: str, about: tuple[str, ...]) -> bool:
    """Whether hardly anything is left without repetition, keyboard walks, years and the owner's own names."""
    if len(set(password)) < 5 or _repeats(password):
        return True
    left = password
    for word in sorted({part for said in (*about, "reflection wall") for part in _parts(said)}, key=len, reverse=True):
        left = left.replace(word, "")
    return sum(char.isalnum() or not char.isascii() for char in _without_walks(left)) < _OWN


def _repeats(password: str) -> bool:
    """Whether it is one piece of at most half its length, over and over."""
    return (password + password).find(password, 1) < len(password)


def _parts(said: str) -> list[str]:
    plain = "".join(char if char.isalnum() else " " for char in said.casefold())
    return [part for part in [plain.replace(" ", ""), *plain.split()] if len(part) > 2]


def _without_walks(password: str) -> str:
    """What remains when every stretch along a row of keys or of the alphabet is taken away."""
    kept, at = "", 0
    while at < len(password):
        end = at + _SHORTEST_WALK
        if len(password) >= end and any(password[at:end] in walk for walk in _WALKS):
            while end < len(password) and any(password[at : end + 1] in walk for walk in _WALKS):
                end += 1
            at = end
            continue
        kept, at = kept + password[at], at + 1
    return kept
