"""What undoing means for decisions: those of removed tickets go, later ones are looked at.

The database refuses to delete decisions, as nobody corrects one that way. Here the ticket
itself never was: for the length of a transaction that is allowed, and the record keeps
what they held.
"""

from typing import Any

from django.db import connection, models

from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import remove_all
from flatwright.office.audit.guards import guarded_tables, install, lift
from flatwright.office.clients.models import Client
from flatwright.office.desk.course import Course
from flatwright.office.desk.deciding_many import decide_some
from flatwright.office.desk.models import Decision, Ticket, Use
from flatwright.office.intake.models import Effect

_GUARDED = (Use._meta.db_table, Decision._meta.db_table)


def forget_decisions(by: Actor, tickets: list[Ticket]) -> None:
    """Remove the decisions of tickets that are about to be removed."""
    mine = Decision.objects.filter(ticket__in=[each.pk for each in tickets])
    if not mine.exists():
        return
    theirs = Ticket.objects.filter(pk__in=[each.pk for each in tickets])
    theirs.update(decision=None, stands=None)
    guarded = [table for table in guarded_tables(connection) if table in _GUARDED]
    for table in guarded:
        lift(connection, table)
    remove_all(by, list(Use.objects.filter(decision__in=mine)))
    mine = mine.select_related("ticket")
    while last := list(mine.filter(superseded_by=None)):
        remove_all(by, last)
    for table in guarded:
        install(connection, table)


def note_clients(model: type[models.Model], effects: list[Effect]) -> set[int]:
    """The clients whose other work may have to be decided again."""
    path = {"desk.ticket": "client", "desk.timeentry": "ticket__client"}
    name = path.get(model._meta.label_lower)
    if name is None:
        return set()
    rows: Any = model._default_manager.filter(pk__in=[each.row for each in effects])
    return set(rows.values_list(name, flat=True))


def decide_rest(by: Actor, client: int, course: Course) -> bool:
    """Decide more of a client's other work again: it may have more left to draw.

    False: all of it was looked at.
    """
    row = Client.objects.filter(pk=client).first()
    decided = Ticket.objects.filter(client=client, decision__isnull=False)
    if row is None or not decided.exists():
        return False
    return decide_some(by, row, set(decided.values_list("pk", flat=True)), course)
