"""A form that is sent twice is done once, also where no script holds the second back.

Each page has one number, hidden in its forms. What was answered to a form is kept under
that number and a digest of what was sent, in the transaction of what it did.
"""

import secrets
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from flatwright.office.calls.actions import Answered, Sent, once
from flatwright.office.calls.digests import digest_of_form

NAME = "once"
_REFUSED = "flatwright.refused"
_LONG, _WRONG = 64, 400
Act = Callable[[], HttpResponseBase]


def hidden_number() -> SafeString:
    """What a form of a page carries."""
    number = secrets.token_urlsafe(16)
    return format_html(
        '<input type="hidden" name="{}" value="{}" autocomplete="off">', NAME, number
    )


def note_refusal(request: HttpRequest) -> None:
    """Nothing was done for a form, though the answer leads on: it may be sent again."""
    request.META[_REFUSED] = True


def done_once(request: HttpRequest, act: Act) -> HttpResponseBase:
    """The answer to a request; a form that was sent before leads where the first one led.

    What is refused leaves nothing behind, so that it can be put right and sent again.
    """
    number = request.POST.get(NAME, "") if request.method == "POST" else ""
    if not number or len(number) > _LONG:
        return act()
    made: list[HttpResponseBase] = []

    def answered() -> Answered:
        made.append(act())
        if made[0].status_code >= _WRONG or _REFUSED in request.META:
            raise _RefusedError
        return Answered(made[0].status_code, made[0].headers.get("Location", ""))

    digest = _digest(request)
    sent = Sent(sender=f"web {request.user.pk}", key=f"{number} {digest}", asked=digest)
    try:
        kept = once(sent, answered)
    except _RefusedError:
        return made[0]
    if made:
        return made[0]
    messages.info(request, "This was sent twice and is done once.")
    return redirect(kept.body or request.path)


class _RefusedError(Exception):
    """Undoes the transaction in which nothing was done."""


def _digest(request: HttpRequest) -> str:
    """Of where a form goes and what it says."""
    told = [
        (name, values)
        for name, values in request.POST.lists()
        if name not in (NAME, "csrfmiddlewaretoken")
    ]
    return digest_of_form(request.get_full_path(), told, request.FILES.lists())
