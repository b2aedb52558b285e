"""The documents of each shipped plan, and what holds of all of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.section import settings
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.week import Week
from flatwright.domain.records.agreement import Agreement
from flatwright.domain.records.client import Client
from flatwright.domain.wording.agreement import TEMPLATE, agreement
from flatwright.domain.wording.document import Document, Numbered, Table
from flatwright.domain.wording.exclusions import NO_EXAMPLE
from flatwright.domain.wording.in_and_out import in_and_out
from flatwright.domain.wording.markdown import as_markdown
from flatwright.domain.wording.text import as_text
from tests.domain.wording.plans import SHIPPED, exclusions_of, least, published

Golden = Callable[[str, str], None]
each_shipped_plan = pytest.mark.parametrize("plan", SHIPPED, ids=lambda plan: plan.name)
each_plan = pytest.mark.parametrize(
    "plan", [*SHIPPED, *published()], ids=lambda plan: plan.name
)


@each_shipped_plan
def test_documents_of_each_shipped_plan(plan: PlanVersion, golden: Golden) -> None:
    golden(f"wording/{plan.name}-agreement.txt", as_text(agreement(plan)))
    golden(f"wording/{plan.name}-in-and-out.txt", as_text(in_and_out(plan)))
    golden(f"wording/{plan.name}-exclusions.txt", as_text(exclusions_of(plan.name)))


def test_documents_in_markdown_and_for_a_client(signed: Agreement, golden: Golden) -> None:
    plan = SHIPPED[0]
    golden("wording/client-agreement.txt", as_text(agreement(plan, signed)))
    golden("wording/client-agreement.md", as_markdown(agreement(plan, signed)))
    golden("wording/in-and-out.md", as_markdown(in_and_out(plan)))
    golden("wording/exclusions.md", as_markdown(exclusions_of(plan.name)))


def numbered(document: Document) -> list[Numbered]:
    return [b for part in document.parts for b in part.body if isinstance(b, Numbered)]


@each_plan
def test_agreement_holds_every_sentence_under_the_number_that_decisions_cite(
    plan: PlanVersion,
) -> None:
    said = {(each.number, *each.says) for each in numbered(agreement(plan))}
    assert said == {(each.number, each.says) for each in clauses(plan) if each.says}
    assert {each.number for each in clauses(plan)} == {number for number, _ in said}


@each_plan
def test_numbers_rise_in_the_order_of_the_agreement(plan: PlanVersion) -> None:
    places = [tuple(map(int, each.number.split("."))) for each in numbered(agreement(plan))]
    assert places == sorted(places)
    headings = [part.heading for part in agreement(plan).parts]
    for place, _ in places:
        assert any(heading.startswith(f"{place}. ") for heading in headings)


def numbers_of(value: Any) -> Iterator[Decimal]:
    """Every number of a setting, and a time in hours, and minutes beyond the hour."""
    if isinstance(value, int | Decimal):
        yield Decimal(value)
        yield from map(Decimal, divmod(int(value), 60))
    elif isinstance(value, str):
        yield from map(Decimal, re.findall(r"\d+(?:\.\d+)?", value))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (*numbers_of(key), *numbers_of(item))
    elif isinstance(value, tuple):
        for item in value:
            yield from numbers_of(item)
    elif is_dataclass(value) and not isinstance(value, Week):
        for each in fields(value):
            yield from numbers_of(getattr(value, each.name))


@each_plan
def test_every_number_of_a_clause_is_a_setting(plan: PlanVersion) -> None:
    known = {
        n for name, *_ in settings(PlanVersion) for n in numbers_of(getattr(plan, name))
    }
    for clause in clauses(plan):
        text = re.sub(r"\bP[1-4]\b", "", clause.says).replace(",", "")
        for found in re.findall(r"\d+(?:\.\d+)?", text):
            assert Decimal(found) in known, f"{found} in {clause.number}: {clause.says}"


@each_plan
def test_what_is_in_and_out_fits_on_a_page(plan: PlanVersion) -> None:
    lines = as_text(in_and_out(plan), width=78).splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 78


@each_plan
def test_page_names_each_clause_that_the_flat_fee_does_not_pay_under(
    plan: PlanVersion,
) -> None:
    page = as_text(in_and_out(plan))
    for clause in clauses(plan):
        if clause.says and clause.outcome not in (None, Outcome.COVERED):
            assert clause.code == "in_force" or re.search(
                rf"(?<![\d.]){re.escape(clause.number)}(?![\d.]*\d)", page
            )


@each_shipped_plan
def test_every_exclusion_and_limit_has_an_example_that_cites_it(plan: PlanVersion) -> None:
    parts = {part.heading.split()[0]: part for part in exclusions_of(plan.name).parts}
    for clause in clauses(plan):
        limited = clause.outcome is not Outcome.COVERED or clause.up_to is not None
        if not clause.says or clause.outcome is None or not limited:
            continue
        body = parts[clause.number].body
        assert body[0] == clause.says
        (lines,) = [block for block in body if isinstance(block, Table)]
        assert clause.number in {row[-1] for row in lines.rows}
        assert NO_EXAMPLE not in str(body)


@each_shipped_plan
def test_every_number_that_an_example_cites_stands_in_the_agreement(
    plan: PlanVersion,
) -> None:
    known = {each.number for each in numbered(agreement(plan))}
    tables = [
        block
        for part in exclusions_of(plan.name).parts
        for block in part.body
        if isinstance(block, Table)
    ]
    assert {row[-1] for table in tables for row in table.rows} <= known


def test_what_goes_to_a_lawyer_says_that_it_is_a_template(signed: Agreement) -> None:
    for document in (agreement(SHIPPED[0], signed), exclusions_of(SHIPPED[0].name)):
        assert TEMPLATE in as_text(document)
        assert TEMPLATE in as_markdown(document)


def test_own_cost_is_never_told() -> None:
    plan = least()
    for document in (agreement(plan), in_and_out(plan)):
        assert "61.37" not in as_text(document)


def test_client_and_counts_are_those_of_the_first_day(signed: Agreement) -> None:
    text = as_text(agreement(SHIPPED[0], signed))
    assert "Willow & Daughters" in text
    assert re.search(r"^Users +2$", text, re.MULTILINE)
    assert re.search(r"^Devices of these users +3$", text, re.MULTILINE)
    assert re.search(r"^Printers +2$", text, re.MULTILINE)
    assert "It begins on 1 February 2026 and ends on 31 January 2027" in text
    assert re.search(r"^ben +at most 500 USD$", text, re.MULTILINE)


def test_agreement_without_end_or_people_says_so(signed: Agreement) -> None:
    bare = replace(
        signed,
        last=None,
        versions=signed.versions[:1],
        client=Client(name="Bare", time_zone="UTC"),
    )
    text = as_text(agreement(SHIPPED[0], bare))
    assert "has no last day" in text
    assert "Sites: none." in text
    assert "Plan version" not in text
    assert "May say yes" not in text
