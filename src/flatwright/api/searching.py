"""Search everywhere, and what needs somebody now."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from flatwright.api.gate import scope_of
from flatwright.api.operations import operation
from flatwright.api.shapes.files import FoundOut, SearchIn
from flatwright.api.shapes.now import NowOut
from flatwright.office.desk.search import searched
from flatwright.office.desk.summary import counts, near, soon_due

router = Router(tags=["search"])
_SHOWN = 50


@operation(router, "GET /search", FoundOut)
def search(request: HttpRequest, asked: Query[SearchIn]) -> Any:
    """Tickets, clients, people and things that fit some words, or a ticket's number."""
    return searched(scope_of(request), asked.words, asked.most)


@operation(router, "GET /now", NowOut)
def needs_me_now(request: HttpRequest) -> Any:
    """What needs somebody: counts, tickets close to a limit, tickets that are due."""
    scope, now = scope_of(request), timezone.now()
    return {
        "counts": counts(scope, now),
        "near": near(scope)[:_SHOWN],
        "due": soon_due(scope, now)[:_SHOWN],
    }
