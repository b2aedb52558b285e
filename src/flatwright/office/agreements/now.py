"""What is so for a client today: the day, the terms, the currency."""

from datetime import date

from django.utils import timezone

from flatwright.domain.coverage.terms import Terms
from flatwright.office.agreements.terms import terms_on
from flatwright.office.clients.actions import zone_of
from flatwright.office.clients.models import Client
from flatwright.office.clients.queries import provider


def client_today(client: Client) -> date:
    """Today, where the client is."""
    return timezone.now().astimezone(zone_of(client)).date()


def terms_now(client: Client) -> Terms | None:
    """What governs the client today."""
    found = terms_on(client, client_today(client))
    return found[1] if found else None


def currency_of(client: Client) -> str:
    """What amounts are counted in for a client: their plan's currency, else the house's."""
    terms = terms_now(client)
    if terms:
        return terms.currency
    house = provider()
    return house.currency if house else "USD"
