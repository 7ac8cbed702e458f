"""First run and sign-in, as people meet them: without scripts, through the forms of the pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pyotp
import pytest
from sqlalchemy import event, select, text
from support.conference import House
from support.office import OWNER, PASSWORD, Organizer, shown_by
from support.visitor import Form, Page

from reflection_wall.models import Invitation, SignIn
from reflection_wall.models import Organizer as Account
from reflection_wall.rules import keys, passwords
from reflection_wall.services.organize import invite
from reflection_wall.web.limits import Limits


@pytest.fixture
def owner(house: House) -> Organizer:
    """Who has set the office up and is signed in."""
    return Organizer(house.app).sets_up(house)


def browser(house: House) -> Organizer:
    """Another browser."""
    return Organizer(house.app)


def test_the_set_up_link_makes_the_owner_signs_them_in_and_shows_ten_codes(house: House) -> None:
    somebody = browser(house).sets_up(house)
    home = somebody.opens("/office")

    assert (home.status, len(set(somebody.codes))) == (200, 10)
    assert "Marie Tremblay" in home.text
    assert "FALL25" in home.text


def test_looking_at_the_set_up_link_uses_nothing_up_and_using_it_does(house: House) -> None:
    link = f"/office/welcome/{invite.set_up(house.store)}"
    found = [browser(house).opens(link).status for _ in range(2)]
    browser(house).accepts(link, email=OWNER, name="Marie")

    assert [*found, browser(house).opens(link).status] == [200, 200, 404]


def test_the_set_up_link_holds_for_an_hour(house: House) -> None:
    link = f"/office/welcome/{invite.set_up(house.store)}"
    house.clock.passes(3599)
    before = browser(house).opens(link).status
    house.clock.passes(1)

    assert (before, browser(house).opens(link).status) == (200, 404)


def test_every_start_makes_a_new_set_up_link_and_none_once_there_is_an_owner(house: House) -> None:
    first, second = invite.set_up(house.store), invite.set_up(house.store)
    statuses = [browser(house).opens(f"/office/welcome/{key}").status for key in (first, second)]
    browser(house).accepts(f"/office/welcome/{second}", email=OWNER, name="Marie")

    assert (statuses, invite.set_up(house.store)) == ([404, 200], None)


def test_a_set_up_link_that_lies_about_makes_no_second_owner(house: House) -> None:
    link = f"/office/welcome/{invite.set_up(house.store)}"
    issued = invite.invite(house.store, invite.Wish("jean@example.org", "Jean", "owner"), None)
    browser(house).accepts(f"/office/welcome/{issued.key}")

    assert browser(house).opens(link).status == 404


def test_the_first_owner_may_be_somebody_whom_the_operator_had_invited(house: House) -> None:
    invite.invite(house.store, invite.Wish(OWNER, "M.", "reviewer"), None)
    somebody = browser(house).sets_up(house)

    assert "Owner" in somebody.opens("/office/you").text


def test_the_database_holds_neither_password_nor_key_nor_code(house: House, owner: Organizer) -> None:
    link = owner.invites("jean@example.org", "reviewer").rpartition("/")[2]
    with house.store.reading() as session:
        kept = "".join(
            str(row) for table in ("organizer", "sign_in", "recovery_code", "invitation")
            for row in session.execute(text(f"SELECT * FROM {table}"))
        )  # fmt: skip
        hashed = session.scalars(select(Account.password_hash)).first() or ""

    assert [each for each in (PASSWORD, link, owner.cookies()["office"], *owner.codes) if each in kept] == []
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert keys.kept(owner.cookies()["office"]) in kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "eleven char"}, "at least 12 characters; this one has 11"),
        ({"password": "password1234"}, "Others would try this one early"),
        ({"password": "marie@example.org"}, "Others would try this one early"),
        ({"name": "  "}, "type a name"),
        ({"email": "marie"}, "not an e-mail address"),
        ({"again": "three quiet otter"}, "two passwords differ"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_link_still_works(house: House, typed: dict[str, str], said: str) -> None:
    link, somebody = f"/office/welcome/{invite.set_up(house.store)}", browser(house)
    password = typed.pop("password", PASSWORD)
    values = {"name": "Marie", "email": OWNER, "password": password, "again": password, **typed}
    page = somebody.sends(somebody.opens(link).forms[0], **values)

    assert (page.status, said in page.text) == (422, True)
    assert f'value="{password}"' not in page.html.replace(f'name="email" value="{OWNER}"', "")
    assert browser(house).opens(link).status == 200


def test_signing_in_leads_to_the_page_that_was_wanted(house: House, owner: Organizer) -> None:
    somebody = browser(house)
    asked = somebody.follows(somebody.opens("/office/people"))
    page = somebody.sends(asked.form("/sign-in"), email=OWNER.upper(), password=PASSWORD)

    assert (page.status, page.headers["Location"]) == (303, "/office/people")
    assert somebody.follows(page).status == 200


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/office//evil.example", "/officers", "/"]
)
def test_signing_in_never_leads_out_of_the_office(house: House, owner: Organizer, wanted: str) -> None:
    somebody = browser(house)
    form = somebody.opens(f"/office/sign-in?next={wanted}").form("/sign-in")

    assert somebody.sends(form, email=OWNER, password=PASSWORD, next=wanted).headers["Location"] == "/office"


def test_an_unknown_address_and_a_wrong_password_have_one_answer(house: House, owner: Organizer) -> None:
    pages = [
        browser(house).signs_in(*tried)
        for tried in ((OWNER, "three quiet badgers"), ("jean@example.org", PASSWORD), (OWNER, ""))
    ]

    assert {(page.status, page.html.replace("jean@example.org", OWNER)) for page in pages} == {(422, pages[0].html)}


def test_an_unknown_address_takes_as_much_work_as_a_known_one(
    house: House, owner: Organizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(
        "reflection_wall.rules.passwords.matches", lambda kept, _: bool(seen.append(kept.rpartition("$")[0][:30]))
    )
    browser(house).signs_in(OWNER, "wrong wrong wrong")
    browser(house).signs_in("jean@example.org", "wrong wrong wrong")

    assert (len(seen), len(set(seen))) == (2, 1)


@pytest.fixture
def works(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[], Page]], list[str]]]:
    """Says what the server has to do for an answer: what it reads and writes, and whether it hashes."""
    done: list[str] = []
    note = lambda *said: done.append(str(said[2]).partition(" WHERE ")[0])  # noqa: E731
    for engine in (house.store._reader, house.store._writer):
        event.listen(engine, "before_cursor_execute", note)
    for name in ("matches", "hashed"):
        monkeypatch.setattr(f"reflection_wall.rules.passwords.{name}", _noting(done, name))

    def of(deed: Callable[[], Page]) -> list[str]:
        done.clear()
        assert deed().status == 422
        return list(done)

    yield of
    for engine in (house.store._reader, house.store._writer):
        event.remove(engine, "before_cursor_execute", note)


def _noting(done: list[str], name: str) -> Callable[..., object]:
    does = getattr(passwords, name)
    return lambda *given: (done.append(name), does(*given))[1]


def test_recovering_in_vain_is_the_same_work_whether_or_not_there_is_an_account(
    house: House, owner: Organizer, works: Callable[[Callable[[], Page]], list[str]]
) -> None:
    owner.switches_app_code_on(house)
    new = {"password": "four calm otters swim", "again": "four calm otters swim"}

    def recovers(email: str, recovery: str) -> Page:
        somebody = browser(house)
        return somebody.sends(somebody.opens("/office/recover").forms[0], email=email, recovery=recovery, **new)

    tried = ((OWNER, "aaaa"), ("jean@example.org", "aaaa"), (OWNER, owner.codes[0]))
    unknown, *others = [works(lambda each=each: recovers(*each)) for each in tried]

    assert [others, "hashed" in unknown] == [[unknown] * 2, True]


def test_signing_in_in_vain_is_the_same_work_whatever_was_wrong(
    house: House, owner: Organizer, works: Callable[[Callable[[], Page]], list[str]]
) -> None:
    owner.switches_app_code_on(house)
    tried = ((OWNER, PASSWORD, "000000"), (OWNER, "a wrong password", ""), ("jean@example.org", PASSWORD, ""))
    first, *others = [works(lambda each=each: browser(house).signs_in(*each)) for each in tried]

    assert [others, "matches" in first] == [[first] * 2, True]


def test_each_sign_in_has_a_key_of_its_own_and_the_one_before_ends(house: House, owner: Organizer) -> None:
    before = owner.cookies()["office"]
    owner.signs_out()
    owner.signs_in()
    again = owner.cookies()["office"]
    stolen = house.app.test_client()
    stolen.set_cookie("office", before)

    assert (before != again, len(again)) == (True, 22)
    assert stolen.get("/office").status_code == 303


@pytest.mark.parametrize(
    ("https", "name"), [(False, "office"), (True, "__Host-office")]
)  # fmt: skip
def test_the_cookie_is_for_this_host_alone(house: House, owner: Organizer, https: bool, name: str) -> None:
    object.__setattr__(house.app.extensions["house"], "secure_cookies", https)
    page = browser(house).signs_in()
    cookie = next(
        value for header, value in page.every_header if header == "Set-Cookie" and value.startswith(f"{name}=")
    )
    parts = {part.strip() for part in cookie.split(";")[1:]}

    assert parts == {"HttpOnly", "SameSite=Lax", "Path=/"} | ({"Secure"} if https else set())


def test_signing_out_ends_the_sign_in_on_the_server_too(house: House, owner: Organizer) -> None:
    key = owner.cookies()["office"]
    owner.signs_out()
    stolen = house.app.test_client()
    stolen.set_cookie("office", key)

    assert (owner.is_in(), stolen.get("/office").status_code) == (False, 303)


def test_a_sign_in_ends_after_two_idle_hours(house: House, owner: Organizer) -> None:
    house.clock.passes(2 * 3600 - 1)
    first = owner.is_in()
    house.clock.passes(2 * 3600 - 1)
    second = owner.is_in()
    house.clock.passes(2 * 3600)

    assert (first, second, owner.is_in()) == (True, True, False)


def test_a_sign_in_ends_after_a_conference_day_however_busy(house: House, owner: Organizer) -> None:
    found = []
    for _ in range(14):
        house.clock.passes(3600)
        found.append(owner.is_in())

    assert found == [True] * 13 + [False]


def test_being_there_is_noted_once_a_minute_at_most(house: House, owner: Organizer) -> None:
    moments = []
    for seconds in (30, 29, 1, 59):
        house.clock.passes(seconds)
        owner.opens("/office")
        with house.store.reading() as session:
            moments.append(session.scalars(select(SignIn.seen_at)).one())

    assert [len(set(moments[:2])), len(set(moments))] == [1, 2]


def test_nothing_of_a_browser_is_kept(house: House, owner: Organizer) -> None:
    columns = {column.name for column in SignIn.__table__.columns}

    assert columns == {"id", "organizer_id", "public_id", "key_hash", "began_at", "seen_at", "ended_at"}


def test_wrong_passwords_wait_longer_each_time_and_never_lock_the_account(house: House, owner: Organizer) -> None:
    stranger, waits = browser(house), []
    for _ in range(12):
        page = stranger.signs_in(OWNER, "a wrong password")
        if page.status == 429:
            waits.append(int(page.headers["Retry-After"]))
            house.clock.passes(waits[-1])
    right = stranger.signs_in()

    assert waits == sorted(waits)
    assert (waits[0], max(waits)) == (2, 30)
    assert right.status == 303


def test_who_must_wait_is_told_for_how_long(house: House, owner: Organizer) -> None:
    stranger = browser(house)
    pages = [stranger.signs_in(OWNER, "a wrong password") for _ in range(4)]

    assert "Please wait 2 s, then try again." in pages[-1].text


def test_an_unknown_address_waits_as_well(house: House) -> None:
    stranger = browser(house)
    pages = [stranger.signs_in("nobody@example.org", "a wrong password") for _ in range(4)]

    assert [page.status for page in pages] == [422, 422, 422, 429]


def test_what_strangers_try_does_not_slow_down_a_browser_that_the_account_knows(house: House, owner: Organizer) -> None:
    owner.signs_out()
    stranger = browser(house)
    tried = [stranger.signs_in(OWNER, "a wrong password").status for _ in range(6)]

    assert tried[-1] == 429
    assert owner.signs_in().status == 303


def only_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many tries, without the work that each is."""
    monkeypatch.setattr("reflection_wall.rules.passwords.matches", lambda _, typed: typed == PASSWORD)


def test_who_guesses_without_end_does_not_keep_the_owner_out_of_a_new_browser(
    house: House, owner: Organizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_right_one(monkeypatch)
    stranger, found = browser(house), []
    for n in range(60):
        found.append(stranger.signs_in(OWNER, "a wrong password").status)
        if n % 20 == 19:
            found.append(browser(house).signs_in().status)
        house.clock.passes(0.5)

    assert (found.count(303), found.count(429) > 30, found.count(422) < 20) == (3, True, True)


def test_tries_in_a_pause_are_looked_at_about_a_second_apart(
    house: House, owner: Organizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_right_one(monkeypatch)
    stranger, began = browser(house), house.clock.now
    for _ in range(43):
        stranger.signs_in(OWNER, "a wrong password")

    # Three are free, and so is the first after each pause.
    assert 30 <= (house.clock.now - began).total_seconds() <= 40


def test_a_recovery_code_gets_its_owner_in_while_somebody_guesses(house: House, owner: Organizer) -> None:
    stranger = browser(house)
    guessed = [stranger.signs_in(OWNER, "a wrong password").status for _ in range(4)]
    somebody, new = browser(house), {"password": "four calm otters swim", "again": "four calm otters swim"}
    form = somebody.opens("/office/recover").forms[0]
    wrong = somebody.sends(form, email=OWNER, recovery="aaaa", **new)
    right = somebody.sends(form, email=OWNER, recovery=owner.codes[3], **new)

    assert (guessed[-1], wrong.status, right.status) == (429, 429, 303)


def test_strangers_at_many_addresses_do_not_keep_the_owner_out(
    house: House, owner: Organizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    object.__setattr__(house.app.extensions["house"], "limits", Limits(True, lambda: 0.0))
    only_right_one(monkeypatch)
    for n in range(80):
        last = browser(house).signs_in(f"n{n}@example.org", "a wrong password").status

    assert (last, browser(house).signs_in().status) == (429, 303)


def test_all_strangers_together_have_a_ceiling(house: House, owner: Organizer, monkeypatch: pytest.MonkeyPatch) -> None:
    object.__setattr__(house.app.extensions["house"], "limits", Limits(True, lambda: 0.0))
    monkeypatch.setattr("reflection_wall.rules.passwords.matches", lambda *_: False)
    found = [browser(house).signs_in(f"n{n}@example.org", "a wrong password").status for n in range(62)]

    assert (set(found[:60]), set(found[60:])) == ({422}, {429})


def test_with_an_app_the_password_alone_is_not_enough_and_a_code_works_once(house: House, owner: Organizer) -> None:
    app = owner.switches_app_code_on(house)
    owner.signs_out()
    house.clock.passes(60)
    code = shown_by(app, house.clock.now)
    tried = [browser(house).signs_in(code=each).status for each in ("", "000000", code, code)]

    assert tried == [422, 422, 303, 422]
    house.clock.passes(60)
    assert browser(house).signs_in(code=shown_by(app, house.clock.now)).status == 303


def test_the_code_that_switched_the_app_on_does_not_sign_in(house: House, owner: Organizer) -> None:
    app = owner.switches_app_code_on(house)

    assert browser(house).signs_in(code=shown_by(app, house.clock.now)).status == 422


def confirmation(owner: Organizer) -> tuple[Form, pyotp.TOTP]:
    """The form that switches an app's code on, and the app."""
    page = owner.sends(owner.opens("/office/you").form("/app-code"), password=PASSWORD)
    (secret,) = re.findall(r'<code class="secret">(\w+)</code>', page.html)
    return page.form("/confirm"), pyotp.TOTP(secret)


def asks_for_a_code(house: House) -> bool:
    """Whether the password alone is not enough."""
    return browser(house).signs_in().status == 422


@pytest.mark.parametrize("field", ["secret", "offer"])
def test_no_app_code_is_switched_on_with_a_secret_that_was_not_offered(
    house: House, owner: Organizer, field: str
) -> None:
    form, own = confirmation(owner)[0], pyotp.TOTP(pyotp.random_base32())
    page = owner.sends(form, "offer", **{field: own.secret, "code": shown_by(own, house.clock.now)})

    assert (page.status, asks_for_a_code(house)) == (422, False)


def test_an_offered_secret_is_for_the_sign_in_that_typed_the_password(house: House, owner: Organizer) -> None:
    form, app = confirmation(owner)
    other = browser(house)
    other.signs_in()
    token = other.opens("/office/you").form("/sign-out").fields["token"]
    page = other.sends(form, token=token, code=shown_by(app, house.clock.now))

    assert (page.status, asks_for_a_code(house)) == (422, False)


def test_an_offered_secret_is_good_for_ten_minutes(house: House, owner: Organizer) -> None:
    form, app = confirmation(owner)
    house.clock.passes(601)
    late = owner.sends(form, code=shown_by(app, house.clock.now))

    assert (late.status, "took too long" in late.text, asks_for_a_code(house)) == (422, True, False)


def test_an_app_s_code_is_switched_off_before_another_takes_its_place(house: House, owner: Organizer) -> None:
    earlier, other = confirmation(owner)
    begin = owner.opens("/office/you").form("/app-code")
    app = owner.switches_app_code_on(house)
    pages = [owner.sends(earlier, code=shown_by(other, house.clock.now)), owner.sends(begin, password=PASSWORD)]
    house.clock.passes(60)

    assert [(page.status, "Switch it off first" in page.text) for page in pages] == [(409, True)] * 2
    assert browser(house).signs_in(code=shown_by(app, house.clock.now)).status == 303


def test_a_recovery_code_stands_in_for_the_app_once(house: House, owner: Organizer) -> None:
    owner.switches_app_code_on(house)
    typed = owner.codes[0].replace("-", " ").upper()

    assert [browser(house).signs_in(code=typed).status for _ in range(2)] == [303, 422]


def test_a_recovery_code_stands_in_for_the_password_once_and_signs_out_everywhere(
    house: House, owner: Organizer
) -> None:
    somebody = browser(house)
    form = somebody.opens("/office/recover").forms[0]
    new = {"password": "four calm otters swim", "again": "four calm otters swim"}
    page = somebody.sends(form, email=OWNER, recovery=owner.codes[3], **new)

    assert (page.status, somebody.is_in(), owner.is_in()) == (303, True, False)
    assert [browser(house).signs_in(OWNER, each).status for each in (PASSWORD, new["password"])] == [422, 303]
    again = somebody.opens("/office/recover").forms[0]
    assert somebody.sends(again, email=OWNER, recovery=owner.codes[3], **new).status == 422


def test_recovery_still_asks_for_the_app(house: House, owner: Organizer) -> None:
    app = owner.switches_app_code_on(house)
    house.clock.passes(60)
    new = {"password": "four calm otters swim", "again": "four calm otters swim"}
    somebody = browser(house)
    form = somebody.opens("/office/recover").forms[0]
    tried = [
        somebody.sends(form, email=OWNER, recovery=owner.codes[0], code=code, **new).status
        for code in ("", shown_by(app, house.clock.now))
    ]

    assert tried == [422, 303]


def test_changing_the_password_asks_for_the_old_one_and_signs_out_everywhere_else(
    house: House, owner: Organizer
) -> None:
    elsewhere = browser(house)
    elsewhere.signs_in()
    form = owner.opens("/office/you").form("/password")
    new = {"new": "four calm otters swim", "again": "four calm otters swim"}
    wrong = owner.sends(form, password="not my password", **new)
    right = owner.sends(form, password=PASSWORD, **new)

    assert (wrong.status, right.status) == (422, 303)
    assert (owner.is_in(), elsewhere.is_in()) == (True, False)


def test_every_sign_in_is_listed_and_any_can_be_ended(house: House, owner: Organizer) -> None:
    others = [browser(house) for _ in range(3)]
    for each in others:
        each.signs_in()
    page = owner.opens("/office/you")
    ended = owner.sends(page.form("/sign-ins/end"))
    left = [each.is_in() for each in others]
    owner.sends(owner.opens("/office/you").form("/end-others"))

    assert (page.text.count("Another browser"), ended.status, left.count(False)) == (3, 303, 1)
    assert ([each.is_in() for each in others], owner.is_in()) == ([False] * 3, True)


def test_nobody_ends_a_sign_in_of_somebody_else(house: House, owner: Organizer) -> None:
    other = browser(house).accepts(owner.invites("jean@example.org", "organizer"))
    with house.store.reading() as session:
        own = session.scalars(select(SignIn.public_id).order_by(SignIn.id)).first() or ""
    owner_form = next(form for form in other.opens("/office/you").forms if form.action.endswith("/sign-out"))
    owner_form.action = "/office/you/sign-ins/end"
    page = other.sends(owner_form, which=own)

    assert (page.status, owner.is_in()) == (404, True)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost.evil.example", ""])
def test_a_form_from_elsewhere_does_nothing(house: House, owner: Organizer, origin: str) -> None:
    form = owner.opens("/office/people").forms[-1]
    owner.origin = origin
    page = owner.sends(form, name="Jean", email="jean@example.org", role="owner")

    assert page.status == 403
    with house.store.reading() as session:
        assert len(session.scalars(select(Account)).all()) == 1


def test_a_form_without_this_sign_in_s_own_token_does_nothing(house: House, owner: Organizer) -> None:
    other = browser(house)
    other.signs_in()
    theirs = other.opens("/office/people").forms[-1].fields["token"]
    form = owner.opens("/office/people").forms[-1]
    found = [
        owner.sends(form, name="Jean", email="jean@example.org", role="owner", token=token).status
        for token in ("", "x", "é", theirs)
    ]

    assert found == [403] * 4


def test_signing_in_cannot_be_done_for_somebody_by_another_page(house: House, owner: Organizer) -> None:
    somebody = browser(house)
    somebody.origin = "http://evil.example"

    assert (somebody.signs_in().status, somebody.is_in()) == (403, False)


def test_an_ownerless_office_says_where_the_link_is(house: House) -> None:
    assert "Nobody owns this installation yet" in browser(house).opens("/office/sign-in").text


def test_pages_of_the_office_speak_french(house: House, owner: Organizer) -> None:
    house.table().shares()
    page = owner.opens("/office?lang=fr")

    assert "Vos conférences" in page.text
    assert re.search(r"Citations permises\s:", page.text)


def test_a_link_stays_good_where_nothing_came_of_it(house: House, owner: Organizer) -> None:
    with house.store.reading() as session:
        used = session.scalars(select(Invitation.used_at)).all()

    assert [each is not None for each in used] == [True]
