"""The year that the tour makes: the same for a seed, and like a provider's."""

from collections import Counter

import pytest

from flatwright.cli.demo_history import CLIENTS, MAPPING, demo_history
from flatwright.imports.exports import history
from flatwright.imports.history import History
from flatwright.imports.mapping_read import read_mapping
from flatwright.imports.report import hour_of_week

ITEMS = 600


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> History:
    path = tmp_path_factory.mktemp("year") / "history.csv"
    path.write_text(demo_history(7, tickets=ITEMS))
    mapping, problems = read_mapping("mapping.yaml", MAPPING)
    assert mapping is not None, problems
    return history(path, mapping)


def test_a_seed_makes_one_year_and_another_seed_another() -> None:
    assert demo_history(7, tickets=50) == demo_history(7, tickets=50)
    assert demo_history(7, tickets=50) != demo_history(8, tickets=50)


def test_every_row_is_taken(told: History) -> None:
    assert told.rejects == ()
    assert told.counts.items == ITEMS
    assert told.counts.read == told.counts.used


def test_every_client_has_work_and_the_largest_more_than_the_smallest(
    told: History,
) -> None:
    counts = Counter(each.client for each in told.items)
    assert counts.keys() == {name for name, _ in CLIENTS}
    by_size = sorted(CLIENTS, key=lambda client: client[1])
    assert counts[by_size[-1][0]] > 2 * counts[by_size[0][0]]


def test_most_work_begins_in_office_hours(told: History) -> None:
    week = hour_of_week(told)
    office = sum(sum(day[8:17]) for day in week[:5])
    assert 0.75 * ITEMS < office < ITEMS


def test_efforts_have_a_heavy_tail(told: History) -> None:
    minutes = sorted(
        sum(entry.end - entry.start for entry in each.work.entries) for each in told.items
    )
    median, most = minutes[len(minutes) // 2], sum(minutes[-len(minutes) // 10 :])
    assert 15 <= median <= 40
    assert most > sum(minutes) / 3


def test_every_request_has_an_estimate_so_that_nothing_need_be_asked(told: History) -> None:
    requests = [each.work for each in told.items if each.work.kind == "request"]
    assert requests
    assert all(work.estimate_min for work in requests)


def test_causes_and_kinds_are_told_apart(told: History) -> None:
    kinds = {each.work.kind for each in told.items}
    causes = {each.work.cause for each in told.items}
    assert kinds == {"incident", "request", "vendor", "proactive"}
    assert {"normal", "user_error", "provider", "third_party"} <= causes
