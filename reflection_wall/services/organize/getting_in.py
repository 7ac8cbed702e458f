"""Getting in: whether anybody owns this installation, and how an account forgets everything that has opened it."""

from __future__ import annotations

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from reflection_wall.models import Organizer, RecoveryCode, SignIn
from reflection_wall.store import Writing


def has_owner(session: Session) -> bool:
    """Whether anybody owns this installation and can sign in."""
    can = or_(Organizer.password_hash.is_not(None), Organizer.oidc_subject.is_not(None))
    owner = select(Organizer.id).where(Organizer.role == "owner", Organizer.ended_at.is_(None), can).limit(1)
    return session.scalar(owner) is not None


def forget(writing: Writing, account: Organizer) -> None:
    """Everything by which somebody could get into this account until now."""
    account.password_hash = account.totp_secret = account.totp_step = None
    account.oidc_issuer = account.oidc_subject = None
    writing.session.execute(delete(RecoveryCode).where(RecoveryCode.organizer_id == account.id))
    ended = update(SignIn).where(SignIn.organizer_id == account.id, SignIn.ended_at.is_(None))
    writing.session.execute(ended.values(ended_at=writing.now))
