"""The one form in which an error is told."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as ShapeError

from flatwright.api.text import written
from flatwright.domain.kernel.problem import Refusal
from flatwright.office.agreements.actions import PlanRefused

Response = TypeVar("Response", bound=HttpResponseBase)
Fields = Mapping[str, list[str]]
DECLARED = frozenset({400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503})
# Refused for how things stand now: the same may be well at another time.
CONFLICTS = frozenset(
    {
        *("agreements_overlap", "already_answered", "changed_meanwhile", "import_state"),
        *("job_again", "settled_already"),
        *("job_is_over", "job_not_failed", "key_used_before", "overlapping_entries"),
        *("plan_version_taken", "roster_overlaps", "ticket_merged", "version_too_early"),
    }
)
_MISSING = "There is nothing here, or it is not among what you reach."


class ApiError(Exception):
    """What a call is answered when it is not done."""

    def __init__(
        self, status: int, code: str, says: str, fields: Fields | None = None
    ) -> None:
        super().__init__(says)
        self.status = status
        self.code = code
        self.says = says
        self.fields = fields


def error(status: int, code: str, says: str, fields: Fields | None = None) -> HttpResponse:
    """An error as it is told; what lacks a token or a right says so in a header too."""
    body = {"error": {"code": code, "says": says, "fields": fields or {}}}
    response = HttpResponse(
        written(body), status=status, content_type="application/json; charset=utf-8"
    )
    return named(response)


def refuse_unknown(told: Iterable[str], known: Iterable[str]) -> None:
    """Raises ApiError where something is told that nobody would look at."""
    unknown = sorted({*told} - {*known})
    if unknown:
        says = "Something is sent that is not looked at here: look at each field."
        fields = {name: ["Nothing of this name, or not in this form."] for name in unknown}
        raise ApiError(422, "invalid", says, fields)


def named(response: Response) -> Response:
    """Say how to come in where somebody was not let in."""
    if response.status_code == 401:  # noqa: PLR2004 - HTTP's own number
        response["WWW-Authenticate"] = 'Bearer realm="flatwright"'
    if response.status_code == 403:  # noqa: PLR2004 - the same
        response["WWW-Authenticate"] = (
            'Bearer realm="flatwright", error="insufficient_scope"'
        )
    return response


def missing() -> HttpResponse:
    """The same for what is not there and for what is not reached."""
    return error(404, "not_found", _MISSING)


def of_refusal(refusal: Refusal) -> HttpResponse:
    """What the rules forbid."""
    if refusal.code in ("not_reached", "gone_meanwhile"):
        return missing()
    status = 409 if refusal.code in CONFLICTS else 422
    status = 403 if refusal.code == "not_allowed" else status
    fields = {"text": [refusal.shown]} if isinstance(refusal, PlanRefused) else {}
    return error(status, refusal.code, refusal.says, fields)


def of_values(wrong: ValidationError) -> HttpResponse:
    """What does not fit its field."""
    fields = wrong.message_dict if hasattr(wrong, "error_dict") else {}
    return error(422, "invalid", " ".join(wrong.messages), fields)


def of_shape(wrong: ShapeError) -> HttpResponse:
    """What does not have the form that is described."""
    fields: dict[str, list[str]] = {}
    for each in wrong.errors:
        fields.setdefault(_place(each), []).append(str(each["msg"]))
    says = "Some values do not fit: look at each field."
    return error(422, "invalid", says, fields)


def _place(each: Any) -> str:
    """Where it stands: the fields' own names, without the parameter that holds them."""
    return ".".join(str(part) for part in each["loc"][2:] or each["loc"][1:])


def of_failure(request: HttpRequest, failure: Exception) -> HttpResponse:
    """Any failure that has something to say; others are our mistake, and go on."""
    match failure:
        case Refusal():
            return of_refusal(failure)
        case ValidationError():
            return of_values(failure)
        case ShapeError():
            return of_shape(failure)
        case ApiError():
            return error(failure.status, failure.code, failure.says, failure.fields)
    return missing()


def _in_use(*_: object) -> HttpResponse:
    says = "Something that is kept points here: give it a last day instead."
    return error(409, "in_use", says)


def _unread(*_: object) -> HttpResponse:
    return error(400, "unreadable", "The body is not a JSON object in UTF-8.")


def told_by(api: NinjaAPI) -> None:
    """Let every failure of an operation have the one form."""
    for kind in (Refusal, ValidationError, ShapeError, ApiError, Http404):
        api.add_exception_handler(kind, of_failure)  # type: ignore[arg-type] # an instance comes
    api.add_exception_handler(ProtectedError, _in_use)
    api.add_exception_handler(HttpError, _unread)
