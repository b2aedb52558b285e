"""The page of errors, made from the files that provoke them and from the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

from flatwright.domain.plan.read import LARGEST_PLAN
from flatwright.domain.plan.text import read_plan
from tests.error_meanings import DECISIONS, PROBLEMS, REFUSALS, ROWS
from tests.house.source import ROOT, SOURCE, python_files, tree

ERRORS = ROOT / "tests" / "errors"
PAGE = ROOT / "docs" / "errors.md"
MADE = {  # too long to keep as files
    "text-too-large": "# much too much\n" * (LARGEST_PLAN // 16 + 1),
    "too-many-problems": "".join(f"setting_{n}: 1\n" for n in range(300)),
}
SHOWN = 12  # lines of a provoking file, or of what is shown, that the page repeats


def provoking(code: str) -> bytes:
    """The text that provokes a problem."""
    made = MADE.get(code)
    return made.encode() if made else (ERRORS / code / "plan.yaml").read_bytes()


def shown(code: str) -> str:
    """What a person sees of the text that provokes a problem."""
    source = provoking(code)
    _, problems = read_plan("plan.yaml", source)
    text = source.decode("utf-8", "replace")
    return "\n".join(problem.show(text) for problem in problems) + "\n"


def raised(name: str, *, at: int = 0) -> set[str]:
    """Every code that calls of this name are given in the source."""
    return {
        code
        for path in python_files(SOURCE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name
        for code in _codes(node, at)
    }


def _codes(call: ast.Call, at: int) -> Iterator[str]:
    named = [each.value for each in call.keywords if each.arg == "code"]
    for given in (*named, *call.args[at : at + 1]):
        branches = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
        for each in branches:
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value


def assigned(path: Path) -> set[str]:
    """Codes that a file gives to a variable `code`."""
    return {
        node.value.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code"
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def problem_codes() -> set[str]:
    """Every code of a problem."""
    calls = raised("refuse") | raised("_refuse_all") | raised("Problem")
    return calls.union(*(assigned(path) for path in python_files(SOURCE)))


def page() -> str:
    """docs/errors.md."""
    head = (
        "# Errors\n\n"
        "A text that does not read shows all its problems at once: the place, what was "
        "found, what to do, and a code. Each code is below, with a text that provokes it "
        "and what is then shown. What is refused otherwise has a code and a sentence: the "
        "tables at the end list them.\n\nThis page is made from `tests/errors`: "
        "`pytest tests/test_errors.py --golden-update`.\n\n## Problems of a text\n"
    )
    problems = "\n".join(_entry(code) for code in sorted(PROBLEMS))
    tables = [
        ("## Facts that cannot be", DECISIONS),
        ("## What is refused", REFUSALS),
        ("## Rows of an import that are set aside", ROWS),
    ]
    return head + problems + "".join(_table(title, rows) for title, rows in tables)


def _entry(code: str) -> str:
    source = provoking(code).decode("utf-8", "replace").rstrip("\n")
    return (
        f"\n### {code}\n\n{PROBLEMS[code]}\n\n```yaml\n{_part(source)}\n```\n\n"
        f"```text\n{_part(shown(code).rstrip())}\n```\n"
    )


def _part(text: str) -> str:
    lines = text.replace("\t", "→").splitlines()
    more = len(lines) - 2 * SHOWN
    return "\n".join([*lines[: 2 * SHOWN], f"… {more} more lines"] if more > 0 else lines)


def _table(title: str, rows: dict[str, str]) -> str:
    lines = "".join(f"| `{code}` | {says} |\n" for code, says in sorted(rows.items()))
    return f"\n{title}\n\n| Code | When, and what to do |\n| --- | --- |\n{lines}"
