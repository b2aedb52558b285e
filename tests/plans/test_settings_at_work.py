"""Settings that the starter plans leave at rest, each decided once as it is written."""

import pytest

from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.text import read_plan
from tests.plans.owner import decided, lines, on, text, under
from tests.plans.reading import plan_from

DAY = on("2026-03-03")
NOTHING_PASSED_ON = {"pass_through": "{kinds: []}"}
NIGHT = on("2026-03-03", at="20:00", to="21:00")


def problems_of(source: str) -> list[str]:
    return [problem.code for problem in read_plan("plan.yaml", source)[1]]


# ------------------------------------------------------- users and their things


def test_unlimited_devices_are_all_that_are_registered() -> None:
    fourth = f"object: ann-pc2, {DAY}"
    assert lines(fourth, under(text(users="{devices: unlimited}")))[0][1] == "covered"
    assert lines(fourth, under(text(users="{devices: 3}")))[0][1] == "hourly"
    assert lines(
        "object: never-seen, " + DAY, under(text(users="{devices: unlimited}"))
    ) == [(60, "hourly", "devices")]


def test_devices_by_kind_are_counted_by_kind() -> None:
    plan = under(text(users="{devices: {computer: 2, phone: 1}}"))
    outcomes = {
        name: lines(f"object: {name}, {DAY}", plan)[0][1]
        for name in ("ann-pc", "ann-pc2", "ann-tab", "ann-phone")
    }
    assert outcomes == {
        "ann-pc": "covered",
        "ann-pc2": "covered",
        "ann-tab": "hourly",
        "ann-phone": "covered",
    }


HOME_PC = "location: home, object: {name: home-pc, kind: computer, place: home}"


@pytest.mark.parametrize(
    ("office_end", "home_end", "office_pc", "home_pc"),
    [
        ("covered", "hourly", "helpdesk", "devices"),
        ("covered", "covered", "helpdesk", "helpdesk"),
        ("hourly", "hourly", "home_working", "home_working"),
        ("hourly", "covered", "home_working", "home_working"),
    ],
)
def test_each_end_of_home_working_is_a_setting(
    office_end: str, home_end: str, office_pc: str, home_pc: str
) -> None:
    home = f"{{office_end: {office_end}, home_end: {home_end}}}"
    plan = under(text(users=f"{{devices: 3, home_working: {home}}}"))
    assert lines(f"location: home, {DAY}", plan)[0][2] == office_pc
    assert lines(f"{HOME_PC}, {DAY}", plan)[0][2] == home_pc


def test_a_home_computer_that_is_covered_says_so() -> None:
    plan = plan_from(text(users="{home_working: {home_end: covered}}"))
    says = next(each.says for each in clauses(plan) if each.code == "devices")
    assert "computer at home is looked after" in says


def test_shared_devices_may_be_hourly() -> None:
    plan = under(text(users="{shared_devices: hourly}"))
    assert lines(f"object: srv1, {DAY}", plan) == [(60, "hourly", "devices")]


def test_a_leaver_is_a_user_up_to_the_last_day() -> None:
    plan = under(text())
    assert lines(f"person: bob, {on('2026-06-30')}", plan) == [(60, "covered", "helpdesk")]
    assert lines(f"person: bob, {on('2026-07-01')}", plan) == [(60, "hourly", "users")]


@pytest.mark.parametrize(
    ("grace", "day", "outcome"),
    [
        ("2 days", "2026-03-04", "covered"),
        ("2 days", "2026-03-05", "hourly"),
        ("2 business days", "2026-03-04", "covered"),
        ("0 days", "2026-03-02", "covered"),
        ("0 days", "2026-03-03", "hourly"),
    ],
)
def test_a_joiner_is_a_user_when_the_start_is_confirmed_in_time(
    grace: str, day: str, outcome: str
) -> None:
    plan = under(text(users=f"{{joiner_grace: {grace}}}"))
    facts = "person: eve, object: none, confirmed_start: 2026-03-02"
    found = decided(f"{facts}, {on(day)}", plan)
    assert [line.outcome.value for line in found.lines] == [outcome]
    assert set(found.roster_add) == ({"eve"} if outcome == "covered" else set())


def test_a_start_after_the_work_is_no_start() -> None:
    facts = "person: eve, object: none, confirmed_start: 2026-03-04"
    found = decided(f"{facts}, {DAY}", under(text()))
    assert [line.outcome.value for line in found.lines] == ["hourly"]
    assert found.roster_add == {}


# ------------------------------------------------------- what is bought, and advice


def test_a_replacement_is_covered_once_in_three_agreement_years() -> None:
    plan = under(
        text(replacements="{setup: covered, per_user: 1, every: 3}"), end="2029-06-30"
    )
    facts = "kind: request, action: replace_machine, estimate_min: 60"
    used = "used: {replacements: {ann: 1}}"
    assert lines(f"{facts}, {DAY}", plan) == [(60, "covered", "replacements")]
    assert lines(f"{facts}, {used}, {on('2028-03-03')}", plan)[0][1] == "hourly"
    both = f"{facts}, {used}, {on('2029-01-30', '2029-01-31')}"
    assert [each[1] for each in lines(both, plan)] == ["hourly", "covered"]


@pytest.mark.parametrize(
    ("setup", "expected"),
    [
        ("project", "project projects"),
        ("hourly", "hourly replacements"),
        ("covered", "covered helpdesk"),
    ],
)
def test_a_replacement_is_what_the_plan_makes_it(setup: str, expected: str) -> None:
    plan = under(text(replacements=f"{{setup: {setup}}}"))
    facts = "kind: request, action: replace_machine, estimate_min: 60, planned: true"
    assert [f"{o} {c}" for _, o, c in lines(f"{facts}, {DAY}", plan)] == [expected]


@pytest.mark.parametrize(
    "written",
    [
        "{setup: covered, per_user: 1}",
        "{setup: covered, every: 3}",
        "{setup: hourly, per_user: 1, every: 3}",
        "{per_user: 1, every: 3}",
    ],
)
def test_a_number_of_replacements_and_its_years_come_together(written: str) -> None:
    assert problems_of(text(replacements=written)) == ["contradiction"]


def test_advice_is_care_unless_the_plan_charges_for_it() -> None:
    facts = f"kind: request, action: advise, estimate_min: 60, {DAY}"
    assert lines(facts, under(text())) == [(60, "covered", "helpdesk")]
    assert lines(facts, under(text(advice="hourly"))) == [(60, "hourly", "advice")]


@pytest.mark.parametrize(
    ("applications", "listed", "other"),
    [
        ("all", "helpdesk", "helpdesk"),
        ("listed", "helpdesk", "applications"),
        ("hourly", "applications", "applications"),
    ],
)
def test_applications_are_all_listed_or_hourly(
    applications: str, listed: str, other: str
) -> None:
    plan = under(text(applications=applications))
    assert lines(f"object: ledger, {DAY}", plan)[0][2] == listed
    unlisted = f"object: {{name: chess, kind: application}}, {DAY}"
    assert lines(unlisted, plan)[0][2] == other


def test_what_the_plan_does_not_pass_on_is_the_providers_to_pay() -> None:
    facts = f"materials: [{{item: cable, amount: 5, kind: parts}}], {DAY}"
    assert decided(facts, under(text())).materials[0].payer == "client"
    none = under(text(**NOTHING_PASSED_ON))
    assert decided(facts, none).materials[0].payer == "provider"


def test_a_plan_that_passes_nothing_on_says_a_whole_sentence() -> None:
    plan = plan_from(text(**NOTHING_PASSED_ON))
    says = next(each.says for each in clauses(plan) if each.code == "pass_through")
    assert "things of any other kind" in says


# ------------------------------------------------------- hours, exclusions, help


def test_things_that_are_looked_after_at_any_hour_are_named() -> None:
    hours = '{open: {Mon-Fri: "08:00-17:00"}, after_hours: {rate: 200, included: [server]}}'
    plan = plan_from(text(hours=hours))
    says = {each.code: each.says for each in clauses(plan) if each.says}
    assert "at any hour for servers, for all else in business hours" in says["helpdesk"]
    assert says["after_hours"].startswith("Other work")


def test_the_server_is_covered_at_night_and_the_computer_is_not() -> None:
    hours = '{open: {Mon-Fri: "08:00-17:00"}, after_hours: {rate: 200, included: [server]}}'
    plan = under(text(hours=hours))
    assert lines(f"object: srv1, {NIGHT}", plan) == [(60, "covered", "helpdesk")]
    assert lines(f"planned: true, {NIGHT}", plan) == [(60, "after_hours", "after_hours")]


def test_everything_may_be_covered_at_any_hour() -> None:
    hours = '{open: {Mon-Fri: "08:00-17:00"}, after_hours: {included: all}}'
    plan = under(text(hours=hours))
    assert lines(NIGHT, plan) == [(60, "covered", "helpdesk")]
    assert "after_hours" not in {each.code for each in clauses(plan.plans[0])}


@pytest.mark.parametrize("cause", ["act_of_god", "third_party", "unauthorised_change"])
def test_an_exclusion_may_be_covered(cause: str) -> None:
    names = {
        "act_of_god": "acts_of_god",
        "third_party": "third_parties",
        "unauthorised_change": "unauthorised_changes",
    }
    plan = under(text(exclusions=f"{{{names[cause]}: covered}}"))
    assert lines(f"cause: {cause}, {DAY}", plan) == [(60, "covered", "helpdesk")]


def test_two_limits_on_one_minute_are_refused() -> None:
    basics, projects = "{helpdesk: {tickets: 5}}", "{rate: 165, incident_over: 4h}"
    assert problems_of(text(basics=basics, projects=projects)) == ["contradiction"]


@pytest.mark.parametrize("unresolved", ["covered", "billed"])
def test_what_counts_in_a_dispute_is_read(unresolved: str) -> None:
    plan = plan_from(text(disputes=f"{{unresolved: {unresolved}}}"))
    assert plan.disputes.unresolved == unresolved


@pytest.mark.parametrize(
    ("price", "minor", "says"),
    [
        ("rate: 225", 22_500, "225 USD an hour"),
        ("multiple: 1.5", 15_000, "1.5 times the hourly rate"),
        ("surcharge: 40", 14_000, "the hourly rate and 40 USD an hour"),
        ("fixed: 90", 9_000, "90 USD for each call-out"),
    ],
)
def test_an_hour_at_night_costs_what_the_agreement_says(
    price: str, minor: int, says: str
) -> None:
    plan = under(
        text(hours=f'{{open: {{Mon-Fri: "08:00-17:00"}}, after_hours: {{{price}}}}}')
    )
    yes = "approvals: [{type: after_hours, by: ann, at: 2026-03-03 19:00}]"
    (line,) = decided(f"{yes}, {NIGHT}", plan).lines
    assert (line.outcome.value, line.amount.minor) == ("after_hours", minor)
    promise = next(c for c in clauses(plan.plans[0]) if c.code == "after_hours" and c.says)
    assert says in promise.says
