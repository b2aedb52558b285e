"""The house itself: colleagues, the record of changes, jobs."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import Paging, RecordIn
from flatwright.api.shapes.accounts import ScheduleOut, StandingOfJobs
from flatwright.api.shapes.common import Key, Listed
from flatwright.api.shapes.house import ColleagueOut, EventOut, JobOut, JobRow
from flatwright.office.accounts.queries import colleagues
from flatwright.office.audit.models import Event
from flatwright.office.audit.queries import (
    Sought,
    events_of,
    events_within,
    found_in,
    page_of,
)
from flatwright.office.clients.scope import Right
from flatwright.office.desk.recorded import KINDS
from flatwright.office.queue import queries as queue
from flatwright.office.queue.actions import cancel, retry
from flatwright.office.queue.models import Job

router = Router(tags=["house"])


@operation(router, "GET /colleagues", list[ColleagueOut])
def list_colleagues(request: HttpRequest) -> Any:
    """Who may be given work."""
    return colleagues(scope_of(request))


@operation(router, "GET /record", Listed[EventOut], Right.AUDIT)
def list_record(request: HttpRequest, asked: Query[RecordIn]) -> Any:
    """Every change that is reached, the last first; by whom, of which kind, and when."""
    sought = Sought(**asked.model_dump(exclude={"after", "size"}))
    return _events(found_in(events_within(scope_of(request).clients), sought), asked)


@operation(router, "GET /record/{kind}/{key}", Listed[EventOut])
def list_record_of(request: HttpRequest, kind: str, key: str, asked: Query[Paging]) -> Any:
    """Every change of one thing: of a client, a person, a thing, a ticket."""
    if kind not in KINDS:
        raise Http404
    rows, field = KINDS[kind]
    row: models.Model = reach(rows(scope_of(request)), **{field: key})
    return _events(events_of(row), asked)


@operation(router, "GET /jobs", Listed[JobRow], Right.HOUSE)
def list_jobs(request: HttpRequest, asked: Query[Paging], state: Key = "") -> Any:
    """Work in the background, the last first."""
    rows = queue.jobs(scope_of(request), state)
    shown = queue.page(rows, asked.after, asked.size)
    return {"items": shown.rows, "next": shown.after or None}


@operation(router, "GET /queue", StandingOfJobs, Right.HOUSE)
def get_queue(request: HttpRequest) -> Any:
    """How the queue stands, and whether work waits that nobody does."""
    return queue.standing(scope_of(request), timezone.now())


@operation(router, "GET /schedules", list[ScheduleOut], Right.HOUSE)
def list_schedules(request: HttpRequest) -> Any:
    """What is made again and again, the next turn first."""
    return queue.schedules(scope_of(request))


@operation(router, "GET /jobs/{key}", JobOut, Right.HOUSE)
def get_job(request: HttpRequest, key: str) -> Job:
    """A job."""
    return reach(queue.jobs(scope_of(request)), key=key)


@operation(router, "POST /jobs/{key}/retry", JobOut, Right.HOUSE)
def retry_job(request: HttpRequest, key: str) -> Job:
    """Let a job that failed be tried again."""
    scope = scope_of(request)
    return retry(scope, reach(queue.jobs(scope), key=key))


@operation(router, "POST /jobs/{key}/cancel", JobOut, Right.HOUSE)
def cancel_job(request: HttpRequest, key: str) -> Job:
    """Take a job off the list."""
    scope = scope_of(request)
    return cancel(scope, reach(queue.jobs(scope), key=key))


def _events(rows: models.QuerySet[Event], asked: Paging | RecordIn) -> dict[str, Any]:
    found = page_of(rows, asked.after, asked.size)
    return {"items": found.rows, "next": found.after or None}
