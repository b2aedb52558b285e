"""The product and a second, slow reading of coverage.md agree, field by field.

FLATWRIGHT_ORACLE_EXAMPLES asks for a longer search than the usual one.
"""

import os
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from flatwright.domain.coverage.again import Amendment, decide_again
from flatwright.domain.coverage.decide import decide
from flatwright.domain.records.work import WorkItem
from flatwright.imports.answers import again_answer, answer
from tests.domain.coverage.any_work import northwind, works
from tests.oracle.reference_again import Change
from tests.oracle.reference_again import decide_again as again_by_the_text
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


REMOVED = ("alice-pc", "alice-tab", "bob-pc", "conf-pc", "srv1", "nas1", "p-hq1", "pp-bob")
AMENDMENTS = st.builds(
    Amendment,
    first=st.sampled_from((date(2025, 12, 1), date(2028, 1, 1))),
    removes=st.sampled_from(REMOVED),
    signed_by_both=st.just(True),
)


@settings(max_examples=EXAMPLES // 6, suppress_health_check=SLOW)
@given(works(), st.sampled_from(("normal", "provider")), st.none() | AMENDMENTS)
def test_product_and_text_agree_on_deciding_again(
    work: WorkItem, cause: str, amendment: Amendment | None
) -> None:
    before = replace(work, goodwill=None)
    after = before if amendment else replace(before, cause=cause)
    decided = [decide(each, TERMS).status.value for each in (before, after)]
    assume("needs_facts" not in decided)
    expected = again_by_the_text(before, Change(after, amendment), AGREEMENT)
    got = again_answer(decide_again(before, after, TERMS, amendment))
    assert {key: got[key] for key in expected} == expected
