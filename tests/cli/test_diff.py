from collections.abc import Callable

from tests.cli.conftest import Run


def test_page_of_what_changes(run: Run, golden: Callable[[str, str], None]) -> None:
    found = run("diff", "reference@1", "reference@2")
    assert (found.code, found.err) == (0, "")
    golden("cli-diff.txt", found.out)


def test_changes_as_json(run: Run) -> None:
    answer = run("diff", "reference@1", "reference@2", "--json").answer
    assert (answer["old"], answer["new"]) == ("reference@1", "reference@2")
    settings = {each["setting"]: each for each in answer["changes"]}
    assert settings.keys() == {"users.devices", "hours.after_hours.rate", "price.per_user"}
    assert settings["users.devices"]["favours"] == "client"
    assert (settings["users.devices"]["before"], settings["users.devices"]["after"]) == (
        "3",
        "4",
    )


def test_same_plan_twice_says_so(run: Run) -> None:
    found = run("diff", "reference@1", "reference@1")
    assert (found.code, found.out) == (0, "reference@1 and reference@1 say the same.\n")
    assert run("diff", "reference", "reference", "--json").answer["changes"] == []


def test_file_is_compared_with_a_shipped_plan(run: Run) -> None:
    found = run("diff", "reference@1", "plans/willow.yaml", "--json")
    assert [each["setting"] for each in found.answer["changes"]] == ["title"]


def test_file_that_is_not_there(run: Run) -> None:
    found = run("diff", "reference@1", "nowhere.yaml")
    assert (found.code, found.out) == (1, "")
    assert found.err == "There is no file nowhere.yaml. [no_such_file]\n"


def test_file_that_does_not_read_shows_its_problems(run: Run) -> None:
    found = run("diff", "reference@1", "broken.yaml")
    assert (found.code, found.out) == (1, "")
    assert "broken.yaml:6:3:" in found.err
