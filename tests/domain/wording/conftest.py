import pytest

from flatwright.domain.records.agreement import Agreement
from flatwright.imports.agreement_text import read_agreement
from tests.domain.wording.plans import CLIENT


@pytest.fixture(scope="session")
def signed() -> Agreement:
    agreement, problems = read_agreement("client.yaml", CLIENT)
    assert agreement, problems
    return agreement
