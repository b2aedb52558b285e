"""What follows from a sign-in, and from a second factor that comes or goes."""

from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

from flatwright.office.accounts.actions import note_second_factor
from flatwright.office.accounts.models import User
from flatwright.office.audit.actor import Actor
from flatwright.web.accounts.sessions import begin, follow
from flatwright.web.asking import source_of


def signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """From this moment the session's hours count."""
    begin(request.session)


def factor_written(
    sender: Any, instance: Authenticator, *, created: bool, **_: Any
) -> None:
    """A new second factor is recorded; one that was only used is not."""
    if created:
        _note(instance)


def factor_went(sender: Any, instance: Authenticator, **_: Any) -> None:
    """A second factor that is gone is recorded."""
    _note(instance)


def _note(authenticator: Authenticator) -> None:
    user, request = authenticator.user, context.request
    by = Actor(name=str(user), source=source_of(request) if request else "house")
    if note_second_factor(by, user):
        keep_session(request, user)


def keep_session(request: HttpRequest | None, user: User) -> None:
    """Whoever changed their own account stays signed in here, under a new session key."""
    asks = getattr(request, "user", None)
    if request is None or asks is None or asks.pk != user.pk:
        return
    before = request.session.session_key
    asks.refresh_from_db()
    update_session_auth_hash(request, asks)
    follow(before, request.session.session_key)
