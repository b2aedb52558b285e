import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.cli.json_text import decimal_text, json_text

CENTS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15))
SCALARS = st.none() | st.booleans() | st.integers() | st.text() | CENTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_reads_back_the_same(value: Any) -> None:
    assert json.loads(json_text(value), parse_float=Decimal) == value


@given(CENTS)
def test_an_amount_keeps_every_cent(amount: Decimal) -> None:
    assert Decimal(decimal_text(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [("112.50", "112.5"), ("225.00", "225"), ("0.00", "0"), ("-0.00", "0"), ("100", "100")],
)
def test_an_amount_is_a_number_without_idle_zeros(amount: str, text: str) -> None:
    assert json_text({"amount": Decimal(amount)}) == f'{{"amount": {text}}}'


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text([Decimal("NaN")])


def test_long_tables_stand_one_entry_a_line() -> None:
    text = json_text({"a": "x" * 50, "b": ["y" * 50, "z" * 50]})
    assert max(map(len, text.splitlines())) < 92
    assert text.startswith('{\n  "a": "x')
