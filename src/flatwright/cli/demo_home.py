"""The demonstration's home: its tables, its sample, its owner's password."""

import secrets
from datetime import UTC, datetime

from flatwright.cli.console import note
from flatwright.cli.office import telling
from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.actions import change_password
from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.office.audit.actor import Actor
from flatwright.office.backups.schema import bring_up, is_new, missing_steps
from flatwright.office.clients.models import Provider
from flatwright.sample.make import Wanted, make_sample

_BY = Actor(name="demo", source="command line")
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
_GROUPS, _IN_A_GROUP = 4, 4


def make() -> bool:
    """Tables and sample, where they are missing; whether there was something to make."""
    if not is_new() and missing_steps():
        note("The demonstration is of an older version: its tables are brought up.")
    bring_up()
    if User.objects.exists() or Provider.objects.exists():
        return False
    note("Making a provider with twelve clients and a year of work (half a minute).")
    with telling("Begin") as tell:
        make_sample(Wanted(now=datetime.now(UTC)), tell)
    return True


def owner() -> User:
    """The owner's account."""
    found = User.objects.filter(role=Role.OWNER, is_active=True).order_by("pk").first()
    if found is None:
        says = "There is no owner in this home. Delete the folder and begin again."
        raise Refusal(code="no_owner", says=says)
    return found


def new_password() -> str:
    """A new password for the owner, of letters that are not mistaken for others."""
    groups = (
        "".join(secrets.choice(_LETTERS) for _ in range(_IN_A_GROUP))
        for _ in range(_GROUPS)
    )
    password = "-".join(groups)
    change_password(_BY, owner(), password)
    return password
