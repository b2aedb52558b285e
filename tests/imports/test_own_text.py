"""A shipped plan made an owner's own, and the region of a time zone."""

import pytest

from flatwright.domain.plan.text import read_plan
from flatwright.imports.own_text import Own, weekday_hours
from flatwright.imports.plan_shelf import plan_files
from flatwright.imports.regions import countries, is_region, parts_of, region_of

SHIPPED = {path.stem: path.read_text(encoding="utf-8") for path in plan_files()}
STARTERS = ("essential", "complete", "premium")


@pytest.mark.parametrize("name", STARTERS)
def test_hours_and_holidays_are_put_in_and_saturday_stays(name: str) -> None:
    own = Own(currency="EUR", region="DE-BE", hours={name: ("08:30", "16:00")})
    plan, problems = read_plan(name, own.text(name, SHIPPED[name]).encode())
    before, _ = read_plan(name, SHIPPED[name].encode())
    assert plan is not None, problems
    assert before is not None
    assert plan.currency == "EUR"
    assert plan.hours.holidays == "DE-BE"
    assert plan.hours.open.days[:5] == (((510, 960),),) * 5
    assert plan.hours.open.days[5:] == before.hours.open.days[5:]


def test_without_a_region_there_are_no_holidays() -> None:
    text = Own(region="").text("complete", SHIPPED["complete"])
    plan, _ = read_plan("complete", text.encode())
    assert plan is not None
    assert plan.hours.holidays == ()


def test_what_is_not_said_stays_as_it_is_shipped() -> None:
    assert Own().text("complete", SHIPPED["complete"]) == SHIPPED["complete"]
    assert weekday_hours(SHIPPED["complete"]) == ("08:00", "17:00")


@pytest.mark.parametrize(
    ("zone", "region"),
    [
        ("Europe/Berlin", "DE"),
        ("America/New_York", "US"),
        ("Asia/Tokyo", "JP"),
        ("UTC", ""),
        ("Nowhere/Atall", ""),
    ],
)
def test_the_region_follows_from_the_time_zone(zone: str, region: str) -> None:
    assert region_of(zone) == region


def test_regions_are_those_whose_holidays_are_known() -> None:
    assert countries()["DE"] == "Germany"
    assert parts_of("DE")["DE-BY"] == "Bayern"
    assert "DE-Augsburg" not in parts_of("DE")
    assert [is_region(each) for each in ("DE", "DE-BY", "DE-QQ", "XX", "de", "")] == [
        True,
        True,
        *[False] * 4,
    ]
