"""What the documents have in common: hours, prices and who pays, as people say them."""

from decimal import Decimal
from itertools import groupby

from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.lower_hours import after_hours_price
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.week import Week

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PAYS = {
    Outcome.COVERED: "the flat fee",
    Outcome.AFTER_HOURS: "you, at the after-hours rate",
    Outcome.HOURLY: "you, by the hour",
    Outcome.PROJECT: "you, on a quote",
    Outcome.ABSORBED: "we do",
    Outcome.DECLINED: "nobody: it is not done",
}
HEADINGS = {
    "users": "Users and their devices",
    "printers": "Printers",
    "hours": "Hours",
    "basics": "Day-to-day care",
    "onsite": "Visits",
    "projects": "Projects",
    "replacements": "A new computer for an old one",
    "advice": "Advice on what to buy",
    "pass_through": "Software, parts, freight and licences",
    "applications": "Applications",
    "exclusions": "What the flat fee does not pay for",
    "first_aid": "First aid",
    "moves": "Moves",
    "training": "Training",
    "term": "Term, renewal and notice",
    "disputes": "If we disagree",
    "clauses": "Clauses of this plan alone",
}

EXCLUDABLE = {
    "acts_of_god": "Damage by flood, fire, lightning or a power surge",
    "third_parties": "Damage by others outside our control",
    "unauthorised_changes": "Trouble after a change that your own side made",
    "end_of_life": "Equipment that its maker no longer supports",
    "pre_existing": "A fault that we found when we began",
}


def number(value: Decimal) -> str:
    """A decimal without the noughts that say nothing."""
    return f"{value.normalize():f}"


def hourly_price(plan: PlanVersion, clause: Clause) -> str:
    """What an hour costs under a clause, in words."""
    if clause.rate is not None:
        return f"{words.amount(clause.rate, plan.currency)} an hour"
    if clause.outcome is Outcome.AFTER_HOURS:
        return after_hours_price(plan)
    rate = plan.projects.rate if clause.outcome is Outcome.PROJECT else plan.rates.hourly
    return f"{words.amount(rate or Decimal(0), plan.currency)} an hour"


def instead(plan: PlanVersion, clause: Clause) -> str:
    """What happens with work under a clause that the flat fee does not pay for."""
    price = hourly_price(plan, clause)
    match clause.outcome:
        case Outcome.PROJECT:
            return f"We quote first, at {price}, and start when you say yes."
        case Outcome.HOURLY:
            return f"We do it once you say yes, at {price}."
        case Outcome.AFTER_HOURS:
            return f"We come once you say yes to the price: {price}."
        case _:
            return "We do not do it."


def week(hours: Week) -> tuple[tuple[str, str], ...]:
    """Business hours by days, days with the same hours together."""
    result = []
    for spans, group in groupby(range(len(DAYS)), key=lambda day: hours.days[day]):
        days = list(group)
        name = DAYS[days[0]]
        if len(days) > 1:
            name = f"{name} {'to' if len(days) > 2 else 'and'} {DAYS[days[-1]]}"  # noqa: PLR2004 - neighbours
        result.append((name, words.listing([_span(each) for each in spans]) or "closed"))
    return tuple(result)


def short_week(hours: Week) -> str:
    """Business hours in one line."""
    return words.listing([f"{d}, {t}" for d, t in week(hours) if t != "closed"])


def _span(span: tuple[int, int]) -> str:
    return " to ".join(f"{at // 60:02}:{at % 60:02}" for at in span)


def devices(plan: PlanVersion) -> str:
    """How many devices count to a user."""
    counted = plan.users.devices
    if counted == "unlimited":
        return "every registered device of a user"
    if isinstance(counted, dict):
        kinds = [words.plural(count, kind) for kind, count in counted.items() if count]
        return f"{words.listing(kinds) or 'no device'} for each user"
    return f"{words.plural(counted, 'device')} of any kind for each user"
