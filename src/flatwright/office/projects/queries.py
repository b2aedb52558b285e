"""Reading projects: always within a scope."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Prefetch

from flatwright.office.clients.scope import Scope
from flatwright.office.desk.models import Approval, Ticket
from flatwright.office.projects.models import Project

NEAR = 80  # per cent of the budget; from here on it is said before it costs


def projects(scope: Scope) -> models.QuerySet[Project]:
    """The projects of the clients that are reached, with their quotes and time."""
    quotes = Approval.objects.filter(type=Approval.Type.QUOTE).order_by("-asked", "-id")
    rows = Project.objects.select_related("ticket__client", "ticket__aim", "leader")
    rows = rows.prefetch_related(
        Prefetch("ticket__approvals", queryset=quotes, to_attr="quotes"),
        *("ticket__entries", "ticket__aim__tickets__entries"),
    )
    rows = rows.annotate(currency=F("ticket__decision__currency"))
    return rows if scope.clients is None else rows.filter(ticket__client__in=scope.clients)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A ticket of a project, and the minutes worked on it."""

    ticket: Ticket
    worked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How a project stands: minutes worked of its budget, its quote, its alarm."""

    project: Project
    stage: str
    parts: list[Part]
    worked: int
    quote: Approval | None
    alarm: str  # "", near, over

    @property
    def currency(self) -> str:
        """In what its work is billed; empty where nothing is decided yet."""
        return getattr(self.project, "currency", None) or ""

    @property
    def says_stage(self) -> str:
        """The stage in words."""
        return str(Project.Stage(self.stage).label)


def progress(project: Project) -> Progress:
    """How a project of `projects` stands."""
    parts = [
        Part(ticket=each, worked=sum(entry.minutes for entry in each.entries.all()))
        for each in _tickets(project)
    ]
    worked = sum(part.worked for part in parts)
    quotes: list[Approval] = getattr(project.ticket, "quotes", [])
    share = 100 * worked // max(1, project.budget)
    alarm = "over" if worked > project.budget else "near" if share >= NEAR else ""
    return Progress(
        project=project,
        stage=_stage(project, quotes, worked),
        parts=parts,
        worked=worked,
        quote=quotes[0] if quotes else None,
        alarm=alarm,
    )


def _tickets(project: Project) -> list[Ticket]:
    """Its own, and those that were joined with it."""
    aim = project.ticket.aim
    joined = sorted(aim.tickets.all(), key=lambda each: each.number) if aim else []
    return [project.ticket, *(each for each in joined if each.pk != project.ticket_id)]


def _stage(project: Project, quotes: list[Approval], worked: int) -> str:
    """It follows from the quote, the time and the ticket: nobody keeps it by hand."""
    ended = project.ticket.status in (Ticket.Status.RESOLVED, Ticket.Status.CLOSED)
    answers = {quote.answer for quote in quotes}
    if project.dropped or answers == {Approval.Answer.NO}:
        return Project.Stage.DROPPED
    if ended:
        return Project.Stage.DONE
    if Approval.Answer.YES in answers:
        return Project.Stage.RUNNING if worked else Project.Stage.APPROVED
    return Project.Stage.QUOTED if Approval.Answer.OPEN in answers else Project.Stage.DRAFT
