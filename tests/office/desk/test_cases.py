"""A stored ticket is decided as the same facts are in a file: by the same function."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.records.work import PriorUse
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.answers import is_same
from flatwright.imports.cases_text import Case, read_cases
from flatwright.imports.plan_shelf import shelf, terms_of
from flatwright.office.audit.actor import Actor
from flatwright.office.desk.deciding_one import decide_ticket
from flatwright.office.desk.models import Decision
from tests.office.desk.stored import stored_client, stored_ticket, used_before

pytestmark = pytest.mark.once

ORACLE = Path(__file__).parents[2] / "oracle"
AGREEMENT = ORACLE.parent / "domain" / "coverage" / "northwind.yaml"
BY = Actor(name="test", source="test")


def reference() -> Terms:
    agreement, problems = read_agreement("agreement", AGREEMENT.read_bytes())
    assert agreement, problems
    return terms_of(agreement, shelf())


def cases() -> list[Case]:
    path = ORACLE / "coverage.cases.yaml"
    found, problems = read_cases(path.name, path.read_bytes(), reference())
    assert not problems
    return [case for case in found if case.changed is None]


def is_storable(case: Case) -> bool:
    """Minutes of earlier days stand on the ticket itself, as entries."""
    prior = replace(case.work.prior, moves={}, training_min=0)
    related = case.work.related_estimates_min
    return prior == PriorUse() and not related


CASES = [case for case in cases() if is_storable(case)]


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_a_stored_ticket_is_decided_as_its_facts_in_a_file(case: Case) -> None:
    client = stored_client(reference())
    ticket = stored_ticket(client, case.work, 7)
    used_before(client, case.work)
    decision = decide_ticket(BY, ticket)
    assert decision is not None
    got = {key: decision.answer.get(key) for key in case.expect}
    assert {k: v for k, v in case.expect.items() if not is_same(v, plain(got[k]))} == {}


def plain(value: Any) -> Any:
    """JSON keeps amounts as texts with every cent."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key.removeprefix("other:"): plain(each) for key, each in value.items()}
    is_amount = isinstance(value, str) and re.fullmatch(r"-?\d+\.\d\d", value)
    return Decimal(value) if is_amount else value


@pytest.mark.django_db
def test_deciding_again_with_the_same_facts_records_nothing() -> None:
    client = stored_client(reference())
    ticket = stored_ticket(client, CASES[0].work, 7)
    first = decide_ticket(BY, ticket)
    assert decide_ticket(BY, ticket) == first
    assert Decision.objects.count() == 1
