"""What a clause's `up_to` allows: so much, of what, per whom, in which time."""

from dataclasses import dataclass
from enum import Enum

from flatwright.domain.plan.kinds import DURATION, YES_NO, choice, whole
from flatwright.domain.plan.section import Section, setting


class Unit(Enum):
    """What an allowance is counted in."""

    MINUTES = "minutes"
    TIMES = "times"
    VISITS = "visits"
    TICKETS = "tickets"


class Scope(Enum):
    """For whom or what an allowance is counted."""

    WORK_ITEM = "work_item"
    INSTALLATION = "installation"
    PERSON = "person"
    SITE = "site"
    CLIENT = "client"


class Period(Enum):
    """The time after which an allowance begins anew."""

    WORK_ITEM = "work_item"
    ALL = "term"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    YEARS_2 = "2 years"
    YEARS_3 = "3 years"
    YEARS_4 = "4 years"
    YEARS_5 = "5 years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """An allowance: minutes, times, visits or tickets.

    A unit other than minutes takes a whole work item (for visits: a local date of it)
    whenever one is left.
    """

    amount: int
    unit: Unit
    per: Scope
    each: Period
    rollover: bool = False
    carried_at_most: int | None = None


_COUNT = whole(1, 100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpTo:
    """An allowance as a plan text writes it."""

    time: int | None = setting(DURATION, "so much time", None)
    times: int | None = setting(_COUNT, "so many times", None)
    visits: int | None = setting(
        _COUNT, "so many visits, one for each work item and date", None
    )
    tickets: int | None = setting(_COUNT, "so many work items", None)
    per: str = setting(
        choice(*(each.value for each in Scope)), "for each of these an allowance", "client"
    )
    each: str = setting(
        choice("year", "quarter", "month", "term"), "when it begins anew", "year"
    )
    rollover: bool = setting(YES_NO, "what is left is carried on", False)
    carried_at_most: int | None = setting(
        _COUNT, "the most carried on, in the same unit", None
    )

    @property
    def limit(self) -> Limit:
        """The allowance that is meant."""
        unit, amount = next((u, a) for u, a in self._amounts() if a is not None)
        scope = Scope(self.per)
        once = scope in (Scope.WORK_ITEM, Scope.INSTALLATION)
        period = Period.WORK_ITEM if scope is Scope.WORK_ITEM else Period(self.each)
        return Limit(
            amount=amount,
            unit=unit,
            per=scope,
            each=Period.ALL if once and period is not Period.WORK_ITEM else period,
            rollover=self.rollover,
            carried_at_most=self.carried_at_most,
        )

    def _amounts(self) -> tuple[tuple[Unit, int | None], ...]:
        return (
            (Unit.MINUTES, self.time),
            (Unit.TIMES, self.times),
            (Unit.VISITS, self.visits),
            (Unit.TICKETS, self.tickets),
        )


def _one_amount(written: UpTo) -> tuple[str, str] | None:
    given = [unit.value for unit, amount in written._amounts() if amount is not None]  # noqa: SLF001 - same module
    if len(given) == 1:
        return None
    found = " and ".join(given) if given else "no amount"
    return f"up_to has {found}", "Write one of time, times, visits or tickets."


LIMIT = Section(UpTo, "up_to", _one_amount)
