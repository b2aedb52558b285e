"""Who plays in the tests of accounts: an owner, others by role, and two clients."""

from datetime import date

from django.contrib.auth.hashers import make_password

from flatwright.office.accounts.gate import scope_of
from flatwright.office.accounts.models import Reach, User
from flatwright.office.accounts.roles import Role
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Scope

PASSWORD = "four plain words here"  # noqa: S105 - of people that there are not


def client_named(name: str) -> Client:
    return Client.objects.create(
        name=name, key=name.lower(), time_zone="UTC", first=date(2020, 1, 1)
    )


def person(name: str, role: str = Role.OWNER, *only: Client) -> User:
    user = User.objects.create(
        name=name.capitalize(),
        email=f"{name}@example.com",
        role=role,
        is_limited=bool(only),
        password=make_password(PASSWORD),
        second_factor="app",
    )
    for client in only:
        Reach.objects.create(user=user, client=client)
    return user


def scope(user: User) -> Scope:
    return scope_of(user, "test")
