"""An agreement made ready to decide with, as everything was on a day."""

from bisect import bisect_right
from datetime import date
from functools import lru_cache

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records import agreement as record
from flatwright.imports.plan_shelf import Shelf, terms_of
from flatwright.office.agreements.models import Agreement, PlanText
from flatwright.office.agreements.queries import chosen, versioned
from flatwright.office.clients.models import Client
from flatwright.office.clients.records import change_days, client_record

_KEPT = 512  # a client and some days each; about 200 kB of memory


def terms_on(client: Client, on: date) -> tuple[Agreement, Terms] | None:
    """A client's terms with what they had on a day; None where nothing was agreed."""
    agreement = agreed_on(client, on)
    if agreement is None:
        return None
    same_since = _same_since(_changes(client.pk, client.revision), on)
    return agreement, _terms(agreement.pk, client.revision, same_since)


def agreed_on(client: Client, on: date) -> Agreement | None:
    """The agreement for a day, with its versions and suspensions; not to be changed."""
    return chosen(_agreements(client.pk, client.revision), on)


@lru_cache(maxsize=_KEPT)
def _agreements(client: int, _revision: int) -> tuple[Agreement, ...]:
    return versioned(client)


def _same_since(changes: tuple[date, ...], on: date) -> date:
    """The first day from which on everything was as it is on a day."""
    place = bisect_right(changes, on)
    return changes[place - 1] if place else date.min


@lru_cache(maxsize=_KEPT)
def _changes(client: int, _revision: int) -> tuple[date, ...]:
    """The days on which something of a client's begins or has ended."""
    return change_days(client)


@lru_cache(maxsize=_KEPT)
def _terms(agreement: int, _revision: int, on: date) -> Terms:
    """The client's revision changes with every fact, so what is kept is never stale."""
    row = Agreement.objects.select_related("client").get(pk=agreement)
    versions = list(row.versions.select_related("plan"))
    plans = [plan_version(each.plan) for each in versions]
    client = client_record(row.client, on, plans[0].currency)
    made = record.Agreement(
        client=client,
        first=row.first,
        last=row.last,
        versions=tuple(
            record.VersionInForce(
                plan=each.plan.plan,
                version=each.plan.version,
                first=each.first,
                signed=each.signed,
            )
            for each in versions
        ),
        suspended=tuple(
            record.Suspension(first=each.first, last=each.last, reason=each.reason)
            for each in row.suspensions.all()
        ),
    )
    return terms_of(made, Shelf({(p.plan, p.version): p for p in plans}))


def plan_version(stored: PlanText) -> PlanVersion:
    """A stored text, read. It was read before it was stored, so it reads."""
    return _read(stored.digest, stored.text)


@lru_cache(maxsize=128)
def _read(_digest: str, text: str) -> PlanVersion:
    plan, problems = read_plan("plan", text.encode())
    if plan is None:
        msg = f"a stored plan does not read: {problems}"
        raise ValueError(msg)
    return plan
