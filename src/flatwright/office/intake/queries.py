"""Reading imports: always within a scope."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from flatwright.office.clients.scope import Right, Scope
from flatwright.office.intake.actions.beginning import once
from flatwright.office.intake.models import Batch, Effect, Observation, Rejected
from flatwright.office.queue.models import Job

_MOST = 5


def batches(scope: Scope) -> QuerySet[Batch]:
    """The imports that are reached: of a limited account, its own alone.

    Of those, the ones that speak of no client whom it reaches no longer.
    """
    rows = Batch.objects.select_related("client")
    if not scope.may(Right.IMPORT):
        return rows.none()
    if scope.clients is None:
        return rows
    rows = rows.filter(user=scope.user)
    told = rows.values_list("pk", "client_id", "met")
    return rows.filter(
        pk__in=[pk for pk, client, met in told if _spoken_of(client, met) <= scope.clients]
    )


def _spoken_of(client: int | None, met: list[int]) -> set[int]:
    return {*met, client} if client else set(met)


def observations(scope: Scope) -> QuerySet[Observation]:
    """What inventories told of devices of the clients that are reached."""
    rows = Observation.objects.select_related("thing", "client", "batch")
    return rows if scope.clients is None else rows.filter(client__in=scope.clients)


def rejected(batch: Batch) -> QuerySet[Rejected]:
    """The rows that were kept aside."""
    return Rejected.objects.filter(batch=batch)


def reasons(batch: Batch) -> list[tuple[str, int]]:
    """The most frequent reasons for which rows were kept aside, with how many."""
    rows = rejected(batch).order_by().values_list("reason").annotate(count=Count("pk"))
    return list(rows.order_by("-count", "reason")[:_MOST])


def did(batch: Batch) -> list[dict[str, Any]]:
    """How many rows were made and changed, by kind; and how many of them are taken back."""
    rows = Effect.objects.filter(batch=batch).values("subject")
    told = rows.annotate(
        made=Count("pk", filter=Q(is_new=True)),
        changed=Count("pk", filter=Q(is_new=False)),
        undone=Count("pk", filter=Q(is_undone=True)),
    )
    return [dict(each) for each in told.order_by("subject")]


def kept(batch: Batch) -> QuerySet[Effect]:
    """What undoing left as it is, with the reason."""
    return Effect.objects.filter(batch=batch).exclude(kept="").order_by("id")


def job_of(batch: Batch) -> Job | None:
    """The last job that worked on it."""
    return Job.objects.filter(once=once(batch)).first()
