"""Knowing: from what somebody types or their provider says to whose account it is.

A wrong password, an unknown address, an ended account and a right password with a wrong code have one answer, and take
the same time: whatever is not to be let in is looked up alike and writes nothing. What is slow on purpose runs in the
native pool, where it holds nobody up.
"""

from __future__ import annotations

import hmac
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Organizer, RecoveryCode
from reflection_wall.rules import keys, one_time, passwords
from reflection_wall.services.credentials.rows import end_sign_ins
from reflection_wall.store import Store, Writing
from reflection_wall.store.native import native_call


def signed_in(store: Store, email: str, password: str, code: str) -> int | None:
    """The account of whoever typed this, or None. Where an app's code is asked for, a recovery code does as well."""
    with store.reading() as session:
        found = _account(session, email)
        kept = found.password_hash if found and found.password_hash else passwords.NOBODY
        second = _app_fits(found, code, store.clock()) or _recovery(session, found.id if found else 0, code) is not None
    good = bool(native_call(store.async_mode)(lambda: passwords.matches(kept, password)))
    if found is None or not good or found.password_hash is None:
        return None
    if found.totp_secret is None:
        return found.id
    return _spent(store, found.id, code, kept) if second else None


def confirmed(store: Store, organizer_id: int, password: str) -> bool:
    """Whether somebody who is signed in knows their password; without one there is nothing to know."""
    with store.reading() as session:
        kept = session.get_one(Organizer, organizer_id).password_hash
    return kept is None or bool(native_call(store.async_mode)(lambda: passwords.matches(kept, password)))


def recovered(store: Store, email: str, recovery_code: str, app_code: str, password: str) -> int | None:
    """The account whose password is now this one, or None: its owner has a recovery code in place of the old password.
    Where the account asks for an app's code it still does. Every sign-in ends. Raises Invalid for a poor password."""
    with store.reading() as session:
        found = _account(session, email)
        known = _recovery(session, found.id if found else 0, recovery_code) is not None
        second = _app_fits(found, app_code, store.clock())
    new = passwords.judged(password, email)
    hashed = native_call(store.async_mode)(lambda: passwords.hashed(new))
    if found is None or not known or (found.totp_secret is not None and not second):
        return None

    def deed(writing: Writing) -> int | None:
        account = writing.session.get_one(Organizer, found.id)
        if account.ended_at is not None or _recovery(writing.session, account.id, recovery_code) is None:
            return None
        if account.totp_secret is not None and not _app_step(writing, account, app_code):
            return None
        _use_recovery(writing, account.id, recovery_code)
        account.password_hash = hashed
        end_sign_ins(writing, account.id)
        return account.id

    return store.write(deed)


def by_provider(store: Store, issuer: str, subject: str, email: str | None) -> int | None:
    """The account of the provider's person, or None: by who they were the last time, at first by the address that the
    provider vouches for (`email`). No account is ever made here."""

    def deed(writing: Writing) -> int | None:
        same = (Organizer.oidc_issuer == issuer, Organizer.oidc_subject == subject)
        account = writing.session.scalar(select(Organizer).where(*same, Organizer.ended_at.is_(None)))
        if account is None and email is not None:
            account = _account(writing.session, email)
            if account is None or account.oidc_subject is not None:
                return None  # a second person of the same address is not the first
            account.oidc_issuer, account.oidc_subject = issuer, subject
        return None if account is None else account.id

    return store.write(deed)


def address(session: Session, organizer_id: int) -> str:
    """What an account goes by."""
    return session.get_one(Organizer, organizer_id).email


def _account(session: Session, email: str) -> Organizer | None:
    return session.scalar(select(Organizer).where(Organizer.email == email, Organizer.ended_at.is_(None)))


def _spent(store: Store, organizer_id: int, code: str, kept: str) -> int | None:
    """The account, once its code has been used up, which it is but once, however many ask at the same time."""

    def deed(writing: Writing) -> int | None:
        account = writing.session.get_one(Organizer, organizer_id)
        if account.ended_at is not None or not hmac.compare_digest(account.password_hash or "", kept):
            return None
        used = _app_step(writing, account, code) or _use_recovery(writing, account.id, code)
        return account.id if used else None

    return store.write(deed)


def _app_fits(account: Organizer | None, code: str, now: datetime) -> bool:
    """Whether the account's app shows this code; the same work where there is no app or no account."""
    secret, last = (account.totp_secret, account.totp_step) if account else (None, None)
    return one_time.step_of(secret or one_time.NOBODY, code, now, last) is not None and secret is not None


def _app_step(writing: Writing, account: Organizer, code: str) -> bool:
    step = one_time.step_of(account.totp_secret or "", code, writing.now, account.totp_step)
    if step is not None:
        account.totp_step = step
    return step is not None


def _recovery(session: Session, organizer_id: int, code: str) -> RecoveryCode | None:
    kept = keys.kept(one_time.plain(code))
    unused = select(RecoveryCode).where(RecoveryCode.organizer_id == organizer_id, RecoveryCode.used_at.is_(None))
    return session.scalar(unused.where(RecoveryCode.code_hash == kept))


def _use_recovery(writing: Writing, organizer_id: int, code: str) -> bool:
    found = _recovery(writing.session, organizer_id, code)
    if found is not None:
        found.used_at = writing.now
    return found is not None
