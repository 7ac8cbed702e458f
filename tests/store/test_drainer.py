"""The drainer: a batch is one durable transaction, in which a job that fails undoes only itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select, text
from support.conference import House
from support.people import Reply, fresh_key, in_process
from support.problems import problem
from support.server import until

from reflection_wall.models import Conference, Prompt, Reflection, Stage
from reflection_wall.rules.refusals import Conflict
from reflection_wall.store import Store, Unavailable, Writing, engines

Deed = Callable[[Writing], Any]


class Gate:
    """Keeps the drainer at its work until it is opened. A native lock: a deed waits in a native thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lock.acquire()

    def keeps(self, _: Writing) -> None:
        """The deed that waits."""
        self._lock.acquire(timeout=30)

    def opens(self) -> None:
        """Let it be done."""
        self._lock.release()


def together(store: Store, *deeds: Deed) -> list[Future[Any]]:
    """Have all of these done in one batch."""
    gate = Gate()
    with ThreadPoolExecutor(len(deeds) + 1) as people:
        people.submit(store.write, gate.keeps)
        until(lambda: not store._drainer._waiting, "the drainer never began")
        asked = []
        for n, deed in enumerate(deeds, start=1):
            asked.append(people.submit(store.write, deed))
            until(lambda n=n: len(store._drainer._waiting) == n, "a job never reached the drainer")  # type: ignore[misc]
        gate.opens()
    return asked


def beside_a_failing_commit(house: House, call: Callable[[], Any]) -> Any:
    """What somebody hears whose write lands in a batch that cannot be committed."""
    gate = Gate()
    with ThreadPoolExecutor(3) as people:
        people.submit(house.store.write, gate.keeps)
        until(lambda: not house.store._drainer._waiting, "the drainer never began")
        people.submit(house.store.write, spoils_the_commit)
        asked = people.submit(call)
        until(lambda: len(house.store._drainer._waiting) == 2, "a job never reached the drainer")
        gate.opens()
    return asked.result()


def scene(name: str) -> Deed:
    """A deed that changes the stage."""

    def deed(writing: Writing) -> str:
        stage = writing.session.scalars(select(Stage)).one()
        stage.scene = name
        writing.changed(stage)
        return name

    return deed


def refused(writing: Writing) -> None:
    """A deed that changes the stage and then thinks better of it."""
    scene("blank")(writing)
    writing.session.flush()
    raise Conflict


def breaks(writing: Writing) -> None:
    """A deed with a fault of ours in it."""
    scene("blank")(writing)
    raise ZeroDivisionError


def spoils_the_commit(writing: Writing) -> str:
    """A deed that breaks a promise which SQLite looks at when it commits."""
    writing.session.execute(text("PRAGMA defer_foreign_keys=ON"))
    writing.session.execute(text("INSERT INTO wording (prompt_id, version, text) VALUES (999, 1, '{}')"))
    return "done"


def stage_of(house: House) -> tuple[str, int | None, int]:
    """Scene and number of the stage, and the counter."""
    with house.store.reading() as session:
        stage = session.scalars(select(Stage)).one()
        return stage.scene, stage.changed_seq, session.scalars(select(Conference.last_seq)).one()


def test_a_deed_answers_when_it_is_stored(house: House) -> None:
    assert (house.store.write(scene("live")), stage_of(house)) == ("live", ("live", 2, 2))


def test_a_deed_that_is_refused_undoes_itself(house: House) -> None:
    with pytest.raises(Conflict):
        house.store.write(refused)

    assert stage_of(house) == ("opening", 1, 1)


@pytest.mark.parametrize(("bad", "error"), [(refused, Conflict), (breaks, ZeroDivisionError)])
def test_a_failing_job_of_a_batch_undoes_only_itself_and_leaves_no_gap(
    house: House, bad: Deed, error: type[Exception]
) -> None:
    def shares(n: int) -> Deed:
        def deed(writing: Writing) -> int:
            row = writing.session.get_one(Reflection, ids[n])
            row.pinned = True
            writing.changed(row)
            return n

        return deed

    for _ in range(4):
        house.table().shares()
    with house.store.reading() as session:
        ids = list(session.scalars(select(Reflection.id).order_by(Reflection.id)))
    before = house.head()
    first, second, failed, third, fourth = together(house.store, shares(0), shares(1), bad, shares(2), shares(3))

    assert [each.result() for each in (first, second, third, fourth)] == [0, 1, 2, 3]
    with pytest.raises(error):
        failed.result()
    assert [item["seq"] for item in house.wall.frame(before)["items"]] == [before + n for n in (1, 2, 3, 4)]
    assert stage_of(house)[0] == "opening"


def test_two_changes_of_one_row_in_a_batch_draw_one_number(house: House) -> None:
    together(house.store, scene("live"), scene("blank"))

    assert stage_of(house) == ("blank", 2, 2)


def test_a_batch_rings_once_after_its_commit(house: House) -> None:
    bell = house.store.bell()
    together(house.store, scene("live"), refused)

    assert bell.is_set()


def test_a_failing_commit_is_unavailable_to_everybody_and_changes_nothing(house: House) -> None:
    asked = together(house.store, scene("live"), spoils_the_commit, refused)

    assert [type(each.exception()) for each in asked] == [Unavailable] * 3
    assert stage_of(house) == ("opening", 1, 1)


def test_a_failing_commit_rings_no_bell(house: House) -> None:
    bell = house.store.bell()
    with pytest.raises(Unavailable):
        house.store.write(spoils_the_commit)

    assert not bell.is_set()


def test_the_next_batch_works_as_if_nothing_had_been(house: House) -> None:
    with pytest.raises(Unavailable):
        house.store.write(spoils_the_commit)

    assert (house.store.write(scene("live")), stage_of(house)) == ("live", ("live", 2, 2))


def test_a_phone_hears_that_it_could_not_be_stored_and_its_retry_is_new(house: House) -> None:
    key = fresh_key()
    reply = beside_a_failing_commit(house, lambda: house.table().puts(key))

    assert problem(reply, 503)["detail"].startswith("It could not be stored just now.")
    assert (reply.headers["Retry-After"], house.table().puts(key).status) == ("3", 201)


def test_a_hide_that_could_not_be_stored_says_so_at_the_desk(house: House) -> None:
    item = house.desk.item(house.table().shares()["reference"])

    problem(beside_a_failing_commit(house, lambda: house.desk.judges(item, "hide")), 503)


def test_a_form_that_could_not_be_stored_comes_back_with_its_words(house: House) -> None:
    visitor = house.visitor()
    sheet = visitor.opens(f"/t/{house.tables['14']}")
    back = beside_a_failing_commit(house, lambda: visitor.sends(sheet.forms[0], text="Our words."))

    assert (back.status, back.forms[0].fields["text"]) == (503, "Our words.")
    assert back.headers["Retry-After"] == "3"
    assert visitor.sends(back.forms[0]).status == 303


def test_fifty_copies_of_one_reflection_are_one_row_and_one_number(house: House) -> None:
    key, before, ready = fresh_key(), house.head(), threading.Barrier(50)

    def puts(_: int) -> Reply:
        table = house.table()
        table.send = in_process(house.app.test_client())
        ready.wait(30)
        return table.puts(key)

    with ThreadPoolExecutor(50) as phones:
        replies = list(phones.map(puts, range(50)))

    assert sorted(reply.status for reply in replies) == [200] * 49 + [201]
    assert sum(reply.body.get("replayed", False) for reply in replies) == 49
    assert len({reply.body["reference"] for reply in replies}) == 1
    assert (house.head(), len(house.wall.texts())) == (before + 1, 1)


def test_fifty_tables_at_once_draw_fifty_numbers_without_a_gap(house: House) -> None:
    before, ready = house.head(), threading.Barrier(50)

    def puts(n: int) -> int:
        table = house.table()
        table.send = in_process(house.app.test_client())
        ready.wait(30)
        return table.puts(fresh_key(), f"Number {n}.").status

    with ThreadPoolExecutor(50) as phones:
        statuses = list(phones.map(puts, range(50)))

    assert statuses == [201] * 50
    assert [item["seq"] for item in house.wall.frame(before)["items"]] == list(range(before + 1, before + 51))


def test_a_write_waits_for_a_busy_database_and_then_says_so_while_readers_go_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "COMMAND_BUSY_MS", 400)
    hurried = Store(house.store.url, async_mode=house.store.async_mode, clock=house.clock)
    somebody = engines.writer(house.store.url, checkpoints=False)
    with somebody.begin(), ThreadPoolExecutor(1) as people:
        asked = people.submit(hurried.write, scene("live"))
        seen = []
        while not asked.done():
            with hurried.reading() as session:
                seen.append(session.scalars(select(Stage.scene)).one())
            time.sleep(0.001)
    somebody.dispose()

    assert type(asked.exception()) is Unavailable
    assert set(seen) == {"opening"}
    assert (hurried.write(scene("live")), stage_of(house)[0]) == ("live", "live")
    hurried.close()


def test_a_reader_sees_one_moment_and_cannot_write(house: House) -> None:
    with house.store.reading() as session:
        before = session.scalars(select(Conference.last_seq)).one()
        house.table().shares()
        session.expire_all()
        same = session.scalars(select(Conference.last_seq)).one()
        with pytest.raises(Exception, match="readonly"):
            session.execute(text("UPDATE conference SET last_seq = 0"))

    assert (same, house.head()) == (before, before + 1)


def test_a_store_that_closes_finishes_what_waits(house: House, settings: Any) -> None:
    other = Store(settings.database_url, async_mode=settings.async_mode)
    gate = Gate()
    with ThreadPoolExecutor(3) as people:
        people.submit(other.write, gate.keeps)
        until(lambda: not other._drainer._waiting)
        asked = people.submit(other.write, scene("live"))
        until(lambda: len(other._drainer._waiting) == 1)
        closing = people.submit(other.close)
        gate.opens()

    assert (asked.result(), closing.result(), stage_of(house)[0]) == ("live", None, "live")


def test_only_one_prompt_can_be_open_whoever_writes(house: House) -> None:
    def opens_all(writing: Writing) -> None:
        for prompt in writing.session.scalars(select(Prompt)):
            prompt.state = "open"

    with pytest.raises(Exception, match="UNIQUE constraint failed"):
        house.store.write(opens_all)
