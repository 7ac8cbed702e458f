"""Organizer commands: who has an account in the office, a first link for somebody new, a new one for who is locked out.

The operator stands above every role: this is the way back in when no owner is left who can sign in.
"""

from __future__ import annotations

from typing import Any

import click

from reflection_wall.cli.conference import AS_JSON
from reflection_wall.cli.installation import Installation, installation, say
from reflection_wall.rules.permission import OFFICE_ROLES
from reflection_wall.rules.receipts import iso
from reflection_wall.services.organize import invite, people
from reflection_wall.services.organize.invite import Issued, Wish
from reflection_wall.services.organize.people import Account


@click.group("organizer")
def organizer() -> None:
    """Keep the accounts of the office: add, reset, list, end."""


@organizer.command("add")
@click.argument("email")
@click.option("--name", help="What to call them; without it the part before the @.")
@click.option("--role", type=click.Choice(OFFICE_ROLES), default="organizer", show_default=True)
@click.option("--community", "communities", multiple=True, metavar="NAME", help="What a lead sees; may be repeated.")
@AS_JSON
def add(email: str, name: str | None, role: str, communities: tuple[str, ...], as_json: bool) -> None:
    """Make an account for EMAIL and print its link, this once."""
    with installation() as here:
        numbers = [_numbered(here, each) for each in communities]
        issued = invite.invite(here.store, Wish(email, name or email.partition("@")[0], role, numbers), None)
        _say(here, issued, as_json)


@organizer.command("reset")
@click.argument("email")
@AS_JSON
def reset(email: str, as_json: bool) -> None:
    """Print a link with which EMAIL chooses a new password; an app's code is no longer asked for then."""
    with installation() as here:
        _say(here, invite.renewed(here.store, email, None), as_json)


@organizer.command("list")
@AS_JSON
def everybody(as_json: bool) -> None:
    """List every account, those that have ended too."""
    with installation() as here, here.store.reading() as session:
        found = people.everybody(session, here.settings.default_locale)
    say(
        {"organizers": [_told(each) for each in found]},
        as_json=as_json,
        lines=[_line(each) for each in found] or ["Nobody has an account yet."],
    )


@organizer.command("end")
@click.argument("email")
def end(email: str) -> None:
    """End the account of EMAIL; its browsers are signed out at once."""
    with installation() as here:
        people.end(here.store, email)
    click.echo(f"The account of {email} has ended.")


def _say(here: Installation, issued: Issued, as_json: bool) -> None:
    with here.store.reading() as session:
        account = people.account(session, issued.email, here.settings.default_locale)
    url = f"{here.base}/office/welcome/{issued.key}"
    told = _told(account) | {"url": url, "expires_at": iso(issued.expires_at)}
    until = f"The link is told this once, works once, and holds until {told['expires_at']}."
    say(told, as_json=as_json, lines=[_line(account), url, until])


def _numbered(here: Installation, name: str) -> int:
    """The community of this name, in any of its languages."""
    with here.store.reading() as session:
        for locale in ("en", "fr"):
            for _, listed in people.communities(session, locale):
                for number, called in listed:
                    if called.casefold() == name.casefold():
                        return number
    raise click.UsageError(f"There is no community “{name}”.")


def _told(account: Account) -> dict[str, Any]:
    return {
        "email": account.email,
        "name": account.name,
        "role": account.role,
        "state": account.state,
        "communities": account.communities,
        "app_code": account.app_code,
        "seen_at": iso(account.seen_at),
    }


def _line(account: Account) -> str:
    extras = [", ".join(account.communities), "with an app’s code" if account.app_code else ""]
    said = [f"{account.email:<32}", f"{account.role:<9}", f"{account.state:<7}", account.name, *extras]
    return "  ".join(part for part in said if part)
