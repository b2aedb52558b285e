"""What people change of their own account."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.models import User
from flatwright.office.accounts.second_factor import summary
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import change
from flatwright.office.clients.scope import Scope

OWN = frozenset({"name", "phone", "scheme", "shortcuts"})
SCHEMES = ("system", "light", "dark")


def change_own(scope: Scope, user: User, *, seen: int | None = None, **values: Any) -> User:
    """Change one's own name and how the pages look; nothing that gives rights."""
    _need_own(scope, user)
    if values.keys() - OWN:
        raise Refusal(code="not_allowed", says="This is changed by an owner.")
    if values.get("scheme", SCHEMES[0]) not in SCHEMES:
        raise Refusal(code="unknown_scheme", says="Choose light, dark or system.")
    return change(scope.actor, user, seen=seen, **values)


def change_password(by: Actor, user: User, password: str) -> User:
    """Set a password that was found good; every session ends."""
    hashed = make_password(password)  # takes its time: before anything is locked
    return change(
        by,
        user,
        password=hashed,
        password_set=timezone.now(),
        sign_outs=user.sign_outs + 1,
    )


def end_other_sessions(scope: Scope, user: User) -> User:
    """End every session; whoever asks keeps theirs by taking the new hash."""
    _need_own(scope, user)
    return change(scope.actor, user, sign_outs=user.sign_outs + 1)


@transaction.atomic
def note_second_factor(by: Actor, user: User) -> bool:
    """Record that a second factor came or went; every session ends. False: none did."""
    stored = User.objects.select_for_update().get(pk=user.pk)
    now = summary(stored)
    if stored.second_factor == now:
        return False
    change(by, stored, second_factor=now, sign_outs=stored.sign_outs + 1)
    return True


def _need_own(scope: Scope, user: User) -> None:
    if scope.user != user.pk:
        raise Refusal(code="not_allowed", says="This belongs to somebody else's account.")
