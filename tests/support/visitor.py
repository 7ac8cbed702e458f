"""A browser without JavaScript: it keeps cookies, reads pages, fills forms in and sends them as a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask import Flask

Attributes = dict[str, str]
VOID = frozenset(["br", "hr", "img", "input", "link", "meta"])


@dataclass
class Form:
    """One form as it stands in a page, with what a browser would send of it."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """What came back: status, headers and what a reader finds in it."""

    def __init__(self, status: int, headers: dict[str, str], html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.status, self.headers, self.html = status, headers, html
        self.every_header: list[tuple[str, str]] = list(headers.items())
        self.elements: list[tuple[str, Attributes]] = []
        self.forms: list[Form] = []
        self._words: list[str] = []
        self._box: str | None = None
        self._open: list[str] = []
        self.feed(html)

    @property
    def text(self) -> str:
        """All that is written in it, spaces as one."""
        return " ".join("".join(self._words).split())

    def all(self, tag: str) -> list[Attributes]:
        """The attributes of every such element."""
        return [attributes for name, attributes in self.elements if name == tag]

    def form(self, ends: str, nth: int = 0) -> Form:
        """The nth form whose address ends like this."""
        return [form for form in self.forms if form.action.endswith(ends)][nth]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            self.forms.append(Form(attributes.get("action", ""), attributes.get("method", "get")))
        elif tag == "input":
            self._input(attributes)
        elif tag == "textarea" and "name" in attributes:
            self._box = attributes["name"]
            self.forms[-1].fields[self._box] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._box is not None:
            # A browser ignores one line break right after the tag.
            fields = self.forms[-1].fields
            fields[self._box] = fields[self._box].removeprefix("\n")
            self._box = None
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._box is not None:
            self.forms[-1].fields[self._box] += data
        elif not {"script", "style", "title"} & set(self._open):
            self._words.append(data)

    def _input(self, attributes: Attributes) -> None:
        kind = attributes.get("type", "text")
        chosen = kind not in ("checkbox", "radio") or "checked" in attributes
        if self.forms and "name" in attributes and chosen:
            self.forms[-1].fields[attributes["name"]] = attributes.get(
                "value", "on" if kind in ("checkbox", "radio") else ""
            )


class Visitor:
    """Somebody with an old browser, or with scripts blocked."""

    # What a browser says of the page that a form stands in.
    origin = "http://localhost"

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()
        self._at = ""

    def opens(self, path: str, **headers: str) -> Page:
        """Go to an address, without following where it may lead."""
        self._at = path
        return _page(self._client.get(path, headers=_named(headers)))

    def sends(self, form: Form, *without: str, **typed: str) -> Page:
        """Fill the form in and send it; redirects are not followed."""
        values = {name: value for name, value in {**form.fields, **typed}.items() if name not in without}
        lines = {name: value.replace("\r\n", "\n").replace("\n", "\r\n") for name, value in values.items()}
        headers = {"Origin": self.origin} if form.method.lower() == "post" else {}
        return _page(
            self._client.open(form.action or self._at, method=form.method.upper(), data=lines, headers=headers)
        )

    def follows(self, page: Page) -> Page:
        """Go where a redirect leads."""
        assert page.status == 303, page.html
        return self.opens(page.headers["Location"])

    def cookies(self) -> dict[str, str]:
        """What the browser keeps."""
        return {name: cookie.value for (_, _, name), cookie in self._client._cookies.items()}

    def loses(self, cookie: str) -> None:
        """Forget one cookie."""
        self._client.delete_cookie(cookie)


def _page(reply: Any) -> Page:
    page = Page(reply.status_code, dict(reply.headers), reply.get_data(as_text=True))
    page.every_header = list(reply.headers)
    return page


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
