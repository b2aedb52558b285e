"""An owner says what somebody is, which clients they reach, and whether they come in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.actions.tokens import revoke_tokens_of
from flatwright.office.accounts.models import Reach, User
from flatwright.office.accounts.roles import Role
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import change, create_all, remove
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Right, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What somebody is in the house: a role, and the clients (keys) if limited to some."""

    role: str
    is_limited: bool = False
    clients: tuple[str, ...] = ()


@transaction.atomic
def set_place(scope: Scope, user: User, place: Place, *, seen: int | None = None) -> User:
    """Give an account its role and reach; it signs in again when either changed."""
    scope.need(Right.HOUSE)
    need_place(place)
    if user.role == Role.OWNER and place.role != Role.OWNER:
        _need_other_owner(user)
    before = (user.role, user.is_limited, reached_by(user))
    change(scope.actor, user, seen=seen, role=place.role, is_limited=place.is_limited)
    give_reach(scope.actor, user, place.clients if place.is_limited else ())
    if (user.role, user.is_limited, reached_by(user)) != before:
        change(scope.actor, user, sign_outs=user.sign_outs + 1)
    return user


@transaction.atomic
def close(scope: Scope, user: User) -> User:
    """Let somebody in no longer: sessions and tokens end at once, the record stays."""
    scope.need(Right.HOUSE)
    _need_other_owner(user)
    revoke_tokens_of(scope.actor, user)
    return change(scope.actor, user, is_active=False, sign_outs=user.sign_outs + 1)


@transaction.atomic
def reopen(scope: Scope, user: User) -> User:
    """Let somebody in again, with the password and the second factor that they had."""
    scope.need(Right.HOUSE)
    return change(scope.actor, user, is_active=True)


def need_place(place: Place) -> None:
    """Raises Refusal where a role and a reach do not go together."""
    if place.role not in Role.values:
        raise Refusal(code="unknown_role", says="Choose one of the roles in the list.")
    if place.is_limited and place.role == Role.OWNER:
        says = "An owner reaches every client: choose another role, or all clients."
        raise Refusal(code="owner_limited", says=says)
    if place.is_limited and not place.clients:
        says = "Choose at least one client, or let the account reach all of them."
        raise Refusal(code="reach_empty", says=says)


def reached_by(user: User) -> frozenset[str]:
    """The keys of the clients that an account is limited to."""
    rows = Reach.objects.filter(user=user)
    return frozenset(rows.values_list("client__key", flat=True))


def give_reach(by: Actor, user: User, keys: Iterable[str]) -> None:
    """Limit an account to the clients of these keys, no more and no fewer."""
    wanted = set(keys)
    for row in Reach.objects.filter(user=user).exclude(client__key__in=wanted):
        remove(by, row)
    missing = Client.objects.filter(key__in=wanted - reached_by(user))
    create_all(by, [Reach(user=user, client=client) for client in missing])


def _need_other_owner(user: User) -> None:
    """Raises Refusal (last_owner) where nobody else could change accounts."""
    owners = User.objects.filter(role=Role.OWNER, is_active=True)
    locked = list(owners.select_for_update().order_by("pk"))
    if user.pk in {each.pk for each in locked} and len(locked) == 1:
        says = "This is the last owner: make somebody else an owner first."
        raise Refusal(code="last_owner", says=says)
