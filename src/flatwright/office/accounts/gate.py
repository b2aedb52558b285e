"""From an account to its scope: the one place where it is decided who reaches what."""

from django.utils import timezone

from flatwright.office.accounts.models import Reach, Token, User
from flatwright.office.audit.actor import Actor
from flatwright.office.clients.scope import Right, Scope


def scope_of(user: User, source: str) -> Scope:
    """What an account reaches and may do, now; a closed one reaches nothing."""
    reached: frozenset[int] | None = frozenset()
    if user.is_active:
        limited = Reach.objects.filter(user=user).values_list("client_id", flat=True)
        reached = frozenset(limited) if user.is_limited else None
    return Scope(
        actor=Actor(name=str(user), source=source),
        clients=reached,
        rights=user.rights,
        user=user.pk,
    )


def scope_of_token(token: Token, source: str) -> Scope:
    """What a token reaches: never more than its account may do at this moment."""
    through = f'{source}, token "{token.name}"'
    if token.revoked or token.expires <= timezone.now():
        return Scope(actor=Actor(name=str(token.user), source=through))
    own = scope_of(token.user, through)
    named = frozenset(right for right in Right if right.name in token.rights)
    return Scope(
        actor=own.actor, clients=own.clients, rights=own.rights & named, user=own.user
    )
