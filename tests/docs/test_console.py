"""What pages tell the reader to type shows what the pages say."""

from pathlib import Path

import pytest

from tests.docs.console import played
from tests.docs.pages import PAGES, named

TYPED = [path for path in PAGES if "\n```console\n" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", TYPED, ids=named)
def test_commands_show_what_the_page_says(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    page = path.read_text(encoding="utf-8")
    now, wrong = played(page, tmp_path, monkeypatch)
    assert wrong == []
    if request.config.getoption("--golden-update") and now != page:
        path.write_text(now, encoding="utf-8")
        page = now
    assert page == now, "look at it, then run pytest tests/docs --golden-update"


def test_the_readme_and_the_tutorial_are_run() -> None:
    assert {"README.md", "docs/tutorial-your-first-plan.md"} <= set(map(named, TYPED))
