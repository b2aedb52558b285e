"""Invitations: a link that is shown once, holds a week, and is accepted once."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import models, transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.actions.people import Place, give_reach, need_place
from flatwright.office.accounts.actions.tokens import revoke_tokens_of
from flatwright.office.accounts.models import Invitation, User
from flatwright.office.accounts.tokens import digest_of, new_secret
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import change, create
from flatwright.office.clients.scope import Right, Scope

HOLDS = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Who is invited, and what they will be."""

    email: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation with its secret, which is not kept: the link is shown now or never."""

    invitation: Invitation
    secret: str


@transaction.atomic
def invite(scope: Scope, invitee: Invitee) -> Invited:
    """Ask somebody in. Raises Refusal where there is an account or an open invitation."""
    scope.need(Right.HOUSE)
    need_place(invitee.place)
    email = invitee.email.strip().lower()
    if User.objects.filter(email=email).exists():
        says = f"{email} has an account: change that one, or send a way back in."
        raise Refusal(code="account_exists", says=says)
    if _open().filter(email=email).exists():
        says = f"{email} is invited already: withdraw that invitation for a new link."
        raise Refusal(code="invited_already", says=says)
    row = Invitation(
        email=email,
        name=invitee.name.strip(),
        role=invitee.place.role,
        is_limited=invitee.place.is_limited,
        clients=sorted(invitee.place.clients),
    )
    return _sent(scope.actor, row)


@transaction.atomic
def let_back_in(scope: Scope, user: User, *, second_factor: bool = False) -> Invited:
    """Send somebody a link for a new password; their old one and their sessions end now.

    The second factor stays unless `second_factor` says that it is lost too.
    """
    scope.need(Right.HOUSE)
    if scope.user == user.pk:
        says = "Change your own password on your own page."
        raise Refusal(code="own_account", says=says)
    if not user.is_active:
        raise Refusal(code="account_closed", says="The account is closed: reopen it first.")
    for former in _open().filter(user=user):
        change(scope.actor, former, withdrawn=timezone.now())
    revoke_tokens_of(scope.actor, user)
    _shut_out(scope.actor, user, "" if second_factor else user.second_factor)
    row = Invitation(email=user.email, name=user.name, role=user.role, user=user)
    return _sent(scope.actor, row)


@transaction.atomic
def withdraw(scope: Scope, invitation: Invitation) -> Invitation:
    """Make a link worthless. Raises Refusal where it was accepted before."""
    scope.need(Right.HOUSE)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted:
        says = f"{locked.email} has accepted: close the account instead."
        raise Refusal(code="invitation_accepted", says=says)
    if locked.withdrawn:
        return locked
    return change(scope.actor, locked, withdrawn=timezone.now())


def accept(secret: str, name: str, password: str, source: str) -> User:
    """Make the account that an invitation promises, once; or set its new password.

    Raises ValidationError for a password that is easily guessed, and Refusal
    (invitation_gone) for a link that was used, withdrawn, is too old or never was.
    """
    found = open_one(secret)
    named = User(email=found.email, name=name.strip() or found.name)
    validate_password(password, named)
    named.password = make_password(password)  # takes its time: before anything is locked
    by = Actor(name=str(named), source=source)
    with transaction.atomic():
        invitation = _open().select_for_update().filter(pk=found.pk).first()
        if invitation is None:
            raise gone()
        user = _account(by, invitation, named)
        change(by, invitation, accepted=timezone.now())
    return user


def open_one(secret: str) -> Invitation:
    """The invitation of a link. Raises Refusal (invitation_gone) where none holds."""
    invitation = _open().filter(digest=digest_of(secret)).first()
    if invitation is None:
        raise gone()
    return invitation


def gone() -> Refusal:
    """One answer for every link that does not hold: it tells nothing about the reason."""
    says = (
        "This link no longer holds: it was used, withdrawn, or is more than a week old. "
        "Ask an owner for a new one."
    )
    return Refusal(code="invitation_gone", says=says)


def _shut_out(by: Actor, user: User, kept: str) -> None:
    """End the password, all sessions, and the second factor where none is kept."""
    change(
        by,
        user,
        password=make_password(None),
        password_set=None,
        second_factor=kept,
        sign_outs=user.sign_outs + 1,
    )
    if not kept:
        Authenticator.objects.filter(user=user).delete()


def _account(by: Actor, invitation: Invitation, named: User) -> User:
    """The new account, or the one that gets a new password."""
    now = timezone.now()
    if invitation.user is not None:
        user = invitation.user
        if not user.is_active:
            raise gone()
        ended = user.sign_outs + 1
        return change(by, user, password=named.password, password_set=now, sign_outs=ended)
    if User.objects.filter(email=named.email).exists():
        raise gone()
    named.role, named.is_limited = invitation.role, invitation.is_limited
    named.password_set = now
    create(by, named)
    give_reach(by, named, invitation.clients)
    return named


def _open() -> models.QuerySet[Invitation]:
    now = timezone.now()
    return Invitation.objects.filter(accepted=None, withdrawn=None, expires__gt=now)


def _sent(by: Actor, row: Invitation) -> Invited:
    secret = new_secret()
    row.digest, row.expires = digest_of(secret), timezone.now() + HOLDS
    return Invited(invitation=create(by, row), secret=secret)
