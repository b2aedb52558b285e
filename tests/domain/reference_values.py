"""Reference values of pricing: published figures and textbook examples, with tolerances."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_FILE = Path(__file__).with_name("pricing_values.json")
_VALUES = json.loads(_FILE.read_text(encoding="utf-8"))["values"]
IDS = frozenset(each["id"] for each in _VALUES)


@dataclass(frozen=True, slots=True)
class Reference:
    """The inputs of a value, and what has to come out, each within the tolerance."""

    inputs: dict[str, Any]
    expected: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.expected[name]


def reference_value(name: str) -> Reference:
    """A value by its id."""
    told = next(each for each in _VALUES if each["id"] == name)
    tolerance = told["tolerance"]
    near = {
        key: pytest.approx(value, rel=tolerance.get("rel", 0), abs=tolerance.get("abs", 0))
        for key, value in told["expected"].items()
    }
    return Reference(inputs=told["inputs"], expected=near)
