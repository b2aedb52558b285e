"""A client, a rate book and plans to price with."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.exposure import Exposures, listed_evenly
from flatwright.domain.pricing.moved import with_setting
from flatwright.domain.pricing.priced import Case
from flatwright.domain.pricing.rate_book import (
    Causes,
    DemandClass,
    EffortOf,
    EstimateError,
    RateBook,
    Share,
)
from flatwright.domain.pricing.served import Noise
from flatwright.imports.plan_shelf import shelf
from flatwright.imports.rate_texts import example_rates
from tests.domain.reference_values import Reference

EXAMPLE = example_rates()
PLANS = shelf()
REFERENCE = PLANS.plan("reference", 2)
TWENTY_FIVE = Exposures(
    users=25,
    devices={"computer": 25, "tablet": 25, "phone": 25},
    printers={"central": 2, "personal": 4, "home": 1},
    servers=1,
    sites=1,
)

PRINTERS = {
    "printer_shared": "printer_central",
    "printer_personal": "printer_personal",
    "printer_remote": "printer_home",
}


def demand(counts: str, tickets: str, effort: tuple[str, str], **told: Any) -> DemandClass:
    """A class of demand: its unit, tickets a month, median and sigma."""
    median, sigma = effort
    return DemandClass(
        counts=counts,
        tickets=Decimal(tickets),
        effort=EffortOf(median=Decimal(median), sigma=Decimal(sigma)),
        worth=Decimal(100),
        source="a test",
        **told,
    )


def book(**classes: DemandClass) -> RateBook:
    """A rate book of these classes alone: all in business hours, of ordinary causes."""
    return replace(
        EXAMPLE,
        classes=classes,
        after_hours=Share(share=Decimal(0), source="a test"),
        onsite=Share(share=Decimal(0), source="a test"),
        causes=Causes(shares={}, p1=Decimal(0), source="a test"),
        estimates=EstimateError(tau=Decimal(0), source="a test"),
    )


def rates_of(value: Reference) -> RateBook:
    """The classes of the reference client, as a rate book."""
    classes = {}
    for name, of in value.inputs["classes"].items():
        kind = "printer" if name in PRINTERS else "computer"
        counts = {"request": "user"} | PRINTERS
        classes[name] = demand(
            counts.get(name, name),
            str(of["per_unit_month"]),
            (str(of["median_min"]), str(of["sigma"])),
            work={"kind": of["kind"], "action": "fix", "object_kind": kind},
        )
    excluded = Decimal(str(value.inputs["excluded_peril_share_removed"])) * 100
    after = Decimal(str(value.inputs["after_hours_share_removed"])) * 100
    return replace(
        book(**classes),
        after_hours=Share(share=after, source="a test"),
        causes=Causes(shares={"act_of_god": excluded}, p1=Decimal(0), source="a test"),
    )


def reference(**settings: Any) -> PlanVersion:
    """The reference plan with some settings changed: `moves__per_person_per_year=2`."""
    plan = REFERENCE
    for name, value in settings.items():
        plan = with_setting(plan, name.replace("__", "."), value)
    return plan


def case(
    plan: PlanVersion = REFERENCE,
    rates: RateBook = EXAMPLE,
    exposures: Exposures = TWENTY_FIVE,
    noise: Noise | None = None,
) -> Case:
    """A plan for a client, as loud as the rate book says."""
    return Case(
        plan=plan,
        book=rates,
        exposures=exposures,
        listed=listed_evenly(exposures, plan),
        noise=noise or Noise(1.0, rates.kappa),
    )
