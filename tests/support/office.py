"""The people of the office, each with a browser that runs no scripts: the owner who set it up, and whom they invite."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pyotp

from reflection_wall.services.organize import invite
from support.conference import House
from support.visitor import Page, Visitor

OWNER, PASSWORD = "marie@example.org", "three quiet otters"


class Organizer(Visitor):
    """Somebody with an account."""

    codes: list[str]

    def sets_up(self, house: House, email: str = OWNER) -> Organizer:
        """Open the link that the server printed and own the installation."""
        return self.accepts(f"/office/welcome/{invite.set_up(house.store)}", email=email, name="Marie Tremblay")

    def accepts(self, link: str, password: str = PASSWORD, **typed: str) -> Organizer:
        """Open a link that was shown once and choose a password."""
        page = self.sends(self.opens(link).forms[0], password=password, again=password, **typed)
        assert page.status == 200, page.text
        self.codes = re.findall(r"<code>([a-z2-7-]+)</code>", page.html)
        return self

    def signs_in(self, email: str = OWNER, password: str = PASSWORD, code: str = "") -> Page:
        """Fill in the form and send it."""
        form = self.opens("/office/sign-in").form("/sign-in")
        return self.sends(form, email=email, password=password, code=code)

    def signs_out(self) -> Page:
        """Press the button that every page has."""
        return self.sends(self.opens("/office/you").form("/sign-out"))

    def invites(self, email: str, role: str, community: str = "") -> str:
        """Invite somebody and read their link off the page, as a path."""
        form = next(form for form in self.opens("/office/people").forms if "email" in form.fields)
        more = {"community": community} if community else {}
        page = self.sends(form, name=email.partition("@")[0].title(), email=email, role=role, **more)
        assert page.status == 200, page.text
        return link_on(page)

    def switches_app_code_on(self, house: House, password: str = PASSWORD) -> pyotp.TOTP:
        """Have an app show codes from now on; the app is the answer."""
        page = self.sends(self.opens("/office/you").form("/app-code"), password=password)
        form = page.form("/confirm")
        (secret,) = re.findall(r'<code class="secret">(\w+)</code>', page.html)
        app = pyotp.TOTP(secret)
        assert self.sends(form, code=shown_by(app, house.clock.now)).status == 303
        return app

    def is_in(self) -> bool:
        """Whether the office opens."""
        return self.opens("/office").status == 200


def shown_by(app: pyotp.TOTP, now: datetime) -> str:
    """What an app shows at this moment."""
    return app.at(now.astimezone(UTC))


def link_on(page: Page) -> str:
    """The path of the link that a page shows this once."""
    (found,) = re.findall(r"(/office/welcome/[\w-]+)", page.html)
    return str(found)
