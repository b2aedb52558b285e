"""Every operation with every token: what is answered is what the table says."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import product
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import reverse

from flatwright.api.urls import api
from flatwright.office.clients.models import Approver, Client, Condition, Vendor
from flatwright.office.clients.scope import Right
from flatwright.office.desk.models import Sequence
from tests.office.accounts.world import NOTHING, World, built
from tests.office.api.caller import Caller, caller, content_of
from tests.office.api.operations import OPERATIONS, Row

pytestmark = pytest.mark.django_db
NUMBERS = {*NOTHING, "condition", "approver"}
WHOSE = ("own", "foreign", "nobody's")
HOUSES_OWN = {"plan", "job", "template", "account"}
DONE = {200, 201, 204, 404, 409, 422}


@pytest.fixture
def world() -> World:
    made = built()
    Sequence.objects.create(name="ticket", last=100)
    for kinds in (made.own, made.foreign):
        client = Client.objects.get(key=kinds["client"])
        kinds["template"] = "pattern"
        kinds["vendor"] = Vendor.objects.get(client=client).key
        kinds["condition"] = str(Condition.objects.get(thing__client=client).pk)
        kinds["approver"] = str(Approver.objects.get(person__client=client).pk)
    return made


@cache
def described() -> dict[str, str]:
    """Each operation of the description, with its method."""
    paths = api.get_openapi_schema(path_prefix="/api/")["paths"]
    return {
        told["operationId"]: method.upper()
        for methods in paths.values()
        for method, told in methods.items()
    }


def test_every_operation_has_a_row_and_every_row_an_operation() -> None:
    assert sorted(set(described()) ^ set(OPERATIONS)) == []


def path(world: World, name: str, whose: str) -> str:
    row = OPERATIONS[name]
    kinds = world.own if whose == "own" else world.foreign
    parts = {}
    if row.of == "plan":
        parts = {"plan": "complete" if whose != "nobody's" else "none", "version": "1"}
    elif row.of:
        nothing = "99999" if row.of in NUMBERS else "zzzzzzzzzz"
        parts[row.part] = nothing if whose == "nobody's" else kinds[row.of]
    if name == "list_record_of":
        parts["kind"] = "client"
    return reverse(f"api:{name}", kwargs=parts).removeprefix("/api")


def answer(program: Caller, method: str, at: str, row: Row) -> tuple[int, bytes]:
    """Status and body; what it did is undone."""
    body = None if method in {"GET", "DELETE"} else row.body
    asked = f"?{urlencode(row.body)}" if method == "GET" and row.body else ""
    with transaction.atomic():
        response = program.call(method, at + asked, body)
        content = content_of(response)
        transaction.set_rollback(True)
    return response.status_code, content


def visits() -> Iterator[tuple[str, str, str, Row]]:
    for (name, method), whose in product(described().items(), WHOSE):
        row = OPERATIONS[name]
        if row.of or whose == "own":
            yield name, method, whose, row


def test_every_role_gets_what_the_table_says(world: World) -> None:
    wrong, told = [], 0
    for who, user in world.users.items():
        program = caller(user)
        for name, method, whose, row in visits():
            status, _ = answer(program, method, path(world, name, whose), row)
            told += 1
            hidden = whose == "foreign" and user.is_limited and row.of not in HOUSES_OWN
            expected = {404} if hidden or whose == "nobody's" else DONE
            if name == "add_client" and user.is_limited:
                expected = {403}
            lacks = {row.right, row.also or row.right} - user.rights
            if row.right in lacks or (lacks and expected != {404}):
                expected = {403}
            if status not in expected:
                wrong.append(f"{who} {name} {whose}: {status}, not {expected}")
    assert wrong == []
    assert told > 1000


def test_what_is_not_reached_is_answered_as_if_it_were_not_there(world: World) -> None:
    wrong = []
    for who in ("limited technician", "limited dispatcher"):
        program = caller(world.users[who])
        for name, method, whose, row in visits():
            if whose != "foreign" or row.of in HOUSES_OWN:
                continue
            foreign = answer(program, method, path(world, name, "foreign"), row)
            nobodys = answer(program, method, path(world, name, "nobody's"), row)
            if foreign != nobodys:
                wrong.append(f"{who} {name}: {foreign} {nobodys}")
    assert wrong == []


def test_no_list_shows_a_client_who_is_not_reached(world: World) -> None:
    program = caller(world.users["limited technician"])
    everybody = caller(world.users["technician"])
    seen, wrong = 0, []
    for name, method, whose, row in visits():
        if method != "GET" or whose != "own":
            continue
        at = path(world, name, whose)
        if b"canary-" in answer(program, method, at, row)[1]:
            wrong.append(name)
        seen += b"canary-" in answer(everybody, method, at, row)[1]
    assert wrong == []
    assert seen >= 5


def test_strangers_are_asked_for_a_token_everywhere(world: World) -> None:
    for program in (Caller(), Caller(secret="fw_invented")):  # noqa: S106 - it is none
        for name, method, whose, _ in visits():
            at = path(world, name, whose)
            response = program.call(method, at)
            assert response.status_code == 401, name
            assert response["WWW-Authenticate"].startswith("Bearer")
            assert json.loads(response.content)["error"]["code"] == "no_token"


def test_session_of_a_browser_is_no_token(world: World) -> None:
    response = world.staff["owner"].get("/api/clients")
    assert response.status_code == 401


def test_token_has_the_rights_that_were_chosen_for_it(world: World) -> None:
    program = caller(world.users["owner"], Right.SEE)
    assert program.get("/clients")["items"]
    assert program.refused("GET", "/jobs") == (403, "not_allowed")
