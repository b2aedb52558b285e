"""Findings are told calmly, and accepted by name."""

import re

from flatwright.domain.checks.finding import (
    FindingKind,
    finding_table,
    finding_text,
    findings_text,
)
from flatwright.domain.checks.findings import settled
from flatwright.domain.checks.telling import told, usual
from tests.domain.checks.looked_at import (
    plan_of,
    reference,
)


def test_an_accepted_finding_keeps_its_reason_and_is_no_longer_open() -> None:
    more = """
accepts:
  - {finding: "generosity:training", reason: We want training to be asked for.}
  - {finding: "generosity:nothing", reason: It was there once.}
"""
    told = {each.name: each for each in settled(plan_of(more=more), reference())}
    assert told["generosity:training"].accepted == "We want training to be asked for."
    assert not told["generosity:training"].is_open
    assert told["acceptance:generosity:nothing"].kind is FindingKind.ACCEPTANCE
    text = findings_text(tuple(told.values()))
    assert "Accepted: We want training to be asked for." in text
    assert text.endswith("9 to settle, 1 accepted.")


def test_a_finding_is_told_with_both_bills_and_what_to_change() -> None:
    each = next(f for f in reference() if f.name == "generosity:third_parties")
    text = finding_text(each)
    assert "The bill: 112.50 USD, then 165.00 USD." in text
    assert re.search(r"Likewise: \d+ more\.", text)
    assert "What to change: Set projects.rate: 150" in text
    table = finding_table(each)
    assert str(table["bills"]["before"]) == "112.50"
    assert table["cites"][0]["plan"] == "reference@1"
    assert table["kind"] == "generosity"


def test_no_finding_is_told_as_such() -> None:
    assert findings_text(()) == "Nothing was found."


def test_a_request_is_told_with_its_estimate() -> None:
    plan = plan_of()
    facts = {**usual(plan), "kind": "request", "estimate_min": 241}
    assert told(facts, plan) == (
        "something is asked for and it is estimated at 4 hours 1 minute"
    )
