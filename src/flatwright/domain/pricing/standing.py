"""What serving a client costs before anybody calls: tools, promises, response."""

from collections.abc import Iterator
from dataclasses import dataclass

from flatwright.domain.plan.sections import SlaTarget
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.words import duration
from flatwright.domain.plan.written import Days
from flatwright.domain.pricing.exposure import Exposures
from flatwright.domain.pricing.goals import Tier
from flatwright.domain.pricing.rate_book import RateBook

_TIMES_A_YEAR = {
    "daily": 250,
    "weekly": 52,
    "monthly": 12,
    "quarterly": 4,
    "half_yearly": 2,
    "yearly": 1,
    "none": 0,
}
_A_BUSINESS_DAY = 8 * 60  # minutes
_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCost:
    """One part of the yearly cost, with its reason; money a year, minutes a year."""

    what: str
    cost: float
    because: str
    minutes: float = 0.0


def own_hour(plan: PlanVersion, book: RateBook) -> float:
    """What an hour costs the provider: the rate book's figure, else the plan's."""
    told = book.costs.own_hour
    return float(plan.rates.own_cost if told is None else told)


def standing_costs(
    plan: PlanVersion, book: RateBook, exposures: Exposures
) -> tuple[StandingCost, ...]:
    """What a year costs before anybody calls, part by part."""
    return (
        *_tools(book, exposures),
        *_promises(plan, book, exposures),
        *_response(plan, book, exposures),
    )


def tier_of(plan: PlanVersion, book: RateBook) -> Tier | None:
    """The slowest tier of the rate book that answers a P1 as soon as the plan promises."""
    target = plan.sla.get("p1")
    tiers = sorted(book.costs.response.values(), key=lambda tier: -tier.respond)
    if target is None or not tiers:
        return None
    soon = _minutes(target.respond)
    return next((tier for tier in tiers if tier.respond <= soon), tiers[-1])


def _tools(book: RateBook, exposures: Exposures) -> Iterator[StandingCost]:
    printers = sum(exposures.printers.values())
    counts = {
        "user": exposures.users,
        "device": exposures.all_devices + exposures.shared_computers,
        "printer": printers,
        "server": exposures.servers,
        "network": exposures.network,
        "site": exposures.sites,
        "client": 1,
    }
    for unit, each in book.costs.tools.items():
        if counts[unit] and each:
            yield StandingCost(
                what=f"tools for each {unit}",
                cost=float(each * counts[unit] * 12),
                because=f"{counts[unit]} at {each} a month",
            )


def _promises(
    plan: PlanVersion, book: RateBook, exposures: Exposures
) -> Iterator[StandingCost]:
    basics, hour = plan.basics, own_hour(plan, book)
    machines = exposures.computers + exposures.shared_computers + exposures.servers
    times = {
        "review": _TIMES_A_YEAR[basics.review],
        "report": _TIMES_A_YEAR[basics.report],
        "recovery_test": _TIMES_A_YEAR[basics.backups.recovery_test],
        "backup_look": _TIMES_A_YEAR[basics.backups.monitoring],
        "patching": 12 * machines if basics.patching else 0,
        "monitoring": 12 * exposures.servers if basics.monitoring else 0,
    }
    for promise, each in book.costs.promises.items():
        minutes = times[promise] * each
        if minutes:
            yield StandingCost(
                what=promise.replace("_", " "),
                cost=hour * minutes / 60,
                because=_times(promise, times[promise], each, exposures),
                minutes=minutes,
            )


def _times(promise: str, times: int, each: int, exposures: Exposures) -> str:
    told = f"{times} times a year, {each} minutes each"
    devices = exposures.devices
    if promise != "patching" or isinstance(devices, dict) or not devices:
        return told
    return f"{told}: {devices} devices of no told kind taken as computers"


def _response(
    plan: PlanVersion, book: RateBook, exposures: Exposures
) -> Iterator[StandingCost]:
    tier, target = tier_of(plan, book), plan.sla.get("p1")
    if target and tier and tier.cost:
        users = exposures.users
        yield StandingCost(
            what="response",
            cost=float(tier.cost * users * 12),
            because=f"{users} users at {tier.cost} a month: {_kept(target, tier)}",
        )


def _kept(target: SlaTarget, tier: Tier) -> str:
    """What the plan promises of a P1, and the tier that keeps it."""
    told = target.respond
    promised = duration(told) if isinstance(told, int) else str(told)
    soon = f"a P1 is answered within {promised}"
    if tier.respond == _minutes(told):
        return soon
    kept = "which the rate book keeps by" if tier.respond < _minutes(told) else "beyond"
    return f"{soon}, {kept} its tier of {duration(tier.respond)}"


def _minutes(respond: int | Days) -> int:
    if isinstance(respond, Days):
        return respond.count * (_A_BUSINESS_DAY if respond.business else _A_DAY)
    return respond


def yearly(costs: tuple[StandingCost, ...]) -> float:
    """The sum of standing costs, money a year."""
    return sum(each.cost for each in costs)
