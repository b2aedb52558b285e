"""When a ticket is to be answered and to work again, and how its clocks stand."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.plan.written import Days
from flatwright.domain.sla.clock import SlaClock, sla_clock
from flatwright.office.desk.facts import utc_minute
from flatwright.office.desk.models import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One of a ticket's two clocks."""

    what: str  # answer, resolve
    clock: SlaClock
    met: datetime | None
    breached: bool

    @property
    def due(self) -> datetime | None:
        """The moment at which it is due."""
        if self.clock.due is None:
            return None
        return datetime.fromtimestamp(self.clock.due * 60, tz=UTC)


def clocks(ticket: Ticket, terms: Terms, now: datetime) -> list[Clock]:
    """The clocks that the plan sets for the ticket's priority; without targets, none."""
    plan = terms.plans[-1]
    target = plan.sla.get(ticket.priority)
    if target is None:
        return []
    waits = _waits(ticket, now)
    made = [_clock("answer", ticket.responded, target.respond, (ticket, terms, now, waits))]
    if target.resolve is not None:
        told = (ticket, terms, now, waits)
        made.append(_clock("resolve", ticket.resolved, target.resolve, told))
    return made


def note_dues(ticket: Ticket, terms: Terms, now: datetime) -> None:
    """Keep when the clocks are due, so that a list can be sorted by it."""
    dues = {each.what: each.due for each in clocks(ticket, terms, now) if not each.met}
    ticket.respond_due, ticket.resolve_due = dues.get("answer"), dues.get("resolve")
    # What follows from facts is not an edit: nobody is told that they came second.
    Ticket.objects.filter(pk=ticket.pk).update(
        respond_due=ticket.respond_due, resolve_due=ticket.resolve_due
    )


def _clock(
    what: str,
    met: datetime | None,
    target: int | Days,
    told: tuple[Ticket, Terms, datetime, list[tuple[int, int]]],
) -> Clock:
    ticket, terms, now, waits = told
    at = utc_minute(met or now)
    span = utc_minute(ticket.opened), at
    clock = sla_clock(terms, target, span, waits)
    return Clock(what=what, clock=clock, met=met, breached=clock.is_breached(at))


def _waits(ticket: Ticket, now: datetime) -> list[tuple[int, int]]:
    """Waits in order; one that goes on reaches beyond now."""
    return [
        (utc_minute(each.since), utc_minute(each.until) if each.until else _later(now))
        for each in ticket.waits.all()
    ]


def _later(now: datetime) -> int:
    return utc_minute(now) + 1
