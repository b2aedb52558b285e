"""What a client may still draw: each allowance on a day, by what was drawn before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from flatwright.domain.coverage import walk
from flatwright.domain.coverage.calendar import MONTHS, PERIODS, Calendar
from flatwright.domain.coverage.counting import counters_for, place_of
from flatwright.domain.coverage.rows import calendar_over
from flatwright.domain.coverage.terms import SCOPES, Terms
from flatwright.domain.kernel.days import month_later
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import ClauseRef
from flatwright.domain.plan.limit import Limit, Period, Scope
from flatwright.domain.records.work import Drawn

Owners = Mapping[Scope, Sequence[str]]  # persons, sites, installations
_CLOSE = 75  # percent; from here on a limit is close


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An allowance of somebody's on a day: granted, carried on, used, and its period."""

    cites: ClauseRef
    promise: str  # the clause's sentence
    says: str  # "up to once for each user each agreement year"
    unit: str  # minutes, times, visits, tickets
    per: str  # installation, person, site, client
    each: str  # term, year, quarter, month …
    whose: str  # a person, a site, an installation; empty for the client
    granted: int
    carried: int
    used: int
    first: date  # of the period; both days are in it
    last: date | None  # None: the agreement has no end

    @property
    def room(self) -> int:
        """What may be drawn in the period in all."""
        return self.granted + self.carried

    @property
    def left(self) -> int:
        """What may still be drawn; never below nothing."""
        return max(0, self.room - self.used)

    @property
    def is_near(self) -> bool:
        """Whether three quarters of it are gone."""
        return is_close(self.used, self.room)

    def counts(self, drawn: Drawn) -> bool:
        """Whether something was drawn from this allowance, in this period."""
        mine = self.cites.code, self.unit, self.per, self.each, self.whose
        theirs = drawn.code, drawn.unit, drawn.per, drawn.each, drawn.whose
        ended = self.last is not None and drawn.day > self.last
        return mine == theirs and self.first <= drawn.day and not ended


def is_close(used: int, limit: int) -> bool:
    """Whether three quarters of a limit, or more, are gone."""
    return used * 100 >= limit * _CLOSE


def allowances(
    terms: Terms, drawn: Sequence[Drawn], on: date, owners: Owners | None = None
) -> tuple[Standing, ...]:
    """Every allowance of the version in force on a day, but those of one work item.

    Without `owners` they are those of the day's users, of the listed sites, and of whoever
    has drawn. Before the agreement begins and after it ends there is none.
    """
    calendar = _calendar(terms, on)
    day = on.toordinal() - calendar.first_day
    if not calendar.in_force[day]:
        return ()
    named = _everybody(terms, drawn, on) if owners is None else owners
    theirs = tuple([""] if s is Scope.CLIENT else list(named.get(s, ())) for s in SCOPES)
    sizes = [len(each) for each in theirs]
    counters = counters_for(terms, calendar, sizes, [0] * len(PERIODS))
    for each in drawn:
        place = place_of(each, theirs, counters, (terms, calendar))
        if place is not None:
            counters.used[place] += each.count
    return tuple(
        _standing(terms, (clause, slot, whose), counters, (calendar, day))
        for clause in _listed(terms, calendar.version[day])
        for slot, whose in enumerate(theirs[terms.limits.scope[clause]])
    )


def _calendar(terms: Terms, on: date) -> Calendar:
    """The agreement's calendar, or one that goes on to the day."""
    known = terms.span.first <= on <= terms.span.last
    return terms.calendar if known else calendar_over(terms, (on, on))


def _everybody(terms: Terms, drawn: Sequence[Drawn], on: date) -> Owners:
    """The users of a day, the listed sites, and whoever has drawn."""
    client = terms.agreement.client
    drew = {scope: {d.whose for d in drawn if d.per == scope.value} for scope in SCOPES}
    users = {name for name in client.roster if client.is_user(name, on)}
    return {
        Scope.PERSON: sorted(users | drew[Scope.PERSON]),
        Scope.SITE: sorted(client.sites | drew[Scope.SITE]),
        Scope.INSTALLATION: sorted(drew[Scope.INSTALLATION]),
    }


def _listed(terms: Terms, version: int) -> Iterator[int]:
    """The limited clauses of a version, each allowance of one size once."""
    told = set()
    for clause in terms.limited:
        size = terms.allowances[clause], terms.limits.limit[clause]
        outlives = PERIODS[terms.limits.period[clause]] is not Period.WORK_ITEM
        if clause in terms.under(version) and outlives and size not in told:
            told.add(size)
            yield clause


def _standing(
    terms: Terms,
    what: tuple[int, int, str],
    counters: walk.Counters,
    when: tuple[Calendar, int],
) -> Standing:
    clause, slot, whose = what
    calendar, day = when
    limits, period = terms.limits, terms.limits.period[clause]
    turn = int(calendar.turn[period][day])
    origin = counters.first[clause] + slot * counters.turns[clause] + 1
    granted = limits.limit[clause]
    since = origin, counters.since[period], turn
    first, last = _period(terms, PERIODS[period], turn)
    limit = cast("Limit", terms.clauses[clause].up_to)
    return Standing(
        cites=terms.refs[clause],
        promise=terms.clauses[clause].says,
        says=words.allowance(limit),
        unit=limit.unit.value,
        per=limit.per.value,
        each=limit.each.value,
        whose=whose,
        granted=granted,
        carried=walk.carried(counters.used, since, granted, limits.carry[clause]),
        used=counters.used[origin + turn],
        first=first,
        last=last,
    )


def _period(terms: Terms, period: Period, turn: int) -> tuple[date, date | None]:
    """The first and the last day of a turn, inside the term."""
    start, end = terms.agreement.first, terms.agreement.last
    months = MONTHS.get(period)
    if months is None:
        return start, end
    last = month_later(start, months * (turn + 1)) - timedelta(days=1)
    return month_later(start, months * turn), min(last, end or last)
