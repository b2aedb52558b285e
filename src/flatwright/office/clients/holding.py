"""One at a time for a client: a rule is looked at and written by with none in between.

Two who wait for each other would never end, so everybody locks in one order: whose time
it is; clients, by their number; then what is theirs; the head of the record last of all.
"""

from django.db import models

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.clients.models import Client


def held(*clients: int) -> list[Client]:
    """Wait for who writes of these clients, and let others wait, until the end.

    Ask for it inside a transaction and before anything else is written. Rows that only
    point to a client are stored meanwhile. Raises Refusal (gone_meanwhile).
    """
    found = _locked(Client.objects.filter(pk__in=clients))
    if len(found) < len({*clients}):
        says = "This client was removed by somebody else meanwhile."
        raise Refusal(code="gone_meanwhile", says=says)
    return found


def hold_all() -> None:
    """Hold every client: for what writes of many, without knowing yet of which."""
    _locked(Client.objects.only("pk"))


def _locked(clients: models.QuerySet[Client]) -> list[Client]:
    return list(clients.select_for_update(no_key=True).order_by("pk"))
