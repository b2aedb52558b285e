"""The steps of set-up, and which of them is open: worked out from what is there."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import resolve_url

from flatwright.office.agreements.queries import plan_texts
from flatwright.office.clients.actions import zone_names
from flatwright.office.clients.models import Client
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right
from flatwright.office.desk.queries import tickets
from flatwright.web.gate import provider_of_request, scope_of_request

STEPS = ("Your business", "Your plan", "First client", "First ticket")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that is open: its place among all, counted from one, and where it is done."""

    number: int
    address: str
    what: str

    @property
    def says(self) -> str:
        """The way to it, in words."""
        return f"Go on with the set-up: step {self.number} of {len(STEPS)}"


def open_step(request: HttpRequest) -> Step | None:
    """The step to do next; None after the first ticket, and for who may not set up."""
    scope = scope_of_request(request)
    if not scope.may(Right.HOUSE):
        return None
    if provider_of_request(request) is None:
        return _step(1, "setup")
    if tickets(scope).exists():
        return None
    if not plan_texts(scope).exists():
        return _step(2, "setup_plan")
    first = clients(scope).order_by("pk").first()
    if first is None:
        return _step(3, "setup_client")
    return Step(number=4, address=first_ticket_of(first), what=STEPS[-1])


def first_ticket_of(client: Client) -> str:
    """Where the first ticket is written, as a step of set-up."""
    return resolve_url("new_ticket_of", client.key) + "?first=1"


def _step(number: int, name: str, *parts: str) -> Step:
    address = resolve_url(name, *parts)
    return Step(number=number, address=address, what=STEPS[number - 1])


def shown_at(number: int) -> dict[str, Any]:
    """What a page of set-up shows around its form: the steps, and zones to choose from."""
    steps = [(says, at < number, at == number) for at, says in enumerate(STEPS, 1)]
    return {"steps": steps, "zones": zone_names()}
