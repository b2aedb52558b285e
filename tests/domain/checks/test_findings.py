"""A plan is looked through before it is signed."""

import re
from dataclasses import replace
from functools import cache
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flatwright.domain.checks.bills import Bills
from flatwright.domain.checks.contradictions import contradictions, unpriced
from flatwright.domain.checks.finding import (
    Finding,
    FindingKind,
    finding_table,
    finding_text,
    findings_text,
)
from flatwright.domain.checks.findings import findings
from flatwright.domain.checks.milder import settings_made_milder, takings_in
from flatwright.domain.checks.minute import jumps
from flatwright.domain.checks.numbers import wrong_numbers
from flatwright.domain.checks.occasions import occasions
from flatwright.domain.checks.perversity import perversities
from flatwright.domain.checks.reach import gaps, searched, unreachable
from flatwright.domain.coverage.space import everything
from flatwright.domain.kernel.condition import ALWAYS, Over, among
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion

SOURCE = (resources.files("flatwright") / "plans" / "reference-1.yaml").read_text("utf-8")


def plan_of(*changes: tuple[str, str], more: str = "") -> PlanVersion:
    source = SOURCE
    for old, new in changes:
        assert old in source, old
        source = source.replace(old, new)
    plan, problems = read_plan("plan.yaml", source + more)
    assert plan, problems
    return plan


@cache
def reference() -> tuple[Finding, ...]:
    return findings(plan_of())


def minutes(*changes: tuple[str, str], more: str = "") -> dict[str, Finding]:
    return {each.name: each for each in jumps(plan_of(*changes, more=more), Bills())}


def listing(*changes: tuple[str, str]) -> dict[str, Finding]:
    told = perversities(plan_of(*changes), takings_in(), Bills())
    return {each.name: each for each in told}


def unreached(more: str) -> dict[str, Finding]:
    plan = plan_of(more=more)
    lowered = clauses(plan)
    told = unreachable(plan, lowered, searched(plan, lowered))
    return {each.name: each for each in told}


# The two real perversities, in plans that have them and in plans that do not.


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


# Everything that may happen.


def test_the_reference_plan_has_no_gap_and_every_clause_is_reached() -> None:
    kinds = {each.kind for each in reference()}
    assert kinds == {FindingKind.GENEROSITY}


def test_a_plan_whose_last_clause_is_gone_has_gaps_with_an_example() -> None:
    plan = plan_of()
    left = [clause for clause in clauses(plan) if clause.code != "after_hours"]
    gap = next(gaps(plan, left, searched(plan, left)))
    assert gap.name == "gap:after_hours:weekday"
    assert gap.work == "it is outside business hours"


def test_an_allowance_with_nothing_behind_it_is_a_gap_once_it_is_used_up() -> None:
    plan = plan_of()
    limited = [c for c in clauses(plan) if c.code == "triage"]
    always = [replace(limited[0], when=ALWAYS)]
    assert list(gaps(plan, always, searched(plan, always)))
    behind = [*always, replace(limited[0], code="rest", when=ALWAYS, up_to=None)]
    assert not list(gaps(plan, behind, searched(plan, behind)))


def test_a_value_of_the_owners_that_no_clause_takes_is_a_gap() -> None:
    plan = plan_of(more="\nfacts: {vendor_line: [gold, silver]}\n")
    only = [
        Clause(
            code="gold",
            heading="clauses",
            outcome=Outcome.COVERED,
            when=among("vendor_line", "gold"),
        )
    ]
    gap = next(gaps(plan, only, searched(plan, only)))
    assert gap.work == "vendor line is silver"


def test_an_owners_clause_behind_one_that_takes_all_is_unreachable() -> None:
    own = """
clauses:
  - {code: servers, when: {object_kind: server}, outcome: hourly, says: Servers.}
  - code: night_servers
    when: {object_kind: server, hours: after_hours}
    outcome: covered
    says: Servers at night.
"""
    each = unreached(own)["unreachable:night_servers"]
    assert [cited.code for cited in each.cites] == ["night_servers"]
    assert "Servers at night" in each.says
    assert "unreachable:servers" not in unreached(own)


def test_a_silent_clause_of_a_repeated_code_is_named_by_its_place() -> None:
    always_open = ('open: {Mon-Fri: "08:00-17:00"}', 'open: {Mon-Sun: "00:00-24:00"}')
    plan = plan_of(
        always_open,
        ("[2026-01-01, 2026-05-25, 2026-07-03, 2026-09-07, 2026-11-26, 2026-12-25]", "[]"),
    )
    lowered = clauses(plan)
    names = [each.name for each in unreachable(plan, lowered, searched(plan, lowered))]
    assert "unreachable:after_hours" in names
    assert "unreachable:after_hours:2" in names


def test_impossible_situations_are_left_out() -> None:
    regions = everything(plan_of(), [])
    shared, listed = regions.may["object_shared"], regions.may["object_listed"]
    unlisted_shared = shared[:, 0] & listed[:, 1] & ~listed[:, 0]
    assert not unlisted_shared.any()


# Contradictions and prices.

CONTRADICTIONS = [
    (
        ("request_over: 4h", "request_over: 5h"),
        "projects.request_over+projects.incident_over",
    ),
    (("helpdesk: unlimited", "helpdesk: hourly"), "projects.incident_over+basics.helpdesk"),
    (
        ("incident_over: 4h ", "incident_whole: true #"),
        "projects.incident_whole+projects.incident_over",
    ),
    (
        ("after_hours: {rate: 225", "after_hours: {included: all, rate: 225"),
        "hours.after_hours.included",
    ),
    (("rate: 225, minimum", "fixed: 300, rate: 225, minimum"), "hours.after_hours.fixed"),
    (
        ("per_installation: 1h", "per_installation: 0m"),
        "training.leave_behind+training.per_installation",
    ),
    (
        ("{per_person_per_year: 1,", "{planned_day: may,"),
        "moves.planned_day+moves.per_person_per_year",
    ),
    (("projects:", "sla: {p1: {respond: 4h, resolve: 1h}}\nprojects:"), "sla.p1"),
    (
        ("projects:", "sla: {p1: {respond: 2 days}, p2: {respond: 1 day}}\nprojects:"),
        "sla.p1+sla.p2",
    ),
    (
        ("{per_user: 140,", "{base: 140, escalator: {fixed: 2%, at_most: 3%},"),
        "price.escalator",
    ),
    (
        (
            "{per_user: 140,",
            "{base: 140, escalator: {fixed: 2%, applies_to: [server, base]},",
        ),
        "price.escalator.applies_to.server",
    ),
    (("{per_user: 140,", "{base: 140,"), "users.minimum+price.per_user"),
    (
        ("{per_user: 140,", "{per_user: 140, base_includes: {user: 5},"),
        "price.base_includes+price.base",
    ),
    (
        ("projects:", "onsite: {visits: {visits: 2, carried_at_most: 1}}\nprojects:"),
        "onsite.visits.carried_at_most",
    ),
]


@pytest.mark.parametrize(
    ("change", "name"), CONTRADICTIONS, ids=[n for _, n in CONTRADICTIONS]
)
def test_two_settings_that_cannot_both_be_meant(change: tuple[str, str], name: str) -> None:
    told = {each.name: each for each in contradictions(plan_of(change))}
    assert f"contradiction:{name}" in told
    assert f"contradiction:{name}" not in {each.name for each in reference()}
    assert told[f"contradiction:{name}"].change.endswith(".")


def test_spans_of_different_kinds_are_not_compared() -> None:
    sla = "sla: {p1: {respond: 2 days, resolve: 1h}, p2: {respond: 1h}}\nprojects:"
    assert not list(contradictions(plan_of(("projects:", sla))))


def test_a_plan_without_a_fee_or_at_a_rate_of_nothing_is_told() -> None:
    free = plan_of(
        ("{per_user: 140,", "{"),
        ("minimum: 20", "minimum: 0"),
        ("hourly: 150", "hourly: 0"),
    )
    names = [each.name for each in unpriced(free, clauses(free))]
    assert names == ["no-price:price", "no-price:rates.hourly"]


# Words and rules.


def test_a_number_in_an_owners_sentence_that_its_rule_has_not_is_told() -> None:
    own = """
clauses:
  - code: phones
    when: {object_kind: phone, estimate_min: over 90m}
    outcome: covered
    up_to: {time: 2h}
    rate: 99.50
    says: Phones of P1 are covered for up to 3 hours, beyond 1 hour 30 minutes at 99.50.
"""
    plan = plan_of(more=own)
    wrong = list(wrong_numbers(plan, clauses(plan)))
    assert [each.name for each in wrong] == ["wording:phones:3"]
    assert "up to 2 hours each agreement year" in wrong[0].change


def test_a_sentence_of_ours_with_a_strange_number_is_told() -> None:
    plan = plan_of()
    wrong = [
        replace(c, says="We come 7 times.") for c in clauses(plan) if c.code == "users"
    ]
    assert [each.name for each in wrong_numbers(plan, wrong)] == ["wording:users:7"]
    assert "users or rates" in next(wrong_numbers(plan, wrong)).change


# Accepting, telling.


def test_an_accepted_finding_keeps_its_reason_and_is_no_longer_open() -> None:
    more = """
accepts:
  - {finding: "generosity:training", reason: We want training to be asked for.}
  - {finding: "generosity:nothing", reason: It was there once.}
"""
    told = {each.name: each for each in findings(plan_of(more=more))}
    assert told["generosity:training"].accepted == "We want training to be asked for."
    assert not told["generosity:training"].is_open
    assert told["acceptance:generosity:nothing"].kind is FindingKind.ACCEPTANCE
    text = findings_text(tuple(told.values()))
    assert "Accepted: We want training to be asked for." in text
    assert text.endswith("9 to settle, 1 accepted.")


def test_a_finding_is_told_with_both_bills_and_what_to_change() -> None:
    each = next(f for f in reference() if f.name == "generosity:third_parties")
    text = finding_text(each)
    assert "The bill: 112.50 USD, then 165.00 USD." in text
    assert re.search(r"Likewise: \d+ more\.", text)
    assert "What to change: Set projects.rate: 150" in text
    table = finding_table(each)
    assert str(table["bills"]["before"]) == "112.50"
    assert table["cites"][0]["plan"] == "reference@1"
    assert table["kind"] == "generosity"


def test_no_finding_is_told_as_such() -> None:
    assert findings_text(()) == "Nothing was found."


# Laws.


def test_the_same_plan_has_the_same_findings() -> None:
    told = tuple(perversities(plan_of(), takings_in(), Bills()))
    assert told == tuple(perversities(plan_of(), takings_in(), Bills()))


VARIED = {
    "devices: 3 ": ["devices: unlimited #", "devices: {computer: 1} #"],
    "helpdesk: unlimited": [
        "helpdesk: hourly",
        "helpdesk: {time: 20h, per: client}",
        "helpdesk: {tickets: 2, per: person, each: month}",
    ],
    "vendors: managed": ["vendors: hourly"],
    "  incident_over: 4h ": ["#", "  incident_over: 90m #", "  incident_over: 6h #"],
    "closing_grace: 15m": ["closing_grace: 0m"],
    "rate: 225, minimum: 1h": [
        "rate: 225",
        "multiple: 1.5, weekend: 2, minimum: 30m",
        "fixed: 90",
        "surcharge: 40, included: [server]",
    ],
    "rounding: 15m": ["rounding: 1m", "rounding: 30m"],
    "at_home: listed": ["at_home: hourly"],
    "applications: listed": ["applications: all", "applications: hourly"],
    "third_parties: project": ["third_parties: covered"],
    "projects:\n": [
        "onsite: {visits: {visits: 2}}\nprojects:\n",
        "onsite: {visits: hourly}\nprojects:\n",
    ],
    "holidays: [2026-01-01, 2026-05-25, 2026-07-03, 2026-09-07, 2026-11-26, 2026-12-25]": [
        "holidays: US",
        "holidays: []",
    ],
    'Mon-Fri: "08:00-17:00"': [
        'Mon-Fri: ["08:00-12:00", "13:00-18:00"], Sat: "09:00-12:00"',
        'Sat: "00:00-24:00"',
        'Mon-Sun: "00:00-24:00"',
    ],
}


@st.composite
def varied(draw: st.DrawFn) -> PlanVersion:
    source = SOURCE
    for old in draw(st.lists(st.sampled_from(sorted(VARIED)), max_size=3, unique=True)):
        source = source.replace(old, draw(st.sampled_from(VARIED[old])))
    return read_plan("plan.yaml", source)[0] or plan_of()


@settings(max_examples=5)
@given(varied())
def test_any_plan_is_looked_through(plan: PlanVersion) -> None:
    lowered = clauses(plan)
    walked = searched(plan, lowered)
    assert not list(gaps(plan, lowered, walked))
    assert len(list(unreachable(plan, lowered, walked))) < len(lowered)
    bills = Bills()
    for each in (*perversities(plan, takings_in(), bills), *jumps(plan, bills)):
        assert each.bills
        assert each.bills[0] < each.bills[1]
        assert each.work


@settings(max_examples=2)
@given(varied(), st.data())
def test_any_step_of_any_plan_is_looked_at(plan: PlanVersion, data: st.DataObject) -> None:
    step = data.draw(st.sampled_from([*settings_made_milder(plan)]))
    for each in perversities(plan, [step], Bills()):
        assert step.says in each.says.lower() or step.name in each.says.lower()


def test_occasions_are_those_of_the_week() -> None:
    said = [each.says for each in occasions(plan_of())]
    assert said == [
        "in business hours",
        "outside business hours",
        "from 16:30 on, past closing",
    ]
    never = plan_of(('{Mon-Fri: "08:00-17:00"}', "{}"))
    assert [each.says for each in occasions(never)] == ["outside business hours"]


def test_each_step_is_towards_the_client_and_named_once() -> None:
    steps = [*takings_in(), *settings_made_milder(plan_of())]
    says = [each.says for each in steps]
    assert len(set(says)) == len(says)
    assert "first_aid.triage set to 30 instead of 15" in says
    assert "projects.by_nature without new_software" in says
    assert "closing an hour later" in says


def test_a_number_is_told_apart_only_at_its_limits() -> None:
    regions = everything(plan_of(), [Over("estimate_min", 240), Over("estimate_min", 60)])
    assert regions.values["estimate_min"] == (60, 240, 241)
