"""How a view answers: the whole page, or the part that a script asked for."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

WRONG = 422  # a form that does not fit, shown again


def is_part(request: HttpRequest) -> bool:
    """Whether a script asks for a part of a page."""
    return "HX-Request" in request.headers and "HX-Boosted" not in request.headers


def show_form(
    request: HttpRequest, template: str, form: forms.BaseForm, **context: Any
) -> HttpResponse:
    """A page with a form; with 422 where what was typed does not fit."""
    told = {"form": form, **context}
    return render(request, template, told, status=WRONG if form.errors else 200)


def go(request: HttpRequest, to: Any, *parts: Any) -> HttpResponse:
    """Lead to another page, also where only a part was asked for."""
    address = resolve_url(to, *parts)
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponse(status=303, headers={"Location": address})
