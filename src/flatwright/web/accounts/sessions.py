"""Signed-in browsers: how long they hold, which there are, and how one is ended."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from flatwright.office.accounts.models import User
from flatwright.office.audit.changes import remove
from flatwright.office.clients.scope import Scope

IDLE = timedelta(minutes=30)
WHOLE = timedelta(hours=12)
_BEGUN, _SEEN = "begun", "seen"
_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """A browser that is signed in."""

    number: int
    address: str
    program: str
    begun: datetime
    seen: datetime
    is_this: bool


def begin(session: SessionBase) -> None:
    """Start the clock of a session."""
    session[_BEGUN] = session[_SEEN] = int(timezone.now().timestamp())


def why_over(session: SessionBase, now: datetime) -> str:
    """Why a session holds no longer, in words; empty while it does."""
    return _why_over(session.get(_BEGUN), session.get(_SEEN), now)


def note_use(request: HttpRequest, now: datetime) -> None:
    """Remember that a session is in use, to the minute: no page writes at every click."""
    at = int(now.timestamp())
    if at - request.session.get(_SEEN, 0) >= _MINUTE:
        request.session[_SEEN] = at
        rows = UserSession.objects.filter(session_key=request.session.session_key)
        rows.update(last_seen_at=now)


def follow(before: str | None, after: str | None) -> None:
    """Keep the note of a browser whose session has a new key."""
    UserSession.objects.filter(session_key=before).update(session_key=after)


def browsers(user: User, current: str | None) -> list[Browser]:
    """The browsers in which somebody is signed in now, the last used first."""
    notes = UserSession.objects.filter(user=user).order_by("-last_seen_at")
    keys = [note.session_key for note in notes]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    held = {row.session_key: row.get_decoded() for row in alive}
    return [
        _browser(note, current)
        for note in notes
        if _holds(held.get(note.session_key), user)
    ]


@transaction.atomic
def end_one(scope: Scope, user: User, number: int) -> bool:
    """End one of somebody's own sessions; False where it is not theirs or not there."""
    note = UserSession.objects.filter(user=user, pk=number).first()
    if note is None or scope.user != user.pk:
        return False
    Session.objects.filter(session_key=note.session_key).delete()
    remove(scope.actor, note)
    return True


def _browser(note: UserSession, current: str | None) -> Browser:
    return Browser(
        number=note.pk,
        address=note.ip,
        program=program_of(note.user_agent),
        begun=note.created_at,
        seen=note.last_seen_at,
        is_this=note.session_key == current,
    )


def program_of(agent: str) -> str:
    """A browser and its system, as far as its own words tell."""
    names = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
    systems = ("iPhone", "iPad", "Android", "Windows", "Mac OS", "Linux")
    name = next((each for each in names if f"{each}/" in agent), "")
    system = next((each for each in systems if each in agent), "")
    name = {"Edg": "Edge", "OPR": "Opera"}.get(name, name)
    return " on ".join(filter(None, (name, system))) or agent[:60] or "unknown program"


def _holds(data: dict[str, Any] | None, user: User) -> bool:
    if data is None or data.get(HASH_SESSION_KEY) != user.get_session_auth_hash():
        return False
    return not _why_over(data.get(_BEGUN), data.get(_SEEN), timezone.now())


def _why_over(begun: int | None, seen: int | None, now: datetime) -> str:
    if begun is None or seen is None:
        return "Please sign in."
    if now - datetime.fromtimestamp(begun, tz=UTC) > WHOLE:
        return "You were signed out because you signed in 12 hours ago."
    if now - datetime.fromtimestamp(seen, tz=UTC) > IDLE:
        return "You were signed out after 30 minutes without a click."
    return ""
