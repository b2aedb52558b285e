"""No float touches money or minutes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import DOMAIN, ROOT, python_files, shown, tree

EXACT = [DOMAIN / name for name in ("kernel", "records", "plan", "coverage", "billing")]


def floats(module: ast.Module) -> Iterator[ast.expr]:
    """Each float literal and each use of the name, be it a call or a type."""
    for node in ast.walk(module):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
        named = isinstance(node, ast.Name) and node.id == "float"
        numpy = isinstance(node, ast.Attribute) and node.attr.startswith(
            ("float", "double")
        )
        if isinstance(node, ast.expr) and (literal or named or numpy):
            yield node


@pytest.mark.parametrize(
    "path",
    python_files(*EXACT),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_float_where_money_and_minutes_are_counted(path: Path) -> None:
    assert [shown(path, node) for node in floats(tree(path))] == []


def test_a_float_is_found_in_each_of_its_forms() -> None:
    text = "a = 0.5\nb = float(c)\ndef d(e: float): ...\nf.astype(np.float64)\ng = 1 / 2"
    assert sorted(node.lineno for node in floats(ast.parse(text))) == [1, 2, 3, 4]
