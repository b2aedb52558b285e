"""Reading clients and what they have: always within a scope."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import Q

from flatwright.domain.records.client import Days
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
from flatwright.office.clients.names import by_name
from flatwright.office.clients.scope import Scope

Row = TypeVar("Row", bound=models.Model)


def provider() -> Provider | None:
    """The business that runs this installation, once it is set up."""
    return Provider.objects.order_by("id").first()


def clients(scope: Scope) -> models.QuerySet[Client]:
    """The clients that are reached."""
    return _within(Client.objects.all(), scope, "pk")


def people(scope: Scope) -> models.QuerySet[Person]:
    """Their people."""
    return _within(Person.objects.select_related("client"), scope, "client_id")


def periods(scope: Scope) -> models.QuerySet[RosterPeriod]:
    """The days on which people are users."""
    rows = RosterPeriod.objects.select_related("person")
    return _within(rows, scope, "person__client_id")


def approvers(scope: Scope) -> models.QuerySet[Approver]:
    """Who may say yes."""
    return _within(Approver.objects.select_related("person"), scope, "person__client_id")


def sites(scope: Scope) -> models.QuerySet[Site]:
    """Their places."""
    return _within(Site.objects.select_related("client"), scope, "client_id")


def things(scope: Scope) -> models.QuerySet[Thing]:
    """Their devices, printers and programs."""
    return _within(Thing.objects.select_related("client", "owner"), scope, "client_id")


def lives_of(scope: Scope, thing: Thing) -> models.QuerySet[Thing]:
    """The rows of a thing: one for each who had it, the last one first."""
    same = Q(key=thing.device) | Q(origin=thing.device)
    return things(scope).filter(same).order_by("-first", "-id")


def things_to_choose(scope: Scope, client: Client) -> dict[str, Thing]:
    """A client's things by name, each once: of one that was handed over the last row."""
    rows = things(scope).filter(client=client).order_by("first", "id")
    last = {each.device: each for each in rows}
    return dict(sorted(last.items(), key=lambda pair: (by_name(pair[1].name), pair[1].pk)))


def conditions(scope: Scope) -> models.QuerySet[Condition]:
    """What was found faulty."""
    return _within(Condition.objects.select_related("thing"), scope, "thing__client_id")


def vendors(scope: Scope) -> models.QuerySet[Vendor]:
    """The third parties that are managed for them."""
    return _within(Vendor.objects.select_related("client"), scope, "client_id")


def in_force(rows: models.QuerySet[Row], on: date, under: str = "") -> models.QuerySet[Row]:
    """The rows whose days hold a day; `under` leads to them, as in `periods__`."""
    begun = Q(**{f"{under}first__lte": on})
    going_on = Q(**{f"{under}last__isnull": True}) | Q(**{f"{under}last__gte": on})
    return rows.filter(begun & going_on)


def users_on(client: Client, on: date) -> int:
    """How many users a client has on a day."""
    rows = RosterPeriod.objects.filter(person__client=client)
    return in_force(rows, on).values("person").distinct().count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A client's people by key, and how many of them are users on a day."""

    names: dict[str, str]
    users: int


def roster_on(client: Client, on: date) -> Roster:
    """Who there is and how many count on a day, in one query."""
    fields = ("key", "name", "periods__first", "periods__last")
    rows = list(Person.objects.filter(client=client).order_by().values_list(*fields))
    users = {
        key for key, _, first, last in rows if first and on in Days(first=first, last=last)
    }
    return Roster(names={key: name for key, name, *_ in rows}, users=len(users))


def stock_on(client: Client, on: date) -> tuple[dict[str, str], dict[str, int]]:
    """Names of a client's things by key; how many of each kind there are, most first."""
    fields = ("key", "name", "kind", "first", "last")
    rows = list(Thing.objects.filter(client=client).order_by().values_list(*fields))
    there = Counter(
        kind for *_, kind, first, last in rows if on in Days(first=first, last=last)
    )
    return {key: name for key, name, *_ in rows}, dict(there.most_common())


def _within(rows: models.QuerySet[Row], scope: Scope, path: str) -> models.QuerySet[Row]:
    if scope.clients is None:
        return rows
    return rows.filter(**{f"{path}__in": scope.clients})
