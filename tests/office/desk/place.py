"""A small client under Complete Care, whose zone is UTC so that times read as they are."""

from dataclasses import dataclass
from datetime import date

from flatwright.office.accounts.models import User
from flatwright.office.agreements.actions import Signed, add_shipped_plans, enter_agreement
from flatwright.office.audit.actor import Actor
from flatwright.office.clients.actions import Joining, add, add_client, join_roster
from flatwright.office.clients.models import Approver, Client, Person, Thing
from flatwright.office.clients.scope import Scope, everything

BEGUN = date(2026, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The client, its people, and the scope of the owner."""

    owner: Scope
    technician: User
    client: Client
    ada: Person
    ada_pc: Thing
    stranger: Person


def made() -> Place:
    """All of it, by the actions of the office."""
    owner = everything(Actor(name="owner", source="test"))
    technician = User.objects.create(key="tim", name="Tim", email="tim@example.com")
    client = add_client(owner, name="Willow", time_zone="UTC", first=BEGUN)
    other = add_client(owner, name="Elsewhere", time_zone="UTC", first=BEGUN)
    ada = add(owner, Person(client=client, name="Ada"))
    join_roster(owner, Joining(person=ada, first=BEGUN))
    add(owner, Approver(person=ada, first=BEGUN))
    pc = add(
        owner,
        Thing(
            client=client,
            name="ada-pc",
            kind="computer",
            owner=ada,
            registered=BEGUN,
            first=BEGUN,
        ),
    )
    plans = {plan.plan: plan for plan in add_shipped_plans(owner)}
    enter_agreement(owner, client, Signed(plan=plans["complete"], first=BEGUN))
    client.refresh_from_db()
    return Place(
        owner=owner,
        technician=technician,
        client=client,
        ada=ada,
        ada_pc=pc,
        stranger=add(owner, Person(client=other, name="Zoe")),
    )
