"""The first account: an owner's, made while there is none."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import create
from flatwright.office.clients.models import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOwner:
    """Who sets the house up."""

    name: str
    email: str
    password: str


@transaction.atomic
def make_first_owner(owner: FirstOwner, provider: Provider, source: str) -> User:
    """Make the provider and its owner. Raises Refusal where there is an account already."""
    if User.objects.exists():
        says = "Somebody has set this up already: sign in."
        raise Refusal(code="set_up_already", says=says)
    named = User(email=owner.email.strip().lower(), name=owner.name.strip())
    validate_password(owner.password, named)
    named.role = Role.OWNER
    named.password = make_password(owner.password)
    named.password_set = timezone.now()
    by = Actor(name=str(named), source=source)
    create(by, provider)
    return create(by, named)
