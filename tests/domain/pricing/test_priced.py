"""A plan priced for a client: range, reasons, and what would change it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from flatwright.domain.plan.limit import UpTo
from flatwright.domain.plan.sections import SlaTarget
from flatwright.domain.pricing.exposure import listed_evenly
from flatwright.domain.pricing.floors import Floor
from flatwright.domain.pricing.moved import Move, moves, with_setting
from flatwright.domain.pricing.priced import Case, Priced, priced
from flatwright.domain.pricing.served import Noise, Span
from flatwright.domain.pricing.simulate import Trial
from flatwright.domain.pricing.tornado import tornado
from flatwright.domain.pricing.worth import by_class, clause_uses, worths
from tests.domain.pricing.some import EXAMPLE, REFERENCE, TWENTY_FIVE, case, reference

BASE = priced(case())


def changes(of: Priced, *moved: Move) -> list[float]:
    """The change of the least price a month by each move."""
    listed = lambda plan: listed_evenly(of.case.exposures, plan)  # noqa: E731
    return [worth.price for worth in worths(of, moved, listed)]


def test_a_new_clients_price_is_set_by_margin_at_risk() -> None:
    assert BASE.floors.binding is Floor.AT_RISK
    assert BASE.per_user == pytest.approx(BASE.floors.least / 12 / 25)
    low, high = BASE.likely
    assert low < BASE.floors.of[Floor.MARGIN] / 12 < high


def test_a_known_clients_price_is_set_by_the_margin() -> None:
    known = priced(case(noise=Noise()))
    assert known.floors.binding is Floor.MARGIN
    assert known.a_month < BASE.a_month


def test_the_margin_at_the_price_by_margin_is_the_one_aimed_at() -> None:
    price = BASE.floors.of[Floor.MARGIN]
    assert BASE.margin_at(price) == pytest.approx(0.5)
    assert BASE.chance_below(0.4, BASE.floors.of[Floor.AT_RISK]) <= 0.05


def test_reactive_hours_are_for_each_user() -> None:
    assert BASE.reactive_hours_per_user == pytest.approx(BASE.hours.mean / 25 / 12)


def test_a_quarter_costs_a_quarter_of_what_stands() -> None:
    quarter = priced(replace(case(), span=Span(busy=(1.0,) * 3)))
    assert quarter.fixed == pytest.approx(BASE.fixed / 4)
    assert quarter.share_of_year == 0.25


def test_shared_allowances_are_simulated() -> None:
    plan = reference(basics__helpdesk=UpTo(time=600, per="client", each="month"))
    drawn = priced(replace(case(plan), trial=Trial(years=40)))
    assert drawn.served.error > 0
    assert drawn.a_month < BASE.a_month


def test_what_a_setting_is_worth() -> None:
    by_setting: dict[tuple[str, str], Move] = {
        (each.setting, each.would_be): each for each in moves(REFERENCE, EXAMPLE)
    }
    cheaper = [
        ("printers.personal", "hourly"),
        ("moves.per_person_per_year", "0"),
        ("projects.incident_over", "2 hours"),
    ]
    dearer = [
        ("hours.after_hours.included", "all"),
        ("projects.request_over", "no limit"),
        ("sla.p1.respond", "15 minutes"),
    ]
    assert all(change < 0 for change in changes(BASE, *(by_setting[m] for m in cheaper)))
    assert all(change > 0 for change in changes(BASE, *(by_setting[m] for m in dearer)))


def test_each_move_is_one_setting_of_the_plan() -> None:
    for plan in (
        REFERENCE,
        reference(users__devices="unlimited", projects__request_over=None),
        reference(users__devices={"computer": 1}, sla={"p1": SlaTarget(respond=60)}),
        reference(users__devices=1, onsite__visits=UpTo(visits=1)),
        reference(hours__after_hours__included=("server", "network")),
    ):
        found = list(moves(plan, EXAMPLE))
        assert all(move.was != move.would_be for move in found)
        assert all(move.plan != plan for move in found)
        told = [(move.setting, move.would_be) for move in found]
        assert len(set(told)) == len(told)


def test_settings_are_changed_at_any_depth() -> None:
    plan = with_setting(REFERENCE, "basics.backups.monitoring", "weekly")
    assert plan.basics.backups.monitoring == "weekly"
    assert with_setting(REFERENCE, "title", "Other").title == "Other"


def test_each_clause_takes_its_hours_a_month() -> None:
    uses = {each.clause.code: each for each in clause_uses(BASE)}
    assert uses["moves"].hours > 0
    assert uses["moves"].cost == pytest.approx(uses["moves"].hours * 60)
    assert "suspended" not in uses


def test_users_take_the_most() -> None:
    found = by_class(BASE)
    assert next(iter(found)) == "user"
    assert sum(found.values()) == pytest.approx(BASE.hours.mean / 12, rel=1e-6)


def test_a_price_hangs_most_on_how_often_people_call() -> None:
    swings = tornado(BASE)
    assert swings[0].what == "tickets of every class"
    assert swings[0].low[1] < BASE.a_month < swings[0].high[1]
    assert [s.width for s in swings] == sorted((s.width for s in swings), reverse=True)
    known = tornado(priced(case(noise=Noise())))
    spread = next(each for each in known if "kappa" in each.what)
    assert spread.width == 0  # of a known client nothing hangs on how clients differ


def test_a_margin_near_the_whole_is_moved_by_half_of_what_is_left() -> None:
    goals = replace(EXAMPLE.goals, gross_margin=Decimal(95))
    swings = tornado(priced(case(rates=replace(EXAMPLE, goals=goals))))
    found = next(swing for swing in swings if swing.what == "the gross margin aimed at")
    assert (found.low[0], found.high[0]) == ("90%", "97.5%")


def test_a_dearer_hour_makes_a_dearer_plan() -> None:
    told = replace(EXAMPLE, costs=replace(EXAMPLE.costs, own_hour=Decimal(90)))
    assert priced(case(rates=told)).a_month > BASE.a_month


def test_a_case_is_a_value() -> None:
    assert isinstance(case(), Case)
    assert priced(case(exposures=replace(TWENTY_FIVE, users=0, devices=0))).per_user > 0
