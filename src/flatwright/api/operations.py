"""An operation: its address, the right that it needs, what it answers."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http.client import responses
from typing import Any, TypeVar, get_args, get_type_hints

from django.http import HttpRequest
from ninja import Router, Status, UploadedFile

from flatwright.api import keys
from flatwright.api.errors import DECLARED
from flatwright.api.shapes.common import ErrorOut
from flatwright.office.clients.scope import Right

Answer = TypeVar("Answer", bound=Callable[..., Any])
FILE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Needs:
    """What an operation needs of who calls; which names its address and its form take."""

    right: Right
    asked: frozenset[str] = frozenset()
    form: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()  # of the form; none: it takes no form


# By address and method: the one table of what each operation needs.
NEEDS: defaultdict[str, dict[str, Needs]] = defaultdict(dict)


class Bearer:
    """Tells readers of the description that a token is wanted; the gate looks at it."""

    openapi_security_schema = {"type": "http", "scheme": "bearer"}

    def __call__(self, request: HttpRequest) -> bool:
        """The gate has let it in already."""
        return True


_BEARER = Bearer()
_FAILED = 500
_ERRORS = {
    code: {
        "description": responses[code],
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/ErrorOut"}}
        },
    }
    for code in sorted(DECLARED - {_FAILED})
}


def operation(
    router: Router, what: str, out: Any, right: Right = Right.SEE, *, code: int = 200
) -> Callable[[Answer], Answer]:
    """Offer a function under "METHOD /address" to who has a right.

    UPLOAD is a POST whose form brings files; DOWNLOAD a GET of a file of the kind `out`.
    """
    verb, _, address = what.partition(" ")
    method = {"UPLOAD": "POST", "DOWNLOAD": "GET"}.get(verb, verb)
    is_file = verb == "DOWNLOAD"

    def decorate(view: Answer) -> Answer:
        names, files = _names(view, address)
        NEEDS[route_of(address)][method] = Needs(
            right,
            asked=names if method == "GET" else frozenset(),
            form=names if verb == "UPLOAD" else frozenset(),
            files=files,
        )

        @wraps(view)
        def answered(*args: Any, **kwargs: Any) -> Any:
            found = view(*args, **kwargs)
            return found if is_file else Status(code, found)

        name = getattr(view, "__name__", "")
        router.api_operation(
            [method],
            address,
            response={code: None if is_file else out, _FAILED: ErrorOut},
            auth=_BEARER,
            operation_id=name,
            url_name=name,
            summary=(view.__doc__ or "").strip(),
            openapi_extra=_more(method, right) | (_file(out) if is_file else {}),
        )(answered)
        return view

    return decorate


def _names(view: Answer, address: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a function is told beside the parts of its address: values, and files."""
    hints = get_type_hints(view)
    found: set[str] = set()
    files: set[str] = set()
    for name in hints.keys() - {"request", "return", *re.findall(r"(\w+)}", address)}:
        if UploadedFile in (hints[name], *get_args(hints[name])):
            files.add(name)
        else:
            found.update(getattr(hints[name], "model_fields", {name: None}))
    return frozenset(found), frozenset(files)


def _more(method: str, right: Right) -> dict[str, Any]:
    """What the description says besides.

    The library makes a model of each answer it is told of, and loading 1,400 of them took
    seconds: it is told of one error, and the others are described beside it.
    """
    more: dict[str, Any] = {"x-right": right.name, "responses": _ERRORS}
    return more if method == "GET" else more | {"parameters": [keys.DESCRIBED]}


def _file(kind: str) -> dict[str, Any]:
    bytes_of = {"schema": {"type": "string", "format": "binary"}}
    found = {200: {"description": "A file", "content": {kind: bytes_of}}}
    return {"responses": _ERRORS | found}


def route_of(address: str) -> str:
    """An address as Django writes it."""
    return re.sub(r"{([\w:]+)}", r"<\1>", address).lstrip("/")
