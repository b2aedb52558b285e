"""The exclusions schedule: each limit of the flat fee, with an example that was decided."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from flatwright.domain.coverage.decide import decide
from flatwright.domain.kernel.money import money
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.work import Material
from flatwright.domain.wording.agreement import TEMPLATE
from flatwright.domain.wording.document import Block, Document, Meanings, Part
from flatwright.domain.wording.example import (
    Example,
    Stage,
    decided,
    example,
    stage,
    usual_work,
)
from flatwright.domain.wording.example_words import lines, situation
from flatwright.domain.wording.phrases import instead

NO_EXAMPLE = "We found no piece of work that this clause decides."
_COST = Decimal(80)
_TITLES = {
    "in_force": "Before, after, or suspended",
    "mitigation": "First aid",
    "lawful_use": "Unlawful or unlicensed software",
    "users": "People who are not users",
    "home_working": "Working from home",
    "places": "Places that are not listed",
    "triage": "A first look",
    "printers": "Printers",
    "applications": "Applications",
    "devices": "Devices that are not listed",
    "proactive": "Watching and updating",
    "vendors": "Calls to your vendors",
    "onsite": "Visits",
    "acts_of_god": "Acts of God",
    "third_parties": "Damage by third parties",
    "unauthorised_changes": "Changes by your side",
    "end_of_life": "No longer supported by the maker",
    "pre_existing": "Faults found at the start",
    "projects": "Projects by their nature",
    "replacements": "A new computer for an old one",
    "advice": "Advice on what to buy",
    "threshold": "Projects by their size",
    "moves": "Moves",
    "training": "Training",
    "helpdesk": "Help",
    "after_hours": "After hours",
    "pass_through": "Software, parts, freight and licences",
}


def exclusions(plan: PlanVersion) -> Document:
    """Each clause that the flat fee does not pay under, and each limit of what it pays."""
    on = stage(plan)
    shown = [each for each in on.terms.clauses if _is_shown(each)]
    parts = [(each, _body(plan, each, on)) for each in shown]
    bought = next(each for each in clauses(plan) if each.code == "pass_through")
    parts.append((bought, _bought(plan, bought, on)))
    parts.sort(key=lambda part: _place(part[0].number))
    return Document(
        title=f"{plan.title}: what is limited or not included, with examples",
        note=TEMPLATE,
        parts=(
            _how_to_read(),
            *(Part(heading=_heading(clause), body=body) for clause, body in parts),
        ),
    )


def _is_shown(clause: Clause) -> bool:
    return bool(clause.says) and (
        clause.outcome is not Outcome.COVERED or clause.up_to is not None
    )


def _place(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _how_to_read() -> Part:
    return Part(
        heading="How to read this",
        body=(
            (
                "Each heading is a clause of the agreement, under its number. The examples "
                "are made up for this plan and decided by its clauses, as your own work "
                "is. They take it that you said yes wherever a yes is needed."
            ),
        ),
    )


def _heading(clause: Clause) -> str:
    named = clause.code.replace("_", " ").capitalize()
    return f"{clause.number} {_TITLES.get(clause.code, named)}"


def _body(plan: PlanVersion, clause: Clause, on: Stage) -> tuple[Block, ...]:
    found = example(clause, on)
    if found is None:
        return (clause.says, NO_EXAMPLE)
    term = "Beyond the limit" if clause.outcome is Outcome.COVERED else "Instead"
    free = (said for number, said in _still_free(found, on) if number != clause.number)
    meanings = [
        (term, _what_instead(plan, clause, found, on)),
        ("Still free", " ".join(free)),
        ("For example", situation(found, clause)),
    ]
    told = Meanings(items=tuple((term, means) for term, means in meanings if means))
    return (clause.says, told, lines(found.decision), _in_all(found))


def _in_all(found: Example) -> str:
    pays = found.decision.client_pays()
    price = words.amount(pays.decimal, pays.currency) if pays else "nothing"
    return f"You pay {price} in all."


def _what_instead(plan: PlanVersion, clause: Clause, found: Example, on: Stage) -> str:
    """What happens with such work; for what is covered, with what is beyond the limit."""
    if clause.outcome is not Outcome.COVERED:
        return instead(plan, clause)
    used = decided(found.work, found.moment, on, used_up=True)
    beyond = {
        (line.cites.number, line.outcome)
        for each in (found, used)
        for line in each.decision.lines
        if line.outcome is not Outcome.COVERED
    }
    next_one = next((c for c in on.terms.clauses if (c.number, c.outcome) in beyond), None)
    return instead(plan, next_one) if next_one else ""


def _still_free(found: Example, on: Stage) -> Iterator[tuple[str, str]]:
    """What costs nothing all the same: found by deciding the work as it would then be."""
    variants = {
        "triage": ("A first look of {much}", found.work),
        "mitigation": (
            "When it brings you to a halt, first aid of {much}",
            replace(found.work, priority="p1"),
        ),
        "vendors": (
            "Our calls to your vendors about it",
            replace(found.work, kind="vendor"),
        ),
    }
    for code, (said, work) in variants.items():
        decision = decide(work, on.terms)
        for line in decision.lines:
            if line.cites.code == code and line.outcome is Outcome.COVERED:
                much = words.duration(line.worked)
                said_so = f"{said.format(much=much)} ({line.cites.number})."
                yield line.cites.number, said_so


def _bought(plan: PlanVersion, clause: Clause, on: Stage) -> tuple[Block, ...]:
    """What is bought: an example with and without a warranty, decided on ordinary work."""
    kind = next(iter(plan.pass_through.kinds), "parts")
    bought = Material(item="it", amount=money(_COST, plan.currency), kind=kind)
    work = usual_work(on)
    both = (bought, replace(bought, under_warranty=True))
    paid, under = decide(replace(work, materials=both), on.terms).materials
    price = words.amount(bought.amount.decimal, plan.currency)
    yours = words.amount(paid.amount.decimal, plan.currency)
    pays = f"You pay {yours}" if paid.payer == "client" else "You pay nothing"
    free = "nothing" if under.payer != "client" else yours
    said = (
        f"We buy something for you ({kind}) that costs us {price}. {pays}. Under the "
        f"maker's warranty you pay {free}."
    )
    return (clause.says, Meanings(items=(("For example", said),)))
