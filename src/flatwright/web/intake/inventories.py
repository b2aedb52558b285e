"""Inventory files, and what they tell beside what is listed: settled one by one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from flatwright.imports.inventory import LARGEST
from flatwright.office.clients.scope import Right
from flatwright.office.intake import actions
from flatwright.office.intake.models import Batch
from flatwright.office.intake.queries import observations
from flatwright.web.desk.showing import client_today
from flatwright.web.gate import guarded, reach, refusals, scope_of_request
from flatwright.web.intake.forms import InventoryForm
from flatwright.web.pages import go, show_form


@guarded(Right.IMPORT)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Compare inventory files with what is listed of a client."""
    scope = scope_of_request(request)
    form = InventoryForm(
        scope,
        request.POST or None,
        request.FILES or None,
        initial={"client": request.GET.get("client", "")},
    )
    if request.method == "POST" and form.is_valid():
        files = [
            (each.name or "file", each.read(LARGEST + 1))
            for each in request.FILES.getlist("inventories")
        ]
        made: Batch | None = None
        with refusals(request, form):
            made = actions.bring_inventory(
                scope, actions.Inventory(client=form.cleaned_data["client"], files=files)
            )
        if made is not None:
            return go(request, "import", made.key)
    return show_form(request, "web/intake/inventory.html", form)


@guarded(Right.IMPORT)
@require_POST
def settle(request: HttpRequest, key: str) -> HttpResponse:
    """Accept what an inventory told of one device, or leave what is listed."""
    scope = scope_of_request(request)
    row = reach(observations(scope), key=key)
    with refusals(request):
        if request.POST.get("do") == "accept":
            actions.accept(scope, row, client_today(row.client))
            messages.success(request, f"{row.name} is as its inventory tells it.")
        else:
            actions.ignore(scope, row)
    return go(request, "import", row.batch.key)
