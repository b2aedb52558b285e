"""Where the page of a row is: its own, or that of what it hangs on."""

from django.db import models
from django.urls import reverse

from flatwright.office.agreements.models import Agreement, PlanText
from flatwright.office.clients.models import Client, Person, Thing
from flatwright.office.desk.models import Template, Ticket

_BY_KEY = {
    Client: "client",
    Person: "person",
    Thing: "thing",
    Agreement: "agreement",
    Template: "template",
}
_HANGS_ON = ("ticket", "thing", "person", "agreement", "client")


def place_of(row: models.Model | None) -> str:
    """An address; empty where nothing shows it, or where it is gone."""
    match row:
        case None:
            return ""
        case Ticket():
            return reverse("ticket", args=[row.number])
        case PlanText():
            return reverse("plan", args=[row.plan, row.version])
    name = _BY_KEY.get(type(row))
    if name:
        return reverse(name, args=[getattr(row, "key")])  # noqa: B009 - each of them has it
    on = (getattr(row, lead, None) for lead in _HANGS_ON)
    return place_of(next((each for each in on if isinstance(each, models.Model)), None))
