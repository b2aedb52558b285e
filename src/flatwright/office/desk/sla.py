"""When a ticket is to be answered and to work again, and how its clocks stand."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.sla.clock import Asked, SlaClock, SlaState, sla_clocks
from flatwright.office.desk.facts import those, utc_minute
from flatwright.office.desk.models import Ticket

_WORDS = {"respond": "answer", "resolve": "resolve"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One of a ticket's two clocks."""

    what: str  # answer, resolve
    clock: SlaClock
    met: datetime | None

    @property
    def breached(self) -> bool:
        """Whether it was met too late, or is late."""
        return self.clock.state is SlaState.BREACHED

    @property
    def due(self) -> datetime | None:
        """The moment at which it is due."""
        if self.clock.due is None:
            return None
        return datetime.fromtimestamp(self.clock.due * 60, tz=UTC)


def clocks(ticket: Ticket, terms: Terms, now: datetime) -> list[Clock]:
    """The clocks that the plan sets for the ticket's priority; without targets, none."""
    asked = Asked(
        opened=utc_minute(ticket.opened),
        answered=_minute(ticket.responded),
        resolved=_minute(ticket.resolved),
        waits=tuple(
            (utc_minute(each.since), _minute(each.until)) for each in those(ticket, "waits")
        ),
    )
    made = sla_clocks(terms, ticket.priority, asked, utc_minute(now))
    met = {"respond": ticket.responded, "resolve": ticket.resolved}
    return [
        Clock(what=_WORDS[name], clock=clock, met=met[name]) for name, clock in made.items()
    ]


def note_dues(ticket: Ticket, terms: Terms, now: datetime) -> None:
    """Keep when the clocks are due, so that a list can be sorted by it."""
    dues = {each.what: each.due for each in clocks(ticket, terms, now) if not each.met}
    ticket.respond_due, ticket.resolve_due = dues.get("answer"), dues.get("resolve")
    # What follows from facts is not an edit: nobody is told that they came second.
    Ticket.objects.filter(pk=ticket.pk).update(
        respond_due=ticket.respond_due, resolve_due=ticket.resolve_due
    )


def _minute(moment: datetime | None) -> int | None:
    return None if moment is None else utc_minute(moment)
