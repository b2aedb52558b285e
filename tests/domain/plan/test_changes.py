"""What changes between two plan versions is said in words, all of it and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from flatwright.domain.plan.changes import changes
from flatwright.domain.plan.edit import edited
from flatwright.domain.plan.favour import Favours
from flatwright.domain.plan.section import settings as settings_of
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.imports.plan_shelf import plan_files
from tests.domain.plan.texts import PLAN
from tests.strategies import plans

SLOW = settings(max_examples=10, suppress_health_check=list(HealthCheck))


def shipped(name: str) -> PlanVersion:
    path = next(each for each in plan_files() if each.stem == name)
    plan, problems = read_plan(str(path), path.read_bytes())
    assert plan is not None, problems
    return plan


def version(changed: dict[tuple[str, ...], Any], text: str = PLAN) -> PlanVersion:
    plan, problems = read_plan("x", edited(text, changed))
    assert plan is not None, problems
    return plan


def said(
    before: dict[tuple[str, ...], Any], after: dict[tuple[str, ...], Any]
) -> list[str]:
    return [
        f"{each} [{each.favours.value}]"
        for each in changes(version(before), version(after))
    ]


def test_reference_1_to_2(golden: Callable[[str, str], None]) -> None:
    found = changes(shipped("reference-1"), shipped("reference-2"))
    golden(
        "changes-reference-1-2.txt", "".join(f"{e} [{e.favours.value}]\n" for e in found)
    )


def test_one_starter_plan_to_another(golden: Callable[[str, str], None]) -> None:
    found = changes(shipped("essential"), shipped("premium"))
    golden(
        "changes-essential-premium.txt",
        "".join(f"{e} [{e.favours.value}]\n" for e in found),
    )


@SLOW
@given(plans())
def test_same_version_has_no_changes(plan: PlanVersion) -> None:
    assert changes(plan, plan) == ()


@SLOW
@given(plans(), plans(), st.data())
def test_changed_setting_always_appears(
    one: PlanVersion, other: PlanVersion, data: st.DataObject
) -> None:
    names = [
        each.name
        for _, _, _, each in settings_of(PlanVersion)
        if each.name not in ("plan", "version", "accepts")  # no promises
        and getattr(one, each.name) != getattr(other, each.name)
    ]
    assume(names)
    name = data.draw(st.sampled_from(names))
    extra = {"facts": other.facts} if name == "clauses" else {}
    new = replace(one, **{name: getattr(other, name), **extra})
    found = [each for each in changes(one, new) if each.path[0] == name.removesuffix("_")]
    assert found
    for each in found:
        assert each.label[0].upper() == each.label[0]
        assert str(each)


@SLOW
@given(plans(), plans())
def test_a_change_one_way_is_a_change_the_other_way(
    one: PlanVersion, other: PlanVersion
) -> None:
    there = {each.path: each for each in changes(one, other)}
    back = {each.path: each for each in changes(other, one)}
    assert there.keys() == back.keys()
    opposite = {
        Favours.CLIENT: Favours.PROVIDER,
        Favours.PROVIDER: Favours.CLIENT,
        Favours.UNCLEAR: Favours.UNCLEAR,
    }
    for path, change in there.items():
        assert back[path].favours is opposite[change.favours]


CLAUSE = {"code": "phones", "outcome": "hourly", "says": "Phones are hourly."}


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        (
            ("title",),
            "None",
            "All",
            "The plan's name for people: None becomes All [unclear]",
        ),
        (
            ("advice",),
            "included",
            "hourly",
            "What to buy, and when: included becomes hourly",
        ),
        (("hours", "closing_grace"), "0m", "1h30m", "0 minutes becomes 1 hour 30 minutes"),
        (("pass_through", "markup"), "0%", "7.5%", "0% becomes 7.5% (clause"),
        (("training", "leave_behind"), "false", "true", "no becomes yes [client]"),
        (("users", "minimum"), "1", "5", "1 becomes 5 [provider]"),
        (("users", "leaver_notice"), "30 days", "60 days", "30 days becomes 60 days [prov"),
        (("users", "joiner_grace"), "5 days", "5 business days", "(clause 1.1) [unclear]"),
        (("basics", "patching"), ["java"], ["firmware"], "java becomes firmware"),
        (("basics", "patching"), ["java", "firmware"], ["java"], "[provider]"),
        (("basics", "report"), "monthly", "quarterly", "[provider]"),
        (("hours", "holidays"), "US", "DE-BY", "US becomes DE-BY [unclear]"),
        (
            ("hours", "holidays"),
            [],
            ["2026-12-25"],
            "nothing becomes 2026-12-25 [provider]",
        ),
        (("basics", "helpdesk"), "unlimited", "hourly", "unlimited becomes hourly (clause"),
        (
            ("basics", "helpdesk"),
            {"tickets": "4", "per": "person", "each": "month"},
            {"tickets": "2", "per": "person", "each": "month", "rollover": "true"},
            "up to 2 tickets for each user each month of the agreement, and what is left",
        ),
        (
            ("price", "per_user"),
            "140",
            [{"each": "140", "up_to": "10"}, {"each": "120"}],
            "140 USD becomes each 140 USD; up to 10 and each 120 USD [unclear]",
        ),
        (("price", "escalator"), None, {}, "the yearly rise: nothing becomes as usual"),
        (("price", "escalator"), None, {"at_most": "5%"}, "nothing becomes at most 5%"),
        (("price", "lines"), {"backup": "10"}, {"backup": "12"}, "backup: 10 USD becomes"),
        (("users", "devices"), "unlimited", {"computer": "2"}, "becomes computer 2"),
        (("clauses",), None, [CLAUSE], 'phones: nothing becomes "Phones are hourly."'),
        (("clauses",), [CLAUSE], [CLAUSE | {"outcome": "covered"}], "becomes covered"),
        (("clauses",), [CLAUSE], [CLAUSE | {"rate": "90"}], "nothing becomes 90 USD"),
        (("clauses",), [CLAUSE], None, '"Phones are hourly." becomes nothing (clause'),
        (
            ("clauses",),
            [CLAUSE],
            [CLAUSE | {"when": {"any": [{"onsite": "yes"}, {"day": "weekend"}]}}],
            "becomes any onsite yes and day weekend",
        ),
        (("clauses",), [CLAUSE], [CLAUSE, CLAUSE], "clauses of the owner's own"),
        (
            ("clauses",),
            [CLAUSE, CLAUSE | {"code": "fax"}],
            [CLAUSE | {"code": "fax"}, CLAUSE],
            "order of your own clauses: phones and fax becomes fax and phones",
        ),
        (("facts",), {"floor": ["a"]}, {"floor": ["a", "b"]}, "floor: a becomes a and b"),
        (("facts",), {"a": ["x"], "b": ["x"]}, {"b": ["x"], "a": ["x"]}, None),
        (("accepts",), None, [{"finding": "f", "reason": "r"}], None),
    ],
)
def test_a_change_in_words(
    path: tuple[str, ...], old: Any, new: Any, says: str | None
) -> None:
    found = said({path: old}, {path: new})
    if says is None:
        assert found == []
    else:
        assert len(found) == 1
        assert says.casefold() in found[0].casefold()
