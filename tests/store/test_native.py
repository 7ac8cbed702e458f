"""Native: what is done in a native thread and what greenlets do meanwhile get along, in every async mode."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.server import ROOT, environment

# Threads take turns as seldom as they can, unless they are told otherwise: two that meet at a lock are rare, and here
# they meet all the time.
MEET = """
from reflection_wall.green import go_green

go_green()

import logging, os, sys, threading, time
from sqlalchemy import select
from reflection_wall.models import Conference
from reflection_wall.store import Store, schema

schema.upgrade(os.environ["DATABASE_URL"])
store = Store(os.environ["DATABASE_URL"], async_mode=os.environ["ASYNC_MODE"])
query, log, written = select(Conference.id), logging.getLogger("both"), []
logging.basicConfig(stream=open(os.devnull, "w"))
sys.setswitchinterval(1e-6)

def asks(session):
    for _ in range(100):
        session.scalars(query).all()
        log.warning("asked")

def writes():
    for _ in range(5):
        store.write(lambda writing: asks(writing.session))
        store.aside(asks)
    written.append(True)

threading.Thread(target=writes, daemon=True).start()
while not written:
    with store.reading() as session:
        asks(session)
    time.sleep(0.001)
os._exit(0)
"""


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_whoever_meets_a_native_thread_at_a_lock_of_a_library_goes_on_and_so_does_the_thread(
    tmp_path: Path, mode: str
) -> None:
    env = environment(tmp_path, ASYNC_MODE=mode)
    ended = subprocess.run([sys.executable, "-c", MEET], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)

    assert (ended.returncode, ended.stderr) == (0, "")


# A server that loads wsgi.py may have patched everything already, as gunicorn does.
LOCKS = """
import os, sys
mode = os.environ["ASYNC_MODE"]
if "early" in sys.argv:
    __import__("eventlet").monkey_patch() if mode == "eventlet" else __import__("gevent.monkey").monkey.patch_all()

from reflection_wall.green import go_green

go_green()

import logging, threading
found = [threading.Lock(), threading.RLock(), logging._lock, logging.lastResort.lock]
print({type(each).__module__ for each in found}, flush=True)
os._exit(0)
"""


@pytest.mark.parametrize("when", ["first", "early"])
@pytest.mark.parametrize("mode", ["eventlet", "gevent"])
def test_locks_are_native_whoever_patched_first(tmp_path: Path, mode: str, when: str) -> None:
    words = [sys.executable, "-W", "ignore", "-c", LOCKS, when]
    env = environment(tmp_path, ASYNC_MODE=mode)
    ended = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "{'_thread'}\n", "")


# Two files of everything are wanted at once, and the second waits for the first: not everybody else with it.
ASIDE = """
from reflection_wall.green import go_green

go_green()

import os, threading, time
from reflection_wall.store import Store, schema

schema.upgrade(os.environ["DATABASE_URL"])
store = Store(os.environ["DATABASE_URL"], async_mode=os.environ["ASYNC_MODE"])
done = []

def takes(session):
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        sum(range(1000))

def wants():
    store.aside(takes)
    done.append("file")

wanting = [threading.Thread(target=wants) for _ in range(2)]
for each in wanting:
    each.start()
time.sleep(0.05)
store.write(lambda writing: None)
done.append("written")
for each in wanting:
    each.join()
assert done == ["written", "file", "file"], done
os._exit(0)
"""


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_who_waits_for_a_file_that_is_made_after_another_keeps_nobody(tmp_path: Path, mode: str) -> None:
    env = environment(tmp_path, ASYNC_MODE=mode)
    ended = subprocess.run([sys.executable, "-c", ASIDE], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)

    assert (ended.returncode, ended.stderr) == (0, "")
