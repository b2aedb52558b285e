"""The key under which a program calls: what it may hold, as asked and as described."""

import re
from typing import Any

from django.http import HttpRequest

from flatwright.api.errors import ApiError

HEADER, MOST = "Idempotency-Key", 200
_PATTERN = "^[!-~]*$"  # every sign of ASCII that is seen: headers carry no others safely
DESCRIBED: dict[str, Any] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "The same key with the same call is answered alike and done once.",
    "schema": {"type": "string", "maxLength": MOST, "pattern": _PATTERN},
}


def key_of(request: HttpRequest) -> str:
    """The key of a call; empty: none. Raises ApiError where it is no key."""
    key = request.headers.get(HEADER, "")
    if len(key) > MOST or not re.fullmatch(_PATTERN, key):
        says = (
            f"An Idempotency-Key has at most {MOST} signs, each of ASCII and seen: "
            "letters, digits, punctuation, no spaces."
        )
        raise ApiError(422, "invalid", says)
    return key
