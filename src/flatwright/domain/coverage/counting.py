"""One work item given to the counting function, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flatwright.domain.coverage import walk
from flatwright.domain.coverage.calendar import PERIODS, Calendar
from flatwright.domain.coverage.rows import Row
from flatwright.domain.coverage.terms import SCOPES, Terms
from flatwright.domain.plan.limit import Period, Scope
from flatwright.domain.records.work import PriorUse, WorkItem

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
) -> tuple[list[Taking], dict[tuple[str, str], int]]:
    """Walk the rows; gives what each clause took, and what was drawn by code and person."""
    people = list(dict.fromkeys(row.minute.person for row in rows))
    counters = _counters(rows, people, work, (terms, calendar))
    before = counters._replace(used=list(counters.used), turn=list(counters.turn))
    size = len(rows) * 4 + len(terms.clauses)
    taken = walk.Taken([0] * size, [0] * size, [0] * size)
    made = walk.walk(
        (0, len(rows), 0),
        _walk_rows(rows, holds, people, (work, terms, calendar)),
        terms.limits,
        counters,
        taken,
    )
    return _takings(rows, taken, made), _drawn(before, counters, people, terms)


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


def _counters(
    rows: list[Row], people: list[str], work: WorkItem, under: tuple[Terms, Calendar]
) -> walk.Counters:
    """Counters as they stood before this work, in the period of its first minute."""
    terms, calendar = under
    stride = max(1, len(people))
    size = len(terms.codes) * stride
    counters = walk.Counters(
        [0] * size, [walk.NOT_YET] * size, [0] * size, [walk.NOT_YET] * size, stride
    )
    first = rows[0].day
    for clause in terms.limited:
        code = terms.clauses[clause].code
        period = terms.limits.period[clause]
        turn = 0 if PERIODS[period] is Period.WORK_ITEM else calendar.turn[period][first]
        carried = work.prior.carried.get(code, 0)
        for slot, person in enumerate(people):
            counter = terms.limits.counter[clause] * stride + slot
            whose = person, work.location
            counters.turn[counter] = turn
            counters.used[counter] = prior_use(work.prior, code, whose)
            counters.carried[counter] = _told(carried, whose)
    return counters


def prior_use(prior: PriorUse, code: str, whose: tuple[str, str]) -> int:
    """What had been drawn from a code before, by this person or at this site."""
    by_code = _told(prior.by_code.get(code, 0), whose)
    if code == _HELPDESK:
        return by_code + prior.covered_min
    if code == _TRAINING:
        return by_code + prior.training_min
    if code == _MOVES:
        return by_code + prior.moves.get(whose[0], 0)
    return by_code


def _told(told: int | Mapping[str, int], whose: tuple[str, str]) -> int:
    """A number for all, or those of a person and a site."""
    if isinstance(told, int):
        return told
    return sum(told.get(name, 0) for name in dict.fromkeys(whose))


def _drawn(
    before: walk.Counters, counters: walk.Counters, people: list[str], terms: Terms
) -> dict[tuple[str, str], int]:
    """What was drawn, by code and person; once a new period began, what was drawn in it."""
    result = {}
    limits = terms.limits
    for index, new in enumerate(counters.used):
        same_period = counters.turn[index] == before.turn[index]
        drawn = new - before.used[index] if same_period else new
        if drawn > 0:
            code, slot = divmod(index, counters.stride)
            scopes = zip(limits.counter, limits.limit, limits.scope, strict=True)
            scope = next(
                s for counter, limit, s in scopes if counter == code and limit >= 0
            )
            whose = people[slot] if SCOPES[scope] is Scope.PERSON else ""
            result[terms.codes[code], whose] = drawn
    return result
