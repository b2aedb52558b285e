"""What the pages of accounts do alike."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from flatwright.domain.kernel.problem import Refusal

WRONG = 422  # a form that does not fit, shown again


def fits(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What an action returns; None where it refuses, and then the form says why."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refusal as refusal:
        form.add_error(None, refusal.says)
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


def press(request: HttpRequest, act: Callable[[], Any], done: str) -> None:
    """Do what a button stands for, and say that it is done or why it is not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.says)
    else:
        messages.success(request, done)


def once(response: HttpResponse) -> HttpResponse:
    """A page with a secret on it: kept nowhere, and its address told to nobody."""
    response["Cache-Control"] = "no-store"
    # Not "no-referrer": with it a browser hides where its own form comes from, and the
    # form is refused as forged.
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
