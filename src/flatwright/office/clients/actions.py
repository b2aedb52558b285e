"""Writing clients and what they have."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from django.db import models, transaction
from django.db.models import ProtectedError, Q

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.business.kinds import kind_of
from flatwright.office.audit.changes import change, create, remove, seen_again
from flatwright.office.clients.days import days_of, meet, need_order
from flatwright.office.clients.holding import held
from flatwright.office.clients.models import (
    Approver,
    Client,
    Condition,
    Person,
    Provider,
    RosterPeriod,
    Site,
    Thing,
    Vendor,
)
from flatwright.office.clients.queries import lives_of
from flatwright.office.clients.scope import Right, Scope

Row = TypeVar("Row", Site, Vendor, Thing, Condition, Approver, RosterPeriod, Person)
_DAY = timedelta(days=1)


def set_up_provider(scope: Scope, seen: int | None = None, **values: Any) -> Provider:
    """Say who runs this installation, or change it."""
    scope.need(Right.HOUSE)
    _need_zone(values.get("time_zone"))
    there = Provider.objects.order_by("id").first()
    if there:
        return change(scope.actor, there, seen=seen, **values)
    return create(scope.actor, Provider(**values))


def add_client(scope: Scope, **values: Any) -> Client:
    """Begin to serve a client."""
    scope.need(Right.CLIENTS)
    if scope.clients is not None:
        says = "Your account reaches some clients only, so it cannot add one."
        raise Refusal(code="not_allowed", says=says)
    _need_zone(values.get("time_zone"))
    return create(scope.actor, Client(**values))


def edit_client(scope: Scope, client: Client, seen: int | None, **values: Any) -> Client:
    """Change what is written of a client."""
    _need(scope, client.pk)
    _need_zone(values.get("time_zone", client.time_zone))
    need_order(values.get("first", client.first), values.get("last", client.last))
    return change(scope.actor, client, seen=seen, **values)


def add(scope: Scope, row: Row) -> Row:
    """Store something new of a client's: a site, a person, a device, or a vendor."""
    _need(scope, _client_of(row))
    _need_own(row)
    if isinstance(row, Thing):
        row.kind = kind_of(row.kind)
    need_order(getattr(row, "first", None), getattr(row, "last", None))
    return create(scope.actor, row)


@transaction.atomic
def edit(scope: Scope, row: Row, /, *, seen: int | None = None, **values: Any) -> Row:
    """Change something of a client's."""
    _need(scope, _client_of(row))
    held(_client_of(row))
    values = _as_counted(row, values)
    for name, value in values.items():
        _need_same_client(_client_of(row), value if name != "client" else None)
    need_order(
        values.get("first", getattr(row, "first", None)),
        values.get("last", getattr(row, "last", None)),
    )
    if isinstance(row, Thing):
        _refuse_days_of_another(scope, row, values)
    return change(scope.actor, row, seen=seen, **values)


@transaction.atomic
def take_out(scope: Scope, row: Row) -> None:
    """Remove what was entered by mistake; what ended has a last day instead."""
    _need(scope, _client_of(row))
    held(_client_of(row))
    try:
        remove(scope.actor, row)
    except ProtectedError as error:
        says = f"{row} stands on other records. Give it a last day instead."
        raise Refusal(code="in_use", says=says) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A person who becomes a user, and from when."""

    person: Person
    first: date
    last: date | None = None


@transaction.atomic
def join_roster(scope: Scope, joining: Joining) -> RosterPeriod:
    """Make a person a user from a day on. Raises Refusal where they are one then."""
    person = joining.person
    _need(scope, person.client_id)
    need_order(joining.first, joining.last)
    held(person.client_id)
    for other in RosterPeriod.objects.filter(person=person):
        if meet(days_of(other), days_of(joining)):
            says = f"{person} is a user from {other.first} to {other.last or 'further'}."
            raise Refusal(code="roster_overlaps", says=says)
    row = RosterPeriod(person=person, first=joining.first, last=joining.last)
    return create(scope.actor, row)


@transaction.atomic
def leave_roster(scope: Scope, person: Person, last: date) -> RosterPeriod:
    """Set a user's last day. Raises Refusal where they are no user then."""
    _need(scope, person.client_id)
    held(person.client_id)
    for period in RosterPeriod.objects.filter(person=person):
        if last in days_of(period):
            return change(scope.actor, period, last=last)
    says = f"{person} is not on the roster on {last}."
    raise Refusal(code="not_on_roster", says=says)


@transaction.atomic
def hand_over(scope: Scope, thing: Thing, owner: Person | None, on: date) -> Thing:
    """Give a device to another user from a day on; what it was before stays on record.

    The old row ends on the day before, a new one begins: counts of past days stay. It
    counts to the new owner after what they have already. Raises Refusal where it was
    handed over from that day on, or is not looked after then.
    """
    _need(scope, thing.client_id)
    if owner is not None and owner.client_id != thing.client_id:
        raise Refusal(code="of_another_client", says=f"{owner} belongs to another client.")
    held(thing.client_id)
    seen_again(thing)
    _refuse_handed_on(scope, thing, on)
    need_order(on, thing.last)
    if on <= thing.first:
        return change(scope.actor, thing, owner=owner, first=on, registered=on)
    values = {
        field.name: getattr(thing, field.name)
        for field in thing._meta.concrete_fields
        if field.name not in _OF_EACH_OWNER
    }
    row = Thing(**values, origin=thing.device, owner=owner, first=on, registered=on)
    change(scope.actor, thing, last=on - _DAY)
    return create(scope.actor, row)


_OF_EACH_OWNER = frozenset(
    ("id", "key", "origin", "edited", "owner", "first", "registered")
)


def _refuse_handed_on(scope: Scope, thing: Thing, on: date) -> None:
    """Of one device, each day has one owner."""
    lives = lives_of(scope, thing).exclude(pk=thing.pk)
    other = lives.filter(Q(first__gt=thing.first) | Q(last__gte=on)).first()
    if other is not None:
        says = f"From {other.first} on it is {other.owner or 'shared'}: hand it over there."
        raise Refusal(code="handed_over_already", says=says)


def _refuse_days_of_another(scope: Scope, thing: Thing, values: dict[str, Any]) -> None:
    """The same of days that are set by hand."""
    seen_again(thing)
    first, last = values.get("first", thing.first), values.get("last", thing.last)
    if first is None:
        return  # it is told where the row is stored
    lives = lives_of(scope, thing).exclude(pk=thing.pk)
    meant = lives.filter(Q(last=None) | Q(last__gte=first))
    other = meant.filter(first__lte=last or date.max).first()
    if other is not None:
        says = (
            f"From {other.first} on it is {other.owner or 'shared'}: no other day is free."
        )
        raise Refusal(code="handed_over_already", says=says)


def _need(scope: Scope, client: int) -> None:
    scope.need(Right.CLIENTS)
    scope.need_client(client)


def _client_of(row: models.Model) -> int:
    return int(getattr(row, "belongs_to"))  # noqa: B009 - each of the rows has it


def _as_counted(row: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    """A thing's kind by the word that plans count it by."""
    if not isinstance(row, Thing) or "kind" not in values:
        return values
    return {**values, "kind": kind_of(values["kind"])}


def _need_own(row: models.Model) -> None:
    """Whatever the row points to belongs to the same client."""
    for field in row._meta.concrete_fields:
        if field.is_relation and getattr(row, field.attname) is not None:
            _need_same_client(_client_of(row), getattr(row, field.name))


def _need_same_client(client: int, value: Any) -> None:
    if isinstance(value, Person | Site | Thing) and value.client_id != client:
        raise Refusal(code="of_another_client", says=f"{value} belongs to another client.")


def _need_zone(name: str | None) -> None:
    if name is not None and name not in available_timezones():
        says = f'"{name}" is not a time zone. Write one such as America/Chicago.'
        raise Refusal(code="unknown_time_zone", says=says)


def zone_names() -> list[str]:
    """Every time zone that a client may have."""
    return [*sorted(name for name in available_timezones() if "/" in name), "UTC"]


def zone_of(client: Client) -> ZoneInfo:
    """A client's time zone."""
    return ZoneInfo(client.time_zone)
