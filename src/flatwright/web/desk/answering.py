"""Answers to what a decision asks: one tap, and who said so is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from flatwright.office.clients.scope import Right
from flatwright.office.desk import actions
from flatwright.office.desk.queries import tickets
from flatwright.office.desk.replies import reply_to
from flatwright.web.gate import guarded, reach, refusals, scope_of_request


@guarded(Right.WORK)
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Take an answer to a question that is open; the ticket is decided again."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    fact = request.POST.get("fact", "")
    told = (each for each in request.POST.getlist("value") if each)
    value = next(told, "")[:200]  # a tap counts, not what a select beside it still has
    said_by = request.POST.get("said_by", "")[:200]
    with refusals(request):
        reply = reply_to(scope, ticket, fact, value, said_by)
        actions.answer(scope, ticket, reply)
    return redirect("ticket", number=number)
