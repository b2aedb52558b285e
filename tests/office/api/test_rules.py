"""What holds for every call: forms, errors, pages, amounts, times."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flatwright.api import gate
from flatwright.office.accounts.models import Token, User
from flatwright.office.accounts.roles import Role
from flatwright.office.audit.models import Event
from flatwright.office.desk.models import Decision
from tests.office.api.caller import Caller, caller
from tests.office.town import LIMITED, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(town: Town) -> Caller:
    return caller(town.staff["owner"])


@pytest.fixture
def ticket(town: Town, program: Caller) -> dict[str, Any]:
    facts = {"title": "No network", "person": town.ada.key, "cause": "normal"}
    made: dict[str, Any] = program.post(
        f"/clients/{town.willow.key}/tickets", facts | {"what": "none"}
    )
    return made


def test_ticket_is_opened_worked_and_decided(
    ticket: dict[str, Any], program: Caller
) -> None:
    at = f"/tickets/{ticket['number']}"
    span = {"start": "2026-03-03T09:00:00+01:00", "end": "2026-03-03T08:30:00Z"}
    entry = program.post(f"{at}/time", span)
    assert (entry["start"], entry["minutes"]) == ("2026-03-03T08:00:00Z", 30)
    decision = program.get(f"{at}/decision")
    assert decision["status"] == "decided", decision
    assert decision["walk"]
    assert len(program.get(f"{at}/decisions")) == Decision.objects.count() >= 1


def test_asking_records_nothing(
    town: Town, ticket: dict[str, Any], program: Caller
) -> None:
    before = Event.objects.count(), Decision.objects.count()
    asked = {"title": "A new one", "kind": "request", "estimate": 400}
    told = program.post(f"/clients/{town.willow.key}/tickets/preview", asked)
    assert told["badge"]
    program.post(f"/tickets/{ticket['number']}/preview", {"estimate": 30})
    assert (Event.objects.count(), Decision.objects.count()) == before


def test_amount_is_a_number_with_every_cent(
    ticket: dict[str, Any], program: Caller
) -> None:
    at = f"/tickets/{ticket['number']}/materials"
    response = program.call("POST", at, {"item": "Cable", "amount": 112.5})
    assert b'"amount": 112.5' in response.content
    assert program.refused("POST", at, {"item": "Cable", "amount": "112.5"})[0] == 422
    assert program.get(at)[0]["currency"] == "USD"


def test_cost_is_for_who_may_see_it(
    town: Town, ticket: dict[str, Any], program: Caller
) -> None:
    at = f"/tickets/{ticket['number']}/decision"
    assert program.get(at)["cost"] is not None
    assert caller(town.staff["technician"]).get(at)["cost"] is None


def test_second_of_two_who_edit_is_told(ticket: dict[str, Any], program: Caller) -> None:
    at = f"/tickets/{ticket['number']}"
    first = {"title": "Slow network", "seen": ticket["edited"]}
    assert program.call("PATCH", at, first).status_code == 200
    second = {"title": "Network", "seen": ticket["edited"]}
    assert program.refused("PATCH", at, second) == (409, "changed_meanwhile")
    assert program.get(at)["title"] == "Slow network"


@pytest.mark.parametrize("more", ["number", "client", "assignee", "decision", "edited"])
def test_field_that_is_not_offered_is_refused(
    ticket: dict[str, Any], program: Caller, more: str
) -> None:
    at = f"/tickets/{ticket['number']}"
    response = program.call("PATCH", at, {"title": "x", more: 1})
    assert response.status_code == 422
    assert more in json.loads(response.content)["error"]["fields"]


@pytest.mark.parametrize("at", ["/people?clinet=x", "/me?full=1", "/now?size=1"])
def test_slip_in_an_address_is_told_and_not_passed_over(program: Caller, at: str) -> None:
    assert program.refused("GET", at) == (422, "invalid")


def test_token_never_may_more_than_its_account(town: Town, program: Caller) -> None:
    owner = town.staff["owner"]
    new = {"name": "x", "time_zone": "UTC", "first": "2026-01-01"}
    assert program.post("/clients", new)["key"]
    User.objects.filter(pk=owner.pk).update(role=Role.TECHNICIAN)
    assert program.refused("POST", "/clients", new) == (403, "not_allowed")
    assert program.get("/clients")
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert program.refused("GET", "/clients") == (401, "no_token")


def test_person_of_another_client_is_as_unknown_as_nobody(town: Town) -> None:
    program = caller(town.staff[LIMITED])
    at = f"/clients/{town.willow.key}/tickets"
    answers = [
        program.call("POST", at, {"title": "x", "person": key})
        for key in (town.zoe.key, "zzzzzzzzzz")
    ]
    assert answers[0].status_code == 422
    assert answers[0].content == answers[1].content


def test_list_goes_on_after_its_last_row(town: Town, program: Caller) -> None:
    names = [f"Site {n}" for n in range(5)]
    for name in names:
        told = {"name": name, "first": "2026-01-01"}
        program.post(f"/clients/{town.elsewhere.key}/sites", told)
    at, seen, after = f"/sites?client={town.elsewhere.key}&size=2", list[str](), ""
    for _ in range(9):
        page = program.get(f"{at}&after={after}")
        seen += [each["name"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert seen == names


@pytest.mark.parametrize(
    ("body", "status"),
    [
        *(("{", 400), ("[]", 400), ('{"name": NaN}', 400), ("[" * 100_000, 400)),
        *(('{"name": "a\\u0000b"}', 400), ('{"name": "\\ud800"}', 400)),
        *(("", 422), ('{"name": 1}', 422)),
    ],
)
def test_body_that_does_not_read_has_the_one_form(
    program: Caller, body: str, status: int
) -> None:
    response = program.browser.post(
        "/api/clients",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.secret}"},
    )
    assert response.status_code == status
    assert json.loads(response.content)["error"]["says"]


def test_wrong_way_and_wrong_address_have_the_one_form(program: Caller) -> None:
    assert program.refused("PUT", "/clients") == (405, "not_this_way")
    assert program.refused("GET", "/nothing") == (404, "not_found")
    program.browser.handler.enforce_csrf_checks = True
    assert program.refused("POST", "/tickets/nothing/merge") == (404, "not_found")
    assert program.refused("GET", "/clients?words=%00") == (422, "invalid")


def test_too_many_calls_are_told_to_wait(
    program: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MOST", 2)
    program.get("/clients")
    program.get("/clients")
    assert program.refused("GET", "/clients") == (429, "too_many_calls")


def test_reading_again_writes_nothing(program: Caller) -> None:
    program.get("/clients")
    with CaptureQueriesContext(connection) as asked:
        program.get("/clients")
    verbs = {each["sql"].split()[0] for each in asked.captured_queries}
    assert verbs == {"SELECT"}


def test_our_mistake_has_the_one_form_and_changes_nothing(
    program: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("flatwright.office.clients.actions.create", breaks)
    new = {"name": "x", "time_zone": "UTC", "first": "2026-01-01"}
    assert program.refused("POST", "/clients", new) == (500, "failed")


def test_nothing_is_null(program: Caller) -> None:
    assert program.get("/timer") is None


def test_record_names_the_token(town: Town, program: Caller) -> None:
    program.call("PATCH", f"/clients/{town.willow.key}", {"phone": "555"})
    event = Event.objects.first()
    assert event
    assert 'api 127.0.0.1, token "program' in event.source
    assert Token.objects.get().last_used


def test_docs_name_every_operation_without_a_script() -> None:
    page = Caller().call("GET", "/docs/")
    assert page.status_code == 200
    assert b"/api/tickets/{number}/merge" in page.content
    assert Caller().get("/openapi.json")["openapi"].startswith("3.")
