"""The counting function by itself, on plain lists: who takes what."""

from flatwright.domain.coverage.walk import NOTHING, Taken, walk
from tests.domain.coverage.walked import (
    ANEW,
    FREE,
    MONTH,
    PERSON,
    YEAR,
    Row,
    Up,
    clauses_of,
    counters_for,
    minutes_by,
    rows_of,
    taken_by,
)

# ------------------------------------------------------------ who is asked


def test_a_clause_without_a_limit_takes_all() -> None:
    assert taken_by((FREE,), Row(minutes=30), Row(minutes=7)) == [(0, 0, 30), (1, 0, 7)]


def test_a_single_minute_is_taken_too() -> None:
    assert taken_by((Up(to=15), FREE), Row(minutes=1, holds=0b11)) == [(0, 0, 1)]
    assert taken_by((Up(to=15), FREE), Row(minutes=16, holds=0b11))[1] == (0, 1, 1)


def test_the_first_clause_that_holds_takes_it() -> None:
    assert taken_by((FREE,) * 4, Row(minutes=30, holds=0b1100)) == [(0, 2, 30)]


def test_the_lowest_bit_is_the_clause_at_the_base() -> None:
    assert taken_by((FREE,) * 4, Row(minutes=30, holds=0b1, base=2)) == [(0, 2, 30)]
    assert taken_by((FREE,) * 4, Row(minutes=30, holds=0b10, base=2)) == [(0, 3, 30)]


def test_each_row_has_its_own_base() -> None:
    rows = Row(minutes=5, base=1, holds=0b10), Row(minutes=6, base=0), Row(minutes=7)
    assert taken_by((FREE,) * 3, *rows) == [(0, 2, 5), (1, 0, 6), (2, 0, 7)]


def test_a_row_for_which_nothing_holds_is_taken_by_nobody() -> None:
    rows = Row(minutes=30, holds=0), Row(minutes=10)
    assert taken_by((FREE,), *rows) == [(1, 0, 10)]


def test_a_row_of_no_minutes_is_taken_by_nobody() -> None:
    assert taken_by((FREE,), Row(minutes=0), Row(minutes=10)) == [(1, 0, 10)]


def test_what_is_over_the_limit_passes_to_the_next_that_holds() -> None:
    limits = Up(to=15), FREE, Up(to=10), FREE
    assert taken_by(limits, Row(minutes=40, holds=0b1101)) == [
        (0, 0, 15),
        (0, 2, 10),
        (0, 3, 15),
    ]


def test_what_no_clause_has_room_for_is_left() -> None:
    limits = Up(to=15), Up(to=10)
    rows = Row(minutes=40, holds=0b11), Row(minutes=40, holds=0b11)
    assert taken_by(limits, *rows) == [(0, 0, 15), (0, 1, 10)]


def test_a_row_that_is_taken_whole_asks_nobody_else() -> None:
    counters = counters_for((Up(to=30), Up(to=30)))
    taken_by((Up(to=30), Up(to=30)), Row(minutes=30, holds=0b11), counters=counters)
    assert sum(counters.used) == 30


def test_a_limit_of_nothing_takes_nothing() -> None:
    assert taken_by((Up(to=0), FREE), Row(minutes=5, holds=0b11)) == [(0, 1, 5)]


def test_a_part_of_the_rows_is_walked_and_added_to_what_was_taken() -> None:
    rows = tuple(Row(minutes=minutes) for minutes in (1, 2, 3, 4))
    taken = Taken([9] * 4, [9] * 4, [9] * 4)
    limits = (FREE,)
    arguments = rows_of(rows), clauses_of(limits), counters_for(limits), taken
    assert walk((1, 3, 1), *arguments) == 3
    assert taken == Taken([9, 1, 2, 9], [9, 0, 0, 9], [9, 2, 3, 9])


def test_no_rows_take_nothing() -> None:
    taken = Taken([], [], [])
    limits = (FREE,)
    assert (
        walk((0, 0, 0), rows_of(()), clauses_of(limits), counters_for(limits), taken) == 0
    )


# ------------------------------------------------------------ minutes


def test_minutes_are_counted_over_rows() -> None:
    rows = Row(minutes=40), Row(minutes=40), Row(minutes=40)
    assert minutes_by(Up(to=60), *rows) == [(0, 40), (1, 20)]


def test_minutes_drawn_are_counted_in_the_turn_of_their_day() -> None:
    up = Up(to=60, period=MONTH)
    counters = counters_for((up,))
    minutes_by(up, Row(minutes=40, day=0), Row(minutes=50, day=2), counters=counters)
    assert counters.used == [0, 40, 0, 50, 0] + [0] * 5


def test_a_new_turn_begins_anew() -> None:
    rows = Row(minutes=40, day=0), Row(minutes=40, day=0), Row(minutes=40, day=1)
    assert minutes_by(Up(to=60, period=MONTH), *rows) == [(0, 40), (1, 20), (2, 40)]


def test_an_earlier_turn_is_not_lost_when_a_later_one_was_drawn() -> None:
    rows = Row(minutes=40, day=0), Row(minutes=40, day=1), Row(minutes=40, day=0)
    assert minutes_by(Up(to=60, period=MONTH), *rows) == [(0, 40), (1, 40), (2, 20)]


def test_days_of_one_turn_share_it() -> None:
    rows = Row(minutes=40, day=0), Row(minutes=40, day=3)
    assert minutes_by(Up(to=60, period=YEAR), *rows) == [(0, 40), (1, 20)]


def test_what_was_drawn_before_is_no_longer_there() -> None:
    up = Up(to=60)
    counters = counters_for((up,))
    counters.used[2] = 45  # turn 1 stands after the one before the first, and turn 0
    assert minutes_by(up, Row(minutes=40), counters=counters) == [(0, 15)]
    assert counters.used[2] == 60


def test_what_was_overdrawn_before_leaves_nothing() -> None:
    up = Up(to=60)
    counters = counters_for((up,))
    counters.used[2] = 75
    assert minutes_by(up, Row(minutes=40), counters=counters) == []
    assert counters.used[2] == 75


def test_each_person_has_their_own_minutes() -> None:
    rows = Row(minutes=40, person=0), Row(minutes=70, person=1), Row(minutes=30, person=0)
    up = Up(to=60, scope=PERSON)
    counters = counters_for((up,))
    assert minutes_by(up, *rows, counters=counters) == [(0, 40), (1, 60), (2, 20)]
    assert counters.used == [0, 0, 60, 0, 0, 0, 0, 60, 0, 0]


def test_each_clause_has_its_own_minutes() -> None:
    limits = Up(to=10), Up(to=20)
    rows = Row(minutes=15, holds=0b11), Row(minutes=15, holds=0b11)
    assert taken_by(limits, *rows) == [(0, 0, 10), (0, 1, 5), (1, 1, 15)]


def test_clauses_of_one_code_draw_from_one_counter() -> None:
    limits = Up(to=20), Up(to=20)
    counters = counters_for(limits)
    counters.first[1] = counters.first[0]
    rows = Row(minutes=15, holds=0b01), Row(minutes=15, holds=0b10)
    assert taken_by(limits, *rows, counters=counters) == [(0, 0, 15), (1, 1, 5)]


def test_an_allowance_of_a_work_item_begins_anew_with_the_next() -> None:
    rows = Row(minutes=20), Row(minutes=20), Row(minutes=20, item=1), Row(minutes=9, item=1)
    up = Up(to=25, period=ANEW)
    assert minutes_by(up, *rows) == [(0, 20), (1, 5), (2, 20), (3, 5)]


def test_an_allowance_of_a_work_item_stands_at_the_owners_own_counter() -> None:
    rows = Row(minutes=20, person=0), Row(minutes=20, person=1), Row(minutes=20, person=0)
    up = Up(to=25, period=ANEW, scope=PERSON)
    counters = counters_for((up,))
    counters.event[:2] = [8, 9]
    assert minutes_by(up, *rows, counters=counters) == [(0, 20), (1, 20), (2, 5)]
    assert counters.used[:3] == [25, 20, 0]
    assert counters.drawer[:3] == [0, 0, NOTHING]
    assert counters.event[:3] == [NOTHING] * 3
