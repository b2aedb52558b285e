"""A provider that has just begun, and files that are brought to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.office.agreements.actions import add_shipped_plans
from flatwright.office.audit.actor import Actor
from flatwright.office.clients.actions import add_client, set_up_provider
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Scope, everything
from flatwright.office.desk.files import Upload
from flatwright.office.intake import actions
from flatwright.office.intake.models import Batch

BEGUN = date(2026, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """The provider, with a technician and one client."""

    owner: Scope
    technician: User
    willow: Client

    def bring(self, kind: str, content: str | bytes, **options: Any) -> Batch:
        """A file of a kind, uploaded."""
        source = options.pop("source", "old system")
        client = options.pop("client", None)
        name = options.pop("name", f"{kind}.csv")
        data = content.encode() if isinstance(content, str) else content
        told = actions.Brought(
            kind=kind,
            source=source,
            upload=Upload(name=name, size=len(data), begins=data[:16], pieces=[data]),
            client=client,
            options={"first": "2026-01-01"} | options,
        )
        return actions.bring(self.owner, told)

    def tried(self, kind: str, content: str | bytes, **options: Any) -> Batch:
        """The same, with the columns as they are guessed, tried."""
        batch = self.bring(kind, content, **options)
        if kind != "log":
            _, columns, guessed, _ = actions.look_at(batch)
            batch = actions.choose(self.owner, batch, columns, guessed)
        return actions.try_it(self.owner, batch)

    def imported(self, kind: str, content: str | bytes, **options: Any) -> Batch:
        """The same, imported."""
        batch = actions.begin(self.owner, self.tried(kind, content, **options))
        return actions.run_here(self.owner.actor, batch.key)

    def undone(self, batch: Batch) -> Batch:
        """An import, taken back."""
        actions.undo(self.owner, batch)
        return actions.run_here(self.owner.actor, batch.key)


def opened() -> Shop:
    """All of it, by the actions of the office."""
    owner = everything(Actor(name="owner", source="test"))
    set_up_provider(owner, name="Lantern", time_zone="UTC", currency="USD")
    technician = User.objects.create(
        key="tim", name="Tim", email="tim@example.com", role=Role.TECHNICIAN
    )
    willow = add_client(owner, name="Willow", time_zone="UTC", first=BEGUN)
    add_shipped_plans(owner)
    return Shop(owner=owner, technician=technician, willow=willow)
