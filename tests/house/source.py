"""The project's own files, as the tests of the house read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "flatwright"
DOMAIN = SOURCE / "domain"
NOT_OURS = {".git", ".venv", "build", "dist", "mutants", "htmlcov", "__pycache__"}


def python_files(*folders: Path) -> list[Path]:
    """All Python files of the folders, in order."""
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def text_files() -> Iterator[tuple[Path, str]]:
    """Each text file that belongs to the project, with its text."""
    for path in sorted(ROOT.rglob("*")):
        place = path.relative_to(ROOT)
        hidden = any(
            part.endswith("_cache") or part == ".hypothesis" for part in place.parts
        )
        if hidden or NOT_OURS & set(place.parts) or not path.is_file():
            continue
        try:
            yield place, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path, node: ast.stmt | ast.expr) -> str:
    """A place that editors and terminals can open."""
    return f"{path.relative_to(ROOT)}:{node.lineno}"
