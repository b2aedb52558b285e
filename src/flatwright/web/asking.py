"""Who asks, and from where."""

from copy import copy

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from flatwright.office.accounts.gate import scope_of
from flatwright.office.accounts.models import User
from flatwright.office.clients.scope import Scope


def source_of(request: HttpRequest) -> str:
    """From where somebody acts, as the record of changes says it."""
    return f"web {get_adapter().get_client_ip(request)}"


def user_of(request: HttpRequest) -> User:
    """The account that is signed in; the middleware lets nobody else this far."""
    if not isinstance(request.user, User):
        msg = "a page for the signed-in was reached by a stranger"
        raise TypeError(msg)
    return copy(request.user)  # Django's is lazy: its type is no model's


def scope_of_request(request: HttpRequest) -> Scope:
    """What they reach and may do."""
    return scope_of(user_of(request), source_of(request))
