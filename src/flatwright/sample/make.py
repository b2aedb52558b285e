"""The whole sample, from a seed and a time: the same again for the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.plan_shelf import plan_files
from flatwright.office.accounts.models import User
from flatwright.office.agreements.actions import add_plan
from flatwright.office.agreements.models import AgreedVersion, Agreement, PlanText
from flatwright.office.audit.changes import create
from flatwright.office.clients.actions import set_up_provider
from flatwright.office.clients.models import Client, Provider
from flatwright.office.clients.scope import everything
from flatwright.office.desk.deciding_many import decide_all
from flatwright.sample.after import agree, clocks, waive
from flatwright.sample.chance import Chance, chance_of
from flatwright.sample.drafts import Draft, store, whole
from flatwright.sample.files import attach_some
from flatwright.sample.firms import FIRMS, Firm
from flatwright.sample.house import SAMPLE, YEAR, House, house
from flatwright.sample.names import DOMAIN, PROVIDER
from flatwright.sample.rounds import carry_out, rounds
from flatwright.sample.special import moves, projects, twins
from flatwright.sample.staff import diary_of, staff, templates
from flatwright.sample.things import things
from flatwright.sample.today import timer, today
from flatwright.sample.usual import Days, opened_at, usual
from flatwright.sample.working import Office, work_on

SEED, TICKETS = 7, 2_300
ZONE = "America/Chicago"
STARTERS = ("essential", "complete", "premium")
_TWINS = 0.012
Tell = Callable[[str, float], None]  # what is being done, and the share that is done


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which sample: its last minute, its seed, how many everyday tickets and clients."""

    now: datetime
    seed: int = SEED
    tickets: int = TICKETS
    clients: int = len(FIRMS)


def _quiet(_what: str, _share: float) -> None:
    """Nobody is told."""


@transaction.atomic
def make_sample(wanted: Wanted, tell: Tell = _quiet) -> User:
    """Store it; gives the owner's account, which has no password yet.

    Raises Refusal (not_empty) where there is a provider or a client already.
    """
    if Provider.objects.exists() or Client.objects.exists():
        says = "There is a provider here already. A sample is made in an empty home."
        raise Refusal(code="not_empty", says=says)
    chance, now = chance_of(wanted.seed), whole(wanted.now)
    tell("The provider and its people", 0.0)
    set_up_provider(
        everything(SAMPLE),
        name=PROVIDER,
        time_zone=ZONE,
        currency="USD",
        email=f"hello@{DOMAIN}",
        phone="+1 312 555 0142",
        address="7 Lantern Quay, Chicago IL",
        is_sample=True,
    )
    users = staff(chance)
    shelf = {name: _starter(name) for name in STARTERS}
    tell("Clients, their people and things", 0.02)
    houses = [_house(chance, firm, shelf, now) for firm in FIRMS[: wanted.clients]]
    office = Office(diary=diary_of(users, houses), now=now)
    drafts = _year(chance, houses, office, wanted.tickets)
    tell("Tickets, time and what was said", 0.3)
    store(drafts)
    days = Days(first=(now - YEAR).date(), now=now)
    timer(drafts, days)
    attach_some(chance, drafts)
    _decide(chance, houses, now, tell)
    tell("Ready", 1.0)
    return users[0]


def _starter(name: str) -> PlanText:
    path = next(each for each in plan_files() if each.stem == name)
    return add_plan(everything(SAMPLE), path.read_text(encoding="utf-8"))


def _house(chance: Chance, firm: Firm, shelf: dict[str, PlanText], now: datetime) -> House:
    made = house(chance, firm, now.date())
    things(chance, made, now.date())
    _agree_plan(chance, made, shelf, now)
    return made


def _agree_plan(
    chance: Chance, made: House, shelf: dict[str, PlanText], now: datetime
) -> None:
    agreement = Agreement(
        client=made.client,
        key=chance.key(),
        first=made.begun,
        last=made.client.last,
        note="Signed on paper; the scan is in the safe.",
    )
    create(SAMPLE, agreement)
    terms = [(made.firm.plan, made.begun)]
    if made.firm.later:
        half_a_year_ago = (now - timedelta(days=182)).date().replace(day=1)
        terms.append((made.firm.later, half_a_year_ago))
    for plan, first in terms:
        signed = first - timedelta(days=chance.whole(3, 20))
        row = AgreedVersion(
            agreement=agreement, plan=shelf[plan], first=first, signed=signed
        )
        create(SAMPLE, row)


def _year(chance: Chance, houses: list[House], office: Office, count: int) -> list[Draft]:
    """All tickets of the year, worked in the order in which they were opened."""
    days = Days(first=(office.now - YEAR).date(), now=office.now)
    shelf = templates(chance)
    kept = [each for made in houses for each in rounds(chance, made, shelf, days)]
    for each in kept:
        carry_out(chance, each, office)
    drafts = [each.draft for each in kept]
    drafts += [*moves(chance, houses, office), *projects(chance, houses, office)]
    drafts += today(chance, houses, office)
    shares = {place: _share(each, days) for place, each in enumerate(houses)}
    calls = []
    for _ in range(count):
        made = houses[chance.weighted(shares)]
        calls.append((opened_at(chance, made, days), made))
    calls.sort(key=lambda call: call[0])
    everyday = [usual(chance, made, opened, office.now) for opened, made in calls]
    for draft in everyday:
        work_on(chance, draft, office)
    return [*drafts, *everyday, *twins(chance, everyday, _TWINS)]


def _share(made: House, days: Days) -> float:
    """How much of all calls are theirs: by users and by the days under the plan."""
    last = min(made.client.last or days.now.date(), days.now.date())
    return made.firm.users * (last - max(days.first, made.begun)).days


def _decide(chance: Chance, houses: list[House], now: datetime, tell: Tell) -> None:
    for place, made in enumerate(houses):
        tell(f"Decisions for {made.firm.name}", 0.45 + 0.5 * place / len(houses))
        made.client.refresh_from_db()  # with the revision that its facts have now
        agree(chance, made, now)
        decide_all(SAMPLE, made.client)
        clocks(made, now)
    waive(chance)
