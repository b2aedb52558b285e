"""A person with their days and things; a thing with its owners and conditions."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from flatwright.office.clients import actions
from flatwright.office.clients.models import Condition, Person
from flatwright.office.clients.queries import conditions, lives_of, people, things
from flatwright.office.clients.scope import Right
from flatwright.office.desk.queries import Wanted, found
from flatwright.ui.words import counted
from flatwright.web.clients.figures import may
from flatwright.web.clients.forms import ConditionForm, DayForm
from flatwright.web.desk.showing import client_today
from flatwright.web.gate import guarded, reach, refusals, say, scope_of_request

_TICKETS = 10


@guarded()
@require_GET
def person(request: HttpRequest, key: str) -> HttpResponse:
    """Who they are, when they are a user, what counts to them, what they asked."""
    scope = scope_of_request(request)
    shown = reach(people(scope), key=key)
    context = {
        **may(scope),
        "person": shown,
        "client": shown.client,
        "periods": shown.periods.all(),
        "things": shown.things.order_by("registered", "id"),
        "tickets": found(scope, Wanted(status="all")).filter(person=shown)[:_TICKETS],
        "form": DayForm(initial={"day": client_today(shown.client)}),
    }
    return render(request, "web/clients/person.html", context)


@guarded(Right.CLIENTS)
@require_POST
def join(request: HttpRequest, key: str) -> HttpResponse:
    """Make somebody a user from a day on."""
    scope = scope_of_request(request)
    shown = reach(people(scope), key=key)
    form = DayForm(request.POST)
    if form.is_valid():
        with refusals(request):
            joining = actions.Joining(person=shown, first=form.cleaned_data["day"])
            actions.join_roster(scope, joining)
    else:
        say(request, form)
    return redirect("person", key=key)


@guarded(Right.CLIENTS)
@require_POST
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Set a user's last day."""
    scope = scope_of_request(request)
    shown = reach(people(scope), key=key)
    form = DayForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["day"]
        with refusals(request) as went:
            actions.leave_roster(scope, shown, day)
        if went.well:
            messages.success(request, _left(shown, day))
    else:
        say(request, form)
    return redirect("person", key=key)


def _left(who: Person, day: date) -> str:
    """That somebody leaves, and what of theirs is still looked after."""
    says = f"{who} is a user until {day.day} {day:%b %Y}."
    left = who.things.filter(last=None).count()
    if not left:
        return says
    kept = f"Still theirs: {counted(left, 'things')}."
    return f"{says} {kept} Hand each over, or write its last day, on its own page."


@guarded()
@require_http_methods(["GET", "POST"])
def thing(request: HttpRequest, key: str) -> HttpResponse:
    """What it is, whose, since when, and what is wrong with it."""
    scope = scope_of_request(request)
    shown = reach(things(scope), key=key)
    today = client_today(shown.client)
    form = ConditionForm(request.POST or None, initial={"found": today})
    if request.method == "POST" and form.is_valid():
        with refusals(request) as went:
            actions.add(scope, Condition(thing=shown, **form.cleaned_data))
        if went.well:
            return redirect("thing", key=key)
    lives = list(lives_of(scope, shown))
    context = {
        **may(scope),
        "thing": shown,
        "lives": lives if len(lives) > 1 else [],
        "goes_on": lives[0].pk == shown.pk and (shown.last or today) >= today,
        "client": shown.client,
        "conditions": conditions(scope).filter(thing__in=lives),
        "people": people(scope).filter(client=shown.client),
        "form": form,
        "day_form": DayForm(initial={"day": today}),
        "tickets": found(scope, Wanted(status="all")).filter(thing__in=lives)[:_TICKETS],
    }
    return render(request, "web/clients/thing.html", context)


@guarded(Right.CLIENTS)
@require_POST
def hand_over(request: HttpRequest, key: str) -> HttpResponse:
    """Give a device to another user from a day on."""
    scope = scope_of_request(request)
    shown = reach(things(scope), key=key)
    form = DayForm(request.POST)
    to = people(scope).filter(key=request.POST.get("to", "")).first()
    if not form.is_valid():
        say(request, form)
        return redirect("thing", key=key)
    with refusals(request) as went:
        made = actions.hand_over(scope, shown, to, form.cleaned_data["day"])
    return redirect("thing", key=made.key if went.well else key)
