"""Reading the desk: always within a scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from flatwright.office.clients.models import Provider
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.models import (
    Answer,
    Approval,
    CheckItem,
    Comment,
    Decision,
    Material,
    Template,
    Ticket,
    TicketFile,
    TimeEntry,
    Timer,
    Use,
    Wait,
    still_open,
)
from flatwright.office.desk.words import numbered_there, with_words

Row = TypeVar("Row", bound=models.Model)


def tickets(scope: Scope) -> models.QuerySet[Ticket]:
    """The tickets of the clients that are reached."""
    rows = Ticket.objects.select_related(
        "client", "person", "thing", "assignee", "decision"
    )
    return _within(rows, scope, "client_id")


def tickets_to_read(scope: Scope) -> models.QuerySet[Ticket]:
    """Tickets to show, not to act on: each tells whether it has the rarer things.

    `before_…` is of the decision that stood before the one that stands.
    """
    there = {
        f"has_{name}": Exists(model._default_manager.filter(ticket=OuterRef("pk")))
        for name, model in _RARER.items()
    }
    before = {
        f"before_{name}": F(f"decision__supersedes__{name}")
        for name in ("badge", "pays", "worked")
    }
    rows = tickets(scope).select_related("goodwill", "site", "merged_into")
    return rows.annotate(**there, **before)


_RARER: dict[str, type[models.Model]] = {
    "files": TicketFile,
    "checklist": CheckItem,
    "answers": Answer,
    "materials": Material,
    "approvals": Approval,
    "waits": Wait,
}


def time_entries(scope: Scope) -> models.QuerySet[TimeEntry]:
    """Time on their tickets."""
    rows = TimeEntry.objects.select_related("ticket__client", "technician", "person")
    return _within(rows, scope, "ticket__client_id")


def approvals(scope: Scope) -> models.QuerySet[Approval]:
    """Approvals asked of them."""
    rows = Approval.objects.select_related("ticket__client", "person")
    return _within(rows, scope, "ticket__client_id")


def comments(scope: Scope) -> models.QuerySet[Comment]:
    """What was said."""
    return _within(Comment.objects.select_related("ticket"), scope, "ticket__client_id")


def files(scope: Scope) -> models.QuerySet[TicketFile]:
    """Files on their tickets."""
    rows = TicketFile.objects.select_related("ticket", "blob")
    return _within(rows, scope, "ticket__client_id")


def materials(scope: Scope) -> models.QuerySet[Material]:
    """What their tickets need."""
    rows = Material.objects.select_related("ticket__client")
    return _within(rows, scope, "ticket__client_id")


def check_items(scope: Scope) -> models.QuerySet[CheckItem]:
    """Lines of their checklists."""
    rows = CheckItem.objects.select_related("ticket__client")
    return _within(rows, scope, "ticket__client_id")


def decisions(scope: Scope) -> models.QuerySet[Decision]:
    """Every decision, also those that were superseded."""
    rows = Decision.objects.select_related("ticket__client", "agreement")
    return _within(rows, scope, "ticket__client_id")


def uses(scope: Scope) -> models.QuerySet[Use]:
    """What standing decisions drew from allowances."""
    rows = Use.objects.filter(decision__current_of__isnull=False)
    return _within(rows, scope, "client_id")


def templates(scope: Scope) -> models.QuerySet[Template]:
    """Tickets that are written often; the house's own."""
    return Template.objects.all() if scope.rights else Template.objects.none()


def timer_of(scope: Scope) -> Timer | None:
    """The clock that runs for whoever acts."""
    if scope.user is None:
        return None
    rows = Timer.objects.filter(technician=scope.user).select_related("ticket__client")
    return rows.first()


@dataclass(frozen=True, slots=True)
class Clock:
    """What every page shows of the clock that runs."""

    started: datetime
    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page shows around it: whose house it is, and what waits for one."""

    house: Provider | None = None
    own: int = 0  # open tickets of whoever acts
    clock: Clock | None = None


def frame(scope: Scope) -> Frame:
    """It takes one query, for every page asks; in a house that is not set up, little."""
    open_ones = _within(Ticket.objects.filter(still_open()), scope, "client_id")
    own = open_ones.filter(assignee=scope.user).order_by().values("assignee")
    timer = Timer.objects.filter(technician=scope.user).order_by()
    house = Provider.objects.order_by("id").annotate(
        own=Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0),
        clock_since=Subquery(timer.values("started")),
        clock_number=Subquery(timer.values("ticket__number")),
        clock_title=Subquery(timer.values("ticket__title")),
    )
    found: Any = house.first()
    if found is None:
        return Frame()
    clock = None
    if found.clock_since:
        clock = Clock(found.clock_since, found.clock_number, found.clock_title)
    return Frame(house=found, own=found.own, clock=clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tickets a list shows."""

    words: str = ""
    status: str = ""  # empty: all that are not ended; all; or one status
    client: str = ""  # a key
    assignee: str = ""  # a key, "me" or "nobody"
    kind: str = ""
    priority: str = ""
    decision: str = ""  # a decision's status, or "none"
    due: str = ""  # "late", or "runs": a clock does


def found(scope: Scope, wanted: Wanted) -> models.QuerySet[Ticket]:
    """The tickets that are wanted, the last touched first."""
    rows = tickets(scope)
    if not wanted.status:
        rows = rows.filter(still_open())
    elif wanted.status != "all":
        rows = rows.filter(status=wanted.status)
    if wanted.client:
        rows = rows.filter(client__key=wanted.client)
    if wanted.assignee:
        rows = rows.filter(_assigned(scope, wanted.assignee))
    for name in ("kind", "priority"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.due in _DUE:
        rows = rows.filter(_DUE[wanted.due](timezone.now()))
    rows = _with_decision(rows, wanted.decision)
    return _with_words(rows, wanted.words.strip())


def late_at(now: datetime) -> Q:
    """What was to be answered, or to work again, before a moment."""
    return Q(respond_due__lt=now) | Q(resolve_due__lt=now)


def _runs(_: datetime) -> Q:
    return Q(respond_due__isnull=False) | Q(resolve_due__isnull=False)


_DUE = {"late": late_at, "runs": _runs}


def _assigned(scope: Scope, to: str) -> Q:
    named = {"me": Q(assignee=scope.user), "nobody": Q(assignee=None)}
    return named.get(to) or Q(assignee__key=to)


_LISTED = (
    *("number", "title", "status", "priority", "updated", "respond_due", "resolve_due"),
    *("client__key", "client__name", "person__name", "assignee__name"),
    *("decision__badge", "decision__near"),
)


def listed(rows: models.QuerySet[Ticket], *more: str) -> models.QuerySet[Ticket]:
    """Tickets with what a line of a list shows, and `more`: a decision's facts are long."""
    with_them = rows.select_related(None).select_related(
        "client", "person", "assignee", "decision"
    )
    return with_them.only(*_LISTED, *more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some rows of a list, and where the next begin."""

    rows: Sequence[Ticket]
    after: str = ""


SIZE = 50


def page(rows: models.QuerySet[Ticket], after: str = "", size: int = SIZE) -> Page:
    """The rows after a place, by key and not by count: the last page is as fast."""
    ordered = rows.order_by("-updated", "-id")
    place = _place(after)
    if place:
        updated, number = place
        ordered = ordered.filter(
            Q(updated__lt=updated) | Q(updated=updated, id__lt=number), updated__lte=updated
        )
    taken = list(listed(ordered)[: size + 1])
    rest = taken[size - 1] if len(taken) > size else None
    return Page(rows=taken[:size], after=_after(rest) if rest else "")


def _after(row: Ticket) -> str:
    return f"{row.updated.isoformat()}_{row.pk}"


def _place(after: str) -> tuple[datetime, int] | None:
    """Where a page begins; an address that somebody mangled begins at the first."""
    at, _, number = after.partition("_")
    try:
        return datetime.fromisoformat(at), int(number)
    except ValueError:
        return None


def _with_decision(rows: models.QuerySet[Ticket], status: str) -> models.QuerySet[Ticket]:
    if status == "none":
        return rows.filter(stands=None)
    return rows.filter(stands=status) if status else rows


def _with_words(rows: models.QuerySet[Ticket], words: str) -> models.QuerySet[Ticket]:
    there = list(numbered_there(rows.db, words).values_list("pk", flat=True))
    number = words.removeprefix("#")
    if number.isdecimal() and number.isascii() and len(number) < 10:  # noqa: PLR2004 - fits an integer
        ours = Q(number=int(number))
        return rows.filter(ours | Q(pk__in=there) if there else ours)
    return with_words(rows, words, there)


def _within(rows: models.QuerySet[Row], scope: Scope, path: str) -> models.QuerySet[Row]:
    if scope.clients is None:
        return rows
    return rows.filter(**{f"{path}__in": scope.clients})
