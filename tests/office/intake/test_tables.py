from datetime import date

from flatwright.office.audit.models import Event
from flatwright.office.audit.queries import verdict
from flatwright.office.clients.models import Client, Person, RosterPeriod, Thing
from flatwright.office.desk.models import Ticket, TimeEntry
from flatwright.office.intake.models import Effect, Known
from flatwright.office.intake.queries import rejected
from tests.office.intake.shop import Shop

CLIENTS = "Id,Company Name,Time Zone\n1,Acme,America/Chicago\n2,Birch,\n"
PEOPLE = (
    "Client,Full Name,Email,Start Date,End Date,Type\n"
    "Willow,Ada Lovelace,ada@example.com,2026-02-01,,Employee\n"
    "Willow,Bo Diddley,bo@example.com,2026-02-01,2026-03-31,\n"
    "Willow,Front desk,,,,Shared mailbox\n"
)
THINGS = (
    "Client,Device Name,Device Type,Owner,Serial Number\n"
    "Willow,ada-pc,Laptop,ada@example.com,S1\n"
    "Willow,hall,Copier,,S2\n"
)
TICKETS = (
    "Ticket Number,Client,Subject,Created,Closed,Contact,Device\n"
    "77,Willow,Screen dark,2026-02-03 10:00,2026-02-03 11:00,Ada Lovelace,ada-pc\n"
)
TIME = (
    "Ticket,Technician,Start,Hours\n77,tim@example.com,2026-02-03 10:00,0.5\n"
    "77,Zoe Elsewhere,2026-02-03 10:30,0:15\n"
)


def everything(shop: Shop) -> None:
    shop.imported("clients", CLIENTS)
    shop.imported("people", PEOPLE)
    shop.imported("things", THINGS)
    shop.imported("tickets", TICKETS)
    shop.imported("time", TIME)


def test_a_business_comes_in_table_by_table(shop: Shop) -> None:
    everything(shop)
    acme = Client.objects.get(name="Acme")
    assert acme.time_zone == "America/Chicago"
    ada = Person.objects.get(name="Ada Lovelace")
    assert [(p.first, p.last) for p in ada.periods.all()] == [(date(2026, 2, 1), None)]
    bo = Person.objects.get(name="Bo Diddley").periods.get()
    assert bo.last == date(2026, 3, 31)
    assert not Person.objects.get(name="Front desk").periods.exists()
    pc = Thing.objects.get(name="ada-pc")
    assert (pc.kind, pc.owner, pc.first) == ("computer", ada, date(2026, 1, 1))
    assert Thing.objects.get(name="hall").kind == "printer"
    ticket = Ticket.objects.get(external="77")
    assert (ticket.person, ticket.thing, ticket.status) == (ada, pc, "closed")
    assert [e.minutes for e in ticket.entries.all()] == [30, 15]
    assert [e.technician for e in ticket.entries.all()] == [shop.technician, None]


def test_the_same_again_changes_nothing(shop: Shop) -> None:
    everything(shop)
    before = Event.objects.exclude(subject__startswith="intake").count()
    for kind, content in (
        *(("clients", CLIENTS), ("people", PEOPLE), ("things", THINGS)),
        *(("tickets", TICKETS), ("time", TIME)),
    ):
        batch = shop.tried(kind, content)
        assert batch.counts["foreseen"].keys() == {"unchanged"}
        again = shop.imported(kind, content)
        assert again.counts["unchanged"] == again.total
    assert Event.objects.exclude(subject__startswith="intake").count() == before
    assert verdict().problem == ""


def test_a_dry_run_keeps_nothing_and_foresees_what_is_done(shop: Shop) -> None:
    content = PEOPLE + "Willow,,nobody@example.com,2026-02-01,,\nElsewhere,Cy,,,,\n"
    batch = shop.tried("people", content)
    assert Person.objects.count() == 0
    assert batch.counts["foreseen"] == {"create": 3, "rejected": 1}
    assert batch.counts["unreadable"] == 1
    assert batch.counts["besides"] == {"people": 3, "times on the roster": 2}
    done = shop.imported("people", content)
    assert (done.counts["create"], done.counts["rejected"]) == (3, 1)
    assert [each.line for each in rejected(done)] == [5, 6]


def test_what_changed_there_changes_here_and_blank_cells_change_nothing(shop: Shop) -> None:
    shop.imported("clients", "Id,Name,Phone\n1,Acme,123\n")
    done = shop.imported("clients", "Id,Name,Phone\n1,Acme Ltd,\n")
    acme = Client.objects.get(name="Acme Ltd")
    assert (done.counts["update"], acme.phone) == (1, "123")


def test_a_row_that_was_removed_here_does_not_come_back(shop: Shop) -> None:
    shop.imported("clients", CLIENTS)
    Client.objects.get(name="Acme").delete()
    done = shop.imported("clients", CLIENTS)
    assert done.counts["skipped"] == 1
    assert not Client.objects.filter(name="Acme").exists()


def test_a_second_row_of_one_key_is_kept_aside(shop: Shop) -> None:
    content = "Id,Name\n1,Acme\n1,Acme\n1,Other\n"
    batch = shop.tried("clients", content)
    assert batch.counts["repeated"] == 1
    assert [(each.line, each.code) for each in rejected(batch)] == [(4, "key_again")]


def test_overlapping_time_of_one_account_is_kept_aside(shop: Shop) -> None:
    everything(shop)
    again = "Ticket,Technician,Start,Hours\n77,Tim,2026-02-03 10:15,1\n"
    done = shop.imported("time", again)
    assert [each.code for each in rejected(done)] == ["overlapping_entries"]
    assert TimeEntry.objects.count() == 2


def test_every_new_row_is_noted_once_and_known_by_its_key(shop: Shop) -> None:
    everything(shop)
    assert Effect.objects.filter(subject="clients.person").count() == 3
    assert Known.objects.filter(kind="people").count() == 3
    assert RosterPeriod.objects.count() == 2


def test_a_device_that_changed_hands_is_not_rewritten(shop: Shop) -> None:
    everything(shop)
    moved = THINGS.replace("ada@example.com", "bo@example.com")
    done = shop.imported("things", moved)
    assert [each.code for each in rejected(done)] == ["handed_over"]
