"""What a client may still draw: each allowance on a day, by what was drawn before."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flatwright.domain.coverage import walk
from flatwright.domain.coverage.calendar import PERIODS
from flatwright.domain.coverage.counting import counters_for, place_of
from flatwright.domain.coverage.terms import SCOPES, UNITS, Allowance, Terms
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import ClauseRef
from flatwright.domain.plan.limit import Period, Scope
from flatwright.domain.records.work import Drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An allowance of somebody's on a day: granted, carried over, used, and its period."""

    cites: ClauseRef
    says: str  # "up to once for each person each agreement year"
    unit: str  # minutes, times, visits, tickets
    whose: str  # a person, a place, an installation; empty for the client
    granted: int
    carried: int
    used: int
    first: date  # of the period; both included
    last: date

    @property
    def left(self) -> int:
        """What may still be drawn; never below nothing."""
        return max(0, self.granted + self.carried - self.used)

    @property
    def is_near(self) -> bool:
        """Whether three quarters of it are gone."""
        return 4 * self.left <= self.granted + self.carried


def allowances(terms: Terms, drawn: Sequence[Drawn], on: date) -> tuple[Standing, ...]:
    """Every allowance of the version in force on a day, but those of one work item.

    Of a person there is one for each user of that day, of a place one for each listed
    place; of an installation, where something was drawn.
    """
    day = on.toordinal() - terms.calendar.first_day
    if not 0 <= day < len(terms.calendar.version):
        return ()
    owners = _owners(terms, drawn, on)
    counters = counters_for(
        terms, terms.calendar, [len(each) for each in owners], [0] * len(PERIODS)
    )
    for each in drawn:
        place = place_of(each, owners, counters, (terms, terms.calendar))
        if place is not None:
            counters.used[place] += each.count
    return tuple(_standing(terms, (owners, counters), day))


def _owners(terms: Terms, drawn: Sequence[Drawn], on: date) -> tuple[list[str], ...]:
    client = terms.agreement.client
    drawers = {scope: {d.whose for d in drawn if d.per == scope.value} for scope in SCOPES}
    users = {name for name in client.roster if client.is_user(name, on)}
    named = {
        Scope.PERSON: sorted(users | drawers[Scope.PERSON]),
        Scope.SITE: sorted(client.sites | drawers[Scope.SITE]),
        Scope.INSTALLATION: sorted(drawers[Scope.INSTALLATION]),
    }
    return tuple(named.get(scope, [""]) for scope in SCOPES)


def _standing(
    terms: Terms, counted: tuple[tuple[list[str], ...], walk.Counters], day: int
) -> Iterator[Standing]:
    owners, counters = counted
    told: set[Allowance | None] = set()
    under = terms.under(terms.calendar.version[day])
    for clause in terms.limited:
        period = PERIODS[terms.limits.period[clause]]
        allowance = terms.allowances[clause]
        if clause not in under or period is Period.WORK_ITEM or allowance in told:
            continue
        told.add(allowance)
        for slot, whose in enumerate(owners[terms.limits.scope[clause]]):
            yield _of(terms, (clause, slot, whose), counters, day)


def _of(
    terms: Terms, what: tuple[int, int, str], counters: walk.Counters, day: int
) -> Standing:
    clause, slot, whose = what
    limits, period = terms.limits, terms.limits.period[what[0]]
    turn = int(terms.calendar.turn[period][day])
    first_of_slot = counters.first[clause] + slot * counters.turns[clause] + 1
    granted = limits.limit[clause]
    span = first_of_slot, 0, max(0, turn)
    first, last = _period(terms, period, turn)
    return Standing(
        cites=terms.refs[clause],
        says=_in_words(terms, clause),
        unit=UNITS[limits.unit[clause]].value,
        whose=whose,
        granted=granted,
        carried=walk.carried(counters.used, span, granted, limits.carry[clause]),
        used=counters.used[first_of_slot + turn],
        first=first,
        last=last,
    )


def _in_words(terms: Terms, clause: int) -> str:
    limit = terms.clauses[clause].up_to
    return words.allowance(limit) if limit else ""


def _period(terms: Terms, period: int, turn: int) -> tuple[date, date]:
    """The first and the last day of a turn, as far as the calendar reaches."""
    turns = terms.calendar.turn[period]
    first, after = bisect_left(turns, turn), bisect_right(turns, turn)
    begin = terms.calendar.first_day
    return date.fromordinal(begin + first), date.fromordinal(begin + after - 1)
