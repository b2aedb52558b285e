"""Much work decided at once, some at a time, ends as if it came one by one."""

import random
from datetime import timedelta

import pytest
from django.db import transaction

from flatwright.office.desk import actions
from flatwright.office.desk.course import Course
from flatwright.office.desk.deciding_many import decide_all, decide_some
from flatwright.office.desk.deciding_one import decide_ticket
from flatwright.office.desk.models import Decision, Ticket, TimeEntry, Use
from tests.office.desk.place import Place
from tests.office.desk.test_random_month import MONTH, a_month

pytestmark = pytest.mark.django_db


@pytest.fixture
def month(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr("flatwright.office.desk.deciding_many.SLICE", 7)
    monkeypatch.setattr("tests.office.desk.test_random_month.STEPS", 70)
    a_month(place)
    place.client.refresh_from_db()
    return place


def at_once(place: Place, wanted: set[int]) -> int:
    """Each slice goes on from what the one before it kept as JSON; how many there were."""
    kept, slices = Course().kept(), 0
    while decide_some(place.owner.actor, place.client, wanted, course := Course.of(kept)):
        kept, slices = course.kept(), slices + 1
    return slices


def stand() -> dict[int, tuple[object, ...]]:
    """What stands for each ticket, and what it drew."""
    return {
        each.ticket.number: (each.facts_digest, each.answer, drawn_by(each))
        for each in Decision.objects.filter(current_of__isnull=False)
    }


def drawn_by(decision: Decision) -> list[tuple[object, ...]]:
    fields = ("code", "unit", "per", "each", "whose", "day", "count")
    return sorted(decision.uses.values_list(*fields))


def decided() -> set[int]:
    return set(Ticket.objects.exclude(decision=None).values_list("pk", flat=True))


def one_by_one_or_at_once(month: Place) -> None:
    before = stand()
    for seed in range(3):
        point = transaction.savepoint()
        some = with_other_time(random.Random(seed))  # noqa: S311 - no secret
        begun = transaction.savepoint()
        at_once(month, {each.pk for each in some})
        together = stand()
        transaction.savepoint_rollback(begun)
        for each in some:
            each.refresh_from_db()
            decide_ticket(month.owner.actor, each)
        assert together == stand() != before
        transaction.savepoint_rollback(point)


def with_other_time(chance: random.Random) -> list[Ticket]:
    """Some tickets with more time, or other time, than they were decided with."""
    some = chance.sample(list(Ticket.objects.order_by("pk")), 6)
    for ticket in some:
        start = MONTH + timedelta(minutes=15 * chance.randrange(28 * 96))
        end = start + timedelta(minutes=50)
        TimeEntry.objects.create(ticket=ticket, technician_name="Lee", start=start, end=end)
        if chance.random() < 0.5:
            ticket.entries.order_by("start")[0].delete()
    return some


def move(place: Place, day: int) -> Ticket:
    """Ada's computer is moved; one move in a year is included."""
    told = {
        "title": "Move",
        "kind": "request",
        "action": "move",
        "estimate": 30,
        "cause": "normal",
        "who": "listed",
        "person": place.ada,
        "what": "listed",
        "thing": place.ada_pc,
    }
    ticket = actions.open_ticket(place.owner, place.client, told, at=MONTH)
    worked(ticket, day)
    decide_ticket(place.owner.actor, ticket)
    return ticket


def worked(ticket: Ticket, day: int) -> None:
    start = MONTH + timedelta(days=day, hours=10)
    end = start + timedelta(minutes=30)
    TimeEntry.objects.create(ticket=ticket, technician_name="Lee", start=start, end=end)


def included(place: Place) -> list[int]:
    standing = Use.objects.filter(client=place.client, decision__current_of__isnull=False)
    uses = standing.filter(code="moves")
    return list(uses.values_list("decision__ticket__number", flat=True))


def test_an_earlier_move_that_comes_late_takes_the_one_that_is_included(
    place: Place,
) -> None:
    first, second = move(place, 8), move(place, 15)
    assert included(place) == [first.number]
    worked(second, 1)
    at_once(place, {second.pk})
    assert included(place) == [second.number]


def test_a_move_that_is_put_off_leaves_the_one_that_is_included(place: Place) -> None:
    first, second = move(place, 8), move(place, 15)
    first.entries.all().delete()
    worked(first, 22)
    at_once(place, {first.pk})
    assert included(place) == [second.number]


def test_at_once_is_as_one_by_one_whatever_the_slice(
    month: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, ends = Decision.objects.count(), []
    assert at_once(month, decided()) > 1
    assert Decision.objects.count() == count > 0
    for size in (2, 500):
        monkeypatch.setattr("flatwright.office.desk.deciding_many.SLICE", size)
        point = transaction.savepoint()
        Ticket.objects.update(decision=None)
        decide_all(month.owner.actor, month.client)
        ends.append(stand())
        transaction.savepoint_rollback(point)
    assert ends[0] == ends[1]
    one_by_one_or_at_once(month)
