"""Keys to the API: somebody makes them for themselves, with no more than they may do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.models import Token, User
from flatwright.office.accounts.tokens import API, digest_of, new_secret
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import change, create
from flatwright.office.clients.scope import Right, Scope

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a token is to be: its name, its rights, its last moment."""

    name: str
    rights: frozenset[Right]
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new token, with its secret, which is not kept."""

    token: Token
    secret: str


@transaction.atomic
def create_token(scope: Scope, user: User, wish: Wish) -> Made:
    """Make a token of one's own. Raises Refusal where it would hold more than its maker."""
    _need_own(scope, user)
    _need_wish(scope, wish)
    # Two with one name at once: the second waits here, and then finds the first.
    User.objects.select_for_update().get(pk=user.pk)
    alike = Token.objects.filter(user=user, name=wish.name, revoked=None)
    if alike.filter(expires__gt=timezone.now()).exists():
        says = f'You have a token "{wish.name}": choose another name, or revoke it first.'
        raise Refusal(code="token_named_alike", says=says)
    secret = new_secret(API)
    token = Token(
        user=user,
        name=wish.name,
        digest=digest_of(secret),
        rights=sorted(right.name for right in wish.rights),
        expires=wish.expires,
    )
    return Made(token=create(scope.actor, token), secret=secret)


@transaction.atomic
def revoke_token(scope: Scope, token: Token) -> Token:
    """End a token: one's own, or anybody's as an owner. The second time changes nothing."""
    if token.user_id != scope.user:
        scope.need(Right.HOUSE)
    return token if token.revoked else _revoked(scope.actor, token)


def revoke_tokens_of(by: Actor, user: User) -> None:
    """End all tokens of an account."""
    for token in Token.objects.filter(user=user, revoked=None):
        _revoked(by, token)


def used(token: Token) -> None:
    """Note when a token was last used, to the minute; a reading, not a change."""
    now = timezone.now()
    if token.last_used is None or now - token.last_used > timedelta(minutes=1):
        Token.objects.filter(pk=token.pk).update(last_used=now)


def _revoked(by: Actor, token: Token) -> Token:
    return change(by, token, revoked=timezone.now())


def _need_own(scope: Scope, user: User) -> None:
    if scope.user != user.pk:
        raise Refusal(code="not_allowed", says="A token is made by its own account.")


def _need_wish(scope: Scope, wish: Wish) -> None:
    if not wish.name.strip():
        says = "Name the token after what will use it."
        raise Refusal(code="token_unnamed", says=says)
    if not wish.rights:
        raise Refusal(code="token_empty", says="Choose at least one right for the token.")
    more = wish.rights - scope.rights
    if more:
        words = ", ".join(sorted(right.value for right in more))
        says = f"A token cannot do more than you may: {words}."
        raise Refusal(code="token_beyond", says=says)
    now = timezone.now()
    if not now < wish.expires <= now + LONGEST:
        says = "A token lasts from tomorrow to a year from now: choose a day between."
        raise Refusal(code="token_too_long", says=says)
