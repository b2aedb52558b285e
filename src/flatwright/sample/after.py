"""The yeses that work needs, before it is decided; after it, what is waived."""

from datetime import datetime, timedelta

from flatwright.domain.coverage.approve import NEEDS
from flatwright.domain.plan.clause import Outcome
from flatwright.office.agreements.terms import terms_on
from flatwright.office.audit.changes import change, create, create_all
from flatwright.office.desk.deciding import Worked, day_of
from flatwright.office.desk.deciding_many import foreseen
from flatwright.office.desk.deciding_one import decide_ticket
from flatwright.office.desk.models import (
    ENDED,
    WAITING,
    Approval,
    Decision,
    Goodwill,
    Ticket,
    Wait,
)
from flatwright.office.desk.sla import note_dues
from flatwright.sample.chance import Chance
from flatwright.sample.house import SAMPLE, House
from flatwright.sample.wording import REASONS

_LATELY = timedelta(days=6)
_ASKED = 0.75
_HOUR, _RATE = 60, 16_500
_WAIVED, _LEAST, _MOST = 12, 3_000, 40_000  # tickets; minor units


def agree(chance: Chance, made: House, now: datetime) -> None:
    """Ask for what work waits for, or would have needed; what is old has its answer."""
    rows: list[Approval] = []
    for ticket, found in foreseen(made.client):
        if ticket.status == Ticket.Status.MERGED:
            continue
        lately = now - ticket.updated < _LATELY and ticket.status not in ENDED
        wanted = _wanted(chance, ticket, found)
        rows += [
            _asked(chance, made, (ticket, kind), answered=not lately) for kind in wanted
        ]
        if wanted and lately:
            change(SAMPLE, ticket, status=Ticket.Status.APPROVAL)
    create_all(SAMPLE, rows)


def _wanted(chance: Chance, ticket: Ticket, found: Worked) -> list[str]:
    """The yeses that are missing; now and then nobody had asked before the work."""
    decided = found.decided
    missing = set(decided.approvals)
    if Outcome.ABSORBED in decided.minutes and chance.happens(_ASKED):
        missing |= {NEEDS[s.outcome] for s in decided.walk if s.took and s.outcome in NEEDS}
    asked = ticket.approvals.filter(answer=Approval.Answer.OPEN)
    return sorted(missing - set(asked.values_list("type", flat=True))) if missing else []


def _asked(
    chance: Chance, made: House, what: tuple[Ticket, str], *, answered: bool
) -> Approval:
    ticket, kind = what
    row = Approval(
        ticket=ticket,
        key=chance.key(),
        type=kind,
        asked=ticket.opened,
        asked_by=str(ticket.assignee or "Rowan Hale"),
    )
    if kind == Approval.Type.QUOTE:
        row.amount = -(-(ticket.estimate or 2 * _HOUR) // _HOUR) * _RATE
    if answered:
        row.answer, row.person = Approval.Answer.YES, made.approvers[0]
        row.answered = row.asked + timedelta(minutes=1)
    return row


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


def clocks(made: House, now: datetime) -> None:
    """Start the wait of each ticket that waits, and note when open ones are due."""
    for ticket in Ticket.objects.filter(client=made.client).exclude(status__in=ENDED):
        if ticket.status in WAITING:
            row = Wait(ticket=ticket, since=ticket.updated)
            create(SAMPLE, row)
        ticket.client = made.client
        under = terms_on(made.client, day_of(ticket))
        if under:
            note_dues(ticket, under[1], now)
