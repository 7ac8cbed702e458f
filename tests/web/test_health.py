"""For whoever watches over it: the process, the database, and what is connected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from support.conference import House
from support.people import in_process
from support.problems import problem

from reflection_wall.app import create_app
from reflection_wall.settings import Settings


def metrics(house: House, settings: Settings) -> House:
    """The house with its figures open."""
    app = create_app(replace(settings, metrics=True), house.store)
    return replace(house, send=in_process(app.test_client()))


def test_the_process_is_up(house: House) -> None:
    reply = house.send("GET", "/healthz")

    assert (reply.status, reply.body) == (200, {"status": "up"})


def test_the_database_answers_and_is_of_the_newest_shape(house: House) -> None:
    reply = house.send("GET", "/readyz")

    assert (reply.status, reply.body) == (200, {"status": "ready"})


@pytest.mark.parametrize("version", ["99999999_future", "older"])
def test_a_database_of_another_shape_is_not_ready(house: House, version: str) -> None:
    house.store.write(lambda w: w.session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version}))
    reply = house.send("GET", "/readyz")

    assert (reply.status, reply.body, house.send("GET", "/healthz").status) == (503, {"status": "not ready"}, 200)


def test_a_database_that_is_gone_is_not_ready(house: House, settings: Settings) -> None:
    assert settings.sqlite_path is not None
    settings.sqlite_path.unlink()
    settings.sqlite_path.mkdir()

    assert house.send("GET", "/readyz").status == 503


def test_figures_are_told_where_they_are_wanted(house: House, settings: Settings) -> None:
    reply = metrics(house, settings).send("GET", "/metrics")

    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    assert reply.body.splitlines() == [
        'reflection_wall_head{conference="FALL25"} 1',
        'reflection_wall_sockets{audience="desk"} 0',
        'reflection_wall_sockets{audience="wall"} 0',
    ]


def test_figures_tell_no_key_and_no_word(house: House, settings: Settings) -> None:
    house.table().shares("Canary.")
    told = metrics(house, settings).send("GET", "/metrics").body

    assert [leak for leak in ("Canary", *house.keys.values(), *house.tables.values()) if leak in told] == []


def test_figures_are_told_nowhere_else(house: House) -> None:
    assert house.send("GET", "/metrics").status == 404


def test_a_problem_of_the_api_is_never_a_page(house: House) -> None:
    problem(house.send("GET", "/api/metrics"), 404)
