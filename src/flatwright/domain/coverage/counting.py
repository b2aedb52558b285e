"""One work item given to the counting function, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flatwright.domain.coverage import walk
from flatwright.domain.coverage.calendar import PERIODS, Calendar
from flatwright.domain.coverage.rows import Row
from flatwright.domain.coverage.terms import SCOPES, Allowance, Terms
from flatwright.domain.plan.limit import Period, Scope
from flatwright.domain.records.work import Drawn, PriorUse, WorkItem

_HELPDESK, _TRAINING, _MOVES = "helpdesk", "training", "moves"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Minutes of one row that one clause took."""

    row: int
    clause: int
    start: int  # UTC minute
    minutes: int


def count(
    rows: list[Row], holds: list[int], work: WorkItem, terms: Terms, calendar: Calendar
) -> tuple[list[Taking], list[Drawn]]:
    """Walk the rows day by day; gives what each clause took, and what was drawn."""
    people = list(dict.fromkeys(row.minute.person for row in rows))
    owners = owners_of(people, work)
    counters = _counters(rows, owners, work, (terms, calendar))
    walked = _walk_rows(rows, holds, people, (work, terms, calendar))
    size = len(rows) * (len(terms.limited) + 1)
    taken = walk.Taken([0] * size, [0] * size, [0] * size)
    drawn: list[Drawn] = []
    first = made = 0
    while first < len(rows):
        last = next(
            (n for n in range(first, len(rows)) if rows[n].day != rows[first].day), None
        )
        last = len(rows) if last is None else last
        before = list(counters.used)
        made = walk.walk((first, last, made), walked, terms.limits, counters, taken)
        day = date.fromordinal(rows[first].minute.day)
        drawn.extend(_drawn(before, counters, owners, (terms, day)))
        first = last
    return _takings(rows, taken, made), drawn


def owners_of(people: list[str], work: WorkItem) -> tuple[list[str], ...]:
    """For each scope, whose counters a work item may draw from."""
    owners = {
        Scope.PERSON: people,
        Scope.SITE: [work.location],
        Scope.INSTALLATION: [work.object.name],
    }
    return tuple(owners.get(scope, [""]) for scope in SCOPES)


def _walk_rows(
    rows: list[Row],
    holds: list[int],
    people: list[str],
    under: tuple[WorkItem, Terms, Calendar],
) -> walk.Rows:
    work, terms, calendar = under
    zeros = [0] * len(rows)
    person = [people.index(row.minute.person) for row in rows]
    return walk.Rows(
        minutes=[row.minutes for row in rows],
        holds=holds,
        base=[terms.base[row.minute.version] for row in rows],
        item=zeros,
        day=[row.day for row in rows],
        uses=[int(work.completed and not work.planned)] * len(rows),
        slot=[person if scope is Scope.PERSON else zeros for scope in SCOPES],
        turn=calendar.turn,
    )


def _takings(rows: list[Row], taken: walk.Taken, made: int) -> list[Taking]:
    result = []
    offset = -1, 0
    for row, clause, minutes in zip(*(column[:made] for column in taken), strict=True):
        gone = offset[1] if offset[0] == row else 0
        start = rows[row].start + gone
        result.append(Taking(row=row, clause=clause, start=start, minutes=minutes))
        offset = row, gone + minutes
    return result


def counters_for(
    terms: Terms, calendar: Calendar, owners: Sequence[int], since: Sequence[int]
) -> walk.Counters:
    """Counters from which nothing was drawn, for so many owners by scope.

    Clauses of one code draw from one counter where they count the same unit, by the same
    owner and the same period.
    """
    limits = terms.limits
    first, turns = [0] * len(limits.limit), [1] * len(limits.limit)
    begun: dict[Allowance | None, int] = {}
    size = 0
    for clause in terms.limited:
        period = limits.period[clause]
        if PERIODS[period] is not Period.WORK_ITEM:
            turns[clause] = calendar.turn[period][-1] + 2
        allowance = terms.allowances[clause]
        if allowance not in begun:
            begun[allowance] = size
            size += turns[clause] * owners[limits.scope[clause]]
        first[clause] = begun[allowance]
    return walk.Counters(
        used=[0] * size,
        drawer=[walk.NOTHING] * size,
        event=[walk.NOTHING] * size,
        first=first,
        turns=turns,
        since=since,
    )


def _counters(
    rows: list[Row],
    owners: tuple[list[str], ...],
    work: WorkItem,
    under: tuple[Terms, Calendar],
) -> walk.Counters:
    """Counters as they stood before this work."""
    terms, calendar = under
    prior, limits = work.prior, terms.limits
    now = [turn[rows[0].day] for turn in calendar.turn]
    since = now if prior.drawn is None else [0] * len(now)
    counters = counters_for(terms, calendar, [len(each) for each in owners], since)
    for clause in terms.limited:
        code = terms.clauses[clause].code
        period = limits.period[clause]
        outlives = PERIODS[period] is not Period.WORK_ITEM
        for slot, whose in enumerate(owners[limits.scope[clause]]):
            counter = counters.first[clause] + slot * counters.turns[clause]
            counter += now[period] + 1 if outlives else 0
            counters.drawer[counter] = 0
            carried = _told(prior.carried.get(code, 0), whose)
            use = prior_use(prior, (code, limits.unit[clause]), whose)
            counters.used[counter] = use - carried
            if code == _HELPDESK and prior.covered_min:
                counters.event[counter] = 0  # this work item has its ticket already
    for drawn in prior.drawn or ():
        place = place_of(drawn, owners, counters, (terms, calendar))
        if place is not None:
            counters.used[place] += drawn.count
    return counters


def place_of(
    drawn: Drawn,
    owners: Sequence[Sequence[str]],
    counters: walk.Counters,
    under: tuple[Terms, Calendar],
) -> int | None:
    """The counter that something was drawn from, if it is one of these owners'."""
    terms, calendar = under
    wanted = drawn.code, drawn.unit, drawn.per, drawn.each
    day = drawn.day.toordinal() - calendar.first_day
    if drawn.each == Period.WORK_ITEM.value or not 0 <= day < len(calendar.version):
        return None
    for clause in terms.limited:
        theirs = owners[terms.limits.scope[clause]]
        if terms.allowances[clause] == wanted and drawn.whose in theirs:
            slot = theirs.index(drawn.whose)
            turn = int(calendar.turn[terms.limits.period[clause]][day])
            return int(counters.first[clause] + slot * counters.turns[clause] + 1 + turn)
    return None


def prior_use(prior: PriorUse, of: tuple[str, int], whose: str) -> int:
    """What had been drawn from a code, in its unit, by this person, or at this site."""
    code, unit = of
    by_code = _told(prior.by_code.get(code, 0), whose)
    if code == _MOVES:
        return by_code + prior.moves.get(whose, 0)
    minutes = {_HELPDESK: prior.covered_min, _TRAINING: prior.training_min}
    return by_code + (minutes.get(code, 0) if unit == walk.MINUTES else 0)


def _told(told: int | Mapping[str, int], whose: str) -> int:
    """A number for all, or that of a person, a site, an installation; a client's is all."""
    if isinstance(told, int):
        return told
    return told.get(whose, 0) if whose else sum(told.values())


def _drawn(
    before: list[int],
    counters: walk.Counters,
    owners: tuple[list[str], ...],
    of: tuple[Terms, date],
) -> Iterator[Drawn]:
    """What was drawn on a day."""
    terms, day = of
    told = set()
    for clause in terms.limited if before != counters.used else ():
        first, turns = counters.first[clause], counters.turns[clause]
        for slot, whose in enumerate(owners[terms.limits.scope[clause]]):
            mine = slice(first + slot * turns, first + (slot + 1) * turns)
            drawn = sum(counters.used[mine]) - sum(before[mine])
            if drawn and mine.start not in told:
                told.add(mine.start)
                yield drawn_from(terms.allowances[clause], (whose, day, drawn))


def drawn_from(allowance: Allowance | None, what: tuple[str, date, int]) -> Drawn:
    """What was drawn from an allowance: whose it is, the day, and how much."""
    code, unit, per, each = allowance or ("",) * 4
    whose, day, count = what
    return Drawn(
        code=code, unit=unit, per=per, each=each, whose=whose, day=day, count=count
    )
