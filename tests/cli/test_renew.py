"""The next year of one client, and the year of all, on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CLIENT = "northwind.client.yaml"
HOURS = "9,11.5,8,14,16,15,17,18,12,19,20,18"
BOOK = Path(__file__).parent / "book.yaml"
Golden = Callable[[str, str], None]


def test_a_renewal_as_a_page(run: Run, golden: Golden) -> None:
    found = run("renew", "complete@1", "--client", CLIENT, "--hours", HOURS, "--wages", "4")
    assert (found.code, found.err) == (0, "")
    golden("cli-renew.txt", found.out)


def test_a_loud_client_pays_more_within_the_collar(run: Run) -> None:
    more = ("--rise", "8", "--json")
    loud = run("renew", "complete@1", "--client", CLIENT, "--hours", HOURS, *more).answer
    assert loud["offer"] == pytest.approx(1.08 * loud["current"])
    assert loud["deferred"] > 0
    assert loud["chart"]["alarm"] is not None
    quiet = run(
        "renew", "complete@1", "--client", CLIENT, "--hours", "6,7,5,6", "--json"
    ).answer
    assert quiet["offer"] == pytest.approx(0.95 * quiet["current"])
    assert quiet["credibility"] < loud["credibility"]


def test_what_they_pay_may_be_told(run: Run) -> None:
    more = ("--current", "4000", "--rise", "0", "--fall", "0", "--json")
    found = run("renew", "complete@1", "--client", CLIENT, "--hours", "9", *more).answer
    assert found["offer"] == found["current"] == 4000


def test_a_renewal_has_a_control_chart(run: Run, tmp_path: Path) -> None:
    for hours, mark in ((HOURS, "<rect"), ("9", "")):
        path = tmp_path / "chart.svg"
        found = run(
            *("renew", "complete@1", "--client", CLIENT, "--hours", hours),
            *("--chart", path),
        )
        assert found.err == f"The picture is in {path}.\n"
        assert mark in path.read_text()


def test_a_client_far_above_is_seen_in_the_quiet_direction_too(run: Run) -> None:
    hours = ",".join(["2"] * 12)
    found = run(
        "renew", "complete@1", "--client", CLIENT, "--hours", hours, "--json"
    ).answer
    assert found["chart"]["alarm"] is not None
    assert found["deferred"] <= 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--hours", "nine"), "not_hours_by_month"),
        (("--hours", "9,-1"), "not_hours_by_month"),
        (("--hours", "9", "--current", "-5"), "impossible_renewal"),
        (("--hours", "9", "--current", "0"), "impossible_renewal"),
        (("--hours", "9", "--fall", "-5"), "impossible_renewal"),
        (("--hours", "9", "--fall", "100"), "impossible_renewal"),
        (("--hours", "9", "--current", "0.001"), "impossible_renewal"),
        (("--hours", "9", "--tickets", "1e300"), "impossible_renewal"),
        (("--hours", "9", "--tickets", "nan"), "impossible_renewal"),
        (("--hours", "9", "--wages", "1e308"), "impossible_renewal"),
        (("--hours", "9", "--wages", "-100"), "impossible_renewal"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, given: tuple[str, ...], code: str) -> None:
    found = run("renew", "complete@1", "--client", CLIENT, *given)
    assert found.code == 1
    assert found.err.endswith(f"[{code}]\n")


def test_a_client_without_users_has_no_hours_to_compare(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text("users: 0\ndevices: 0\nprinters: {}\nservers: 1\nsites: 1\n")
    more = ("--hours", "9", "--current", "500")
    found = run("renew", "reference@2", "--client", path, *more)
    assert found.err.endswith("[impossible_renewal]\n")


def test_a_month_is_believed_less_than_a_year_and_its_range_is_wide(run: Run) -> None:
    month, year = (
        run("renew", "complete@1", "--client", CLIENT, "--hours", hours, "--json").answer
        for hours in ("10", ",".join(["10"] * 12))
    )
    assert month["credibility"] < 0.65
    assert year["credibility"] > 0.9
    widths = [each["likely"][1] - each["likely"][0] for each in (month, year)]
    assert widths[0] > 1.4 * widths[1]
    for each in (month, year):
        assert each["likely"][0] < each["hours_for_each_user_and_month"] < each["likely"][1]


def test_all_clients_as_a_page(run: Run, golden: Golden) -> None:
    found = run("portfolio", BOOK)
    assert (found.code, found.err) == (0, "")
    golden("cli-portfolio.txt", found.out)


def test_all_clients_in_json(run: Run) -> None:
    answer = run("portfolio", BOOK, "--json").answer
    assert answer["clients"] == 3
    assert answer["wave"]["tvar99"] > answer["hours"]["tvar99"]
    leaves = [each["leaves"] for each in answer["by_client"]]
    assert leaves == sorted(leaves)
    assert answer["fees"] == (25 * 140 + 4200 + 10 * 140) * 12


def test_all_clients_have_a_picture(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.svg"
    assert run("portfolio", BOOK, "--chart", path).code == 0
    assert path.read_text().startswith("<svg")
    cheap = tmp_path / "book.yaml"
    one = BOOK.read_text().splitlines()[1].replace("}}", "}, fee: 1}")
    cheap.write_text(f"clients:\n{one}\n")
    assert run("portfolio", cheap, "--chart", path).code == 0
    assert "below" not in path.read_text()
    assert run("portfolio", cheap, "--json").answer["wave"] is None


def test_a_book_that_does_not_read_is_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(BOOK.read_text().replace("chance: 2%", "chance: often"))
    assert "[wrong-value]" in run("portfolio", path).err
    path.write_text(BOOK.read_text().replace("chance: 2%", "chance: 120%"))
    assert "the chance of the wave is 120% [contradiction]" in run("portfolio", path).err
    path.write_text("clients: [")
    assert "[not-yaml]" in run("portfolio", path).err
    path.write_text("clients: {}\n")
    assert run("portfolio", path).err.endswith("[impossible_portfolio]\n")


def test_one_hour_has_one_cost(run: Run, tmp_path: Path) -> None:
    own = run("check", "--starter", "complete").out
    dear = tmp_path / "dear.yaml"
    dear.write_text(
        own.replace("own_cost: 60", "own_cost: 75").replace("plan: complete", "plan: dear")
    )
    path = tmp_path / "book.yaml"
    lines = BOOK.read_text().splitlines()
    path.write_text(
        "\n".join([lines[0], lines[1], lines[3].replace("complete@1", str(dear))])
    )
    assert run("portfolio", path).err.endswith("[one_own_hour]\n")
    euro = tmp_path / "euro.yaml"
    euro.write_text(own.replace("USD", "EUR").replace("plan: complete", "plan: euro"))
    path.write_text("\n".join([lines[0], lines[3].replace("complete@1", str(euro))]))
    assert run("portfolio", path).err.endswith("[one_currency_of_rates]\n")


def test_a_plan_of_many_clients_is_read_once(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "broken.yaml").write_text("plan: [")
    found = run("portfolio", BOOK, "--plans", folder)
    lines = BOOK.read_text().count("plan: ")
    assert found.err.count("does not read") < lines


def test_a_wave_that_no_grid_holds_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    one = BOOK.read_text().splitlines()[3]
    wave = "wave: {chance: 100%, reach: 100%, hours: 99999999}"
    path.write_text(f"clients:\n{one}\n{wave}\n")
    found = run("portfolio", path)
    assert found.code == 1
    assert found.err.endswith("[beyond_counting]\n")
    assert "Traceback" not in found.err


def test_hours_of_more_months_than_tell_anything_are_refused(run: Run) -> None:
    many = ",".join(["9"] * 241)
    found = run("renew", "complete@1", "--client", CLIENT, "--hours", many)
    assert found.code == 1
    assert "at most 240 months" in found.err
    assert found.err.endswith("[not_hours_by_month]\n")
