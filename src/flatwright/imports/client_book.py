"""All clients of a provider as one text: who, under which plan, paying what."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flatwright.domain.kernel.problem import Problem
from flatwright.domain.plan.kinds import AMOUNT, LINE, MISSING, PERCENT, YES_NO, TableOf
from flatwright.domain.plan.node import Reading
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.pricing.exposure import EXPOSURES, Exposures
from flatwright.imports.words import ANY

_BEGIN = "Write each client: clients: {Acme: {plan: complete, units: {users: 25, ...}}}."
_ALL = 100  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedClient:
    """A client under a plan."""

    plan: str = setting(LINE, "the plan: a file, or a name such as complete@1")
    units: Exposures = setting(EXPOSURES, "what they have")
    fee: Decimal | None = setting(
        AMOUNT, "what they pay a month; the plan's own fee, when left out", None
    )
    known: bool = setting(YES_NO, "they are known to be as loud as the mean", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedWave:
    """One event that may hit many clients in a year."""

    chance: Decimal = setting(PERCENT, "the chance that it comes in a year")
    reach: Decimal = setting(PERCENT, "the share of clients that it hits")
    hours: Decimal = setting(AMOUNT, "covered hours for each client that is hit")


def _beyond_all(wave: BookedWave) -> tuple[str, str] | None:
    """A chance and a share are 100% at most."""
    for name, told in (("chance", wave.chance), ("reach", wave.reach)):
        if told > _ALL:
            return f"the {name} of the wave is {told}%", "Write 0% to 100%."
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientBook:
    """All clients, and the wave that may come."""

    clients: dict[str, BookedClient] = setting(
        TableOf(ANY, Section(BookedClient, "a client")), "the clients, by name"
    )
    wave: BookedWave | None = setting(
        Section(BookedWave, "the wave", _beyond_all), "a wave", None
    )


def read_client_book(
    file: str, source: bytes | str
) -> tuple[ClientBook | None, list[Problem]]:
    """The book, or every problem of the text."""
    node, problems = read_node(file, source, begin=_BEGIN)
    if node is None:
        return None, problems
    reading = Reading()
    found: Any = Section(ClientBook, "a book of clients").read(node, reading)
    if reading.problems or found is MISSING:
        return None, sorted(reading.problems, key=lambda problem: problem.spot)
    return found, []
