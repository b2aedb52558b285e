"""Every step towards the client, in any plan."""

from hypothesis import given, settings
from hypothesis import strategies as st

from flatwright.domain.checks.bills import Bills
from flatwright.domain.checks.milder import settings_made_milder, takings_in
from flatwright.domain.checks.minute import jumps
from flatwright.domain.checks.occasions import occasions
from flatwright.domain.checks.perversity import perversities
from flatwright.domain.checks.reach import gaps, searched, unreachable
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from tests.domain.checks.looked_at import SOURCE, plan_of


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


@settings(max_examples=3)
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
    told = [*perversities(plan, [step], Bills())]
    assert step.change
    names = {f"generosity:{clause.code}" for clause in clauses(step.change(plan))}
    assert {each.name for each in told} <= names
    assert all(each.bills and each.bills[0] < each.bills[1] for each in told)


def test_each_step_is_towards_the_client_and_named_once() -> None:
    steps = [*takings_in(), *settings_made_milder(plan_of())]
    says = [each.says for each in steps]
    assert len(set(says)) == len(says)
    assert "first_aid.triage set to 30 instead of 15" in says
    assert "projects.by_nature without new_software" in says
    assert "closing an hour later" in says


STRICT = (
    ("devices: 3 ", "devices: 1 "),
    ("shared_devices: listed", "shared_devices: hourly"),
    ("at_home: listed", "at_home: hourly"),
    ("helpdesk: unlimited", "helpdesk: {time: 20h, per: client}"),
    ("  incident_over: 4h ", "#"),
    ("[servers, computers, tablets, phones, network, printers]", "[servers, computers]"),
    ("projects:\n", "onsite: {visits: {visits: 2}}\nprojects:\n"),
    ("rate: 225, minimum: 1h", "multiple: 1.5, weekend: 2"),
    ("advice: included", "advice: hourly"),
)
OWN = """
clauses:
  - code: cameras
    when: {object_kind: other, onsite: true}
    outcome: covered
    up_to: {time: 2h}
    says: Cameras are covered up to 2 hours each agreement year.
  - {code: drones, when: {object_kind: other}, outcome: hourly, says: Drones.}
"""


def test_every_step_from_a_strict_plan_changes_the_setting_that_it_names() -> None:
    plan = plan_of(*STRICT, more=OWN)
    steps = {each.says: each for each in settings_made_milder(plan)}
    for each in steps.values():
        assert each.change
        assert each.change(plan) != plan
    assert "printers.at_home set to listed instead of hourly" in steps
    assert "onsite.visits set to 3 visits instead of 2 visits" in steps
    assert "basics.monitoring with tablets" in steps
    assert "clauses.0.up_to set to 180 minutes instead of 120 minutes" in steps


def test_a_plan_that_never_closes_cannot_close_later() -> None:
    open_ = ('{Mon-Fri: "08:00-17:00"}', '{Mon-Sun: "00:00-24:00"}')
    steps = settings_made_milder(plan_of(open_))
    assert "closing an hour later" not in [each.says for each in steps]


def test_days_are_told_apart_where_their_rates_differ() -> None:
    said = [each.says for each in occasions(plan_of(*STRICT))]
    assert "at a weekend" in said
    assert "on a holiday" in said


def test_a_large_allowance_is_looked_at_where_it_ends() -> None:
    plan = plan_of(*STRICT)
    steps = [each for each in settings_made_milder(plan) if each.name == "basics.helpdesk"]
    assert [each.says for each in steps] == [
        "basics.helpdesk set to 1260 minutes instead of 1200 minutes"
    ]
    assert not list(perversities(plan, steps, Bills()))


def test_where_no_setting_cures_the_two_to_weigh_are_named() -> None:
    own = """
clauses:
  - {code: prints, when: {object_kind: printer}, outcome: hourly, rate: 190, says: Prints.}
"""
    plan = plan_of(("triage: 15m", "triage: 0m"), more=own)
    told = {e.name: e for e in perversities(plan, list(takings_in())[:1], Bills())}
    assert told["generosity:prints"].change == (
        'Weigh printers against what clause "prints" bills.'
    )
