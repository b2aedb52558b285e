"""Templates: tickets that are written often, with their checklists."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import Paging, page
from flatwright.api.shapes.common import Listed
from flatwright.api.shapes.patterns import TemplateEdit, TemplateIn, TemplateOut
from flatwright.api.values import values_of
from flatwright.office.clients.scope import Right
from flatwright.office.desk.actions import patterns
from flatwright.office.desk.models import Template
from flatwright.office.desk.queries import templates

router = Router(tags=["templates"])


@operation(router, "GET /templates", Listed[TemplateOut])
def list_templates(request: HttpRequest, asked: Query[Paging]) -> Any:
    """Tickets that are written often; one is used by its key when a ticket is opened."""
    return page(templates(scope_of(request)), asked)


@operation(router, "POST /templates", TemplateOut, Right.DISPATCH, code=201)
def add_template(request: HttpRequest, told: TemplateIn) -> Template:
    """Keep a new template."""
    row = Template(**told.model_dump())
    return patterns.add_template(scope_of(request), row)


@operation(router, "GET /templates/{key}", TemplateOut)
def get_template(request: HttpRequest, key: str) -> Template:
    """A template with its checklist."""
    return reach(templates(scope_of(request)), key=key)


@operation(router, "PATCH /templates/{key}", TemplateOut, Right.DISPATCH)
def edit_template(request: HttpRequest, key: str, told: TemplateEdit) -> Template:
    """Change a template; tickets that were opened from it stay as they are."""
    scope = scope_of(request)
    seen, sent = values_of(told)
    return patterns.edit_template(scope, reach(templates(scope), key=key), seen, **sent)


@operation(router, "DELETE /templates/{key}", None, Right.DISPATCH, code=204)
def remove_template(request: HttpRequest, key: str) -> None:
    """Take a template away; tickets that were opened from it stay."""
    scope = scope_of(request)
    patterns.remove_template(scope, reach(templates(scope), key=key))
