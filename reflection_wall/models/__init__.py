"""The shape of memory: every table and the promises that the database itself keeps."""

from reflection_wall.models.access import Pass
from reflection_wall.models.base import Base
from reflection_wall.models.conference import Conference, Prompt, Table, Wording
from reflection_wall.models.evidence import Code, Codebook, Coding, Deed, Memo, Quote, Reviewed, Settlement, Sieve
from reflection_wall.models.exchange import Note, Resonance, Signature, Translation
from reflection_wall.models.office import (
    Departure,
    Erasure,
    Invitation,
    Leading,
    Organizer,
    RecoveryCode,
    SignIn,
)
from reflection_wall.models.programme import Community, Programme
from reflection_wall.models.reflection import REDACTED_AT, SEEN, Reflection, Revision, Verdict
from reflection_wall.models.stage import Stage
from reflection_wall.models.theme import Grouping, Theme

__all__ = [
    "REDACTED_AT",
    "SEEN",
    "Base",
    "Code",
    "Codebook",
    "Coding",
    "Community",
    "Conference",
    "Deed",
    "Departure",
    "Erasure",
    "Grouping",
    "Invitation",
    "Leading",
    "Memo",
    "Note",
    "Organizer",
    "Pass",
    "Programme",
    "Prompt",
    "Quote",
    "RecoveryCode",
    "Reflection",
    "Resonance",
    "Reviewed",
    "Revision",
    "Settlement",
    "Sieve",
    "SignIn",
    "Signature",
    "Stage",
    "Table",
    "Theme",
    "Translation",
    "Verdict",
    "Wording",
]
