"""What a client has used, and how they are: read from standing decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Case, Count, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Coalesce, Least

from flatwright.domain.coverage.allowances import Standing, allowances
from flatwright.domain.plan.limit import Period
from flatwright.domain.records.work import Drawn
from flatwright.office.agreements.terms import terms_on
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.models import Decision, Ticket, still_open
from flatwright.office.desk.queries import late_at, listed, tickets, uses

_DRAWN = ("code", "unit", "per", "each", "whose", "day", "count")
_DAY = timedelta(days=1)
_MONTHS = 11  # before the one that goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOf:
    """Work of a month: minutes by who pays, and what the client pays beyond the fee."""

    month: date
    worked: int
    covered: int
    absorbed: int
    pays: int  # minor units

    @property
    def billed(self) -> int:
        """Minutes that the client pays for beyond the fee."""
        return self.worked - self.covered - self.absorbed


def months(client: Client, on: date) -> list[MonthOf]:
    """Work of twelve months, that of a day the last; the oldest first."""
    firsts = [_month(on, back) for back in range(_MONTHS, -2, -1)]
    zone = ZoneInfo(client.time_zone)
    begins = [datetime(each.year, each.month, 1, tzinfo=zone) for each in firsts]
    standing = Decision.objects.filter(
        current_of__isnull=False,
        agreement__client=client,
        begins__gte=begins[0],
        begins__lt=begins[-1],
    )
    place = Case(
        *(When(begins__lt=end, then=Value(n)) for n, end in enumerate(begins[1:])),
        output_field=IntegerField(),
    )
    rows = (
        standing.order_by()
        .annotate(place=place)
        .values_list("place")
        .annotate(Sum("worked"), Sum("covered"), Sum("absorbed"), Sum("pays"))
        .order_by("place")
    )
    names = ("worked", "covered", "absorbed", "pays")
    return [
        MonthOf(month=firsts[place], **dict(zip(names, sums, strict=True)))
        for place, *sums in rows
    ]


def _month(on: date, back: int) -> date:
    """The first day of the month that is so many before a day's."""
    year, month = divmod(on.year * 12 + on.month - 1 - back, 12)
    return date(year, month + 1, 1)


def counts(scope: Scope, now: datetime) -> dict[str, int]:
    """What needs somebody at a moment, over all that is reached."""
    return _open(scope).aggregate(
        open=Count("pk"),
        mine=Count("pk", filter=Q(assignee=scope.user)),
        nobody=Count("pk", filter=Q(assignee=None)),
        asks=Count("pk", filter=Q(stands="needs_facts")),
        approvals=Count("pk", filter=Q(stands="needs_approval")),
        late=Count("pk", filter=late_at(now)),
    )


def open_by_client(scope: Scope) -> dict[int, int]:
    """How many tickets are open, by client; those without any are left out."""
    rows = _open(scope).order_by().values_list("client")
    return dict(rows.annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Draw:
    """What a ticket's standing decision drew from an allowance."""

    ticket: int  # its number
    drawn: Drawn


def draws(scope: Scope, client: Client) -> list[Draw]:
    """All that a client's work drew from what is counted over time, the last first."""
    rows = uses(scope).filter(client=client).exclude(each=Period.WORK_ITEM.value)
    named = rows.order_by("-day", "-id").values_list(
        "decision__current_of__number", *_DRAWN
    )
    return [
        Draw(number, Drawn(**dict(zip(_DRAWN, told, strict=True))))
        for number, *told in named
    ]


def standing_allowances(
    client: Client, drawn: Iterable[Drawn], on: date
) -> tuple[Standing, ...]:
    """Each allowance of a client on a day: granted, used, left; what was drawn by day."""
    found = terms_on(client, on)
    if found is None:
        return ()
    return allowances(found[1], tuple(drawn), on)


def near(scope: Scope) -> models.QuerySet[Ticket]:
    """Open tickets that are close to a limit."""
    rows = _open(scope).exclude(decision__near=[]).filter(decision__isnull=False)
    return listed(rows.order_by("-updated", "-id"))


def soon_due(scope: Scope, now: datetime) -> models.QuerySet[Ticket]:
    """Open tickets with a clock: due within a day, late by one, due later, long late."""
    first = Least("respond_due", "resolve_due")
    due = Coalesce(first, "respond_due", "resolve_due")
    rows = _open(scope).annotate(due=due).filter(due__isnull=False)
    turn = Case(
        When(due__gte=now, due__lt=now + _DAY, then=Value(0)),
        When(due__lt=now, due__gte=now - _DAY, then=Value(1)),
        When(due__gte=now, then=Value(2)),
        default=Value(3),
    )
    return listed(rows.alias(turn=turn).order_by("turn", "due", "id"))


def _open(scope: Scope) -> models.QuerySet[Ticket]:
    return tickets(scope).filter(still_open()).select_related(None)
