"""Decisions: each stands where it should, and is what would be decided now."""

from collections.abc import Iterator

from django.db.models import F, Q

from flatwright.office.audit.actor import Actor
from flatwright.office.checkup.finding import Finding
from flatwright.office.desk.deciding import day_of, decision_of, preview
from flatwright.office.desk.models import Ticket, Use

_BY = Actor(name="doctor", source="doctor")
_MANY = 20
_REMEDY = "Run: flatwright doctor --repair"


def standing() -> Iterator[Finding]:
    """Standing decisions: of their own ticket, the last of it, over all of its minutes."""
    wrong = Ticket.objects.exclude(decision=None).exclude(decision__ticket=F("pk"))
    for ticket in wrong[:_MANY]:
        says = f"The decision that stands for {ticket} is another ticket's."
        yield Finding(code="decision_of_another", says=says)
    for ticket in Ticket.objects.filter(decision__superseded_by__isnull=False)[:_MANY]:
        says = f"The decision that stands for {ticket} was superseded."
        yield Finding(code="decision_superseded", says=says)
    shown = Ticket.objects.exclude(stands=None, decision=None)
    for ticket in shown.exclude(stands=F("decision__status"))[:_MANY]:
        says = f"{ticket} is listed by another status than its decision has."
        yield Finding(code="decision_status", says=says)
    missing = Q(decision=None) & Q(client__agreements__versions__isnull=False)
    for ticket in Ticket.objects.filter(missing).distinct()[:_MANY]:
        says = f"{ticket} has no decision. {_REMEDY}"
        yield Finding(code="undecided", says=says, client=ticket.client_id)


def drawn_uses() -> Iterator[Finding]:
    """Allowances: what is drawn from them is nothing that could not be."""
    for use in Use.objects.filter(count=0).select_related("decision__ticket")[:_MANY]:
        yield Finding(code="use", says=f"{use.decision.ticket} draws nothing: {use}.")
    foreign = Use.objects.exclude(client=F("decision__ticket__client"))
    for use in foreign.select_related("decision__ticket")[:_MANY]:
        says = f"What {use.decision.ticket} draws is counted to another client."
        yield Finding(code="use", says=says)


def decided_again() -> Iterator[Finding]:
    """Decisions: the same facts and the same plan give the same answer now."""
    rows = Ticket.objects.exclude(decision=None).select_related("client", "decision")
    for ticket in rows.order_by("number").iterator(500):
        yield from _again(ticket)


def _again(ticket: Ticket) -> Iterator[Finding]:
    stood = ticket.decision
    found = preview(ticket, day_of(ticket))
    if stood is None or found is None:
        return
    now = decision_of(_BY, ticket, found)
    if now.facts_digest != stood.facts_digest:
        says = f"{ticket} was decided from facts that have changed since. {_REMEDY} --deep"
        yield Finding(code="stale_decision", says=says, client=ticket.client_id)
    elif (now.answer, now.pays, now.covered) != (stood.answer, stood.pays, stood.covered):
        says = f"The decision that stands for {ticket} is not what its facts give."
        yield Finding(code="other_answer", says=says)
    fields = ("code", "unit", "per", "each", "whose", "day", "count")
    kept = sorted(stood.uses.values_list(*fields), key=str)
    drawn = [tuple(getattr(each, name) for name in fields) for each in found.decided.drawn]
    if kept != sorted(drawn, key=str):
        says = f"What {ticket} draws from allowances is not what its decision drew."
        yield Finding(code="uses_differ", says=says)
