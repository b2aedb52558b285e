"""Reading plans and agreements: always within a scope; plans are the house's own."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from flatwright.office.agreements.models import AgreedVersion, Agreement, PlanText
from flatwright.office.clients.days import days_of
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Scope


def plan_texts(scope: Scope) -> models.QuerySet[PlanText]:
    """Every plan version on the shelf; whoever sees clients sees what is sold to them."""
    return PlanText.objects.all() if scope.rights else PlanText.objects.none()


def agreements(scope: Scope) -> models.QuerySet[Agreement]:
    """The agreements of the clients that are reached, with their versions."""
    rows = Agreement.objects.select_related("client").prefetch_related(
        "versions__plan", "suspensions"
    )
    return rows if scope.clients is None else rows.filter(client__in=scope.clients)


def versioned(client: int) -> tuple[Agreement, ...]:
    """A client's agreements that have a version, the earliest first."""
    own = Agreement.objects.filter(client=client, versions__isnull=False).distinct()
    own = own.prefetch_related("versions__plan", "suspensions")
    return tuple(own.order_by("first", "id"))


def chosen(rows: tuple[Agreement, ...], on: date) -> Agreement | None:
    """Of agreements, the earliest first, the one for a day.

    It is in force then; else the last before it; else the first after.
    """
    begun = [each for each in rows if each.first <= on]
    in_force = [each for each in begun if on in days_of(each)]
    return next(iter((*reversed(in_force), *reversed(begun), *rows)), None)


def version_on(agreement: Agreement, on: date) -> AgreedVersion | None:
    """The plan version that governs on a day; None before the first."""
    begun = [each for each in agreement.versions.all() if each.first <= on]
    return begun[-1] if begun else None


def with_plan(rows: models.QuerySet[Client], on: date) -> models.QuerySet[Any]:
    """Clients with `plan_title`: the plan of a day, else one to come; null without any."""
    lasting = Q(agreement__last=None) | Q(agreement__last__gte=on)
    own = AgreedVersion.objects.filter(lasting, agreement__client=OuterRef("pk"))
    begun = own.filter(first__lte=on).order_by("-first").values("plan__title")[:1]
    to_come = own.order_by("first").values("plan__title")[:1]
    return rows.annotate(plan_title=Coalesce(Subquery(begun), Subquery(to_come)))


def without_agreement(rows: models.QuerySet[Client], on: date) -> models.QuerySet[Client]:
    """The clients that are served and have agreed to nothing: their work is undecided."""
    served = Q(last=None) | Q(last__gte=on)
    return with_plan(rows, on).filter(served, plan_title=None)
