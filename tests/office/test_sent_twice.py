"""A form that is sent twice is done once, without any script."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client as Browser

from flatwright import web
from flatwright.office.agreements.models import Agreement, Suspension
from flatwright.office.calls.models import Call
from flatwright.office.clients.models import (
    Approver,
    Client,
    Condition,
    Person,
    RosterPeriod,
    Site,
    Thing,
    Vendor,
)
from flatwright.office.desk.actions import open_ticket
from flatwright.office.desk.models import (
    Approval,
    Comment,
    Material,
    Template,
    Ticket,
    TicketFile,
    TimeEntry,
)
from tests.office.town import Town

TEMPLATES = Path(web.__file__).parent / "templates" / "web"
# These move something on that knows how far it is: a second time changes nothing.
MOVES_ON = {
    *("intake/import.html", "intake/columns.html", "intake/_going_on.html"),
    *("intake/_observations.html", "jobs/jobs.html", "jobs/job.html", "house/sample.html"),
}
FACTS = {"title": "slow", "kind": "incident", "action": "fix", "cause": "normal"}
FACTS |= {"who": "unknown", "what": "unknown", "where": "office"}
FACTS |= {"impact": "3", "urgency": "2"}
TIME = {"day": "2026-02-02", "begin": "10:00", "end": "10:30"}
DAYS = {"first": "2026-03-01", "last": "2026-03-05", "reason": "unpaid"}
FAN = {"item": "fan", "amount": "9", "kind": "parts"}
THING = {"name": "pc-2", "kind": "computer", "registered": "2026-02-01"}
Row = type[models.Model]
Form = tuple[str, str, dict[str, Any], Row]


def creating(town: Town, ticket: Ticket) -> dict[str, Form]:
    """By name: the page with the form, where it goes, what is typed, what is made."""
    willow, here = f"/clients/{town.willow.key}/", f"/tickets/{ticket.number}/"
    new, agreement = f"{willow}tickets/new/", f"/agreements/{town.agreement.key}/"
    elsewhere = f"/clients/{town.elsewhere.key}/agreements/new/"
    zoe, thing = f"/people/{town.zoe.key}/", f"/things/{town.ada_pc.key}/"
    kinds = ("person", "site", "thing", "vendor", "approver")
    add = {kind: f"{willow}add/{kind}/" for kind in kinds}
    first = {"first": "2026-02-01"}
    ada = {"person": str(town.ada.pk)}
    zone = {"time_zone": "UTC"}
    pattern = {"name": "joiner", "title": "New user", "kind": "request", "action": "fix"}
    said = {"text": "hello"}
    note = {"says": "fan", "found": "2026-02-01"}
    return {
        "ticket": (new, new, FACTS, Ticket),
        "comment": (here, f"{here}comment/", said, Comment),
        "time": (here, f"{here}time/", TIME, TimeEntry),
        "material": (here, f"{here}material/", FAN, Material),
        "approval": (here, f"{here}approval/", {"type": "hourly"}, Approval),
        "template": ("/templates/new/", "/templates/new/", pattern, Template),
        "client": ("/clients/new/", "/clients/new/", first | zone | {"name": "W"}, Client),
        "person": (add["person"], add["person"], {"name": "Ben", "kind": "named"}, Person),
        "site": (add["site"], add["site"], first | {"name": "Dock"}, Site),
        "thing": (add["thing"], add["thing"], THING | first, Thing),
        "vendor": (add["vendor"], add["vendor"], {"name": "Copiers"}, Vendor),
        "approver": (add["approver"], add["approver"], first | ada, Approver),
        "condition": (thing, thing, note, Condition),
        "hand-over": (thing, f"{thing}hand-over/", {"day": "2026-02-02", "to": ""}, Thing),
        "joiner": (zoe, f"{zoe}join/", {"day": "2026-02-02"}, RosterPeriod),
        "agreement": (elsewhere, elsewhere, first | {"plan": "complete@1"}, Agreement),
        "suspension": (agreement, f"{agreement}suspend/", DAYS, Suspension),
    }


@pytest.fixture
def ticket(town: Town) -> Ticket:
    told = {"title": "slow", "who": "listed", "person": town.ada}
    return open_ticket(town.house, town.willow, told)


@pytest.fixture
def send(cast: dict[str, Browser]) -> Callable[..., tuple[int, str]]:
    """Sends a form with the number of its page; gives the status and where it leads."""

    def sent(number: str, to: str, typed: dict[str, Any]) -> tuple[int, str]:
        answer = cast["owner"].post(to, typed | {"once": number})
        return answer.status_code, answer.headers.get("Location", "")

    return sent


def number_on(browser: Browser, page: str) -> str:
    """The hidden number of the forms of a page."""
    shown = browser.get(page).content.decode()
    found = re.search(r'name="once" value="([^"]+)"', shown)
    assert found, f"no form of {page} has a number"
    return found[1]


def test_what_is_made_by_a_form_that_is_sent_twice_is_made_once(
    cast: dict[str, Browser], town: Town, ticket: Ticket, send: Callable[..., Any]
) -> None:
    for name, (page, to, typed, made) in creating(town, ticket).items():
        number, before = number_on(cast["owner"], page), made._default_manager.count()
        first = send(number, to, typed)
        assert (first[0], made._default_manager.count() - before) == (302, 1), name
        assert send(number, to, typed) == first, name
        assert made._default_manager.count() - before == 1, name


def test_a_file_that_is_sent_twice_is_kept_once(
    cast: dict[str, Browser], ticket: Ticket, send: Callable[..., Any]
) -> None:
    here = f"/tickets/{ticket.number}/"
    number = number_on(cast["owner"], here)
    for _ in range(2):
        file = SimpleUploadedFile("note.txt", b"words")
        assert send(number, f"{here}comment/", {"text": "see", "file": file})[0] == 302
    assert (Comment.objects.count(), TicketFile.objects.count()) == (1, 1)


def test_files_of_one_name_and_size_are_two_forms(
    cast: dict[str, Browser], ticket: Ticket, send: Callable[..., Any]
) -> None:
    here = f"/tickets/{ticket.number}/"
    number = number_on(cast["owner"], here)
    for words in (b"words", b"sword"):
        file = SimpleUploadedFile("note.txt", words)
        assert send(number, f"{here}comment/", {"text": "see", "file": file})[0] == 302
    assert TicketFile.objects.count() == 2


def test_every_form_of_the_pages_has_a_number() -> None:
    without = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        lacks = re.search(r"{% csrf_token %}(?!{{ once }})", text)
        if lacks and path.relative_to(TEMPLATES).as_posix() not in MOVES_ON:
            without.append(path.name)
    assert without == []


def test_what_was_refused_can_be_put_right_and_sent_again(
    cast: dict[str, Browser], ticket: Ticket, send: Callable[..., Any]
) -> None:
    here = f"/tickets/{ticket.number}/"
    number = number_on(cast["owner"], here)
    wrong = TIME | {"end": "10:00"}
    assert send(number, f"{here}time/", wrong)[0] == 422
    assert send(number, f"{here}time/", wrong)[0] == 422
    assert send(number, f"{here}time/", TIME)[0] == 302
    assert (TimeEntry.objects.count(), Call.objects.count()) == (1, 1)


def test_other_words_under_the_same_number_are_another_form(
    cast: dict[str, Browser], ticket: Ticket, send: Callable[..., Any]
) -> None:
    here = f"/tickets/{ticket.number}/"
    number = number_on(cast["owner"], here)
    for words in ("one", "two", "two"):
        send(number, f"{here}comment/", {"text": words})
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["one", "two"]


def test_whoever_sends_twice_is_told(cast: dict[str, Browser], ticket: Ticket) -> None:
    here = f"/tickets/{ticket.number}/"
    told = {"text": "hello", "once": number_on(cast["owner"], here)}
    cast["owner"].post(f"{here}comment/", told)
    shown = cast["owner"].post(f"{here}comment/", told, follow=True)
    assert "sent twice and is done once" in shown.content.decode()
