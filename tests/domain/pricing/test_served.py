"""Cost to serve: exact beside simulated, a year beside its quarters."""

from dataclasses import replace
from decimal import Decimal

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.limit import UpTo
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.exposure import ListedDevices, listed_evenly
from flatwright.domain.pricing.lanes import Lanes, lanes
from flatwright.domain.pricing.rate_book import RateBook, Share
from flatwright.domain.pricing.served import YEAR, Noise, Span, is_exact, served
from flatwright.domain.pricing.simulate import Trial, simulated
from tests.domain.pricing.some import EXAMPLE, PLANS, REFERENCE, TWENTY_FIVE, reference

NEW = Noise(1.0, 4.0)
KNOWN = Noise()


def met(plan: PlanVersion = REFERENCE, rates: RateBook = EXAMPLE) -> Lanes:
    """The lanes of 25 users under a plan."""
    return lanes(plan, rates, TWENTY_FIVE, listed_evenly(TWENTY_FIVE, plan))


def test_two_ways_through_the_clauses_give_one_cost() -> None:
    """Layers in closed form, and every ticket walked as a decision walks it."""
    exact = served(met(), KNOWN)
    drawn = simulated(met(), KNOWN, Trial(years=300))
    assert drawn.minutes.mean == pytest.approx(exact.minutes.mean, abs=4 * drawn.error)
    assert drawn.tickets == pytest.approx(exact.tickets, rel=0.02)
    for outcome in Outcome:
        assert drawn.expected(outcome) == pytest.approx(
            exact.expected(outcome), rel=0.15, abs=12
        )


def test_a_new_client_is_less_certain_than_a_known_one() -> None:
    new, known = served(met(), NEW), served(met(), KNOWN)
    assert new.minutes.mean == pytest.approx(known.minutes.mean, rel=1e-6)
    assert new.minutes.deviation > 4 * known.minutes.deviation


def test_minutes_of_all_uses_are_those_of_all_tickets() -> None:
    made = served(met(), KNOWN)
    every = sum(
        EXAMPLE.classes[name].minutes.mean * tickets * 12
        for (name, _), tickets in met().tickets.items()
    )
    assert sum(use.minutes for use in made.uses) == pytest.approx(every)
    assert made.expected(Outcome.COVERED) == pytest.approx(made.minutes.mean, rel=1e-6)
    assert made.hours.mean == pytest.approx(made.minutes.mean / 60)


def test_a_loud_client_draws_in_proportion_but_for_steady_classes() -> None:
    usual, loud = served(met(), KNOWN), served(met(), Noise(2.0))
    steady = sum(
        use.minutes
        for use in usual.uses
        if use.outcome is Outcome.COVERED and EXAMPLE.classes[use.demand].steady
    )
    assert loud.minutes.mean == pytest.approx(2 * usual.minutes.mean - steady, rel=1e-6)


def test_four_quarters_draw_what_the_year_draws() -> None:
    quarters = [Span(before=(1.0,) * before, busy=(1.0,) * 3) for before in (0, 3, 6, 9)]
    means = [served(met(), KNOWN, span).minutes.mean for span in quarters]
    assert sum(means) == pytest.approx(served(met(), KNOWN).minutes.mean, rel=1e-6)
    assert means == sorted(means, reverse=True)  # moves are used up


def test_a_quarter_may_be_simulated_too() -> None:
    span = Span(before=(1.0,) * 9, busy=(1.0,) * 3)
    drawn = simulated(met(), KNOWN, Trial(years=300), span)
    assert drawn.minutes.mean == pytest.approx(
        served(met(), KNOWN, span).minutes.mean, abs=4 * drawn.error
    )


def test_a_busy_month_has_more() -> None:
    usual, busy = (served(met(), KNOWN, Span(busy=(f,))) for f in (1.0, 1.5))
    assert busy.tickets == pytest.approx(1.5 * usual.tickets)


def test_an_allowance_of_the_whole_client_is_simulated() -> None:
    plan = reference(basics__helpdesk=UpTo(time=600, per="client", each="month"))
    assert not is_exact(met(plan))
    with pytest.raises(ValueError, match="simulate them"):
        served(met(plan), KNOWN)
    drawn = simulated(met(plan), KNOWN, Trial(years=50))
    assert drawn.minutes.mean < served(met(), KNOWN).minutes.mean


def test_two_plans_meet_the_same_years() -> None:
    few, many = (
        reference(basics__helpdesk=UpTo(time=minutes, per="client", each="month"))
        for minutes in (300, 600)
    )
    drawn = [simulated(met(plan), NEW, Trial(years=60)) for plan in (few, many)]
    assert drawn[0].tickets == drawn[1].tickets
    assert drawn[0].minutes.mean < drawn[1].minutes.mean


@pytest.mark.parametrize("name", ["essential", "complete", "premium"])
def test_starter_plans_can_be_priced(name: str) -> None:
    drawn = simulated(met(PLANS.plan(name, 1)), NEW, Trial(years=40))
    assert 20 < drawn.hours.mean < 400


def test_demand_that_no_client_has_is_refused() -> None:
    user = replace(EXAMPLE.classes["user"], tickets=Decimal(400_000))
    rates = replace(EXAMPLE, classes=EXAMPLE.classes | {"user": user})
    with pytest.raises(Refusal, match="hours of work in a period") as refusal:
        served(met(rates=rates), NEW)
    assert refusal.value.code == "impossible_frequency"


def test_a_client_with_nothing_draws_nothing() -> None:
    nobody = replace(TWENTY_FIVE, users=0, devices=0, printers={}, servers=0, sites=0)
    of = lanes(REFERENCE, EXAMPLE, nobody, ListedDevices(further=0, unlisted=0))
    assert of.of == ()
    assert served(of, NEW).minutes.mean == 0


def test_the_step_follows_the_client() -> None:
    tiny = replace(TWENTY_FIVE, users=1, devices=1, printers={}, servers=0)
    of = lanes(REFERENCE, EXAMPLE, tiny, ListedDevices(further=0, unlisted=0))
    assert served(of, KNOWN).minutes.step < served(met(), NEW).minutes.step


def test_noisy_persons_with_a_count_of_their_own_are_simulated() -> None:
    of_person = UpTo(tickets=2, per="person", each="year")
    assert not is_exact(met(reference(basics__helpdesk=of_person)))


def test_all_at_any_hour_covers_more() -> None:
    always = reference(hours__after_hours__included="all")
    none = replace(EXAMPLE, after_hours=Share(share=Decimal(0), source="x"))
    assert served(met(always), KNOWN, YEAR).minutes.mean == pytest.approx(
        served(met(REFERENCE, none), KNOWN).minutes.mean, rel=0.01
    )
