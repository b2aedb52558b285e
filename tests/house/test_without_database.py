"""A command that needs no database starts no web framework."""

import json
import subprocess
import sys

import pytest

from tests.house.source import ROOT

PROBE = """
import json, sys
from flatwright.cli.main import main
sys.argv = ["flatwright", *json.loads(sys.argv[1])]
try:
    main()
except SystemExit as end:
    code = end.code or 0
else:
    code = 0
watched = {"django", "pyspark", "pandas", "polars", "duckdb"}
json.dump({"code": code, "loaded": sorted(watched & set(sys.modules))}, sys.stderr)
"""
STARTER = ROOT / "src/flatwright/plans/complete.yaml"


def outcome_of(*arguments: str) -> dict[str, object]:
    """Run the program in a process of its own; say how it ended and what it had loaded."""
    program = [sys.executable, "-c", PROBE, json.dumps(arguments)]
    ended = subprocess.run(program, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ended.stderr, ended
    found = json.loads(ended.stderr.splitlines()[-1])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("--version",), ("check", "--help"), ("check", str(STARTER))],
    ids=lambda arguments: " ".join(arguments).replace(str(ROOT), "."),
)
def test_command_without_a_database_starts_no_framework(arguments: tuple[str, ...]) -> None:
    assert outcome_of(*arguments) == {"code": 0, "loaded": []}
