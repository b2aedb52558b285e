"""A rate book: what work comes, from what, and what it costs us. One readable text.

Every rate names its denominator: tickets are for each unit that a class counts, and month.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from flatwright.domain.kernel.problem import Problem
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.plan.kinds import (
    AMOUNT,
    CURRENCY,
    LINE,
    MISSING,
    NAME,
    PERCENT,
    YES_NO,
    ListOf,
    TableOf,
    Word,
    choice,
    whole,
)
from flatwright.domain.plan.node import Reading
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.plan.sections import MONTHS
from flatwright.domain.plan.write import lines
from flatwright.domain.plan.written import DECIMAL, amount
from flatwright.domain.pricing.goals import Costs, Goals, OfClient, goals_contradict
from flatwright.domain.pricing.severity import Lognormal

UNITS = (
    *("user", "extra_device", "shared_computer", "server", "network", "site"),
    *("printer_central", "printer_personal", "printer_home"),
)


def _above_zero(text: str) -> Decimal:
    value = amount(text)
    if value <= 0:
        raise ValueError(text)
    return value


def _spread(text: str) -> Decimal:
    value = _above_zero(text)
    if value > _WIDEST:
        raise ValueError(text)
    return value


RATE = Word("a number such as 0.4", amount, DECIMAL)
POSITIVE = Word("a number above 0, such as 1.2", _above_zero, DECIMAL)
_WIDEST = 4  # beyond it a mean is thousands of medians
SPREAD = Word("a number above 0 and up to 4, such as 1.2", _spread, DECIMAL)
_ALL = 100  # percent of the tickets


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortOf:
    """Minutes of labour of one ticket, lognormal."""

    median: Decimal = setting(POSITIVE, "half the tickets take fewer minutes of labour")
    sigma: Decimal = setting(SPREAD, "the deviation of the logarithm of the minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandClass:
    """One kind of demand: of which unit, how often, how long, what clauses see of it."""

    counts: str = setting(choice(*UNITS), "the unit whose tickets these are")
    tickets: Decimal = setting(RATE, "tickets for each such unit and month")
    effort: EffortOf = setting(Section(EffortOf, "effort"), "minutes of one ticket")
    work: dict[str, str] = setting(
        TableOf(choice(*BY_NAME), NAME), "what clauses may ask of it", {}
    )
    of_plan: str = setting(
        choice("any", "listed", "unlisted"), "of which units, by the plan's own list", "any"
    )
    steady: bool = setting(YES_NO, "as many from a noisy client as from a quiet one", False)
    worth: Decimal = setting(AMOUNT, "what an hour of this help is worth to a client")
    source: str = setting(LINE, "where tickets and effort come from")

    @property
    def minutes(self) -> Lognormal:
        """The effort of one ticket."""
        return _minutes(self.effort)


@lru_cache(maxsize=1024)
def _minutes(effort: EffortOf) -> Lognormal:
    return Lognormal(float(effort.median), float(effort.sigma))


@dataclass(frozen=True, slots=True, kw_only=True)
class BetweenClients:
    """How far clients differ: the shape of a gamma noise of mean 1."""

    kappa: Decimal = setting(POSITIVE, "the shape; 4 means a deviation of a half")
    source: str = setting(LINE, "where it comes from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of tickets."""

    share: Decimal = setting(PERCENT, "the share of tickets")
    source: str = setting(LINE, "where it comes from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Causes:
    """Causes that are nobody's fault, or not ours, by their share of tickets."""

    shares: dict[str, Decimal] = setting(
        TableOf(choice("act_of_god", "third_party", "unauthorised_change"), PERCENT),
        "the share of tickets with this cause",
    )
    p1: Decimal = setting(PERCENT, "the share of these that stop the client's work")
    source: str = setting(LINE, "where they come from")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFactors:
    """How busy a month is against the mean of the year; 1 where a month is left out."""

    factors: dict[str, Decimal] = setting(TableOf(choice(*MONTHS), RATE), "by month", {})
    source: str = setting(LINE, "where they come from")


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateError:
    """How far written estimates miss: the deviation of the logarithm."""

    tau: Decimal = setting(RATE, "the deviation; 0 means that estimates are never wrong")
    source: str = setting(LINE, "where it comes from")


@dataclass(frozen=True, slots=True, kw_only=True)
class RateBook:
    """Rates by class of demand, shares, spread, costs and goals; one dated version."""

    rates: str = setting(NAME, "the rate book's name")
    version: int = setting(whole(1, 9999), "the number of this version")
    example: bool = setting(YES_NO, "figures of others, until your own replace them", False)
    learnt: tuple[str, ...] = setting(
        ListOf(NAME), "the classes that our own history has replaced", ()
    )
    currency: str = setting(CURRENCY, "the currency of every amount")
    classes: dict[str, DemandClass] = setting(
        TableOf(NAME, Section(DemandClass, "a class of demand")), "demand, by class"
    )
    between_clients: BetweenClients = setting(
        Section(BetweenClients, "between_clients"), "how far clients differ"
    )
    after_hours: Share = setting(
        Section(Share, "after_hours"), "what a client asks for outside business hours"
    )
    causes: Causes = setting(Section(Causes, "causes"), "nobody's fault, or not ours")
    onsite: Share = setting(Section(Share, "onsite"), "what needs a visit")
    estimates: EstimateError = setting(
        Section(EstimateError, "estimates"), "how good written estimates are"
    )
    months: MonthFactors = setting(Section(MonthFactors, "months"), "how busy months are")
    costs: Costs = setting(Section(Costs, "costs"), "what serving a client costs")
    goals: Goals = setting(
        Section(Goals, "goals", goals_contradict), "what the price must achieve"
    )
    client: OfClient = setting(
        Section(OfClient, "client"), "what the client is thought to be ready to pay for"
    )
    note: tuple[str, ...] = setting(ListOf(LINE), "remarks", ())

    @property
    def name(self) -> str:
        """Name and version, as in `example@1`."""
        return f"{self.rates}@{self.version}"

    @property
    def kappa(self) -> float:
        """The shape of the noise between clients."""
        return float(self.between_clients.kappa)

    def month_factor(self, month: int) -> float:
        """How busy a calendar month (1 to 12) is, against a mean of 1 over the year."""
        told = [float(self.months.factors.get(name, 1)) for name in MONTHS]
        total = sum(told)
        return told[month - 1] * 12 / total if total else 1.0


def _more_than_all(book: RateBook) -> tuple[str, str] | None:
    """Shares of tickets are of all tickets: 100% at most, and causes together too."""
    shares = {
        "after_hours": book.after_hours.share,
        "onsite": book.onsite.share,
        "causes": sum(book.causes.shares.values()),
        "p1 of causes": book.causes.p1,
    }
    for name, told in shares.items():
        if told > _ALL:
            return f"{name} has {told}% of the tickets", "Write 100% at most, in all."
    return None


_BEGIN = "Begin with the example: flatwright price --example > my-rates.yaml."
RATE_BOOK = Section(RateBook, "a rate book", _more_than_all)


def read_rate_book(file: str, source: bytes | str) -> tuple[RateBook | None, list[Problem]]:
    """A rate book, or every problem of its text in the order of the text."""
    node, problems = read_node(file, source, begin=_BEGIN)
    if node is None:
        return None, problems
    reading = Reading()
    book = RATE_BOOK.read(node, reading)
    if reading.problems or book is MISSING:
        return None, sorted(reading.problems, key=lambda problem: problem.spot)
    return book, []


def written_rates(book: RateBook) -> str:
    """A rate book as a text, in house style; it reads as the same book."""
    table = RATE_BOOK.plain(book)
    return "".join(line for key, value in table.items() for line in lines(key, value))
