"""The clients of a book, each priced, and put together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flatwright.cli.pricing import Asked, Subject, case_of
from flatwright.domain.experience.portfolio import ClientYear, Portfolio, Wave
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.exposure import listed_evenly
from flatwright.domain.pricing.fee import monthly_fee
from flatwright.domain.pricing.floors import Targets, targets
from flatwright.domain.pricing.priced import priced
from flatwright.domain.pricing.quote import counts_of
from flatwright.domain.pricing.rate_book import RateBook
from flatwright.imports.client_book import BookedClient, ClientBook


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Booked:
    """One client's year, and what it is counted in."""

    year: ClientYear
    own_hour: float
    least: float  # the least price of the year by all goals


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Yearbook:
    """The year of all clients, with and without the wave."""

    calm: Portfolio
    waved: Portfolio | None
    goals: Targets
    currency: str
    least: dict[str, float]  # by client, the least price of the year


def year_of(name: str, client: BookedClient, book: RateBook, plan: PlanVersion) -> Booked:
    """A client priced under their plan, at their fee or the plan's own."""
    units = replace(client.units, client=name)
    subject = Subject(
        exposures=units, listed_under=lambda other: listed_evenly(units, other)
    )
    of = priced(case_of(plan, Asked(subject=subject, book=book, known=client.known)))
    fee = client.fee
    if fee is None:
        fee = monthly_fee(plan, counts_of(units)).total.decimal
    return Booked(
        year=ClientYear(name=name, hours=of.hours, price=float(fee) * 12, fixed=of.fixed),
        own_hour=of.own_hour,
        least=of.floors.least,
    )


def yearbook(clients: Sequence[Booked], told: ClientBook, book: RateBook) -> Yearbook:
    """All clients together. Raises Refusal where they are counted in several ways."""
    hours = {each.own_hour for each in clients}
    if len(hours) > 1:
        says = (
            "The clients' plans state several costs of an hour. Write one own_hour into "
            "the rate book's costs: it counts for all."
        )
        raise Refusal(code="one_own_hour", says=says)
    wave = told.wave
    calm = Portfolio(
        years=tuple(each.year for each in clients), own_hour=next(iter(hours), 1.0)
    )
    hit = None
    if wave:
        one = Wave(
            chance=float(wave.chance) / 100,
            reach=float(wave.reach) / 100,
            hours=float(wave.hours),
        )
        hit = Portfolio(years=calm.years, own_hour=calm.own_hour, wave=one)
    return Yearbook(
        calm=calm,
        waved=hit,
        goals=targets(book.goals),
        currency=book.currency,
        least={each.year.name: each.least for each in clients},
    )
