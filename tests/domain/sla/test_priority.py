"""Priority follows from how many are hit, and how badly."""

import pytest

from flatwright.domain.sla.priority import priority

LEVELS = (1, 2, 3)


def test_everybody_who_cannot_work_comes_first_and_one_who_can_wait_last() -> None:
    assert (priority(1, 1), priority(3, 3)) == ("p1", "p4")
    assert [priority(1, 1), priority(1, 2), priority(1, 3)] == ["p1", "p2", "p3"]


@pytest.mark.parametrize("level", LEVELS)
def test_more_people_or_worse_is_never_later(level: int) -> None:
    assert [priority(n, level) for n in LEVELS] == sorted(
        priority(n, level) for n in LEVELS
    )
    assert [priority(level, n) for n in LEVELS] == sorted(
        priority(level, n) for n in LEVELS
    )
