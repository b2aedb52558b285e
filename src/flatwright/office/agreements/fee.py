"""What a client pays a month by the plan in force, for what they have on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.fee import Counts, Fee, monthly_fee
from flatwright.office.agreements.models import Agreement
from flatwright.office.agreements.queries import version_on
from flatwright.office.agreements.terms import plan_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """The fee of a month, or why there is none."""

    fee: Fee | None
    says: str


def counts_of(users: int, sites: int, things: Mapping[str, int]) -> Counts:
    """What the prices of a plan count; `things` are counts by kind."""
    return Counts(
        users=users,
        sites=sites,
        computers=things.get("computer", 0),
        servers=things.get("server", 0),
        printers=things.get("printer", 0),
    )


def monthly_on(agreement: Agreement | None, on: date, counts: Counts) -> Monthly | None:
    """What is paid for the month that holds a day; None where no agreement is in force."""
    version = version_on(agreement, on) if agreement else None
    if agreement is None or version is None or (agreement.last and agreement.last < on):
        return None
    try:
        fee = monthly_fee(plan_version(version.plan), counts)
    except Refusal as refusal:  # the text's steps do not say what a unit costs
        return Monthly(fee=None, says=refusal.says)
    return Monthly(fee=fee if fee.lines else None, says=fee.because)
