"""What one setting promises and another keeps: prices for billed work, words for facts."""

from flatwright.domain.kernel.condition import Is, atoms
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.plan.kinds import nearest
from flatwright.domain.plan.limit import UpTo
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.node import Items, Node, Pairs, Reading, Text
from flatwright.domain.plan.version import PlanVersion


def refuse_broken_promises(plan: PlanVersion, root: Pairs, reading: Reading) -> None:
    """Note what a plan version promises and cannot keep."""
    _known_words(plan, root, reading)
    if reading.problems:
        return
    lowered = clauses(plan)
    _prices(plan, root, reading, lowered)
    _rounding(plan, root, reading)
    _helpdesk_limits(plan, root, reading)
    _own_places(plan, root, reading, lowered)
    _how_many(root, reading, lowered)


MOST_CLAUSES = 62  # in bulk, each clause that takes minutes has a bit of one number


def _how_many(root: Pairs, reading: Reading, lowered: tuple[Clause, ...]) -> None:
    """A plan has no more clauses than can be counted together."""
    count = sum(clause.outcome is not None for clause in lowered)
    if count > MOST_CLAUSES:
        says = f"the plan comes to {count} clauses that decide; at most {MOST_CLAUSES} can"
        remedy = "Join clauses of yours that have one outcome: a fact may have many values."
        reading.refuse("too-many-clauses", root.get("clauses") or root, says, remedy)


def _prices(
    plan: PlanVersion, root: Pairs, reading: Reading, lowered: tuple[Clause, ...]
) -> None:
    """Each outcome that somebody pays for by the hour has a rate."""
    hours = plan.hours.after_hours
    given = {
        Outcome.PROJECT: plan.projects.rate is not None,
        Outcome.AFTER_HOURS: any(
            each is not None
            for each in (hours.rate, hours.multiple, hours.surcharge, hours.fixed)
        ),
    }
    where = {
        Outcome.PROJECT: ("project", "projects", "rate: …"),
        Outcome.AFTER_HOURS: ("after-hours", "hours", "after_hours: {rate: …}"),
    }
    for outcome, there in given.items():
        needs = next((c for c in lowered if c.outcome is outcome and c.rate is None), None)
        if needs and not there:
            kind, section, line = where[outcome]
            says = (
                f'clause "{needs.code}" bills {kind} work, and {section} has no rate for it'
            )
            remedy = f"Add {line} to {section}."
            reading.refuse("missing-rate", root.get(section) or root, says, remedy)


def _rounding(plan: PlanVersion, root: Pairs, reading: Reading) -> None:
    if plan.rates.rounding < 1:
        node = _at(root, "rates", "rounding")
        says = "billed time is rounded up to 0 minutes"
        reading.refuse("wrong-value", node, says, "Write 1m to bill by the minute.")


def _helpdesk_limits(plan: PlanVersion, root: Pairs, reading: Reading) -> None:
    if isinstance(plan.basics.helpdesk, UpTo) and plan.projects.incident_over is not None:
        node = _at(root, "basics", "helpdesk")
        says = (
            "helpdesk has an allowance, and projects has incident_over: "
            "two limits on one minute"
        )
        remedy = "Keep one of them: take out incident_over, or let helpdesk be unlimited."
        reading.refuse("contradiction", node, says, remedy)


def _known_words(plan: PlanVersion, root: Pairs, reading: Reading) -> None:
    """Every fact that an owner's clause asks about is known, and so is every value."""
    node = root.get("clauses")
    for own, place in zip(
        plan.clauses, node if isinstance(node, Items) else (), strict=False
    ):
        for atom in atoms(own.when):
            if isinstance(atom, Is):
                _known_values(plan, atom, _within(place, "when"), reading)


def _known_values(plan: PlanVersion, atom: Is, node: Node, reading: Reading) -> None:
    built_in = BY_NAME[atom.fact].values if atom.fact in BY_NAME else ()
    known = (*built_in, *plan.facts.get(atom.fact, ()))
    if not known:
        facts = (*BY_NAME, *plan.facts)
        says = f'"{atom.fact}" is not a fact that this plan knows'
        remedy = (
            f"{nearest(atom.fact, facts)}Use a known fact, or add it with its values to "
            f"facts. Facts are {', '.join(facts)}."
        )
        reading.refuse("unknown-fact", _spoken(node, atom.fact, None), says, remedy)
        return
    for value in atom.values:
        if value not in known:
            says = f'"{value}" is not a value of {atom.fact}'
            remedy = (
                f"{nearest(value, known)}Values are {', '.join(known)}. "
                f"Add a value of your own under facts."
            )
            reading.refuse("unknown-value", _spoken(node, atom.fact, value), says, remedy)


def _spoken(node: Node, fact: str, value: str | None) -> Node:
    """Where in a condition a fact is named, or a value of it; else the condition."""
    found: list[Node] = []
    for key, inner in node.entries if isinstance(node, Pairs) else ():
        if key.value == fact:
            words = inner.values if isinstance(inner, Items) else (inner,)
            said = [
                each for each in words if isinstance(each, Text) and each.value == value
            ]
            found += [key] if value is None else said
        parts = inner.values if isinstance(inner, Items) else (inner,)
        deeper = [_spoken(each, fact, value) for each in parts]
        found += [
            each for each, part in zip(deeper, parts, strict=True) if each is not part
        ]
    return found[0] if found else node


def _own_places(
    plan: PlanVersion, root: Pairs, reading: Reading, lowered: tuple[Clause, ...]
) -> None:
    codes = tuple(dict.fromkeys(clause.code for clause in lowered))
    node = root.get("clauses")
    for own, place in zip(
        plan.clauses, node if isinstance(node, Items) else (), strict=False
    ):
        if own.before is not None and own.before not in codes:
            says = f'"{own.before}" is not the code of a clause'
            remedy = f"{nearest(own.before, codes)}Codes are {', '.join(codes)}."
            reading.refuse("unknown-clause", _within(place, "before"), says, remedy)
        if own.up_to and own.outcome != "covered":
            says = f"an allowance limits {own.outcome} work"
            remedy = (
                "Let up_to stand on a covered clause; "
                "write a second one for what is beyond."
            )
            reading.refuse("contradiction", _within(place, "up_to"), says, remedy)


def _within(node: Node, key: str) -> Node:
    return (node.get(key) or node) if isinstance(node, Pairs) else node


def _at(root: Pairs, section: str, key: str) -> Node:
    return _within(root.get(section) or root, key)
