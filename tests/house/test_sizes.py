"""Sizes that are rules: a function, a file, its arguments, its depth, what a class is."""

import ast
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from tests.house.source import ROOT, SOURCE, python_files, shown, tree

FUNCTION_LINES = 40
FILE_LINES = 300
ARGUMENTS = 5
DEPTH = 3
BASES = {
    "Enum",
    "IntEnum",
    "StrEnum",
    "Flag",
    "IntFlag",
    "Protocol",
    "NamedTuple",
    "Generic",
}
DJANGO = {  # Django and its companions declare by inheritance
    "AbstractBaseUser",
    "AppConfig",
    "Argon2PasswordHasher",
    "AuthenticateForm",
    "BaseRenderer",
    "BaseUserManager",
    "DefaultAccountAdapter",
    "DefaultMFAAdapter",
    "Form",
    "Model",
    "ModelForm",
    "Parser",
    "ReauthenticateForm",
    "Schema",
    "TextChoices",
}
NESTS = (ast.For, ast.While, ast.If, ast.With, ast.Try, ast.Match)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

Function = ast.FunctionDef | ast.AsyncFunctionDef
FILES = [
    path
    for path in python_files(SOURCE, ROOT / "tests", ROOT / "benchmarks")
    if "migrations" not in path.parts  # Django writes them
]


def functions(module: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(module) if isinstance(node, FUNCTIONS))


def lines_without_docstring(function: Function) -> int:
    first = function.body[0]
    last = function.end_lineno or function.lineno
    docstring = 0
    if ast.get_docstring(function) is not None:
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return last - function.lineno + 1 - docstring


def arguments(function: Function) -> int:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    itself = bool(named) and named[0].arg in {"self", "cls"}
    return len(named) + bool(given.vararg) + bool(given.kwarg) - itself


def depth(node: ast.AST) -> int:
    """How deep the blocks stand; `elif` and a function within a function start no block."""
    deepest = 0
    for field, value in ast.iter_fields(node):
        inner = value if isinstance(value, list) else [value]
        is_elif = isinstance(node, ast.If) and field == "orelse" and len(inner) == 1
        for child in inner:
            if not isinstance(child, ast.AST) or isinstance(
                child, (*FUNCTIONS, ast.ClassDef)
            ):
                continue
            starts = isinstance(child, NESTS) and not (
                is_elif and isinstance(child, ast.If)
            )
            deepest = max(deepest, depth(child) + starts)
    return deepest


def is_allowed_base(base: ast.expr) -> bool:
    name = ast.unparse(base.value if isinstance(base, ast.Subscript) else base)
    last = name.rpartition(".")[2]
    return last in BASES | DJANGO or last.endswith(
        ("Error", "Exception", "Refusal", "Rejected")
    )


def inheriting(module: ast.Module) -> Iterator[ast.ClassDef]:
    classes = (node for node in ast.walk(module) if isinstance(node, ast.ClassDef))
    return (node for node in classes if not all(map(is_allowed_base, node.bases)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_keeps_its_sizes(path: Path) -> None:
    module = tree(path)
    length = len(path.read_text(encoding="utf-8").splitlines())
    wrong = [f"{path.relative_to(ROOT)}: {length} lines"] if length > FILE_LINES else []
    wrong += [f"{shown(path, node)}: {node.name} inherits" for node in inheriting(module)]
    for function in functions(module):
        wrong += [
            f"{shown(path, function)}: {function.name} {what}" for what in over(function)
        ]
    assert wrong == []


def over(function: Function) -> Iterator[str]:
    """What of the function is over its limit."""
    if (lines := lines_without_docstring(function)) > FUNCTION_LINES:
        yield f"has {lines} lines"
    if (count := arguments(function)) > ARGUMENTS and not is_command(function):
        yield f"takes {count} arguments"
    if (deep := depth(function)) > DEPTH:
        yield f"nests {deep} deep"


def is_command(function: Function) -> bool:
    """A typer command declares its options as arguments: they are its form."""
    return any(ast.unparse(each).startswith("typer.") for each in function.args.defaults)


def only_function(text: str) -> Function:
    return next(functions(ast.parse(dedent(text))))


def test_length_is_counted_without_the_docstring() -> None:
    body = "\n".join("    x = 1" for _ in range(40))
    assert list(
        over(only_function(f'def f():\n    """One.\n\n    Two.\n    """\n{body}'))
    ) == [
        "has 41 lines",
    ]


def test_sixth_argument_is_one_too_many() -> None:
    assert list(over(only_function("def f(self, a, b, *, c, d, e): pass"))) == []
    assert list(over(only_function("def f(a, b, *c, d, e, **f): pass"))) == [
        "takes 6 arguments",
    ]


def test_elif_is_no_deeper_but_a_fourth_block_is() -> None:
    flat = "def f():\n    if a: pass\n    elif b: pass\n    elif c: pass\n    elif d: pass"
    deep = "def f():\n for a in b:\n  if a:\n   with c:\n    if d: pass"
    assert depth(only_function(flat)) == 1
    assert list(over(only_function(deep))) == ["nests 4 deep"]


def test_class_may_inherit_from_exceptions_enums_and_protocols_alone() -> None:
    text = (
        "class A(Plan): 0\nclass B(enum.Enum): 0\nclass C(OSError): 0\nclass D(P[int]): 0"
    )
    assert [node.name for node in inheriting(ast.parse(text))] == ["A", "D"]
