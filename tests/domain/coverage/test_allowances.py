"""What was granted, used and carried on of each allowance, on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from flatwright.domain.coverage.allowances import Standing, allowances
from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.condition import among
from flatwright.domain.plan.limit import Scope, UpTo
from flatwright.domain.plan.own import OwnClause
from flatwright.domain.plan.sections import Onsite, Replacements
from flatwright.domain.records.work import Drawn
from tests.domain.coverage.any_work import northwind

AGREEMENT, TERMS = northwind()
FEBRUARY, AUGUST = date(2026, 2, 3), date(2026, 8, 4)


def drew(day: date, count: int = 1, **what: Any) -> Drawn:
    usual = Drawn(
        code="moves",
        unit="times",
        per="person",
        each="year",
        whose="alice",
        day=day,
        count=count,
    )
    return replace(usual, **what)


def visits(day: date, count: int = 1, each: str = "month") -> Drawn:
    return drew(day, count, code="onsite", unit="visits", per="client", each=each, whose="")


def under(last: date | None = date(2026, 12, 31), **settings: Any) -> Terms:
    plan = replace(TERMS.plans[0], **settings)
    first = AGREEMENT.versions[:1]
    made = replace(AGREEMENT, last=last, versions=first, suspended=())
    return terms(made, (plan,))


def of(
    code: str, found: Sequence[Standing], whose: str | None = None
) -> list[tuple[int, int, int, int]]:
    """Granted, carried, used and left of the allowances of a code."""
    return [
        (each.granted, each.carried, each.used, each.left)
        for each in found
        if each.cites.code == code and whose in (None, each.whose)
    ]


def test_a_move_is_used_by_the_person_who_moved() -> None:
    found = allowances(TERMS, [drew(FEBRUARY)], AUGUST)
    assert of("moves", found, "alice") == [(1, 0, 1, 0)]
    assert of("moves", found, "bob") == [(1, 0, 0, 1)]


def test_an_allowance_says_its_clause_and_its_days() -> None:
    found = allowances(TERMS, (), FEBRUARY, {Scope.PERSON: ["alice"]})
    (move,) = found
    assert (str(move.cites), move.unit, move.whose) == (
        "reference@1 11.1 moves",
        "times",
        "alice",
    )
    assert move.says == "up to once for each user each agreement year"
    assert move.promise.startswith("Each user may move desk inside your listed sites once")
    assert (move.first, move.last) == (date(2026, 1, 1), date(2026, 12, 31))


def test_owners_may_be_named_and_nobody_else_is_told() -> None:
    found = allowances(TERMS, [drew(FEBRUARY)], AUGUST, {Scope.PERSON: ["bob"]})
    assert [each.whose for each in found] == ["bob"]


def test_who_has_left_is_told_where_they_have_drawn() -> None:
    people = {each.whose for each in allowances(TERMS, (), AUGUST)}
    assert "alice" in people
    assert "frank" not in people
    found = allowances(TERMS, [drew(FEBRUARY, whose="frank")], AUGUST)
    assert of("moves", found, "frank") == [(1, 0, 1, 0)]


def test_an_installation_is_told_where_training_was_drawn() -> None:
    hour = drew(
        FEBRUARY,
        45,
        code="training",
        unit="minutes",
        per="installation",
        each="term",
        whose="new-crm",
    )
    found = allowances(TERMS, [hour], AUGUST)
    assert of("training", found) == [(60, 0, 45, 15)]
    (training,) = (each for each in found if each.cites.code == "training")
    assert (training.first, training.last) == (AGREEMENT.first, AGREEMENT.last)
    assert training.is_near


def test_what_each_piece_of_work_may_take_is_no_allowance_of_the_client() -> None:
    codes = {each.cites.code for each in allowances(TERMS, (), AUGUST)}
    assert codes == {"moves"}


@pytest.mark.parametrize("on", [date(2025, 12, 31), date(2027, 1, 1), date(2040, 1, 1)])
def test_outside_the_agreement_there_is_none(on: date) -> None:
    assert allowances(TERMS, [drew(FEBRUARY)], on) == ()


def test_a_version_has_its_own_clauses() -> None:
    versions = {each.cites.version for each in allowances(TERMS, (), FEBRUARY)}
    assert versions == {1}
    assert {each.cites.version for each in allowances(TERMS, (), AUGUST)} == {2}


def a_month(**more: Any) -> Terms:
    up_to = UpTo(visits=2, each="month", **more)
    return under(onsite=Onsite(visits=up_to))


def test_visits_begin_anew_each_month() -> None:
    drawn = [visits(date(2026, 1, 31), 2), visits(date(2026, 2, 1))]
    found = allowances(a_month(), drawn, FEBRUARY)
    assert of("onsite", found) == [(2, 0, 1, 1)]
    (month,) = (each for each in found if each.cites.code == "onsite")
    assert (month.first, month.last) == (date(2026, 2, 1), date(2026, 2, 28))


def test_what_is_left_of_a_month_is_carried_on() -> None:
    drawn = [visits(date(2026, 1, 20))]
    assert of("onsite", allowances(a_month(rollover=True), drawn, FEBRUARY)) == [
        (2, 1, 0, 3)
    ]


def test_no_more_is_carried_on_than_the_plan_says() -> None:
    rolling = a_month(rollover=True, carried_at_most=3)
    assert of("onsite", allowances(rolling, (), date(2026, 6, 1))) == [(2, 3, 0, 5)]


def test_a_site_has_its_own() -> None:
    up_to = UpTo(time=120, per="site", each="quarter")
    drawn = drew(
        FEBRUARY,
        90,
        code="onsite",
        unit="minutes",
        per="site",
        each="quarter",
        whose="hq",
    )
    found = allowances(under(onsite=Onsite(visits=up_to)), [drawn], date(2026, 3, 31))
    assert of("onsite", found, "hq") == [(120, 0, 90, 30)]
    assert of("onsite", found, "branch") == [(120, 0, 0, 120)]
    assert {each.last for each in found if each.whose == "hq"} == {date(2026, 3, 31)}


def test_a_period_ends_with_the_agreement() -> None:
    years = Replacements(setup="covered", per_user=1, every=3)
    found = allowances(under(replacements=years), (), AUGUST, {Scope.PERSON: ["alice"]})
    (new,) = (each for each in found if each.cites.code == "replacements")
    assert (new.first, new.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert new.says == "up to once for each user every 3 years"


def test_what_is_used_beyond_leaves_nothing() -> None:
    assert of("moves", allowances(TERMS, [drew(FEBRUARY, 3)], AUGUST), "alice") == [
        (1, 0, 3, 0)
    ]


def own(number: int, **more: Any) -> OwnClause:
    return OwnClause(
        code="cabling",
        when=among("kind", "request"),
        outcome="covered",
        says=f"Cabling {number}.",
        **more,
    )


def test_clauses_that_draw_from_one_counter_are_told_once() -> None:
    clauses = (
        own(1, up_to=UpTo(times=5, each="year")),
        own(2, up_to=UpTo(times=5, each="year")),
        own(3, up_to=UpTo(times=9, each="year")),
    )
    found = allowances(under(clauses=clauses), (), FEBRUARY)
    assert of("cabling", found) == [(5, 0, 0, 5), (9, 0, 0, 9)]


# ------------------------------------------------------------ agreements without an end


def test_without_an_end_the_years_go_on() -> None:
    endless = under(last=None)
    drawn = [drew(FEBRUARY), drew(date(2031, 3, 3))]
    found = allowances(endless, drawn, date(2031, 5, 5), {Scope.PERSON: ["alice"]})
    assert of("moves", found) == [(1, 0, 1, 0)]
    assert (found[0].first, found[0].last) == (date(2031, 1, 1), date(2031, 12, 31))


def test_without_an_end_the_term_has_no_last_day() -> None:
    found = allowances(under(last=None), (), FEBRUARY, {Scope.INSTALLATION: ["crm"]})
    assert [each.last for each in found] == [None]


# ------------------------------------------------------------ by which work


@pytest.mark.parametrize(
    ("drawn", "counted"),
    [
        (drew(FEBRUARY), True),
        (drew(date(2026, 12, 31)), True),
        (drew(date(2025, 12, 31)), False),
        (drew(date(2027, 1, 1)), False),
        (drew(FEBRUARY, whose="bob"), False),
        (drew(FEBRUARY, code="cabling"), False),
        (drew(FEBRUARY, each="month"), False),
    ],
)
def test_an_allowance_knows_what_was_drawn_from_it(drawn: Drawn, *, counted: bool) -> None:
    (move,) = allowances(TERMS, (), AUGUST, {Scope.PERSON: ["alice"]})
    assert move.counts(drawn) is counted


def test_without_an_end_all_that_was_drawn_counts_to_the_term() -> None:
    (crm,) = allowances(under(last=None), (), FEBRUARY, {Scope.INSTALLATION: ["crm"]})
    hour = drew(
        date(2050, 1, 1),
        code="training",
        unit="minutes",
        per="installation",
        each="term",
        whose="crm",
    )
    assert crm.counts(hour)
