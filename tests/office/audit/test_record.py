"""The record of changes: complete, chained, and refused to whoever would edit it."""

from collections.abc import Iterable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from flatwright.office.audit.actor import Actor
from flatwright.office.audit.chain import first_broken
from flatwright.office.audit.changes import change, create, create_all, remove
from flatwright.office.audit.guards import install, lift
from flatwright.office.audit.models import Event, Head
from flatwright.office.audit.queries import events_of, events_within, verdict
from flatwright.office.clients.models import Client, Provider

pytestmark = pytest.mark.django_db
BY = Actor(name="Olga", source="web 192.0.2.7")


def client(name: str = "Willow") -> Client:
    return create(BY, Client(name=name, time_zone="UTC", first=date(2026, 1, 1)))


def test_each_change_says_who_what_before_and_after() -> None:
    willow = client()
    change(BY, willow, name="Willow & Co")
    last = events_of(willow)[0]
    assert (last.actor, last.source, last.verb) == ("Olga", "web 192.0.2.7", "changed")
    assert (last.before, last.after) == ({"name": "Willow"}, {"name": "Willow & Co"})
    assert last.client_id == willow.pk


def test_the_same_values_again_record_nothing() -> None:
    willow = client()
    change(BY, willow, name="Willow")
    assert [event.verb for event in events_of(willow)] == ["created"]
    assert willow.edited == 0


def test_what_was_removed_can_still_be_read() -> None:
    willow = client()
    number = willow.pk
    remove(BY, willow)
    last = Event.objects.get(subject="clients.client", subject_id=number, verb="removed")
    assert last.before["name"] == "Willow"


def test_many_rows_at_once_have_a_record_each() -> None:
    rows = [
        Client(name=f"client {n}", time_zone="UTC", first=date(2026, 1, 1))
        for n in range(3)
    ]
    create_all(BY, rows)
    assert Event.objects.count() == 3
    assert verdict().problem == ""


def test_a_value_that_does_not_fit_is_refused_and_leaves_no_trace() -> None:
    with pytest.raises(ValidationError):
        create(BY, Provider(name="x" * 121))
    assert (Provider.objects.count(), Event.objects.count()) == (0, 0)


def test_an_event_that_fails_takes_the_change_with_it() -> None:
    willow = client()
    with transaction.atomic():
        change(BY, willow, name="Other")
        transaction.set_rollback(True)
    willow.refresh_from_db()
    assert willow.name == "Willow"
    assert Event.objects.count() == 1


@pytest.mark.parametrize("statement", ["UPDATE {} SET actor = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_an_event(statement: str) -> None:
    client()
    install(connection, "audit_event")
    sql = statement.format("audit_event")
    refused = pytest.raises(DatabaseError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (lambda: Event.objects.filter(pk=second()).update(actor="Eve"), "was changed"),
        (lambda: Event.objects.filter(pk=second()).delete(), "was changed"),
        (lambda: Event.objects.filter(pk=last()).delete(), "knows 3"),
        (lambda: Head.objects.update(count=7), "knows 7"),
    ],
    ids=["edited", "left out", "the last left out", "the head changed"],
)
def test_tampering_is_found(tamper: object, found: str) -> None:
    for name in ("one", "two", "three"):
        client(name)
    assert verdict().problem == ""
    lift(connection, "audit_event")
    assert callable(tamper)
    tamper()
    assert found in verdict().problem


def last() -> int:
    return Event.objects.order_by("-id")[0].pk


def second() -> int:
    return Event.objects.order_by("id")[1].pk


def test_what_nobody_can_see_is_kept_nowhere() -> None:
    willow = client("Wil\u202elow\u200b")
    assert willow.name == "Willow"
    change(BY, willow, name="\u2066Willow\u2069")
    assert [event.verb for event in events_of(willow)] == ["created"]
    assert client("بيت الصفصاف").name == "بيت الصفصاف"
    with pytest.raises(ValidationError):
        client("\u200b")


def test_a_scope_sees_the_record_of_its_clients_alone() -> None:
    willow, other = client(), client("Other")
    seen = events_within(frozenset({willow.pk}))
    assert {event.client_id for event in seen} == {willow.pk}
    assert {event.client_id for event in events_within(None)} == {willow.pk, other.pk}


@pytest.mark.parametrize(
    "name", ["\u3164", "\u00a0\u2003", "\u2800\ufe0f", "\x1b\x7f", "  "]
)
def test_a_name_that_shows_nothing_is_refused_as_an_empty_one(name: str) -> None:
    with pytest.raises(ValidationError, match="blank"):
        client(name)
    assert not Client.objects.exists()


def test_what_is_written_while_the_record_is_read_is_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Others work on while it is looked through, which takes a while."""
    client("first")
    reads = iter(("second", "third"))

    def read(events: Iterable[Event], last: str = "") -> tuple[Event | None, str, int]:
        found = first_broken(events, last)
        client(next(reads))
        return found

    monkeypatch.setattr("flatwright.office.audit.queries.first_broken", read)
    assert verdict().problem == ""
    assert next(reads, None) is None
