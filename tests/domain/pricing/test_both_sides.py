"""A plan from both sides, the client's bill by the hour, and the search for a design."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from flatwright.domain.plan.sections import SlaTarget
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.both_sides import bargain, bargain_of, inclusions_of
from flatwright.domain.pricing.by_the_hour import (
    bill,
    called_for,
    groups,
    rates_of,
    still_billed,
    without_plan,
)
from flatwright.domain.pricing.certainty import certainty, certainty_of
from flatwright.domain.pricing.corridor import Corridor, corridor, surplus
from flatwright.domain.pricing.exposure import ListedDevices, listed_evenly
from flatwright.domain.pricing.priced import Case, priced
from flatwright.domain.pricing.robust import otherwise
from flatwright.domain.pricing.search import (
    Design,
    Ranked,
    alike,
    front,
    lattice,
    ranked,
    refined,
)
from flatwright.domain.pricing.served import YEAR, Noise, uses
from tests.domain.pricing.some import EXAMPLE, TWENTY_FIVE, case, reference

BASE = priced(case())


def listed_under(plan: PlanVersion) -> ListedDevices:
    """The same client under a plan that counts devices otherwise."""
    return listed_evenly(TWENTY_FIVE, plan)


def test_help_that_costs_is_called_for_less() -> None:
    assert called_for(0, 220) == 1
    assert called_for(150, 150) == pytest.approx(np.exp(-1))
    assert called_for(150, 0) == 0
    assert called_for(0, 0) == 1


def test_each_clause_has_its_rate() -> None:
    rates = {BASE.lanes.clauses[n].code: rate for n, rate in rates_of(BASE.lanes).items()}
    assert rates["after_hours"] == 240
    assert rates["threshold"] == 165
    assert rates["unauthorised_changes"] == 150
    assert "helpdesk" not in rates


def test_a_bill_by_the_hour_is_rounded_up_by_ticket() -> None:
    called = without_plan(BASE.lanes, 150)
    exact, rounded = (bill(called, Noise(), step) for step in (1, 15))
    tickets = sum(each.tickets for each in called)
    minutes = (rounded.mean - exact.mean) / 150 * 60
    assert 6 < minutes / tickets < 9  # half a quarter of an hour
    assert rounded.step == 15 * 150 / 60


def test_the_certainty_of_a_bill_is_that_of_its_distribution() -> None:
    called = without_plan(BASE.lanes, 150)
    noise = Noise(1.0, 4.0)
    found = certainty(groups(called, noise, 15), 25_000)
    whole = bill(called, noise, 15)
    wanted = certainty_of(whole.points, whole.chances, 25_000)
    assert found.mean == pytest.approx(wanted.mean, rel=1e-6)
    assert found.equivalent == pytest.approx(wanted.equivalent, rel=1e-6)


def test_a_bill_of_several_rates_has_no_grid() -> None:
    with pytest.raises(ValueError, match="several rates"):
        bill(still_billed(BASE.lanes, rates_of(BASE.lanes)), Noise(), 15)


def test_nothing_called_for_is_no_bill() -> None:
    assert bill([], Noise(), 15).mean == 0


def test_both_sides_gain_from_the_reference_plan() -> None:
    found = corridor(bargain(BASE))
    assert isinstance(found, Corridor)
    assert found.lowest < found.split < found.highest
    assert found.surplus == pytest.approx(surplus(bargain(BASE)))


def test_a_client_of_five_hundred_can_bear_more_than_one_of_twenty_five() -> None:
    many = replace(TWENTY_FIVE, users=500, devices=1500, sites=1)
    plan = reference(users__devices=3)
    both = bargain(priced(case(plan, exposures=many)))
    small = bargain(priced(case(plan, exposures=replace(TWENTY_FIVE, devices=75))))
    assert 15 < surplus(both) / surplus(small) < 25


def test_bad_years_cost_the_provider_capital() -> None:
    without = bargain_of(BASE.case, BASE.lanes, BASE.served.uses)
    more = bargain(BASE).provider.cost_under_plan - without.provider.cost_under_plan
    worst = 60 * (BASE.hours.tvar(0.95) - BASE.hours.mean)
    assert more == pytest.approx(0.15 * worst)


def test_a_fast_answer_is_worth_something() -> None:
    fast = priced(case(reference(sla={"p1": SlaTarget(respond=60)})))
    assert bargain(fast).client.proactive - bargain(BASE).client.proactive == 5 * 25 * 12
    assert bargain(fast).provider.fixed - bargain(BASE).provider.fixed == 3 * 25 * 12


def test_first_training_saves_tickets_of_the_plan() -> None:
    hour, half, none = (
        case(reference(training__per_installation=minutes)).noise_under_plan.mean
        for minutes in (60, 30, 0)
    )
    assert (hour, half, none) == (0.98, 0.99, 1)


def test_each_class_is_asked_whether_free_help_gains() -> None:
    found = inclusions_of(BASE)
    assert found["server"].free
    assert not found["printer_personal"].free
    worthless = replace(EXAMPLE.classes["user"], worth=Decimal(0))
    rates = replace(EXAMPLE, classes=EXAMPLE.classes | {"user": worthless})
    assert "user" not in inclusions_of(priced(case(rates=rates)))


def test_what_is_declined_costs_nobody_anything() -> None:
    """Help with unlicensed software is neither given nor billed."""
    pirated = replace(EXAMPLE.classes["user"], work={"action": "unlicensed_software"})
    rates = replace(EXAMPLE, classes=EXAMPLE.classes | {"pirated": pirated})
    more = bargain(priced(case(rates=rates)))
    assert more.client.worth_under_plan == bargain(BASE).client.worth_under_plan


def test_help_that_is_worth_nothing_is_never_called_for_at_a_price() -> None:
    classes = {
        name: replace(each, worth=Decimal(0)) for name, each in EXAMPLE.classes.items()
    }
    of = priced(case(rates=replace(EXAMPLE, classes=classes)))
    assert bill(without_plan(of.lanes, 150), Noise(), 15).mean == 0
    assert bargain(of).client.bill_by_the_hour == 0


GENEROUS = Design(
    devices=5,
    printers="all",
    moves=2,
    threshold=480,
    after_hours="all",
    training=60,
    respond=15,
)
LEAN = Design(
    devices=2,
    printers="none",
    moves=0,
    threshold=120,
    after_hours="none",
    training=0,
    respond=None,
)


def test_a_design_is_the_plan_with_its_settings() -> None:
    plan = GENEROUS.of(reference())
    assert (plan.users.devices, plan.moves.per_person_per_year) == (5, 2)
    assert plan.projects.request_over == plan.projects.incident_over == 480
    assert plan.sla["p1"].respond == 15
    again = GENEROUS.of(reference(sla={"p1": SlaTarget(respond=60, resolve=240)}))
    assert again.sla["p1"] == SlaTarget(respond=15, resolve=240)
    lean = LEAN.of(reference())
    assert (lean.printers.central, lean.printers.at_home) == ("hourly", "hourly")
    assert lean.sla == {}


def test_thousands_of_designs_are_tried() -> None:
    assert len(list(lattice(EXAMPLE))) == 5 * 3 * 4 * 4 * 2 * 3 * 3
    none = replace(EXAMPLE, costs=replace(EXAMPLE.costs, response={}))
    assert {design.respond for design in lattice(none)} == {None}


def by_hand(base: Case, design: Design) -> float:
    """A design's surplus, priced by itself."""
    tried = replace(base, plan=design.of(base.plan))
    lanes = tried.lanes
    return surplus(bargain_of(tried, lanes, uses(lanes, tried.noise_under_plan, YEAR)))


def test_designs_are_ranked_by_what_both_gain() -> None:
    base = case()
    found = ranked(base, [LEAN, GENEROUS], listed_under)
    alone = by_hand(base, GENEROUS)
    assert {each.design: each.surplus for each in found}[GENEROUS] == alone
    assert found[0].surplus >= found[1].surplus


def test_designs_that_answer_sooner_share_all_but_their_standing_costs() -> None:
    base = case()
    soon = [tier.respond for tier in base.book.costs.response.values()]
    designs = [replace(GENEROUS, respond=minutes) for minutes in soon]
    found = ranked(base, designs, listed_under)
    alone = {design: by_hand(base, design) for design in designs}
    assert {each.design: each.surplus for each in found} == alone
    assert len(set(alone.values())) == len(soon)


def test_the_best_are_priced_in_full() -> None:
    best = list(
        refined(case(), ranked(case(), [LEAN, GENEROUS], listed_under), listed_under)
    )
    for each in best:
        assert each.error > 0
        if each.gains:
            assert sum(each.gains) == pytest.approx(each.surplus)
    assert set(map(id, front(best))) <= set(map(id, best))


def test_designs_that_nobody_can_tell_apart_are_alike() -> None:
    """A sixth device that nobody has changes nothing, so neither wins."""
    designs = [replace(GENEROUS, devices=3), GENEROUS, LEAN]
    told = [Ranked(design=each, surplus=0.0) for each in designs]
    best = list(refined(case(), told, listed_under))
    names = {each.design for each in alike(best)}
    assert names in ({designs[0], designs[1]}, {LEAN})


def test_the_best_design_is_held_against_other_assumptions() -> None:
    best = list(
        refined(case(), ranked(case(), [LEAN, GENEROUS], listed_under), listed_under)
    )
    found = list(otherwise(case(), best, listed_under))
    assert len(found) == 6
    assert all(each.ahead >= 0 for each in found)
    assert all(each.design in (LEAN, GENEROUS) for each in found)
    known = case(noise=Noise())
    same = list(otherwise(known, best, listed_under))
    spread = [each.ahead for each in same if "kappa" in each.what]
    usual = ranked(known, [LEAN, GENEROUS], listed_under)[0].design
    assert spread == [0, 0] or usual not in {each.design for each in same}


def test_designs_that_are_the_same_to_a_client_are_tried_once() -> None:
    """Nobody has a fourth device: a design for four is the one for three."""
    same = [replace(GENEROUS, devices=n) for n in (3, 4, 5)]
    assert [each.design.devices for each in ranked(case(), same, listed_under)] == [3]


def dear(base: Case) -> Case:
    """The same with tools so dear that no price is left."""
    tools = {"user": Decimal(400)}
    costs = replace(base.book.costs, tools=tools)
    return replace(base, book=replace(base.book, costs=costs))


def test_a_design_without_a_price_is_on_no_front() -> None:
    base = dear(case())
    best = list(refined(base, ranked(base, [GENEROUS], listed_under), listed_under))
    assert best[0].price is None
    assert best[0].gains is None
    assert front(best) == []
