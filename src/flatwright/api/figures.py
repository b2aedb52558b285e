"""What a client's deal is, what they have used, how they are."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from flatwright.api.amounts import decimal_of
from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.shapes.common import Day
from flatwright.api.shapes.figures import (
    AllowanceOut,
    MonthOut,
    StandingOut,
    UsersOut,
)
from flatwright.domain.pricing.fee import Counts
from flatwright.office.agreements.fee import counts_of, monthly_on
from flatwright.office.agreements.now import client_today, currency_of
from flatwright.office.agreements.queries import version_on
from flatwright.office.agreements.terms import agreed_on
from flatwright.office.clients.models import Client
from flatwright.office.clients.queries import clients, in_force, sites, stock_on, users_on
from flatwright.office.desk.queries import Wanted, found
from flatwright.office.desk.summary import Draw, draws, months, standing_allowances

router = Router(tags=["clients"])


@operation(router, "GET /clients/{key}/standing", StandingOut)
def get_standing(request: HttpRequest, key: str, on: Day | None = None) -> Any:
    """How a client is on a day: their deal, users, things, open tickets."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    day = on or client_today(client)
    users, (_, things) = users_on(client, day), stock_on(client, day)
    here = in_force(sites(scope).filter(client=client), day).count()
    return {
        "day": day,
        "deal": _deal(client, day, counts_of(users, here, things)),
        "users": users,
        "things": things,
        "open_tickets": found(scope, Wanted(client=key)).count(),
        "currency": currency_of(client),
    }


@operation(router, "GET /clients/{key}/months", list[MonthOut])
def list_months(request: HttpRequest, key: str, on: Day | None = None) -> Any:
    """Work of twelve months, that of a day the last; a month without work is left out."""
    client = reach(clients(scope_of(request)), key=key)
    currency = currency_of(client)
    names = ("month", "worked", "covered", "billed", "absorbed")
    return [
        {name: getattr(each, name) for name in names}
        | {"pays": decimal_of(each.pays, currency), "currency": currency}
        for each in months(client, on or client_today(client))
    ]


@operation(router, "GET /clients/{key}/users", UsersOut)
def count_users(request: HttpRequest, key: str, on: Day | None = None) -> Any:
    """How many users a client has on a day; without one, today."""
    client = reach(clients(scope_of(request)), key=key)
    day = on or client_today(client)
    return {"day": day, "users": users_on(client, day)}


@operation(router, "GET /clients/{key}/allowances", list[AllowanceOut])
def list_allowances(request: HttpRequest, key: str, on: Day | None = None) -> Any:
    """Each allowance of a client on a day; `whose` is a person's or a site's key."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    return _allowances(draws(scope, client), client, on or client_today(client))


def _deal(client: Client, on: date, counts: Counts) -> dict[str, Any] | None:
    agreement = agreed_on(client, on)
    if agreement is None:
        return None
    version = version_on(agreement, on)
    plan = version.plan if version else None
    monthly = monthly_on(agreement, on, counts)
    return {
        "agreement": agreement.key,
        "first": agreement.first,
        "last": agreement.last,
        "plan": plan and plan.plan,
        "version": plan and plan.version,
        "title": plan and plan.title,
        "fee": monthly.fee.total.decimal if monthly and monthly.fee else None,
    }


def _allowances(drawn: list[Draw], client: Client, on: date) -> list[dict[str, Any]]:
    earliest_first = [each.drawn for each in reversed(drawn)]
    return [
        {
            "code": each.cites.code,
            "number": each.cites.number,
            "says": each.says,
            "whose": each.whose.removeprefix("other:"),
            "unit": each.unit,
            "granted": each.granted,
            "carried": each.carried,
            "used": each.used,
            "left": each.left,
            "first": each.first,
            "last": each.last,
            "tickets": [draw.ticket for draw in drawn if each.counts(draw.drawn)],
        }
        for each in standing_allowances(client, earliest_first, on)
    ]
