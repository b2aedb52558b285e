"""Whose own record can be asked for: by name of the kind, how a row of it is reached."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from flatwright.office.agreements.queries import agreements
from flatwright.office.clients import queries as clients
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.queries import tickets

KINDS: dict[str, tuple[Callable[[Scope], QuerySet[Any]], str]] = {
    "client": (clients.clients, "key"),
    "person": (clients.people, "key"),
    "thing": (clients.things, "key"),
    "site": (clients.sites, "key"),
    "vendor": (clients.vendors, "key"),
    "agreement": (agreements, "key"),
    "ticket": (tickets, "number"),
}
