"""Refusals: raised where a rule says no, and put into the visitor's language once, at the edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def later(text: str) -> str:
    """Mark an English sentence for translation at the edge (Babel collects it by this function's name)."""
    return text


@dataclass(frozen=True)
class Message:
    """One sentence to be translated, with the values that go into its %(name)s places; a value may be one itself."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.values if self.values else self.text


class Refused(Exception):
    """Something was asked that cannot be done; `message` says why in one sentence."""

    message = Message(later("This cannot be done."))

    def __init__(self, message: Message | None = None) -> None:
        self.message = message or type(self).message
        super().__init__(self.message.text)


class Invalid(Refused):
    """What was sent breaks a rule; `errors` has a sentence for each field at fault."""

    message = Message(later("Please look at this once more."))

    def __init__(self, errors: dict[str, Message]) -> None:
        super().__init__(next(iter(errors.values()), None))
        self.errors = errors


class Unknown(Refused):
    """No such thing, or not through this link: one answer for both."""

    message = Message(later("This link is not known here. It may have been renewed: please scan the code again."))


NO_REFLECTION = later("There is no such reflection here.")


class Forbidden(Refused):
    """The link is good, but not for this."""

    message = Message(later("This link does not allow that."))


class Archived(Refused):
    """The conference takes no more changes."""

    message = Message(later("This conference is archived and takes no more changes."))


class Conflict(Refused):
    """Somebody was quicker, or the same revision says two things; `present` is what stands now."""

    message = Message(later("This was changed meanwhile."))

    def __init__(self, message: Message | None = None, present: Any = None) -> None:
        super().__init__(message)
        self.present = present


class Gone(Refused):
    """It was taken back or erased, for good."""

    message = Message(later("This reflection was taken back and cannot be sent again."))
