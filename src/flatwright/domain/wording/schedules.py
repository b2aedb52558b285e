"""The schedules of an agreement: hours and holidays, rates, response times, the fee."""

from collections.abc import Iterator
from datetime import date

from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.lower_hours import after_hours_price
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.written import Days
from flatwright.domain.wording.document import Block, Listing, Part, Table
from flatwright.domain.wording.fee import fee
from flatwright.domain.wording.phrases import DAYS, number, week
from flatwright.domain.wording.signed import day


def schedules(plan: PlanVersion) -> Iterator[Part]:
    """Schedules A to D."""
    yield Part(heading="Schedule A. Business hours and holidays", body=tuple(_hours(plan)))
    yield Part(heading="Schedule B. Rates", body=tuple(_rates(plan)))
    yield Part(heading="Schedule C. Response times", body=tuple(_sla(plan)))
    yield fee(plan)


def _hours(plan: PlanVersion) -> Iterator[Block]:
    yield Table(columns=("Day", "We are there"), rows=week(plan.hours.open))
    holidays = plan.hours.holidays
    if isinstance(holidays, str):
        yield f"We are closed on the public holidays of {holidays}."
    elif holidays:
        yield "We are closed on these days:"
        yield Listing(items=tuple(_holiday(each) for each in sorted(holidays)))
    else:
        yield "We observe no holidays."


def _holiday(each: date) -> str:
    return f"{DAYS[each.weekday()]}, {day(each)}"


def _rates(plan: PlanVersion) -> Iterator[Block]:
    yield (
        "These prices are for work that the flat fee does not pay for. You say yes before "
        "it starts."
    )
    yield Table(columns=("Work", "Price"), rows=tuple(_rate_rows(plan)))


def _rate_rows(plan: PlanVersion) -> Iterator[tuple[str, str]]:
    projects, night, currency = plan.projects, plan.hours.after_hours, plan.currency
    yield "Work by the hour", f"{words.amount(plan.rates.hourly, currency)} an hour"
    if night.included != "all":
        yield "Work after hours, when you want it then", after_hours_price(plan)
        if night.minimum:
            yield "A call-out after hours, at least", words.duration(night.minimum)
    if projects.rate is not None:
        yield "Projects", f"{words.amount(projects.rate, currency)} an hour"
    if projects.rate is not None and projects.after_hours:
        multiple = number(projects.after_hours.multiple)
        yield "Projects after hours, when you want it then", f"{multiple} times that"
    for clause in clauses(plan):
        if clause.rate is not None and clause.outcome is not Outcome.COVERED:
            price = f"{words.amount(clause.rate, currency)} an hour"
            yield f"Work under clause {clause.number}", price
    yield (
        "Time is rounded up, for each line of a bill, to",
        words.duration(plan.rates.rounding),
    )
    markup = plan.pass_through.markup
    price = f"what it costs us and {number(markup)}%" if markup else "what it costs us"
    yield words.listing(plan.pass_through.kinds).capitalize(), price


def _sla(plan: PlanVersion) -> Iterator[Block]:
    if not plan.sla:
        yield "This plan promises no response times. We answer as soon as we can."
        return
    yield Table(
        columns=("Priority", "We answer within", "We aim to have it working within"),
        rows=tuple(
            (
                priority.upper(),
                words.span(target.respond),
                "no promise" if target.resolve is None else words.span(target.resolve),
            )
            for priority, target in sorted(plan.sla.items())
        ),
    )
    yield (
        "An answer is a person who has begun to look into it. It is not yet a solution. "
        "These are targets, and not guarantees."
    )
    yield (
        "Time counts in business hours. It stops while we wait for you, for a vendor or "
        "for a yes, and for work that the flat fee does not pay for."
    )
    if any(isinstance(each, Days) for each in _targets(plan)):
        yield (
            "A day is one that has business hours, whether or not it is called a business "
            "day. It ends at the time of day at which it began."
        )


def _targets(plan: PlanVersion) -> Iterator[int | Days | None]:
    for target in plan.sla.values():
        yield from (target.respond, target.resolve)
