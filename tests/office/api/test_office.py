"""A client's figures, search, templates, what needs somebody, the house."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from flatwright.office.accounts.models import User
from flatwright.office.clients.scope import Right
from flatwright.office.desk.models import Ticket
from flatwright.office.queue.enqueue import enqueue
from tests.office.api.caller import Caller, caller
from tests.office.town import LIMITED, Town

pytestmark = pytest.mark.django_db
AT = {"start": "2026-03-03T09:00:00Z", "end": "2026-03-03T10:30:00Z"}


@pytest.fixture
def program(town: Town) -> Caller:
    return caller(town.staff["owner"])


@pytest.fixture
def worked(town: Town, program: Caller) -> dict[str, Any]:
    """A move of Ada's desk, which her allowance pays for."""
    facts = {"title": "Move a desk", "kind": "request", "action": "move"}
    who = {"person": town.ada.key, "what": "none", "cause": "normal"}
    made: dict[str, Any] = program.post(f"/clients/{town.willow.key}/tickets", facts | who)
    program.post(f"/tickets/{made['number']}/time", AT)
    return made


@pytest.mark.usefixtures("worked")
def test_standing_tells_the_deal_and_how_the_client_is(town: Town, program: Caller) -> None:
    told = program.get(f"/clients/{town.willow.key}/standing?on=2026-03-10")
    assert told["deal"]["agreement"] == town.agreement.key
    assert (told["deal"]["plan"], told["deal"]["version"]) == ("complete", 1)
    assert (told["users"], told["things"], told["open_tickets"]) == (1, {"computer": 1}, 1)
    elsewhere = program.get(f"/clients/{town.elsewhere.key}/standing")
    assert (elsewhere["deal"], elsewhere["open_tickets"]) == (None, 0)


def test_plan_is_told_in_the_words_of_its_agreement(program: Caller) -> None:
    told = program.get("/plans/complete/1/words")
    assert told["agreement"].startswith("# ")
    assert "\n## " in told["in_and_out"]
    assert program.refused("GET", "/plans/complete/9/words") == (404, "not_found")


@pytest.mark.usefixtures("worked")
def test_months_add_up_to_what_was_worked(town: Town, program: Caller) -> None:
    [month] = program.get(f"/clients/{town.willow.key}/months?on=2026-03-10")
    assert (month["month"], month["worked"], month["currency"]) == ("2026-03-01", 90, "USD")
    parts = (month["covered"], month["billed"], month["absorbed"])
    assert sum(parts) == month["worked"]
    assert program.get(f"/clients/{town.willow.key}/months?on=2028-01-01") == []


def test_allowance_names_the_ticket_that_drew_from_it(
    town: Town, program: Caller, worked: dict[str, Any]
) -> None:
    told = program.get(f"/clients/{town.willow.key}/allowances?on=2026-03-10")
    drawn = [each for each in told if each["used"]]
    assert [each["tickets"] for each in drawn] == [[worked["number"]]]
    assert all(each["left"] == each["granted"] - each["used"] for each in drawn)


def test_search_finds_of_each_kind_within_what_is_reached(
    town: Town, program: Caller
) -> None:
    for client in (town.willow, town.elsewhere):
        program.post(f"/clients/{client.key}/tickets", {"title": "Printer of pc jams"})
    told = program.get("/search?words=pc")
    assert [each["name"] for each in told["things"]] == ["ada-pc", "zoe-pc"]
    assert len(told["tickets"]) == 2
    assert len(program.get("/search?words=pc&most=1")["things"]) == 1
    theirs = caller(town.staff[LIMITED]).get("/search?words=pc")
    assert [each["name"] for each in theirs["things"]] == ["ada-pc"]
    assert [each["client"] for each in theirs["tickets"]] == [town.willow.key]


def test_lists_are_narrowed_by_words(program: Caller) -> None:
    assert [each["name"] for each in program.get("/people?words=zo")["items"]] == ["Zoe"]
    things = program.get("/things?words=ADA")["items"]
    assert [each["name"] for each in things] == ["ada-pc"]


def test_template_is_written_used_changed_and_taken_away(
    town: Town, program: Caller
) -> None:
    told = {"name": "Joiner", "title": "A new user", "checklist": ["Account", "Laptop"]}
    made = program.post("/templates", told)
    at = f"/templates/{made['key']}"
    opened = {"template": made["key"], "title": "Bea joins"}
    ticket = program.post(f"/clients/{town.willow.key}/tickets", opened)
    lines = program.get(f"/tickets/{ticket['number']}/checklist")
    assert [each["says"] for each in lines] == ["Account", "Laptop"]
    changed = program.call("PATCH", at, {"checklist": ["Account"], "seen": made["edited"]})
    assert b'"checklist": ["Account"]' in changed.content
    late = {"name": "x", "seen": made["edited"]}
    assert program.refused("PATCH", at, late) == (409, "changed_meanwhile")
    assert program.call("DELETE", at).status_code == 204
    assert program.get("/templates")["items"] == []
    assert len(program.get(f"/tickets/{ticket['number']}/checklist")) == 2


def test_what_needs_somebody_is_counted(town: Town, program: Caller) -> None:
    program.post(f"/clients/{town.willow.key}/tickets", {"title": "No network"})
    told = program.get("/now")
    assert told["counts"]["open"] == told["counts"]["nobody"] == 1
    assert [each["title"] for each in told["due"]] == ["No network"]
    assert told["counts"]["late"] == 0
    Ticket.objects.update(respond_due=timezone.now() - timedelta(hours=1))
    assert program.get("/now")["counts"]["late"] == 1


def test_late_tickets_are_listed_as_on_the_page(town: Town, program: Caller) -> None:
    for title in ("Late", "In time"):
        program.post(f"/clients/{town.willow.key}/tickets", {"title": title})
    long_ago = timezone.now() - timedelta(hours=1)
    Ticket.objects.filter(title="Late").update(respond_due=long_ago)
    late, runs = (program.get(f"/tickets?due={due}")["items"] for due in ("late", "runs"))
    assert [each["title"] for each in late] == ["Late"]
    assert {each["title"] for each in runs} == {"Late", "In time"}


def test_clocks_say_what_is_due(town: Town, program: Caller) -> None:
    made = program.post(f"/clients/{town.willow.key}/tickets", {"title": "No network"})
    told = program.get(f"/tickets/{made['number']}/clocks")
    assert [each["what"] for each in told] == ["answer", "resolve"]
    assert told[0]["due"] == made["respond_due"]


def test_yeses_are_listed_over_all_tickets(town: Town, program: Caller) -> None:
    made = program.post(f"/clients/{town.willow.key}/tickets", {"title": "No network"})
    asked = program.post(f"/tickets/{made['number']}/approvals", {"type": "hourly"})
    assert program.get("/approvals")["items"] == [asked]
    assert program.get("/approvals?answer=yes")["items"] == []
    assert program.get(f"/approvals?client={town.elsewhere.key}")["items"] == []


def test_goodwill_is_null_until_there_is_some(town: Town, program: Caller) -> None:
    made = program.post(f"/clients/{town.willow.key}/tickets", {"title": "No network"})
    at = f"/tickets/{made['number']}/goodwill"
    assert program.get(at) is None
    program.post(at, {"reason": "Our fault", "amount": 20})
    assert program.get(at)["amount"] == 20


def test_token_tells_what_it_may(town: Town) -> None:
    told = caller(town.staff[LIMITED], Right.SEE).get("/me")
    assert (told["rights"], told["clients"]) == (["SEE"], [town.willow.key])
    assert caller(town.staff["owner"]).get("/me")["clients"] is None


def test_account_is_closed_by_a_program_and_its_tokens_end(
    town: Town, program: Caller
) -> None:
    leaver = town.staff["technician"]
    theirs = caller(leaver)
    told = program.post(f"/accounts/{leaver.key}/close")
    assert told["is_open"] is False
    assert theirs.refused("GET", "/clients") == (401, "no_token")
    assert not User.objects.get(pk=leaver.pk).is_active
    last = f"/accounts/{town.staff['owner'].key}/close"
    assert program.refused("POST", last) == (422, "last_owner")
    listed = program.get("/accounts")["items"]
    assert {each["name"]: each["is_open"] for each in listed}["Technician"] is False


def test_provider_is_told_and_changed(program: Caller) -> None:
    before = program.get("/provider")
    told = {"phone": "555 0100", "seen": before["edited"]}
    assert program.call("PATCH", "/provider", told).status_code == 200
    after = program.get("/provider")
    assert (after["phone"], after["name"]) == ("555 0100", before["name"])
    assert program.refused("PATCH", "/provider", told) == (409, "changed_meanwhile")
    wrong = {"time_zone": "Mars/Base"}
    assert program.refused("PATCH", "/provider", wrong) == (422, "unknown_time_zone")


def test_record_is_narrowed_by_kind_by_whom_and_by_time(
    town: Town, program: Caller
) -> None:
    program.call("PATCH", f"/clients/{town.willow.key}", {"phone": "555"})
    asked = "kind=clients.client&who=owner&since=2026-01-01T00:00:00Z"
    found = program.get(f"/record?{asked}")["items"]
    assert [each["after"] for each in found] == [{"phone": "555"}]
    assert program.get(f"/record?{asked}&until=2026-01-02T00:00:00Z")["items"] == []
    assert program.get("/record?kind=desk.ticket")["items"] == []
    assert program.refused("GET", "/record?since=yesterday") == (422, "invalid")


def test_job_is_told_with_what_it_was_given(town: Town, program: Caller) -> None:
    made = enqueue(town.house.actor, "tidy", {"days": 3})
    assert program.get(f"/jobs/{made.key}")["payload"] == {"days": 3}
    assert program.get("/queue")["counts"]["waiting"] == 1
    assert program.get("/jobs")["items"][0]["key"] == made.key
    assert program.get("/schedules") == []
