"""An imported history as past work, and what is said beside every figure of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from flatwright.bulk.past import ASSUMED, Past, past
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.work import WorkItem
from flatwright.imports.history import History, HistoryItem
from flatwright.imports.holiday_dates import holiday_dates


def past_of(told: History) -> Past:
    """The work items of a history, by client and in the order of time."""
    return past(told.zone, ((each.client, _work(each)) for each in told.items))


def _work(each: HistoryItem) -> WorkItem:
    """A date without a clock time counts as business hours: nobody wanted it at night."""
    return replace(each.work, after_hours_by="provider") if each.date_only else each.work


def regional_holidays(
    plans: Iterable[PlanVersion], what: Past
) -> dict[str, frozenset[date]]:
    """The public holidays of each region that a plan names, in the years of the past."""
    entries = [e for mine in what.works.values() for work in mine for e in work.entries]
    first = min((entry.start for entry in entries), default=0)
    last = max((entry.end for entry in entries), default=0)
    years = range(_year(first) - 1, _year(last) + 2)
    regions = {p.hours.holidays for p in plans if isinstance(p.hours.holidays, str)}
    return {region: holiday_dates(region, years) for region in regions}


def _year(minute: int) -> int:
    return (date(1970, 1, 1) + timedelta(minutes=minute)).year


def notes(told: History, what: Past) -> list[str]:
    """What was assumed, modelled or placed, in sentences."""
    counts = told.counts
    said = [*told.assumptions, *ASSUMED]
    if counts.modelled:
        said.append(
            f"Minutes are modelled for {counts.modelled:,} of {counts.items:,} work items: "
            "the log has no labour minutes."
        )
    if counts.date_only:
        said.append(
            f"{counts.date_only:,} work items have a date and no clock time: "
            "they count as business hours."
        )
    if what.untimed:
        said.append(
            f"{len(what.untimed):,} work items have no time at all: nothing to decide."
        )
    return said


def accounted(told: History, what: Past) -> dict[str, int]:
    """Every record that the log names: to be decided, rejected, or without any time."""
    return {
        "records": told.counts.keys,
        "to_decide": sum(map(len, what.works.values())),
        "rejected": told.counts.keys - told.counts.items + len(what.invalid),
        "without_time": len(what.untimed),
    }
