"""Each setting that the documents speak of, in the words that it becomes."""

from dataclasses import replace

import pytest

from flatwright.domain.plan.sections import Projects
from flatwright.domain.wording.agreement import agreement
from flatwright.domain.wording.in_and_out import in_and_out
from flatwright.domain.wording.text import as_text
from tests.domain.wording.plans import least

WIDE = 400


def says(sentence: str, more: str = "", hours: str = "", projects: str = "") -> None:
    """The agreement on a plan with these settings has this sentence."""
    plan = least(more, hours or ", after_hours: {rate: 200}", projects)
    assert " ".join(sentence.split()) in " ".join(as_text(agreement(plan), WIDE).split())


def shows(sentence: str, more: str = "", hours: str = "", projects: str = "") -> None:
    """The page of what is in and out has this sentence."""
    plan = least(more, hours or ", after_hours: {rate: 200}", projects)
    assert sentence in " ".join(as_text(in_and_out(plan), WIDE).split())


@pytest.mark.parametrize(
    ("price", "sentence"),
    [
        ("{per_user: 99.50}", "Each user   99.50 EUR"),
        ("{base: 500}", "The base    500 EUR"),
        ("{base: 500, base_includes: {user: 5}}", "The base, with 5 users  500 EUR"),
        ("{minimum_amount: 700}", "The least billed for a month  700 EUR"),
        ("{lines: {cloud_backup: 80}}", "Cloud backup   80 EUR"),
        ("{per_user: [{each: 9}]}", "Each user     9 EUR"),
        ("{per_user: 1, billed: in_arrears}", "after the month has ended"),
        ("{per_user: 1, requote_at: 30%}", "changes by more than 30%, either of us"),
        ("{per_user: 1, escalator: {fixed: 5%}}", "the fee rises by 5%"),
        (
            "{per_user: 1, escalator: {at_most: 4%, applies_to: [base, user, lines]}}",
            "raise the base, the price of each user and the further lines by at most 4%",
        ),
        ("{per_user: 1, onboarding: {fee: 900}}", "costs 900 EUR, once."),
        (
            "{per_user: 1, onboarding: {of_monthly: 50%}}",
            "costs 50% of a month's fee, once.",
        ),
        ("{per_user: 1, onboarding: {hours: 8}}", "It includes 8 hours of work."),
        ("{}", "The fee is agreed by itself"),
    ],
)
def test_price_is_told(price: str, sentence: str) -> None:
    says(sentence, f"price: {price}")


def test_steps_of_a_price_are_told_one_by_one() -> None:
    steps = "price: {per_user: [{each: 9, up_to: 10}, {each: 8, up_to: 20}, {each: 7}]}"
    says("Each of the first 10 users   9 EUR", steps)
    says("Each of the users 11 to 20   8 EUR", steps)
    says("Each user beyond 20          7 EUR", steps)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("term: {renews: false}", "It then ends, unless we both sign a new one."),
        ("term: {renews: evergreen}", "It then goes on until one of us gives notice."),
        ("term: {renews: month_to_month}", "goes on from month to month"),
        ("disputes: {unresolved: billed}", "the bill stands"),
        ("users: {minimum: 7}", "At least 7 users are billed."),
        (
            "users: {shared_devices: hourly}",
            "Shared equipment is looked after by the hour.",
        ),
        ("users: {home_working: {home_end: covered}}", "So is the computer at home."),
        ("sla: {p1: {respond: 30m}}", "P1        30 minutes        no promise"),
        ("sla: {p2: {respond: 1h, resolve: 2 days}}", "P2        1 hour            2 days"),
        ("pass_through: {markup: 12.5%}", "what it costs us and 12.5%"),
        (
            "users: {home_working: {office_end: hourly}}",
            "work from home is 100 EUR an hour",
        ),
        ("advice: hourly", "Advice on what to buy is hourly work."),
        ("onsite: {visits: hourly}", "Visits to your listed sites are hourly work."),
        ("applications: all", "Help with every application that you use is part"),
        (
            "replacements: {setup: covered}",
            "Setting up a new computer for an old one is part",
        ),
        (
            "exclusions: {end_of_life: covered}",
            "no longer supports: putting it right is part",
        ),
    ],
)
def test_setting_is_told(more: str, sentence: str) -> None:
    says(sentence, more)


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (", holidays: US, after_hours: {rate: 9}", "public holidays of US."),
        (", holidays: [2026-12-25], after_hours: {rate: 9}", "Friday, 25 December 2026"),
        (", after_hours: {rate: 9}", "We observe no holidays."),
        (
            ", after_hours: {rate: 9, standing_authority: {p1: 2h}}",
            "no further yes for the first 2 hours after hours.",
        ),
        (", after_hours: {rate: 9, minimum: 1h}", "A call-out after hours, at least"),
    ],
)
def test_hours_are_told(hours: str, sentence: str) -> None:
    says(sentence, hours=hours)


def test_plan_of_any_hour_has_no_price_after_hours() -> None:
    plan = least(hours=", after_hours: {included: all}")
    assert "Work after hours, when you want it then" not in as_text(agreement(plan))
    shows("Help at any hour", hours=", after_hours: {included: all}")


def test_projects_by_size_and_at_night_are_told() -> None:
    night = ", request_over: 3h, incident_over: 2h, after_hours: {multiple: 1.5}"
    says("Projects after hours, when you want it then      1.5 times that", projects=night)
    says("more than 3 hours is a project too", projects=night)
    shows(
        "What you ask for, when we estimate more than 3 hours (6.2, 6.3).", projects=night
    )
    shows("What takes more than 2 hours of help: we stop, and quote", projects=night)
    shows("up to 2 hours each time", projects=night)
    whole = ", incident_over: 2h, incident_whole: true"
    shows("What takes more than 2 hours of help: all of it", projects=whole)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("users: {devices: unlimited}", "Every registered device of a user"),
        ("users: {devices: {computer: 0}}", "No device for each user"),
        ("users: {shared_devices: hourly}", "1 device of any kind for each user (1."),
        ("printers: {central: hourly, personal: hourly, at_home: hourly}", "Printers 100"),
        ("applications: hourly", "Programs 100 EUR an hour"),
        ("applications: all", "Every program that you use."),
        ("advice: hourly", "Advice on what to buy 100 EUR an hour"),
        ("basics: {helpdesk: hourly}", "Help 100 EUR an hour"),
        ("basics: {helpdesk: {tickets: 2, each: month}}", "up to 2 tickets each month"),
        ("basics: {helpdesk: {tickets: 2, each: month}}", "Further help 100 EUR an hour"),
        ("basics: {vendors: hourly}", "Calls to your vendors 100 EUR an hour"),
        ("basics: {monitoring: [servers]}", "Watching and mending servers"),
        ("basics: {report: monthly}", "A written report each month"),
        (
            "basics: {backups: {recovery_test: yearly}}",
            "proved by a recovery test each year",
        ),
        ("basics: {patching: [java]}", "Updates of Java"),
        (
            "exclusions: {acts_of_god: covered}",
            "Damage by flood, fire, lightning or a power",
        ),
        ("replacements: {setup: covered}", "A new computer for an old one."),
        ("onsite: {visits: {visits: 2, each: month}}", "up to 2 visits each month"),
        ("first_aid: {p1_of_excluded_cause: 1h}", "First aid of 1 hour"),
        (
            "clauses: [{code: a, outcome: covered, says: Tea, when: {kind: request}}]",
            "- Tea (14.1).",
        ),
        (
            (
                "clauses: [{code: a, outcome: hourly, rate: 77, says: Tea, "
                "when: {kind: vendor}}]"
            ),
            "Tea 77 EUR an hour",
        ),
        (
            "clauses: [{code: a, outcome: declined, says: Tea., when: {kind: vendor}}]",
            "Tea we do not do it",
        ),
    ],
)
def test_page_tells(more: str, sentence: str) -> None:
    shows(sentence, more)


def test_things_looked_after_at_any_hour_are_named_on_the_page() -> None:
    hours = ", after_hours: {rate: 9, included: [server]}"
    shows("Help at any hour for servers, for all else in business hours", hours=hours)


def test_billed_disputes_are_not_among_what_is_free() -> None:
    plan = least("disputes: {unresolved: billed}")
    assert "still disagree" not in as_text(in_and_out(plan))


def test_rate_of_an_owners_clause_stands_among_the_rates() -> None:
    own = "clauses: [{code: a, outcome: hourly, rate: 77, says: T., when: {kind: vendor}}]"
    says("Work under clause 14.1 77 EUR an hour", own)


def test_plan_without_a_project_rate_tells_none() -> None:
    plan = replace(least(), projects=Projects())
    assert "Projects  " not in as_text(agreement(plan))


def test_weeks_are_told_by_days_with_the_same_hours() -> None:
    text = as_text(agreement(least()))
    assert "Monday to Friday     08:00 to 17:00" in text
    assert "Saturday and Sunday  closed" in text


def test_a_day_of_a_response_time_is_told_where_there_is_one() -> None:
    sentence = "A day is one that has business hours"
    for written in ("2 days", "2 business days"):
        says(sentence, f"sla: {{p3: {{respond: 4h, resolve: {written}}}}}")
    plan = least("sla: {p3: {respond: 4h, resolve: 16h}}", ", after_hours: {rate: 200}")
    assert sentence not in as_text(agreement(plan), WIDE)
