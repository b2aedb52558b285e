"""What serving a client costs besides tickets, and what a price must achieve."""

from dataclasses import dataclass
from decimal import Decimal

from flatwright.domain.plan.kinds import (
    AMOUNT,
    DURATION,
    LINE,
    NAME,
    PERCENT,
    TableOf,
    choice,
)
from flatwright.domain.plan.section import Section, setting

PROMISES = ("review", "report", "recovery_test", "backup_look", "patching", "monitoring")
TOOLS_FOR = ("user", "device", "printer", "server", "network", "site", "client")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A response promised to the client: what it costs us, and what it is worth."""

    respond: int = setting(DURATION, "the first answer to a P1 within this")
    cost: Decimal = setting(AMOUNT, "what it costs us for each user and month")
    worth: Decimal = setting(
        AMOUNT, "what it is worth to a client, for each user and month"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What serving a client costs besides its tickets."""

    own_hour: Decimal | None = setting(
        AMOUNT, "what an hour costs us; the plan's own_cost, when left out", None
    )
    tools: dict[str, Decimal] = setting(
        TableOf(choice(*TOOLS_FOR), AMOUNT), "tools and licences, for each and month", {}
    )
    promises: dict[str, int] = setting(
        TableOf(choice(*PROMISES), DURATION), "our time for each promise, each time", {}
    )
    response: dict[str, Tier] = setting(
        TableOf(NAME, Section(Tier, "a tier")), "tiers of response, the slowest first", {}
    )
    source: str = setting(LINE, "where they come from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """What a price must achieve: shares of the price, and chances."""

    gross_margin: Decimal = setting(PERCENT, "the gross margin aimed at")
    margin_floor: Decimal = setting(PERCENT, "the gross margin that is seldom missed")
    seldom: Decimal = setting(PERCENT, "how often it may be missed", Decimal(5))
    overhead: Decimal = setting(PERCENT, "the share of the price that overhead takes")
    net: Decimal = setting(PERCENT, "the net share aimed at where capital is charged")
    capital_charge: Decimal = setting(PERCENT, "the yearly price of capital held")
    source: str = setting(LINE, "where they come from")


def goals_contradict(goals: Goals) -> tuple[str, str] | None:
    """Margins are below 100 %, the floor below the goal; overhead and net leave a rest."""
    highest = Decimal(95)
    if goals.gross_margin > highest or goals.margin_floor > highest:
        return (
            f"a gross margin of {max(goals.gross_margin, goals.margin_floor)}% is aimed at",
            f"No price reaches it while work costs anything. Write at most {highest}%.",
        )
    if goals.margin_floor > goals.gross_margin:
        return (
            f"margin_floor {goals.margin_floor}% is above the gross_margin aimed at",
            "The floor is what is seldom missed: write less than the goal.",
        )
    if goals.overhead + goals.net > highest:
        return (
            f"overhead and net take {goals.overhead + goals.net}% of the price together",
            f"Something has to be left for the work. Write at most {highest}% in all.",
        )
    if not 0 < goals.seldom < 50:  # noqa: PLR2004 - half the time is not seldom
        return (
            f"seldom is {goals.seldom}%",
            "Write how often the floor may be missed: more than 0% and less than 50%.",
        )
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfClient:
    """What the client is thought to be ready to pay for."""

    risk_tolerance: Decimal = setting(
        AMOUNT, "money at risk in a year, for each user, that would change their mind"
    )
    care: Decimal = setting(
        AMOUNT, "what care without asking is worth, for each user and month"
    )
    training_saves: Decimal = setting(
        PERCENT, "tickets that an hour of first training saves", Decimal(0)
    )
    source: str = setting(LINE, "where it comes from")
