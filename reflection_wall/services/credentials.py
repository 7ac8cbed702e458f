"""Credentials: from what somebody types or their provider says to whose account it is, and what they change of it.

A wrong password, an unknown address, an ended account and a right password with a wrong code have one answer, and take
the same time: whatever is not to be let in is looked up alike and writes nothing. What is slow on purpose runs in the
native pool, where it holds nobody up.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from reflection_wall.models import Organizer, RecoveryCode, SignIn
from reflection_wall.rules import keys, one_time, passwords
from reflection_wall.rules.refusals import Conflict, Invalid, Message, later
from reflection_wall.store import Store, Writing
from reflection_wall.store.native import native_call

WRONG_CODE = later("This code is not the one that the app shows now. Please type the next one.")
NO_PASSWORD = later("Choose a password first, or nobody could sign in to this account any more.")
ON_ALREADY = later("A code from an app is asked for already. Switch it off first.")


@dataclass(frozen=True)
class Protection:
    """How an account is protected, for its owner's page."""

    password: bool
    app_code: bool
    provider: bool
    recovery_codes: int


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
        _end_sign_ins(writing, account.id)
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


def protection(session: Session, organizer_id: int) -> Protection:
    """How an account is protected."""
    account = session.get_one(Organizer, organizer_id)
    unused = select(RecoveryCode).where(RecoveryCode.organizer_id == organizer_id, RecoveryCode.used_at.is_(None))
    return Protection(
        password=account.password_hash is not None,
        app_code=account.totp_secret is not None,
        provider=account.oidc_subject is not None,
        recovery_codes=len(session.scalars(unused).all()),
    )


def change_password(store: Store, organizer_id: int, password: str, keeping: int | None = None) -> None:
    """Give an account a new password and end its sign-ins, but the one to keep. Raises Invalid."""
    with store.reading() as session:
        account = session.get_one(Organizer, organizer_id)
        new = passwords.judged(password, account.email, account.name)
    hashed = native_call(store.async_mode)(lambda: passwords.hashed(new))

    def deed(writing: Writing) -> None:
        writing.session.get_one(Organizer, organizer_id).password_hash = hashed
        _end_sign_ins(writing, organizer_id, keeping)

    store.write(deed)


def switch_app_code_on(store: Store, organizer_id: int, secret: str, code: str) -> None:
    """From now on a sign-in asks for the app's code as well. Raises Invalid for a code that the app does not show, and
    Conflict where one is asked for already: it is switched off first, which takes the password."""
    step = one_time.step_of(secret, code, store.clock(), None)
    if step is None:
        raise Invalid({"code": Message(WRONG_CODE)})

    def deed(writing: Writing) -> None:
        account = writing.session.get_one(Organizer, organizer_id, with_for_update=True)
        if account.totp_secret is not None:
            raise Conflict(Message(ON_ALREADY))
        account.totp_secret, account.totp_step = secret, step

    store.write(deed)


def switch_app_code_off(store: Store, organizer_id: int) -> None:
    """From now on the password is enough."""
    _set(store, organizer_id, totp_secret=None, totp_step=None)


def forget_provider(store: Store, organizer_id: int, keeping: int) -> None:
    """Let the organization's own sign-in open this account no more, until it vouches for the address anew; other
    sign-ins end. Raises Conflict for an account that has no password, which nobody could get into then."""

    def deed(writing: Writing) -> None:
        account = writing.session.get_one(Organizer, organizer_id, with_for_update=True)
        if account.password_hash is None:
            raise Conflict(Message(NO_PASSWORD))
        account.oidc_issuer = account.oidc_subject = None
        _end_sign_ins(writing, organizer_id, keeping)

    store.write(deed)


def new_recovery_codes(store: Store, organizer_id: int) -> list[str]:
    """Ten codes, told this once; those from before stop working."""
    codes = one_time.recovery_codes()

    def deed(writing: Writing) -> None:
        writing.session.execute(delete(RecoveryCode).where(RecoveryCode.organizer_id == organizer_id))
        writing.session.add_all(
            RecoveryCode(organizer_id=organizer_id, code_hash=keys.kept(one_time.plain(code))) for code in codes
        )

    store.write(deed)
    return codes


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


def _end_sign_ins(writing: Writing, organizer_id: int, keeping: int | None = None) -> None:
    ended = update(SignIn).where(SignIn.organizer_id == organizer_id, SignIn.ended_at.is_(None))
    if keeping is not None:
        ended = ended.where(SignIn.id != keeping)
    writing.session.execute(ended.values(ended_at=writing.now))


def _set(store: Store, organizer_id: int, **values: object) -> None:
    statement = update(Organizer).where(Organizer.id == organizer_id)
    store.write(lambda writing: writing.session.execute(statement.values(**values)))
