"""A yes that came after the work it was for: it changes nothing, and that is said."""

from collections.abc import Iterable
from dataclasses import dataclass

from flatwright.domain.coverage.approve import NEEDS
from flatwright.domain.plan.clause import ClauseRef, Outcome
from flatwright.domain.wording.decided import sentence
from flatwright.office.desk.deciding import Worked, day_of, preview
from flatwright.office.desk.facts import hanging_on, utc_minute
from flatwright.office.desk.models import Approval, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class LateYes:
    """A yes, and the clause whose work had been done without it."""

    approval: int
    number: str
    clause: str

    @property
    def says(self) -> str:
        """Why nothing changes, in words."""
        return (
            "The work was done before this yes: it stays with us, "
            f"under {self.number}, “{self.clause}”"
        )


def late_yes(found: Worked, approvals: Iterable[Approval]) -> list[LateYes]:
    """The yeses that came once work had begun which stays with the provider."""
    absorbed = _absorbed(found)
    begun = min((each.start for each in found.item.entries), default=None)
    return [
        LateYes(
            approval=each.pk,
            number=absorbed[each.type].number,
            clause=sentence(absorbed[each.type], found.terms),
        )
        for each in approvals
        if each.answer == Approval.Answer.YES and each.type in absorbed
        if begun is not None and each.answered and utc_minute(each.answered) > begun
    ]


def late_yes_on(ticket: Ticket) -> list[LateYes]:
    """Those of a stored ticket."""
    hanging = hanging_on(ticket)
    found = preview(ticket, day_of(ticket, hanging), hanging=hanging)
    return late_yes(found, hanging.approvals) if found else []


def _absorbed(found: Worked) -> dict[str, ClauseRef]:
    """The yes that was missing for minutes that stay with the provider, and its clause."""
    needs: dict[ClauseRef, str | None] = {
        ref: NEEDS.get(clause.outcome) if clause.outcome else None
        for clause, ref in zip(found.terms.clauses, found.terms.refs, strict=True)
    }
    missing = {
        needs.get(line.cites): line.cites
        for line in found.decided.lines
        if line.outcome is Outcome.ABSORBED
    }
    return {kind: ref for kind, ref in missing.items() if kind}
