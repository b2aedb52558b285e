"""What every test may use: the golden files, and the volume of the laws."""

import os
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

# Every run has a home of its own. Named in pyproject.toml, the settings would be read
# before this, and the tests would use the home of whoever runs them.
os.environ["FLATWRIGHT_HOME"] = tempfile.mkdtemp(prefix="flatwright-tests-")
os.environ["DJANGO_SETTINGS_MODULE"] = "flatwright.site.settings"

import django
import pytest
import pytest_django
from hypothesis import settings

from tests.golden_files import GOLDEN, READ, GoldenFiles

django.setup()  # before any other conftest imports what is stored
# A worker of the run would read them before its own home is named.
del os.environ["DJANGO_SETTINGS_MODULE"]

# Time depends on the machine; a found example is printed so that it can be run again.
settings.register_profile("flatwright", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("flatwright")


UNCOUNTED = {"browser", "office", "ui"}
"""Tests that reach no line of the domain which the others do not."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden-update",
        action="store_true",
        help="write tests/golden anew; look at the difference before it is committed",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(GoldenFiles(config), "golden files")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Counting the domain's lines slows no test of anything else."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    if not getattr(plugin, "cov_controller", None) or is_counted(item):
        return (yield)
    plugin.cov_controller.pause()
    try:
        return (yield)
    finally:
        plugin.cov_controller.resume()


def is_counted(item: pytest.Item) -> bool:
    """Tests of the office are not, unless `--cov` names what to count."""
    part = item.path.relative_to(Path(__file__).parent).parts[0]
    return part not in UNCOUNTED or item.config.option.cov_source != [True]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME, or rewrite it under --golden-update."""

    def check(name: str, actual: str) -> None:
        request.node.user_properties.append((READ, name))
        path = GOLDEN / name
        if request.config.getoption("--golden-update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8")
        assert path.exists(), f"no {path}: look at the output, then run --golden-update"
        assert actual == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,  # noqa: ARG001 - pytest-django's own, which this follows
    django_db_blocker: pytest_django.DjangoDbBlocker,
) -> None:
    """Tables are emptied between tests, which those that are only appended to refuse."""
    from django.db import connection  # noqa: PLC0415 - most tests need no database

    from flatwright.office.audit.guards import lift  # noqa: PLC0415 - the same

    with django_db_blocker.unblock():
        for table in ("audit_event", "desk_decision", "desk_use"):
            lift(connection, table)
