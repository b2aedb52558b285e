"""What is said of a ticket, its files and its checklist."""

from django.db import transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.changes import change, create
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.actions.common import begin, begin_on, need_open
from flatwright.office.desk.files import Upload, kept, kind_of, safe_name
from flatwright.office.desk.models import CheckItem, Comment, Ticket, TicketFile


@transaction.atomic
def comment(scope: Scope, ticket: Ticket, text: str, *, public: bool) -> Comment:
    """Say something: to the client, or among us."""
    begin(scope, ticket)
    need_open(ticket)
    if not text.strip():
        raise Refusal(code="empty_comment", says="Write something first.")
    now = timezone.now()
    row = Comment(
        ticket=ticket, at=now, by=scope.actor.name[:200], text=text, is_public=public
    )
    made = create(scope.actor, row)
    answered = now if public and ticket.responded is None else ticket.responded
    change(scope.actor, ticket, updated=now, responded=answered)
    return made


@transaction.atomic
def attach(scope: Scope, ticket: Ticket, upload: Upload, *, public: bool) -> TicketFile:
    """Put a file on a ticket. Its bytes are kept once, by their hash."""
    begin(scope, ticket)
    need_open(ticket)
    row = TicketFile(
        ticket=ticket,
        blob=kept(scope.actor, upload),
        name=safe_name(upload.name),
        kind=kind_of(upload.begins),
        at=timezone.now(),
        by=scope.actor.name[:200],
        is_public=public,
    )
    made = create(scope.actor, row)
    change(scope.actor, ticket, updated=row.at)
    return made


@transaction.atomic
def tick(scope: Scope, item: CheckItem, *, done: bool) -> CheckItem:
    """Check a line of the checklist off, or put it back."""
    begin_on(scope, item)
    by = scope.actor.name[:200] if done else ""
    return change(scope.actor, item, done=timezone.now() if done else None, by=by)
