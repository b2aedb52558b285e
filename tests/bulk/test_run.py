from dataclasses import replace

import numpy as np
import pytest

from flatwright.bulk.book import Book
from flatwright.bulk.codebook import Codebook
from flatwright.bulk.columns import Columns, columns_of, in_order
from flatwright.bulk.prepared import prepared
from flatwright.bulk.run import Decided, decide_columns
from flatwright.bulk.threads import ClientColumns, decide_book
from flatwright.domain.coverage import walk
from tests.bulk.made import CLIENTS, made_terms, made_work


def columns(items: int = 20) -> Columns:
    works = in_order(made_work(CLIENTS[0], items))
    return columns_of(works, Codebook(made_terms(CLIENTS[0])))


def run(of: Columns) -> Decided:
    under = made_terms(CLIENTS[0])
    codebook = Codebook(under)
    columns_of(in_order(made_work(CLIENTS[0], 20)), codebook)
    return decide_columns(of, prepared(under), Book(codebook))


def test_entry_outside_the_calendar_is_refused() -> None:
    good = columns()
    for by in (-(10**7), 10**7):
        with pytest.raises(ValueError, match="outside the calendar"):
            run(replace(good, start=good.start + by, end=good.end + by))


def test_entry_that_is_turned_round_is_refused() -> None:
    good = columns()
    with pytest.raises(ValueError, match="ends before it starts"):
        run(replace(good, end=good.start))


def test_every_worked_minute_is_on_one_line() -> None:
    good = columns()
    decided = run(good)
    worked = np.add.reduceat(good.end - good.start, good.item_first[:-1])
    on_lines = np.bincount(decided.lines.item, decided.lines.worked, len(good))
    clear = np.setdiff1d(np.arange(len(good)), decided.unclear)
    assert on_lines[clear].tolist() == worked[clear].tolist()
    assert len(decided.unclear) > 0


def test_no_work_has_no_lines() -> None:
    none = run(columns().part(0, 0))
    assert (len(none.lines.item), len(none.unclear)) == (0, 0)


def test_a_part_holds_its_own_entries() -> None:
    whole = columns()
    part = whole.part(3, 7)
    first, last = whole.item_first[3], whole.item_first[7]
    assert len(part) == 4
    assert part.start.tolist() == whole.start[first:last].tolist()
    assert (part.item_first[0], part.item_first[-1]) == (0, last - first)


def test_threads_give_the_clients_lines_in_their_order() -> None:
    clients = []
    for name in CLIENTS[:8]:
        under = made_terms(name)
        codebook = Codebook(under)
        made = columns_of(in_order(made_work(name, 60)), codebook)
        clients.append(
            ClientColumns(columns=made, prepared=prepared(under), codebook=codebook)
        )
    alone = [
        decide_columns(each.columns, each.prepared, Book(each.codebook)) for each in clients
    ]
    together = list(decide_book(clients, workers=3))
    assert len(together) == len(alone)
    for one, other in zip(alone, together, strict=True):
        assert one.unclear.tolist() == other.unclear.tolist()
        for column, same in zip(one.lines, other.lines, strict=True):
            assert column.tolist() == same.tolist()


@pytest.mark.parametrize(
    ("used", "most", "expected"),
    [
        ((0, 0, 0), 5, 5),  # three times two are left, and five may be kept
        ((0, 0, 0), 100, 6),
        ((2, 2, 2), 5, 0),
        ((0, 0, 3), 5, 3),
        ((5, 0, 0), 5, 4),  # what was overdrawn is not taken from the next
        ((0, 0, 0), 0, 0),
    ],
)
def test_what_is_left_is_carried_on_up_to_the_most(
    used: tuple[int, ...], most: int, expected: int
) -> None:
    assert walk.carried(used, (0, 0, 3), 2, most) == expected
