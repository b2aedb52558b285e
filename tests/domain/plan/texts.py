"""A small plan that reads, and ways to change a word of it."""

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
