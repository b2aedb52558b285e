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


@pytest.mark.parametrize(
    ("names", "more", "said"),
    [
        (["complete@1"], ["--picture", "worth"], "draws nothing by itself"),
        (["complete@1", "premium@1"], ["--chart", "x.svg"], "draws one plan, and 2"),
        (
            ["complete@1"],
            ["--brief", "--chart", "x.svg", "--picture", "worth"],
            "--brief leaves out what",
        ),
        (["complete@1"], ["--on", "2026-04-01"], "--on counts a roster"),
    ],
)
def test_what_would_be_ignored_is_wrong_use(
    run: Run, names: list[str], more: list[str], said: str
) -> None:
    found = run("price", *names, "--client", CLIENT, *more)
    assert found.code == 2
    assert said in " ".join(found.err.replace("│", " ").split())


def test_help_of_classes_that_the_client_does_not_have_is_not_named(run: Run) -> None:
    (answer,) = run("price", "complete@1", "--client", CLIENT, "--brief", "--json").answer
    assert "user" in answer["free_help"]
    assert not {"network", "shared_computer"} & set(answer["free_help"])


def test_shares_that_are_moved_are_in_percent(run: Run) -> None:
    (answer,) = run("price", "complete@1", "--client", CLIENT, "--json").answer
    ends = {each["what"]: each["low"]["is"] for each in answer["assumptions"]}
    assert ends["work outside business hours"] == "4%"
    assert ends["the gross margin aimed at"] == "45%"
    assert ends["how far clients differ (kappa)"] == "8"


def test_an_own_clause_is_left_out_to_see_what_it_is_worth(
    run: Run, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.yaml"
    own = (
        "clauses:\n  - {code: printers_out, when: {object_kind: printer}, outcome: hourly, "
        "says: Work with printers is by the hour.}\n"
    )
    text = run("check", "--starter", "complete").out.replace("clauses:\n", own)
    plan.write_text(text)
    (answer,) = run("price", plan, "--client", CLIENT, "--json").answer
    clause, other = [each for each in answer["worth"] if each["is_clause"]]
    assert clause["setting"] == "clauses: printers_out"
    assert other["price"] == 0
    assert clause["price"] > 0
    (without,) = run("price", "complete@1", "--client", CLIENT, "--brief", "--json").answer
    assert clause["price"] == pytest.approx(without["price"] - answer["price"], abs=0.01)
    out = " ".join(run("price", plan, "--client", CLIENT).out.split())
    assert "clauses: printers_out left out +" in out
    assert "left out; no such work" in out
    assert "one setting or own clause moved at a time" in out


def test_where_the_client_takes_any_fee_no_design_is_ahead(
    run: Run, tmp_path: Path
) -> None:
    path, chart = tmp_path / "rates.yaml", tmp_path / "x.svg"
    text = run("price", "--example").out
    path.write_text(re.sub("risk_tolerance: [0-9]+", "risk_tolerance: 0.01", text))
    asked = ("design", "reference@2", "--client", "small.client.yaml", "--rates", path)
    found = run(*asked, "--chart", chart)
    assert found.code == 0
    assert "No corridor, so no design is ahead" in " ".join(found.out.split())
    assert "is not written" in found.err
    assert "would prefer any flat fee" in run(*asked, "--json").answer["because"]


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


def test_a_picture_in_no_folder_names_the_folder(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none" / "price.svg"
    found = run("price", "complete@1", "--client", CLIENT, "--brief", "--chart", path)
    assert found.err == f"There is no folder {path.parent}. [no_such_file]\n"
