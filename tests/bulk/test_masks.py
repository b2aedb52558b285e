from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flatwright.bulk import masks
from flatwright.bulk.codebook import WORKED, Codebook, Distinct
from flatwright.bulk.masks import FactColumns, fact_columns, holding_masks
from flatwright.domain.coverage.situation import Estimate, Situation, Values
from flatwright.domain.coverage.terms import terms
from flatwright.domain.kernel.condition import Condition, truth
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.records.work import TimeEntry, WorkItem
from tests.bulk.made import CLIENTS, made_terms, made_work
from tests.strategies import conditions

TEXTS = {name: fact.values for name, fact in BY_NAME.items() if fact.values}


@st.composite
def situations(draw: st.DrawFn) -> Values:
    values: Values = {
        name: draw(st.sampled_from((*words, "unknown"))) for name, words in TEXTS.items()
    }
    minutes = draw(st.integers(0, 5000))
    return values | {"estimate_min": Estimate(minutes, known=draw(st.booleans()))}


@settings(max_examples=60)
@given(conditions(), st.lists(situations(), min_size=1, max_size=8))
def test_arrays_and_single_values_have_the_same_truth(
    condition: Condition, told: list[Values]
) -> None:
    answer = truth(condition, fact_columns(told))
    for row, values in enumerate(told):
        single = truth(condition, Situation(values))
        both = [np.broadcast_to(each, len(told))[row] for each in (answer.yes, answer.no)]
        assert [bool(each) for each in both] == [single.yes, single.no]


def test_situation_with_more_clauses_than_bits_is_left_to_the_single_decision(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    under = made_terms(CLIENTS[0])
    facts = fact_columns([_situation()])
    holds, unknown = holding_masks(under, 0, facts)
    assert (holds[0] > 0, unknown[0]) == (True, 0)
    last = int(holds[0]).bit_length() - 1
    monkeypatch.setattr(masks, "BITS", last)
    assert holding_masks(under, 0, facts)[1] > 0
    monkeypatch.setattr(masks, "BITS", last + 1)
    assert holding_masks(under, 0, facts)[1] == 0


def _situation() -> Values:
    under = made_terms(CLIENTS[0])
    values = Codebook(under)
    values.number(WorkItem(estimate_min=30))
    moment = {"on_roster": "yes", "hours": "after_hours", "day": "weekday"}
    return values.values[0][0] | moment | {"in_force": "yes", "suspended": "no"}


def test_facts_that_are_not_known_have_no_truth() -> None:
    columns = FactColumns(
        codes={"cause": np.array([0, 1])},
        words={"cause": ["normal", "unknown"]},
        at_least=np.array([0, 0]),
        estimated=np.array([True, True]),
    )
    answer = columns.among("cause", ("provider",))
    assert (answer.yes.tolist(), answer.no.tolist()) == ([False, False], [True, False])


def test_coded_columns_have_the_numbers_of_their_work_items() -> None:
    works = made_work(CLIENTS[0], 200)
    names = ("kind", "action", "cause", "priority", "location", "estimate_min")
    words: dict[str, list[Any]] = {
        name: sorted({getattr(work, name) for work in works}) for name in names
    }
    words["object"] = sorted({work.object.name for work in works})
    words["after_hours_by"] = ["provider", "client", "unknown"]
    codes = {
        name: np.array(
            [
                each.index(work.object.name if name == "object" else getattr(work, name))
                for work in works
            ]
        )
        for name, each in words.items()
    }
    minutes = [sum(each.end - each.start for each in work.entries) for work in works]
    words[WORKED] = sorted(set(minutes))
    codes[WORKED] = np.array([words[WORKED].index(each) for each in minutes])
    codebook = Codebook(made_terms(CLIENTS[0]))
    one_by_one = [codebook.number(work) for work in works]
    assert codebook.numbers(codes, words).tolist() == one_by_one
    turned = {name: each[::-1] for name, each in words.items()}
    again = {name: len(words[name]) - 1 - column for name, column in codes.items()}
    assert codebook.numbers(again, turned).tolist() == one_by_one


def test_minutes_worked_are_a_fact_where_a_plan_asks_for_them() -> None:
    plain = made_terms(CLIENTS[0])
    projects = replace(plain.plans[0].projects, incident_whole=True)
    asking = terms(plain.agreement, (replace(plain.plans[0], projects=projects),))
    codes, words = {WORKED: np.array([0, 1, 2])}, {WORKED: [10, 240, 241]}
    works = [WorkItem(entries=(TimeEntry(start=0, end=each),)) for each in words[WORKED]]
    for under, expected in ((plain, [0, 0, 0]), (asking, [0, 0, 1])):
        codebook = Codebook(under)
        assert codebook.numbers(codes, words).tolist() == expected
        assert [codebook.number(work) for work in works] == expected


def test_too_many_sets_of_facts_are_refused() -> None:
    words = {name: range(1 << 32) for name in ("kind", "action")}
    codes = {name: np.zeros(1, dtype=np.int64) for name in words}
    with pytest.raises(ValueError, match="too many values"):
        Codebook(made_terms(CLIENTS[0])).numbers(codes, words)


@given(st.lists(st.lists(st.integers(0, 30_000), max_size=50), max_size=5))
def test_equal_keys_have_one_number_in_the_order_in_which_they_come(
    batches: list[list[int]],
) -> None:
    distinct, seen = Distinct(), list[int]()
    for batch in batches:
        seen = list(dict.fromkeys((*seen, *batch)))
        numbers = distinct.numbers(np.array(batch, dtype=np.int64))
        assert numbers.tolist() == [seen.index(key) for key in batch]


def test_distinct_grows_and_keeps_its_numbers() -> None:
    keys = np.random.default_rng(1).permutation(np.arange(100_000, dtype=np.int64) * 7919)
    distinct = Distinct()
    assert distinct.numbers(keys[:10]).tolist() == list(range(10))
    assert distinct.numbers(keys).tolist() == list(range(100_000))
    assert distinct.numbers(keys[::-1]).tolist() == list(range(99_999, -1, -1))
    assert distinct.count == 100_000
