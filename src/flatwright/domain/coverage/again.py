"""Deciding again: nothing is edited; the difference is a new document."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision
from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.coverage.things import unlisted
from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.kernel.money import Money
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.records.agreement import Agreement
from flatwright.domain.records.client import Client, Days, Device, Printer
from flatwright.domain.records.work import WorkItem, WorkObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A dated change to an agreement: a thing or a person taken out or brought in."""

    first: date
    removes: str | None = None
    adds: str | None = None
    signed_by_both: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A decision taken again: what it is now, what changes for the client, and where."""

    decision: Decision
    delta_client: Money
    document: str | None = None  # credit_note, invoice_line
    error: str | None = None
    supersedes: Decision | None = None


def decide_again(
    before: WorkItem, after: WorkItem, under: Terms, amendment: Amendment | None = None
) -> Again:
    """Decide changed facts, or the same under an amended agreement."""
    first = decide(before, under)
    try:
        touched = amendment if amendment and _touches(amendment, after, under) else None
        changed = amended(under, touched) if touched else under
        second = decide(after, changed)
        if amendment:
            _refuse_reduction(amendment, first, second)
    except Refusal as refusal:
        none = Money(0, under.currency)
        return Again(decision=first, delta_client=none, error=refusal.code)
    delta = second.client_pays() - first.client_pays()
    document = (
        "credit_note" if delta.minor < 0 else "invoice_line" if delta.minor > 0 else None
    )
    return Again(decision=second, delta_client=delta, document=document, supersedes=first)


def _touches(amendment: Amendment, work: WorkItem, under: Terms) -> bool:
    """Whether some of the work was done on or after an amendment's first day."""
    since = utc_minute(under.zone, amendment.first, 0)
    return not work.entries or any(entry.end > since for entry in work.entries)


def _refuse_reduction(amendment: Amendment, first: Decision, second: Decision) -> None:
    """What was decided as covered stays covered, and no past bill rises."""
    if not amendment.signed_by_both:
        says = "A change of the past is signed by both sides."
        raise Refusal(code="amendment_not_signed", says=says)
    lost = first.minutes.get(Outcome.COVERED, 0) > second.minutes.get(Outcome.COVERED, 0)
    if lost or second.client_pays().minor > first.client_pays().minor:
        says = "A change of the past may only favour the client."
        raise Refusal(code="retroactive_reduction_not_allowed", says=says)


def amended(under: Terms, amendment: Amendment) -> Terms:
    """The terms with an amendment worked in, from its first day on."""
    client = under.agreement.client
    if amendment.removes:
        client = _without(client, amendment.removes, amendment.first)
    if amendment.adds:
        client = _with(client, amendment.adds, amendment.first)
    return _under_client(under, client)


def _under_client(under: Terms, client: Client) -> Terms:
    agreement: Agreement = replace(under.agreement, client=client)
    return terms(agreement, under.plans, under.regions)


def _without(client: Client, name: str, first: date) -> Client:
    """A client without a person from a day on, or without a thing.

    Raises Refusal where there is no such person or thing.
    """
    if name in client.roster:
        left = tuple(
            replace(days, last=min(days.last or date.max, first - timedelta(days=1)))
            for days in client.roster[name]
            if days.first < first
        )
        return replace(client, roster={**client.roster, name: left})
    here: list[Mapping[str, Any]] = [client.shared, client.printers]
    owned = {device.name for devices in client.devices.values() for device in devices}
    if not any(name in names for names in (*here, owned, client.applications)):
        says = f'"{name}" is not listed, so it cannot be removed.'
        raise Refusal(code="unknown_object", says=says)
    return replace(
        client,
        shared={key: value for key, value in client.shared.items() if key != name},
        printers={key: value for key, value in client.printers.items() if key != name},
        applications=client.applications - {name},
        devices={
            person: tuple(device for device in devices if device.name != name)
            for person, devices in client.devices.items()
        },
    )


def _with(client: Client, name: str, first: date) -> Client:
    """A client with one more: a person whose devices are known, or else a listed thing."""
    if name in client.roster or name in client.devices:
        days = (*client.roster.get(name, ()), Days(first=first))
        return replace(client, roster={**client.roster, name: days})
    kind, place = unlisted(WorkObject(name=name), client)
    if kind == "printer":
        return replace(
            client, printers={**client.printers, name: Printer(name=name, place=place)}
        )
    return replace(client, shared={**client.shared, name: Device(name=name, kind=kind)})
