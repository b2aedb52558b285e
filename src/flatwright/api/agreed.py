"""Plans on the shelf, and what clients have agreed to."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import OfClient, Paging, of_client, page
from flatwright.api.shapes.common import Listed
from flatwright.api.shapes.house import (
    AgreementIn,
    AgreementOut,
    EndIn,
    PlanIn,
    PlanOut,
    PlanRow,
    SuspensionIn,
    VersionIn,
    WordsOut,
)
from flatwright.domain.wording.agreement import agreement as agreement_document
from flatwright.domain.wording.in_and_out import in_and_out
from flatwright.domain.wording.markdown import as_markdown
from flatwright.office.agreements import actions
from flatwright.office.agreements.actions import Signed
from flatwright.office.agreements.models import Agreement, PlanText
from flatwright.office.agreements.queries import agreements, plan_texts
from flatwright.office.agreements.terms import plan_version
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right

router = Router(tags=["agreements"])


@operation(router, "GET /plans", Listed[PlanRow])
def list_plans(request: HttpRequest, asked: Query[Paging]) -> Any:
    """Every plan version on the shelf."""
    return page(plan_texts(scope_of(request)), asked, "pk")


@operation(router, "POST /plans", PlanOut, Right.AGREE, code=201)
def add_plan(request: HttpRequest, told: PlanIn) -> PlanText:
    """Put a plan version on the shelf; every mistake of its text is told."""
    return actions.add_plan(scope_of(request), told.text.replace("\r\n", "\n"))


@operation(router, "GET /plans/{plan}/{int:version}", PlanOut)
def get_plan(request: HttpRequest, plan: str, version: int) -> PlanText:
    """A plan version with its text."""
    return reach(plan_texts(scope_of(request)), plan=plan, version=version)


@operation(router, "GET /plans/{plan}/{int:version}/words", WordsOut)
def get_words(request: HttpRequest, plan: str, version: int) -> Any:
    """What a plan version says to a client, as Markdown."""
    row = reach(plan_texts(scope_of(request)), plan=plan, version=version)
    read = plan_version(row)
    return {
        "in_and_out": as_markdown(in_and_out(read)),
        "agreement": as_markdown(agreement_document(read)),
    }


@operation(router, "GET /agreements", Listed[AgreementOut])
def list_agreements(request: HttpRequest, asked: Query[OfClient]) -> Any:
    """What clients have agreed to."""
    return page(of_client(agreements(scope_of(request)), asked), asked)


@operation(router, "POST /clients/{key}/agreements", AgreementOut, Right.AGREE, code=201)
def enter_agreement(request: HttpRequest, key: str, told: AgreementIn) -> Agreement:
    """Enter an agreement that a client has signed."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    plan = reach(plan_texts(scope), plan=told.plan, version=told.version)
    what = Signed(
        plan=plan,
        first=told.first,
        last=told.last,
        signed=told.signed,
        note=told.note,
    )
    made = actions.enter_agreement(scope, client, what)
    return reach(agreements(scope), pk=made.pk)


@operation(router, "GET /agreements/{key}", AgreementOut)
def get_agreement(request: HttpRequest, key: str) -> Agreement:
    """An agreement: its days, its versions, its suspensions."""
    return reach(agreements(scope_of(request)), key=key)


@operation(router, "POST /agreements/{key}/versions", AgreementOut, Right.AGREE, code=201)
def agree_version(request: HttpRequest, key: str, told: VersionIn) -> Agreement:
    """Let another plan version govern from a day on."""
    scope = scope_of(request)
    plan = reach(plan_texts(scope), plan=told.plan, version=told.version)
    signed = Signed(plan=plan, first=told.first, signed=told.signed)
    actions.agree_version(scope, reach(agreements(scope), key=key), signed)
    return reach(agreements(scope), key=key)


@operation(router, "POST /agreements/{key}/end", AgreementOut, Right.AGREE)
def end_agreement(request: HttpRequest, key: str, told: EndIn) -> Agreement:
    """Set the last day of an agreement, or take it back."""
    scope = scope_of(request)
    return actions.end_agreement(scope, reach(agreements(scope), key=key), told.last)


@operation(
    router, "POST /agreements/{key}/suspensions", AgreementOut, Right.AGREE, code=201
)
def suspend(request: HttpRequest, key: str, told: SuspensionIn) -> Agreement:
    """Suspend service from a day to a day."""
    scope = scope_of(request)
    days = told.first, told.last
    actions.suspend(scope, reach(agreements(scope), key=key), days, told.reason)
    return reach(agreements(scope), key=key)
