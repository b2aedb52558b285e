"""No page asks for more because there is more: a dozen queries, with few rows or many."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from flatwright.office.desk import actions
from flatwright.office.desk.actions import Span
from flatwright.office.desk.models import Material, Ticket
from tests.office.town import Town

MOST = 12
FEW = 2
PAGES = {
    "home": "/",
    "tickets": "/tickets/",
    "all tickets": "/tickets/?status=all",
    "tickets of a client": "/tickets/?client={client}",
    "tickets that ask": "/tickets/?decision=needs_facts",
    "tickets by a word": "/tickets/?words=printer",
    "board": "/tickets/board/",
    "search": "/search/?q=printer",
    "clients": "/clients/",
    "client": "/clients/{client}/",
    "people": "/clients/{client}/people/",
    "things": "/clients/{client}/things/",
    "allowances": "/clients/{client}/used/",
    "ticket": "/tickets/{ticket}/",
    "decisions": "/tickets/{ticket}/decisions/",
    "edit ticket": "/tickets/{ticket}/edit/",
    "new ticket": "/clients/{client}/tickets/new/",
}
_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday."""


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES)
def test_a_page_makes_a_dozen_queries_with_few_rows_or_many(
    town: Town, cast: dict[str, Browser], page: str
) -> None:
    ticket = _work(town, FEW)
    few = _queries(cast["owner"], _address(page, town, ticket))
    _work(town, 3 * FEW, onto=ticket)
    many = _queries(cast["owner"], _address(page, town, ticket))
    assert many == few <= MOST


def _address(page: str, town: Town, ticket: Ticket) -> str:
    return PAGES[page].format(client=town.willow.key, ticket=ticket.number)


def _queries(browser: Browser, address: str) -> int:
    """How many a page makes, once what it keeps in memory is warm."""
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(connection) as made:
        browser.get(address)
    return len(made)


def _work(town: Town, count: int, onto: Ticket | None = None) -> Ticket:
    """So many tickets, and so much time, talk and material on one of them."""
    who = {"who": "listed", "person": town.ada, "what": "unknown"}
    for number in range(count):
        told = {"title": f"Printer {number} jams", **who}
        made = actions.open_ticket(town.house, town.willow, told)
        onto = onto or made
    assert onto is not None
    for number in range(count):
        begin = _NOON + timedelta(hours=10 * count + number)
        end, who_works = begin + timedelta(minutes=20), town.staff["technician"]
        span = Span(start=begin, end=end, technician=who_works)
        actions.log_time(town.house, onto, span)
        actions.comment(town.house, onto, "Rang back.", public=False)
        actions.add_material(town.house, onto, Material(item="Toner", amount=4_000))
        onto.refresh_from_db()
    return onto
