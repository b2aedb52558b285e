"""What pages name is there: links, paths, packages, tests, and numbers of the code."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from flatwright.imports.answers import again_answer, answer
from flatwright.imports.cases_text import CASE_KEYS, FACTS_KEYS
from tests.docs.pages import DOCS, PAGES, blocks, named
from tests.house.source import DOMAIN, ROOT, SOURCE, python_files, tree

TEXTS = {named(path): path.read_text(encoding="utf-8") for path in PAGES}
WANTED = {
    *("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *(
        f"docs/{name}.md"
        for name in (
            *("plan-format", "agreement-format", "cases-format", "glossary", "imports"),
            *("tutorial-your-first-plan", "how-a-decision-is-made", "testing"),
        )
    ),
}
ROOTS = (ROOT, SOURCE, DOMAIN)
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_NAME = re.compile(r"`([^`\s]+)`")


def prose(page: str) -> str:
    """A page without its fenced blocks."""
    text = TEXTS[page]
    for block in reversed([*blocks(text)]):
        text = text[: block.start] + text[block.end :]
    return text


def anchors(path: Path) -> set[str]:
    """The anchors that a page's headings have."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def test_every_page_is_there() -> None:
    assert set(TEXTS) >= WANTED


@pytest.mark.parametrize("page", sorted(TEXTS))
def test_links_lead_somewhere(page: str) -> None:
    broken = []
    for link in _LINK.findall(prose(page)):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        place, _, anchor = link.partition("#")
        path = (ROOT / page).parent / place if place else ROOT / page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", sorted(WANTED))
def test_paths_that_a_page_names_are_there(page: str) -> None:
    names = [name for name in _NAME.findall(prose(page)) if is_path(name)]
    gone = [name for name in names if not any(is_there(root, name) for root in ROOTS)]
    assert gone == []


def is_path(name: str) -> bool:
    """Whether a name in code's letters means a file or a folder of ours."""
    first, slash, _ = name.partition("/")
    ours = {"src", "tests", "docs", "tools", "domain", "cli", "bulk", "imports"}
    return bool(slash) and (first in ours or name.endswith((".py", ".md", ".toml")))


def is_there(root: Path, name: str) -> bool:
    return any(root.glob(name))


@pytest.mark.parametrize("page", sorted(WANTED))
def test_tests_that_a_page_names_are_there(page: str) -> None:
    there = {
        node.name
        for path in python_files(ROOT / "tests")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
    }
    named_here = set(re.findall(r"`(test_\w+)`", TEXTS[page]))
    assert named_here - there == set()


ROOMS = ("domain", "office", "cli", "outputs")  # whose parts have a purpose of their own


def is_a_room(path: Path) -> bool:
    """A package of its own, not the tables, actions or tags of one."""
    parts = path.relative_to(SOURCE).parts
    return len(parts) == 1 or (len(parts) == 2 and parts[0] in ROOMS)


def test_the_house_names_every_package() -> None:
    packages = {
        path.parent.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("__init__.py")
        if path.parent not in (SOURCE, DOMAIN) and is_a_room(path.parent)
    }
    table = set(re.findall(r"^\| `([\w/]+)` \|", TEXTS["ARCHITECTURE.md"], re.MULTILINE))
    assert table == packages


def test_the_house_is_told_in_the_order_of_its_layers() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    height = {
        name.replace(".", "/"): level
        for level, layer in enumerate(reversed(layers))
        for name in re.findall(r"flatwright\.([\w.]+)", layer)
    }
    told = re.findall(r"^\| `([\w/]+)` \|", TEXTS["ARCHITECTURE.md"], re.MULTILINE)
    levels = [height[name] for name in told if name in height]
    assert levels == sorted(levels)


def test_the_steps_of_a_decision_are_modules() -> None:
    page = TEXTS["ARCHITECTURE.md"]
    steps = page[page.index("takes one piece of work through") : page.index("again.py")]
    modules = set(re.findall(r"`(\w+)`", steps))
    assert {"valid", "walk", "explain"} <= modules
    assert [
        name for name in modules if not is_there(DOMAIN / "coverage", f"{name}.py")
    ] == []


def test_parts_of_a_case_are_those_that_are_read() -> None:
    page = TEXTS["docs/cases-format.md"]
    assert {key for key in (*CASE_KEYS, *FACTS_KEYS) if f"`{key}`" not in page} == set()


def test_keys_of_an_expectation_are_those_of_an_answer() -> None:
    page = TEXTS["docs/cases-format.md"]
    cases, again = page[page.index("## Cases") :].split("## again")
    once, twice = (
        set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) for part in (cases, again)
    )
    assert once == keys_of(answer)
    assert twice == keys_of(again_answer) - once


def keys_of(function: object) -> set[str]:
    """The keys of the table that a function gives."""
    name = getattr(function, "__name__", "")
    module = tree(SOURCE / "imports" / "answers.py")
    made = next(n for n in module.body if isinstance(n, ast.FunctionDef) and n.name == name)
    table = next(node for node in ast.walk(made) if isinstance(node, ast.Dict))
    return {str(key.value) for key in table.keys if isinstance(key, ast.Constant)}


def test_decisions_are_numbered_once_and_have_their_parts() -> None:
    pages = sorted((DOCS / "adr").glob("*.md"))
    numbers = [path.name[:4] for path in pages]
    assert len(set(numbers)) == len(numbers)
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), path
        parts = re.findall(r"^## (\w+)", text, re.MULTILINE)
        assert parts[:2] == ["Context", "Decision"], path
        assert {"Consequences", "Rejected"} <= set(parts), path


def test_every_release_says_its_billing_impact() -> None:
    releases = re.split(r"^## ", TEXTS["CHANGELOG.md"], flags=re.MULTILINE)[1:]
    assert releases
    assert [each for each in releases if "### Billing impact" not in each] == []


def test_the_two_commands_are_there_and_run() -> None:
    for name in ("run", "check"):
        assert f"./{name}" in TEXTS["README.md"]
        assert (ROOT / name).stat().st_mode & 0o111
