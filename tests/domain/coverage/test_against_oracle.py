"""The product and a second, slow reading of coverage.md agree, field by field.

FLATWRIGHT_ORACLE_EXAMPLES asks for a longer search than the usual one.
"""

import os
from typing import Any

from hypothesis import HealthCheck, given, settings

from flatwright.domain.coverage.decide import decide
from flatwright.domain.records.work import WorkItem
from flatwright.imports.answers import answer
from tests.domain.coverage.any_work import northwind, works
from tests.oracle.reference_decision import OTHER
from tests.oracle.reference_decision import decide as by_the_text

AGREEMENT, TERMS = northwind()
EXAMPLES = int(os.environ.get("FLATWRIGHT_ORACLE_EXAMPLES", "300"))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def differences(work: WorkItem) -> dict[str, tuple[Any, Any]]:
    """What the text says and what the product says, where they differ."""
    expected, got = by_the_text(work, AGREEMENT), answer(decide(work, TERMS))
    if expected.get("error") == OTHER and got["error"]:
        expected["error"] = got["error"]
    return {key: (value, got[key]) for key, value in expected.items() if value != got[key]}


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW)
@given(works())
def test_product_and_text_agree_on_any_work(work: WorkItem) -> None:
    assert not differences(work)
