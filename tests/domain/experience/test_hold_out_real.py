"""Real histories held out: their last quarter, predicted from the first three."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from flatwright.domain.experience.prediction_fit import habits
from tools import hold_out

FOLDER = os.environ.get("FLATWRIGHT_REAL_DATA")
REASON = "FLATWRIGHT_REAL_DATA names no folder: nothing was held out"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER, reason=REASON),  # the data are others'
]


def share_held(held: Iterable[hold_out.Held], level: float) -> float:
    """How often what came lay in our range."""
    inside = [h.ours[level][0] <= h.came <= h.ours[level][1] for h in held]
    return sum(inside) / len(inside)


@pytest.mark.parametrize("name", hold_out.SETS)
def test_ranges_of_counts_hold_at_least_as_often_as_they_say(name: str) -> None:
    log = hold_out.read(Path(FOLDER or ""), name)
    known = hold_out.past(log)
    held = list(hold_out.counts(log, known, habits(known, log.months - log.split)))
    assert len(held) > 200
    assert share_held(held, 0.8) > 0.8
    assert share_held(held, 0.95) > 0.95


def test_ranges_of_hours_hold_by_client_and_month() -> None:
    log = hold_out.read(Path(FOLDER or ""), "effort")
    known = hold_out.past(log)
    held = list(hold_out.worked(log, known, habits(known, log.months - log.split), 1))
    assert 0.8 < share_held(held, 0.8) < 0.95
    assert 0.93 < share_held(held, 0.95) < 0.99
