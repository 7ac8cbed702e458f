"""Pass commands: make a pass whose link is told once, list what there is without a key, and end one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import click

from reflection_wall.cli.installation import Installation, installation, say
from reflection_wall.rules.pages import page_of
from reflection_wall.rules.permission import ROLES, Role
from reflection_wall.rules.receipts import iso
from reflection_wall.services import admit
from reflection_wall.services import passes as every_pass
from reflection_wall.services.passes import ISSUED_ROLES, Issued, Wish

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
MOST_HOURS = 24 * 366


@click.command("pass")
@click.argument("code")
@click.argument("role", type=click.Choice(ISSUED_ROLES))
@click.option("--label", metavar="TEXT", help="Whose it is, for the list.")
@click.option("--hours", type=click.FloatRange(0, MOST_HOURS, min_open=True), help="How long it holds.")
@click.option("--until", metavar="ISO", help="When it ends, such as 2025-11-05T18:00; this machine's time unless said.")
@click.option("--pin", metavar="DIGITS", help="4 to 8 digits that the link asks for as well.")
@click.option("--fragment", is_flag=True, help="Keep the secret after a # in the link: no log along the way sees it.")
@AS_JSON
def issue(code: str, role: str, as_json: bool, hours: float | None, until: str | None, **more: Any) -> None:
    """Make a pass of CODE for one ROLE and print its link, this once."""
    with installation() as here:
        conference = _conference(here, code)
        wish = Wish(role=cast(Role, role), expires_at=_end(here.store.clock(), hours, until), **more)
        made = every_pass.issue(here.store, here.secret, conference.id, wish)
        told = {
            "conference": conference.code,
            "id": made.public_id,
            "role": role,
            "label": _listed(here, conference.id, made.public_id)["label"],
            "url": _link(here, wish, made),
            "expires_at": iso(wish.expires_at),
            "pin": wish.pin is not None,
            "fragment": wish.fragment,
        }
    lines = [_line(told), told["url"]]
    lines.append(f"The link is told this once. To end it: reflection-wall revoke {told['conference']} {told['id']}")
    say(told, as_json=as_json, lines=lines)


@click.command("passes")
@click.argument("code")
@AS_JSON
def passes(code: str, as_json: bool) -> None:
    """List the passes of CODE, never with a key."""
    with installation() as here:
        conference, now = _conference(here, code), here.store.clock()
        with here.store.reading() as session:
            found = every_pass.listed(session, conference.id, roles=ROLES)
    for each in found:
        del each["own"]  # a desk's question; nobody holds a pass here
    told = {"conference": conference.code, "passes": found}
    say(told, as_json=as_json, lines=[_line(each, iso(now)) for each in found])


@click.command("revoke")
@click.argument("code")
@click.argument("pass_id", metavar="ID")
@AS_JSON
def revoke(code: str, pass_id: str, as_json: bool) -> None:
    """End the pass ID of CODE, as `passes` lists it; whoever uses it is cut off within two seconds."""
    with installation() as here:
        conference = _conference(here, code)
        every_pass.revoke(here.store, here.secret, conference.id, pass_id, ROLES)
        ended = _listed(here, conference.id, pass_id)
    lines = [_line(ended)]
    if ended["standing"]:
        lines.append(f"A new one has taken its place: reflection-wall links {conference.code}")
    say({"conference": conference.code, "id": pass_id, "revoked_at": ended["revoked_at"]}, as_json=as_json, lines=lines)


def _conference(here: Installation, code: str) -> Any:
    with here.store.reading() as session:
        return admit.conference(session, code)


def _listed(here: Installation, conference_id: int, public_id: str) -> dict[str, Any]:
    with here.store.reading() as session:
        found = every_pass.listed(session, conference_id, roles=ROLES)
    return next(each for each in found if each["id"] == public_id)


def _end(now: datetime, hours: float | None, until: str | None) -> datetime | None:
    if hours is not None and until is not None:
        raise click.UsageError("Say --hours or --until, not both.")
    if hours is not None:
        return now + timedelta(hours=hours)
    if until is None:
        return None
    try:
        return datetime.fromisoformat(until).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"--until is a time such as 2025-11-05T18:00, not “{until}”.") from None


def _link(here: Installation, wish: Wish, made: Issued) -> str:
    if wish.fragment:
        return f"{here.base}/enter/{made.public_id}#{made.key}"
    return here.base + page_of(wish.role, made.key)


def _line(told: dict[str, Any], now: str | None = None) -> str:
    """One pass in a line; times of one form compare as texts."""
    label = f"“{told['label']}”" if told["label"] else ""
    ends = told["expires_at"]
    if told.get("revoked_at"):
        state = f"revoked {told['revoked_at']}"
    elif ends and now and ends <= now:
        state = f"ended {ends}"
    else:
        state = f"until {ends}" if ends else "no end"
    extras = [name for name, has in (("PIN", told["pin"]), ("secret after #", told["fragment"])) if has]
    return "  ".join(part for part in (f"{told['id']:<20}", f"{told['role']:<9}", state, label, *extras) if part)
