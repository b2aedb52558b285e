"""The cutting functions by themselves, on plain lists."""

import pytest

from flatwright.domain.coverage.calendar import NEVER, Calendar
from flatwright.domain.coverage.slices import (
    Entries,
    Pieces,
    Slices,
    by_minute,
    change_after,
    cut,
    earliest_start,
    hours_of,
    most_slices,
    pieces,
    ran_on,
    stretch_at,
)

DAY = 1440
ORIGIN = 10 * DAY  # the table begins with a UTC day, its first stretch 300 minutes later
MIDNIGHT, OPENING, CLOSING, GRACE, NEXT, NEXT_OPENING, NEXT_CLOSING, LAST = (
    *(ORIGIN + 300, ORIGIN + 780, ORIGIN + 1320, ORIGIN + 1335),
    *(ORIGIN + 1740, ORIGIN + 2220, ORIGIN + 2760, ORIGIN + 3180),
)
FOREVER = 1 << 40
CALENDAR = Calendar(
    at=[MIDNIGHT, OPENING, CLOSING, GRACE, NEXT, NEXT_OPENING, NEXT_CLOSING, LAST, FOREVER],
    business=[False, True, False, False, False, True, False, False],
    grace_from=[NEVER, NEVER, CLOSING, NEVER, NEVER, NEVER, NEVER, NEVER],
    next_close=[CLOSING] * 2 + [NEXT_CLOSING] * 4 + [FOREVER] * 2,
    day_of=[0, 0, 0, 0, 1, 1, 1, 2],
    version=[0] * 3,
    in_force=[True] * 3,
    suspended=[False] * 3,
    day_kind=[0] * 3,
    turn=[],
    by_day=[0, 3, 6],
    origin=ORIGIN,
    first_day=0,
)


def pieces_of(*items: tuple[tuple[int, int], ...]) -> list[tuple[int, int, int, int]]:
    """Item, entry, start and end of each piece of the work items' entries."""
    entries = Entries(
        [start for item in items for start, _ in item],
        [end for item in items for _, end in item],
    )
    firsts = [sum(len(item) for item in items[:n]) for n in range(len(items) + 1)]
    room = sum(entries.end) + 1
    out = Pieces(*([-7] * room for _ in Pieces._fields))
    made = pieces(firsts, entries, out)
    return list(zip(*(column[:made] for column in out), strict=True))


def slices_of(*parts: tuple[int, int]) -> list[tuple[int, int, int]]:
    """Start, minutes and stretch of each slice of the pieces."""
    whole = Pieces([0] * len(parts), [0] * len(parts), *map(list, zip(*parts, strict=True)))
    most = most_slices(len(parts), whole, CALENDAR)
    out = Slices(*([-7] * most for _ in Slices._fields))
    assert cut(len(parts), whole, CALENDAR, out) == most
    return list(zip(out.start, out.minutes, out.stretch, strict=True))


# ------------------------------------------------------------ the order of minutes


def test_no_work_items_have_no_pieces() -> None:
    assert pieces_of() == []


def test_a_work_item_without_entries_has_no_pieces() -> None:
    assert pieces_of((), ((5, 9),), ()) == [(1, 0, 5, 9)]


def test_one_entry_is_one_piece() -> None:
    assert pieces_of(((5, 90),)) == [(0, 0, 5, 90)]


def test_an_entry_may_begin_at_minute_nought() -> None:
    assert pieces_of(((0, 3), (7, 9))) == [(0, 0, 0, 3), (0, 1, 7, 9)]


def test_entries_one_after_another_stand_in_the_order_of_time() -> None:
    assert pieces_of(((20, 30), (10, 20))) == [(0, 1, 10, 20), (0, 0, 20, 30)]


def test_a_gap_between_entries_has_no_piece() -> None:
    assert pieces_of(((10, 20), (25, 30), (40, 41))) == [
        (0, 0, 10, 20),
        (0, 1, 25, 30),
        (0, 2, 40, 41),
    ]


def test_an_entry_of_no_minutes_has_no_piece() -> None:
    assert change_after(10, 0, 1, Entries([10], [10])) == (-1, 0, -1)
    assert pieces_of(((10, 10), (10, 20), (15, 15))) == [(0, 1, 10, 15), (0, 1, 15, 20)]


def test_each_work_item_is_walked_by_itself() -> None:
    found = pieces_of(((10, 20),), ((5, 8), (8, 30)), ((1, 2),))
    assert found == [(0, 0, 10, 20), (1, 1, 5, 8), (1, 2, 8, 30), (2, 3, 1, 2)]


def test_entries_at_the_same_time_are_walked_minute_by_minute() -> None:
    assert pieces_of(((10, 13), (11, 14))) == [
        (0, 0, 10, 11),
        (0, 0, 11, 12),
        (0, 1, 11, 12),
        (0, 0, 12, 13),
        (0, 1, 12, 13),
        (0, 1, 13, 14),
    ]


def test_three_at_the_same_time_stand_in_the_order_of_the_entries() -> None:
    assert pieces_of(((10, 11), (10, 12), (10, 11))) == [
        (0, 0, 10, 11),
        (0, 1, 10, 11),
        (0, 2, 10, 11),
        (0, 1, 11, 12),
    ]


def test_an_entry_is_cut_where_another_begins_and_ends_and_goes_on_alone() -> None:
    assert pieces_of(((10, 40), (20, 21))) == [
        (0, 0, 10, 20),
        (0, 0, 20, 21),
        (0, 1, 20, 21),
        (0, 0, 21, 40),
    ]


def test_parallel_work_of_a_second_work_item_keeps_its_item_and_entries() -> None:
    assert pieces_of(((10, 11),), ((10, 11), (10, 11))) == [
        (0, 0, 10, 11),
        (1, 1, 10, 11),
        (1, 2, 10, 11),
    ]


def test_minutes_of_a_span_follow_the_pieces_that_are_there() -> None:
    entries = Entries([10, 11, 0], [12, 13, 50])
    out = Pieces(*([-7] * 6 for _ in Pieces._fields))
    assert by_minute((4, 0, 2), (10, 13), entries, out, 1) == 5
    assert out.item == [-7, 4, 4, 4, 4, -7]
    assert out.entry == [-7, 0, 0, 1, 1, -7]
    assert out.start == [-7, 10, 11, 11, 12, -7]
    assert out.end == [-7, 11, 12, 12, 13, -7]


def test_the_earliest_of_some_entries_is_looked_for_among_them_alone() -> None:
    assert earliest_start(1, 4, [1, 30, 20, 25, 2]) == 20
    assert earliest_start(0, 2, [0, 7]) == 0
    assert earliest_start(2, 2, [1, 30]) == -1


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        (0, (10, 0, -1)),
        (10, (20, 1, 0)),
        (20, (30, 2, 1)),
        (30, (40, 1, 1)),
        (39, (40, 1, 1)),
        (40, (50, 0, -1)),
        (50, (51, 1, 2)),
        (51, (-1, 0, -1)),
    ],
)
def test_the_next_change_is_a_start_or_an_end(
    moment: int, then: tuple[int, int, int]
) -> None:
    entries = Entries([10, 20, 50], [30, 40, 51])
    assert change_after(moment, 0, 3, entries) == then


def test_the_nearest_change_counts_wherever_it_stands() -> None:
    entries = Entries([50, 20, 30], [60, 90, 31])
    assert change_after(0, 0, 3, entries) == (20, 0, -1)
    assert change_after(25, 0, 3, entries) == (30, 1, 1)
    assert change_after(25, 0, 1, entries) == (50, 0, -1)


def test_a_change_at_minute_nought_is_a_change() -> None:
    assert change_after(-5, 0, 2, Entries([0, 7], [5, 9])) == (0, 0, -1)
    assert change_after(-5, 0, 2, Entries([-9, -9], [0, 9])) == (0, 2, 1)


# ------------------------------------------------------------ stretches


@pytest.mark.parametrize("stretch", range(8))
def test_a_stretch_holds_its_first_minute_and_not_the_next_ones(stretch: int) -> None:
    table = CALENDAR.at, CALENDAR.by_day, CALENDAR.origin
    assert stretch_at(CALENDAR.at[stretch], *table) == stretch
    if stretch < 7:
        assert stretch_at(CALENDAR.at[stretch + 1] - 1, *table) == stretch


@pytest.mark.parametrize(
    ("start", "end", "slices"),
    [
        (OPENING, CLOSING, [(OPENING, 540, 1)]),
        (OPENING - 1, OPENING, [(OPENING - 1, 1, 0)]),
        (OPENING - 1, OPENING + 1, [(OPENING - 1, 1, 0), (OPENING, 1, 1)]),
        (CLOSING - 5, CLOSING + 2, [(CLOSING - 5, 5, 1), (CLOSING, 2, 2)]),
        (CLOSING, GRACE + 3, [(CLOSING, 15, 2), (GRACE, 3, 3)]),
        (NEXT - 4, NEXT + 4, [(NEXT - 4, 4, 3), (NEXT, 4, 4)]),
        (
            CLOSING - 1,
            NEXT + 1,
            [(CLOSING - 1, 1, 1), (CLOSING, 15, 2), (GRACE, 405, 3), (NEXT, 1, 4)],
        ),
    ],
)
def test_a_piece_is_cut_where_its_meaning_changes(
    start: int, end: int, slices: list[tuple[int, int, int]]
) -> None:
    assert slices_of((start, end)) == slices


def test_several_pieces_are_cut_one_after_another() -> None:
    found = slices_of((OPENING - 1, OPENING + 1), (NEXT, NEXT + 2))
    assert found == [(OPENING - 1, 1, 0), (OPENING, 1, 1), (NEXT, 2, 4)]


def test_a_slice_tells_its_work_item_and_entry() -> None:
    parts = Pieces([4, 5], [2, 3], [OPENING - 1, NEXT], [OPENING + 1, NEXT + 2])
    out = Slices(*([0] * 3 for _ in Slices._fields))
    assert cut(2, parts, CALENDAR, out) == 3
    assert (out.item, out.entry) == ([4, 4, 5], [2, 2, 3])


def test_only_the_pieces_that_were_made_are_cut() -> None:
    parts = Pieces([0] * 2, [0] * 2, [OPENING, 0], [OPENING + 1, 0])
    out = Slices(*([0] * 2 for _ in Slices._fields))
    assert most_slices(1, parts, CALENDAR) == cut(1, parts, CALENDAR, out) == 1


# ------------------------------------------------------------ closing


@pytest.mark.parametrize(
    ("start", "end", "ran"),
    [
        (OPENING, CLOSING, False),
        (OPENING, CLOSING + 1, True),
        (OPENING - 60, CLOSING + 1, True),
        (CLOSING, CLOSING + 10, False),
        (CLOSING, NEXT_CLOSING, False),
        (CLOSING, NEXT_CLOSING + 1, True),
        (NEXT_CLOSING, NEXT_CLOSING + 900, False),
    ],
)
def test_an_entry_ran_on_when_it_was_at_work_before_a_closing_and_after_it(
    *, start: int, end: int, ran: bool
) -> None:
    out = [None, None]
    ran_on(Entries([OPENING, start], [OPENING + 1, end]), CALENDAR, out)
    assert out == [False, ran]


def test_business_hours_are_business_hours_whoever_ran_on() -> None:
    assert hours_of(True, NEVER, 50) == 0
    assert hours_of(True, 60, 50) == 0


def test_grace_is_for_an_entry_that_began_before_closing() -> None:
    assert hours_of(False, 51, 50) == 1
    assert hours_of(False, 50, 50) == 2
    assert hours_of(False, NEVER, 50) == 2
