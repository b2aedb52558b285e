"""What the checks of a plan found, told calmly: what, why, and what to change."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.clause import ClauseRef

_SHOWN = 4  # further ways that a person is shown; programs are told all


class FindingKind(Enum):
    """What sort of thing was found."""

    GAP = "gap"  # work that no clause takes
    UNREACHABLE = "unreachable"  # a clause that no work comes to
    CONTRADICTION = "contradiction"  # two settings that cannot both be meant
    NO_PRICE = "no_price"  # a promise without a price or a rate
    GENEROSITY = "generosity"  # a more generous setting costs the client more
    ONE_MORE_MINUTE = "one_more_minute"  # a minute that makes the bill jump
    WORDING = "wording"  # a number in words that is not the rule's
    ACCEPTANCE = "acceptance"  # an accepted finding that there is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to settle before a plan is signed; `name` is how a plan accepts it."""

    name: str
    kind: FindingKind
    says: str
    change: str  # the setting to change
    work: str = ""  # the work item, in words
    bills: tuple[Money, Money] | None = None  # before and after
    also: tuple[str, ...] = ()  # further ways to the same end
    cites: tuple[ClauseRef, ...] = ()
    accepted: str | None = None  # the owner's reason

    @property
    def is_open(self) -> bool:
        """Whether the owner has not accepted it."""
        return self.accepted is None


def finding_text(finding: Finding) -> str:
    """A finding for a person: what, an example, and what to change or why it may stay."""
    lines = [f"{finding.says} [{finding.name}]"]
    if finding.work:
        lines.append(f"  For example: {finding.work}.")
    if finding.bills:
        before, after = finding.bills
        lines.append(f"  The bill: {before}, then {after}.")
    lines += [f"  Likewise: {each}." for each in finding.also[:_SHOWN]]
    if len(finding.also) > _SHOWN:
        lines.append(f"  Likewise: {len(finding.also) - _SHOWN} more.")
    if finding.cites:
        cited = ", ".join(dict.fromkeys(f"{c.number} {c.code}" for c in finding.cites))
        lines.append(f"  Clauses: {cited}.")
    if finding.is_open:
        lines.append(f"  What to change: {finding.change}")
    else:
        lines.append(f"  Accepted: {finding.accepted}")
    return "\n".join(lines)


def findings_text(found: Sequence[Finding]) -> str:
    """All findings, the open ones first, with their number."""
    open_ = [each for each in found if each.is_open]
    accepted = [each for each in found if not each.is_open]
    if not found:
        return "Nothing was found."
    count = f"{len(open_)} to settle, {len(accepted)} accepted."
    return "\n\n".join([*map(finding_text, (*open_, *accepted)), count])


def finding_table(finding: Finding) -> dict[str, Any]:
    """A finding as plain tables, lists and texts, for other programs."""
    bills = finding.bills
    return {
        "name": finding.name,
        "kind": finding.kind.value,
        "says": finding.says,
        "work": finding.work or None,
        "bills": bills and {"before": bills[0].decimal, "after": bills[1].decimal},
        "also": list(finding.also),
        "change": finding.change,
        "cites": [
            {"plan": f"{c.plan}@{c.version}", "clause": c.code, "number": c.number}
            for c in dict.fromkeys(finding.cites)
        ],
        "accepted": finding.accepted,
    }
