"""Runs tests in a process that is patched as a server's is: `ASYNC_MODE=gevent python tests/support/green.py FILE…`."""

from reflection_wall.green import go_green

# First, before anything else can have used what it patches.
go_green()

import os
import sys

import pytest

os.environ["TESTS_ARE_GREEN"] = os.environ["ASYNC_MODE"]
QUIETLY = ["--quiet", "-p", "no:cacheprovider", "-p", "no:playwright", "-p", "no:xdist"]

# At once: a green process that ends in good order waits for every thread of its libraries.
os._exit(int(pytest.main([*QUIETLY, *sys.argv[1:]])))
