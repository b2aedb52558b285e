"""A rate book whose classes are replaced by what a history says."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from flatwright.domain.experience.own_rates import OwnRates, own_rates
from flatwright.domain.experience.past_tickets import PastTicket, Seen, class_of
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.exposure import Exposures
from flatwright.domain.pricing.rate_book import read_rate_book, written_rates
from flatwright.domain.records.work import WorkItem, WorkObject
from flatwright.imports.rate_texts import example_rates

BOOK = example_rates()
YEAR = Seen(months={2025 * 12 + n: 1.0 for n in range(12)})


def office(users: int = 25, servers: int = 1) -> Exposures:
    """A client with two devices a user and a printer."""
    return Exposures(
        users=users, devices=2 * users, printers={"central": 1}, servers=servers, sites=1
    )


def past(
    count: int, client: str = "Acme", demand: str = "user", **told: Any
) -> list[PastTicket]:
    """So many tickets over the year, each of another length."""
    return [
        PastTicket(
            client=client,
            demand=demand,
            month=2025 * 12 + n % 12,
            minutes=float(told.get("minutes", 7 + n % 60)),
            of_object=told.get("of_object", True),
            is_open=told.get("is_open", False),
        )
        for n in range(count)
    ]


def named(rates: OwnRates, name: str) -> Any:
    """What was found of a class."""
    return next(each for each in rates.classes if each.name == name)


def test_a_history_moves_the_rate_and_says_how_far() -> None:
    found = own_rates(past(180), {"Acme": office()}, YEAR, BOOK)
    user = named(found, "user")
    assert user.unit_months == 300
    assert 0.4 < user.rate < 180 / 300
    assert user.rate in user.interval
    assert found.book.classes["user"].tickets == round(
        found.book.classes["user"].tickets, 4
    )
    assert "180 tickets in 300 unit-months" in found.book.classes["user"].source
    assert found.book.name == "own@2"


def test_three_tickets_hardly_move_it_and_no_minutes() -> None:
    one_month = Seen(months={2025 * 12: 0.4})
    found = own_rates(past(3), {"Acme": office(5)}, one_month, BOOK)
    user = named(found, "user")
    assert user.interval.high > 2 * user.rate
    assert 0.4 < user.rate < 1.0
    assert user.effort is None
    assert "fewer than 30" in user.because
    assert found.all_tickets.thin
    assert found.by_client is None
    assert found.kappa is None


def test_minutes_are_replaced_once_there_are_enough() -> None:
    found = own_rates(past(180), {"Acme": office()}, YEAR, BOOK)
    effort = named(found, "user").effort
    assert float(found.book.classes["user"].effort.median) == pytest.approx(
        effort.median, abs=1e-4
    )
    assert found.book.classes["server"].effort == BOOK.classes["server"].effort


def test_quarters_of_an_hour_are_taken_as_rounded() -> None:
    quarters = [replace(t, minutes=15.0 * (1 + n % 5)) for n, t in enumerate(past(180))]
    found = own_rates(quarters, {"Acme": office()}, YEAR, BOOK)
    assert named(found, "user").effort.mean < np.mean([t.minutes for t in quarters])


def test_one_length_for_all_tells_no_spread() -> None:
    found = own_rates(past(180, minutes=30), {"Acme": office()}, YEAR, BOOK)
    assert named(found, "user").effort is None


def test_quarters_that_are_nearly_all_the_first_tell_no_minutes() -> None:
    """Thirty-nine times up to 15 minutes and once 30 may be a median of anything."""
    written = [replace(t, minutes=15.0) for t in past(39)] + past(1, minutes=30)
    found = own_rates(written, {"Acme": office()}, YEAR, BOOK)
    assert named(found, "user").effort is None
    assert "minutes stay: they are written too coarsely" in named(found, "user").because
    assert found.book.classes["user"].effort == BOOK.classes["user"].effort


def test_open_tickets_took_longer() -> None:
    done, open_ = past(60), past(30, minutes=66, is_open=True)
    found = own_rates(done + open_, {"Acme": office()}, YEAR, BOOK)
    assert named(found, "user").effort.censored == 30


def test_a_unit_that_nobody_has_teaches_nothing() -> None:
    found = own_rates(past(180), {"Acme": office(servers=0)}, YEAR, BOOK)
    assert found.book.classes["server"] == BOOK.classes["server"]
    assert found.book.example
    assert "Nobody has such a unit" in named(found, "server").because


def nameless(count: int) -> list[PastTicket]:
    """Tickets of which nobody wrote on what thing the work was done."""
    return past(count, of_object=False)


def test_what_a_history_cannot_tell_apart_moves_by_one_factor() -> None:
    """25 users, 25 further devices, a printer and a server, for a year."""
    found = own_rates(
        nameless(180) + past(9, demand="move"), {"Acme": office()}, YEAR, BOOK
    )
    mixed = found.together
    assert mixed
    assert {"user", "extra_device", "server", "request"} <= set(mixed.classes)
    assert "move" not in mixed.classes
    assert mixed.tickets == 180
    assert mixed.factor == pytest.approx(184 / (mixed.expected + 4))
    for name in mixed.classes:
        was, now = BOOK.classes[name].tickets, found.book.classes[name].tickets
        assert float(now) == pytest.approx(float(was) * mixed.factor, abs=1e-4)
        assert f"own history of {len(mixed.classes)} classes together" in (
            found.book.classes[name].source
        )
    assert named(found, "server").interval is None


def test_minutes_of_what_cannot_be_told_apart_move_by_one_factor_too() -> None:
    found = own_rates(nameless(180), {"Acme": office()}, YEAR, BOOK)
    mixed = found.together
    assert mixed
    assert mixed.effort
    hours = sum(
        float(found.book.classes[name].tickets)
        * found.book.classes[name].minutes.mean
        * named(found, name).unit_months
        for name in mixed.classes
    )
    told = mixed.factor * mixed.expected * mixed.effort.mean
    assert hours == pytest.approx(told, rel=1e-3)
    server, user = (found.book.classes[name].effort.median for name in ("server", "user"))
    assert float(server / user) == pytest.approx(45 / 20, rel=1e-3)


def test_what_a_history_never_names_stays() -> None:
    """Users' and servers' tickets are told; of printers there was none, or none named."""
    tickets = past(180) + past(9, demand="server")
    found = own_rates(tickets, {"Acme": office()}, YEAR, BOOK)
    assert found.together is None
    assert found.book.classes["printer_central"] == BOOK.classes["printer_central"]
    assert found.book.learnt == ("user", "server")
    assert "names none of its tickets" in named(found, "printer_central").because
    assert "stay the rate book's: extra device, printer central, request" in found.notes[0]


@pytest.mark.parametrize("of_object", [True, False])
@pytest.mark.parametrize("months", [1, 12])
def test_three_tickets_of_any_time_hardly_move_a_rate(of_object: bool, months: int) -> None:  # noqa: FBT001 - a parameter of a test
    seen = Seen(months={2025 * 12 + n: 1.0 for n in range(months)})
    few = past(3, of_object=of_object)
    found = own_rates(few, {"Acme": office()}, seen, BOOK)
    for name, demand in found.book.classes.items():
        was = float(BOOK.classes[name].tickets)
        assert 0.9 * was <= float(demand.tickets) <= 1.1 * was


def test_three_tickets_of_many_clients_do_not_say_that_they_are_alike() -> None:
    clients = {f"client {n}": office() for n in range(12)}
    found = own_rates(past(3, client="client 1"), clients, YEAR, BOOK)
    assert found.kappa is None
    assert found.book.between_clients == BOOK.between_clients
    assert any("fewer than 10 tickets each" in each for each in found.notes)


def test_one_class_alone_needs_no_thing_to_be_told() -> None:
    users = {name: BOOK.classes[name] for name in ("user", "server")}
    rates = replace(BOOK, classes=users)
    found = own_rates(nameless(180), {"Acme": office(servers=0)}, YEAR, rates)
    assert found.together is None
    assert found.book.learnt == ("user",)


def test_many_clients_tell_how_far_they_differ() -> None:
    rng = np.random.default_rng(3)
    loud = {f"client {n}": float(noise) for n, noise in enumerate(rng.gamma(4, 1 / 4, 30))}
    tickets = [t for name, x in loud.items() for t in past(int(120 * x) + 1, client=name)]
    found = own_rates(tickets, dict.fromkeys(loud, office()), YEAR, BOOK)
    assert found.kappa == pytest.approx(4, rel=0.6)
    assert found.book.between_clients.source == "own history"
    assert found.by_client is not None
    assert max(found.by_client.weights.values()) <= 0.95
    alike = [t for name in loud for t in past(120, client=name)]
    same = own_rates(alike, dict.fromkeys(loud, office()), YEAR, BOOK)
    assert same.kappa == 25


def test_two_years_tell_busy_months() -> None:
    years = Seen(months={2024 * 12 + n: 1.0 for n in range(24)})
    found = own_rates(past(180) + past(40), {"Acme": office()}, years, BOOK)
    assert len(found.book.months.factors) == 12
    assert found.book.month_factor(1) > 0
    one = own_rates(past(180), {"Acme": office()}, YEAR, BOOK)
    assert one.book.months == BOOK.months


def test_a_client_without_users_is_left_out_of_the_comparison() -> None:
    clients = {"Acme": office(), "Empty": office(users=0)}
    found = own_rates(past(180), clients, YEAR, BOOK)
    assert found.by_client is None


def test_the_book_that_follows_is_a_text_that_reads() -> None:
    found = own_rates(past(180), {"Acme": office()}, YEAR, BOOK)
    again, problems = read_rate_book("own.yaml", written_rates(found.book))
    assert problems == []
    assert again == found.book


@pytest.mark.parametrize(
    ("tickets", "code"),
    [
        (past(3, client="Stranger"), "client_without_units"),
        ([t for n in range(7) for t in past(1, client=f"c{n}")], "client_without_units"),
        ([], "too_little_history"),
    ],
)
def test_a_rate_needs_its_denominator(tickets: list[PastTicket], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        own_rates(tickets, {"Acme": office()}, YEAR, BOOK)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("work", "name"),
    [
        (WorkItem(), "user"),
        (WorkItem(action="howto"), "user"),
        (WorkItem(object=WorkObject(name="s1", kind="server")), "server"),
        (
            WorkItem(object=WorkObject(name="p", kind="printer", place="personal")),
            "printer_personal",
        ),
        (WorkItem(kind="request", action="change"), "request"),
        (WorkItem(kind="request", action="move"), "move"),
        (WorkItem(kind="vendor"), "vendor"),
        (WorkItem(kind="request", action="new_software"), None),
        (WorkItem(kind="proactive", action="patch"), None),
    ],
)
def test_past_work_belongs_to_the_nearest_class(work: WorkItem, name: str | None) -> None:
    assert class_of(work, BOOK.classes) == name


def test_without_classes_nothing_belongs() -> None:
    assert class_of(WorkItem(), {}) is None


def test_a_class_that_never_comes_is_not_learnt() -> None:
    none = replace(BOOK.classes["user"], tickets=BOOK.classes["user"].tickets * 0)
    rates = replace(BOOK, classes=BOOK.classes | {"never": none})
    found = own_rates(past(180), {"Acme": office()}, YEAR, rates)
    assert found.book.classes["never"].tickets == 0
