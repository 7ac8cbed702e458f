"""Passes: from an operator's wish to a link that is shown once, and from a desk's or operator's second thoughts to its
end.

The database holds the SHA-256 of each key, and of what a right PIN makes together with the installation's secret. A
standing pass is derived and has no public id of its own: it is called by its role and generation.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Pass
from reflection_wall.rules import keys
from reflection_wall.rules.cleaning import clean_line, is_blank, length
from reflection_wall.rules.permission import Role
from reflection_wall.rules.receipts import iso
from reflection_wall.rules.refusals import Invalid, Message, Unknown, later
from reflection_wall.store import Store, Writing

# The organizer's own link is nobody's to see or to end but the operator's.
ISSUED_ROLES: tuple[Role, ...] = ("wall", "viewer", "presenter", "moderator", "reviewer")
LONGEST_LABEL = 60
PIN = re.compile(r"[0-9]{4,8}")

NO_PASS = later("This conference has no pass %(id)s.")


@dataclass(frozen=True)
class Wish:
    """What a new pass should be."""

    role: Role
    label: str | None = None
    expires_at: datetime | None = None
    pin: str | None = None
    fragment: bool = False


@dataclass(frozen=True)
class Issued:
    """A new pass: what lists call it, and its key, which is told this once."""

    public_id: str
    key: str


def issue(store: Store, secret: str, conference_id: int, wish: Wish) -> Issued:
    """Make a pass. Raises Invalid for a role that has none, a long label, a PIN of another form, a time gone by."""
    label = _label(wish)
    if wish.role not in ISSUED_ROLES:
        raise Invalid({"role": Message(later("There are no passes of this role."))})
    if wish.pin is not None and not PIN.fullmatch(wish.pin):
        raise Invalid({"pin": Message(later("A PIN has 4 to 8 digits."))})
    if wish.expires_at is not None and wish.expires_at <= store.clock():
        raise Invalid({"expires_at": Message(later("A pass ends in the future."))})
    # No dash in front, which a command line would take for an option.
    made = Issued(secrets.token_hex(8), keys.fresh())
    proof = None if wish.pin is None else keys.pin_proof(secret, made.public_id, wish.pin)

    def deed(writing: Writing) -> None:
        writing.session.add(
            Pass(
                conference_id=conference_id,
                role=wish.role,
                key_hash=keys.kept(made.key),
                public_id=made.public_id,
                fragment=wish.fragment,
                pin_hash=None if proof is None else keys.kept(proof),
                label=label,
                created_at=writing.now,
                expires_at=wish.expires_at,
            )
        )

    store.write(deed)
    return made


def listed(
    session: Session, conference_id: int, own: int | None = None, roles: Collection[str] = ISSUED_ROLES
) -> list[dict[str, Any]]:
    """Every pass of these roles, as lists show it, never with its key; `own` is the pass of whoever asks."""
    return [
        {
            "id": _called(each),
            "role": each.role,
            "label": each.label,
            "created_at": iso(each.created_at),
            "expires_at": iso(each.expires_at),
            "revoked_at": iso(each.revoked_at),
            "pin": each.pin_hash is not None,
            "fragment": each.fragment,
            "standing": each.generation is not None,
            "own": each.id == own,
        }
        for each in _all(session, conference_id, roles)
    ]


def revoke(
    store: Store, secret: str, conference_id: int, public_id: str, roles: Collection[str] = ISSUED_ROLES
) -> None:
    """End a pass; whoever is connected with it is cut off. Ending it twice changes nothing. Raises Unknown.

    A standing one is followed by its next generation at once: the organizer's list has the new link, and all others,
    printed ones too, go on working.
    """
    store.write(lambda writing: _revoke(writing, secret, conference_id, public_id, roles))


def proof(secret: str, held: Pass, pin: str) -> str | None:
    """What a browser is to keep for a right PIN, or None for a wrong one."""
    made = keys.pin_proof(secret, held.public_id or "", pin)
    return made if hmac.compare_digest(keys.kept(made), held.pin_hash or "") else None


def _label(wish: Wish) -> str | None:
    label = clean_line(wish.label or "")
    if length(label) > LONGEST_LABEL:
        raise Invalid({"label": Message(later("A label has at most %(most)s characters."), {"most": LONGEST_LABEL})})
    return None if is_blank(label) else label


def _all(session: Session, conference_id: int, roles: Collection[str]) -> list[Pass]:
    kept = select(Pass).where(Pass.conference_id == conference_id, Pass.role.in_(roles)).order_by(Pass.id)
    return list(session.scalars(kept))


def _called(held: Pass) -> str:
    return held.public_id or f"standing-{held.role}-{held.generation}"


def _revoke(writing: Writing, secret: str, conference_id: int, public_id: str, roles: Collection[str]) -> None:
    kept = _all(writing.session, conference_id, roles)
    held = next((each for each in kept if _called(each) == public_id), None)
    if held is None:
        raise Unknown(Message(NO_PASS, {"id": clean_line(public_id)[:40]}))
    if held.revoked_at is not None:
        return
    held.revoked_at = writing.now
    if held.generation is not None:
        code = writing.session.get_one(Conference, conference_id).code
        following = held.generation + 1
        writing.session.add(
            Pass(
                conference_id=conference_id,
                role=held.role,
                generation=following,
                key_hash=keys.role_hash(secret, code, held.role, following),
                created_at=writing.now,
            )
        )
