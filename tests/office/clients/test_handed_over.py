"""Of a device that was handed over each day has one owner, corrected days too."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.clients.actions import edit, hand_over
from flatwright.office.clients.models import Thing
from flatwright.office.clients.queries import lives_of
from tests.office.town import Town

pytestmark = pytest.mark.django_db

JUNE, MAY_31 = date(2026, 6, 1), date(2026, 5, 31)


@pytest.fixture
def lives(town: Town) -> list[Thing]:
    """Ada's until the end of May, everybody's from June on."""
    hand_over(town.house, town.ada_pc, None, JUNE)
    return list(lives_of(town.house, town.ada_pc).order_by("first"))


@pytest.mark.parametrize(
    ("which", "values"),
    [
        (0, {"last": None}),
        (0, {"last": JUNE}),
        (1, {"first": MAY_31}),
        (1, {"first": date(2020, 1, 1), "last": date(2030, 1, 1)}),
    ],
)
def test_a_day_of_another_owner_is_refused(
    town: Town, lives: list[Thing], which: int, values: dict[str, Any]
) -> None:
    with pytest.raises(Refusal, match="no other day is free") as refused:
        edit(town.house, lives[which], **values)
    assert refused.value.code == "handed_over_already"


@pytest.mark.parametrize(
    ("which", "values"),
    [
        (0, {"last": date(2026, 5, 30)}),
        (0, {"name": "old"}),
        (1, {"first": date(2026, 6, 2)}),
        (1, {"last": date(2026, 12, 31)}),
    ],
)
def test_days_that_are_free_can_be_set(
    town: Town, lives: list[Thing], which: int, values: dict[str, Any]
) -> None:
    made = edit(town.house, lives[which], **values)
    assert {name: getattr(made, name) for name in values} == values


def test_a_first_day_cannot_be_none(town: Town, lives: list[Thing]) -> None:
    with pytest.raises(ValidationError, match="cannot be null"):
        edit(town.house, lives[0], first=None)
