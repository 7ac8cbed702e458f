"""Who gets in where: every address of the office with every role, also nobody, an ended account, and a lead whose
communities sit elsewhere. The list of addresses is the app's own, so that a new one must be decided about here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from support.conference import CODE, SECRET, House
from support.people import fresh_key

from reflection_wall.models import Conference, Theme
from reflection_wall.models import Organizer as Account
from reflection_wall.rules import keys, plan
from reflection_wall.services import arrange, codebooks, group, sign_in
from reflection_wall.services.organize import accept, invite, people
from reflection_wall.services.organize.accept import Given
from reflection_wall.services.organize.invite import Wish

# The only owner cannot go, so that there are two; the third person is the one whom the forms are about.
ROLES = ("owner", "organizer", "reviewer", "lead", "lead elsewhere", "ended", "nobody")
ENTER = {"GET office_home.show", "GET office_you.show", "POST office_sign_in.end"} | {
    f"POST office_you.{each}"
    for each in (
        *("change_password", "begin_app_code", "confirm_app_code", "end_app_code", "new_recovery_codes"),
        *("end_sign_in", "end_other_sign_ins", "forget_provider"),
    )
}
READ = {
    *("GET office_reading.conference", "GET office_review.show", "POST office_review.keep_filters"),
    *("GET office_codebooks.show", "GET office_codebooks.file", "GET office_codebook.show"),
}
EVIDENCE = {"GET office_agreement.show", "GET office_agreement.apart", "GET office_themes.show"}
CODING = {
    *("POST office_review.do", "POST office_agreement.settle"),
    *(f"POST office_codebooks.{each}" for each in ("adopt", "begin", "take_in")),
    *(f"POST office_codebook.{each}" for each in ("describe", "add", "say", "move", "retire", "drop")),
    *(f"POST office_themes.{each}" for each in ("take", "add", "change", "undo")),
}
HOLD = {"GET office.links_of", "GET office.tents_of"}
SEE = {"GET office_people.show"}
KEEP = {"GET office_people.show_one"} | {
    f"POST office_people.{each}" for each in ("invite_somebody", "change_role", "renew_link", "end")
}
READ_SET_UP = {
    *("GET office_programmes.show", "GET office_communities.show", "GET office_conferences.show"),
    *("GET office_questions.show", "GET office_tables.show", "GET office_rehearsals.show"),
}
KEEP_COMMUNITIES = {"POST office_communities.change"}
SET_UP = {
    *(f"{method} office_programmes.{each}" for method, each in (("GET", "new"), ("POST", "add"), ("GET", "edit"))),
    *("POST office_programmes.change", "GET office_communities.new"),
    *(f"POST office_communities.{each}" for each in ("add", "move", "take_away")),
    *("GET office_conferences.new", "POST office_conferences.begin"),
    *(f"POST office_conferences.{each}" for each in ("change", "archive")),
    *("GET office_questions.edit", "GET office_tables.edit", "GET office_lists.show"),
    *(f"POST office_questions.{each}" for each in ("add", "stages", "reword", "move", "set_state", "take_away")),
    *(f"POST office_tables.{each}" for each in ("add", "change", "take_away")),
    *("POST office_lists.preview", "POST office_lists.set_up"),
    *("POST office_rehearsals.begin", "POST office_rehearsals.clear"),
}
TAKE = {
    *("GET office_files.show", "POST office_files.take"),
    *("GET office_print.show", "GET office_print.pdf", "GET office_cards.show", "POST office_cards.keep"),
    *("GET office_quotes.show", "POST office_quotes.place", "POST office_quotes.set_page"),
    *("GET office_keep.show", "GET office_keep.certified"),
    *(f"POST office_keep.{each}" for each in ("until", "erase", "purge")),
}
OPENS: dict[str, set[str]] = {
    "owner": ENTER | READ | EVIDENCE | CODING | HOLD | SEE | KEEP | TAKE | READ_SET_UP | KEEP_COMMUNITIES | SET_UP,
    "organizer": ENTER | READ | EVIDENCE | CODING | HOLD | SEE | TAKE | READ_SET_UP | KEEP_COMMUNITIES | SET_UP,
    "reviewer": ENTER | READ | EVIDENCE | READ_SET_UP,
    "lead": ENTER | READ | READ_SET_UP | KEEP_COMMUNITIES,
    "lead elsewhere": ENTER,
    "ended": set(),
    "nobody": set(),
}
# These admit by something else than an account: a key in the path, a password, the organization's provider.
OTHERWISE = {
    *("GET office.show", "GET office.tents", "GET office_reading.by_pass", "POST entrance.show_pin_at_office"),
    *("GET office_welcome.show", "POST office_welcome.accept", "GET office_provider.leave"),
    *("GET office_provider.come_back", "GET office_sign_in.ask", "POST office_sign_in.begin"),
    *("GET office_sign_in.ask_for_code", "POST office_sign_in.recover"),
}

Enter = Callable[[], FlaskClient]


@pytest.fixture
def third(house: House) -> str:
    """Somebody whom the forms are about."""
    return invite.invite(house.store, Wish("third@example.org", "Third", "reviewer"), None).email


def entering(house: House, role: str) -> Enter:
    """Signs somebody with this role in with a fresh browser each time."""
    kept = role.split()[0] if role not in ("ended", "nobody") else "owner"
    led = [] if kept != "lead" else [3] if role == "lead" else [_community_elsewhere(house)]
    issued = invite.invite(house.store, Wish("one@example.org", "One", kept, led), None)
    one = accept.accept(house.store, issued.key, Given("One", "three quiet otters"))
    other = invite.invite(house.store, Wish("other@example.org", "Other", "owner"), None)
    accept.accept(house.store, other.key, Given("Other", "three quiet otters"))

    def enter() -> FlaskClient:
        client = house.app.test_client()
        if role == "nobody":
            return client
        with house.store.reading() as session:
            ended = session.get_one(Account, one).ended_at is not None
        if ended:
            client.set_cookie("office", fresh_key())
            return client
        client.set_cookie("office", sign_in.begin(house.store, one))
        if role == "ended":
            people.end(house.store, "one@example.org")
        return client

    return enter


def _community_elsewhere(house: House) -> int:
    """A community that has no table in the conference."""
    written = '[programme]\ntitle = "P"\n[conference]\ntitle = "C"\ncode = "OTHER"\n[[prompts]]\ntext = "?"\n'
    arrange.create(
        house.store,
        SECRET,
        plan.read(written + '[[communities]]\nname = "N"\n[[tables]]\nlabel = "1"\ncommunity = "N"\n'),
    )
    with house.store.reading() as session:
        return next(number for _, listed in people.communities(session, "en") for number, name in listed if name == "N")


def addresses(house: House, third: str, number: int | None = None) -> list[tuple[str, str, str]]:
    """Every address of the office as `(method, endpoint, path)`, with good values in every place, or with this number
    where a number stands."""
    with house.store.reading() as session:
        public_id = session.scalars(select(Account.public_id).where(Account.email == third)).one()
    values: dict[str, Any] = {"code": CODE, "public_id": public_id, "key": house.keys["organizer"], **coded(house)}
    values |= {"programme_id": 1, "community_id": 3, "prompt_id": 2, "table_id": 1}
    values |= {"sheet": "sign", "ending": "json"}
    if number is not None:
        values |= {name: number for name, value in values.items() if isinstance(value, int)}
    with house.app.test_request_context():
        adapter = house.app.url_map.bind("localhost")
        return [
            (method, rule.endpoint, adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments}))
            for rule in house.app.url_map.iter_rules()
            if rule.rule.startswith("/office")
            for method in ("GET", "POST", "PUT", "DELETE")
            if method in (rule.methods or ())
        ]


def coded(house: House) -> dict[str, Any]:
    """A codebook with a code, and a theme, in the places of addresses: made when first asked for."""
    with house.store.reading() as session:
        programme_id = session.scalars(select(Conference.programme_id).where(Conference.code == CODE)).one()
        found = codebooks.listed(session, programme_id)
        theme = session.scalars(select(Theme.public_id)).first()
    if not found or theme is None:
        codebooks.adopt(house.store, programme_id, "equity")
        group.put_theme(house.store, house.conference_id, fresh_key(), "Trust", None)
        return coded(house)
    return {"book": found[0]["id"], "number": found[0]["codes"][0]["id"], "theme": theme}


def _takes_away(address: tuple[str, str, str]) -> bool:
    return address[1].endswith((".end", ".drop", ".take_away", ".stages", ".archive"))


def sent(client: FlaskClient, method: str, path: str, **more: Any) -> Any:
    """One request as a form of this very sign-in makes it."""
    cookie = client.get_cookie("office")
    token = keys.form_token(SECRET, cookie.value if cookie else "")
    data = {"token": token, "role": "reviewer", **more.pop("data", {})} if method == "POST" else None
    headers = {"Origin": "http://localhost", **more}
    return client.open(path, method=method, data=data, headers=headers, buffered=True)


def test_every_address_is_decided_about(house: House, third: str) -> None:
    found = {f"{method} {endpoint}" for method, endpoint, _ in addresses(house, third)}

    assert found == OPENS["owner"] | OTHERWISE


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_in_where_it_may_and_nowhere_else(house: House, third: str, role: str) -> None:
    enter, opened = entering(house, role), set()
    # What ends the account that the forms are about, or takes away what others need, comes last.
    for method, endpoint, path in sorted(addresses(house, third), key=_takes_away):
        if f"{method} {endpoint}" in OTHERWISE:
            continue
        reply = sent(enter(), method, path)
        turned_away = reply.status_code == 303 and reply.headers["Location"].startswith("/office/sign-in")
        if endpoint == "office_sign_in.end" and role not in ("ended", "nobody"):
            turned_away = "office=;" not in str(reply.headers.getlist("Set-Cookie"))
        unknown = reply.status_code == 404 and endpoint != "office_you.end_sign_in"  # no sign-in has that name
        if not turned_away and not unknown and reply.status_code != 403:
            opened |= {f"{method} {endpoint}"}

    assert opened == OPENS[role]


@pytest.mark.parametrize("number", [2**31, 10**25])
def test_there_is_no_page_at_a_number_that_no_row_can_have(house: House, third: str, number: int) -> None:
    client = entering(house, "owner")()
    for method, endpoint, path in addresses(house, third, number):
        if str(number) in path:
            # Where a form is sent to a page that is not there, the router may also say that there is no such form.
            assert (endpoint, sent(client, method, path).status_code in (404, 405)) == (endpoint, True)


@pytest.mark.parametrize("flaw", ["no token", "another sign-in's token", "no origin", "another origin"])
def test_no_form_does_anything_without_its_token_and_its_origin(house: House, third: str, flaw: str) -> None:
    enter = entering(house, "owner")
    for method, endpoint, path in addresses(house, third):
        if method != "POST" or f"POST {endpoint}" in OTHERWISE:
            continue
        client = enter()
        headers = {"no origin": {"Origin": ""}, "another origin": {"Origin": "http://evil.example"}}.get(flaw, {})
        token = {"no token": "", "another sign-in's token": keys.form_token(SECRET, fresh_key())}.get(flaw)
        data = {} if token is None else {"data": {"token": token}}
        assert (endpoint, sent(client, method, path, **data, **headers).status_code) == (endpoint, 403)
    with house.store.reading() as session:
        assert [each.ended_at for each in session.scalars(select(Account))] == [None] * 3


def test_a_lead_learns_nothing_of_a_conference_where_their_communities_do_not_sit(house: House, third: str) -> None:
    client = entering(house, "lead elsewhere")()
    known = sent(client, "GET", f"/office/c/{CODE}/reflections")
    unknown = sent(client, "GET", "/office/c/NOWHERE/reflections")

    assert (known.status_code, known.data) == (404, unknown.data)
    assert CODE not in sent(client, "GET", "/office").get_data(as_text=True)
