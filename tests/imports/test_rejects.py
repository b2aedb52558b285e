import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.imports.history import History
from flatwright.imports.rejects import Reject, rejects_csv, safe_cell
from flatwright.imports.report import dry_run
from tests.imports.conftest import GOOD, HEADER

FORMULAS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠x", "－1", "＋1"),  # noqa: RUF001 - full width
    *("=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', " =1", '"=1', "'=1", "\0=1"),
)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_start_a_formula_is_shown_as_text(text: str) -> None:
    (row,) = list(csv.DictReader(io.StringIO(rejects_csv([reject(text)]))))
    assert row["raw"].startswith("'")
    assert row["raw"][1:] == text.replace("\0", "\\0")


def reject(raw: str) -> Reject:
    return Reject(row=2, code="bad_date", reason="it is no date", raw=raw)


@given(st.text())
def test_a_reject_comes_back_as_it_was(raw: str) -> None:
    (row,) = list(csv.DictReader(io.StringIO(rejects_csv([reject(raw)]), newline="")))
    plain = raw.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    assert row["raw"] == safe_cell(raw)
    assert safe_cell(raw) in {plain, f"'{plain}"}


def test_bytes_that_are_no_text_can_be_handed_back(told: Callable[..., History]) -> None:
    made = told((HEADER + GOOD).encode() + b"2,\xff\xfe,ann,03/02/2026 10:00,5\n")
    assert "\\udcff\\udcfe" in rejects_csv(made.rejects)
    rejects_csv(made.rejects).encode()


def test_a_row_cannot_steer_the_terminal(told: Callable[..., History]) -> None:
    made = told(HEADER + "1,\x1b]0;owned\x07\u202e,ann,never,5\n")
    assert "\x1b" not in dry_run(made)
    assert "\u202e" not in dry_run(made)
