"""Everything that may happen is looked at."""

from dataclasses import replace

from flatwright.domain.checks.finding import (
    FindingKind,
)
from flatwright.domain.checks.occasions import occasions
from flatwright.domain.checks.reach import gaps, searched, unreachable
from flatwright.domain.coverage.space import everything
from flatwright.domain.kernel.condition import ALWAYS, Over, among
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.lower import clauses
from tests.domain.checks.looked_at import plan_of, reference, unreached


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


def test_occasions_are_those_of_the_week() -> None:
    said = [each.says for each in occasions(plan_of())]
    assert said == [
        "in business hours",
        "outside business hours",
        "from 16:30 on, past closing",
    ]
    never = plan_of(('{Mon-Fri: "08:00-17:00"}', "{}"))
    assert [each.says for each in occasions(never)] == ["outside business hours"]


def test_a_number_is_told_apart_only_at_its_limits() -> None:
    regions = everything(plan_of(), [Over("estimate_min", 240), Over("estimate_min", 60)])
    assert regions.values["estimate_min"] == (60, 240, 241)
