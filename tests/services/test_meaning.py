"""Meaning: vectors from the extra's own files, nothing fetched, and nothing amiss without the extra."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reflection_wall.services import meaning

there = pytest.mark.skipif(not meaning.installed(), reason="the extra themes has no wheel for this machine")

ALONE = """
import socket, sys
def refused(*_): raise AssertionError("a connection")
socket.socket.connect = socket.getaddrinfo = refused
import eventlet, eventlet.tpool
eventlet.monkey_patch()
from reflection_wall.services import meaning
found = eventlet.tpool.execute(meaning.vectors, ["Elders", ""])
print(found.shape, {"wordllama", "requests", "huggingface_hub"} & set(sys.modules))
"""
WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(("numpy", "tokenizers", "wordllama")))
import reflection_wall.app
from reflection_wall.services import meaning
print(meaning.installed(), meaning.meaning())
"""


def runs(program: str) -> str:
    """What a process of its own prints."""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


@there
def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    money, budget, elders, nothing = meaning.vectors(["money for schools", "the budget", "Elders tell stories", ""])

    assert money @ budget > money @ elders
    assert not nothing.any()


@there
def test_a_green_server_has_vectors_without_asking_anybody_or_loading_who_would() -> None:
    assert runs(ALONE) == "(2, 256) set()"


def test_without_the_extra_everything_starts_and_nothing_has_a_meaning() -> None:
    assert runs(WITHOUT) == "False None"


@pytest.mark.parametrize("missing", ["numpy", "tokenizers", "wordllama"])
def test_all_of_the_extra_must_be_there(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    find = meaning.find_spec
    monkeypatch.setattr(meaning, "find_spec", lambda name: None if name == missing else find(name))

    assert meaning.meaning() is None
