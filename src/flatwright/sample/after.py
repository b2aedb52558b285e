"""After the decisions: the yeses that they wait for, and what was waived."""

from datetime import datetime, timedelta

from flatwright.office.audit.changes import change, create
from flatwright.office.desk.deciding import decide_ticket
from flatwright.office.desk.models import ENDED, Approval, Decision, Goodwill, Ticket
from flatwright.sample.chance import Chance
from flatwright.sample.house import SAMPLE, House
from flatwright.sample.wording import REASONS

_LATELY = timedelta(days=6)
_HOUR, _RATE = 60, 16_500
_WAIVED, _LEAST, _MOST = 12, 3_000, 40_000  # tickets; minor units


def agree(chance: Chance, made: House, now: datetime) -> None:
    """Ask for what each decision waits for; what is old has its answer."""
    waiting = Decision.objects.filter(
        current_of__client=made.client, current_of__isnull=False
    ).exclude(answer__approvals=[])
    waiting = waiting.exclude(current_of__status=Ticket.Status.MERGED)
    for decision in waiting.select_related("ticket").order_by("begins", "id"):
        ticket = decision.ticket
        lately = now - ticket.updated < _LATELY and ticket.status not in ENDED
        for kind in decision.answer["approvals"]:
            _ask(chance, made, (ticket, kind), answered=not lately)
        if lately and ticket.status not in ENDED:
            change(SAMPLE, ticket, status=Ticket.Status.APPROVAL)
        decide_ticket(SAMPLE, ticket)


def _ask(chance: Chance, made: House, what: tuple[Ticket, str], *, answered: bool) -> None:
    ticket, kind = what
    if ticket.approvals.filter(type=kind, answer=Approval.Answer.OPEN).exists():
        return
    asked = ticket.opened
    row = Approval(
        ticket=ticket,
        key=chance.key(),
        type=kind,
        asked=asked,
        asked_by=str(ticket.assignee or "Rowan Hale"),
    )
    if kind == Approval.Type.QUOTE:
        row.amount = -(-(ticket.estimate or 2 * _HOUR) // _HOUR) * _RATE
    if answered:
        row.answer, row.person = Approval.Answer.YES, made.approvers[0]
        row.answered = asked + timedelta(minutes=1)
    create(SAMPLE, row)


def waive(chance: Chance) -> None:
    """Goodwill on some bills, all of it or half, with its reason."""
    paid = Decision.objects.filter(
        current_of__status=Ticket.Status.CLOSED,
        status="decided",
        pays__range=(_LEAST, _MOST),
    )
    rows = list(paid.select_related("ticket").order_by("ticket__number"))
    for decision in chance.some(rows, _WAIVED):
        half = chance.happens(0.4)
        row = Goodwill(
            ticket=decision.ticket,
            by="Rowan Hale",
            reason=chance.pick(REASONS),
            amount=decision.pays // 2 if half else None,
            at=decision.ticket.updated,
        )
        create(SAMPLE, row)
        decide_ticket(SAMPLE, decision.ticket)
