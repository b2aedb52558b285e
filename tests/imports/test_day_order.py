"""How days stand in a file is told by the days themselves."""

import pytest

from flatwright.imports.business.looking import day_order


@pytest.mark.parametrize(
    ("written", "order"),
    [
        (["2026-11-01", "2026-11-30 08:15", "2026-11-30T08:15"], "iso"),
        (["2026-11-01", "2026-13-45"], "iso"),  # a wrong day is still written so
        (["2026-11-01", "3 Feb 2026"], "dmy"),
        (["31/01/2026", "2026-11-01"], "dmy"),
        (["01/31/2026"], "mdy"),
        (["Feb 3, 2026"], "mdy"),
        ([], "dmy"),
    ],
)
def test_order_is_told_by_the_days_themselves(written: list[str], order: str) -> None:
    assert day_order(written) == (order, "")


def test_order_that_nothing_tells_is_said_to_be_taken() -> None:
    order, unsure = day_order(["01/02/2026"])
    assert order == "mdy"
    assert "the month is taken" in unsure
