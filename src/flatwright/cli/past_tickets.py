"""An imported history as past tickets of the rate book's classes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flatwright.domain.experience.own_rates import OwnRates, own_rates
from flatwright.domain.experience.past_tickets import PastTicket, Seen, class_of
from flatwright.domain.kernel.days import month_later
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.exposure import Exposures
from flatwright.domain.pricing.rate_book import RateBook
from flatwright.imports.history import History, HistoryItem

_EPOCH = date(1970, 1, 1)
NEVER = float("inf")


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Learnt:
    """What was learnt of a history, and what of it was left out."""

    rates: OwnRates
    first: date
    last: date
    used: int
    left_out: dict[str, int]  # by reason


def learnt(
    told: History,
    units: Mapping[str, Exposures],
    book: RateBook,
    stopped_at: float = NEVER,
) -> Learnt:
    """Sort a history's work into classes, and fit them.

    Work that reached `stopped_at` minutes was stopped, and would have taken longer.
    """
    left_out: Counter[str] = Counter()
    tickets, days = [], []
    for item in told.items:
        name = class_of(item.work, book.classes)
        day = _day(item)
        reason = _left_out(item, name, day)
        if reason:
            left_out[reason] += 1
        elif name and day:
            days.append(day)
            tickets.append(_ticket(item, name, day, stopped_at))
    if not days:
        kept = "; ".join(f"{count:,} {reason}" for reason, count in left_out.items())
        says = (
            "No ticket of the history has a time and belongs to a class of the rate book. "
            f"Work items left out: {kept or 'none, as no row was read as one'}. See what "
            "is read of it: flatwright import HISTORY --mapping NAME."
        )
        raise Refusal(code="too_little_history", says=says)
    first, last = min(days), max(days)
    made = own_rates(tickets, units, seen(first, last), book)
    return Learnt(
        rates=made,
        first=first,
        last=last,
        used=len(tickets),
        left_out=dict(left_out.most_common()),
    )


def seen(first: date, last: date) -> Seen:
    """The months from a day to a day, both included, with the share that is seen."""
    months: dict[int, float] = {}
    start = first.replace(day=1)
    while start <= last:
        following = month_later(start, 1)
        days = (following - start).days
        inside = min(following - timedelta(days=1), last) - max(start, first)
        months[start.year * 12 + start.month - 1] = (inside.days + 1) / days
        start = following
    return Seen(months=months)


def _left_out(item: HistoryItem, name: str | None, day: date | None) -> str | None:
    if name is None:
        return "of no class of the rate book: planned work, projects"
    if item.modelled:
        return "its minutes are modelled, not measured"
    if day is None:
        return "without any time"
    return None


def _day(item: HistoryItem) -> date | None:
    entries = item.work.entries
    if not entries:
        return None
    return _EPOCH + timedelta(minutes=min(each.start for each in entries))


def _ticket(item: HistoryItem, name: str, day: date, stopped_at: float) -> PastTicket:
    minutes = sum(each.end - each.start for each in item.work.entries)
    return PastTicket(
        client=item.client,
        demand=name,
        month=day.year * 12 + day.month - 1,
        minutes=min(float(minutes), stopped_at),
        is_open=not item.work.completed or minutes >= stopped_at,
        of_object=item.work.object.kind is not None,
    )
