"""A plugin of the test run: a golden file that no test reads fails the run."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
READ = "golden file read"
READER = "reads golden files"


class GoldenFiles:
    """Which golden files the tests read, gathered from their reports, also from workers."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.read: set[str] = set()
        self.cut_short = False
        self.unread: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if "golden" in getattr(item, "fixturenames", ()):
                item.user_properties.append((READER, ""))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        names = dict.fromkeys(key for key, _ in report.user_properties)
        self.read |= {str(name) for key, name in report.user_properties if key == READ}
        self.cut_short |= READER in names and not report.passed

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Judge a whole run alone: a part of the tests reads a part of the files."""
        whole = not (self.cut_short or is_partial(self.config)) and exitstatus == 0
        if whole and not hasattr(self.config, "workerinput"):
            self.unread = sorted(golden_files() - self.read)
        if self.unread:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.unread:
            terminalreporter.section("golden files that no test reads", red=True)
            terminalreporter.write_line("\n".join(f"tests/golden/{n}" for n in self.unread))


def golden_files() -> set[str]:
    """All golden files, as tests name them."""
    return {
        path.relative_to(GOLDEN).as_posix()
        for path in GOLDEN.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def is_partial(config: pytest.Config) -> bool:
    """A part of the tests was asked for: by place, name, mark or last result."""
    chosen = (
        "keyword",
        "markexpr",
        "lf",
        "last_failed",
        "stepwise",
        "deselect",
        "collectonly",
    )
    whole = {
        config.rootpath,
        *(config.rootpath / path for path in config.getini("testpaths")),
    }
    places = {(config.invocation_params.dir / arg).resolve() for arg in config.args}
    return not places & whole or any(config.getoption(name, None) for name in chosen)
