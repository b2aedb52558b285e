"""A small plan that reads, and the problems of texts that do not."""

import sys
import time

from flatwright.domain.kernel.problem import Problem
from flatwright.domain.plan.text import read_plan

SOON = 5 if sys.gettrace() is None else 90  # seconds of processor time; 1 was measured
PLAN = """\
plan: small
title: Small
version: 1
currency: USD
users:
  minimum: 1
hours:
  open: {Mon-Fri: "08:00-17:00"}
  after_hours: {rate: 225}
projects: {rate: 165}
rates:
  hourly: 150
  own_cost: 60
"""


def with_setting(section: str, key: str, written: str) -> str:
    """The small plan with one setting written so."""
    lines = PLAN.splitlines()
    if f"{section}:" not in lines:
        return f"{PLAN}{section}:\n  {key}: {written}\n"
    kept = [line for line in lines if not line.startswith(f"  {key}:")]
    kept.insert(kept.index(f"{section}:") + 1, f"  {key}: {written}")
    return "\n".join(kept) + "\n"


def problems_of(source: bytes | str) -> list[Problem]:
    """The problems of a text that must have some, found soon."""
    begun = time.process_time()
    plan, problems = read_plan("plan.yaml", source)
    shown = [problem.show(as_text(source)) for problem in problems]
    assert time.process_time() - begun < SOON
    assert plan is None
    assert shown
    return problems


def as_text(source: bytes | str) -> str:
    return source if isinstance(source, str) else source.decode("utf-8", "replace")


def codes(source: bytes | str) -> set[str]:
    return {problem.code for problem in problems_of(source)}


def place(source: bytes | str) -> tuple[int, int, int]:
    spot = problems_of(source)[0].spot
    return spot.line, spot.column, spot.width
