import pytest

from tests.cli.conftest import Run

PARTS = ("agreement", "in-and-out", "exclusions")


@pytest.mark.parametrize("part", PARTS)
def test_each_document_is_written_as_text_and_as_markdown(part: str, run: Run) -> None:
    text = run("agreement", "reference@1", "--part", part)
    marked = run("agreement", "reference@1", "--part", part, "--form", "markdown")
    assert (text.code, text.err, marked.code, marked.err) == (0, "", 0, "")
    assert marked.out == f"# {text.out.splitlines()[0]}\n" + marked.out.split("\n", 1)[1]
    assert max(map(len, text.out.splitlines())) <= 80


def test_agreement_of_a_client_has_a_document_for_each_version(run: Run) -> None:
    answer = run("agreement", "willow.agreement.yaml", "--json").answer
    assert len(answer) == 2
    assert all("parts" in each for each in answer)
    assert "willow" in run("agreement", "willow.agreement.yaml").out


def test_document_as_json_holds_headings_and_clauses(run: Run) -> None:
    (answer,) = run("agreement", "reference@2", "--json").answer
    clauses = [
        block["number"]
        for part in answer["parts"]
        for block in part["body"]
        if isinstance(block, dict) and "number" in block
    ]
    assert "1.1" in clauses
    assert len(clauses) == len(set(clauses))


def test_name_without_a_number_is_the_newest_version(run: Run) -> None:
    newest = run("agreement", "reference").out
    assert newest == run("agreement", "reference@2").out
    assert newest != run("agreement", "reference@1").out


def test_plan_that_is_not_there_names_those_that_are(run: Run) -> None:
    found = run("agreement", "refrence")
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith("There is no file and no plan refrence. Plans are ")
    assert found.err.endswith("[unknown_plan]\n")


def test_other_parts_and_forms_are_wrong_use(run: Run) -> None:
    assert run("agreement", "reference", "--part", "poem").code == 2
    assert run("agreement", "reference", "--form", "pdf").code == 2
