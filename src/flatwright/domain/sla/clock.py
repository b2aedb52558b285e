"""The SLA clock: it runs in business hours, and stands while others are waited for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from flatwright.domain.coverage.calendar import Calendar, Span, calendar_of, listed
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.days import wall_time
from flatwright.domain.plan.sections import SlaTarget
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.written import Days
from flatwright.domain.sla.counted import Wait, due_after, in_order, minutes_of, passed

_A_WEEK = 7  # days; the fewest in which a day with hours comes round
_AHEAD = 62  # days to look ahead for what is due


class SlaState(Enum):
    """How a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"  # somebody else is waited for
    MET = "met"
    BREACHED = "breached"  # for good, whatever is waited for or done later


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """When work was asked for, answered and done, and when others were waited for."""

    opened: int  # UTC minutes, all of them
    answered: int | None = None
    resolved: int | None = None
    waits: tuple[Wait, ...] = ()  # half-open; without an end while it goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class SlaClock:
    """A target's clock at a moment: when it is due, and what is left of it."""

    due: int | None  # UTC minute; None while a wait without an end comes before it
    left: int | None  # business minutes; below 0 since the breach
    state: SlaState

    @property
    def breached(self) -> int | None:
        """The minute of the breach, the same whenever it is asked for."""
        return self.due if self.state is SlaState.BREACHED else None


def sla_clocks(terms: Terms, priority: str, asked: Asked, at: int) -> dict[str, SlaClock]:
    """The clocks of a priority's targets, by `respond` and `resolve`, at a UTC minute.

    The version in force when work was opened sets them; where it has no target, and
    outside the agreement, there is no clock.
    """
    target = target_of(terms, priority, asked.opened)
    if target is None:
        return {}
    clocks = {"respond": sla_clock(terms, target.respond, (asked, asked.answered), at)}
    if target.resolve is not None:
        clocks["resolve"] = sla_clock(terms, target.resolve, (asked, asked.resolved), at)
    return clocks


def target_of(terms: Terms, priority: str, opened: int) -> SlaTarget | None:
    """What is promised for a priority, to work that is opened at a UTC minute."""
    on = wall_time(terms.zone, opened).date()
    calendar = _calendar(terms, (opened, opened), 0)
    day = on.toordinal() - calendar.first_day
    if not 0 <= day < len(calendar.in_force) or not calendar.in_force[day]:
        return None
    plan: PlanVersion = terms.plans[calendar.version[day]]
    return plan.sla.get(priority)


def sla_clock(
    terms: Terms, target: int | Days, work: tuple[Asked, int | None], at: int
) -> SlaClock:
    """The clock of one target at a UTC minute; `work` is what was asked, and when met."""
    asked, met = work
    done = met if met is not None and met <= at else None
    until = at if done is None else done
    waits = in_order(asked.waits)
    days = target.count if isinstance(target, Days) else 0
    told = [end for _, end in waits if end is not None]
    calendar = _calendar(terms, (asked.opened, max([until, *told])), days)
    minutes = minutes_of(calendar, terms.zone, target, asked.opened)
    if minutes is None:
        state = _state((done, at), None, waits)
        return SlaClock(due=None, left=None, state=state)
    due = due_after(calendar, asked.opened, minutes, waits)
    gone = passed(calendar, (asked.opened, until), waits).running
    return SlaClock(due=due, left=minutes - gone, state=_state((done, at), due, waits))


def _state(
    when: tuple[int | None, int], due: int | None, waits: Sequence[Wait]
) -> SlaState:
    """A breach stays one: what is waited for or done later undoes nothing."""
    done, at = when
    if due is not None and (at if done is None else done) > due:
        return SlaState.BREACHED
    if done is not None:
        return SlaState.MET
    waiting = any(first <= at and (end is None or at < end) for first, end in waits)
    return SlaState.PAUSED if waiting else SlaState.RUNNING


def _calendar(terms: Terms, span: tuple[int, int], days: int) -> Calendar:
    """The agreement's calendar, or one that goes on, where the agreement has no end."""
    first, last = (wall_time(terms.zone, minute).date() for minute in span)
    last += timedelta(days=days * _A_WEEK + _AHEAD)
    if terms.agreement.last is not None or last <= terms.span.last:
        return terms.calendar
    reach = Span(first=first - timedelta(days=2), last=last)
    return listed(calendar_of(terms.agreement, terms.plans, terms.regions, reach))
