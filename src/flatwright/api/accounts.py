"""Who runs this, who may sign in, and whose token calls.

Who may do what is changed on the pages, by somebody who has signed in with a second
factor: a token that leaks lets nobody in. It may shut somebody out.
"""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from flatwright.api.gate import reach, scope_of, token_of_call
from flatwright.api.operations import operation
from flatwright.api.paging import Paging, page
from flatwright.api.shapes.accounts import AccountOut, MeOut, ProviderEdit, ProviderOut
from flatwright.api.shapes.common import Listed
from flatwright.api.values import values_of
from flatwright.office.accounts import queries
from flatwright.office.accounts.actions import close
from flatwright.office.accounts.actions.people import reached_by
from flatwright.office.accounts.models import User
from flatwright.office.clients.actions import set_up_provider
from flatwright.office.clients.models import Provider
from flatwright.office.clients.queries import clients, provider
from flatwright.office.clients.scope import Right

router = Router(tags=["house"])


@operation(router, "GET /me", MeOut)
def who_am_i(request: HttpRequest) -> Any:
    """Whose token it is, what it may do now, which clients it reaches."""
    scope, token = scope_of(request), token_of_call(request)
    reached = clients(scope).order_by("key").values_list("key", flat=True)
    return {
        "account": token.user.key,
        "name": token.user.name,
        "token": token.name,
        "rights": sorted(right.name for right in scope.rights),
        "clients": None if scope.clients is None else list(reached),
        "expires": token.expires,
    }


@operation(router, "GET /provider", ProviderOut)
def get_provider(request: HttpRequest) -> Provider:
    """Who runs this installation."""
    found = provider()
    if found is None:
        raise Http404
    return found


@operation(router, "PATCH /provider", ProviderOut, Right.HOUSE)
def edit_provider(request: HttpRequest, told: ProviderEdit) -> Provider:
    """Change what the provider says of itself."""
    get_provider(request)
    seen, sent = values_of(told)
    return set_up_provider(scope_of(request), seen=seen, **sent)


@operation(router, "GET /accounts", Listed[AccountOut], Right.HOUSE)
def list_accounts(request: HttpRequest, asked: Query[Paging]) -> Any:
    """Who may sign in, and who might before."""
    found = page(queries.accounts(scope_of(request)), asked)
    return {**found, "items": [_told(each) for each in found["items"]]}


@operation(router, "GET /accounts/{key}", AccountOut, Right.HOUSE)
def get_account(request: HttpRequest, key: str) -> Any:
    """What somebody is and reaches."""
    return _told(reach(queries.accounts(scope_of(request)), key=key))


@operation(router, "POST /accounts/{key}/close", AccountOut, Right.HOUSE)
def close_account(request: HttpRequest, key: str) -> Any:
    """Let somebody in no longer: sessions and tokens end at once, the record stays."""
    scope = scope_of(request)
    return _told(close(scope, reach(queries.accounts(scope), key=key)))


def _told(row: User) -> dict[str, Any]:
    names = ("key", "name", "email", "role", "second_factor", "created")
    return {name: getattr(row, name) for name in names} | {
        "is_open": row.is_active,
        "clients": sorted(reached_by(row)) if row.is_limited else None,
    }
