from django.db import connection

from flatwright.office.agreements.actions import Signed, enter_agreement
from flatwright.office.agreements.models import PlanText
from flatwright.office.audit.guards import guarded_tables, install, lift
from flatwright.office.audit.queries import verdict
from flatwright.office.clients.actions import edit, edit_client
from flatwright.office.clients.models import Client, Person, RosterPeriod, Thing
from flatwright.office.desk.actions import open_ticket
from flatwright.office.desk.models import Decision, Ticket, TimeEntry
from flatwright.office.intake.models import Batch, Known
from flatwright.office.intake.queries import kept
from tests.office.intake.shop import BEGUN, Shop
from tests.office.intake.test_tables import CLIENTS, PEOPLE, THINGS, TICKETS, TIME


def agreed(shop: Shop) -> None:
    plan = PlanText.objects.get(plan="complete")
    enter_agreement(shop.owner, shop.willow, Signed(plan=plan, first=BEGUN))


def test_all_that_an_import_made_is_removed(shop: Shop) -> None:
    agreed(shop)
    done = [
        shop.imported(kind, content)
        for kind, content in (
            *(("clients", CLIENTS), ("people", PEOPLE), ("things", THINGS)),
            *(("tickets", TICKETS), ("time", TIME)),
        )
    ]
    assert Decision.objects.count() == 2  # without time, and with it
    for batch in reversed(done):
        assert shop.undone(batch).state == Batch.State.UNDONE
        assert list(kept(batch)) == []
    assert list(Client.objects.all()) == [shop.willow]
    for model in (Person, RosterPeriod, Thing, Ticket, TimeEntry, Known):
        assert model.objects.count() == 0
    assert Decision.objects.count() == 0
    assert verdict().problem == ""


def test_what_was_changed_since_stays_and_is_named(shop: Shop) -> None:
    batch = shop.imported("people", PEOPLE)
    ada = Person.objects.get(name="Ada Lovelace")
    edit(shop.owner, ada, phone="555")
    shop.undone(batch)
    assert list(Person.objects.all()) == [ada]
    assert [(each.name, each.kept) for each in kept(batch)] == [
        ("Ada Lovelace", "It was changed since.")
    ]


def test_what_others_hang_on_stays(shop: Shop) -> None:
    batch = shop.imported("people", PEOPLE)
    ada = Person.objects.get(name="Ada Lovelace")
    told = {"title": "Mouse", "who": "listed", "person": ada}
    open_ticket(shop.owner, shop.willow, told)
    shop.undone(batch)
    assert [each.kept for each in kept(batch)] == ["There is a ticket that hangs on it."]


def test_changed_fields_are_put_back_but_not_over_later_changes(shop: Shop) -> None:
    shop.imported("clients", "Id,Name,Phone,Email\n1,Acme,123,a@example.com\n")
    batch = shop.imported("clients", "Id,Name,Phone,Email\n1,Acme,456,b@example.com\n")
    acme = Client.objects.get(name="Acme")
    edit_client(shop.owner, acme, None, email="mine@example.com")
    shop.undone(batch)
    acme.refresh_from_db()
    assert (acme.phone, acme.email) == ("123", "mine@example.com")
    assert [each.kept for each in kept(batch)] == ["Changed since: email."]


def test_after_undoing_the_same_file_comes_in_again(shop: Shop) -> None:
    shop.undone(shop.imported("people", PEOPLE))
    assert shop.imported("people", PEOPLE).counts["create"] == 3


def test_decisions_are_guarded_again_after_undoing(shop: Shop) -> None:
    agreed(shop)
    tables = ["desk_decision", "desk_use"]
    for table in tables:
        install(connection, table)
    shop.undone(shop.imported("tickets", TICKETS))
    assert Decision.objects.count() == 0
    assert sorted(guarded_tables(connection)) == tables
    for table in tables:
        lift(connection, table)
