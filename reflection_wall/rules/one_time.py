"""One-time codes: from an app's or a list's code, as it was typed, to whether it counts and what remembers its use.

The app's codes are those of RFC 6238 in the form that every app knows: six digits, 30 seconds, SHA-1 (which is not
weak in an HMAC). A step before and one after are good as well, for clocks that differ (section 6).
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from datetime import datetime

import pyotp

STEP = 30
HOW_MANY = 10

# Nobody's: a code that is asked for in vain takes as long to refuse as one of an app.
NOBODY = "A" * 32
_PLAIN = re.compile(r"[\s-]")
# 120 random bits: what has 112 may be kept as a plain digest (ASVS 5.0.0, 6.5.2).
_RECOVERY_BYTES = 15
_GROUP = 4


def app_secret() -> str:
    """What an app and the server share: 160 bits (RFC 4226, section 4)."""
    return pyotp.random_base32()


def app_address(secret: str, email: str) -> str:
    """What the QR code for an app says."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Reflection Wall")


def step_of(secret: str, typed: str, now: datetime, last: int | None) -> int | None:
    """The step whose code this is, or None for a wrong one. What is not after `last`, the step that was used last, is
    wrong too: a code never works twice (RFC 6238, section 5.2)."""
    code, present = plain(typed), int(now.timestamp()) // STEP
    made = pyotp.TOTP(secret)
    found = None
    for step in (present - 1, present, present + 1):
        if hmac.compare_digest(made.generate_otp(step).encode(), code.encode("utf-8", "surrogatepass")):
            found = step
    return None if found is None or (last is not None and found <= last) else found


def recovery_codes() -> list[str]:
    """A list to print and put away: each lets its owner in once."""
    return [_grouped(base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode().lower()) for _ in range(HOW_MANY)]


def plain(typed: str) -> str:
    """A code without the spaces and dashes that make it readable."""
    return _PLAIN.sub("", typed).lower()


def _grouped(code: str) -> str:
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
