"""Two clients with one of everything, and each role that may look at them."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone

from flatwright.office.accounts import actions
from flatwright.office.accounts.actions.invitations import Invitee
from flatwright.office.accounts.actions.people import Place
from flatwright.office.accounts.actions.tokens import Wish
from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.office.agreements.actions import add_shipped_plans
from flatwright.office.agreements.models import AgreedVersion, Agreement, PlanText
from flatwright.office.audit.actor import SETUP
from flatwright.office.clients.models import (
    Approver,
    Client,
    Condition,
    Person,
    Provider,
    RosterPeriod,
    Site,
    Thing,
    Vendor,
)
from flatwright.office.clients.scope import Right, everything
from flatwright.office.desk.models import (
    Approval,
    Blob,
    CheckItem,
    Comment,
    Material,
    Template,
    Ticket,
    TicketFile,
    TimeEntry,
)
from flatwright.office.intake.models import Batch, Observation
from flatwright.office.projects.models import Project
from flatwright.office.queue.enqueue import enqueue
from flatwright.office.queue.models import Job
from tests.office.accounts.cast import person, scope
from tests.office.accounts.signing import signed_in, with_app, with_password

FIRST = date(2026, 1, 5)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 10, tzinfo=UTC)
NOTHING = {"ticket": "99999", "item": "99999", "material": "99999"}
NOTHING |= {"session": "99999", "passkey": "99999"}


@dataclass(slots=True, kw_only=True)
class World:
    """What the walk walks through."""

    own: dict[str, str]
    foreign: dict[str, str]
    staff: dict[str, Browser] = field(default_factory=dict)
    strangers: dict[str, Browser] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)


def built() -> World:
    """The world, with everybody signed in as far as they get."""
    Provider.objects.create(name="House", time_zone="UTC")
    add_shipped_plans(everything(SETUP))
    ada = with_app(person("ada"))
    own, foreign = furnished("own", 1, ada), furnished("canary", 2, ada)
    world = World(own=own, foreign=foreign)
    _house_objects(world, ada)
    acme = Client.objects.get(key=own["client"])
    for role in Role:
        world.users[role.value] = ada if role == Role.OWNER else person(role.value, role)
    world.users["limited technician"] = person("limited", Role.TECHNICIAN, acme)
    world.users["limited dispatcher"] = person("other", Role.DISPATCHER, acme)
    world.users["limited finance"] = person("third", Role.FINANCE, acme)
    _imports(world, world.users["limited dispatcher"], ada)
    for name, user in world.users.items():
        if user != ada:
            with_app(user)
        world.staff[name] = signed_in(user)
    bare = person("bare")
    User.objects.filter(pk=bare.pk).update(second_factor="")
    world.strangers = {
        "stranger": Browser(),
        "code missing": with_password(ada),
        "no second factor": with_password(bare),
    }
    return world


def furnished(word: str, number: int, ada: User) -> dict[str, str]:
    """A client with one of everything, each text of which holds a word of its own."""

    def say(what: str) -> str:
        code = hashlib.sha256(f"{word} {what}".encode()).hexdigest()[:24]
        return f"{word}-{code}"

    days: dict[str, Any] = {"first": FIRST}
    client = Client.objects.create(
        name=say("client"),
        note=say("note"),
        phone=say("phone"),
        time_zone="UTC",
        **days,
    )
    site = Site.objects.create(
        client=client, name=say("site"), address=say("address"), **days
    )
    who = Person.objects.create(
        client=client, name=say("person"), note=say("person note"), site=site
    )
    RosterPeriod.objects.create(person=who, **days)
    Approver.objects.create(person=who, **days)
    thing = Thing.objects.create(
        client=client,
        name=say("thing"),
        serial=say("serial"),
        owner=who,
        registered=FIRST,
        inventory={"disk": say("disk")},
        **days,
    )
    Condition.objects.create(thing=thing, says=say("condition"), found=FIRST)
    Vendor.objects.create(client=client, name=say("vendor"), account=say("account"))
    agreement = Agreement.objects.create(client=client, note=say("agreement"), **days)
    plan = PlanText.objects.get(plan="complete", version=1)
    AgreedVersion.objects.create(agreement=agreement, plan=plan, **days)
    keys = {"client": client.key, "site": site.key, "person": who.key, "thing": thing.key}
    return keys | {"agreement": agreement.key} | _desk(client, number, ada, say)


def _desk(client: Client, number: int, ada: User, say: Any) -> dict[str, str]:
    """A ticket with one of everything."""
    row = Ticket.objects.create(
        number=number,
        client=client,
        title=say("title"),
        description=say("description"),
        person_name=say("caller"),
        opened=AT,
        updated=AT,
        opened_by=say("opened by"),
    )
    Comment.objects.create(ticket=row, at=AT, by=say("by"), text=say("comment"))
    item = CheckItem.objects.create(ticket=row, place=1, says=say("item"))
    entry = TimeEntry.objects.create(
        ticket=row, technician=ada, start=AT, end=LATER, note=say("entry")
    )
    material = Material.objects.create(ticket=row, item=say("material"), amount=100)
    approval = Approval.objects.create(
        ticket=row, type=Approval.Type.values[0], asked=AT, asked_by=say("asked by")
    )
    file = TicketFile.objects.create(
        ticket=row, blob=_blob(say("content")), name=say("file"), at=AT, by=say("by")
    )
    project = Project.objects.create(ticket=row, budget=60)
    return {
        "project": project.key,
        "ticket": str(row.number),
        "item": str(item.pk),
        "entry": entry.key,
        "material": str(material.pk),
        "approval": approval.key,
        "file": file.key,
    }


def _blob(text: str) -> Blob:
    from flatwright.office.desk.files import path_of  # noqa: PLC0415 - needs settings

    digest = hashlib.sha256(text.encode()).hexdigest()
    path = path_of(digest)
    settings.FILES.mkdir(exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Blob.objects.create(digest=digest, size=len(text))


def _house_objects(world: World, ada: User) -> None:
    """What belongs to the house or to one account, not to a client."""
    tim = person("tim", Role.TECHNICIAN)
    asked = Invitee(email="i@example.com", name="I", place=Place(role=Role.FINANCE))
    world.own["account"] = world.foreign["account"] = tim.key
    told = {"name": "n", "title": "t", "kind": "request", "action": "fix"}
    Template.objects.create(key="pattern", **told)
    key = actions.invite(scope(ada), asked).invitation.key
    world.own["invitation"] = world.foreign["invitation"] = key
    world.own["job"] = world.foreign["job"] = enqueue(SETUP, "tidy").key
    job = Job.objects.create(kind="nothing", asked_by="the house").key
    world.own["job"] = world.foreign["job"] = job
    passkey = Authenticator.objects.create(user=tim, type="webauthn", data={"name": "k"})
    tims = Wish(name="t", rights=frozenset({Right.SEE}), expires=soon())
    token = actions.create_token(scope(tim), tim, tims).token
    session = UserSession.objects.create(user=tim, ip="192.0.2.1", session_key="tims")
    world.foreign |= {
        "passkey": str(passkey.pk),
        "session": str(session.pk),
        "token": token.key,
    }


def _imports(world: World, theirs: User, ada: User) -> None:
    """A limited account sees the imports that it made, and no others."""
    for kinds, word, user in ((world.own, "own", theirs), (world.foreign, "canary", ada)):
        code = hashlib.sha256(f"{word} import".encode()).hexdigest()[:24]
        told = {"name": f"{word}-{code}", "source": f"{word}-{code}"}
        client = Client.objects.get(key=kinds["client"])
        batch = Batch.objects.create(
            kind="people", client=client, user=user.pk, made_by="x", at=AT, **told
        )
        seen = Observation.objects.create(
            batch=batch, client=client, name=code, identity=told["name"], at=AT
        )
        kinds |= {"import": batch.key, "observation": seen.key}


def soon() -> datetime:
    return timezone.now() + timedelta(days=30)
