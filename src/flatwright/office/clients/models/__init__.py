"""What is stored of clients."""

from flatwright.office.clients.models.house import Client, Provider, Site, Vendor, touch
from flatwright.office.clients.models.people import (
    COUNTED,
    Approver,
    Person,
    RosterPeriod,
)
from flatwright.office.clients.models.things import (
    APPLICATION,
    PRINTER,
    Condition,
    Thing,
)

__all__ = [
    "APPLICATION",
    "COUNTED",
    "PRINTER",
    "Approver",
    "Client",
    "Condition",
    "Person",
    "Provider",
    "RosterPeriod",
    "Site",
    "Thing",
    "Vendor",
    "touch",
]
