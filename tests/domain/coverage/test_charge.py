"""Minutes with their outcome become lines, priced by the rates of the plan."""

from dataclasses import replace
from datetime import date

import pytest

from flatwright.domain.coverage.approve import Agreed
from flatwright.domain.coverage.charge import charged
from flatwright.domain.coverage.counting import Taking
from flatwright.domain.coverage.decision import Line
from flatwright.domain.kernel.money import Money
from flatwright.domain.records.work import WorkItem
from tests.domain.coverage.any_work import at
from tests.domain.coverage.charged_lines import (
    ABSORBED,
    AUGUST,
    COVERED,
    HOURLY,
    TERMS,
    TUESDAY,
    Some,
    billed,
    ceiling,
    clause_of,
    dearer_later,
    fixed,
    lines,
    row_of,
    some_hourly,
    some_night,
)

# ------------------------------------------------------------ lines


def test_no_minutes_have_no_lines() -> None:
    assert lines() == ()


def test_a_line_says_all_that_is_known_of_it() -> None:
    some = some_hourly(50)
    assert lines(some) == (
        Line(
            worked=50,
            band="business",
            outcome=HOURLY,
            billed=60,
            amount=Money(15000, "USD"),
            cites=TERMS.refs[clause_of(some, TERMS)],
            day=TUESDAY,
        ),
    )


def test_a_covered_line_has_no_date_and_costs_nothing() -> None:
    some = Some(minutes=50, code="helpdesk", outcome=COVERED, night=True)
    assert lines(some) == (
        Line(
            worked=50,
            band="after_hours",
            outcome=COVERED,
            billed=0,
            amount=Money(0, "USD"),
            cites=TERMS.refs[clause_of(some, TERMS)],
            day=None,
        ),
    )


def test_the_first_of_all_dates_is_a_date() -> None:
    assert lines(replace(some_hourly(), day=date(1, 1, 1)))[0].day == date(1, 1, 1)


def test_amounts_are_in_the_plans_currency() -> None:
    plans = tuple(replace(plan, currency="EUR") for plan in TERMS.plans)
    found = lines(some_hourly(), Some(quote=fixed(1)), terms=replace(TERMS, plans=plans))
    assert [line.amount.currency for line in found] == ["EUR", "EUR"]


def test_minutes_of_one_code_are_one_line() -> None:
    found = lines(some_hourly(20), some_hourly(10, "users"), some_hourly(21))
    assert [(line.cites.code, line.worked, line.billed) for line in found] == [
        ("moves", 41, 45),
        ("users", 10, 15),
    ]


def test_a_taking_has_the_facts_of_its_own_row() -> None:
    rows = [row_of(0, some_hourly()), row_of(1, replace(some_hourly(), night=True))]
    clause = clause_of(some_hourly(), TERMS)
    takings = [Taking(row=row, clause=clause, start=0, minutes=9 - row) for row in (1, 0)]
    agreed = [Agreed(taking=taking, outcome=HOURLY) for taking in takings]
    found = charged(agreed, rows, WorkItem(), TERMS)
    assert [(line.band, line.worked) for line in found] == [
        ("after_hours", 8),
        ("business", 9),
    ]


def test_absorbed_minutes_are_a_line_of_their_own() -> None:
    some = some_hourly()
    found = lines(some, replace(some, became=ABSORBED))
    assert [(line.outcome, line.amount.minor) for line in found] == [
        (HOURLY, 15000),
        (ABSORBED, 0),
    ]


# ------------------------------------------------------------ rates


def test_a_call_out_has_its_minimum_and_running_on_has_none() -> None:
    assert billed(some_night(10)) == [(60, 22500)]
    assert billed(some_night(10, ran_on=True)) == [(15, 5625)]


def test_one_rate_holds_by_day_and_others_at_night() -> None:
    rates = tuple((60_000_000, 120_000_000, 180_000_000, 240_000_000) for _ in TERMS.rates)
    terms = replace(TERMS, rates=rates)
    for kind, cents in (("weekday", 120), ("weekend", 180), ("holiday", 240)):
        assert billed(some_night(60, kind), terms=terms) == [(60, cents)]
        by_day = Some(minutes=60, kind=kind)
        assert billed(by_day, terms=terms) == [(60, 60)]


def test_a_night_that_the_provider_chose_is_paid_as_a_day() -> None:
    some = Some(night=True)
    assert billed(some) == [(60, 24750)]
    assert billed(some, by="provider") == [(60, 16500)]
    assert billed(some, by="unknown") == [(60, 24750)]


def test_a_clause_has_its_own_rate() -> None:
    some = some_hourly()
    rates = list(TERMS.rates)
    rates[clause_of(some, TERMS)] = (1_000_000,) * 4
    terms = replace(TERMS, rates=tuple(rates))
    assert billed(some, some_hourly(60, "users"), terms=terms) == [(60, 1), (60, 15000)]


def test_a_quote_keeps_the_rate_of_the_day_on_which_it_was_approved() -> None:
    terms = dearer_later()
    assert billed(Some(quote=ceiling(10**6)), terms=terms) == [(60, 16500)]
    assert billed(Some(quote=ceiling(10**6, AUGUST)), terms=terms) == [(60, 20000)]
    assert billed(Some(), terms=terms) == [(60, 16500)]


def test_a_quote_keeps_the_rate_of_the_night() -> None:
    some = Some(quote=ceiling(10**6, AUGUST), night=True)
    assert billed(some, terms=dearer_later()) == [(60, 30000)]


def test_an_approval_of_hourly_work_keeps_no_rate_and_sets_no_ceiling() -> None:
    yes = replace(ceiling(100, AUGUST), type="hourly")
    some = replace(some_hourly(), quote=yes)
    assert billed(some, terms=dearer_later()) == [(60, 15000)]


@pytest.mark.parametrize(
    ("day", "clock", "cents"),
    [
        ("2020-01-01", "12:00", 16500),
        ("2025-10-31", "00:00", 16500),
        ("2026-06-30", "23:59", 16500),
        ("2026-07-01", "00:00", 20000),
        ("2027-03-03", "23:59", 20000),
        ("2029-01-01", "12:00", 20000),
    ],
)
def test_the_version_of_a_quote_is_the_one_in_force_or_the_nearest(
    day: str, clock: str, cents: int
) -> None:
    some = Some(quote=ceiling(10**6, at(day, clock)))
    assert billed(some, terms=dearer_later()) == [(60, cents)]


def test_inside_the_calendar_the_version_is_looked_up_and_outside_it_is_the_nearest() -> (
    None
):
    terms = dearer_later()
    table = terms.calendar
    for versions, when, cents in (
        (1, table.at[0] - 1, 16500),
        (1, table.at[0], 20000),
        (0, table.at[-2] - 1, 16500),
        (0, table.at[-2], 20000),
    ):
        all_one = table._replace(version=[versions] * len(table.version))
        some = Some(quote=ceiling(10**6, when))
        assert billed(some, terms=replace(terms, calendar=all_one)) == [(60, cents)]
