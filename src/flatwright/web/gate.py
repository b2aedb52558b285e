"""How a page gets at what is stored: only through a right and a scoped query."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.actor import Actor
from flatwright.office.clients.models import Provider
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.queries import Frame, frame
from flatwright.web import asking
from flatwright.web.once import done_once, note_refusal

Row = TypeVar("Row", bound=models.Model)
View = Callable[..., HttpResponseBase]
_SCOPE, _FRAME = "flatwright.scope", "flatwright.frame"
STRANGER = Scope(actor=Actor(name="", source="web"))


def scope_of_request(request: HttpRequest) -> Scope:
    """What whoever asks reaches and may do; worked out once for a request."""
    found = request.META.get(_SCOPE)
    if not isinstance(found, Scope) or found.user != request.user.pk:
        found = request.META[_SCOPE] = asking.scope_of_request(request)
    return found


def provider_of_request(request: HttpRequest) -> Provider | None:
    """Who runs this installation."""
    return frame_of_request(request).house


def frame_of_request(request: HttpRequest) -> Frame:
    """What every page shows around it; looked up once for a request."""
    found = request.META.get(_FRAME)
    if not isinstance(found, Frame):
        is_known = request.user.is_authenticated
        found = frame(scope_of_request(request) if is_known else STRANGER)
        request.META[_FRAME] = found
    return found


def guarded(right: Right = Right.SEE) -> Callable[[View], View]:
    """A page for those with a right; the others are told that their role lacks it.

    Times on it are in the provider's zone, unless it names another one. A form that it
    takes twice is done once.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not scope_of_request(request).may(right):
                says = f"Your role does not let you {right.value}."
                raise PermissionDenied(says)
            with timezone.override(_zone(request)):
                response = done_once(request, lambda: view(request, *args, **kwargs))
            patch_vary_headers(response, ("HX-Request",))
            return response

        page.guarded = right  # type: ignore[attr-defined] # a test asks every address
        return page

    return decorate


def reach(rows: models.QuerySet[Row], **lookup: Any) -> Row:
    """The one row of a scoped query; what is not reached is as if it were not there."""
    try:
        return rows.get(**lookup)
    except (ObjectDoesNotExist, ValueError, OverflowError) as error:
        raise Http404 from error


@dataclass(slots=True)
class Went:
    """How an attempt went: well, or refused and said so."""

    well: bool = True


@contextmanager
def refusals(request: HttpRequest, form: forms.BaseForm | None = None) -> Iterator[Went]:
    """Let an action be tried; what it refuses is said, and nothing that was typed is lost.

    It is said on the form where there is one, else as a message of the page.
    """
    went = Went()
    try:
        yield went
    except Refusal as refusal:
        if refusal.code == "gone_meanwhile":
            raise Http404 from refusal
        went.well = False
        _tell(request, form, refusal.says)
    except ValidationError as error:
        went.well = False
        if form is not None and hasattr(error, "error_dict"):
            note_refusal(request)
            _tell_fields(form, error)
        else:
            _tell(request, form, *error.messages)


def say(request: HttpRequest, form: forms.BaseForm) -> None:
    """Say what is wrong with a small form that has no page of its own."""
    note_refusal(request)
    for name, errors in form.errors.items():
        label = form.fields[name].label or name if name in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else str(error))


def _tell(request: HttpRequest, form: forms.BaseForm | None, *says: str) -> None:
    note_refusal(request)
    for each in says:
        if form is not None:
            form.add_error(None, each)
        else:
            messages.error(request, each)


def _tell_fields(form: forms.BaseForm, error: ValidationError) -> None:
    """Put each error at its field; those of a field that is not shown stand above."""
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def _zone(request: HttpRequest) -> ZoneInfo:
    found = provider_of_request(request)
    return ZoneInfo(found.time_zone if found else "UTC")
