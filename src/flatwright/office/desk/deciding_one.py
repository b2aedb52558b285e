"""Decide one ticket and keep it, and decide again what follows from it.

A decision is kept when its facts or its answer differ from the one that stands. What later
work of the client drew from the same allowances is then decided again, in its order.
"""

from typing import Any

from django.db import transaction

from flatwright.office.audit.actor import Actor
from flatwright.office.clients.holding import held
from flatwright.office.desk.course import Course
from flatwright.office.desk.deciding import (
    day_of,
    decision_of,
    keep_all,
    preview,
    says_the_same,
)
from flatwright.office.desk.deciding_many import decide_some
from flatwright.office.desk.drawing import later_codes
from flatwright.office.desk.models import Decision, Ticket


@transaction.atomic
def decide_ticket(by: Actor, ticket: Ticket) -> Decision | None:
    """Decide a ticket and keep it; gives the decision that stands, or None.

    One at a time for a client: of two that want the last of an allowance, one has it.
    """
    [client] = held(ticket.client_id)
    ticket.client = client
    ticket.refresh_from_db(fields=["decision"])  # work decided before may have touched it
    found = preview(ticket, day_of(ticket))
    if found is None:
        return None
    before = ticket.decision
    made = decision_of(by, ticket, found)
    if before and says_the_same(before, made):
        return before
    keep_all(by, client, [(made, found)])
    _again_after(by, ticket, (before, made))
    return made


def _again_after(
    by: Actor, ticket: Ticket, decisions: tuple[Decision | None, Decision]
) -> None:
    """Decide later work again that looked at an allowance which this one changed."""
    drawn = [_drawn(each) for each in decisions]
    codes = {use[0] for use in drawn[0] ^ drawn[1]}
    begins = [each.begins for each in decisions if each and each.begins]
    if not codes or not begins:
        return
    since = min(begins)
    if not any(codes & set(later) for later in later_codes(ticket, since)):
        return
    course = Course(after=(since, 0))
    course.note(codes, since)
    while decide_some(by, ticket.client, set(), course):
        pass


def _drawn(decision: Decision | None) -> set[tuple[Any, ...]]:
    if decision is None:
        return set()
    fields = ("code", "unit", "per", "each", "whose", "day", "count")
    return set(decision.uses.values_list(*fields))
