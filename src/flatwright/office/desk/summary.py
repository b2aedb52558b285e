"""What a client has used, and how they are: read from standing decisions."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce, Least, TruncMonth

from flatwright.domain.coverage.allowances import Standing, allowances
from flatwright.domain.plan.limit import Period
from flatwright.office.agreements.terms import terms_on
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.facts import drawn
from flatwright.office.desk.models import ENDED, Decision, Ticket, Use
from flatwright.office.desk.queries import tickets, uses


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


def months(client: Client, first: date) -> list[MonthOf]:
    """Work by month since a day, the oldest first."""
    standing = Decision.objects.filter(
        current_of__isnull=False, ticket__client=client, begins__date__gte=first
    )
    rows = (
        standing.annotate(month=TruncMonth("begins"))
        .values("month")
        .annotate(
            minutes=Sum("worked"),
            ours=Sum("covered"),
            lost=Sum("absorbed"),
            owed=Sum("pays"),
        )
        .order_by("month")
    )
    return [
        MonthOf(
            month=row["month"].date(),
            worked=row["minutes"],
            covered=row["ours"],
            absorbed=row["lost"],
            pays=row["owed"],
        )
        for row in rows
    ]


def counts(scope: Scope) -> dict[str, int]:
    """What needs somebody, over all that is reached."""
    open_ones = tickets(scope).exclude(status__in=ENDED).select_related(None)
    return open_ones.aggregate(
        open=Count("pk"),
        mine=Count("pk", filter=Q(assignee=scope.user)),
        nobody=Count("pk", filter=Q(assignee=None)),
        asks=Count("pk", filter=Q(decision__status="needs_facts")),
        approvals=Count("pk", filter=Q(decision__status="needs_approval")),
    )


def standing_allowances(client: Client, on: date) -> tuple[Standing, ...]:
    """Each allowance of a client on a day: granted, used, left."""
    found = terms_on(client, on)
    if found is None:
        return ()
    rows = Use.objects.filter(client=client, decision__current_of__isnull=False)
    rows = rows.exclude(each=Period.WORK_ITEM.value).order_by("day", "id")
    return allowances(found[1], tuple(drawn(each) for each in rows), on)


def drawn_by(scope: Scope, client: Client, code: str, whose: str) -> models.QuerySet[Use]:
    """By which tickets an allowance was drawn, the last first."""
    rows = uses(scope).filter(client=client, code=code, whose=whose)
    return rows.order_by("-day", "-id")


def near(scope: Scope) -> models.QuerySet[Ticket]:
    """Open tickets that are close to a limit."""
    rows = tickets(scope).exclude(status__in=ENDED).exclude(decision__near=[])
    return rows.filter(decision__isnull=False).order_by("-updated", "-id")


def soon_due(scope: Scope) -> models.QuerySet[Ticket]:
    """Open tickets whose clock runs, the one that is due first on top."""
    rows = tickets(scope).exclude(status__in=ENDED)
    first = Least("respond_due", "resolve_due")
    due = Coalesce(first, "respond_due", "resolve_due")
    return rows.annotate(due=due).filter(due__isnull=False).order_by("due", "id")
