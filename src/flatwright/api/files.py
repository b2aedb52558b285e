"""Files on tickets: brought as a form, handed out as bytes and never as a page."""

from typing import Any

from django.http import FileResponse, HttpRequest
from ninja import File, Form, Router, UploadedFile

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import FILE, operation
from flatwright.api.sending import upload_of
from flatwright.api.shapes.files import FileIn, FileOut
from flatwright.office.clients.scope import Right
from flatwright.office.desk import actions
from flatwright.office.desk.files import path_of
from flatwright.office.desk.models import TicketFile
from flatwright.office.desk.queries import files, tickets

router = Router(tags=["tickets"])


@operation(router, "GET /tickets/{int:number}/files", list[FileOut])
def list_files(request: HttpRequest, number: int) -> Any:
    """Files on a ticket, the first first."""
    scope = scope_of(request)
    return files(scope).filter(ticket=reach(tickets(scope), number=number))


@operation(router, "UPLOAD /tickets/{int:number}/files", FileOut, Right.WORK, code=201)
def attach_file(
    request: HttpRequest, number: int, file: File[UploadedFile], told: Form[FileIn]
) -> TicketFile:
    """Put a file on a ticket; its bytes are kept once, by their hash."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    return actions.attach(scope, ticket, upload_of(file), public=told.public)


@operation(router, "GET /files/{key}", FileOut)
def get_file(request: HttpRequest, key: str) -> TicketFile:
    """What is known of a file."""
    return reach(files(scope_of(request)), key=key)


@operation(router, "DOWNLOAD /files/{key}/content", FILE)
def download_file(request: HttpRequest, key: str) -> FileResponse:
    """A file's bytes, as a download."""
    file = reach(files(scope_of(request)), key=key)
    return FileResponse(
        path_of(file.blob.digest).open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=FILE,
        headers={"Content-Security-Policy": "sandbox; default-src 'none'"},
    )
