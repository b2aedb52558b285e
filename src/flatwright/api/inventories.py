"""Inventory files, and what they tell beside what is listed: settled one by one."""

from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Query, Router, UploadedFile

from flatwright.api.gate import reach, scope_of
from flatwright.api.imports import told_of
from flatwright.api.operations import operation
from flatwright.api.paging import OfClient, of_client, page
from flatwright.api.shapes.common import Listed
from flatwright.api.shapes.imports import ImportOut, InventoryIn, ObservationOut
from flatwright.api.shapes.things import ThingOut
from flatwright.api.values import one
from flatwright.imports.inventory import LARGEST
from flatwright.office.agreements.now import client_today
from flatwright.office.clients.models import Thing
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right
from flatwright.office.intake import actions
from flatwright.office.intake.models import Observation
from flatwright.office.intake.queries import observations

router = Router(tags=["imports"])


@operation(router, "UPLOAD /inventories", ImportOut, Right.IMPORT, code=201)
def bring_inventories(
    request: HttpRequest, files: File[list[UploadedFile]], told: Form[InventoryIn]
) -> Any:
    """Compare inventory files with what is listed of a client; nothing is changed."""
    scope = scope_of(request)
    read = [(each.name or "file", each.read(LARGEST + 1)) for each in files]
    client = one(clients(scope), "client", told.client)
    what = actions.Inventory(client=client, files=read)
    return told_of(actions.bring_inventory(scope, what))


@operation(router, "GET /observations", Listed[ObservationOut], Right.IMPORT)
def list_observations(request: HttpRequest, asked: Query[OfClient]) -> Any:
    """What inventories told of devices, settled or not."""
    return page(of_client(observations(scope_of(request)), asked), asked)


@operation(router, "GET /observations/{key}", ObservationOut, Right.IMPORT)
def get_observation(request: HttpRequest, key: str) -> Observation:
    """A device as its inventory tells it, beside what is listed."""
    return reach(observations(scope_of(request)), key=key)


@operation(router, "POST /observations/{key}/accept", ThingOut, Right.IMPORT)
def accept_observation(request: HttpRequest, key: str) -> Thing:
    """Take over what was told: a new device from today on, of a listed one the fields."""
    scope = scope_of(request)
    row = reach(observations(scope), key=key)
    return actions.accept(scope, row, client_today(row.client))


@operation(router, "POST /observations/{key}/ignore", ObservationOut, Right.IMPORT)
def ignore_observation(request: HttpRequest, key: str) -> Observation:
    """Leave what is listed; the same told again is not asked about again."""
    scope = scope_of(request)
    return actions.ignore(scope, reach(observations(scope), key=key))
