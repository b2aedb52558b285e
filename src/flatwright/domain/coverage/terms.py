"""What an agreement says, ready to decide with: clauses, limits, rates, days, things."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from flatwright.domain.coverage import walk
from flatwright.domain.coverage.calendar import (
    PERIODS,
    Calendar,
    Span,
    calendar_of,
    closed_days,
    listed,
)
from flatwright.domain.coverage.lines import OUTCOMES, Billing
from flatwright.domain.coverage.things import listed_things
from flatwright.domain.kernel.condition import atoms
from flatwright.domain.kernel.days import month_later
from flatwright.domain.kernel.money import micro_rate, minor_digits
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.clause import Clause, ClauseRef, Outcome
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.plan.limit import Scope, Unit
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import Agreement

SCOPES = tuple(Scope)
UNITS = tuple(Unit)
Allowance = tuple[str, str, str, str]  # clause code, unit, whose, for which period
_UNLIMITED_CARRY = 1 << 40
OPEN_MONTHS = 36  # that are looked at in an agreement without an end, before it grows
_MARGIN = timedelta(days=62)  # work a little outside the term is looked up like the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An agreement with its plan versions, lowered.

    Clauses of all versions stand in one row; `base` has where each version's begin, and
    the clauses without an outcome are left out.
    """

    agreement: Agreement
    plans: tuple[PlanVersion, ...]
    closed: tuple[frozenset[date], ...]  # holidays, by version
    clauses: tuple[Clause, ...]
    refs: tuple[ClauseRef, ...]
    base: tuple[int, ...]
    codes: tuple[str, ...]
    limits: walk.Clauses
    allowances: tuple[Allowance | None, ...]  # by clause
    billing: Billing
    rates: tuple[
        tuple[int, ...], ...
    ]  # by clause: by day, at night on a weekday, weekend, holiday
    things: tuple[
        Mapping[str, tuple[str, str]], ...
    ]  # kind and place of what is listed, by version
    span: Span
    calendar: Calendar  # as lists
    known: Mapping[str, frozenset[str]]  # the values that some version knows, by fact
    asks: tuple[tuple[str, ...], ...]  # the facts that each clause asks about
    limited: tuple[int, ...]  # the clauses that have a limit
    sorts: tuple[int, ...]  # clauses of one sort differ in their code and words alone
    masks: dict[object, int] = field(default_factory=dict)  # what held before, by situation
    reasons: dict[object, str] = field(default_factory=dict)  # why a clause passed before
    answers: dict[str, tuple[Hashable, ...]] = field(default_factory=dict)  # told apart
    sets: dict[object, tuple[int, ...]] = field(default_factory=dict)  # clauses of a mask
    calendars: dict[Span, Calendar] = field(default_factory=dict)  # beyond the span

    @property
    def currency(self) -> str:
        """The currency of every amount under this agreement."""
        return self.plans[0].currency

    def set_in(self, version: int, bits: int) -> tuple[int, ...]:
        """The clauses whose bit is set, in order."""
        found = self.sets.get((version, bits))
        if found is None:
            under = self.under(version)
            found = tuple(index for place, index in enumerate(under) if bits >> place & 1)
            self.sets[version, bits] = found
        return found

    @property
    def zone(self) -> ZoneInfo:
        """The client's time zone."""
        return ZoneInfo(self.agreement.client.time_zone)

    @property
    def regions(self) -> dict[str, frozenset[date]]:
        """The holidays of each region that a version names."""
        pairs = zip(self.plans, self.closed, strict=True)
        return {
            p.hours.holidays: days for p, days in pairs if isinstance(p.hours.holidays, str)
        }

    def under(self, version: int) -> range:
        """Where the clauses of a version stand."""
        return range(self.base[version], self.base[version + 1])


def terms(
    agreement: Agreement,
    plans: Sequence[PlanVersion],
    holidays: Mapping[str, frozenset[date]] | None = None,
    without: str | None = None,
) -> Terms:
    """Prepare an agreement; `plans` stand in the order of its versions.

    `without` leaves the clauses of one code out, to see what they are worth.
    Raises Refusal where versions disagree on the currency.
    """
    if len({plan.currency for plan in plans}) > 1:
        says = "All versions of an agreement have one currency."
        raise Refusal(code="one_currency", says=says)
    regions = holidays or {}
    lowered = [_deciding(plan, without) for plan in plans]
    flat = tuple(clause for each in lowered for clause in each)
    owner = tuple(plan for plan, each in zip(plans, lowered, strict=True) for _ in each)
    span = _span(agreement)
    codes = tuple(dict.fromkeys(clause.code for clause in flat))
    return Terms(
        agreement=agreement,
        plans=tuple(plans),
        closed=tuple(closed_days(plan, regions) for plan in plans),
        clauses=flat,
        refs=tuple(
            ClauseRef(p.plan, p.version, c.code, c.number)
            for p, c in zip(owner, flat, strict=True)
        ),
        base=tuple(sum(map(len, lowered[:n])) for n in range(len(plans) + 1)),
        codes=codes,
        limits=_limits(flat, codes),
        allowances=tuple(_allowance(clause) for clause in flat),
        billing=_billing(owner, flat),
        rates=tuple(clause_rates(p, c) for p, c in zip(owner, flat, strict=True)),
        known=_known(plans),
        asks=tuple(tuple({atom.fact: 0 for atom in atoms(c.when)}) for c in flat),
        limited=tuple(n for n, clause in enumerate(flat) if clause.up_to),
        sorts=_sorts(flat, owner),
        things=tuple(listed_things(agreement.client, plan) for plan in plans),
        span=span,
        calendar=listed(calendar_of(agreement, plans, regions, span)),
    )


def _known(plans: Sequence[PlanVersion]) -> dict[str, frozenset[str]]:
    """The values that some version knows, by fact."""
    own = {fact for plan in plans for fact in plan.facts}
    built_in = {name: fact.values for name, fact in BY_NAME.items()}
    return {
        name: frozenset(built_in.get(name, ())).union(
            *(plan.facts.get(name, ()) for plan in plans)
        )
        for name in {*built_in, *own}
    }


def _sorts(flat: Sequence[Clause], owner: Sequence[PlanVersion]) -> tuple[int, ...]:
    """A number for all that a clause does with minutes, but its code and its words."""
    seen: dict[object, int] = {}
    return tuple(
        seen.setdefault(
            (plan.name, clause.outcome, clause.up_to, clause.rate, clause.minimum)
            + ((clause.code,) if clause.up_to else ()),
            len(seen),
        )
        for plan, clause in zip(owner, flat, strict=True)
    )


def _deciding(plan: PlanVersion, without: str | None) -> list[Clause]:
    """The clauses that take minutes, in order."""
    return [c for c in clauses(plan) if c.outcome is not None and c.code != without]


def _span(agreement: Agreement) -> Span:
    last = agreement.last or month_later(agreement.first, OPEN_MONTHS)
    return Span(first=agreement.first - _MARGIN, last=last + _MARGIN)


def _limits(flat: Sequence[Clause], codes: Sequence[str]) -> walk.Clauses:
    """The limits as columns."""
    limits = [clause.up_to for clause in flat]
    return walk.Clauses(
        limit=[limit.amount if limit else -1 for limit in limits],
        unit=[UNITS.index(limit.unit) if limit else 0 for limit in limits],
        period=[PERIODS.index(limit.each) if limit else 0 for limit in limits],
        scope=[SCOPES.index(limit.per) if limit else 0 for limit in limits],
        code=[codes.index(clause.code) for clause in flat],
        carry=[
            (limit.carried_at_most or _UNLIMITED_CARRY) if limit and limit.rollover else 0
            for limit in limits
        ],
    )


def _allowance(clause: Clause) -> Allowance | None:
    """What tells the allowance of a limited clause from others."""
    limit = clause.up_to
    if limit is None:
        return None
    return clause.code, limit.unit.value, limit.per.value, limit.each.value


def _billing(owner: Sequence[PlanVersion], flat: Sequence[Clause]) -> Billing:
    return Billing(
        rounding=[plan.rates.rounding for plan in owner],
        minimum=[plan.hours.after_hours.minimum for plan in owner],
        fixed=[_fixed(plan) for plan in owner],
        least=[clause.minimum for clause in flat],
    )


def _fixed(plan: PlanVersion) -> int:
    price = plan.hours.after_hours.fixed
    return -1 if price is None else int(price.scaleb(minor_digits(plan.currency)))


def clause_rates(plan: PlanVersion, clause: Clause) -> tuple[int, ...]:
    """A clause's four rates, in millionths of a minor unit an hour.

    In business hours, then outside them on a weekday, at a weekend, on a holiday.
    """
    by_day = _rates(plan, clause)
    return tuple(micro_rate(rate, plan.currency) for rate in by_day)


def _rates(plan: PlanVersion, clause: Clause) -> tuple[Decimal, ...]:
    if clause.rate is not None:
        return (clause.rate,) * 4
    if clause.outcome is Outcome.HOURLY:
        return (plan.rates.hourly,) * 4
    if clause.outcome is Outcome.PROJECT:
        rate = plan.projects.rate or Decimal(0)
        night = plan.projects.after_hours
        return (rate, *((rate * night.multiple if night else rate,) * 3))
    if clause.outcome is Outcome.AFTER_HOURS:
        return _night_rates(plan)
    return (Decimal(0),) * 4


def _night_rates(plan: PlanVersion) -> tuple[Decimal, ...]:
    hourly, hours = plan.rates.hourly, plan.hours.after_hours
    if hours.multiple is not None:
        usual = hourly * hours.multiple
    elif hours.surcharge is not None:
        usual = hourly + hours.surcharge
    else:
        usual = hours.rate if hours.rate is not None else hourly
    weekend = usual if hours.weekend is None else hourly * hours.weekend
    holiday = usual if hours.holiday is None else hourly * hours.holiday
    return usual, usual, weekend, holiday


def outcome_number(clause: Clause) -> int:
    """An outcome's place in lines.OUTCOMES."""
    return OUTCOMES.index((clause.outcome or Outcome.COVERED).value)
