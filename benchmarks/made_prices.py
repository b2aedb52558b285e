"""A client, a plan and rates to price, and a book of clients like it."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
from made import PLANS

from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.book_of_clients import BookOfClients
from flatwright.domain.pricing.compound import Addend, compounded
from flatwright.domain.pricing.exposure import Exposures, ListedDevices, listed_evenly
from flatwright.domain.pricing.frequency import NegativeBinomial, Poisson
from flatwright.domain.pricing.loss import Loss
from flatwright.domain.pricing.priced import Case
from flatwright.domain.pricing.rate_book import RateBook
from flatwright.domain.pricing.served import Bundle, Noise
from flatwright.domain.pricing.standing import Tier
from flatwright.imports.plan_shelf import shelf
from flatwright.imports.rate_texts import example_rates

SHARES = (0.5, 0.95, 0.99)
FINE = 1 / 8  # minutes
USERS = 25
REF_25 = Exposures(
    users=USERS,
    devices={"computer": 25, "tablet": 25, "phone": 25},
    printers={"central": 2, "personal": 4, "home": 1},
    servers=1,
    sites=1,
)


def reference() -> PlanVersion:
    """The reference plan, version 2."""
    assert (PLANS / "reference.agreement.yaml").exists()
    return shelf().plan("reference", 2)


def case_of(exposures: Exposures = REF_25, book: RateBook | None = None) -> Case:
    """The reference plan for a client that is not known, on the example rates."""
    plan, rates = reference(), book or example_rates()
    return Case(
        plan=plan,
        book=rates,
        exposures=exposures,
        listed=listed_evenly(exposures, plan),
        noise=Noise(1.0, rates.kappa),
    )


def one_tier_more(book: RateBook) -> RateBook:
    """The example rates with a fourth tier of response."""
    tier = Tier(respond=30, cost=Decimal(5), worth=Decimal(7))
    tiers = {**book.costs.response, "within_30m": tier}
    return replace(book, costs=replace(book.costs, response=tiers))


def evenly(exposures: Exposures) -> object:
    """How a plan would list the client's devices."""

    def listed_under(plan: PlanVersion) -> ListedDevices:
        return listed_evenly(exposures, plan)

    return listed_under


def efforts_of(classes: list[Bundle], step: float) -> list[np.ndarray]:
    """The chances of 0, step, 2 step, ... covered minutes of a ticket, by class."""
    return [each.on(step).effort for each in classes]


def book_of(case: Case, count: int) -> tuple[BookOfClients, list[Bundle]]:
    """Clients of 2 to 500 users whose classes differ, and what a ticket of each takes."""
    rng = np.random.default_rng(11)
    classes = [
        Bundle(Poisson(1.0), tuple(lanes))
        for lanes in _by_class(case).values()
        if any(lane.covered.layers for lane in lanes)
    ]
    a_user = [sum(x.tickets for x in each.lanes) * 12 / USERS for each in classes]
    users = np.clip(np.exp(rng.normal(np.log(20), 1.1, count)), 2, 500).round()
    differ = rng.gamma(4, 1 / 4, (count, len(classes)))
    of = BookOfClients(
        tickets=users[:, None] * np.array(a_user) * differ,
        efforts=efforts_of(classes, 1.0),
        kappa=case.book.kappa,
        steady=[each.lanes[0].steady for each in classes],
    )
    return of, classes


def alone(of: BookOfClients, client: int, classes: list[Bundle], step: float) -> Loss:
    """One client's year on a grid of its own."""
    parts = []
    for is_steady in (False, True):
        tickets = of.tickets[client] * (of.is_steady == is_steady)
        total = float(tickets.sum())
        if total:
            shape = float(of.shapes[client])
            count = Poisson(total) if is_steady else NegativeBinomial(total, shape)
            shares = tickets / total
            moments = shares @ np.array([each.moments for each in classes])
            parts.append(Addend(count, mixed(shares, classes, step), *moments.tolist()))
    return compounded(parts, step)


def mixed(shares: np.ndarray, classes: list[Bundle], step: float) -> np.ndarray:
    """The effort of a ticket of any class."""
    efforts = efforts_of(classes, step)
    made = np.zeros(max(len(each) for each in efforts))
    for share, each in zip(shares, efforts, strict=True):
        made[: len(each)] += share * each
    return made


def _by_class(case: Case) -> dict[str, list]:
    """Lanes that no count of a person draws on, by class of demand."""
    made: dict[str, list] = {}
    for lane in case.lanes.of:
        if not lane.way.counted:
            made.setdefault(lane.demand, []).append(lane)
    return made
