"""A price from the command line: range, reasons, and what would change it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from flatwright.imports.rate_texts import example_file
from tests.cli.conftest import Run

CLIENT = "northwind.client.yaml"
ROSTER = Path(__file__).parents[1] / "domain" / "coverage" / "northwind.yaml"
Golden = Callable[[str, str], None]


def test_a_price_as_a_page(run: Run, golden: Golden) -> None:
    found = run("price", "complete@1", "--client", CLIENT)
    assert (found.code, found.err) == (0, "")
    golden("cli-price.txt", found.out)


def test_three_plans_side_by_side(run: Run) -> None:
    names = ("essential", "complete", "premium")
    found = run("price", *names, "--client", CLIENT)
    assert found.code == 0
    answer = run("price", *names, "--client", CLIENT, "--json").answer
    prices = [each["price"] for each in answer]
    assert prices == sorted(prices)
    assert all(f"{price:,.2f}" in found.out for price in prices)


def test_every_figure_is_in_the_json(run: Run) -> None:
    (answer,) = run("price", "complete@1", "--client", CLIENT, "--json").answer
    low, high = answer["likely"]
    assert low < answer["price"] < high
    assert answer["binding"] == max(answer["floors"], key=answer["floors"].get)
    assert answer["price"] == answer["floors"][answer["binding"]]
    assert answer["price_for_each_user"] == pytest.approx(answer["price"] / 25, abs=0.01)
    assert answer["own_fee"] == sum(line["amount"] for line in answer["fee_lines"])
    assert answer["fee_lines"][0]["cites"] == ["complete@1 D price.per_user"]
    assert answer["example_rates"] is True
    hours = answer["hours"]["quantiles"]
    assert hours["0.5"] < hours["0.95"] < hours["0.99"]
    assert {each["setting"] for each in answer["worth"]} >= {"moves.per_person_per_year"}
    assert answer["corridor"]["open"] is True
    assert answer["free_help"]["server"]["free"] is True
    assert answer["free_help"]["printer_home"]["free"] is False


def test_a_period_begins_in_the_month_of_the_agreement(run: Run, tmp_path: Path) -> None:
    rates = tmp_path / "busy.yaml"
    busy = "months:\n  factors: {july: 3}\n"
    text = example_file().read_text(encoding="utf-8").replace("months:\n", busy)
    rates.write_text(text, encoding="utf-8")
    january, july = (
        run(
            *("price", "complete@1", "--client", CLIENT, "--rates", rates, "--brief"),
            *("--period", "month", "--on", f"2026-{month}-01", "--json"),
        ).answer[0]["hours"]["mean"]
        for month in ("01", "07")
    )
    assert july > 2 * january


def test_a_quarter_and_a_month_are_priced_too(run: Run) -> None:
    year, quarter, month = (
        run(
            "price", "complete@1", "--client", CLIENT, "--brief", "--period", p, "--json"
        ).answer[0]["hours"]["mean"]
        for p in ("year", "quarter", "month")
    )
    assert year / 4 < quarter < year / 3  # moves are still free in the first quarter
    assert quarter / 3 < month < quarter / 2


def test_a_known_client_has_a_narrower_range(run: Run) -> None:
    new, known = (
        run("price", "complete@1", "--client", CLIENT, "--brief", "--json", *more).answer[0]
        for more in ((), ("--known",))
    )
    assert known["likely"][1] - known["likely"][0] < new["likely"][1] - new["likely"][0]
    assert known["binding"] == "margin"


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


def test_a_plan_without_a_price_is_priced(run: Run, tmp_path: Path) -> None:
    found = run("check", "--starter", "complete")
    text = found.out.replace("  per_user: 140\n", "")
    plan = tmp_path / "plan.yaml"
    plan.write_text(text)
    shown = run("price", plan, "--client", CLIENT, "--brief")
    assert "The plan names no price" in shown.out
    (answer,) = run("price", plan, "--client", CLIENT, "--brief", "--json").answer
    assert answer["own_fee"] is None
    assert answer["margin"] is None


def test_where_no_price_serves_both_it_says_so(run: Run, tmp_path: Path) -> None:
    rates = run("price", "--example").out.replace("care: 100", "care: 0")
    path = tmp_path / "rates.yaml"
    path.write_text(rates)
    found = run("price", "complete@1", "--client", CLIENT, "--rates", path, "--brief")
    assert "No corridor" in found.out
    more = ("--rates", path, "--brief", "--json")
    (answer,) = run("price", "complete@1", "--client", CLIENT, *more).answer
    assert answer["corridor"]["open"] is False
    assert answer["corridor"]["gap"] > 0


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


def test_help_of_one_worth_is_told_one_way(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rates.yaml"
    for worth, said in (("900", "Free help gains"), ("1", "used for less than it costs")):
        text = re.sub(
            r"worth: [0-9]+\n    source",
            f"worth: {worth}\n    source",
            run("price", "--example").out,
        )
        path.write_text(text)
        out = run("price", "complete@1", "--client", CLIENT, "--rates", path, "--brief").out
        other = {"900": "used for less", "1": "Free help gains"}[worth]
        assert said in " ".join(out.split())
        assert other not in " ".join(out.split())


def test_wrong_use_says_what_to_write(run: Run) -> None:
    assert "--client FILE" in run("price").err
    assert (
        "year, quarter, month"
        in run("price", "complete", "--client", CLIENT, "--period", "week").err
    )
    assert run("price").code == 2


def test_a_search_for_a_design_as_a_page(run: Run, golden: Golden) -> None:
    found = run("design", "reference@2", "--client", "small.client.yaml", "--known")
    assert (found.code, found.err) == (0, "")
    golden("cli-design.txt", found.out)


def test_a_search_in_json(run: Run) -> None:
    found = run("design", "reference@2", "--client", "small.client.yaml", "--json")
    answer = found.answer
    assert answer["tried"] == 4320
    assert len(answer["best"]) == 20
    assert any(each["like_the_best"] for each in answer["best"])
    for each in answer["best"]:
        if each["price"] is not None:
            both = each["we_gain"] + each["they_gain"]
            assert both == pytest.approx(each["surplus"], abs=0.02)
    assert len(answer["otherwise"]) == 6


@pytest.mark.parametrize("picture", ["hours", "floors", "worth", "assumptions", "client"])
def test_a_price_has_pictures(run: Run, tmp_path: Path, picture: str) -> None:
    path = tmp_path / "price.svg"
    more = ("--chart", path, "--picture", picture)
    found = run("price", "complete@1", "--client", CLIENT, *more)
    assert found.err == f"The picture is in {path}.\n"
    assert path.read_text().startswith("<svg")


def test_a_plan_without_a_fee_has_pictures_too(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    text = run("check", "--starter", "complete").out.replace("  per_user: 140\n", "")
    plan.write_text(text)
    for picture in ("hours", "client"):
        path = tmp_path / f"{picture}.svg"
        more = ("--brief", "--chart", path, "--picture", picture)
        assert run("price", plan, "--client", CLIENT, *more).code == 0
        assert "flat fee" not in path.read_text()
    month = ("--period", "month", "--chart", path, "--picture", "hours")
    run("price", "complete@1", "--client", CLIENT, "--brief", *month)
    assert "covered hours in a month" in path.read_text()


def test_an_unknown_picture_is_wrong_use(run: Run, tmp_path: Path) -> None:
    more = ("--chart", tmp_path / "x.svg", "--picture", "cake")
    found = run("price", "complete@1", "--client", CLIENT, "--brief", *more)
    assert found.code == 2
    assert "cake" in found.err


def test_a_search_has_a_picture(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "front.svg"
    small = ("--client", "small.client.yaml", "--chart", path)
    assert run("design", "reference@2", *small).code == 0
    assert path.read_text().startswith("<svg")


def test_a_client_who_takes_any_fee_has_a_price(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rates.yaml"
    text = run("price", "--example").out
    path.write_text(re.sub("risk_tolerance: [0-9]+", "risk_tolerance: 0.01", text))
    more = ("--rates", path, "--brief")
    found = run("price", "complete@1", "--client", CLIENT, *more)
    assert found.code == 0
    assert "would prefer any flat fee" in " ".join(found.out.split())
    (answer,) = run("price", "complete@1", "--client", CLIENT, *more, "--json").answer
    assert answer["corridor"]["gap"] is None


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


def test_a_picture_in_no_folder_names_the_folder(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none" / "price.svg"
    found = run("price", "complete@1", "--client", CLIENT, "--brief", "--chart", path)
    assert found.err == f"There is no folder {path.parent}. [no_such_file]\n"


def test_a_minimum_of_users_is_said_beside_the_price(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text("users: 8\ndevices: {}\nprinters: {}\nservers: 0\nsites: 1\n")
    out = run("price", "complete@1", "--client", path, "--brief").out
    assert "as 10 users are billed at least" in " ".join(out.split())
