"""What the bulk run says of work equals the single decision, line for line.

FLATWRIGHT_BULK_EXAMPLES asks for a longer search than the usual one.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flatwright.bulk import run
from flatwright.bulk.book import Book
from flatwright.bulk.codebook import Codebook
from flatwright.bulk.columns import columns_of
from flatwright.bulk.prepared import prepared
from flatwright.bulk.singles import Singles
from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision, Status
from flatwright.domain.coverage.lines import OUTCOMES, Lines
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.records.work import PriorUse, WorkItem
from tests.bulk.any_history import histories
from tests.bulk.ledger import Ledger
from tests.bulk.strategies import any_terms

EXAMPLES = int(os.environ.get("FLATWRIGHT_BULK_EXAMPLES", "60"))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
Row = tuple[Any, ...]


def in_bulk(
    works: Sequence[WorkItem], under: Terms
) -> tuple[dict[int, list[Row]], dict[int, Decision]]:
    """Lines by work item, and what was left to single decisions."""
    codebook = Codebook(under)
    columns = columns_of(works, codebook)
    singles = Singles(works, columns, under)
    decided = run.decide_columns(columns, prepared(under), Book(codebook), singles.decide)
    assert sorted(singles.decisions) == decided.unclear.tolist()
    return by_item(decided.lines, under), singles.decisions


def by_item(lines: Lines, under: Terms) -> dict[int, list[Row]]:
    rows: dict[int, list[Row]] = {}
    for n in range(len(lines.item)):
        outcome, day = OUTCOMES[lines.outcome[n]], int(lines.day[n])
        row = (
            int(lines.worked[n]),
            ("business", "after_hours")[lines.band[n]],
            outcome,
            int(lines.billed[n]),
            int(lines.amount[n]),
            under.refs[lines.clause[n]],
            day if outcome in ("after_hours", "hourly", "project") else None,
        )
        rows.setdefault(int(lines.item[n]), []).append(row)
    return rows


def rows_of(decision: Decision) -> list[Row]:
    return [
        (
            line.worked,
            line.band,
            line.outcome.value,
            line.billed,
            line.amount.minor,
            line.cites,
            line.day.toordinal() if line.day else None,
        )
        for line in decision.lines
    ]


def one_by_one(works: Sequence[WorkItem], under: Terms) -> list[Decision]:
    """Single decisions, each told what was drawn before it."""
    ledger = Ledger(under.agreement.first)
    decisions = []
    for work in works:
        prior = PriorUse(drawn=tuple(ledger.drawn))
        decision = decide(replace(work, prior=prior), under)
        told = ledger.told(work, under)
        if told is not None:
            again = decide(replace(work, prior=told), under)
            assert rows_of(again) == rows_of(decision)
            assert again.drawn == decision.drawn
        ledger.drawn.extend(decision.drawn)
        decisions.append(decision)
    return decisions


def check(works: Sequence[WorkItem], under: Terms) -> None:
    lines, singly = in_bulk(works, under)
    for item, decision in enumerate(one_by_one(works, under)):
        if item in singly:
            assert singly[item].status is decision.status
            assert rows_of(singly[item]) == rows_of(decision)
            assert item not in lines
        else:
            assert decision.status in (Status.DECIDED, Status.DECLINED)
            assert lines.get(item, []) == rows_of(decision)


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW)
@given(st.data())
def test_bulk_equals_the_single_decision_line_for_line(data: st.DataObject) -> None:
    under = data.draw(any_terms())
    check(data.draw(histories(under)), under)


@settings(max_examples=max(5, EXAMPLES // 4), suppress_health_check=SLOW)
@given(st.data())
def test_the_size_of_a_chunk_changes_nothing(data: st.DataObject) -> None:
    under = data.draw(any_terms())
    works = data.draw(histories(under))
    with pytest.MonkeyPatch.context() as patch:
        found = []
        for chunk in (1, 7, 200_000):
            patch.setattr(run, "CHUNK", chunk)
            lines, singly = in_bulk(works, under)
            found.append((lines, {item: rows_of(each) for item, each in singly.items()}))
    assert found[0] == found[1] == found[2]
