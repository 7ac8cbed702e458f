"""Which sites may frame a page: origins and nothing else, whatever was pasted."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflection_wall.rules.refusals import Invalid
from reflection_wall.rules.sites import sites


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://example.org", "https://example.org"),
        ("  example.org/communities?x=1#y ", "https://example.org"),
        ("HTTP://Example.ORG:8080/", "http://example.org:8080"),
        ("https://écoles.example", "https://xn--coles-9ra.example"),
    ],
)
def test_of_an_address_its_origin_is_kept(typed: str, origin: str) -> None:
    assert sites(typed) == [origin]


def test_every_line_is_a_site_and_each_is_kept_once() -> None:
    assert sites("a.example\n\nb.example\nhttps://a.example/\n") == ["https://a.example", "https://b.example"]


@pytest.mark.parametrize(
    "typed", ["*", "https://*.example.org", "'self'", "javascript://x", "https://a.example; script-src *", "a b", "//"]
)
def test_what_is_no_site_is_refused_with_its_line(typed: str) -> None:
    with pytest.raises(Invalid, match="is no site") as wrong:
        sites(f"https://fine.example\n{typed}")

    assert wrong.value.errors["sites"].values["line"] == 2


def test_a_list_has_an_end() -> None:
    with pytest.raises(Invalid):
        sites("\n".join(f"s{n}.example" for n in range(21)))


@given(st.text(max_size=80))
def test_nothing_comes_out_that_could_say_more_in_a_header(typed: str) -> None:
    try:
        found = sites(typed)
    except Invalid:
        return
    assert all(re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?", each) for each in found)
