"""How fast a token calls: a process takes some calls at a time, so most write nothing.

What is taken counts at once, used or not: all processes together never let through more
than the limit. Who is over it is refused without asking again until the time is over.
"""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.utils import timezone

from flatwright.office.accounts.throttle import Limit, taken

AT_ONCE = 20


@dataclass(slots=True)
class _Own:
    """What this process has taken of a limit: calls that are left, and until when."""

    left: int
    until: datetime
    is_spent: bool = False


_lock = Lock()
_owns: dict[str, _Own] = {}


def may_call(limit: Limit, now: datetime | None = None) -> bool:
    """Whether one more call is within a limit; then it is counted."""
    at = now or timezone.now()
    found = _called(limit.key, at)
    if found is None:
        # Our own lock is not held while others are waited for.
        count, until = taken(limit, AT_ONCE, at)
        _keep(limit.key, count, until, at)
        found = count > 0
    return found


def _called(key: str, now: datetime) -> bool | None:
    """The same of what this process has taken; None where it has to take first."""
    with _lock:
        own = _owns.get(key)
        if own is None or own.until <= now:
            return None
        if own.left:
            own.left -= 1
            return True
        return False if own.is_spent else None


def _keep(key: str, count: int, until: datetime, now: datetime) -> None:
    """Keep what was taken beside the one call that is made; what is over is let go."""
    with _lock:
        for old in [each for each, own in _owns.items() if own.until <= now]:
            del _owns[old]
        own = _owns.setdefault(key, _Own(left=0, until=until))
        own.left += max(0, count - 1)
        own.until = max(own.until, until)
        own.is_spent = count == 0
