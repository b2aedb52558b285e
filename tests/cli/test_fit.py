"""Rates learnt from a history, on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flatwright.cli.demo_history import CLIENTS, MAPPING, demo_history
from tests.cli.conftest import Run


@pytest.fixture
def year(tmp_path: Path) -> list[str]:
    """A year of work of twelve clients, and their units."""
    rest = "printers: {}, servers: 0, sites: 1"
    units = [f'  "{name}": {{users: {n}, devices: {2 * n}, {rest}}}' for name, n in CLIENTS]
    (tmp_path / "year.csv").write_text(demo_history(8, 900))
    (tmp_path / "demo.yaml").write_text(MAPPING)
    (tmp_path / "clients.yaml").write_text("clients:\n" + "\n".join(units) + "\n")
    return [
        *("fit", str(tmp_path / "year.csv"), "--mapping", str(tmp_path / "demo.yaml")),
        *("--clients", str(tmp_path / "clients.yaml")),
    ]


def test_a_history_as_a_page(
    year: list[str], run: Run, golden: Callable[[str, str], None]
) -> None:
    found = run(*year)
    assert (found.code, found.err) == (0, "")
    golden("cli-fit.txt", found.out)


def test_the_rate_book_that_follows_prices_a_plan(
    year: list[str], run: Run, tmp_path: Path
) -> None:
    rates = tmp_path / "own.yaml"
    found = run(*year, "--write", rates)
    assert found.err == f"The rate book is in {rates}.\n"
    client = ("--client", "northwind.client.yaml")
    priced = run("price", "complete@1", *client, "--rates", rates, "--brief", "--json")
    assert priced.answer[0]["rates"] == "own@2"


def test_three_tickets_hardly_move_the_price(
    year: list[str], run: Run, tmp_path: Path
) -> None:
    """Of a year of an office of 25, and neither is the range any narrower."""
    lines = demo_history(8, 900).splitlines()
    own = [each for each in lines if "Alder Dental" in each and "incident" in each]
    kept = [lines[0], own[0], own[len(own) // 2], own[-1]]
    (tmp_path / "year.csv").write_text("\n".join(kept) + "\n")
    units = (Path(__file__).parent / "northwind.client.yaml").read_text()
    told = "".join(f"    {line}\n" for line in units.splitlines()[1:])
    (tmp_path / "clients.yaml").write_text(f"clients:\n  Alder Dental:\n{told}")
    rates = tmp_path / "own.yaml"
    answer = run(*year, "--write", rates, "--json").answer
    low, high = answer["together"]["interval"]
    assert answer["tickets"] == 3
    assert high > 10 * low
    asked = ("price", "complete@1", "--client", "northwind.client.yaml", "--brief")
    (before,) = run(*asked, "--json").answer
    (after,) = run(*asked, "--rates", rates, "--json").answer
    assert after["price"] == pytest.approx(before["price"], rel=0.05)
    wide = [each["likely"][1] - each["likely"][0] for each in (before, after)]
    assert wide[1] > 0.9 * wide[0]


def test_a_price_says_which_classes_are_our_own(
    year: list[str], run: Run, tmp_path: Path
) -> None:
    rates = tmp_path / "own.yaml"
    run(*year, "--write", rates)
    client = ("--client", "northwind.client.yaml", "--rates", rates, "--brief")
    said = " ".join(run("price", "complete@1", *client).out.split())
    assert "Rates: own@2, your own history for user, extra device, request" in said
    assert "all else is an example: figures of others" in said
    (answer,) = run("price", "complete@1", *client, "--json").answer
    assert "server" not in answer["own_classes"]
    text = rates.read_text().replace("example: true\n", "")
    rates.write_text(text)
    said = " ".join(run("price", "complete@1", *client).out.split())
    assert "all else is an example" not in said


def test_every_figure_is_in_the_json(year: list[str], run: Run) -> None:
    answer = run(*year, "--json").answer
    by_name = {each["class"]: each for each in answer["classes"]}
    request, user = by_name["request"], by_name["user"]
    assert request["interval"][0] < request["rate"] < request["interval"][1]
    mixed = answer["together"]
    assert mixed["classes"] == ["user", "extra_device"]
    assert user["rate"] == pytest.approx(user["was"] * mixed["factor"])
    assert by_name["server"]["interval"] is None
    assert by_name["server"]["effort"] is None
    assert request["effort"]["mean"] > request["effort"]["median"]
    assert mixed["effort"]["mean"] > mixed["effort"]["median"]
    assert len(answer["clients"]) == len(CLIENTS)
    used = answer["tickets"] + sum(answer["left_out"].values())
    assert used == 900


def test_work_stopped_at_a_threshold_took_longer(year: list[str], run: Run) -> None:
    usual = run(*year, "--json").answer["together"]["effort"]
    stopped = run(*year, "--stopped-at", "45m", "--json").answer["together"]["effort"]
    assert stopped["not_ended"] > 50 + usual["not_ended"]
    assert stopped["count"] == usual["count"]
    assert stopped["mean"] == pytest.approx(usual["mean"], rel=0.3)


@pytest.mark.parametrize("told", ["soon", "0m"])
def test_a_threshold_is_a_duration(year: list[str], run: Run, told: str) -> None:
    found = run(*year, "--stopped-at", told)
    assert found.code == 2
    assert "such as 4h" in found.err


def test_a_handful_of_tickets_is_a_hint(year: list[str], run: Run, tmp_path: Path) -> None:
    text = demo_history(8, 900).splitlines()
    kept = [text[0], *(line for line in text[1:] if "Alder Dental" in line)][:9]
    (tmp_path / "year.csv").write_text("\n".join(kept) + "\n")
    rest = "users: 9, devices: 9, printers: {}, servers: 0, sites: 1"
    (tmp_path / "clients.yaml").write_text(f"clients:\n  Alder Dental: {{{rest}}}\n")
    found = run(*year)
    assert "nothing is more than a hint" in found.out
    assert "No change of the rate over time can be told" in " ".join(found.out.split())
    assert run(*year, "--json").answer["clients"] is not None


def test_clients_that_are_not_told_are_refused(
    year: list[str], run: Run, tmp_path: Path
) -> None:
    (tmp_path / "clients.yaml").write_text(
        "clients:\n  Other: {users: 9, devices: 9, printers: {}, servers: 0, sites: 1}\n"
    )
    found = run(*year)
    assert found.code == 1
    assert found.err.endswith("[client_without_units]\n")


def test_units_that_do_not_read_are_shown(
    year: list[str], run: Run, tmp_path: Path
) -> None:
    (tmp_path / "clients.yaml").write_text("clients:\n  Acme: {users: -1}\n")
    found = run(*year)
    assert found.code == 1
    assert "[wrong-value]" in found.err
    (tmp_path / "clients.yaml").write_text("clients: [")
    assert "[not-yaml]" in run(*year).err


def test_a_history_of_projects_alone_teaches_nothing(
    year: list[str], run: Run, tmp_path: Path
) -> None:
    text = demo_history(8, 900).splitlines()
    kept = [text[0], *(line for line in text[1:] if "proactive" in line)][:5]
    (tmp_path / "year.csv").write_text("\n".join(kept) + "\n")
    found = run(*year)
    assert found.code == 1
    assert found.err.endswith("[too_little_history]\n")


def test_the_history_is_not_written_over(year: list[str], run: Run, tmp_path: Path) -> None:
    before = (tmp_path / "year.csv").read_text()
    found = run(*year, "--write", tmp_path / "year.csv")
    assert found.code == 2
    assert (tmp_path / "year.csv").read_text() == before


def test_a_history_without_rows_says_what_was_left_out(
    year: list[str], run: Run, tmp_path: Path
) -> None:
    head = demo_history(8, 900).splitlines()[0]
    (tmp_path / "year.csv").write_text(head + "\n")
    assert "flatwright import HISTORY" in run(*year).err
