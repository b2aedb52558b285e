"""A small town for the tests of pages: two clients, and somebody of each role."""

from dataclasses import dataclass
from datetime import date

from django.test import Client as Browser

from flatwright.imports.plan_shelf import plan_files
from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.office.agreements.actions import Signed, add_plan, enter_agreement
from flatwright.office.agreements.models import Agreement
from flatwright.office.audit.actor import Actor
from flatwright.office.clients.actions import Joining, add, add_client, join_roster
from flatwright.office.clients.models import Approver, Client, Person, Site, Thing
from flatwright.office.clients.scope import Scope, everything
from tests.office.accounts.cast import person

BEGUN = date(2026, 1, 1)
LIMITED = "limited"
STRANGER = "stranger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Willow is under Complete Care; Elsewhere is the client whom the limited one lacks."""

    house: Scope
    willow: Client
    elsewhere: Client
    ada: Person
    ada_pc: Thing
    site: Site
    agreement: Agreement
    zoe: Person
    staff: dict[str, User]


def built() -> Town:
    """All of it, by the actions of the office; in UTC, so that times read as they are."""
    house = everything(Actor(name="house", source="test"))
    willow = add_client(house, name="Willow", time_zone="UTC", first=BEGUN)
    elsewhere = add_client(house, name="Elsewhere", time_zone="UTC", first=BEGUN)
    site = add(house, Site(client=willow, name="Mill Lane", first=BEGUN))
    ada = add(house, Person(client=willow, name="Ada", site=site))
    join_roster(house, Joining(person=ada, first=BEGUN))
    add(house, Approver(person=ada, first=BEGUN))
    ada_pc = add(house, _computer(willow, ada, "ada-pc"))
    zoe = add(house, Person(client=elsewhere, name="Zoe"))
    add(house, _computer(elsewhere, zoe, "zoe-pc"))
    plan = add_plan(house, _text("complete"))
    agreement = enter_agreement(house, willow, Signed(plan=plan, first=BEGUN))
    willow.refresh_from_db()
    return Town(
        house=house,
        willow=willow,
        elsewhere=elsewhere,
        ada=ada,
        ada_pc=ada_pc,
        site=site,
        agreement=agreement,
        zoe=zoe,
        staff=_staff(willow),
    )


def browser_of(user: User) -> Browser:
    """A browser in which somebody is signed in."""
    browser = Browser()
    browser.force_login(user)
    return browser


def _text(name: str) -> str:
    paths = {path.name: path for path in plan_files()}
    return paths[f"{name}.yaml"].read_text(encoding="utf-8")


def _computer(client: Client, owner: Person, name: str) -> Thing:
    days = {"registered": BEGUN, "first": BEGUN}
    return Thing(client=client, name=name, kind="computer", owner=owner, **days)


def _staff(willow: Client) -> dict[str, User]:
    """One account for each role, and a technician who reaches Willow alone."""
    by_role = {role.value: person(f"{role.value}", role) for role in Role}
    return by_role | {LIMITED: person(LIMITED, Role.TECHNICIAN, willow)}
