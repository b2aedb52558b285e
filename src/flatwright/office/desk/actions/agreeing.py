"""What the client agrees to, what is bought, and what we waive."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.changes import change, create, remove
from flatwright.office.clients.models import Person
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.actions.common import (
    begin,
    begin_on,
    move_to,
    need_open,
    settle,
)
from flatwright.office.desk.models import Approval, Goodwill, Material, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A yes that is asked for: of which type, and a quote's amount in minor units."""

    type: str
    amount: int | None = None
    fixed: bool = False
    note: str = ""


@transaction.atomic
def ask_approval(scope: Scope, ticket: Ticket, asked: Asked) -> Approval:
    """Ask the client for a yes; the ticket waits for it. Asked twice, it is asked once."""
    begin(scope, ticket)
    need_open(ticket)
    if asked.type == Approval.Type.QUOTE and not asked.amount:
        raise Refusal(code="quote_without_amount", says="A quote has an amount.")
    waits = Approval.objects.filter(ticket=ticket, answer=Approval.Answer.OPEN)
    there = waits.filter(type=asked.type, amount=asked.amount).first()
    if there:
        return there
    row = Approval(
        ticket=ticket,
        type=asked.type,
        asked=timezone.now(),
        asked_by=scope.actor.name[:200],
        amount=asked.amount,
        fixed=asked.fixed,
        note=asked.note,
    )
    made = create(scope.actor, row)
    if ticket.is_open:
        move_to(scope, ticket, Ticket.Status.APPROVAL)
    settle(scope, ticket)
    return made


@transaction.atomic
def answer_approval(
    scope: Scope, approval: Approval, by: Person, *, yes: bool, at: datetime | None = None
) -> Approval:
    """Write down what an approver answered, and decide again."""
    ticket = begin_on(scope, approval)
    if by.client_id != ticket.client_id:
        raise Refusal(code="of_another_client", says=f"{by} belongs to another client.")
    if approval.answer != Approval.Answer.OPEN:
        raise Refusal(code="already_answered", says="This has its answer already.")
    word = Approval.Answer.YES if yes else Approval.Answer.NO
    change(scope.actor, approval, answer=word, person=by, answered=at or timezone.now())
    waits = ticket.approvals.filter(answer=Approval.Answer.OPEN).exists()
    if ticket.status == Ticket.Status.APPROVAL and not waits:
        move_to(scope, ticket, Ticket.Status.OPEN)
    settle(scope, ticket)
    return approval


@transaction.atomic
def add_material(scope: Scope, ticket: Ticket, material: Material) -> Material:
    """Note a part, a program, freight or a licence that the work needs."""
    begin(scope, ticket)
    need_open(ticket)
    material.ticket = ticket
    create(scope.actor, material)
    settle(scope, ticket)
    return material


@transaction.atomic
def remove_material(scope: Scope, material: Material) -> None:
    """Take a material away."""
    ticket = begin_on(scope, material)
    remove(scope.actor, material)
    settle(scope, ticket)


@transaction.atomic
def waive(scope: Scope, ticket: Ticket, reason: str, amount: int | None) -> Goodwill:
    """Waive the bill, or an amount of it; it needs a reason and the right to."""
    begin(scope, ticket, Right.FORGIVE)
    if not reason.strip():
        says = "Say why: goodwill without a reason cannot be told from a mistake."
        raise Refusal(code="goodwill_reason_required", says=says)
    given = Goodwill.objects.filter(ticket=ticket).first()
    values: dict[str, Any] = {
        "by": scope.actor.name[:200],
        "reason": reason,
        "amount": amount,
    }
    if given:
        change(scope.actor, given, **values)
    else:
        row = Goodwill(ticket=ticket, at=timezone.now(), **values)
        given = create(scope.actor, row)
    settle(scope, ticket)
    error = ticket.decision.answer.get("error") if ticket.decision else None
    if error == "goodwill_must_favour_client":
        says = "Goodwill waives at most what the client would pay."
        raise Refusal(code=error, says=says)
    return given


@transaction.atomic
def take_back_goodwill(scope: Scope, ticket: Ticket) -> None:
    """Take goodwill back before it is billed."""
    begin(scope, ticket, Right.FORGIVE)
    given = Goodwill.objects.filter(ticket=ticket).first()
    if given:
        remove(scope.actor, given)
        settle(scope, ticket)
