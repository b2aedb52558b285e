"""Allowances that are close to their end, with what a work item draws itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from flatwright.domain.coverage.allowances import Standing, allowances
from flatwright.domain.coverage.counting import owners_of
from flatwright.domain.coverage.decision import Decision
from flatwright.domain.coverage.looked import Looked, Near
from flatwright.domain.coverage.terms import SCOPES
from flatwright.domain.plan import words
from flatwright.domain.records.work import NOBODY, UNKNOWN

_MINUTES = "minutes"
_FOR = {
    "person": " for this user",
    "site": " for this site",
    "installation": " for this installation",
}
_IN = {
    "term": "in this agreement",
    "year": "in this agreement year",
    "quarter": "in this quarter of the agreement year",
    "month": "in this month of the agreement",
}


def near_allowances(look: Looked, decision: Decision) -> Iterator[Near]:
    """Allowances of clauses that hold, where three quarters are gone with this work."""
    prior = look.item.prior.drawn
    if prior is None:
        return
    cited = {look.terms.refs[n] for minute in look.held for n in look.held_in(minute)}
    people = list(dict.fromkeys(row.minute.person for row in look.work.rows))
    owners = dict(zip(SCOPES, owners_of(people, look.work.item), strict=True))
    on = date.fromordinal(look.begins.day)
    for each in allowances(look.terms, prior, on, owners):
        if each.cites in cited and each.whose not in (NOBODY, UNKNOWN):
            mine = sum(drawn.count for drawn in decision.drawn if each.counts(drawn))
            yield from _told(each, mine)


def _told(each: Standing, drawn: int) -> Iterator[Near]:
    """One allowance; work that has drawn no time, visit or ticket yet would draw one."""
    if each.unit != _MINUTES:
        drawn = max(drawn, 1)
    after = replace(each, used=min(each.used + drawn, max(each.used, each.room)))
    name = each.cites.code.replace("_", " ").capitalize()
    if not each.left:
        yield _near("used_up", f"{name}: none left of {_whole(each)}.", after)
    elif not after.left:
        yield _near("last", f"{name}: this work takes {_last(each)}.", after)
    elif after.is_near:
        says = (
            f"{name}: with this work {_much(after.used, each.unit)} used of "
            f"{_whole(each)}; {_much(after.left, each.unit)} left."
        )
        yield _near("nearly", says, after)


def _near(code: str, says: str, after: Standing) -> Near:
    return Near(code=code, says=says, cites=after.cites, left=after.left)


def _last(each: Standing) -> str:
    if each.room > 1 or each.unit == _MINUTES:
        return f"the last of {_whole(each)}"
    return f"the only {each.unit.removesuffix('s')}{_whose(each)}"


def _whole(each: Standing) -> str:
    return f"{_much(each.room, each.unit)}{_whose(each)}"


def _whose(each: Standing) -> str:
    """For this user in this agreement year."""
    return f"{_FOR.get(each.per, '')} {_IN.get(each.each, f'in these {each.each}')}"


def _much(count: int, unit: str) -> str:
    """So many minutes, times, visits or tickets in words."""
    if unit == _MINUTES:
        return words.duration(count)
    return words.plural(count, unit.removesuffix("s"))
