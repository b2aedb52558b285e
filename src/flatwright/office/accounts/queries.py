"""Reading accounts: one's own, and everybody's as an owner."""

from django.db import models
from django.utils import timezone

from flatwright.office.accounts.models import Invitation, Token, User
from flatwright.office.accounts.tokens import digest_of
from flatwright.office.clients.scope import Right, Scope


def accounts(scope: Scope) -> models.QuerySet[User]:
    """All accounts, to an owner; to the others their own."""
    rows = User.objects.all()
    return rows if scope.may(Right.HOUSE) else rows.filter(pk__in=[scope.user or 0])


def colleagues(scope: Scope) -> models.QuerySet[User]:
    """Who may be given work: every account that is open."""
    rows = User.objects.filter(is_active=True)
    return rows if scope.may(Right.SEE) else rows.none()


def invitations(scope: Scope) -> models.QuerySet[Invitation]:
    """The invitations that wait for an answer, to an owner."""
    rows = Invitation.objects.filter(
        accepted=None, withdrawn=None, expires__gt=timezone.now()
    )
    return rows if scope.may(Right.HOUSE) else rows.none()


def tokens(scope: Scope) -> models.QuerySet[Token]:
    """One's own tokens, the revoked among them; an owner sees everybody's."""
    rows = Token.objects.select_related("user")
    return rows if scope.may(Right.HOUSE) else rows.filter(user=scope.user)


def token_of(secret: str) -> Token | None:
    """The token of a secret, while it holds and its account is open."""
    rows = Token.objects.select_related("user").filter(
        digest=digest_of(secret),
        revoked=None,
        expires__gt=timezone.now(),
        user__is_active=True,
    )
    return rows.first()
