"""What the provider says of itself, and the end of the sample."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from flatwright.office.clients.actions import set_up_provider, zone_names
from flatwright.office.clients.scope import Right
from flatwright.sample.removal import remove_sample
from flatwright.web.gate import (
    guarded,
    provider_of_request,
    refusals,
    scope_of_request,
)
from flatwright.web.house.forms import ProviderForm
from flatwright.web.pages import show_form


@guarded(Right.HOUSE)
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The provider's own settings."""
    scope = scope_of_request(request)
    house = provider_of_request(request)
    now = {name: getattr(house, name, "") for name in ProviderForm.base_fields}
    form = ProviderForm(request.POST or None, initial=now if house else None)
    if request.method == "POST" and form.is_valid():
        with refusals(request, form) as went:
            set_up_provider(scope, **form.cleaned_data)
        if went.well:
            messages.success(request, "Saved.")
            return redirect("settings")
    return show_form(request, "web/house/settings.html", form, zones=zone_names())


@guarded(Right.HOUSE)
@require_http_methods(["GET", "POST"])
def sample(request: HttpRequest) -> HttpResponse:
    """Remove the invented business; set-up begins."""
    if request.method == "POST":
        with refusals(request) as went:
            remove_sample(scope_of_request(request))
        if went.well:
            return redirect("setup")
    return render(request, "web/house/sample.html")
