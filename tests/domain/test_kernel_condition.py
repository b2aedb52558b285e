"""Kleene's laws, of single answers and of columns of them; 1 is yes, -1 no, 0 not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.kernel.condition import (
    ALWAYS,
    Condition,
    Either,
    Every,
    Is,
    Not,
    Over,
    Truth,
    among,
    atoms,
    either,
    every,
    truth,
)

ATOMS: tuple[Is | Over, ...] = (
    among("cause", "act_of_god", "third_party"),
    among("onsite"),
    Over("minutes", 60),
)
ANSWERS = tuple(product((1, 0, -1), repeat=len(ATOMS)))

answers = st.sampled_from(ANSWERS)
conditions: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: Every(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Either(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=8,
)


@dataclass(frozen=True, slots=True)
class Told:
    """Facts that answer each comparison as they were told."""

    answers: Mapping[Condition, Truth]

    def among(self, fact: str, values: tuple[str, ...]) -> Truth:
        return self.answers[Is(fact, values)]

    def over(self, fact: str, limit: int) -> Truth:
        return self.answers[Over(fact, limit)]


def told(values: tuple[int, ...]) -> Told:
    return Told(
        {atom: Truth(yes=v > 0, no=v < 0) for atom, v in zip(ATOMS, values, strict=True)}
    )


def columns() -> Told:
    every_way = np.array(ANSWERS)
    return Told(
        {
            atom: Truth(yes=every_way[:, place] > 0, no=every_way[:, place] < 0)
            for place, atom in enumerate(ATOMS)
        }
    )


COLUMNS = columns()


def answer(condition: Condition, values: tuple[int, ...]) -> int:
    found = truth(condition, told(values))
    assert not (found.yes and found.no)
    return int(found.yes) - int(found.no)


def by_kleene(condition: Condition, values: tuple[int, ...]) -> int:
    """The least of all parts, the greatest of some, the negative of one."""
    match condition:
        case Every(parts):
            return min((by_kleene(part, values) for part in parts), default=1)
        case Either(parts):
            return max((by_kleene(part, values) for part in parts), default=-1)
        case Not(part):
            return -by_kleene(part, values)
        case Is() | Over():
            return values[ATOMS.index(condition)]


@given(condition=conditions, values=answers)
def test_a_condition_answers_as_kleene_says(
    condition: Condition, values: tuple[int, ...]
) -> None:
    assert answer(condition, values) == by_kleene(condition, values)


@given(condition=conditions)
def test_columns_answer_as_each_of_their_rows_would(condition: Condition) -> None:
    yes, no = table(condition)
    alone = [truth(condition, told(values)) for values in ANSWERS]
    assert yes == [each.yes for each in alone]
    assert no == [each.no for each in alone]


def table(condition: Condition) -> list[list[bool]]:
    """The answers in every situation there is: yes, and no."""
    found = truth(condition, COLUMNS)
    return [np.broadcast_to(each, len(ANSWERS)).tolist() for each in found]


def same(a: Condition, b: Condition) -> bool:
    return table(a) == table(b)


@given(a=conditions, b=conditions, c=conditions)
def test_parts_may_change_places_and_be_grouped(
    a: Condition, b: Condition, c: Condition
) -> None:
    for join in (every, either):
        assert same(join(a, b), join(b, a))
        assert same(join(a, join(b, c)), join(a, b, c))
        assert same(join(a, a), a)
        assert same(join(a), a)


@given(a=conditions, b=conditions, c=conditions)
def test_every_and_either_distribute_and_absorb(
    a: Condition, b: Condition, c: Condition
) -> None:
    for join, other in ((every, either), (either, every)):
        assert same(join(a, other(b, c)), other(join(a, b), join(a, c)))
        assert same(join(a, other(a, b)), a)


@given(a=conditions, b=conditions)
def test_a_negation_turns_every_into_either(a: Condition, b: Condition) -> None:
    assert same(Not(Not(a)), a)
    assert same(Not(every(a, b)), either(Not(a), Not(b)))
    assert same(Not(either(a, b)), every(Not(a), Not(b)))


@given(condition=conditions, values=answers, news=answers)
def test_a_known_answer_stays_whatever_is_learned(
    condition: Condition, values: tuple[int, ...], news: tuple[int, ...]
) -> None:
    known = answer(condition, values)
    learned = tuple(old or new for old, new in zip(values, news, strict=True))
    assert known in (0, answer(condition, learned))


def test_what_is_not_known_is_neither_so_nor_not_so() -> None:
    unknown = (0, 0, 0)
    for atom in ATOMS:
        assert answer(atom, unknown) == 0
        assert answer(either(atom, Not(atom)), unknown) == 0


@pytest.mark.parametrize(
    ("condition", "value"), [(ALWAYS, 1), (every(), 1), (either(), -1)]
)
def test_no_part_is_always_for_every_and_never_for_either(
    condition: Condition, value: int
) -> None:
    assert {answer(condition, values) for values in ANSWERS} == {value}


def test_comparisons_are_found_in_the_order_of_writing() -> None:
    first, second, third = ATOMS
    assert list(atoms(either(every(first, Not(second)), third, first))) == [
        *(first, second, third, first)
    ]
    assert list(atoms(ALWAYS)) == []


@given(condition=conditions)
def test_only_the_comparisons_decide(condition: Condition) -> None:
    asked = set(atoms(condition))
    kept: dict[Condition, Truth] = {
        atom: found for atom, found in COLUMNS.answers.items() if atom in asked
    }
    truth(condition, Told(kept))  # a comparison that is not listed would not be found


def test_values_are_kept_as_they_are_written() -> None:
    assert among("cause", "act_of_god", "third_party") == Is(
        "cause", ("act_of_god", "third_party")
    )
