"""XML: small pieces of a document as text, so that a long one is written as it is read and never held as a whole."""

from __future__ import annotations

import re
from xml.etree import ElementTree

# XML 1.0, section 2.2: all that a document cannot hold.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def speakable(text: str) -> str:
    """The text with U+FFFD for what no XML can hold, and one kind of line break: another would come back as this."""
    return _UNSPEAKABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def element(tag: str, *inside: ElementTree.Element | str | None, **attributes: str | None) -> ElementTree.Element:
    """One element with what is in it: other elements, or words; None is left out."""
    made = ElementTree.Element(tag, {name: speakable(said) for name, said in attributes.items() if said is not None})
    for each in inside:
        if isinstance(each, str):
            made.text = speakable(each)
        elif each is not None:
            made.append(each)
    return made


def text_of(made: ElementTree.Element) -> str:
    """The element as text."""
    return ElementTree.tostring(made, encoding="unicode")


def opening(tag: str, namespace: str, **attributes: str) -> str:
    """The first tag of a document, left open: all of its elements are of this namespace."""
    bare = text_of(element(tag, "", **attributes)).removesuffix("/>").rstrip().removesuffix(f"></{tag}>")
    return f'{DECLARATION}{bare} xmlns="{namespace}">'
