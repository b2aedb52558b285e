import pytest

from flatwright.imports.mapping_read import read_mapping, shipped_mappings
from tests.imports.conftest import ENTRIES

SHIPPED = {
    *("autotask", "connectwise", "effort", "halopsa", "osticket"),
    *("provider_helpdesk", "servicenow_incidents", "syncro", "zammad"),
}


def test_every_wanted_mapping_is_shipped() -> None:
    assert set(shipped_mappings()) == SHIPPED


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_mapping_reads_and_says_what_was_checked(name: str) -> None:
    made, problems = read_mapping(f"{name}.yaml", shipped_mappings()[name])
    assert problems == []
    assert made is not None
    assert made.mapping == name
    assert made.checked
    told = any(each.startswith("Not checked") for each in made.checked)
    of_public_data = any("public" in each for each in made.checked)
    assert told or of_public_data
    assumed = [fact for _, fact in made.facts.each() if fact.assume]
    assert made.facts.cause in assumed
    assert made.facts.object in assumed


@pytest.mark.parametrize(
    ("old", "new", "place", "says", "remedy"),
    [
        ("title:", "titel:", "3:1", '"titel" is not a setting', 'Did you mean "title"?'),
        ("worked:", "workd:", "7:24", '"workd" is not a setting', 'Did you mean "worked"?'),
        ("rows: entry", "rows: entri", "5:7", '"entri" is not known', '"entry"'),
        (
            "Europe/London",
            "Europe/Londn",
            "6:14",
            '"Europe/Londn" does not fit',
            "time zone",
        ),
        ('"%d/%m/%Y %H:%M"', '"%d/%m/%Q"', "6:39", '"%d/%m/%Q" does not fit', "format"),
        ("{column: Client}", "{colum: Client}", "10:12", '"colum" is not', '"column"'),
        ("{column: Client}", "{assume: x}", "10:11", "comes from nowhere", "column"),
        ("effort: minutes", "effort: days", "8:17", '"days" is not known', "hours"),
    ],
)
def test_a_mistake_is_shown_where_it_stands(
    old: str, new: str, place: str, says: str, remedy: str
) -> None:
    text = ENTRIES.replace(old, new, 1)
    made, problems = read_mapping("my.yaml", text)
    assert made is None
    shown = "\n".join(problem.show(text) for problem in problems)
    assert f"my.yaml:{place}:" in shown
    assert says in shown
    assert remedy in shown


def test_a_value_that_no_clause_knows_is_a_problem() -> None:
    for fact in ("cause: {column: C, words: {a: normall}}", "cause: normall"):
        text = f"{ENTRIES}  {fact}\n"
        made, problems = read_mapping("my.yaml", text)
        assert made is None
        assert [problem.code for problem in problems] == ["unknown-word"]
        assert 'Did you mean "normal"?' in problems[0].remedy


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("rows: entry", "rows: event", "no column tells its state"),
        (", effort: Minutes", "", "nothing tells the labour minutes"),
        ("facts:", "model: {starts: opened, share: 5%}\nfacts:", "cannot be modelled"),
        ("client: {column: Client}", "client: Acme\nkeys: client", "no column tells the"),
    ],
)
def test_settings_that_contradict_each_other(old: str, new: str, says: str) -> None:
    _, problems = read_mapping("my.yaml", ENTRIES.replace(old, new, 1))
    assert says in " ".join(problem.says for problem in problems)


@pytest.mark.parametrize(
    "text",
    ["a: &x [*x, *x]", "a: !!python/object:os.system x", "a: 1\na: 2", "", "- 1", "{"],
)
def test_what_is_no_mapping_is_a_problem_and_no_crash(text: str) -> None:
    made, problems = read_mapping("my.yaml", text)
    assert made is None
    assert problems
