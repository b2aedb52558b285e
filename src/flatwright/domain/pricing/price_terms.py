"""What a price says beyond its month: bringing a client in, later years, another size."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from flatwright.domain.kernel.money import Money, money
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import ClauseRef
from flatwright.domain.plan.price import UNITS, Escalator, Onboarding, Price
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.fee import (
    RATES,
    Counts,
    Fee,
    PriceLine,
    cited,
    monthly_fee,
    plain,
    single,
)

PARTS = (*UNITS, "base", "lines", "minimum")  # of a price, as an escalator names them
_ONE, _PERCENT = Decimal(1), Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requote:
    """Whether another size leads to a new quote, and why."""

    due: bool
    because: str
    cites: tuple[ClauseRef, ...]


def onboarding_fee(plan: PlanVersion, monthly: Money, hours: int = 0) -> Fee:
    """What bringing a client in costs once: a fixed fee, a share of a month, hours.

    `hours` is what the work takes. Those that the plan includes cost nothing, and a fee
    without a number of hours is for all of them; the rest is at the project rate, or the
    hourly rate where there is none.
    """
    _refuse_negative(hours)
    monthly = Money(0, plan.currency) + monthly  # of another currency, an error
    start = plan.price.onboarding or Onboarding()
    lines = []
    if start.fee is not None:
        said = ("A fixed fee, once.", "price.onboarding.fee")
        lines.append(single(plan, "Onboarding", start.fee, said))
    if start.of_monthly is not None:
        share = f"{words.amount(monthly.decimal, plan.currency)} a month, once"
        said = (f"{_percent(start.of_monthly)} of {share}.", "price.onboarding.of_monthly")
        each = monthly.decimal * start.of_monthly * _PERCENT
        lines.append(single(plan, "Onboarding, by the month's fee", each, said))
    by_fee = bool(lines) and start.hours is None
    beyond = 0 if by_fee else max(0, hours - (start.hours or 0))
    if beyond:
        lines.append(_hours(plan, hours, beyond))
    because = (
        f"Bringing the client in is billed once, in {words.plural(len(lines), 'line')}."
        if lines
        else "The plan bills nothing for bringing the client in."
    )
    return Fee(lines=tuple(lines), currency=plan.currency, because=because)


def fee_of_year(
    plan: PlanVersion, counts: Counts, year: int, rise: Decimal | None = None
) -> Fee:
    """The monthly fee of an agreement year, 1 being the first, at the same counts.

    A fixed rise comes by itself at each anniversary. A rise by notice is `rise` percent
    at each; when it is left out, the most that the plan allows, so the fee is the highest
    that it can be. Parts that the escalator names rise, or else all, the minimum too.
    Prices rise exactly; a line is rounded once. Raises Refusal for a rise beyond the plan.
    """
    if year < 1:
        msg = f"agreement years count from 1, not {year}"
        raise ValueError(msg)
    escalator = plan.price.escalator
    by_notice = _by_notice(escalator, rise)
    fixed = (escalator.fixed if escalator else None) or Decimal(0)
    yearly = (_ONE + fixed * _PERCENT) * (_ONE + by_notice * _PERCENT)
    if escalator is None or yearly == _ONE or year == 1:
        return monthly_fee(plan, counts)
    parts, factor = escalator.applies_to or PARTS, yearly ** (year - 1)
    price = changed(plan.price, lambda amount: plain(amount * factor), parts)
    fee = monthly_fee(replace(plan, price=price), counts)
    most = "at most " if rise is None and by_notice else ""
    by = f"{most}{_percent((yearly - _ONE) / _PERCENT)}"
    lines = tuple(_told(plan, line, parts, by) for line in fee.lines)
    because = f"Agreement year {year}: {by} more at each anniversary."
    return replace(fee, lines=lines, because=because)


def changed(
    price: Price, change: Callable[[Decimal], Decimal], parts: tuple[str, ...] = PARTS
) -> Price:
    """A price with the amounts of some parts changed alike; its shape stays."""

    def of(written: Any) -> Any:
        if isinstance(written, tuple):
            return tuple(replace(step, each=change(step.each)) for step in written)
        return None if written is None else change(written)

    new: dict[str, Any] = {
        f"per_{unit}": of(getattr(price, f"per_{unit}")) for unit in UNITS if unit in parts
    }
    if "base" in parts:
        new["base"] = of(price.base)
    if "lines" in parts:
        new["lines"] = {name: change(amount) for name, amount in price.lines.items()}
    if "minimum" in parts:
        new["minimum_amount"] = of(price.minimum_amount)
    return replace(price, **new)


def requote(plan: PlanVersion, before: Counts, after: Counts) -> Requote:
    """Whether the size changed by more than the plan's share, up or down.

    The size is the number of users; where the plan prices other units alone, each of those.
    Raises Refusal where a count is missing.
    """
    limit, cites = plan.price.requote_at, (cited(plan, "price.requote_at"),)
    if limit is None:
        because = "The plan has no change of size that leads to a new quote."
        return Requote(due=False, because=because, cites=cites)
    priced = [unit for unit in UNITS if getattr(plan.price, f"per_{unit}") is not None]
    sizes = ["user"] if "user" in priced or not priced else priced
    changes = [(unit, before.of(unit), after.of(unit)) for unit in sizes]
    over = [
        (unit, was, now) for unit, was, now in changes if abs(now - was) * 100 > limit * was
    ]
    told = words.listing(
        [f"{words.plural(was, unit)} became {now:,}" for unit, was, now in over or changes]
    )
    more = "more" if over else "not more"
    because = f"{told}, which is {more} than {_percent(limit)} up or down."
    return Requote(due=bool(over), because=because, cites=cites)


def _hours(plan: PlanVersion, hours: int, beyond: int) -> PriceLine:
    rate, setting = plan.projects.rate, "projects.rate"
    if rate is None:
        rate, setting = plan.rates.hourly, "rates.hourly"
    included = hours - beyond
    held = f", {included:,} included" if included else ""
    at = f"{beyond:,} at {words.amount(rate, plan.currency)}"
    more = (cited(plan, "price.onboarding.hours"),) if included else ()
    return PriceLine(
        what="Onboarding, hours of work",
        quantity=beyond,
        each=rate,
        amount=money(beyond * rate, plan.currency),
        because=f"{words.plural(hours, 'hour')}{held}: {at}.",
        cites=(cited(plan, setting, RATES), *more),
    )


def _refuse_negative(hours: int) -> None:
    if hours < 0:
        says = f"Bringing the client in takes {hours} hours; write 0 or more."
        raise Refusal(code="negative_count", says=says)


def _by_notice(escalator: Escalator | None, rise: Decimal | None) -> Decimal:
    """The rise of each year by notice, in percent."""
    most = (escalator.at_most if escalator else None) or Decimal(0)
    if rise is not None and not 0 <= rise <= most:
        says = (
            f"A rise of {_percent(rise)} a year by notice was asked for, and the plan "
            f"allows from 0% to {_percent(most)}. Stay within it, or agree another plan."
        )
        raise Refusal(code="rise_beyond_plan", says=says)
    return most if rise is None else rise


def _told(plan: PlanVersion, line: PriceLine, parts: tuple[str, ...], by: str) -> PriceLine:
    """A line that says that it has risen, where it has."""
    name = line.cites[0].code.split(".")[1]
    if name.removeprefix("per_").removesuffix("_amount") not in parts:
        return line
    cites = (*line.cites, cited(plan, "price.escalator"))
    return replace(line, because=f"{line.because} It rises by {by} a year.", cites=cites)


def _percent(value: Decimal) -> str:
    return f"{plain(value)}%"
