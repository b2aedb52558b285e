"""An import beside technicians who work: each waits for the other, and never for ever."""

from functools import partial

import pytest
from django.db import transaction

from flatwright.office.clients.models import Thing
from flatwright.office.desk.actions.talk import comment
from flatwright.office.desk.actions.tickets import open_ticket
from flatwright.office.desk.models import Ticket
from flatwright.office.intake import actions
from flatwright.office.intake.actions.beginning import is_small
from flatwright.office.intake.models import Batch, Observation
from tests.office.clients.at_once import DONE, at_once
from tests.office.intake.shop import BEGUN, Shop
from tests.office.intake.test_inventories import LAPTOP, brought

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = "Client,Name\n" + "".join(f"Willow,User {n}\n" for n in range(5))


def in_one_request(shop: Shop, batch: Batch) -> None:
    """As a page or a call does it: begun and done in one transaction."""
    with transaction.atomic():
        actions.begin(shop.owner, batch)
        actions.run_here(shop.owner.actor, batch.key)


def test_an_import_and_the_desk_do_not_wait_for_each_other(shop: Shop) -> None:
    ticket = open_ticket(shop.owner, shop.willow, {"title": "Printer"})
    for n in range(6):
        batch = shop.tried("people", ROWS.replace("User", f"User {n}"))
        told = [Ticket.objects.get(pk=ticket.pk) for _ in range(3)]
        words = [partial(comment, shop.owner, each, "seen", public=False) for each in told]
        assert at_once([partial(in_one_request, shop, batch), *words]) == [DONE] * 4


def test_an_import_that_is_begun_twice_is_done_once(shop: Shop) -> None:
    batch = shop.tried("people", ROWS)
    both = [Batch.objects.get(pk=batch.pk) for _ in range(2)]
    acts = [partial(in_one_request, shop, each) for each in both]
    assert at_once([*acts]) == [DONE, "import_state"]


def test_a_trial_that_ends_late_leaves_an_import_that_is_done(shop: Shop) -> None:
    batch = shop.tried("people", ROWS)
    stale = Batch.objects.get(pk=batch.pk)
    in_one_request(shop, batch)
    assert at_once([partial(actions.try_it, shop.owner, stale)]) == ["import_state"]
    assert Batch.objects.get(pk=batch.pk).state == Batch.State.DONE


def test_few_rows_among_much_work_are_for_a_worker(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row may change what all later work of its client drew."""
    for n in range(5):
        open_ticket(shop.owner, shop.willow, {"title": f"Printer {n}"})
    few = "Number,Client,Title,Opened\nA1,Willow,Old,2026-01-05 09:00\n"
    batch = shop.tried("tickets", few)
    assert is_small(batch)
    monkeypatch.setattr("flatwright.office.intake.actions.beginning.SMALL", 5)
    assert not is_small(batch)
    assert is_small(shop.tried("people", ROWS))  # decides nothing here


def test_of_two_who_accept_a_device_one_does(shop: Shop) -> None:
    brought(shop, LAPTOP)
    rows = [Observation.objects.get() for _ in range(2)]
    acts = [partial(actions.accept, shop.owner, row, BEGUN) for row in rows]
    assert at_once([*acts]) == [DONE, "settled_already"]
    assert Thing.objects.count() == 1
