"""What a price is asked for: clients and rate books that do, and that do not."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CLIENT = "northwind.client.yaml"
ROSTER = Path(__file__).parents[1] / "domain" / "coverage" / "northwind.yaml"


def test_a_roster_is_counted_on_a_day(run: Run) -> None:
    first = run("price", "reference@2", "--client", ROSTER, "--brief", "--json")
    later = run(
        *("price", "reference@2", "--client", ROSTER, "--brief", "--json"),
        *("--on", "2026-04-01"),
    )
    assert first.answer[0]["client"] == later.answer[0]["client"] == "northwind"
    assert first.answer[0]["hours"]["mean"] < later.answer[0]["hours"]["mean"]


def test_a_roster_without_anybody_is_refused(run: Run) -> None:
    found = run("price", "reference@2", "--client", ROSTER, "--on", "2020-01-01")
    assert found.code == 1
    assert found.err.endswith("[nobody_on_roster]\n")


@pytest.mark.parametrize(
    ("was", "is_now", "code"),
    [
        ("users: 25", "users: -25", "wrong-value"),
        ("servers: 1\n", "", "missing-setting"),
        ("users: 25", "users: 0", "contradiction"),
    ],
)
def test_a_client_that_cannot_be_is_refused(
    run: Run, tmp_path: Path, was: str, is_now: str, code: str
) -> None:
    text = (Path(__file__).parent / CLIENT).read_text().replace(was, is_now)
    path = tmp_path / "client.yaml"
    path.write_text(text)
    found = run("price", "complete@1", "--client", path)
    assert found.code == 1
    assert f"[{code}]" in found.err


def test_a_rate_book_without_a_class_is_refused(run: Run, tmp_path: Path) -> None:
    rates = run("price", "--example").out.replace("counts: server\n", "counts: site\n")
    path = tmp_path / "rates.yaml"
    path.write_text(rates)
    found = run("price", "complete@1", "--client", CLIENT, "--rates", path)
    assert found.code == 1
    assert "counts: server" in found.err
    assert found.err.endswith("[no_rate_for_units]\n")


def test_what_no_grid_holds_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text("users: 100000\ndevices: {}\nprinters: {}\nservers: 0\nsites: 1\n")
    found = run("price", "complete@1", "--client", path, "--brief")
    assert found.code == 1
    assert "Traceback" not in found.err


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        ("share: 8%", "share: 108%"),
        ("third_party: 1%", "third_party: 99%"),
    ],
)
def test_shares_of_more_than_all_tickets_are_refused(
    run: Run, tmp_path: Path, was: str, is_now: str
) -> None:
    path = tmp_path / "rates.yaml"
    path.write_text(run("price", "--example").out.replace(was, is_now))
    found = run("price", "complete@1", "--client", CLIENT, "--rates", path)
    assert "[contradiction]" in found.err
    assert "Write 100% at most" in found.err


def test_a_spread_beyond_any_work_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rates.yaml"
    path.write_text(run("price", "--example").out.replace("sigma: 1.1", "sigma: 20"))
    found = run("price", "complete@1", "--client", CLIENT, "--rates", path)
    assert found.code == 1
    assert "up to 4, such as 1.2 [wrong-value]" in found.err


def test_a_client_without_anything_has_no_price(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text("users: 0\ndevices: 0\nprinters: {}\nservers: 0\nsites: 1\n")
    found = run("price", "complete@1", "--client", path)
    assert found.code == 1
    assert "nothing is counted that could need help [contradiction]" in found.err


def test_a_client_without_users_is_not_priced_by_user(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text("users: 0\ndevices: 0\nprinters: {}\nservers: 3\nsites: 1\n")
    out = run("price", "complete@1", "--client", path, "--brief").out
    assert "for each user and month" not in " ".join(out.split())


def test_shared_computers_are_named(run: Run) -> None:
    out = run("price", "reference@2", "--client", ROSTER, "--brief").out
    assert "shared computer" in out.split("Reference")[0].replace("\n", " ")


def test_a_minimum_of_users_is_said_beside_the_price(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text("users: 8\ndevices: {}\nprinters: {}\nservers: 0\nsites: 1\n")
    out = run("price", "complete@1", "--client", path, "--brief").out
    assert "as 10 users are billed at least" in " ".join(out.split())


def test_shared_things_of_no_told_kind_are_named(run: Run) -> None:
    out = run("price", "reference@2", "--client", ROSTER, "--brief").out
    said = " ".join(out.split())
    assert "is not told: conf-pc, srv1, fw1, wifi1 and nas1. They are counted" in said
    (answer,) = run("price", "reference@2", "--client", ROSTER, "--brief", "--json").answer
    assert len(answer["assumed_of_client"]) == 1
    told = run("price", "complete@1", "--client", CLIENT, "--brief", "--json").answer
    assert told[0]["assumed_of_client"] == []


def test_kinds_that_are_told_need_no_warning(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    kinds = "shared: [{name: srv1, kind: server}, {name: conf-pc, kind: computer}]"
    path.write_text(re.sub("shared: .*", kinds, ROSTER.read_text()))
    out = run("price", "reference@2", "--client", path, "--brief").out
    assert "is not told" not in " ".join(out.split())


def test_devices_in_one_number_are_taken_as_computers(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text("users: 25\ndevices: 75\nprinters: {}\nservers: 1\nsites: 1\n")
    out = " ".join(run("price", "reference@2", "--client", path, "--brief").out.split())
    assert "75 devices are told in one number: all are taken as computers" in out


def test_requests_do_not_stand_for_the_incidents_of_users(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rates.yaml"
    text = run("price", "--example").out
    start, end = text.index("  user:\n"), text.index("  extra_device:\n")
    path.write_text(text[:start] + text[end:])
    found = run("price", "complete@1", "--client", CLIENT, "--rates", path)
    assert found.code == 1
    assert "user (25)" in found.err
    assert found.err.endswith("[no_rate_for_units]\n")


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        (("price", "complete@1", "--client"), "users, devices, printers, servers"),
        (
            ("price", "complete@1", "--client", CLIENT, "--rates"),
            "flatwright price --example",
        ),
        (("portfolio",), "clients: {Acme: {plan: complete"),
    ],
)
def test_an_empty_file_says_what_to_write_in_it(
    run: Run, tmp_path: Path, asked: tuple[str, ...], remedy: str
) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("")
    found = run(*asked, path)
    assert found.code == 1
    assert remedy in found.err
    assert "starter plan" not in found.err
