"""A month of work by chance ends the same on either database: the golden file is one."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.queries import verdict
from flatwright.office.clients.actions import Joining, add, join_roster
from flatwright.office.clients.models import Person, Thing
from flatwright.office.desk import actions
from flatwright.office.desk.models import Ticket, TimeEntry
from tests.office.desk.place import BEGUN, Place

pytestmark = pytest.mark.django_db
MONTH = datetime(2026, 2, 2, tzinfo=UTC)
STEPS = 160
CAUSES = ("normal", "normal", "user_error", "provider", "act_of_god", "unknown")
WORK = (
    ("incident", "fix", None),
    ("request", "change", 60),
    ("request", "change", 300),
    ("request", "move", None),
    ("request", "add_machine", 90),
    ("request", "train_initial", 45),
    ("proactive", "patch", None),
)


def staffed(place: Place) -> list[Person]:
    """Three more users with a computer each."""
    made = []
    for name in ("Ben", "Cora", "Dan"):
        person = add(place.owner, Person(client=place.client, name=name))
        join_roster(place.owner, Joining(person=person, first=BEGUN))
        days = {"registered": BEGUN, "first": BEGUN}
        pc = Thing(client=place.client, name=f"{name}-pc", owner=person, **days)
        add(place.owner, pc)
        made.append(person)
    return [place.ada, *made]


def opened(place: Place, chance: random.Random, people: list[Person]) -> None:
    person = chance.choice([*people, None])
    kind, action, estimate = chance.choice(WORK)
    told = {
        "title": f"{action} for {person or 'nobody'}",
        "kind": kind,
        "action": action,
        "estimate": estimate,
        "cause": chance.choice(CAUSES),
        "who": "listed" if person else "none",
        "person": person,
        "what": "listed" if person else "none",
        "thing": person.things.first() if person else None,
        "impact": chance.randint(1, 3),
    }
    at = MONTH + timedelta(minutes=chance.randrange(28 * 24 * 60))
    actions.open_ticket(place.owner, place.client, told, at=at)


def worked(place: Place, chance: random.Random, tickets: list[Ticket]) -> None:
    start = MONTH + timedelta(minutes=15 * chance.randrange(28 * 96))
    end = start + timedelta(minutes=chance.choice((5, 20, 50, 120, 290)))
    span = actions.Span(start=start, end=end, technician=place.technician)
    actions.log_time(place.owner, chance.choice(tickets), span)


def agreed(place: Place, chance: random.Random, tickets: list[Ticket]) -> None:
    kind = chance.choice(("hourly", "after_hours", "quote"))
    asked = actions.Asked(type=kind, amount=50_000 if kind == "quote" else None)
    yes = actions.ask_approval(place.owner, chance.choice(tickets), asked)
    at = MONTH + timedelta(days=chance.randrange(28))
    answer = chance.random() < 0.8
    actions.answer_approval(place.owner, yes, place.ada, yes=answer, at=at)


def corrected(place: Place, chance: random.Random, tickets: list[Ticket]) -> None:
    told = {"cause": chance.choice(CAUSES)}
    actions.edit_ticket(place.owner, chance.choice(tickets), None, told)


def taken_back(place: Place, chance: random.Random, tickets: list[Ticket]) -> None:
    entries = list(TimeEntry.objects.filter(ticket__in=tickets).order_by("id"))
    if entries:
        actions.remove_entry(place.owner, chance.choice(entries))


def merged(place: Place, chance: random.Random, tickets: list[Ticket]) -> None:
    actions.merge(place.owner, *chance.sample(tickets, 2))


def a_month(place: Place) -> None:
    """Each step is one action; what the rules refuse changes nothing."""
    chance = random.Random(20260202)  # noqa: S311 - no secret
    people = staffed(place)
    rest = (worked, worked, worked, agreed, corrected, taken_back, merged)
    for _ in range(STEPS):
        tickets = list(Ticket.objects.order_by("number"))
        try:
            if len(tickets) < 8 or chance.random() < 0.25:
                opened(place, chance, people)
            else:
                chance.choice(rest)(place, chance, tickets)
        except Refusal:
            continue


def told(ticket: Ticket) -> str:
    decision = ticket.decision
    if decision is None:
        return f"#{ticket.number} {ticket.title}: {ticket.status}, not decided"
    lines = [f"{line[0]} {line[2]} {line[5]}" for line in decision.answer["lines"]]
    uses = [f"{use.count} {use.code} {use.day}" for use in decision.uses.all()]
    return (
        f"#{ticket.number} {ticket.title}: {ticket.status}, {decision.status}, "
        f"pays {decision.pays}, {'; '.join(lines) or 'no work'}"
        f"{', uses ' + '; '.join(uses) if uses else ''}"
    )


def test_a_month_by_chance_ends_the_same_on_either_database(
    place: Place, golden: Callable[[str, str], None]
) -> None:
    a_month(place)
    tickets = Ticket.objects.select_related("decision").order_by("number")
    golden("office-random-month.txt", "\n".join(map(told, tickets)) + "\n")
    assert verdict().problem == ""
