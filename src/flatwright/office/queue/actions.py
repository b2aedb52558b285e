"""What an owner may do with a job: try it again, or not do it at all."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.changes import change
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.queue.models import OPEN, Job, State


def retry(scope: Scope, job: Job) -> Job:
    """Try a job again, at once and as often as a new one, from where it had got to.

    Raises Refusal where it is open or done, or where the same work waits already.
    """
    scope.need(Right.HOUSE)
    try:
        with transaction.atomic():
            return _waiting_again(scope, job)
    except IntegrityError as error:  # somebody asked for the same meanwhile
        raise _same_work_waits() from error


def cancel(scope: Scope, job: Job) -> Job:
    """Take a job off the list; one that runs ends without effect.

    Of a job in chunks, those that are done stay done. Raises Refusal where it is over.
    """
    scope.need(Right.HOUSE)
    with transaction.atomic():
        stored = Job.objects.select_for_update().get(pk=job.pk)
        if not stored.is_open:
            says = f"This job is {stored.state}: there is nothing left to cancel."
            raise Refusal(code="job_is_over", says=says)
        return change(
            scope.actor,
            stored,
            state=State.CANCELLED,
            ended=timezone.now(),
            lease_until=None,
        )


def _waiting_again(scope: Scope, job: Job) -> Job:
    stored = Job.objects.select_for_update().get(pk=job.pk)
    if stored.state not in (State.FAILED, State.CANCELLED):
        says = f"This job is {stored.state}: only one that failed is tried again."
        raise Refusal(code="job_not_failed", says=says)
    alike = Job.objects.filter(once=stored.once, state__in=OPEN)
    if stored.once and alike.exists():
        raise _same_work_waits()
    return change(
        scope.actor,
        stored,
        state=State.WAITING,
        run_at=timezone.now(),
        attempts=0,
        owner="",
        ended=None,
    )


def _same_work_waits() -> Refusal:
    says = "The same work waits or runs already: look at that job instead."
    return Refusal(code="job_again", says=says)
