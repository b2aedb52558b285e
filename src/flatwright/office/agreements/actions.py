"""Writing plans and agreements."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from flatwright.domain.kernel.letters import without_hidden
from flatwright.domain.kernel.problem import Problem, Refusal
from flatwright.domain.plan.text import read_plan
from flatwright.domain.records.client import Days
from flatwright.imports.own_text import Own
from flatwright.imports.plan_shelf import plan_files
from flatwright.office.agreements.models import (
    AgreedVersion,
    Agreement,
    PlanText,
    Suspension,
)
from flatwright.office.audit.changes import change, create
from flatwright.office.clients.days import days_of, meet, need_order
from flatwright.office.clients.holding import held
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Right, Scope


class PlanRefused(Refusal):
    """A plan text that does not read, with every problem of it."""

    def __init__(self, problems: list[Problem], text: str) -> None:
        count = len(problems)
        super().__init__("plan_does_not_read", f"The plan text has {count} problems.")
        self.shown = "\n\n".join(problem.show(text) for problem in problems)


def add_plan(scope: Scope, text: str) -> PlanText:
    """Put a plan version on the shelf; the same text again changes nothing.

    Raises PlanRefused with every problem of the text, Refusal (plan_version_taken) where
    another text has its name and number.
    """
    scope.need(Right.AGREE)
    text = without_hidden(text)
    plan, problems = read_plan("plan.yaml", text.encode())
    if plan is None:
        raise PlanRefused(problems, text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    there = PlanText.objects.filter(plan=plan.plan, version=plan.version).first()
    if there is None:
        row = PlanText(
            plan=plan.plan,
            version=plan.version,
            title=plan.title,
            currency=plan.currency,
            text=text,
            digest=digest,
        )
        return create(scope.actor, row)
    if there.digest != digest:
        says = f"{there} is on the shelf with another text. Give yours the next version."
        raise Refusal(code="plan_version_taken", says=says)
    return there


def add_shipped_plans(
    scope: Scope, names: Collection[str] | None = None, own: Own | None = None
) -> list[PlanText]:
    """Put shipped plans on the shelf: all, or those of some names; made one's own."""
    files = [path for path in plan_files() if names is None or path.stem in names]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in files}
    own = own or Own()
    return [add_plan(scope, own.text(name, text)) for name, text in texts.items()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What an agreement says when it is entered: plan, days, when it was signed."""

    plan: PlanText
    first: date
    last: date | None = None
    signed: date | None = None
    note: str = ""


@transaction.atomic
def enter_agreement(scope: Scope, client: Client, what: Signed) -> Agreement:
    """Enter a signed agreement. Raises Refusal where two would hold."""
    _need(scope, client.pk)
    need_order(what.first, what.last)
    held(client.pk)
    row = Agreement(client=client, first=what.first, last=what.last, note=what.note)
    _refuse_overlap(row, what.last)
    agreement = create(scope.actor, row)
    version = AgreedVersion(
        agreement=agreement, plan=what.plan, first=what.first, signed=what.signed
    )
    create(scope.actor, version)
    return agreement


@transaction.atomic
def agree_version(scope: Scope, agreement: Agreement, what: Signed) -> AgreedVersion:
    """Let another plan version govern from a day on."""
    _need(scope, agreement.client_id)
    need_order(what.first)
    held(agreement.client_id)
    versions = list(agreement.versions.select_related("plan"))
    if any(each.first >= what.first for each in versions):
        says = f"A version governs from {versions[-1].first}: choose a later day."
        raise Refusal(code="version_too_early", says=says)
    if versions and versions[0].plan.currency != what.plan.currency:
        says = "All versions of an agreement have one currency."
        raise Refusal(code="one_currency", says=says)
    row = AgreedVersion(
        agreement=agreement, plan=what.plan, first=what.first, signed=what.signed
    )
    return create(scope.actor, row)


@transaction.atomic
def end_agreement(scope: Scope, agreement: Agreement, last: date | None) -> Agreement:
    """Set the last day of an agreement, or take it back.

    Raises Refusal where two would hold.
    """
    _need(scope, agreement.client_id)
    need_order(agreement.first, last)
    held(agreement.client_id)
    _refuse_overlap(agreement, last)
    return change(scope.actor, agreement, last=last)


@transaction.atomic
def suspend(
    scope: Scope, agreement: Agreement, days: tuple[date, date], reason: str
) -> Suspension:
    """Suspend service from a day to a day, both included."""
    _need(scope, agreement.client_id)
    need_order(*days)
    held(agreement.client_id)
    row = Suspension(agreement=agreement, first=days[0], last=days[1], reason=reason)
    return create(scope.actor, row)


def _need(scope: Scope, client: int) -> None:
    scope.need(Right.AGREE)
    scope.need_client(client)


def _refuse_overlap(row: Agreement, last: date | None) -> None:
    """On a day one agreement of a client's holds."""
    for other in Agreement.objects.filter(client=row.client_id).exclude(pk=row.pk):
        if meet(days_of(other), Days(first=row.first, last=last)):
            says = (
                f"{row.client} has an agreement from {other.first} to "
                f"{other.last or 'further'}. End it first, or begin this one after it."
            )
            raise Refusal(code="agreements_overlap", says=says)
