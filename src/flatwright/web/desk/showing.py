"""What pages of the desk show beside a ticket."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from flatwright.domain.plan.facts import BY_NAME
from flatwright.office.agreements.now import client_today, currency_of, terms_now
from flatwright.office.clients.queries import (
    approvers,
    in_force,
    people,
    things_to_choose,
)
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.deciding import Worked, day_of, preview
from flatwright.office.desk.facts import hanging_on, those
from flatwright.office.desk.late import late_yes
from flatwright.office.desk.models import Approval, Decision, Ticket
from flatwright.office.desk.sla import clocks
from flatwright.office.desk.telling import Telling, telling
from flatwright.web.desk.devices import offered
from flatwright.web.desk.options import WHAT, WHO, short

__all__ = ["around", "client_today", "currency_of", "panel", "terms_now"]


def panel(found: Worked | None) -> Telling | None:
    """A decision for the panel beside a form."""
    return telling(found) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A yes that the decision waits for, with the one that was asked for, if any."""

    type: str
    says: str
    asked: Approval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What was decided before and what is now; `waits`: a worker has yet to write it."""

    before: str
    paid: int
    after: str
    pays: int
    currency: str
    waits: bool


def turned(ticket: Ticket, told: Telling | None) -> Turn | None:
    """How the answer has turned: since it was decided, or about the same work."""
    stands = ticket.decision
    if stands is None or told is None:
        return None
    now, kept = (told.word, told.pays.minor), (stands.badge, stands.pays)
    before = kept if kept != now else _before(ticket, stands)
    if before is None or before == now:
        return None
    return Turn(
        before=before[0],
        paid=before[1],
        after=now[0],
        pays=now[1],
        currency=stands.currency,
        waits=kept != now,
    )


def _before(ticket: Ticket, stands: Decision) -> tuple[str, int] | None:
    """What was decided last before, if it was of as many minutes as what stands."""
    if not stands.worked or getattr(ticket, "before_worked", None) != stands.worked:
        return None
    return ticket.before_badge, ticket.before_pays  # type: ignore[attr-defined] # as read


def around(scope: Scope, ticket: Ticket) -> dict[str, Any]:
    """All that a ticket's page shows of it."""
    hanging = hanging_on(ticket)
    on = day_of(ticket, hanging)
    found = preview(ticket, on, hanging=hanging)
    told = panel(found)
    asked = hanging.approvals
    waiting = {each.type: each for each in asked if each.answer == Approval.Answer.OPEN}
    missing = [
        Missing(type=kind, says=says, asked=waiting.get(kind))
        for kind, says in (told.approvals if told else ())
    ]
    return {
        "ticket": ticket,
        "told": told,
        "turn": turned(ticket, told),
        "missing": missing,
        "approvals": asked,
        "late_yes": late_yes(found, asked) if found else [],
        "entries": hanging.entries,
        "comments": ticket.comments.all(),
        "files": those(ticket, "files").select_related("blob"),
        "materials": hanging.materials,
        "checklist": those(ticket, "checklist"),
        "answers": those(ticket, "answers"),
        "people": people(scope).filter(client=ticket.client),
        "devices": offered(ticket, things_to_choose(scope, ticket.client).values(), on),
        "currency": found.terms.currency if found else currency_of(ticket.client),
        "words": _words(ticket),
        "clocks": clocks(ticket, found.terms, timezone.now()) if found else [],
        "may_approve": in_force(approvers(scope).filter(person__client=ticket.client), on),
        "may_work": scope.may(Right.WORK),
        "may_forgive": scope.may(Right.FORGIVE),
    }


def _words(ticket: Ticket) -> dict[str, str]:
    """What is done, what happened before, who has it and on what, as forms say it."""
    facts = {
        name: short(BY_NAME[name].says.get(value, value.replace("_", " ")))
        for name, value in (("action", ticket.action), ("cause", ticket.cause))
    }
    return facts | {"who": WHO.get(ticket.who, ""), "what": WHAT.get(ticket.what, "")}
