"""Tickets are found by words, on either database alike, whatever somebody types."""

import pytest
from django.db import connection

from flatwright.office.audit.changes import change
from flatwright.office.desk import actions, words
from flatwright.office.desk.models import Ticket
from flatwright.office.desk.queries import Wanted, found
from tests.office.town import Town

HOSTILE = (
    *('"', "'", "a AND", "NEAR(", "O'Brien", "*", "-", "q:*", "title:x", "(", "a & ! b"),
    *("'; DROP TABLE desk_ticket; --", "%", "_", "\\", "\x00", "\ud83d", "<script>", "| &"),
)


@pytest.fixture
def printers(town: Town) -> Ticket:
    """A ticket of Ada's at Willow, and another one."""
    listed = {"who": "listed", "person": town.ada}
    told = {"title": "Étage-2 printer jams (paper)", **listed}
    made = actions.open_ticket(town.house, town.willow, told)
    actions.open_ticket(town.house, town.elsewhere, {"title": "Mail is late"})
    return made


@pytest.mark.parametrize(
    "typed",
    [
        "printer",
        "PRINT",
        "jams paper",
        "étage",
        "ÉTAGE",
        "étage 2",
        "ada",
        "willow printer",
    ],
)
def test_a_word_is_found_by_its_beginning_in_title_client_or_person(
    town: Town, printers: Ticket, typed: str
) -> None:
    assert _found(town, typed) == [printers.number]


@pytest.mark.parametrize("typed", ["rinter", "printer mail", "zoe"])
def test_what_stands_in_the_middle_or_on_two_tickets_is_not_found(
    town: Town, printers: Ticket, typed: str
) -> None:
    assert printers.number not in _found(town, typed)


def test_words_follow_a_ticket_a_client_and_a_person(town: Town, printers: Ticket) -> None:
    change(town.house.actor, printers, title="Scanner is blind")
    change(town.house.actor, town.willow, name="Birch")
    change(town.house.actor, town.ada, name="Grace")
    assert _found(town, "scanner birch grace") == [printers.number]
    assert _found(town, "printer") == _found(town, "willow") == _found(town, "ada") == []


@pytest.mark.parametrize(
    ("there", "typed"),
    [("T-1049", "T-1049"), ("T-1049", "t-1049"), ("1049", "1049"), ("№", "№")],
)
def test_an_imported_ticket_is_found_by_its_number_there(
    town: Town, printers: Ticket, there: str, typed: str
) -> None:
    change(town.house.actor, printers, source="old", external=there)
    assert _found(town, typed) == [printers.number]
    assert _found(town, f"{typed}7") == _found(town, typed[:-1] or "x") == []


def test_a_number_there_whose_words_many_tickets_have_finds_one_more(
    town: Town, printers: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_FEW", 0)
    change(town.house.actor, printers, source="old", external="late mail")
    assert len(_found(town, "late mail")) == 2


@pytest.mark.django_db
def test_a_number_there_is_looked_up_and_not_sought_row_by_row() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # it reads a small table whole otherwise
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = words.numbered_there("default", "T-1049").explain()
    # The server may take the index of what was imported once: it has no other rows.
    assert "ticket_by_number_there" in plan or "ticket_imported_once" in plan, plan


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_words_and_nothing_else(
    town: Town, printers: Ticket, typed: str
) -> None:
    assert printers.number not in _found(town, typed)
    assert Ticket.objects.count() == 2


def test_a_word_of_many_tickets_finds_the_same(
    town: Town, printers: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_FEW", 0)
    assert _found(town, "print ada") == [printers.number]
    assert _found(town, "xylophone") == []


def test_words_of_a_client_who_is_not_reached_find_nothing(
    town: Town, printers: Ticket
) -> None:
    assert printers.client_id == town.willow.pk
    blind = town.house.__class__(actor=town.house.actor, clients=frozenset())
    assert not found(blind, Wanted(words="printer", status="all")).exists()


def _found(town: Town, typed: str) -> list[int]:
    rows = found(town.house, Wanted(words=typed, status="all"))
    return list(rows.values_list("number", flat=True))
