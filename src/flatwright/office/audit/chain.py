"""The chain: each event's digest is keyed and covers the one before it."""

import hmac
import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from flatwright.office.audit.models import Event

_COVERED = (
    "at",
    "actor",
    "source",
    "verb",
    "subject",
    "subject_id",
    "subject_name",
    "client_id",
    "before",
    "after",
)


def digest_of(event: Event, before: str) -> str:
    """The keyed digest (HMAC-SHA256, hex) of an event and the digest before it."""
    told: dict[str, Any] = {name: getattr(event, name) for name in _COVERED}
    told["at"] = event.at.isoformat(timespec="microseconds")
    text = json.dumps([before, told], sort_keys=True, ensure_ascii=True)
    key = settings.AUDIT_KEY.encode()
    return hmac.new(key, text.encode(), "sha256").hexdigest()


def first_broken(events: Iterable[Event], last: str = "") -> tuple[Event | None, str, int]:
    """The first event that does not follow from those before it; last digest and count.

    `last` is the digest of the event before the first of them.
    """
    count = 0
    for event in events:
        if event.digest != digest_of(event, last):
            return event, last, count
        last, count = event.digest, count + 1
    return None, last, count
