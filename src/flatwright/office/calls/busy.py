"""The database was in other hands for too long: the same may be tried again."""

from django.db import OperationalError

AGAIN_AFTER = 5  # seconds
SAYS = "Much is being written just now. Nothing of this was stored: try again in a moment."
_SQLITE = frozenset({5, 6})  # SQLITE_BUSY, SQLITE_LOCKED; extended codes keep them below
_POSTGRESQL = frozenset({"40P01", "40001", "55P03"})  # deadlock, serialization, lock


def is_busy(error: BaseException) -> bool:
    """Whether others held what was wanted, and what was begun was undone."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    in_file = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return in_file in _SQLITE or getattr(cause, "sqlstate", None) in _POSTGRESQL
