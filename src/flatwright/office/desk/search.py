"""What fits some words, over all that is reached: tickets, clients, people, things."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from flatwright.office.clients.models import Client, Person, Thing
from flatwright.office.clients.queries import clients, people, things
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.models import Ticket
from flatwright.office.desk.queries import Wanted, found


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of each kind."""

    tickets: QuerySet[Ticket]
    clients: QuerySet[Client]
    people: QuerySet[Person]
    things: QuerySet[Thing]


def searched(scope: Scope, words: str, most: int) -> Found:
    """Of each kind at most so many; the tickets last touched first."""
    wanted = found(scope, Wanted(words=words, status="all"))
    person = Q(name__icontains=words) | Q(email__icontains=words)
    thing = Q(name__icontains=words) | Q(serial__icontains=words)
    return Found(
        tickets=wanted.order_by("-updated", "-id")[:most],
        clients=clients(scope).filter(name__icontains=words)[:most],
        people=people(scope).filter(person).select_related("site")[:most],
        things=things(scope).filter(thing).select_related("site")[:most],
    )
