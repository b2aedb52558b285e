"""What the reference plan's minutes cost: approvals, runs, lines, materials, goodwill."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from flatwright.domain.records.client import Client
from flatwright.domain.records.work import Approval, WorkItem
from tests.oracle.reference_minutes import Minute
from tests.oracle.reference_plan import Took

NEEDS = {"hourly": "hourly", "after_hours": "after_hours", "project": "quote"}
AFTER_HOURS = {1: 225, 2: 240}
HOURLY, PROJECT, OWN_COST, STEP, MINIMUM, STANDING = 150, 165, 60, 15, 60, 120


@dataclass(slots=True)
class Line:
    """A line in the making; amounts in cents."""

    band: str
    outcome: str
    clause: str
    rate: Fraction = Fraction(0)  # an hour, in cents
    worked: int = 0
    is_callout: bool = False
    waits: bool = False  # some of its minutes have no yes yet
    quote: Approval | None = None
    billed: int = 0
    cents: int = 0


@dataclass(slots=True)
class Bill:
    """Lines in the order in which they first occur, and the approvals that are missing."""

    lines: list[Line] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def absorbed(self) -> int:
        """Minutes done without the approval that they needed."""
        return sum(line.worked for line in self.lines if line.outcome == "absorbed")


def counts(approval: Approval, kind: str, at: int, client: Client) -> bool:
    """Of the right type, from an approver, no later than a minute, within the limit."""
    if approval.type != kind or approval.by not in client.approvers or approval.at > at:
        return False
    if kind != "quote":
        return True
    limit = client.approvers[approval.by]
    if approval.amount is None:
        return False
    return limit is None or approval.amount.decimal <= limit


def first_that_counts(
    work: WorkItem, kind: str, at: int, client: Client
) -> Approval | None:
    """The first approval that counts is taken."""
    for approval in work.approvals:
        if counts(approval, kind, at, client):
            return approval
    return None


def runs(minutes: Sequence[Minute], took: Sequence[Took]) -> Iterator[list[int]]:
    """Consecutive minutes of one entry with one outcome and clause, as positions."""
    for entry in sorted({minute.entry for minute in minutes}):
        run: list[int] = []
        for n, minute in enumerate(minutes):
            if minute.entry != entry:
                continue
            if run and took[run[-1]] != took[n]:
                yield run
                run = []
            run.append(n)
        if run:
            yield run


def approved(
    work: WorkItem, minutes: Sequence[Minute], took: Sequence[Took], client: Client
) -> list[Approval | str | None]:
    """For each minute its approval, `standing`, `free` where it needs none, or None."""
    found: list[Approval | str | None] = ["free"] * len(minutes)
    for run in runs(minutes, took):
        kind = NEEDS.get(took[run[0]][0])
        if kind:
            yes = first_that_counts(work, kind, minutes[run[0]].at, client)
            for n in run:
                found[n] = yes
    standing = STANDING if work.priority == "p1" else 0
    for n, (outcome, _) in enumerate(took):
        if outcome == "after_hours" and found[n] is None and standing:
            standing -= 1
            found[n] = "standing"
    return found


def rate_of(work: WorkItem, minute: Minute, outcome: str) -> Fraction:
    """The rate of a billed minute, in cents an hour."""
    if outcome == "after_hours":
        return Fraction(AFTER_HOURS[minute.nearest] * 100)
    if outcome == "hourly":
        return Fraction(HOURLY * 100)
    at_night = not minute.is_business and work.after_hours_by != "provider"
    return Fraction(PROJECT * 100) * (Fraction(3, 2) if at_night else 1)


def bill(
    work: WorkItem, minutes: Sequence[Minute], took: Sequence[Took], client: Client
) -> Bill:
    """Minutes gathered into lines, and the lines charged."""
    made = Bill()
    lines: dict[tuple[object, ...], Line] = {}
    yeses = approved(work, minutes, took, client)
    for minute, (outcome, clause), yes in zip(minutes, took, yeses, strict=True):
        what = outcome
        if yes is None and work.planned:
            if NEEDS[outcome] not in made.missing:
                made.missing.append(NEEDS[outcome])
        elif yes is None:
            what = "absorbed"
        band = "business" if minute.is_business else "after_hours"
        rate = rate_of(work, minute, what) if what in NEEDS else Fraction(0)
        day = minute.day if what in NEEDS else None
        key = band, what, clause, day, rate
        line = lines.setdefault(key, Line(band, what, clause, rate))
        line.worked += 1
        line.is_callout |= not minute.ran_on
        line.waits |= yes is None
        if isinstance(yes, Approval) and yes.type == "quote":
            line.quote = line.quote or yes
    made.lines = list(lines.values())
    charge(made.lines)
    return made


def half_up(amount: Fraction) -> int:
    """To the nearest whole number, a half away from zero (nothing here is below zero)."""
    return floor(amount + Fraction(1, 2))


def charge(lines: list[Line]) -> None:
    """Round each line up, apply the call-out minimum, then the quotes."""
    for line in lines:
        if line.outcome in NEEDS:
            line.billed = -(-line.worked // STEP) * STEP
            if line.outcome == "after_hours" and line.is_callout:
                line.billed = max(line.billed, MINIMUM)
            line.cents = half_up(line.rate * line.billed / 60)
    quotes = {id(n.quote): n.quote for n in lines if n.quote and not n.waits}
    for quote in quotes.values():
        under_quote(quote, [n for n in lines if n.quote is quote and not n.waits])


def under_quote(quote: Approval, lines: list[Line]) -> None:
    """A ceiling, or exactly a fixed price, filled in the order of the lines."""
    assert quote.amount is not None
    left = quote.amount.minor
    for line in lines:
        is_last_of_fixed = quote.fixed and line is lines[-1]
        cents = left if is_last_of_fixed else min(line.cents, left)
        left -= cents
        if cents != line.cents:
            line.cents = cents
            line.billed = half_up(cents * 60 / line.rate)
