import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from flatwright.bulk.backtest import Result, Sum, cost, line_of_hours, trial, worth
from flatwright.bulk.past import Past, past, tried
from flatwright.cli.of_history import accounted, past_of, regional_holidays
from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.terms import terms
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.work import TimeEntry, WorkItem
from flatwright.imports.exports import history
from flatwright.imports.mapping_read import read_mapping, shipped_mappings
from flatwright.imports.plan_shelf import shelf
from tests.bulk.made import CLIENTS, made_work

FOLDER = os.environ.get("FLATWRIGHT_REAL_DATA")
REASON = "FLATWRIGHT_REAL_DATA names no folder: the real logs were not tried"
REAL = {
    "servicenow_incidents": "incident_event_log.csv.gz",
    "effort": "tasks.csv",
}
_HOUR = (TimeEntry(start=29_533_860, end=29_533_920),)  # a Wednesday in Chicago, 9:00
NAMES = ("outcome", "clause", "client", "month")


def plan(name: str = "reference") -> PlanVersion:
    return shelf().plans[name, 1]


@cache
def made() -> Past:
    """Three clients' work, with an item that is invalid and one without time."""
    items = [(client, work) for client in CLIENTS[:3] for work in made_work(client, 120)]
    items.append((CLIENTS[0], WorkItem(key="no-time")))
    bad = TimeEntry(start=100, end=90)
    items.append((CLIENTS[0], WorkItem(key="turned", entries=(bad,))))
    return past("America/Chicago", items)


@cache
def whole() -> Result:
    return trial(plan(), made(), {}).result()


def total_of(sums: dict[tuple[str, ...], Sum]) -> tuple[int, int, int]:
    return (
        sum(each.worked for each in sums.values()),
        sum(each.billed for each in sums.values()),
        sum(each.amount for each in sums.values()),
    )


@pytest.mark.parametrize("name", NAMES)
def test_sums_of_any_kind_add_up_to_the_total(name: str) -> None:
    total = whole().total
    assert total_of(whole().by(name)) == (total.worked, total.billed, total.amount)
    assert total_of(whole().by(name, "outcome")) == total_of(whole().by(name))
    assert total.worked > 0


def test_months_and_clients_are_those_of_the_work() -> None:
    assert {key[0] for key in whole().by("client")} == set(CLIENTS[:3])
    months = sorted(key[0] for key in whole().by("month"))
    assert (months[0], months[-1]) == ("2026-02", "2027-01")


def test_every_work_item_is_decided_or_asked_about() -> None:
    assert whole().decided + whole().asked == sum(map(len, made().works.values()))
    assert whole().asked > 0
    assert set(whole().questions) == {"cause", "after_hours_by"}
    assert max(whole().questions.values()) < whole().asked <= whole().questions.total()


def test_what_cannot_be_decided_is_kept_with_its_reason() -> None:
    assert [work.key for work in made().untimed] == ["no-time"]
    assert [(w.key, code) for w, code in made().invalid] == [
        ("turned", "negative_duration")
    ]
    assert made().size == sum(map(len, made().works.values())) + 2


def test_past_work_stands_in_the_order_of_time() -> None:
    for works in made().works.values():
        starts = [min(entry.start for entry in work.entries) for work in works]
        assert starts == sorted(starts)


def test_all_of_the_past_falls_under_the_agreement_that_is_tried() -> None:
    assert ("in_force",) not in whole().by("clause")
    assert ("users",) not in whole().by("clause")
    agreement = tried(plan(), made())
    assert agreement.first.day == 1
    used = {work.object.name for works in made().works.values() for work in works}
    assert used == set(agreement.client.shared)


def test_nothing_past_makes_nothing() -> None:
    none = trial(plan(), past("UTC", []), {}).result()
    assert (none.decided, none.asked, none.total, none.by("month")) == (0, 0, Sum(), {})


def test_a_clause_that_covers_is_worth_money_to_the_clients() -> None:
    found = worth(trial(plan(), made(), {}), whole())
    assert found["own_errors"] < Money(0)
    assert found["vendors"] < Money(0)
    assert set(found) == {key[0] for key in whole().by("clause")}


def test_a_clause_that_excludes_costs_the_clients_money() -> None:
    found = worth(trial(plan(), made(), {}), whole())
    assert found["acts_of_god"] > Money(0)
    assert found["after_hours"] > Money(0)


def test_worth_leaves_out_work_that_is_asked_about() -> None:
    asked = next(work for work in made().works[CLIENTS[0]] if work.cause == "unknown")
    alone = trial(plan(), past(made().zone, [("a", asked)]), {})
    found = alone.result()
    assert found.asked == 1
    assert all(money == Money(0) for money in worth(alone, found).values())
    known = replace(asked, cause="normal", kind="incident", action="fix", entries=_HOUR)
    both = past(made().zone, [("a", asked), ("a", known)])
    ready = trial(plan(), both, {})
    without = worth(ready, ready.result())["helpdesk"]
    assert without == Money(-165_00)


@pytest.mark.parametrize("counts_the_whole", [False, True])
def test_a_line_at_more_hours_covers_more(counts_the_whole: bool) -> None:  # noqa: FBT001 - pytest passes it by name
    base = plan()
    projects = replace(base.projects, incident_whole=counts_the_whole)
    found = line_of_hours(trial(replace(base, projects=projects), made(), {}))
    covered = [each.by("outcome")["covered",].worked for each in found.values()]
    assert list(found) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert covered == sorted(covered)
    assert covered[0] < covered[-1]


@pytest.mark.parametrize("counts_the_whole", [False, True])
def test_the_line_that_the_plan_has_gives_what_the_plan_gives(
    counts_the_whole: bool,  # noqa: FBT001 - pytest passes it by name
) -> None:
    base = plan()
    projects = replace(base.projects, incident_whole=counts_the_whole)
    ready = trial(replace(base, projects=projects), made(), {})
    assert line_of_hours(ready)[4].cells == ready.result().cells


@pytest.mark.parametrize("hours", [1, 2, 8])
def test_another_line_gives_what_a_plan_with_that_line_gives(hours: int) -> None:
    """Estimates that one line tells apart are alike to another."""
    base, what = plan(), made()
    moved = replace(base.projects, request_over=60 * hours, incident_over=60 * hours)
    whole = trial(replace(base, projects=moved), what, {}).result()
    assert line_of_hours(trial(base, what, {}))[hours].cells == whole.cells


def test_a_plan_without_a_line_has_no_sensitivity() -> None:
    none = replace(plan().projects, request_over=None, incident_over=None)
    assert line_of_hours(trial(replace(plan(), projects=none), made(), {})) == {}


def test_own_cost_is_rounded_once() -> None:
    assert cost(90, plan()) == Money(9000)
    assert cost(1, plan()) == Money(100)


def test_one_work_item_has_the_bill_of_its_single_decision() -> None:
    work = next(w for w in made().works[CLIENTS[0]] if w.cause == "act_of_god")
    alone = past(made().zone, [("a", work)])
    ready = trial(plan(), alone, {})
    approved = ready.clients["a"][0][0]
    decision = decide(approved, terms(tried(plan(), alone), (plan(),)))
    assert ready.result().client_pays == decision.client_pays()
    assert ready.result().total.worked == sum(line.worked for line in decision.lines)


@pytest.mark.real_data
@pytest.mark.skipif(not FOLDER, reason=REASON)  # the data are others'
@pytest.mark.parametrize("name", REAL)
def test_a_real_log_is_decided_and_every_record_accounted_for(name: str) -> None:
    mapping, _ = read_mapping(name, shipped_mappings()[name])
    assert mapping is not None
    told = history(Path(FOLDER or "") / name / REAL[name], mapping)
    what = past_of(told)
    version = plan("complete")
    result = trial(version, what, regional_holidays([version], what)).result()
    account = accounted(told, what)
    assert result.decided + result.asked == account["to_decide"]
    rest = account["rejected"] + account["without_time"]
    assert account["to_decide"] + rest == account["records"] == told.counts.keys
    assert result.decided >= 0.95 * account["records"]
