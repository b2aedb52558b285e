"""Decide much of a client's work: what comes with an import, or a sample.

The same decisions as one by one, in the order of the work and some at a time, so that
memory has an end: what work before drew is read as sums.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Min

from flatwright.office.agreements.terms import terms_on
from flatwright.office.audit.actor import Actor
from flatwright.office.clients.holding import held
from flatwright.office.clients.models import Client
from flatwright.office.desk.course import Course
from flatwright.office.desk.deciding import (
    Worked,
    decision_of,
    keep_all,
    says_the_same,
    worked,
)
from flatwright.office.desk.drawing import LAST, Before, Draws, drawn_by, drawn_sums
from flatwright.office.desk.facts import assembled
from flatwright.office.desk.hanging import HangingOnMany
from flatwright.office.desk.models import Decision, Ticket, Use

SLICE = 100  # tickets at a time: nobody else writes of the client meanwhile
_WITH = ("person", "thing", "site", "assignee", "decision")


class _Place(NamedTuple):
    """Where a ticket's work stands in the order of its client's; and in its decision."""

    begins: datetime
    number: int
    pk: int
    decided: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The next of a client's work, and which of their tickets are wanted."""

    client: Client
    places: Sequence[_Place]
    wanted: set[int]


def decide_all(by: Actor, client: Client) -> None:
    """Decide what of a client's has no decision yet."""
    undecided = Ticket.objects.filter(client=client, decision=None)
    wanted, course = set(undecided.values_list("pk", flat=True)), Course()
    while decide_some(by, client, wanted, course):
        pass


@transaction.atomic
def decide_some(by: Actor, client: Client, wanted: set[int], course: Course) -> bool:
    """Decide a slice of the wanted tickets, and what follows from it; False: all are.

    Work that looked at an allowance from which something else is drawn now is decided
    again, as it is after a single ticket. The course is moved on.
    """
    [client] = held(client.pk)
    order = _order(client)
    if course.after is None:
        _note_moved(client, order, wanted, course)
    some = _next(order, wanted, course)[:SLICE]
    if not some:
        return False
    first = Before(client=client.pk, begins=some[0].begins, number=some[0].number)
    draws = Draws(drawn_sums(first, _moved_on(order, some[0])))
    part = _Part(client=client, places=some, wanted=wanted)
    made = list(_decided(by, part, draws, course))
    keep_all(by, client, made)
    course.made += len(made)
    course.after = some[-1].begins, some[-1].number
    course.seen += sum(each.pk in wanted for each in some)
    return True


def foreseen(client: Client) -> list[tuple[Ticket, Worked]]:
    """What would be decided of work without decisions, after what work before it drew."""
    undecided = Ticket.objects.filter(client=client, decision=None)
    tickets = {each.pk: each for each in undecided.select_related(*_WITH)}
    hanging, draws = HangingOnMany(client, list(tickets)), Draws()
    found = []
    for place in _order(client):
        ticket = tickets.get(place.pk)
        made = _worked(ticket, client, hanging, draws) if ticket else None
        if ticket and made:
            draws.add(made.decided.drawn)
            found.append((ticket, made))
    return found


def _order(client: Client) -> list[_Place]:
    """A client's work in its order; what has not begun is the last."""
    rows = Ticket.objects.filter(client=client).order_by()
    told = rows.annotate(first=Min("entries__start")).values_list(
        "first", "number", "pk", "decision__begins"
    )
    return sorted(
        _Place(first or LAST, number, pk, decided) for first, number, pk, decided in told
    )


def _note_moved(
    client: Client, order: list[_Place], wanted: set[int], course: Course
) -> None:
    """Work that begins at another time leaves what it drew to what is between."""
    moved = {
        each.pk: min(each.decided, each.begins)
        for each in order
        if each.pk in wanted and each.decided and each.decided != each.begins
    }
    if moved:
        uses = Use.objects.filter(client=client, decision__current_of__isnull=False)
        for ticket, code in uses.values_list("decision__ticket", "code").distinct():
            if ticket in moved:
                course.note({code}, moved[ticket])


def _next(order: list[_Place], wanted: set[int], course: Course) -> list[_Place]:
    """The next work to look at: from the first that is wanted, or that may follow."""
    after = course.after
    rest = [each for each in order if after is None or each[:2] > after]
    if not course.changed:
        first = (n for n, each in enumerate(rest) if each.pk in wanted)
        rest = rest[next(first, len(rest)) :]
    return rest


def _moved_on(order: list[_Place], first: _Place) -> list[int]:
    """Tickets whose decision stands before a place, but whose work no longer does."""
    return [
        each.pk
        for each in order
        if each >= first and each.decided and (each.decided, each.number) < first[:2]
    ]


def _decided(
    by: Actor, part: _Part, draws: Draws, course: Course
) -> Iterator[tuple[Decision, Worked]]:
    """The decisions on some work that are not as they stand."""
    client, pks = part.client, [each.pk for each in part.places]
    tickets = Ticket.objects.select_related(*_WITH).in_bulk(pks)
    hanging, before = HangingOnMany(client, pks), drawn_by(pks)
    for place in part.places:
        ticket, drew = tickets[place.pk], before[place.pk]
        found, stands = None, ticket.decision
        if place.pk in part.wanted or course.touches(stands):
            found = _worked(ticket, client, hanging, draws)
        made = decision_of(by, ticket, found) if found else None
        if found and made and not (stands and says_the_same(stands, made)):
            codes = {each.code for each in set(drew) ^ set(found.decided.drawn)}
            course.note(codes, min(place.begins, place.decided or LAST))
            draws.add(found.decided.drawn)
            yield made, found
        else:
            draws.add(drew)


def _worked(
    ticket: Ticket, client: Client, hanging: HangingOnMany, draws: Draws
) -> Worked | None:
    ticket.client = client
    under = terms_on(client, hanging.day(ticket))
    if under is None:
        return None
    terms = under[1]
    window = max(plan.projects.related_within.count for plan in terms.plans)
    item = assembled(ticket, terms.currency, hanging.parts(ticket, window))
    return worked(item, under, draws.before(item))
