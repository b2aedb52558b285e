"""What a lawyer reviews most closely: who says yes, duties, terms to complete."""

from collections.abc import Iterator

from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import Agreement
from flatwright.domain.wording.document import Listing, Part, Table

BLANK = "________________"
_APPROVED = {
    Outcome.AFTER_HOURS: ("Work after hours that you want then", "a yes to the price"),
    Outcome.HOURLY: ("Work by the hour", "a yes to the work and the rate"),
    Outcome.PROJECT: (
        "A project",
        "a yes to the quote, from somebody whose limit reaches it",
    ),
}
_BOUGHT = ("Anything that we buy for you", "a yes to the purchase")


def approvals(plan: PlanVersion) -> Part:
    """Who says yes, to what, before which work."""
    used = {clause.outcome for clause in clauses(plan)}
    rows = [said for outcome, said in _APPROVED.items() if outcome in used]
    return Part(
        heading="Who says yes, and when",
        body=(
            (
                "You name the people who may say yes for you, and up to which amount each "
                "may. We ask before we begin, and keep who said yes, to what and when."
            ),
            Table(columns=("Before this", "we need"), rows=(*rows, _BOUGHT)),
            "Work that we did without the yes it needed is ours to pay for, not yours.",
        ),
    )


def duties() -> Part:
    """What the client does."""
    return Part(
        heading="What we ask of you",
        body=(
            Listing(
                items=(
                    (
                        "Keep the lists of your users, devices, printers and sites up to "
                        "date with us, and tell us of people who start or leave."
                    ),
                    (
                        "Name at least one person who may say yes, and one to call when "
                        "that person is away."
                    ),
                    "Leave changes of the configuration to us, or ask us first.",
                    (
                        "Use equipment that its maker supports, and software that you have "
                        "a licence for."
                    ),
                    (
                        "Let us reach the equipment, from afar and on site, and keep it in "
                        "a dry, locked place."
                    ),
                    (
                        "Tell us of an incident as soon as you see it, and what happened "
                        "just before."
                    ),
                ),
            ),
        ),
    )


def to_complete() -> Iterator[Part]:
    """Terms that no setting decides: a starting text for the provider's lawyer."""
    yield Part(
        heading="Security, on both sides",
        body=(
            (
                "We keep your passwords encrypted, use a second proof of identity wherever "
                "it is offered, and tell you without delay of a breach that touches you. "
                "You do the same, and keep the insurance against computer crime that your "
                "business needs. What either of us learns about the other stays "
                "confidential."
            ),
        ),
    )
    yield Part(
        heading="Warranty and liability",
        body=(
            (
                "We work with the care of the trade. What each of us is liable for, and up "
                f"to which amount, is for your lawyer and ours to fill in: {BLANK}."
            ),
            (
                "Neither of us is in breach for what neither could prevent, for as long as "
                "it lasts."
            ),
        ),
    )
    yield Part(
        heading="Changes, and what goes first",
        body=(
            (
                "A change of this agreement is in writing, dated and signed by both. Where "
                "two papers differ, a signed change goes before this agreement, its "
                "clauses before its schedules, and this agreement before any general terms."
            ),
            f"The law that applies, and the court: {BLANK}.",
            f"A fee is paid within {BLANK} of its invoice.",
        ),
    )


def signatures(plan: PlanVersion, signed: Agreement | None) -> Part:
    """Where both sign, and which text they sign."""
    name = signed.client.name if signed else BLANK
    return Part(
        heading="Signatures",
        body=(
            (
                f"By signing, both sides accept {plan.title}, version {plan.version}, as "
                "written above."
            ),
            Table(
                columns=("For the provider", "For the client"),
                rows=(
                    (f"Business: {BLANK}", f"Business: {name}"),
                    *((f"{what}: {BLANK}",) * 2 for what in _SIGNED),
                ),
            ),
        ),
    )


_SIGNED = ("Name", "Role", "Signature", "Date")
