"""An import tells and takes back nothing of clients that the account does not reach."""

from dataclasses import replace

import pytest

from flatwright.office.accounts.gate import scope_of
from flatwright.office.accounts.models import Reach, User
from flatwright.office.accounts.roles import Role
from flatwright.office.clients.models import Client, Person
from flatwright.office.intake.models import Rejected
from flatwright.office.intake.queries import batches, kept
from tests.office.intake.shop import Shop

THEIRS = "Id,Client,Name\n1,Cedar Point,Legit Person\n2,Willow,Will\n"
TICKETS = "Ticket,Client,Title,Opened\nT1,Cedar Point,Secret,2026-02-01\n"
TIME = "Id,Ticket,Start,Minutes\nE1,T1,2026-02-01 10:00,30\n"
MINE = "Ticket,Client,Title,Opened\nT2,Willow,Mine,2026-02-01\n"


@pytest.fixture
def limited(shop: Shop) -> Shop:
    """The same shop through an account that reaches Willow alone; Cedar Point is there."""
    shop.imported("clients", "Id,Name\nC1,Cedar Point\n")
    for kind, content in (
        *(("people", THEIRS), ("tickets", TICKETS), ("time", TIME), ("tickets", MINE)),
    ):
        assert not Rejected.objects.filter(batch=shop.imported(kind, content)).exists()
    user = User.objects.create(
        key="lim", name="Lim", email="lim@example.com", role=Role.DISPATCHER
    )
    limit(user, shop.willow)
    return replace(shop, owner=scope_of(user, "test"))


def limit(user: User, client: Client) -> None:
    User.objects.filter(pk=user.pk).update(is_limited=True)
    Reach.objects.filter(user=user).delete()
    Reach.objects.create(user=user, client=client)
    user.refresh_from_db()


def said(shop: Shop, kind: str, content: str, told: str) -> tuple[str, str]:
    """The code and the words of a trial's one refusal, but for what the row told itself."""
    batch = shop.tried(kind, content)
    row = Rejected.objects.get(batch=batch)
    assert [each["why"] for each in batch.preview] == [row.reason]
    return row.code, row.reason.replace(told, "…")


@pytest.mark.parametrize(
    ("kind", "content", "foreign"),
    [
        ("people", "Id,Client,Name\n9,{},Zed\n", "C1"),
        ("people", "Id,Client,Name\n1,{},Legit Person\n", "C1"),
        ("clients", "Id,Name\n{},Somebody\n", "C1"),
        ("time", "Id,Ticket,Start,Minutes\nE9,{},2026-02-01 10:00,30\n", "T1"),
        ("time", "Id,Ticket,Start,Minutes\nE1,{},2026-02-01 10:00,30\n", "T1"),
        ("time", "Id,Ticket,Start,Minutes\nE9,{},2026-02-01 10:00,30\n", "#1"),
    ],
)
def test_a_key_of_others_is_answered_as_one_that_nobody_has(
    limited: Shop, kind: str, content: str, foreign: str
) -> None:
    unknown = "#999" if foreign.startswith("#") else "X9"
    answers = {
        said(limited, kind, content.format(told), told) for told in (foreign, unknown)
    }
    assert len(answers) == 1, answers


@pytest.mark.parametrize("zone", [{}, {"make_clients": True}])
def test_a_client_of_others_is_neither_found_nor_made(
    limited: Shop, zone: dict[str, bool]
) -> None:
    for told in ("C1", "Cedar Point", "X9"):
        batch = limited.imported("people", f"Id,Client,Name\n9,{told},Zed\n", **zone)
        assert Rejected.objects.get(batch=batch).code == "unknown_client"
    assert Client.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("people", "Id,Client,Name\n1,Willow,Zed\n"),
        ("tickets", "Ticket,Client,Title,Opened\nT1,Willow,Zed,2026-02-01\n"),
        ("time", "Id,Ticket,Start,Minutes\nE1,T2,2026-02-01 10:00,30\n"),
    ],
)
def test_a_row_whose_key_others_have_is_kept_aside_without_a_name(
    limited: Shop, kind: str, content: str
) -> None:
    batch = limited.tried(kind, content)
    row = Rejected.objects.get(batch=batch)
    assert row.code == "not_reached"
    assert not [each for each in ("Legit", "Cedar", "Secret", "#1") if each in row.reason]


def test_who_reaches_both_is_told_whose_it_is(shop: Shop, limited: Shop) -> None:
    assert limited.willow == shop.willow
    batch = shop.tried("people", "Id,Client,Name\n1,Willow,Zed\n")
    row = Rejected.objects.get(batch=batch)
    assert (row.code, "Legit Person of Cedar Point" in row.reason) == (
        "of_another_client",
        True,
    )


def test_an_import_of_a_client_who_is_reached_no_longer_is_not_there(
    shop: Shop, limited: Shop
) -> None:
    assert limited.owner.user
    user = User.objects.get(pk=limited.owner.user)
    User.objects.filter(pk=user.pk).update(is_limited=False)
    wide = replace(shop, owner=scope_of(User.objects.get(pk=user.pk), "test"))
    tried = wide.tried("people", "Id,Client,Name\n8,Cedar Point,Cy\n")
    done = wide.imported("people", "Id,Client,Name\n7,Cedar Point,Di\n6,Willow,Eve\n")
    mine = wide.imported("people", "Id,Client,Name\n5,Willow,Flo\n")
    assert set(batches(wide.owner)) >= {tried, done, mine}
    limit(user, shop.willow)
    limited = replace(shop, owner=scope_of(user, "test"))
    assert list(batches(limited.owner)) == [mine]
    limited.undone(done)
    assert [(each.name, each.kept) for each in kept(done)] == [
        (name, "Your account does not reach its client.")
        for name in ("Di", "Di, 2026-01-01 to now")
    ]
    assert set(Person.objects.filter(name__in=("Di", "Eve"))) == {
        Person.objects.get(name="Di")
    }
    assert list(batches(limited.owner)) == [mine]


def test_whoever_reaches_all_takes_back_what_a_limited_account_brought(
    shop: Shop, limited: Shop
) -> None:
    batch = limited.imported("people", "Id,Client,Name\n5,Willow,Flo\n")
    shop.undone(batch)
    assert not Person.objects.filter(name="Flo").exists()
