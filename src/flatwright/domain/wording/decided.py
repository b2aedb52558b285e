"""The words for what a decision says: one place for the command line and the pages."""

from typing import Final

from flatwright.domain.coverage.decision import Decision, Status
from flatwright.domain.coverage.explain import NOTHING_EARLIER
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.clause import ClauseRef, Outcome

WHO_PAYS: Final = {
    Outcome.COVERED: "flat fee",
    Outcome.AFTER_HOURS: "client, after hours",
    Outcome.HOURLY: "client, hourly",
    Outcome.PROJECT: "client, project",
    Outcome.ABSORBED: "provider",
    Outcome.DECLINED: "nobody, not done",
}
BANDS: Final = {"business": "business hours", "after_hours": "other hours"}
APPROVALS: Final = {
    "hourly": "a yes to hourly work",
    "after_hours": "an acknowledgement of the after-hours rate",
    "quote": "a quote, approved by somebody whose limit reaches it",
    "purchase": "a yes to the materials, before they are bought",
}


def in_short(answer: Decision) -> str:
    """A decision in one sentence."""
    if answer.status is Status.NEEDS_FACTS:
        return "Nothing is decided until this is known."
    if answer.status is Status.INVALID:
        return f"{answer.because} [{answer.error}]"
    if not answer.lines:
        needs = "a yes first" if answer.approvals else "no approval"
        return f"No work is done yet; in business hours it would need {needs}."
    if answer.status is Status.NEEDS_APPROVAL:
        return f"Once approved, the client pays {for_the_work(answer)} for the work."
    if answer.client_pays():
        return f"The client pays {answer.client_pays()}."
    return "The client pays nothing."


def for_the_work(answer: Decision) -> Money:
    """What the billed lines come to, without materials."""
    none = Money(0, answer.cost_tracked.currency)
    return sum((line.amount for line in answer.lines), none)


def sentence(ref: ClauseRef, terms: Terms) -> str:
    """The sentence under a clause's printed number; several clauses may share one."""
    here = [
        clause.says
        for clause, other in zip(terms.clauses, terms.refs, strict=True)
        if clause.says and (other.plan, other.version) == (ref.plan, ref.version)
        if other.number == ref.number
    ]
    return here[0] if here else ref.code.replace("_", " ")


def reason(answer: Decision, ref: ClauseRef) -> str:
    """What made a clause hold, as it stands in the walk."""
    left = _left(answer, ref)
    whys = [step.why for step in answer.walk if step.took and step.cites == ref]
    return "; ".join(why.replace(NOTHING_EARLIER, left) for why in whys) or left


def _left(answer: Decision, ref: ClauseRef) -> str:
    """Why a clause took what no clause before it did."""
    if {line.band for line in answer.lines if line.cites == ref} == {"after_hours"}:
        return "it was outside business hours, and nothing before covers that"
    return "nothing before covers this"
