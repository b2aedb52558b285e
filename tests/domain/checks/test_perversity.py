"""The two real perversities, in plans that have them and in plans that do not."""

from flatwright.domain.checks.finding import (
    FindingKind,
)
from tests.domain.checks.looked_at import listing, minutes, reference


def test_listing_a_home_printer_raises_the_bill_for_third_party_damage() -> None:
    each = next(f for f in reference() if f.name == "generosity:third_parties")
    assert each.kind is FindingKind.GENEROSITY
    assert each.bills
    assert [str(bill) for bill in each.bills] == ["112.50 USD", "165.00 USD"]
    assert each.work.startswith("60 minutes in business hours: a third party damaged it")
    assert "it is a printer and it stands at a home" in each.work
    assert [cited.code for cited in each.cites] == ["triage", "printers", "third_parties"]
    assert "projects.rate: 150 at any hour with first_aid.triage: 0m" in each.change


def test_the_change_that_is_named_takes_the_perversity_away() -> None:
    cured = listing(
        ("rate: 165", "rate: 150"),
        ("multiple: 1.5", "multiple: 1"),
        ("triage: 15m", "triage: 0m"),
    )
    assert "generosity:third_parties" not in cured
    assert "generosity:acts_of_god" not in cured
    assert "generosity:after_hours" in cured


WHOLE = ("incident_over: 4h ", "incident_over: 4h\n  incident_whole: true\n#")
BY_THE_MINUTE = (("rate: 165", "rate: 150"), ("rounding: 15m", "rounding: 1m"))


def test_a_whole_incident_as_a_project_makes_one_minute_cost_602_50() -> None:
    each = minutes(WHOLE, *BY_THE_MINUTE)["one-more-minute:threshold"]
    assert each.bills
    assert [str(bill) for bill in each.bills] == ["0.00 USD", "602.50 USD"]
    assert "adds 602.50 USD" in each.says
    assert each.work.startswith("240 minutes in business hours: an ordinary repair")
    assert "projects.incident_whole: false" in each.change


def test_at_the_reference_rates_the_minute_costs_701_25() -> None:
    each = minutes(WHOLE)["one-more-minute:threshold"]
    assert each.bills
    assert str(each.bills[1]) == "701.25 USD"


def test_stopping_to_quote_has_no_cliff() -> None:
    names = minutes(*BY_THE_MINUTE)
    assert not [name for name in names if name.startswith("one-more-minute")]
    assert not [f for f in reference() if f.kind is FindingKind.ONE_MORE_MINUTE]


def test_an_owners_dear_clause_jumps_and_its_rate_is_named() -> None:
    own = """
clauses:
  - {code: vault, when: {object_kind: server}, outcome: hourly, rate: 2000, says: A vault}
"""
    each = minutes(more=own)["one-more-minute:vault"]
    assert 'rate of clause "vault"' in each.change


def test_a_coarse_rounding_jumps_and_is_named() -> None:
    names = minutes(("rounding: 15m", "rounding: 4h"))
    each = next(f for n, f in names.items() if n.startswith("one-more-minute"))
    assert "rates.rounding, 4 hours" in each.change


def test_a_plan_without_a_minimum_is_held_to_an_hour_at_its_dearest() -> None:
    names = minutes(("minimum: 1h, ", ""), ("rounding: 15m", "rounding: 2h"))
    each = next(f for n, f in names.items() if n.startswith("one-more-minute"))
    assert "247.50 USD" in each.says


def test_a_fixed_call_out_is_the_most_that_a_minute_may_add() -> None:
    names = minutes(("rate: 225, minimum: 1h", "fixed: 300"))
    assert not [name for name in names if name.startswith("one-more-minute")]
