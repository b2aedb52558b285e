"""A renewal put together: the plan priced anew, and held against the hours that came."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flatwright.cli.pricing import asked_of, case_of
from flatwright.cli.reading import plan_named
from flatwright.domain.experience.control import Chart, Watched, chart
from flatwright.domain.experience.credibility import MOST, of_unknown_noise
from flatwright.domain.experience.renewal import (
    Collar,
    EndingYear,
    HoursSeen,
    Renewal,
    Trends,
    renewal,
)
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan import written
from flatwright.domain.pricing.fee import monthly_fee
from flatwright.domain.pricing.priced import Case, Priced, priced
from flatwright.domain.pricing.quote import counts_of
from flatwright.domain.pricing.served import Noise, Span

_A_MONTH = Span(busy=(1.0,))
_MOST_DOWN, _MOST_UP = 90, 1000  # percent: what is beyond is a slip of the pen
_LIKELY = 0.8
_MOST_MONTHS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is expected of the next year and allowed of its price, in percent."""

    tickets: float
    effort: float
    wages: float
    fall: float
    rise: float
    current: str | None

    def __post_init__(self) -> None:
        for name in ("tickets", "effort", "wages", "rise", "fall"):
            told = getattr(self, name)
            least = 0 if name in ("rise", "fall") else -_MOST_DOWN
            most = _MOST_DOWN if name == "fall" else _MOST_UP
            if not least <= told <= most:
                says = (
                    f"--{name} is {told:g} percent, which no renewal has. Write a number "
                    f"from {least} to {most}."
                )
                raise Refusal(code="impossible_renewal", says=says)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Renewed:
    """The offer, what it stands on, and the chart of the year that ends."""

    priced: Priced
    seen: HoursSeen
    months: tuple[float, ...]
    expected: float  # hours of a month
    likely: tuple[float, float]  # hours of a user and month, in four years of five
    renewal: Renewal
    chart: Chart


def made(
    name: str,
    folder: Path | None,
    files: tuple[Path, datetime | None, Path | None],
    hours: str,
    terms: Terms,
) -> Renewed:
    """Price the plan, weigh the client's own hours, and hold the change in its collar."""
    client, on, rates = files
    case = case_of(plan_named(name, folder), asked_of(client, on, rates, known=False))
    months = hours_of(hours)
    of, month = priced(case), _month(case, Noise())
    seen = _seen(of, month, months)
    trends = Trends(
        tickets=terms.tickets / 100, effort=terms.effort / 100, wages=terms.wages / 100
    )
    return Renewed(
        priced=of,
        seen=seen,
        months=months,
        expected=month.hours.mean,
        likely=_likely(case, seen, trends),
        renewal=renewal(
            seen,
            trends,
            EndingYear(
                user_months=12.0 * case.exposures.users,
                fixed=of.fixed,
                own_hour=of.own_hour,
                gross_margin=case.targets.gross_margin,
                current=12 * _current(case, terms.current),
            ),
            Collar(fall=terms.fall / 100, rise=terms.rise / 100),
        ),
        chart=chart(
            Watched(came=months, what="hours", period="month"), [month.hours] * len(months)
        ),
    )


def hours_of(text: str) -> tuple[float, ...]:
    """Hours by month, written as 9,11.5,8. Raises Refusal for anything else."""
    try:
        months = tuple(float(written.amount(each.strip())) for each in text.split(","))
    except ValueError:
        says = f'"{text}" is not hours by month. Write them as 9,11.5,8: the oldest first.'
        raise Refusal(code="not_hours_by_month", says=says) from None
    if len(months) > _MOST_MONTHS:
        says = (
            f"There are hours of {len(months):,} months. Give those of the last years, at "
            f"most {_MOST_MONTHS} months: what is older says little of the next year."
        )
        raise Refusal(code="not_hours_by_month", says=says)
    return months


def _month(case: Case, noise: Noise) -> Priced:
    """A usual month of a client as loud as told."""
    return priced(replace(case, noise=noise, span=_A_MONTH))


def _seen(of: Priced, month: Priced, months: tuple[float, ...]) -> HoursSeen:
    users = of.case.exposures.users
    if not users:
        says = "The client has no users, so there are no hours for each user to compare."
        raise Refusal(code="impossible_renewal", says=says)
    types = of_unknown_noise(month.hours, _month(of.case, of.case.noise).hours)
    return HoursSeen(
        own=sum(months) / (users * len(months)),
        book=of.reactive_hours_per_user,
        credibility=min(MOST, types.credibility(len(months))),
    )


def _likely(case: Case, seen: HoursSeen, trends: Trends) -> tuple[float, float]:
    """Hours of a user and month in four years of five, after the history."""
    shape = case.book.kappa / (1 - seen.credibility)
    mean = seen.weighted / seen.book if seen.book else 1.0
    low, high = priced(replace(case, noise=Noise(mean, shape))).hours.interval(_LIKELY)
    moved = (1 + trends.tickets) * (1 + trends.effort) / 12 / case.exposures.users
    return low * moved, high * moved


def _current(case: Case, told: str | None) -> float:
    """What the client pays a month."""
    if told is None:
        return float(monthly_fee(case.plan, counts_of(case.exposures)).total.decimal)
    try:
        paid = float(written.amount(told))
    except ValueError:
        says = f'"{told}" is not an amount. Write what they pay a month, such as 3500.'
        raise Refusal(code="impossible_renewal", says=says) from None
    if 0 < paid < 1:
        says = f"{told} a month is no price to renew. Write what they pay, such as 3500."
        raise Refusal(code="impossible_renewal", says=says)
    return paid
