"""An operation: its address, the right that it needs, what it answers."""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest
from ninja import Router, Status

from flatwright.api import keys
from flatwright.api.errors import DECLARED
from flatwright.api.shapes.common import ErrorOut
from flatwright.office.clients.scope import Right

Answer = TypeVar("Answer", bound=Callable[..., Any])
# By address and method: the one table of what each operation needs.
RIGHTS: defaultdict[str, dict[str, Right]] = defaultdict(dict)


class Bearer:
    """Tells readers of the description that a token is wanted; the gate looks at it."""

    openapi_security_schema = {"type": "http", "scheme": "bearer"}

    def __call__(self, request: HttpRequest) -> bool:
        """The gate has let it in already."""
        return True


_BEARER = Bearer()


def operation(
    router: Router, what: str, out: Any, right: Right = Right.SEE, *, code: int = 200
) -> Callable[[Answer], Answer]:
    """Offer a function under "METHOD /address" to who has a right."""
    method, _, address = what.partition(" ")

    def decorate(view: Answer) -> Answer:
        RIGHTS[route_of(address)][method] = right

        @wraps(view)
        def answered(*args: Any, **kwargs: Any) -> Status[Any]:
            return Status(code, view(*args, **kwargs))

        name = getattr(view, "__name__", "")
        more: dict[str, Any] = {"x-right": right.name}
        if method != "GET":
            more["parameters"] = [keys.DESCRIBED]
        router.api_operation(
            [method],
            address,
            response={code: out, DECLARED: ErrorOut},
            auth=_BEARER,
            operation_id=name,
            url_name=name,
            summary=(view.__doc__ or "").strip(),
            openapi_extra=more,
        )(answered)
        return view

    return decorate


def route_of(address: str) -> str:
    """An address as Django writes it."""
    return re.sub(r"{([\w:]+)}", r"<\1>", address).lstrip("/")
