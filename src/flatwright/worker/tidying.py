"""Every night: what has run out is cleared away, one kind after the other."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from flatwright.office.accounts.models import Invitation
from flatwright.office.accounts.throttle import forget_old
from flatwright.office.audit.changes import remove
from flatwright.office.calls.actions import forget_calls
from flatwright.office.queue.models import Job, State
from flatwright.office.queue.running import Done, More, Work

INVITATIONS_KEPT = timedelta(days=30)  # after they ran out, unanswered
JOBS_KEPT = timedelta(days=90)  # after they ended; one that failed as long again


def tidy(work: Work) -> Done | More:
    """Clear one kind away in each chunk, and say how many there were."""
    cleared: dict[str, int] = dict(work.cursor or {})
    left = [name for name in KINDS if name not in cleared]
    if left:
        cleared[left[0]] = KINDS[left[0]](work)
    if len(left) > 1:
        return More(cursor=cleared, done=len(cleared), of=len(KINDS), says="kinds cleared")
    words = ", ".join(f"{name} {count:,}" for name, count in cleared.items() if count)
    return Done(result=cleared, says=f"Cleared away: {words or 'nothing'}.")


def _sessions(work: Work) -> int:
    """Sign-ins whose time is up, and what was noted of where they came from."""
    count, _ = Session.objects.filter(expire_date__lt=work.now).delete()
    there = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=there).delete()
    return count


def _invitations(work: Work) -> int:
    """Links that nobody followed; the record keeps that they were sent."""
    rows = Invitation.objects.filter(accepted=None, expires__lt=work.now - INVITATIONS_KEPT)
    for row in rows:
        remove(work.by, row)
    return len(rows)


def _attempts(work: Work) -> int:
    """Counts of sign-ins that count no longer."""
    return forget_old(work.now)


def _calls(work: Work) -> int:
    """Answers to programs that are kept no longer."""
    return forget_calls(work.now)


def _jobs(work: Work) -> int:
    """Jobs that ended long ago."""
    return _ended(work.now, JOBS_KEPT, State.DONE, State.CANCELLED) + _ended(
        work.now, 2 * JOBS_KEPT, State.FAILED
    )


def _ended(now: datetime, kept: timedelta, *states: State) -> int:
    return Job.objects.filter(state__in=states, ended__lt=now - kept).delete()[0]


KINDS: dict[str, Callable[[Work], int]] = {
    "sessions": _sessions,
    "invitations": _invitations,
    "counts of sign-ins": _attempts,
    "calls of programs": _calls,
    "jobs": _jobs,
}
