"""What every test may use: the golden files, and the laws' volume."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"
USED = pytest.StashKey[set[str]]()
UNSEEN = pytest.StashKey[set[str]]()  # golden tests that did not run to their end

# Found examples are printed so that they can be run again; time depends on the machine.
settings.register_profile(
    "flatwright",
    deadline=None,
    derandomize=False,
    print_blob=True,
)
settings.load_profile("flatwright")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden-update",
        action="store_true",
        help="write tests/golden anew; look at the difference before it is committed",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[USED] = set()
    config.stash[UNSEEN] = set()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME, or rewrite it under --golden-update."""

    def check(name: str, actual: str) -> None:
        request.node.user_properties.append(("golden", name))
        path = GOLDEN / name
        if request.config.getoption("--golden-update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8")
        assert path.exists(), f"no {path}: look at the output, then run --golden-update"
        assert actual == path.read_text(encoding="utf-8")

    return check


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "golden" in getattr(item, "fixturenames", ()):
            item.user_properties.append(("reads golden files", ""))


@pytest.fixture(scope="session", autouse=True)
def _reports_go_through(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keep the session's config for the report hook, which is given none."""
    _Reports.config = request.config
    yield
