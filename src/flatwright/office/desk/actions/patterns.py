"""Templates: tickets that are written often, with their checklists."""

from typing import Any

from flatwright.office.audit.changes import change, create, remove
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.models import Template


def add_template(scope: Scope, template: Template) -> Template:
    """Keep a new template."""
    scope.need(Right.DISPATCH)
    return create(scope.actor, template)


def edit_template(
    scope: Scope, template: Template, seen: int | None, **values: Any
) -> Template:
    """Change a template; tickets that were opened from it stay as they are."""
    scope.need(Right.DISPATCH)
    return change(scope.actor, template, seen=seen, **values)


def remove_template(scope: Scope, template: Template) -> None:
    """Take a template away; tickets that were opened from it stay."""
    scope.need(Right.DISPATCH)
    remove(scope.actor, template)
