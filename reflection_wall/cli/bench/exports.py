"""Exports: how long a file of each format takes, and how much memory, with as many reflections as a large year has."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import tempfile
import time
from datetime import timedelta
from functools import partial
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

import click
from sqlalchemy import insert

from reflection_wall.cli.bench.hall import memory
from reflection_wall.cli.conference import AS_JSON
from reflection_wall.cli.installation import say
from reflection_wall.exports.formats import FORMATS
from reflection_wall.exports.parcel import Parcel
from reflection_wall.models import Code, Codebook, Coding, Conference, Organizer, Prompt, Reflection, Revision, Table
from reflection_wall.rules import keys, plan
from reflection_wall.rules.receipts import reference
from reflection_wall.services import admit, arrange
from reflection_wall.services.review import Scope
from reflection_wall.store import Store, Writing, schema

CODE = "BENCH"
SECRET = "nobody is invited"  # noqa: S105
AT_ONCE = 1000
WORDS = "we visited each other’s schools and asked what learners notice ᓂᐦᐃᔭᐍᐏᐣ déjà 👍".split()  # noqa: SIM905


@click.command()
@click.option("--reflections", type=click.IntRange(1, 200_000), default=20_000, show_default=True)
@click.option("--formats", default=",".join(FORMATS), show_default=True, help="Which formats, one after the other.")
@AS_JSON
def exports(reflections: int, formats: str, as_json: bool) -> None:
    """Measure seconds and growth of memory for each format, each in a process of its own."""
    wanted = [each.strip() for each in formats.split(",")]
    if unknown := [each for each in wanted if each not in FORMATS]:
        raise click.UsageError(f"There is no format {unknown[0]}.")
    with tempfile.TemporaryDirectory() as home:
        url = f"sqlite:///{Path(home) / 'bench.db'}"
        _fill(url, reflections)
        found = [_measured(url, each, home) for each in wanted]
    say(found, as_json=as_json, lines=[_line(each) for each in found])


def _line(each: dict[str, Any]) -> str:
    return (
        f"{each['format']:<5} {each['reflections']} reflections: "
        f"{each['seconds']} s ({each['cpu_seconds']} s at work), "
        f"a file of {each['megabytes']} MB, "
        f"memory grew by {each['grew_mb']} MB"
    )  # fmt: skip


def _measured(url: str, kind: str, home: str) -> dict[str, Any]:
    """One format in a process of its own, so that no other's memory counts."""
    spawn = multiprocessing.get_context("spawn")
    told: Queue[dict[str, Any]] = spawn.Queue()
    process = spawn.Process(target=_export, args=(url, kind, home, told))
    process.start()
    process.join()
    if process.exitcode:
        raise click.ClickException(f"{kind} could not be written.")
    return told.get()


def _export(url: str, kind: str, home: str, told: Queue[dict[str, Any]]) -> None:
    store = Store(url)
    file = Path(home) / f"out.{kind}"
    with store.reading() as session:
        found = admit.conference(session, CODE)
        before = memory(os.getpid())
        began, worked = time.perf_counter(), time.process_time()
        with file.open("wb") as out:
            count = FORMATS[kind].write(Parcel(session, found, Scope(), store.clock()), out)
        seconds, worked = time.perf_counter() - began, time.process_time() - worked
    store.close()
    most = _most()
    told.put(
        {
            "format": kind,
            "reflections": count,
            "seconds": round(seconds, 1),
            "cpu_seconds": round(worked, 1),
            "megabytes": round(file.stat().st_size / 1e6, 1),
            "grew_mb": None if most is None or before is None else round(most - before, 1),
        }
    )


def _most() -> float | None:
    """The most megabytes that this process ever held, where the system tells."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    except OSError:
        return None
    return round(int(found[1]) / 1024, 1) if found else None


def _fill(url: str, many: int) -> None:
    schema.upgrade(url)
    store = Store(url)
    arrange.create(store, SECRET, plan.read(_plan()))
    with store.reading() as session:
        conference_id = admit.conference(session, CODE).id
    chance = random.Random(1)  # noqa: S311
    store.write(lambda writing: _code(writing, conference_id))
    for first in range(0, many, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, many))
        store.write(partial(_share, conference_id=conference_id, numbers=numbers, chance=chance))
    store.close()


def _plan() -> str:
    communities = "\n".join(f'[[communities]]\nname = "Community {n}"' for n in range(20))
    tables = "\n".join(f'[[tables]]\nlabel = "{n}"\ncommunity = "Community {n % 20}"' for n in range(1, 61))
    return (
        f'[programme]\ntitle = "Bench"\n{communities}\n[conference]\ntitle = "Bench"\ncode = "{CODE}"\n'
        f'[[prompts]]\ntext = "How fast?"\n{tables}\n'
    )


def _code(writing: Writing, conference_id: int) -> None:
    programme = writing.session.get_one(Conference, conference_id).programme_id
    book = Codebook(programme_id=programme, public_id="bench", name={"und": "Bench"}, about={}, source="", position=1)
    who = Organizer(
        public_id="bench", email="bench@example.org", name="Bench", role="organizer", created_at=writing.now
    )
    writing.session.add_all([book, who])
    writing.session.flush()
    for n in range(10):
        writing.session.add(
            Code(
                codebook_id=book.id, public_id=f"c{n}", name={"und": f"Code {n}"}, definition={}, source="", position=n
            )
        )


def _share(writing: Writing, conference_id: int, numbers: range, chance: random.Random) -> None:
    session = writing.session
    tables = session.query(Table).filter(Table.conference_id == conference_id).all()
    prompt = session.query(Prompt).filter(Prompt.conference_id == conference_id).one()
    coder, codes = session.query(Organizer).one().id, [each.id for each in session.query(Code)]
    rows = []
    for n in numbers:
        table, moment = chance.choice(tables), writing.now + timedelta(seconds=n)
        rows.append(
            Reflection(
                public_id=keys.fresh(), conference_id=conference_id, table_id=table.id,
                community_id=table.community_id, prompt_id=prompt.id, prompt_version=1,
                write_key_hash=keys.kept(keys.fresh()), reference=f"{reference(table.label)}{n}", source="phone",
                state=chance.choice(("live", "live", "live", "held", "hidden")), revision=1, shown_revision=1,
                consent=chance.choice(("wall", "report", "quote")), flags=[], received_at=moment, shown_at=moment,
            )
        )  # fmt: skip
    session.add_all(rows)
    session.flush()
    said = [" ".join(chance.choices(WORDS, k=chance.randint(40, 120)))[:1500] for _ in rows]
    session.execute(
        insert(Revision),
        [
            {
                "reflection_id": row.id, "number": 1, "text": text, "consent": row.consent, "on_wall": True,
                "prompt_id": prompt.id, "payload_hash": "", "words_hash": str(row.id), "late": False, "lang": "en",
                "received_at": row.received_at,
            }
            for row, text in zip(rows, said, strict=True)
        ],
    )  # fmt: skip
    session.execute(
        insert(Coding),
        [
            {
                "reflection_id": row.id, "code_id": chance.choice(codes), "coder_id": coder, "revision": 1,
                "start": None if n % 2 else 3, "end": None if n % 2 else 20, "coded_at": writing.now,
            }
            for n, row in enumerate(rows)
        ],
    )  # fmt: skip
