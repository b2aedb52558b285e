"""Files on tickets: brought as a form, kept once by their hash, handed out as bytes."""

import hashlib
import json
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from flatwright.office.audit.models import Event
from flatwright.office.desk import files
from flatwright.office.desk.models import Blob, TicketFile
from tests.office.api.caller import Caller, caller, content_of
from tests.office.town import LIMITED, Town

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"
KEY = {"Idempotency-Key": "first"}


@pytest.fixture
def program(town: Town) -> Caller:
    return caller(town.staff["owner"])


@pytest.fixture
def at(town: Town, program: Caller) -> str:
    made = program.post(f"/clients/{town.willow.key}/tickets", {"title": "No network"})
    return f"/tickets/{made['number']}/files"


def sent(
    program: Caller, at: str, name: str = "shot.png", content: bytes = PNG, **more: Any
) -> HttpResponse:
    headers = more.pop("headers", {})
    file = SimpleUploadedFile(name, content)
    return program.call("POST", at, {"file": file, **more}, **headers)


def test_file_is_brought_listed_and_handed_out_as_it_was(program: Caller, at: str) -> None:
    told = json.loads(sent(program, at, public="true").content)
    assert (told["name"], told["size"], told["public"]) == ("shot.png", len(PNG), True)
    assert told["digest"] == hashlib.sha256(PNG).hexdigest()
    assert program.get(at) == [told]
    assert program.get(f"/files/{told['key']}") == told
    assert program.download(f"/files/{told['key']}/content") == PNG


def test_file_is_a_download_and_never_a_page(program: Caller, at: str) -> None:
    key = json.loads(sent(program, at, "a.html").content)["key"]
    answer = program.call("GET", f"/files/{key}/content")
    assert content_of(answer) == PNG
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="a.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_same_bytes_are_kept_once(program: Caller, at: str) -> None:
    sent(program, at, "one.png")
    sent(program, at, "two.png")
    assert Blob.objects.count() == 1
    assert TicketFile.objects.count() == 2


def test_same_upload_under_its_key_is_done_once(program: Caller, at: str) -> None:
    first, second = (sent(program, at, headers=KEY) for _ in "12")
    assert (first.status_code, first.content) == (201, second.content)
    assert TicketFile.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"name": "b.png"}, {"content": PNG + b"!"}, {"public": "true"}]
)
def test_other_upload_under_the_key_is_refused(
    program: Caller, at: str, other: dict[str, Any]
) -> None:
    sent(program, at, headers=KEY)
    answer = sent(program, at, headers=KEY, **other)
    assert answer.status_code == 409
    assert TicketFile.objects.count() == 1


def test_too_large_a_file_is_refused_as_on_the_page(
    program: Caller, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    before = Event.objects.count()
    answer = sent(program, at)
    assert (answer.status_code, b"file_too_large" in answer.content) == (422, True)
    assert Event.objects.count() == before


def test_file_larger_than_memory_holds_goes_through_the_disk(
    program: Caller, at: str
) -> None:
    content = b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    told = json.loads(sent(program, at, "dump.bin", content).content)
    assert told["size"] == len(content)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"file": SimpleUploadedFile("a.txt", b"")}, b"empty"),
        ({"file": SimpleUploadedFile("a.txt", b"x"), "by": "me"}, b"by"),
        ({"files": SimpleUploadedFile("a.txt", b"x")}, b"file"),
        ({"public": SimpleUploadedFile("a.txt", b"x")}, b"public"),
    ],
)
def test_form_that_does_not_fit_is_told(
    program: Caller, at: str, body: dict[str, Any], says: bytes
) -> None:
    answer = program.call("POST", at, body)
    assert (answer.status_code, says in answer.content) == (422, True), answer.content
    assert not TicketFile.objects.exists()


def test_form_that_is_cut_off_has_the_one_form(program: Caller, at: str) -> None:
    answer = program.browser.post(
        f"/api{at}",
        b"--x\r\nContent-Disposition: nonsense",
        content_type="multipart/form-data; boundary=",
        headers={"Authorization": f"Bearer {program.secret}"},
    )
    assert (answer.status_code, b'"unreadable"' in answer.content) == (400, True)


def test_file_of_a_client_who_is_not_reached_is_not_there(
    town: Town, program: Caller
) -> None:
    made = program.post(f"/clients/{town.elsewhere.key}/tickets", {"title": "x"})
    at = f"/tickets/{made['number']}/files"
    key = json.loads(sent(program, at).content)["key"]
    theirs = caller(town.staff[LIMITED])
    for address in (f"/files/{key}", f"/files/{key}/content"):
        assert theirs.refused("GET", address) == (404, "not_found")
    assert sent(theirs, at).status_code == 404


def test_reader_downloads_and_brings_nothing(town: Town, program: Caller, at: str) -> None:
    key = json.loads(sent(program, at).content)["key"]
    reader = caller(town.staff["read_only"])
    assert reader.download(f"/files/{key}/content") == PNG
    assert sent(reader, at).status_code == 403
