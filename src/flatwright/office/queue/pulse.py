"""Whether a worker is there: each one notes it now and then, where all can see it."""

from datetime import datetime, timedelta

from django.core.cache import cache

EVERY = timedelta(minutes=1)
BELIEVED = timedelta(minutes=3)  # so long after its last note a worker counts as there
_KEY = "worker-seen"


def beat(now: datetime, before: datetime | None = None) -> datetime:
    """Note that a worker is there, once a minute; when it was noted last."""
    if before is not None and now - before < EVERY:
        return before
    cache.set(_KEY, now.isoformat(), None)
    return now


def last_seen() -> datetime | None:
    """When a worker noted last that it is there; None where none ever did."""
    told = cache.get(_KEY)
    return datetime.fromisoformat(told) if told else None
