"""The agreement: a plan version in words, for anybody, or for one client."""

from collections.abc import Iterator

from flatwright.domain.plan.clause import Clause
from flatwright.domain.plan.lower import HEADINGS as ORDER
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import Agreement
from flatwright.domain.wording import beside, legal, schedules
from flatwright.domain.wording.definitions import definitions
from flatwright.domain.wording.document import Block, Document, Numbered, Part
from flatwright.domain.wording.phrases import HEADINGS
from flatwright.domain.wording.signed import listed_on_first_day, parties

TEMPLATE = "Template, not legal advice: have a lawyer review it."


def agreement(plan: PlanVersion, signed: Agreement | None = None) -> Document:
    """The agreement on a plan version; where one was signed, for its client and dates."""
    return Document(
        title=f"{plan.title}: the agreement",
        note=TEMPLATE,
        parts=(
            parties(plan, signed),
            definitions(plan),
            *_numbered_parts(plan),
            _precedence(plan),
            legal.approvals(plan),
            legal.duties(),
            *legal.to_complete(),
            *schedules.schedules(plan),
            listed_on_first_day(plan, signed),
            legal.signatures(plan, signed),
        ),
    )


def _numbered_parts(plan: PlanVersion) -> Iterator[Part]:
    """The clauses under their headings; a heading's number is the first part of theirs."""
    speaking = [clause for clause in clauses(plan) if clause.says]
    for heading in ORDER:
        under = [clause for clause in speaking if clause.heading == heading]
        if under:
            place = under[0].number.partition(".")[0]
            yield Part(
                heading=f"{place}. {HEADINGS[heading]}",
                body=(*map(_numbered, under), *_beside(plan, heading)),
            )


def _numbered(clause: Clause) -> Numbered:
    return Numbered(number=clause.number, says=(clause.says,))


def _beside(plan: PlanVersion, heading: str) -> tuple[Block, ...]:
    """What a heading says without a number: it decides nothing about a piece of work."""
    says = beside.PARAGRAPHS.get(heading)
    return tuple(says(plan)) if says else ()


def _precedence(plan: PlanVersion) -> Part:
    order = [clause.number for clause in clauses(plan) if clause.outcome is not None]
    return Part(
        heading="Which clause decides",
        body=(
            (
                "More than one clause may fit a piece of work. We try them in the order "
                "below, and the first that fits decides. Where a clause has a limit, the "
                "next one that fits decides about the rest. A clause with more than one "
                "case stands here more than once. Every decision, report and invoice names "
                "the clause behind it."
            ),
            f"{', '.join(order)}.",
        ),
    )
