"""The one word that a list shows of a decision."""

from flatwright.domain.coverage.decision import Decision, Status
from flatwright.domain.plan.clause import Outcome

_WORDS = {
    Outcome.COVERED: "covered",
    Outcome.AFTER_HOURS: "after_hours",
    Outcome.HOURLY: "hourly",
    Outcome.PROJECT: "project",
    Outcome.ABSORBED: "absorbed",
    Outcome.DECLINED: "declined",
}
_APPROVAL_WORDS = {"quote": "project", "hourly": "hourly", "after_hours": "after_hours"}


def badge(decided: Decision) -> str:
    """The one word that a list shows: who pays, or what is still missing.

    Of several outcomes the dearest for the client is shown, then what we bear.
    """
    if decided.status is Status.NEEDS_FACTS:
        return "ask"
    if decided.status is Status.INVALID:
        return "invalid"
    for missing in decided.approvals:
        if missing in _APPROVAL_WORDS:
            return f"needs_{_APPROVAL_WORDS[missing]}"
    there = decided.minutes
    order = (
        *(Outcome.DECLINED, Outcome.PROJECT, Outcome.AFTER_HOURS, Outcome.HOURLY),
        *(Outcome.ABSORBED, Outcome.COVERED),
    )
    found = [_WORDS[outcome] for outcome in order if there.get(outcome)]
    return found[0] if found else "covered"
