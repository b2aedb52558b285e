"""What the price commands are given: a client, a rate book, and how loud the client is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import typer

from flatwright.cli.console import busy
from flatwright.cli.reading import plan_named, read_or_stop, source_of
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.node import Pairs
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.words import listing
from flatwright.domain.pricing.exposure import (
    Exposures,
    ListedDevices,
    exposures_on,
    listed_evenly,
    listed_on,
    read_exposures,
    untold_kinds,
)
from flatwright.domain.pricing.priced import Case
from flatwright.domain.pricing.quote import Quote, quoted
from flatwright.domain.pricing.rate_book import RateBook, read_rate_book
from flatwright.domain.pricing.served import Noise, Span
from flatwright.domain.pricing.simulate import Trial
from flatwright.domain.records.client import Client
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.rate_texts import example_rates

MONTHS = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The client that is priced: what they have, and how a plan would list it."""

    exposures: Exposures
    listed_under: Callable[[PlanVersion], ListedDevices]
    month: int = 1  # of the calendar, with which the agreement year begins
    assumed: tuple[str, ...] = ()  # where the file does not tell it, in sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every plan is priced for."""

    subject: Subject
    book: RateBook
    known: bool = False
    period: str = "year"


def asked_of(
    client: Path,
    on: datetime | None,
    rates: Path | None,
    *,
    known: bool,
    period: str = "year",
) -> Asked:
    """The files of a client and of rates, read."""
    if period not in MONTHS:
        says = f"--period is {', '.join(MONTHS)}; here stands {period}."
        raise typer.BadParameter(says)
    subject = subject_at(client, on.date() if on else None)
    if on and period == "year" and not _is_roster(client):
        says = (
            f"--on counts a roster, and {client} has counts: a year of them is the same on "
            "any day. Leave it out, or name an agreement."
        )
        raise typer.BadParameter(says)
    return Asked(subject=subject, book=rates_at(rates), known=known, period=period)


def subject_at(path: Path, day: date | None) -> Subject:
    """A file of exposures, or an agreement's roster as of a day, or of its first."""
    if not _is_roster(path):
        told = read_or_stop(path, read_exposures)
        return Subject(
            exposures=told,
            listed_under=lambda plan: listed_evenly(told, plan),
            month=day.month if day else 1,
            assumed=tuple(_of_counts(told)),
        )
    agreement = read_or_stop(path, read_agreement)
    on, client = day or agreement.first, agreement.client
    counted = exposures_on(client, on)
    if not counted.users:
        says = f"Nobody is on the roster of {client.name} on {on}. Name another day: --on."
        raise Refusal(code="nobody_on_roster", says=says)
    return Subject(
        exposures=counted,
        listed_under=lambda plan: listed_on(client, on, plan),
        month=agreement.first.month,
        assumed=tuple(_of_roster(client)),
    )


def _of_counts(told: Exposures) -> Iterator[str]:
    if told.devices and not isinstance(told.devices, dict):
        yield (
            f"{told.devices} devices are told in one number: all are taken as computers, "
            "which are patched. Write them by kind: {computer: 25, phone: 50}."
        )


def _of_roster(client: Client) -> Iterator[str]:
    untold = untold_kinds(client)
    if untold:
        yield (
            f"Of what kind these are is not told: {listing(untold)}. They are counted as "
            f"shared computers; write {{name: {untold[-1]}, kind: server}}, or network."
        )


def rates_at(path: Path | None) -> RateBook:
    """A rate book's file, or the shipped example."""
    return read_or_stop(path, read_rate_book) if path else example_rates()


def case_of(plan: PlanVersion, asked: Asked) -> Case:
    """A plan for a client over a period that begins with the agreement year."""
    book = asked.book
    first = asked.subject.month - 1
    months = [1 + (first + month) % 12 for month in range(MONTHS[asked.period])]
    return Case(
        plan=plan,
        book=book,
        exposures=asked.subject.exposures,
        listed=asked.subject.listed_under(plan),
        noise=Noise(1.0, None if asked.known else book.kappa),
        span=Span(busy=tuple(book.month_factor(month) for month in months)),
        trial=Trial(count=_compiled()),
    )


def quotes(
    names: list[str], folder: Path | None, asked: Asked, *, brief: bool
) -> list[Quote]:
    """Everything that is said of each plan's price; of several plans less."""
    made = []
    for name in names:
        plan = plan_named(name, folder)
        with busy(f"Pricing {plan.name}"):
            full = not brief and len(names) == 1
            case = case_of(plan, asked)
            made.append(quoted(case, asked.subject.listed_under, in_full=full))
    return made


def _compiled() -> Callable[..., int]:
    """The counting function, compiled when it is first needed."""

    def count(*arguments: object) -> int:
        from flatwright.bulk import compiled

        counted: Callable[..., int] = compiled.count
        return counted(*arguments)

    return count


def _is_roster(path: Path) -> bool:
    """Whether a text is an agreement with a roster, and not counts of units."""
    node, _ = read_node(str(path), source_of(path))
    return isinstance(node, Pairs) and node.get("agreement") is not None
