"""Places, and third parties that are managed for clients."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import OfClient, of_client, page
from flatwright.api.shapes.clients import (
    SiteEdit,
    SiteIn,
    SiteOut,
    VendorEdit,
    VendorIn,
    VendorOut,
)
from flatwright.api.shapes.common import Listed
from flatwright.api.values import named, values_of
from flatwright.office.clients.actions import add, edit, take_out
from flatwright.office.clients.models import Site, Vendor
from flatwright.office.clients.queries import clients, sites, vendors
from flatwright.office.clients.scope import Right

router = Router(tags=["places"])


@operation(router, "GET /sites", Listed[SiteOut])
def list_sites(request: HttpRequest, asked: Query[OfClient]) -> Any:
    """Places."""
    return page(of_client(sites(scope_of(request)), asked), asked)


@operation(router, "POST /clients/{key}/sites", SiteOut, Right.CLIENTS, code=201)
def add_site(request: HttpRequest, key: str, told: SiteIn) -> Site:
    """A new place of a client's."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    sent = named(scope, client, values_of(told)[1])
    return add(scope, Site(client=client, **sent))


@operation(router, "GET /sites/{key}", SiteOut)
def get_site(request: HttpRequest, key: str) -> Site:
    """A place."""
    return reach(sites(scope_of(request)), key=key)


@operation(router, "PATCH /sites/{key}", SiteOut, Right.CLIENTS)
def edit_site(request: HttpRequest, key: str, told: SiteEdit) -> Site:
    """Change a place."""
    scope = scope_of(request)
    row = reach(sites(scope), key=key)
    seen, sent = values_of(told)
    return edit(scope, row, seen=seen, **named(scope, row.client, sent))


@operation(router, "DELETE /sites/{key}", None, Right.CLIENTS, code=204)
def remove_site(request: HttpRequest, key: str) -> None:
    """Take out a place that was entered by mistake; what ended has a last day instead."""
    scope = scope_of(request)
    take_out(scope, reach(sites(scope), key=key))


@operation(router, "GET /vendors", Listed[VendorOut])
def list_vendors(request: HttpRequest, asked: Query[OfClient]) -> Any:
    """Third parties that are managed for clients."""
    return page(of_client(vendors(scope_of(request)), asked), asked)


@operation(router, "POST /clients/{key}/vendors", VendorOut, Right.CLIENTS, code=201)
def add_vendor(request: HttpRequest, key: str, told: VendorIn) -> Vendor:
    """A new third party of a client's."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    sent = named(scope, client, values_of(told)[1])
    return add(scope, Vendor(client=client, **sent))


@operation(router, "GET /vendors/{key}", VendorOut)
def get_vendor(request: HttpRequest, key: str) -> Vendor:
    """A third party."""
    return reach(vendors(scope_of(request)), key=key)


@operation(router, "PATCH /vendors/{key}", VendorOut, Right.CLIENTS)
def edit_vendor(request: HttpRequest, key: str, told: VendorEdit) -> Vendor:
    """Change a third party."""
    scope = scope_of(request)
    row = reach(vendors(scope), key=key)
    seen, sent = values_of(told)
    return edit(scope, row, seen=seen, **named(scope, row.client, sent))


@operation(router, "DELETE /vendors/{key}", None, Right.CLIENTS, code=204)
def remove_vendor(request: HttpRequest, key: str) -> None:
    """Take out a third party."""
    scope = scope_of(request)
    take_out(scope, reach(vendors(scope), key=key))
