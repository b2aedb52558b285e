"""The sample: the same for the same seed, all of it decided, and it can be taken away."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.models import Reach, User
from flatwright.office.accounts.roles import Role
from flatwright.office.agreements.models import AgreedVersion, PlanText
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.models import Event
from flatwright.office.audit.queries import verdict
from flatwright.office.backups.tables import empty_all
from flatwright.office.checkup.doctor import findings
from flatwright.office.clients.models import Client, Person, Provider, Thing
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.models import (
    ENDED,
    Approval,
    Comment,
    Decision,
    Goodwill,
    Ticket,
    TimeEntry,
    Timer,
)
from flatwright.sample.make import Wanted, make_sample
from flatwright.sample.removal import remove_sample
from tests.office.sample.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("owner")]
EQUAL = (Client, Person, Thing, Ticket, TimeEntry, Comment, Approval, Decision, Goodwill)


def world() -> list[str]:
    """What was made, without what tells when; every key counts from the first."""
    told = []
    for model in EQUAL:
        first = model._default_manager.order_by("pk").values_list("pk", flat=True)[0]
        hidden = {"revision"} | ({"at"} if model is Decision else set())
        for row in model._default_manager.order_by("pk").values():
            kept = {k: v for k, v in row.items() if k not in hidden and k[-3:] != "_id"}
            told.append(str({**kept, "id": row["id"] - first}))
    return told


@pytest.mark.once
def test_two_of_one_seed_are_equal_and_of_another_are_not() -> None:
    made = []
    for seed in (5, 5, 6):
        with transaction.atomic():
            empty_all()
            make_sample(Wanted(now=NOW, seed=seed, tickets=60, clients=3))
            made.append(world())
            transaction.set_rollback(True)
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_every_ticket_is_decided_or_waits_with_its_reason() -> None:
    assert Ticket.objects.filter(decision=None).count() == 0
    for decision in Decision.objects.filter(current_of__isnull=False):
        waits = decision.answer["questions"] or decision.answer["approvals"]
        assert decision.status == "decided" or waits, decision
        assert decision.answer["error"] is None


def test_doctor_finds_nothing_in_it() -> None:
    found = findings(lambda _what, _share: None, deep=True)
    of_the_tests = {"guard", "database_setting"}  # their database is quick and unguarded
    assert [each.says for each in found if each.code not in of_the_tests] == []


def test_twelve_clients_of_many_sizes_have_one_of_three_plans() -> None:
    assert Client.objects.count() == 12
    assert len(set(Client.objects.values_list("time_zone", flat=True))) >= 5
    assert set(PlanText.objects.values_list("plan", flat=True)) == {
        "essential",
        "complete",
        "premium",
    }
    assert len(set(AgreedVersion.objects.values_list("first", flat=True))) >= 10


def test_six_work_there_and_one_reaches_some_clients_only() -> None:
    roles = Counter(User.objects.values_list("role", flat=True))
    assert roles[Role.TECHNICIAN] == 3
    assert sum(roles.values()) == 6
    limited = User.objects.get(is_limited=True)
    assert 0 < Reach.objects.filter(user=limited).count() < 12
    mine = Ticket.objects.filter(assignee=limited).values_list("client", flat=True)
    reached = Reach.objects.filter(user=limited).values_list("client", flat=True)
    assert set(mine) <= set(reached)


def test_a_visitor_finds_each_thing_to_look_at() -> None:
    status = Counter(Ticket.objects.values_list("status", flat=True))
    standing = Decision.objects.filter(current_of__isnull=False)
    assert status["merged"] + status["waiting_approval"] > 1
    assert standing.filter(status="needs_facts").exists()
    assert Approval.objects.filter(answer="open").exists()
    assert Goodwill.objects.exists()
    assert Timer.objects.count() == 1
    assert Ticket.objects.filter(aim__isnull=False).exists()
    due = NOW + timedelta(minutes=30)
    soon = Ticket.objects.filter(respond_due__lte=due).exclude(status__in=ENDED)
    assert soon.filter(responded=None).exists()


def test_nothing_is_told_to_happen_after_now() -> None:
    assert not Ticket.objects.filter(updated__gt=NOW).exists()
    assert not TimeEntry.objects.filter(end__gt=NOW).exists()
    assert not Comment.objects.filter(at__gt=NOW).exists()


def test_a_second_one_beside_it_is_refused() -> None:
    with pytest.raises(Refusal, match="empty home"):
        make_sample(Wanted(now=NOW, tickets=1))


def removing(owner: User, rights: frozenset[Right] = frozenset(Right)) -> Scope:
    actor = Actor(name="Rowan", source="test")
    return Scope(actor=actor, clients=None, rights=rights, user=owner.pk)


def test_removing_leaves_the_owner_alone(owner: User) -> None:
    told: list[str] = []
    with transaction.atomic():
        remove_sample(removing(owner), lambda what, _share: told.append(what))
        assert list(User.objects.all()) == [owner]
        counts = [each._default_manager.count() for each in (*EQUAL, Provider, PlanText)]
        assert sum(counts) == 0
        assert [event.verb for event in Event.objects.all()] == ["removed"]
        assert verdict().problem == ""
        transaction.set_rollback(True)
    assert told[-1] == "Ready"


def test_a_real_provider_is_never_removed(owner: User) -> None:
    with transaction.atomic():
        Provider.objects.update(is_sample=False)
        with pytest.raises(Refusal, match="not a sample"):
            remove_sample(removing(owner))
        transaction.set_rollback(True)


def test_a_technician_removes_nothing(owner: User) -> None:
    with pytest.raises(Refusal, match="does not let you"):
        remove_sample(removing(owner, frozenset({Right.WORK})))
