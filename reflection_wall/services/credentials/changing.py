"""Changing: from somebody who is signed in to what opens their account from now on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from reflection_wall.models import Organizer, RecoveryCode
from reflection_wall.rules import keys, one_time, passwords
from reflection_wall.rules.refusals import Conflict, Invalid, Message, later
from reflection_wall.services.credentials.rows import end_sign_ins
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
        end_sign_ins(writing, organizer_id, keeping)

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
        end_sign_ins(writing, organizer_id, keeping)

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


def _set(store: Store, organizer_id: int, **values: object) -> None:
    statement = update(Organizer).where(Organizer.id == organizer_id)
    store.write(lambda writing: writing.session.execute(statement.values(**values)))
