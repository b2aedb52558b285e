"""The client's side of an agreement: parties, dates, the counts of the first day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from flatwright.domain.plan import words
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import Agreement
from flatwright.domain.records.client import Client
from flatwright.domain.wording.document import Block, Listing, Part, Table
from flatwright.domain.wording.legal import BLANK

_PLACES = {"central": "central", "personal": "personal", "home": "at a user's home"}


def parties(plan: PlanVersion, signed: Agreement | None) -> Part:
    """Who agrees, on what, from when to when."""
    name = signed.client.name if signed else BLANK
    return Part(
        heading="Who agrees, and on what",
        body=(
            (
                f"This is an agreement between {BLANK}, the provider, called “we”, and "
                f"{name}, the client, called “you”. For one flat fee a month we look after "
                f"your IT, as the plan {plan.title}, version {plan.version}, says on these "
                "pages."
            ),
            _dates(signed),
            *_versions(signed),
        ),
    )


def _dates(signed: Agreement | None) -> str:
    if signed is None:
        return f"It begins on {BLANK} and ends on {BLANK}, both days included."
    if signed.last is None:
        return f"It begins on {day(signed.first)} and has no last day."
    return (
        f"It begins on {day(signed.first)} and ends on {day(signed.last)}, both days "
        "included."
    )


def _versions(signed: Agreement | None) -> Iterator[Block]:
    """Which version governs from when, where there is more than one."""
    if signed and len(signed.versions) > 1:
        yield Table(
            columns=("Plan version", "In force from", "Signed"),
            rows=tuple(
                (
                    f"{each.plan}, version {each.version}",
                    day(each.first),
                    day(each.signed) if each.signed else "with this agreement",
                )
                for each in signed.versions
            ),
        )


def listed_on_first_day(plan: PlanVersion, signed: Agreement | None) -> Part:
    """The schedule of users, devices, printers, places and approvers."""
    heading = "Schedule E. Your people, places and things"
    if signed is None:
        return Part(
            heading=heading,
            body=(
                "On the first day we write down together:",
                Listing(items=tuple(f"{what}: {BLANK}" for what in _TO_FILL)),
            ),
        )
    client = signed.client
    body: tuple[Block, ...] = (
        f"As of {day(signed.first)}, in the time zone {client.time_zone}:",
        Table(
            columns=("What is on your list", "How many"),
            rows=tuple(_counts(client, signed.first)),
            right=frozenset({1}),
        ),
        f"Sites: {words.listing(sorted(client.sites)) or 'none'}.",
        *_approvers(plan, client),
        *_faults(client),
    )
    return Part(heading=heading, body=body)


_TO_FILL = (
    *("Sites", "Users", "Devices of each user", "Shared devices", "Printers"),
    *("Applications", "Faults found at the start", "Who may say yes, and up to what"),
)


def _counts(client: Client, first: date) -> Iterator[tuple[str, str]]:
    users = [name for name in client.roster if client.is_user(name, first)]
    kinds = Counter(each.kind for user in users for each in client.devices.get(user, ()))
    places = Counter(
        _PLACES.get(each.place, each.place) for each in client.printers.values()
    )
    yield "Users", f"{len(users):,}"
    yield "Devices of these users", f"{kinds.total():,}"
    for kind, count in kinds.items():
        yield f"of these, {words.plural(count, kind).partition(' ')[2]}", f"{count:,}"
    yield "Shared devices, servers and network equipment", f"{len(client.shared):,}"
    yield "Printers", f"{len(client.printers):,}"
    for place, count in places.items():
        yield f"of these, {place}", f"{count:,}"
    yield "Applications", f"{len(client.applications):,}"


def _approvers(plan: PlanVersion, client: Client) -> Iterator[Block]:
    if client.approvers:
        yield Table(
            columns=("May say yes", "To quotes of"),
            rows=tuple(
                (
                    name,
                    "any amount"
                    if limit is None
                    else f"at most {words.amount(limit, plan.currency)}",
                )
                for name, limit in client.approvers.items()
            ),
        )


def _faults(client: Client) -> Iterator[Block]:
    if client.pre_existing:
        names = words.listing(sorted(client.pre_existing))
        yield f"Found faulty at the start and not yet put right: {names}."
    if client.end_of_life:
        names = words.listing(sorted(client.end_of_life))
        yield f"No longer supported by the maker: {names}."


def day(value: date) -> str:
    """A day in words: 3 July 2026."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
