"""What is so for a client today: the day, the terms, the currency."""

from datetime import date

from django.utils import timezone

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.plan.version import PlanVersion
from flatwright.office.agreements.queries import version_on
from flatwright.office.agreements.terms import agreed_on, plan_version, terms_on
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


def plan_now(client: Client) -> PlanVersion | None:
    """The plan that governs the client today; of an agreement to come, its first one."""
    today = client_today(client)
    agreement = agreed_on(client, today)
    if agreement is None:
        return None
    version = version_on(agreement, max(today, agreement.first))
    return plan_version(version.plan) if version else None


def currency_of(client: Client) -> str:
    """What amounts are counted in for a client: their plan's currency, else the house's."""
    terms = terms_now(client)
    if terms:
        return terms.currency
    house = provider()
    return house.currency if house else "USD"
