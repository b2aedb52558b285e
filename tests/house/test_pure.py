"""The domain reads, asks and runs nothing: ruff bans the modules, this the built-ins."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import DOMAIN, ROOT, python_files, shown, tree

REACHING = {"open", "input", "print", "eval", "exec", "compile", "__import__", "breakpoint"}


def reaching(module: ast.Module) -> Iterator[ast.Name]:
    for node in ast.walk(module):
        if isinstance(node, ast.Name) and node.id in REACHING and is_read(node):
            yield node


def is_read(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


@pytest.mark.parametrize(
    "path",
    python_files(DOMAIN),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_domain_reaches_for_nothing(path: Path) -> None:
    assert [shown(path, node) for node in reaching(tree(path))] == []


def test_a_file_opened_is_found_and_a_setting_of_that_name_is_not() -> None:
    text = "with open('x'): ...\nhours.open = 1\ndef f(read=open): ..."
    assert sorted(node.lineno for node in reaching(ast.parse(text))) == [1, 3]
