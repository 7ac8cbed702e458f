"""Keys: from the secret to every link that can be printed again, and from a key to what the database holds of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

_CLIENT_KEY = re.compile(r"[A-Za-z0-9_-]{22,86}")
_NONCE, _PROOF = 6, 10


def table_key(secret: str, code: str, table_id: int, generation: int) -> str:
    """The key on a table's tent."""
    return _derived(secret, "table", code, table_id, generation)


def walk_in_key(secret: str, code: str, table_id: int, generation: int) -> str:
    """The write-only key for whoever picks the table under the public code."""
    return _derived(secret, "walk-in", code, table_id, generation)


def role_key(secret: str, code: str, role: str, generation: int) -> str:
    """The key of a conference's own wall, viewer, presenter, moderator or organizer link."""
    return _derived(secret, "role", code, role, generation)


def table_hashes(secret: str, code: str, table_id: int, generation: int) -> tuple[str, str]:
    """What the database holds of a table's two keys: the tent's and the write-only one."""
    names = (table_key, walk_in_key)
    tent, walk_in = (kept(derived(secret, code, table_id, generation)) for derived in names)
    return tent, walk_in


def role_hash(secret: str, code: str, role: str, generation: int) -> str:
    """What the database holds of the key of a conference's own link for a role."""
    return kept(role_key(secret, code, role, generation))


def pin_proof(secret: str, public_id: str, pin: str) -> str:
    """What a browser keeps once it has shown the right PIN of a pass: nobody makes it without `secret` and the PIN."""
    return _derived(secret, "pin", public_id, pin)


def form_token(secret: str, sign_in_key: str) -> str:
    """What every form of a signed-in organizer carries: no page but ours can know it, and it ends with the sign-in."""
    return _derived(secret, "form", sign_in_key)


def known_proof(secret: str, email: str, nonce: str) -> str:
    """What a browser keeps that an organizer has signed in with before, so that others' guesses do not slow it down."""
    return _derived(secret, "known", email, nonce)


def fresh() -> str:
    """A key of 128 random bits, for what is shown once."""
    return secrets.token_urlsafe(16)


def kept(key: str) -> str:
    """What the database holds of a key: its SHA-256, for looking up."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint(secret: str) -> str:
    """A mark by which a changed secret is noticed, and nothing else can be told."""
    return _text(_mac(secret, "fingerprint"))[:16]


def is_client_key(key: str) -> bool:
    """Whether a phone's key has the form of at least 128 bits in base64url."""
    return _CLIENT_KEY.fullmatch(key) is not None


def rehearsal_key(secret: str) -> str:
    """A client key for practice: looks like a phone's, but the server can tell, so that it can be cleared away."""
    nonce = secrets.token_bytes(_NONCE)
    return _text(nonce + _proof(secret, nonce))


def is_rehearsal_key(secret: str, key: str) -> bool:
    """Whether `rehearsal_key` of this installation made the key."""
    try:
        raw = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    except ValueError:
        return False
    return len(raw) == _NONCE + _PROOF and hmac.compare_digest(raw[_NONCE:], _proof(secret, raw[:_NONCE]))


def _derived(secret: str, *purpose: str | int) -> str:
    """132 bits that only `secret` can make, the same every time for the same purpose."""
    return _text(_mac(secret, "|".join(str(part) for part in purpose)))[:22]


def _proof(secret: str, nonce: bytes) -> bytes:
    return _mac(secret, "rehearsal|" + nonce.hex())[:_PROOF]


def _mac(secret: str, said: str) -> bytes:
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).digest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
