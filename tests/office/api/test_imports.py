"""Files of other systems: brought, tried, done and undone by a program."""

import json
from typing import Any, get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from flatwright.api import imports
from flatwright.api.shapes.imports import Kind
from flatwright.office.clients.models import Client, Person
from flatwright.office.clients.scope import Right
from flatwright.office.desk.models import Ticket
from flatwright.office.intake.actions.bringing import KINDS
from flatwright.office.intake.models import Batch
from tests.office.api.caller import Caller, caller, content_of
from tests.office.intake.test_inventories import LAPTOP
from tests.office.intake.test_logs import LOG
from tests.office.town import LIMITED, Town

pytestmark = pytest.mark.django_db
PEOPLE = "Name,Mail\nBea,bea@example.com\nCy,no address\n"


@pytest.fixture
def program(town: Town) -> Caller:
    return caller(town.staff["owner"])


def brought(program: Caller, kind: str, content: str, **more: str) -> dict[str, Any]:
    file = SimpleUploadedFile(f"{kind}.csv", content.encode())
    body = {"kind": kind, "source": "old system", "file": file, **more}
    made: dict[str, Any] = program.post("/imports", body)
    return made


def tried(town: Town, program: Caller) -> str:
    made = brought(program, "people", PEOPLE, client=town.willow.key)
    at = f"/imports/{made['key']}"
    program.post(f"{at}/columns", {"columns": {"name": "Name", "email": "Mail"}})
    return at


def test_every_kind_that_can_be_imported_is_offered() -> None:
    assert set(get_args(Kind)) == set(KINDS)


def test_columns_are_guessed_and_told(town: Town, program: Caller) -> None:
    made = brought(program, "people", PEOPLE, client=town.willow.key)
    assert (made["state"], made["client"]) == ("new", town.willow.key)
    told = program.get(f"/imports/{made['key']}/columns")
    assert told["headings"] == ["Name", "Mail"]
    assert told["columns"]["name"] == "Name"
    assert told["rows"][0] == {"Name": "Bea", "Mail": "bea@example.com"}
    assert "name" in {each["name"] for each in told["fields"]}


def test_trial_foresees_and_keeps_nothing(town: Town, program: Caller) -> None:
    told = program.get(tried(town, program))
    assert told["state"] == "tried"
    assert (told["counts"]["foreseen"], told["rejected"]) == ({"create": 1}, 1)
    assert [each["verb"] for each in told["preview"]] == ["create"]
    assert not Person.objects.filter(name="Bea").exists()


def test_what_was_tried_is_done_and_undone(town: Town, program: Caller) -> None:
    at = tried(town, program)
    done = program.post(f"{at}/begin", {})
    assert (done["state"], done["rejected"]) == ("done", 1)
    assert Person.objects.get(name="Bea").client == town.willow
    subjects = {each["subject"]: each["made"] for each in done["did"]}
    assert subjects["clients.person"] == 1
    undone = program.post(f"{at}/undo", {"seen": done["edited"]})
    assert (undone["state"], undone["kept"]) == ("undone", [])
    assert not Person.objects.filter(name="Bea").exists()


def test_import_under_a_key_is_done_once(town: Town, program: Caller) -> None:
    at = tried(town, program)
    first, second = (
        program.call("POST", f"{at}/begin", {}, **{"Idempotency-Key": "k"}) for _ in "12"
    )
    assert (first.status_code, first.content) == (200, second.content)
    assert Person.objects.filter(name="Bea").count() == 1


def test_rows_kept_aside_are_told_and_handed_out(town: Town, program: Caller) -> None:
    at = tried(town, program)
    [row] = program.get(f"{at}/rejects")["items"]
    assert (row["line"], "mail" in row["reason"]) == (3, True), row
    answer = program.call("GET", f"{at}/rejects.csv")
    assert answer["Content-Type"] == "text/csv"
    lines = content_of(answer).decode().splitlines()
    assert lines[0] == "Name,Mail,line,reason"
    assert lines[1].startswith("Cy,no address,3,")


@pytest.mark.parametrize("answer", ["open", "closed"])
def test_tickets_without_a_status_are_what_the_program_says(
    program: Caller, answer: str
) -> None:
    told = "Number,Client,Subject,Created\n1,Willow,Dark,2026-02-03 10:00\n"
    made = brought(program, "tickets", told)
    at = f"/imports/{made['key']}"
    program.post(f"{at}/columns", {"tickets_are": answer})
    program.post(f"{at}/begin", {})
    assert Ticket.objects.get().status == answer


def test_log_is_tried_at_once(program: Caller) -> None:
    more = {"mapping": "connectwise", "make_clients": "true", "make_people": "true"}
    made = brought(program, "log", LOG, plan="complete@1", **more)
    assert made["state"] == "tried"
    assert program.post(f"/imports/{made['key']}/begin", {})["state"] == "done"
    assert {"Acme", "Birch"} <= {each.name for each in Client.objects.all()}
    assert Ticket.objects.filter(decision__status="decided").count() == 2


def test_longer_file_is_tried_by_a_worker_or_when_it_is_told_to_go_on(
    town: Town, program: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "_SHORT", 10)
    at = tried(town, program)
    told = program.get(at)
    assert (told["state"], told["progress"]) == ("trying", "0 of 0 rows")
    assert [each["kind"] for each in program.get("/jobs")["items"]] == ["import"]
    assert program.post(f"{at}/go-on")["state"] == "tried"


def test_name_of_a_file_in_place_of_the_file_is_told(program: Caller) -> None:
    file = SimpleUploadedFile("log.csv", LOG.encode())
    told = {"kind": "log", "source": "x", "file": file, "beside": "dates.csv"}
    answer = program.call("POST", "/imports", told)
    fields = json.loads(answer.content)["error"]["fields"]
    assert (answer.status_code, list(fields)) == (422, ["beside"])


def test_what_is_done_cannot_be_begun_again(town: Town, program: Caller) -> None:
    at = tried(town, program)
    program.post(f"{at}/begin", {})
    assert program.refused("POST", f"{at}/begin", {}) == (409, "import_state")
    assert program.refused("POST", f"{at}/columns", {}) == (409, "import_state")


def test_inventory_is_compared_and_settled(town: Town, program: Caller) -> None:
    file = SimpleUploadedFile("ada.json", LAPTOP)
    told = program.post("/inventories", {"client": town.willow.key, "files": file})
    assert (told["kind"], told["counts"]["read"]) == ("inventory", 1)
    [seen] = program.get(f"/observations?client={town.willow.key}")["items"]
    assert (seen["state"], seen["import_key"]) == ("open", told["key"])
    thing = program.post(f"/observations/{seen['key']}/accept")
    assert (thing["key"], thing["maker"]) == (town.ada_pc.key, "Dell Inc.")
    settled = program.refused("POST", f"/observations/{seen['key']}/ignore")
    assert settled == (409, "settled_already")


@pytest.mark.parametrize(("count", "status"), [(200, 201), (201, 422)])
def test_two_hundred_inventories_come_at_a_time_and_no_more(
    town: Town, program: Caller, count: int, status: int
) -> None:
    files = [SimpleUploadedFile(f"{n}.json", b"no inventory") for n in range(count)]
    body = {"client": town.willow.key, "files": files}
    answer = program.browser.post(
        "/api/inventories", body, headers={"Authorization": f"Bearer {program.secret}"}
    )
    assert answer.status_code == status, answer.content
    assert (b"too_many_files" in answer.content) == (status == 422)


def test_client_who_is_not_reached_is_as_unknown_as_nobody(town: Town) -> None:
    user = town.staff[LIMITED]
    type(user).objects.filter(pk=user.pk).update(role="dispatcher")
    user.refresh_from_db()
    program = caller(user)
    answers = []
    for key in (town.elsewhere.key, "zzzzzzzzzz"):
        file = SimpleUploadedFile("people.csv", PEOPLE.encode())
        body = {"kind": "people", "source": "x", "file": file, "client": key}
        answers.append(program.call("POST", "/imports", body))
    assert answers[0].status_code == 422
    assert answers[0].content == answers[1].content
    assert not Batch.objects.exists()


def test_token_without_the_right_imports_nothing(town: Town) -> None:
    program = caller(town.staff["owner"], Right.SEE, Right.CLIENTS)
    assert program.refused("GET", "/imports") == (403, "not_allowed")
    body = json.loads(program.call("POST", "/imports", {"kind": "people"}).content)
    assert body["error"]["code"] == "not_allowed"
