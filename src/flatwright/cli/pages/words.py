"""How outcomes, bands, minutes and amounts are written for people."""

from flatwright.cli.pages.layout import BAD, DIM, GOOD, WARM
from flatwright.domain.coverage.decision import Status
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.clause import Outcome

STYLES = {
    Outcome.COVERED: GOOD,
    Outcome.AFTER_HOURS: WARM,
    Outcome.HOURLY: WARM,
    Outcome.PROJECT: WARM,
    Outcome.ABSORBED: BAD,
    Outcome.DECLINED: DIM,
}
STATUS = {
    Status.DECIDED: ("DECIDED", GOOD),
    Status.NEEDS_APPROVAL: ("NEEDS APPROVAL", WARM),
    Status.NEEDS_FACTS: ("NEEDS FACTS", WARM),
    Status.DECLINED: ("DECLINED", BAD),
    Status.INVALID: ("INVALID", BAD),
}


def minutes(count: int) -> str:
    """Minutes for a column whose head says so; nothing is a dash."""
    return f"{count:,}" if count else "-"


def amount(money: Money) -> str:
    """An amount for a column whose head names the currency."""
    return f"{money.decimal:,f}"


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
