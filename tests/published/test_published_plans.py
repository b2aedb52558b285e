"""What providers publish, retold as plan texts: each decides as its source says."""

import os
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from ruamel.yaml import YAML

from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.plan.section import settings
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.written import Days
from flatwright.domain.records.agreement import VersionInForce
from flatwright.imports.cases_text import Case, run_case
from flatwright.imports.holiday_dates import holiday_dates
from flatwright.imports.plan_shelf import plan_files
from tests.house.source import ROOT
from tests.plans.reading import cases_in, plan_of, terms_in

HERE = Path(__file__).parent
OFFICE = terms_in(HERE / "client.agreement.yaml").agreement
TEXTS = plan_files(HERE)
PLANS = {path.stem: plan_of(path) for path in TEXTS}
LIMITS = ROOT / "docs" / "plan-format-limits.md"


def under(plan: PlanVersion) -> Terms:
    version = VersionInForce(plan=plan.plan, version=plan.version, first=OFFICE.first)
    signed = replace(OFFICE, versions=(version,))
    return terms(signed, (plan,), {"US": holiday_dates("US", range(2024, 2029))})


TERMS = {name: under(plan) for name, plan in PLANS.items()}
EACH_CASE = [
    pytest.param(case, under, id=f"{name}: {case.title}")
    for name, under in TERMS.items()
    for case in cases_in(HERE / f"{name}.cases.yaml", under)
]


@pytest.mark.parametrize(("case", "under"), EACH_CASE)
def test_the_source_says_so(case: Case, under: Terms) -> None:
    result = run_case(case, under)
    wrong = {key: (case.expect[key], result.got[key]) for key in result.differs}
    assert case.expect
    assert wrong == {}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_is_named_for_what_it_says_and_tells_its_source(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    source = header(text, "Source")
    assert PLANS[path.stem].plan == path.stem
    assert len(source) == 1
    assert urlsplit(source[0]).scheme == "https"
    provider = urlsplit(source[0]).netloc.removeprefix("www.").split(".")[0]
    told = text.replace(source[0], "").lower()
    assert provider not in told, "a provider is not named"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_a_text_leaves_out_is_a_heading_of_the_limits(path: Path) -> None:
    named = header(path.read_text(encoding="utf-8"), "Cannot say")
    assert set(named) <= set(limits()), "each code is a heading in the document"


def test_each_limit_is_met_by_a_text_and_links_to_it() -> None:
    met = {path: header(path.read_text(encoding="utf-8"), "Cannot say") for path in TEXTS}
    for code, body in limits().items():
        texts = {path.name for path in TEXTS if code in met[path]}
        linked = set(re.findall(r"\(\.\./tests/published/([a-z0-9_]+\.yaml)\)", body))
        assert texts, f"no published text needs {code}"
        assert linked == texts, code


def header(text: str, key: str) -> list[str]:
    """What the header comment lists under a key, up to the next one."""
    above = text.partition("\nplan:")[0].splitlines()
    comment = "\n".join(line.removeprefix("#").strip() for line in above)
    until = r"(?=^[A-Z][a-z ]+: |\Z)"
    found = re.search(rf"^{key}: (.*?){until}", comment, re.DOTALL | re.MULTILINE)
    return [each for each in re.split(r"[,\s]+", found[1].strip()) if each] if found else []


def limits() -> dict[str, str]:
    """The headings of the document, each with what stands under it."""
    parts = re.split(
        r"^### `([a-z0-9-]+)`$", LIMITS.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_worked_examples_of_a_source_add_up() -> None:
    """Three offices; the page's own sum of the third is an error of 3,190."""
    price = PLANS["per_employee_site_server"].price

    def monthly(employees: int, sites: int, servers: int, backup: Decimal) -> Decimal:
        each = (price.per_user, price.per_site, price.per_server)
        parts = zip((employees, sites, servers), each, strict=True)
        return sum((count * amount for count, amount in parts), backup)

    assert monthly(70, 1, 5, price.lines["backup"]) == 11_875
    assert monthly(37, 6, 0, Decimal(0)) == 6_865
    assert monthly(15, 1, 2, Decimal(0)) == 2_795
    assert price.onboarding is not None
    assert price.onboarding.of_monthly == 140


def test_a_price_a_user_falls_with_their_number() -> None:
    steps = PLANS["user_plus_computer"].price.per_user
    assert [step.each for step in steps] == [140, 95, 50]
    assert steps[-1].up_to is None


def test_a_yearly_rise_may_be_for_some_parts_alone() -> None:
    price = PLANS["computers_and_servers_yearly_rise"].price
    assert price.escalator is not None
    assert price.escalator.fixed == 5
    assert price.escalator.applies_to == ("computer", "server")
    assert PLANS["computers_and_servers_yearly_rise"].term.renews == "month_to_month"


def test_onboarding_hours_grow_with_the_plan() -> None:
    names = ("one_person", "three_devices", "three_devices_account_manager", "five_devices")
    onboarding = [PLANS[name].price.onboarding for name in names]
    assert [each.hours for each in onboarding if each] == [1, 5, 10, 20]


def test_a_base_fee_holds_one_server() -> None:
    price = PLANS["base_plus_workstation"].price
    assert price.base == 149
    assert price.base_includes == {"server": 1}
    assert (price.per_computer, price.per_server) == (39, 99)


def test_a_change_in_size_leads_to_a_new_quote() -> None:
    price = PLANS["ten_to_fifteen_users"].price
    assert price.requote_at == 30
    assert price.billed == "in_advance"
    assert price.minimum_amount == 1_900


def test_targets_are_read_as_they_are_published() -> None:
    quick, patient = PLANS["sla_of_four_grades"].sla, PLANS["sla_in_service_hours"].sla
    assert [quick[f"p{n}"].respond for n in range(1, 5)] == [15] * 4
    assert [patient[f"p{n}"].respond for n in range(1, 5)] == [60, 120, 240, 480]
    ends = [patient[f"p{n}"].resolve for n in range(1, 5)]
    assert ends == [480, 720, 1440, 2400]
    assert not any(isinstance(each, Days) for each in ends)


def test_every_section_of_the_format_is_used_by_some_text() -> None:
    used = {
        name
        for plan in PLANS.values()
        for name, _, _, each in settings(PlanVersion)
        if getattr(plan, each.name) not in (None, (), {})
    }
    assert {"price", "term", "sla", "onsite", "facts", "clauses"} <= used


@pytest.mark.real_data
def test_every_published_entry_is_retold() -> None:
    folder = os.environ.get("FLATWRIGHT_REAL_DATA")
    if not folder:
        pytest.skip("FLATWRIGHT_REAL_DATA is not set: the published entries are not here")
    entries = YAML(typ="safe", pure=True).load(Path(folder, "plans", "plans.yaml"))
    published = [each["source"] for each in (*entries["plans"], *entries["slas"])]
    retold = [header(path.read_text(encoding="utf-8"), "Source")[0] for path in TEXTS]
    missing = [
        source
        for source in set(published)
        if retold.count(source) < published.count(source)
    ]
    assert missing == []
