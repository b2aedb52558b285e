"""What comes beside labour: materials, what absorbed work cost us, and goodwill."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from flatwright.domain.coverage.approve import counts
from flatwright.domain.coverage.decision import Line, Paid, Waived
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.money import Money, minor_digits, rounded
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.records.work import Goodwill, Material, WorkItem

KINDS = ("software", "parts", "freight", "licensing")
_BILLED = (Outcome.AFTER_HOURS, Outcome.HOURLY, Outcome.PROJECT)


def paid(work: WorkItem, cause: str, terms: Terms, version: int) -> tuple[Paid, ...]:
    """Each material with who pays for it, and how much."""
    return tuple(_paid(each, cause, terms, version) for each in work.materials)


def _paid(material: Material, cause: str, terms: Terms, version: int) -> Paid:
    """The provider for its own fault, the third party under warranty, else the client."""
    settings = terms.plans[version].pass_through
    if cause == "provider":
        payer = "provider"
    elif material.under_warranty:
        payer = "third_party"
    elif material.kind in KINDS and material.kind not in settings.kinds:
        payer = "provider"
    else:
        payer = "client"
    amount = material.amount
    if payer == "client" and settings.markup:
        with_markup = amount.minor * (1 + Fraction(settings.markup) / 100)
        amount = Money(rounded(*with_markup.as_integer_ratio()), amount.currency)
    return Paid(item=material.item, payer=payer, amount=amount)


def purchase_missing(work: WorkItem, materials: Sequence[Paid], terms: Terms) -> bool:
    """Whether the client pays for something that nobody approved before the first entry."""
    if not any(each.payer == "client" for each in materials):
        return False
    first = min((entry.start for entry in work.entries), default=None)
    yes = [each for each in work.approvals if each.type == "purchase"]
    return not any(counts(each, each.at if first is None else first, terms) for each in yes)


def own_cost(minutes: Sequence[tuple[int, int]], terms: Terms) -> Money:
    """What `(minutes, version)` cost the provider, rounded once."""
    digits = minor_digits(terms.currency)
    exact = sum(
        (
            worked
            * Fraction(terms.plans[version].rates.own_cost * Decimal(10) ** digits)
            / 60
            for worked, version in minutes
        ),
        Fraction(0),
    )
    return Money(rounded(*exact.as_integer_ratio()), terms.currency)


def waived(
    goodwill: Goodwill, lines: Sequence[Line], materials: Money, terms: Terms
) -> Waived:
    """What the client pays under goodwill, and what it cost the provider.

    Raises Refusal without a reason or an approver, and where the bill would rise.
    """
    if not goodwill.reason.strip():
        says = "Say why the bill is waived."
        raise Refusal(code="goodwill_reason_required", says=says)
    if not goodwill.by.strip():
        says = "Say who waives the bill."
        raise Refusal(code="goodwill_approver_required", says=says)
    bill = sum((line.amount for line in lines), materials)
    amount = bill if goodwill.amount is None else goodwill.amount
    if not 0 <= amount.minor <= bill.minor:
        says = "Goodwill may only lower the bill."
        raise Refusal(code="goodwill_must_favour_client", says=says)
    worked = [
        (line.worked, _version(line, terms)) for line in lines if line.outcome in _BILLED
    ]
    return Waived(
        client_pays=bill - amount,
        goodwill_amount=amount,
        cost_tracked=own_cost(worked, terms),
    )


def _version(line: Line, terms: Terms) -> int:
    return next(
        n for n, plan in enumerate(terms.plans) if plan.version == line.cites.version
    )
