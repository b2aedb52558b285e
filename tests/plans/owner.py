"""A small client, and plans of an owner's own, to decide single pieces of work with."""

from functools import cache

from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision
from flatwright.domain.coverage.terms import Terms, terms
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.cases_text import read_facts
from tests.plans.reading import plan_from

BASE = {
    "hours": '{open: {Mon-Sun: "08:00-17:00"}, after_hours: {rate: 225}}',
    "projects": "{rate: 165}",
    "rates": "{hourly: 100, own_cost: 60}",
}
CLIENT = """
client: office
time_zone: America/New_York
sites: [hq, branch]
approvers: {ann: null}
agreement: {start: %s, end: %s, versions: [{plan: own, version: 1, from: %s}]}
people:
  ann: {from: 2026-01-01}
  bob: {from: 2026-01-01, to: 2026-06-30}
devices: {ann: [ann-pc, ann-tab, ann-phone, ann-pc2], bob: [bob-pc]}
shared: [{name: srv1, kind: server}, {name: board, kind: pbx}]
applications: [ledger]
"""
USUAL = (
    "{person: ann, object: ann-pc, location: hq, "
    "approvals: [{type: hourly, by: ann, at: 2026-01-01 00:00}]}"
)


def text(tail: str = "", **sections: str) -> str:
    """A plan text with the least that one needs, other sections, and a tail."""
    lines = [f"{key}: {value}" for key, value in {**BASE, **sections}.items()]
    head = ["plan: own", "title: Own", "version: 1", "currency: USD"]
    return "\n".join((*head, *lines, tail.strip("\n"), ""))


@cache
def under(plan: str, start: str = "2026-01-31", end: str = "2027-12-31") -> Terms:
    """The client's terms under a plan text, anchored at a first day."""
    agreement, problems = read_agreement("client.yaml", CLIENT % (start, end, start))
    assert agreement, [problem.says for problem in problems]
    return terms(agreement, [plan_from(plan)])


def decided(facts: str, plan: Terms) -> Decision:
    """A decision on facts in YAML, beside what is usual here."""
    source = f"{{defaults: {USUAL}, facts: {{{facts}}}}}"
    work, problems = read_facts("facts.yaml", source, plan)
    assert work, [problem.says for problem in problems]
    return decide(work, plan)


def lines(facts: str, plan: Terms) -> list[tuple[int, str, str]]:
    """Its lines: minutes, outcome, clause."""
    found = decided(facts, plan).lines
    return [(each.worked, each.outcome.value, each.cites.code) for each in found]


def on(*days: str, at: str = "10:00", to: str = "11:00") -> str:
    """An hour of work on each day."""
    entries = ", ".join(f"[{day} {at}, {day} {to}]" for day in days)
    return f"entries: [{entries}]"
