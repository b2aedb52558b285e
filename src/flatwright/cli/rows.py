"""Answers for other programs, as plain tables and lists."""

from collections.abc import Sequence
from typing import Any

from flatwright.domain.kernel.problem import Problem
from flatwright.imports.cases_text import CaseResult


def case_row(result: CaseResult) -> dict[str, Any]:
    """What became of a case."""
    return {"id": result.case.id, "ok": not result.differs, "got": result.got}


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Problems of a text."""
    return [
        {
            "file": each.spot.file,
            "line": each.spot.line,
            "column": each.spot.column,
            "code": each.code,
            "says": each.says,
            "remedy": each.remedy,
        }
        for each in problems
    ]
