"""What a call sends: read once, whole, with a digest of it; files go through the disk."""

import hashlib
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from flatwright.api.errors import ApiError, refuse_unknown
from flatwright.api.operations import Needs
from flatwright.api.text import is_kept
from flatwright.office.calls.digests import digest_of_form
from flatwright.office.desk.files import Upload

FORM = "multipart/form-data"
_BEGINS = 16


def digest_of(request: HttpRequest, needs: Needs) -> str:
    """A digest of all that is sent: a body, or a form where one is taken.

    Raises ApiError for what is too large, unreadable, or not looked at.
    """
    try:
        if needs.files and request.content_type == FORM:
            refuse_unknown(request.POST, needs.form)
            refuse_unknown(request.FILES, needs.files)
            return _of_form(request)
        return hashlib.sha256(request.body).hexdigest()
    except RequestDataTooBig as error:
        says = "A call has at most 2.5 million bytes, beside its files."
        raise ApiError(413, "too_large", says) from error
    except (MultiPartParserError, SuspiciousOperation) as error:
        says = "The body is not a form with files (multipart/form-data)."
        raise ApiError(400, "unreadable", says) from error


def upload_of(file: "UploadedFile[Any]") -> Upload:
    """A file that was sent, as it is kept. Raises ApiError for an empty one."""
    if not file.size:
        raise ApiError(422, "invalid", f"The file {file.name} is empty.")
    begins = file.read(_BEGINS)
    file.seek(0)
    return Upload(
        name=file.name or "file",
        size=file.size,
        begins=begins,
        pieces=file.chunks(),
    )


def _of_form(request: HttpRequest) -> str:
    """Of each field and each file; the boundary does not count."""
    for name, values in request.POST.lists():
        if not all(map(is_kept, (name, *map(str, values)))):
            raise ApiError(422, "invalid", "A field has a sign that cannot be kept.")
    return digest_of_form("", request.POST.lists(), request.FILES.lists())
