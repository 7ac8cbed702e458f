"""Credentials: from what somebody types or their provider says to whose account it is, and what they change of it."""

from reflection_wall.services.credentials.changing import (
    ON_ALREADY,
    Protection,
    change_password,
    forget_provider,
    new_recovery_codes,
    protection,
    switch_app_code_off,
    switch_app_code_on,
)
from reflection_wall.services.credentials.knowing import address, by_provider, confirmed, recovered, signed_in

__all__ = [
    "ON_ALREADY",
    "Protection",
    "address",
    "by_provider",
    "change_password",
    "confirmed",
    "forget_provider",
    "new_recovery_codes",
    "protection",
    "recovered",
    "signed_in",
    "switch_app_code_off",
    "switch_app_code_on",
]
