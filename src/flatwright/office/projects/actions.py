"""Writing projects."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.models import User
from flatwright.office.audit.changes import change, create
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.actions import Asked, ask_approval
from flatwright.office.desk.actions.common import begin
from flatwright.office.desk.models import Approval, Ticket
from flatwright.office.projects.models import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a project is planned as."""

    budget: int  # minutes
    leader: User | None = None
    due: date | None = None


@transaction.atomic
def begin_project(scope: Scope, ticket: Ticket, outline: Outline) -> Project:
    """Make a ticket a project; the same again changes its outline."""
    begin(scope, ticket)
    if outline.budget < 1:
        raise Refusal(code="no_budget", says="A project has a budget of some minutes.")
    values: dict[str, Any] = {
        "budget": outline.budget,
        "leader": outline.leader,
        "due": outline.due,
    }
    there = Project.objects.filter(ticket=ticket).first()
    if there:
        return change(scope.actor, there, dropped=False, **values)
    return create(scope.actor, Project(ticket=ticket, **values))


@transaction.atomic
def quote_project(scope: Scope, project: Project, amount: int, *, fixed: bool) -> Approval:
    """Send a quote: a ceiling of time at the project rate, or a fixed price."""
    asked = Asked(type=Approval.Type.QUOTE, amount=amount, fixed=fixed)
    return ask_approval(scope, project.ticket, asked)


@transaction.atomic
def drop_project(scope: Scope, project: Project) -> Project:
    """Say that it is not to be; it can be begun again."""
    begin(scope, project.ticket)
    return change(scope.actor, project, dropped=True)
