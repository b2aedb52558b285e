"""The search for a design that is best for both sides: thousands ranked, the best refined.

The surplus of a design does not depend on its price, so designs are ranked by it; a price
only says who has how much of it. What is within the error of the best is as good as it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from flatwright.domain.plan.sections import SlaTarget
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.both_sides import bargain, bargain_of, with_standing
from flatwright.domain.pricing.corridor import Bargain, client_gain, provider_gain, surplus
from flatwright.domain.pricing.exposure import ListedDevices
from flatwright.domain.pricing.moved import with_setting
from flatwright.domain.pricing.priced import Case, Priced, priced, with_plan
from flatwright.domain.pricing.rate_book import RateBook
from flatwright.domain.pricing.served import YEAR, uses

ListedUnder = Callable[[PlanVersion], ListedDevices]
DEVICES = (1, 2, 3, 4, 5)
PRINTERS = {"none": (), "shared": ("central",), "all": ("central", "personal", "at_home")}
MOVES = (0, 1, 2, 3)
THRESHOLDS = (60, 120, 240, 480)  # minutes
AFTER_HOURS = ("none", "all")
TRAINING = (0, 30, 60)  # minutes of each installation
_ROUNDING = 1e-3  # of the surplus: what closed forms leave out


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One choice of every setting that the search moves."""

    devices: int
    printers: str
    moves: int
    threshold: int
    after_hours: str
    training: int
    respond: int | None  # minutes to the first answer to a P1

    def of(self, plan: PlanVersion) -> PlanVersion:
        """The plan with this design; all else stays."""
        listed = PRINTERS[self.printers]
        places = {
            name: "listed" if name in listed else "hourly" for name in PRINTERS["all"]
        }
        sla = dict(plan.sla)
        if self.respond is not None:
            target = sla.get("p1") or SlaTarget(respond=self.respond)
            sla["p1"] = replace(target, respond=self.respond)
        hours = with_setting(plan, "hours.after_hours.included", self.after_hours).hours
        return replace(
            plan,
            users=replace(plan.users, devices=self.devices),
            printers=replace(plan.printers, **places),
            moves=replace(plan.moves, per_person_per_year=self.moves),
            projects=replace(
                plan.projects, request_over=self.threshold, incident_over=self.threshold
            ),
            hours=hours,
            training=replace(plan.training, per_installation=self.training),
            sla=sla,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A design with its surplus of a year, by expected minutes alone."""

    design: Design
    surplus: float


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Refined:
    """A design priced in full: its surplus, the error of it, and a price that can be asked.

    `price` is the year's: the equal split, or the floor above it; None where the floor is
    above what the client should pay.
    """

    design: Design
    priced: Priced
    bargain: Bargain
    error: float

    @property
    def surplus(self) -> float:
        """What both sides gain together in a year."""
        return surplus(self.bargain)

    @property
    def price(self) -> float | None:
        """The equal split of the surplus, or the floor above it, if the client gains."""
        highest = client_gain(self.bargain, 0)
        split = highest - self.surplus / 2
        price = max(split, self.priced.floors.least)
        return price if price <= highest else None

    @property
    def gains(self) -> tuple[float, float] | None:
        """What the price leaves to the provider and to the client in a year."""
        if self.price is None:
            return None
        return provider_gain(self.bargain, self.price), client_gain(
            self.bargain, self.price
        )


def lattice(book: RateBook) -> Iterator[Design]:
    """Every design that is tried; the tiers of response are the rate book's."""
    told = [tier.respond for tier in book.costs.response.values()]
    tiers: list[int | None] = [*told] or [None]
    for choice in product(
        DEVICES, PRINTERS, MOVES, THRESHOLDS, AFTER_HOURS, TRAINING, tiers
    ):
        devices, printers, moves, threshold, after_hours, training, respond = choice
        yield Design(
            devices=devices,
            printers=printers,
            moves=moves,
            threshold=threshold,
            after_hours=after_hours,
            training=training,
            respond=respond,
        )


def ranked(
    case: Case, designs: Iterable[Design], listed_under: ListedUnder
) -> list[Ranked]:
    """Designs by their surplus, the largest first, from expected minutes in closed form.

    Of designs that are the same to this client the one with the fewest devices is kept.
    What tickets draw together is taken as left: such designs are ranked a little high,
    and put right when they are refined. How soon we answer moves no ticket: designs that
    differ in it alone share their help.
    """
    made, seen = [], set()
    helped: dict[tuple[ListedDevices, Design], Bargain] = {}
    for design in designs:
        plan = design.of(case.plan)
        listed = listed_under(plan)
        alike_for_client = replace(design, devices=0)
        if (listed, alike_for_client) in seen:
            continue  # more devices than anybody has change nothing
        seen.add((listed, alike_for_client))
        tried = with_plan(case, plan, listed)
        help_ = listed, replace(alike_for_client, respond=None)
        if help_ not in helped:
            helped[help_] = _expected(tried)
        both = with_standing(helped[help_], tried)
        made.append(Ranked(design=design, surplus=surplus(both)))
    return sorted(made, key=lambda each: -each.surplus)


def refined(
    case: Case, best: Iterable[Ranked], listed_under: ListedUnder
) -> Iterator[Refined]:
    """Each design with its full distribution, its bad years' capital, and its error."""
    for each in best:
        plan = each.design.of(case.plan)
        made = priced(with_plan(case, plan, listed_under(plan)))
        both = bargain(made)
        drawn = 2 * made.served.error / 60 * made.own_hour
        error = drawn + _ROUNDING * abs(surplus(both))
        yield Refined(design=each.design, priced=made, bargain=both, error=error)


def alike(best: Sequence[Refined]) -> list[Refined]:
    """Those that nobody can tell from the best: their surplus is within both errors."""
    top = max(best, key=lambda each: each.surplus)
    return [each for each in best if top.surplus - each.surplus <= top.error + each.error]


def front(best: Sequence[Refined]) -> list[Refined]:
    """Those with a price that no other beats for one side without loss to the other."""
    priced_ = [(each, each.gains) for each in best]
    able = [(each, gains) for each, gains in priced_ if gains is not None]
    kept = [
        each
        for each, (ours, theirs) in able
        if not any(
            a >= ours and b >= theirs and (a > ours or b > theirs) for _, (a, b) in able
        )
    ]
    return sorted(kept, key=lambda each: -(each.gains or (0.0, 0.0))[0])


def _expected(case: Case) -> Bargain:
    """Both sides from expected minutes alone."""
    lanes = case.lanes
    return bargain_of(case, lanes, uses(lanes, case.noise_under_plan, YEAR))
